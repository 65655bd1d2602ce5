"""Write a whole plan to a file: PDF or Excel, today or as at a day."""

import os
from datetime import date
from pathlib import Path
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from improvement import clock
from improvement.as_at import AsAt, first_dated
from improvement.deadlines.words import day_in_words
from improvement.exports.formats import FORMATS, export_plan, file_name
from improvement.exports.gather import reason_not_to_export
from improvement.exports.plan_pdf import PdfUnavailable
from improvement.models import Plan


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("plan", help="Its name in addresses, such as bury-2022.")
        parser.add_argument("--format", required=True, choices=list(FORMATS))
        parser.add_argument("--as-at", metavar="DATE", help="A date such as 2022-03-23. Today without it.")
        parser.add_argument("--output", metavar="FILE", help="A file or a folder. This folder without it.")

    def handle(self, *args, plan, format, as_at, output, **options):
        plan = _plan(plan)
        with clock.standing_on(clock.day_with(first_dated(plan))):
            self._export(plan, _day(as_at), format, output)

    def _export(self, plan, when, format, output):
        if refusal := reason_not_to_export(plan, when):
            raise CommandError(refusal)
        target = _target(output, file_name(plan, when, format))
        started = perf_counter()
        try:
            made = export_plan(plan, when, format, made_at=timezone.now())
        except PdfUnavailable as missing:
            raise CommandError(str(missing)) from missing
        try:
            target.write_bytes(made.content)
        except OSError as error:
            raise _unwritable(target, error.strerror or str(error)) from error
        self.stdout.write(
            f"{target}: {made.extent}, {len(made.content):,} bytes, {perf_counter() - started:.1f} seconds."
        )


def _plan(slug: str) -> Plan:
    plan = Plan.objects.select_related("scheme", "inspection").filter(slug=slug).first()
    if plan is None:
        known = ", ".join(Plan.objects.order_by("slug").values_list("slug", flat=True))
        there = f"There are: {known}." if known else "There is none yet: run “manage.py load_demo”."
        raise CommandError(f"There is no plan “{slug}”. {there}")
    return plan


def _day(asked: str | None) -> AsAt:
    today = clock.today()
    try:
        day = date.fromisoformat(asked) if asked else today
    except ValueError as error:
        wanted = "Enter the year, month and day, such as 2022-03-23."
        raise CommandError(f"“{asked}” is not a date. {wanted}") from error
    if day > today:
        raise CommandError(f"{day_in_words(day)} has not come yet: today is {day_in_words(today)}.")
    return AsAt(day, today)


def _target(output: str | None, name: str) -> Path:
    """Where the file goes, looked at before the work: nobody should wait for what cannot be written."""
    target = Path(output or ".")
    target = target / name if target.is_dir() else target
    if not target.parent.is_dir():
        raise _unwritable(target, "there is no such folder")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise _unwritable(target, "permission denied")
    return target


def _unwritable(target: Path, why: str) -> CommandError:
    return CommandError(
        f"{target} cannot be written: {why}. Name a file in a folder that exists and that you may write to."
    )
