"""The visit bundle: everything about one finding or one theme between two dates, in time order."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.http import urlencode
from django.utils.text import slugify

from improvement.as_at import AsAt
from improvement.bundle.entries import ENTERED, FOUND, MOVED, SAID, SHOWN, Entry, entries_of
from improvement.bundle.rows import rows_of
from improvement.bundle.subject import Subject
from improvement.models import Plan, User
from improvement.services.evidence import NOT_TO_READ, readable_of

COUNTED = [
    (FOUND, "report", "reports"),
    (ENTERED, "action", "actions"),
    (SAID, "update", "updates"),
    (MOVED, "deadline move", "deadline moves"),
    (SHOWN, "piece of evidence", "pieces of evidence"),
]


@dataclass(frozen=True)
class Month:
    """The entries of one month."""

    first: date
    entries: list[Entry]


@dataclass(frozen=True)
class VisitBundle:
    """What happened about a subject from a day to a day, both included, as known on the day of `when`.

    `hidden` is how many pieces of evidence were left out because the reader may not open them.
    """

    plan: Plan
    when: AsAt
    subject: Subject
    since: date
    until: date
    entries: list[Entry]
    hidden: int

    @property
    def why_hidden(self) -> str:
        return NOT_TO_READ if self.hidden else ""

    @property
    def months(self) -> list[Month]:
        return self.months_of(self.entries)

    @staticmethod
    def months_of(entries: list[Entry]) -> list[Month]:
        by_month = groupby(entries, key=lambda entry: entry.item.day.replace(day=1))
        return [Month(first, list(those)) for first, those in by_month]

    @property
    def query(self) -> str:
        """What the address of this same bundle ends in."""
        asked = {self.subject.kind: self.subject.value, "from": self.since, "to": self.until}
        return urlencode(asked | ({"as_at": self.when.day} if self.when.is_past else {}))

    @property
    def file_name(self) -> str:
        return slugify(
            f"{self.plan.slug}-{self.subject.kind}-{self.subject.value}-{self.since}-to-{self.until}"
        )

    @property
    def summary(self) -> str:
        """“1 report, 14 actions, 60 updates”, or nothing."""
        numbers = Counter(entry.kind for entry in self.entries)
        said = [(numbers[kind], one, many) for kind, one, many in COUNTED if numbers[kind]]
        return ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in said)

    @property
    def is_illustrative(self) -> bool:
        return any(entry.item.is_illustrative for entry in self.entries)


def visit_bundle(
    plan: Plan, subject: Subject, since: date, until: date, when: AsAt, *, by: User
) -> VisitBundle:
    """The bundle for a reader. Nine queries at most, however many actions there are."""
    rows = rows_of(plan, subject, until, when)
    may_read = readable_of([action.id for action in rows.actions], by=by, on=when.today)
    entries, hidden = [], 0
    for entry in entries_of(plan, subject, rows, until):
        if not since <= entry.item.day <= until:
            continue
        if entry.evidence and entry.action.id not in may_read:
            hidden += 1
        else:
            entries.append(entry)
    return VisitBundle(plan, when, subject, since, until, entries, hidden)
