"""Record mail that came back: each file (or what is piped in) is one delivery report. Files are left as they are."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from improvement import clock
from improvement.reminders.bounces import Bounce, NoReport, bounces_in
from improvement.services import people, reminders


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="*", type=Path, metavar="FILE", help="Without one: what is piped in."
        )

    def handle(self, *args, files, **options):
        troubled = [name for name, read in _sources(files) if not self._record(name, read)]
        if troubled:
            raise CommandError(
                f"{len(troubled)} could not be recorded: {', '.join(troubled)}. Everything else was."
            )

    def _record(self, name: str, read) -> bool:
        """Whether a report told of something that could be recorded, or of nothing to record."""
        try:
            bounces = bounces_in(read())
        except OSError as error:
            return self._refuse(name, f"It cannot be read: {error.strerror or error}.")
        except NoReport as reason:
            return self._refuse(name, str(reason))
        if not bounces:
            self.stdout.write(f"{name}: no delivery failed.")
        recorded = [self._record_one(name, bounce) for bounce in bounces]
        return all(recorded)

    def _record_one(self, name: str, bounce: Bounce) -> bool:
        today = clock.today()
        by = people.system_user("record_bounces", on=today)
        for address in bounce.addresses:
            rows = reminders.record_bounce(address, bounce.words, by=by, on=today)
            if rows:
                self.stdout.write(f"{name}: {rows[0].person.name} <{address}>: {bounce.words}")
                return True
        return self._refuse(name, f"No reminder went to {' or '.join(bounce.addresses)}.")

    def _refuse(self, name: str, sentence: str) -> bool:
        self.stderr.write(f"{name}: {sentence}")
        return False


def _sources(files: list[Path]):
    """Each source's name, and what reads it."""
    if not files:
        return [("standard input", sys.stdin.buffer.read)]
    return [(str(file), file.read_bytes) for file in files]
