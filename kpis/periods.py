"""The periods that figures are for: a month, a quarter, a term, a year, twelve months rolling, a day, a year to date.

Financial years run from April to March and their first quarter is April to June, as English councils count; academic
years run from September to August. School terms are those that deadlines are read by, so August is in no term.
Periods lie between 2000 and 2099.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from improvement.deadlines.reader.days import DeadlineRefused, Span, day_span, months_after, months_span
from improvement.deadlines.reader.periods import TERMS
from improvement.deadlines.words import day_in_words

A_DAY = timedelta(days=1)
APRIL, SEPTEMBER = 4, 9


class PeriodType(TextChoices):
    """What stretch of time one figure is for."""

    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter of a financial year"
    CALENDAR_QUARTER = "calendar-quarter", "Quarter of a calendar year"
    TERM = "term", "School term"
    FINANCIAL_YEAR = "financial-year", "Financial year (April to March)"
    ACADEMIC_YEAR = "academic-year", "Academic year (September to August)"
    CALENDAR_YEAR = "calendar-year", "Calendar year"
    ROLLING_YEAR = "rolling-year", "Rolling twelve months"
    SNAPSHOT = "snapshot", "Snapshot on a day"
    YEAR_TO_DATE = "year-to-date", "Financial year to date"


class PeriodRefused(ValueError):
    """No such period; the sentence says what to enter."""


@dataclass(frozen=True)
class Period:
    """From its first day to its last; a snapshot starts and ends on its day. Make one with `period_of`."""

    type: PeriodType
    starts: date
    ends: date

    @property
    def label(self) -> str:
        """“April 2022”, “Q1 2022/23”, “2022/23”: one for each period of a type, and read back by `read_period`.

        A financial and an academic year have the same label: where both may stand, print the type beside it.
        """
        return LABELS[self.type](self)


def period_of(type: PeriodType, day: date) -> Period:
    """The period that a day lies in. Of rolling twelve months and a year to date: the one that ends with its month.

    Raises PeriodRefused for a term in August, and outside 2000 to 2099.

    >>> period_of(PeriodType.QUARTER, date(2022, 5, 9)).label
    'Q1 2022/23'
    """
    try:
        return Period(type, *SPANS[type](day))
    except DeadlineRefused as refusal:
        raise PeriodRefused(str(refusal)) from None


def following(period: Period) -> Period:
    """The next of its type. After twelve rolling months, a year to date or a snapshot: a month later."""
    if period.type == PeriodType.SNAPSHOT:
        return _snapshot_beside(period, 1)
    day = period.ends + A_DAY
    if period.type == PeriodType.TERM and day.month == 8:
        day = day.replace(month=SEPTEMBER)
    return period_of(period.type, day)


def preceding(period: Period) -> Period:
    """The one before, so that what follows it is this one again."""
    if period.type == PeriodType.SNAPSHOT:
        return _snapshot_beside(period, -1)
    monthly = period.type in {PeriodType.ROLLING_YEAR, PeriodType.YEAR_TO_DATE}
    day = (period.ends.replace(day=1) if monthly else period.starts) - A_DAY
    if period.type == PeriodType.TERM and day.month == 8:
        day = day.replace(day=1) - A_DAY
    return period_of(period.type, day)


def _snapshot_beside(period: Period, months: int) -> Period:
    """A month's last day leads to a month's last day, because most snapshots are taken then.

    So the way back from 28 February leads to 31 January, even for one who came from 28 January.
    """
    day = period.ends
    try:
        if (day + A_DAY).day == 1:
            day = _month(months_after(day.replace(day=1), months)).ends
        else:
            day = months_after(day, months)
    except DeadlineRefused as refusal:
        raise PeriodRefused(str(refusal)) from None
    return period_of(PeriodType.SNAPSHOT, day)


def _month(day: date) -> Span:
    return months_span(day.year, day.month, 1)


def _quarter(day: date) -> Span:
    return months_span(day.year, day.month - (day.month - 1) % 3, 3)


def _term(day: date) -> Span:
    for month, count in TERMS.values():
        if month <= day.month < month + count:
            return months_span(day.year, month, count)
    raise PeriodRefused(f"{day_in_words(day)} lies in no term. Choose a day from September to July.")


def _year_from(month: int) -> Callable[[date], Span]:
    return lambda day: months_span(day.year - (day.month < month), month, 12)


def _rolling(day: date) -> Span:
    return Span(months_after(day.replace(day=1), -11), _month(day).ends)


def _to_date(day: date) -> Span:
    return Span(_year_from(APRIL)(day).starts, _month(day).ends)


SPANS: dict[PeriodType, Callable[[date], Span]] = {
    PeriodType.MONTH: _month,
    PeriodType.QUARTER: _quarter,
    PeriodType.CALENDAR_QUARTER: _quarter,
    PeriodType.TERM: _term,
    PeriodType.FINANCIAL_YEAR: _year_from(APRIL),
    PeriodType.ACADEMIC_YEAR: _year_from(SEPTEMBER),
    PeriodType.CALENDAR_YEAR: _year_from(1),
    PeriodType.ROLLING_YEAR: _rolling,
    PeriodType.SNAPSHOT: lambda day: day_span(day.month, day.day, day.year),
    PeriodType.YEAR_TO_DATE: _to_date,
}


def _split_year(year: int) -> str:
    """2022/23, for the year that begins in 2022."""
    return f"{year}/{(year + 1) % 100:02}"


def _financial_quarter(period: Period) -> str:
    number = (period.starts.month - APRIL) % 12 // 3 + 1
    return f"Q{number} {_split_year(period.starts.year - (period.starts.month < APRIL))}"


def _term_label(period: Period) -> str:
    name = next(name for name, (month, _) in TERMS.items() if month == period.starts.month)
    return f"{name.capitalize()} term {period.starts.year}"


LABELS: dict[PeriodType, Callable[[Period], str]] = {
    PeriodType.MONTH: lambda period: f"{period.starts:%B %Y}",
    PeriodType.QUARTER: _financial_quarter,
    PeriodType.CALENDAR_QUARTER: lambda period: f"Q{period.ends.month // 3} {period.ends.year}",
    PeriodType.TERM: _term_label,
    PeriodType.FINANCIAL_YEAR: lambda period: _split_year(period.starts.year),
    PeriodType.ACADEMIC_YEAR: lambda period: _split_year(period.starts.year),
    PeriodType.CALENDAR_YEAR: lambda period: str(period.starts.year),
    PeriodType.ROLLING_YEAR: lambda period: f"12 months to {period.ends:%B %Y}",
    PeriodType.SNAPSHOT: lambda period: day_in_words(period.ends),
    PeriodType.YEAR_TO_DATE: lambda period: f"Year to date, {period.ends:%B %Y}",
}
