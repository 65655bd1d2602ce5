"""Verify the record: every link of the chain, every version under it, every live row against its newest version."""

import sys

from django.core.management.base import BaseCommand

from improvement.record.ledger import LedgerEntry, head
from improvement.record.verify import problems


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="list every problem, not only the first")

    def handle(self, *args, **options):
        found = 0
        for problem in problems():
            found += 1
            self.stderr.write(self.style.ERROR(str(problem)))
            if not options["all"]:
                self.stderr.write(
                    "The record is broken here. Run with --all for everything that does not hold."
                )
                break
        if found:
            sys.exit(1)
        newest = head()
        withdrawn = LedgerEntry.objects.filter(canonical__isnull=True).count()
        self.stdout.write(
            f"The record is whole: {newest.number if newest else 0} links, {withdrawn} withdrawn, "
            f"head {newest.hash if newest else 'none'}."
        )
