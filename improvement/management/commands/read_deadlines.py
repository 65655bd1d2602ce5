"""Read the words of a deadline and say what was taken for granted; or read a file of them against what it expects.

A file is a table with tabs between its columns: text, kind, start, end, and action_ref to name the row by. Its plan's
date stands in a column `dated` (and `quarters`), or is given by --dated KEY=DATE, where KEY is how the row's `plan` or
`source_doc` begins.
"""

import csv
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from improvement import clock
from improvement.deadlines import Kind, Precision, Reading
from improvement.deadlines.reader import read
from improvement.deadlines.words import reading_words
from improvement.models import Plan

COLUMNS = {"text", "kind", "start", "end"}
SUNDAY_TO_FRIDAY = timedelta(days=2)


@dataclass(frozen=True)
class Wanted:
    """What a file's kind means here: our kind, its precision where it says one, and which other facts it holds."""

    kind: str
    precision: str = ""
    holds: frozenset[str] = frozenset()


WANTED = {
    "date": Wanted(Kind.BY, Precision.DAY),
    "week": Wanted(Kind.BY, Precision.WEEK),
    "month_end": Wanted(Kind.BY, Precision.MONTH),
    "year": Wanted(Kind.BY, Precision.YEAR),
    "month_end_conditional": Wanted(Kind.BY, Precision.MONTH, frozenset({"condition"})),
    "month_end_plus_milestone": Wanted(Kind.BY, Precision.MONTH, frozenset({"follow_up"})),
    "month_end_recurring": Wanted(Kind.BY, Precision.MONTH, frozenset({"recurrence"})),
    "range": Wanted(Kind.RANGE),
    "milestone": Wanted(Kind.MILESTONE),
    "start_only": Wanted(Kind.START_ONLY),
    "ongoing": Wanted(Kind.ONGOING),
    "ongoing_conditional": Wanted(Kind.ONGOING, holds=frozenset({"condition"})),
    "conditional": Wanted(Kind.CONDITIONAL, holds=frozenset({"condition"})),
    "tbc_conditional": Wanted(Kind.CONDITIONAL, holds=frozenset({"condition"})),
    "missing": Wanted(Kind.MISSING),
    "unreadable": Wanted(Kind.UNREADABLE),
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser):
        parser.add_argument("words", nargs="*", help="The words of one deadline, such as: Sept 2022")
        parser.add_argument(
            "--against", metavar="FILE", help="A table of deadlines and what each should say."
        )
        parser.add_argument(
            "--dated",
            action="append",
            default=[],
            metavar="[KEY=]DATE",
            help="The plan’s date, such as 2022-03-11: today without it. With KEY=, of those rows of the file.",
        )
        parser.add_argument(
            "--quarters",
            choices=Plan.YearConvention.values,
            default=Plan.YearConvention.FINANCIAL,
            help="Where the plan’s years begin, if the file does not say.",
        )

    def handle(self, *args, words, against, dated, quarters, **options):
        dates = _dates(dated)
        if against:
            return self._compare(_rows(Path(against)), dates, quarters)
        if not words:
            raise CommandError("Enter the words of a deadline, or --against and a file of them.")
        return self._show(" ".join(words), dates.get("", clock.today()), quarters)

    def _show(self, words: str, dated: date, quarters: str) -> None:
        reading = read(words, dated=dated, quarters=quarters)
        self.stdout.write(f"“{words}”: {_said(reading)}")
        self.stdout.write(reading.assumed or "Nothing was taken for granted.")

    def _compare(self, rows: list[dict], dates: dict[str, date], quarters: str) -> None:
        matched = without_words = 0
        for row in rows:
            if is_remark(row):
                without_words += 1
                continue
            reading = read(row["text"], dated=_dated(row, dates), quarters=row.get("quarters") or quarters)
            if found := differences(row, reading):
                self.stdout.write(
                    f"{_name(row)} “{row['text']}”: {'; '.join(found)}. Read: {_said(reading)}."
                )
            matched += not found
        total = len(rows) - without_words
        if without_words:
            self.stdout.write(f"Not read, because the file holds no words for them: {without_words}.")
        self.stdout.write(f"{matched} / {total}")
        if matched < total:
            sys.exit(1)


def _dates(asked: list[str]) -> dict[str, date]:
    """Dates by the beginnings of plan names; "" for every plan."""
    found = {}
    for one in asked:
        key, _, day = one.rpartition("=")
        found[key] = _day(day)
    return found


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise CommandError(f"“{words}” is not a date. Enter it such as 2022-03-11.") from error


def _rows(path: Path) -> list[dict]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}. Name a text file with tabs.") from error
    if missing := COLUMNS - set(rows[0] if rows else ()):
        raise CommandError(f"{path} lacks columns: {', '.join(sorted(missing))}.")
    if unknown := {row["kind"] for row in rows} - set(WANTED):
        raise CommandError(f"{path} has kinds that are not known: {', '.join(sorted(unknown))}.")
    return rows


def is_remark(row: dict) -> bool:
    """Whether the maker of the file could not read the words and put a remark in their place."""
    return row["kind"] == "unreadable" and row["text"].startswith("(unreadable")


def _plan(row: dict) -> str:
    return row.get("plan") or row.get("source_doc") or ""


def _name(row: dict) -> str:
    return f"{_plan(row)} {row.get('action_ref') or ''}".strip()


def _dated(row: dict, dates: dict[str, date]) -> date:
    if row.get("dated"):
        return _day(row["dated"])
    plan = _plan(row)
    keys = [key for key in dates if plan.startswith(key)]
    if not keys:
        raise CommandError(f"The date of {plan} is not known. Add --dated {plan}=DATE.")
    return dates[max(keys, key=len)]


def differences(row: dict, reading: Reading) -> list[str]:
    """Where a reading is not what the file wants, each in a few words.

    A week is printed there from Monday to Sunday; as a deadline it ends on its Friday, two days before.
    """
    wanted = WANTED[row["kind"]]
    starts, ends = (_day(row[name]) if row[name] else None for name in ("start", "end"))
    pairs = {
        "kind": (wanted.kind, reading.kind),
        "starts": (starts, reading.starts),
        "ends": (ends - SUNDAY_TO_FRIDAY if ends and row["kind"] == "week" else ends, reading.ends),
    }
    if wanted.precision:
        pairs["precision"] = (wanted.precision, reading.precision)
    for fact in ("condition", "recurrence", "follow_up"):
        pairs[fact] = (fact in wanted.holds, bool(getattr(reading, fact)))
    return [f"{name}: wanted {want or 'none'}" for name, (want, got) in pairs.items() if want != got]


def _said(reading: Reading) -> str:
    """A reading in one line, with what reading_words leaves out."""
    said = reading_words(reading.kind, reading.starts, reading.ends, reading.condition)
    more = [reading.recurrence, f"followed up by {reading.follow_up}" if reading.follow_up else ""]
    precision = f" to the {reading.precision}" if reading.precision else ""
    return ", ".join([f"{said} ({Kind(reading.kind).label}{precision})", *filter(None, more)])
