"""Compare an exported plan with the words that its fixtures print, and say what is missing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from improvement.demo.comparing import CannotRead, missing_from


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("plan", help="Its name in addresses, such as bury-2016.")
        parser.add_argument("file", type=Path, help="What export_plan wrote: a .pdf or .xlsx file.")

    def handle(self, *args, plan, file, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}. Write it first with export_plan.")
        try:
            cells, missing = missing_from(file, plan)
        except CannotRead as reason:
            raise CommandError(str(reason)) from reason
        if not cells:
            raise CommandError(f"There are no fixtures of “{plan}”.")
        for one in missing:
            self.stdout.write(f"{one.address} {one.cell}: {one.words}")
        if missing:
            raise CommandError(f"{len(missing)} of {cells} printed cells are not whole in {file}.")
        self.stdout.write(f"{file} holds all {cells} printed cells of {plan}: nothing is missing.")
