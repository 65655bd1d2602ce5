"""Periods as people write them: their labels, the usual variants of a label, or any day inside a period."""

import re
from collections.abc import Callable
from datetime import date

from improvement.deadlines.reader.days import MONTH_NUMBERS
from improvement.deadlines.reader.periods import TERMS
from kpis.periods import Period, PeriodRefused, PeriodType, period_of

YEAR = r"(?P<year>20\d\d)"
TWO_YEARS = r"(?:FY )?(?P<first>20\d\d) ?[/–-] ?(?P<second>(?:20)?\d\d)"
MONTH = rf"(?P<month>[a-z]+)\.?(?: {YEAR}|-(?P<short>\d\d))"
QUARTER = r"(?:Q|quarter) ?(?P<number>[1-4]),? (?:of )?"
TERM = rf"(?P<term>{'|'.join(TERMS)}) (?:term )?"
DAYS = [
    r"(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)",
    r"(?P<day>\d\d?)[/.](?P<number>\d\d?)[/.](?P<year>20\d\d)",
    r"(?P<day>\d\d?)(?:st|nd|rd|th)? (?P<month>[a-z]+)\.? (?P<year>20\d\d)",
]

# What to enter, and the spellings that are read.
EXAMPLES = {
    PeriodType.MONTH: "Enter the month, such as October 2022.",
    PeriodType.QUARTER: "Enter the quarter with both of its years, such as Q1 2022/23 for April to June 2022.",
    PeriodType.CALENDAR_QUARTER: "Enter the quarter and its calendar year, such as Q1 2022 for January to March.",
    PeriodType.TERM: "Enter the term, such as Autumn term 2022.",
    PeriodType.FINANCIAL_YEAR: "Enter both years of the financial year, such as 2022/23.",
    PeriodType.ACADEMIC_YEAR: "Enter both years of the academic year, such as 2022/23.",
    PeriodType.CALENDAR_YEAR: "Enter the year, such as 2022.",
    PeriodType.ROLLING_YEAR: "Enter the last of the twelve months, such as 12 months to October 2022.",
    PeriodType.SNAPSHOT: "Enter the day, such as 31 March 2022.",
    PeriodType.YEAR_TO_DATE: "Enter the month that the year has reached, such as October 2022.",
}


def read_period(type: PeriodType, words: str | date) -> Period:
    """The period of a type that a label or a day names.

    Whole days are read in every type as “2022-10-31”, “31/10/2022” or “31 October 2022”. “Q1 2022” is no quarter of a
    financial year, because nobody can know which one it means. Raises PeriodRefused with what to enter.

    >>> read_period(PeriodType.MONTH, "Oct-22").label
    'October 2022'
    """
    if isinstance(words, date):
        return period_of(type, words)
    text = " ".join(words.split())
    for pattern, day_of in [*FORMS[type], *((pattern, _day) for pattern in DAYS)]:
        found = re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII)
        if found:
            try:
                return period_of(type, day_of(found.groupdict()))
            except _NotADay:
                break
    raise PeriodRefused(EXAMPLES[type])


class _NotADay(ValueError):
    """The spelling fits and the day does not exist: 31 April, 2022/24."""


def _date(year: int, month: int, day: int = 1) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _NotADay from None


def _month_number(name: str) -> int:
    return MONTH_NUMBERS.get(name.lower(), 0)


def _day(parts: dict[str, str]) -> date:
    month = int(parts["number"]) if "number" in parts else _month_number(parts["month"])
    return _date(int(parts["year"]), month, int(parts["day"]))


def _month(parts: dict[str, str]) -> date:
    return _date(int(parts["year"] or 2000 + int(parts["short"])), _month_number(parts["month"]))


def _first_year(parts: dict[str, str]) -> int:
    """2022 for “2022/23” and “2022-2023”; two years that do not follow each other are none."""
    first, second = int(parts["first"]), int(parts["second"])
    if second % 100 != (first + 1) % 100:
        raise _NotADay
    return first


def _financial_quarter(parts: dict[str, str]) -> date:
    number = int(parts["number"])
    return _date(_first_year(parts) + (number == 4), 1 if number == 4 else 3 * number + 1)


def _term(parts: dict[str, str]) -> date:
    return _date(int(parts["year"]), TERMS[parts["term"].lower()][0])


def _academic_term(parts: dict[str, str]) -> date:
    name = parts["term"].lower()
    return _date(_first_year(parts) + (name != "autumn"), TERMS[name][0])


def _first_of(month: int) -> Callable[[dict[str, str]], date]:
    return lambda parts: _date(_first_year(parts), month)


FORMS: dict[PeriodType, list[tuple[str, Callable[[dict[str, str]], date]]]] = {
    PeriodType.MONTH: [(MONTH, _month)],
    PeriodType.QUARTER: [(QUARTER + TWO_YEARS, _financial_quarter)],
    PeriodType.CALENDAR_QUARTER: [
        (QUARTER + YEAR, lambda parts: _date(int(parts["year"]), 3 * int(parts["number"])))
    ],
    PeriodType.TERM: [(TERM + YEAR, _term), (TERM + TWO_YEARS, _academic_term)],
    PeriodType.FINANCIAL_YEAR: [(TWO_YEARS, _first_of(4))],
    PeriodType.ACADEMIC_YEAR: [(TWO_YEARS, _first_of(9))],
    PeriodType.CALENDAR_YEAR: [(YEAR, lambda parts: _date(int(parts["year"]), 1))],
    PeriodType.ROLLING_YEAR: [(f"(?:(?:12|twelve) months to )?{MONTH}", _month)],
    PeriodType.SNAPSHOT: [],
    PeriodType.YEAR_TO_DATE: [(f"(?:Year to date,? )?{MONTH}", _month)],
}
