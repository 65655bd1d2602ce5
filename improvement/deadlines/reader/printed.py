"""A time as words print it, before anybody knows its year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from improvement.deadlines import Precision
from improvement.deadlines.reader.days import Span

CALENDAR = "calendar"
Note = Callable[[str, Span, bool], str]


class Bearings(NamedTuple):
    """What a plan says about itself that its deadlines leave out: its date and where its years begin."""

    dated: date
    quarters: str

    @property
    def is_financial(self) -> bool:
        return self.quarters != CALENDAR


@dataclass(frozen=True, slots=True)
class Printed:
    """`in_year` gives its first and last day in a year; `year` is None where none is printed.

    `part` is "" or start, early, mid, late, end. Each of `notes` makes a sentence, or "", from the printed words, the
    span they were read as and whether that is a start. `lasts` says that it is a stretch of time by itself.
    """

    name: str
    precision: Precision
    in_year: Callable[[int], Span]
    year: int | None = None
    part: str = ""
    core_at: int = 0  # where the words behind the part begin
    notes: tuple[Note, ...] = ()
    lasts: bool = False

    @property
    def is_bare_year(self) -> bool:
        return self.precision == Precision.YEAR and self.name.isdecimal()


Parsed = tuple[Printed, int] | None  # a time and the place after it
