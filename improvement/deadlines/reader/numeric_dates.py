"""Times printed as digits with signs between them: 31/03/2022, 2022-03-31, 2022/23, 03/2022, 22/23."""

import re
from functools import partial

from improvement.deadlines import Precision
from improvement.deadlines.reader import remarks
from improvement.deadlines.reader.days import (
    MONTHS,
    DeadlineRefused,
    day_span,
    month_span,
    months_of_year_span,
    years_span,
)
from improvement.deadlines.reader.printed import Bearings, Note, Printed

SIGNS = re.compile(r"[ ]?[-/.][ ]?")
APRIL = 4


def digits_of(text: str) -> list[str]:
    """The two or three numbers of a dated token.

    >>> digits_of("2022-03-31 00:00")
    ['2022', '03', '31']
    """
    return SIGNS.split(text.split("t")[0].split(" 00:")[0])


def century(digits: str) -> int:
    """A year of two or four digits."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def split_year(text: str) -> int | None:
    """The first of two years in a row that name one year together: 2022/23, 2022-23, 2022/2023, 22/23."""
    parts = digits_of(text)
    if len(parts) != 2 or len(parts[0]) not in {2, 4} or len(parts[1]) not in {2, 4}:
        return None
    first, second = century(parts[0]), century(parts[1])
    is_day = len(parts[0]) == 2 and int(parts[1]) <= 12
    return first if second == first + 1 and not is_day else None


def numeric(text: str, bearings: Bearings) -> Printed | None:
    """What a dated token prints, or None where its digits name no time."""
    parts = digits_of(text)
    if len(parts) == 3:
        return _whole_date(parts)
    if (first := split_year(text)) is not None:
        return financial_year(first, (remarks.split_year,))
    one, other = parts
    if len(one) == 4:
        return _year_first(one, other)
    if len(other) == 4:
        return month(int(one), int(other)) if 1 <= int(one) <= 12 else None
    if 1 <= int(other) <= 12:
        return day(int(other), int(one), None, (remarks.day_first,))
    return month(int(one), century(other), (remarks.month_and_year,)) if 1 <= int(one) <= 12 else None


def _whole_date(parts: list[str]) -> Printed:
    if len(parts[0]) == 4:
        return day(int(parts[1]), int(parts[2]), int(parts[0]))
    number, of_month = int(parts[0]), int(parts[1])
    is_plain = number > 12 or number == of_month
    return day(of_month, number, century(parts[2]), () if is_plain else (remarks.day_first,))


def _year_first(one: str, other: str) -> Printed | None:
    """2022-03 is a month as computers write it; 2022-25 and 2022/25 are a run of years."""
    first = int(one)
    if len(other) == 2 and 1 <= int(other) <= 12:
        return month(int(other), first, (remarks.month_and_year,))
    last = century(other)
    return years(first, last, True, first_month=APRIL) if first < last <= first + 10 else None


def day(of_month: int, number: int, year: int | None, notes: tuple[Note, ...] = ()) -> Printed:
    if not 1 <= of_month <= 12:
        raise DeadlineRefused(f"There is no month {of_month}: write the day first, such as 31/03/2022.")
    return Printed(
        f"{number} {MONTHS[of_month - 1]}",
        Precision.DAY,
        partial(day_span, of_month, number),
        year,
        notes=notes,
    )


def month(number: int, year: int | None, notes: tuple[Note, ...] = ()) -> Printed:
    return Printed(MONTHS[number - 1], Precision.MONTH, partial(month_span, number), year, notes=notes)


def financial_year(first: int | None, notes: tuple[Note, ...] = ()) -> Printed:
    return year_from(APRIL, "financial year", first, notes)


def year_from(first_month: int, name: str, first: int | None, notes: tuple[Note, ...] = ()) -> Printed:
    """Twelve months that begin in a month of the year `first`."""
    return Printed(name, Precision.YEAR, partial(months_of_year_span, first_month, 12), first, notes=notes)


def years(first: int, last: int, is_run: bool, *, first_month: int) -> Printed:
    """Several years in a row, as the stretch of time they are."""
    notes = (remarks.several_years,) if first_month == APRIL else ()
    return Printed(
        "years", Precision.YEAR, partial(years_span, first_month, last), first, notes=notes, lasts=is_run
    )
