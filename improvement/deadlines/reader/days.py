"""Days and spans of the calendar that a deadline may name: from 2000 to 2099, and no 31 February."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from improvement.deadlines.words import day_in_words

FIRST_YEAR, LAST_YEAR = 2000, 2099
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH_NUMBERS = {name[:long].lower(): number for number, name in enumerate(MONTHS, 1) for long in (3, None)}
MONTH_NUMBERS["sept"] = 9
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
A_DAY = timedelta(days=1)
FRIDAY = 4


class DeadlineRefused(ValueError):
    """Words that name a day which cannot be meant, with a sentence that says so."""


class Span(NamedTuple):
    """From its first day to its last."""

    starts: date
    ends: date


def the_day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DeadlineRefused(f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}.")
    if not 1 <= month <= 12:
        raise DeadlineRefused(f"There is no month {month}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise DeadlineRefused(f"There is no {day} {MONTHS[month - 1]} {year}.") from None


def moved(day: date, days: int) -> date:
    """A day so many days later, or earlier where `days` is below 0."""
    the_day(day.year, day.month, day.day)
    if abs(days) > 36_525:
        raise DeadlineRefused(f"{days} days are more than a century.")
    other = day + timedelta(days=days)
    return the_day(other.year, other.month, other.day)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = _counted(day.year, day.month, months)
    first = the_day(year, month, 1)
    return first.replace(day=min(day.day, monthrange(year, month)[1]))


def working_days_after(day: date, count: int) -> date:
    """Mondays to Fridays counted; bank holidays are not known here."""
    weeks, rest = divmod(count, 5)
    day = moved(day, 7 * weeks)
    while rest:
        day = moved(day, 1)
        rest -= day.weekday() < 5
    return day


def months_span(year: int, month: int, count: int) -> Span:
    """From the first day of a month to the last day of the month `count` - 1 later."""
    last_year, last_month = _counted(year, month, count - 1)
    first = the_day(year, month, 1)
    return Span(first, the_day(last_year, last_month, 1).replace(day=monthrange(last_year, last_month)[1]))


def _counted(year: int, month: int, months: int) -> tuple[int, int]:
    years, before = divmod(month - 1 + months, 12)
    return year + years, before + 1


def month_span(month: int, year: int) -> Span:
    return months_span(year, month, 1)


def day_span(month: int, day: int, year: int) -> Span:
    only = the_day(year, month, day)
    return Span(only, only)


def week_span(month: int, day: int, year: int) -> Span:
    """A week commencing on a day: to its Friday, because that is when an office's week ends."""
    first = the_day(year, month, day)
    return Span(first, moved(first, (FRIDAY - first.weekday()) % 7))


def week_ending_span(month: int, day: int, year: int) -> Span:
    last = the_day(year, month, day)
    return Span(moved(last, -last.weekday()), last)


def quarter_span(number: int, is_financial: bool, year: int) -> Span:
    """A quarter of the year that begins in `year`."""
    return months_span(*_counted(year, 4 if is_financial else 1, 3 * (number - 1)), 3)


def months_of_year_span(month: int, count: int, year: int) -> Span:
    """A run of months that begins in a year: a term, a season, a financial year."""
    return months_span(year, month, count)


def years_span(month: int, last: int, year: int) -> Span:
    """Several years in a row: calendar years where they begin in January, else years that begin in `month`."""
    return months_span(year, month, 12 * (last - year + (month == 1)))


def fixed_span(span: Span, year: int) -> Span:
    """A span that needs no year."""
    return span


def easter_span(year: int) -> Span:
    """Easter Sunday, by the Gregorian reckoning in Meeus, Astronomical Algorithms, chapter 8."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, before = divmod(h + k - 7 * m + 114, 31)
    return day_span(month, before + 1, year)


def in_words(span: Span) -> str:
    """July 2022, October to December 2022, November 2022 to February 2023, 3 March 2022."""
    starts, ends = span
    if starts == ends:
        return day_in_words(starts)
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{MONTHS[ends.month - 1]} {ends.year}"
    year = "" if starts.year == ends.year else f" {starts.year}"
    return f"{MONTHS[starts.month - 1]}{year} to {MONTHS[ends.month - 1]} {ends.year}"


def part_of(span: Span, part: str) -> Span:
    """The start, early part, middle, late part or end of a span, where words name one."""
    starts, ends = span
    if part == "start":
        return Span(starts, starts)
    if part == "end":
        return Span(ends, ends)
    months = 12 * (ends.year - starts.year) + ends.month - starts.month + 1
    if months == 1:
        tenth, mid, late = (starts.replace(day=day) for day in (10, 15, 21))
        return {"early": Span(starts, tenth), "mid": Span(mid, mid), "late": Span(late, ends)}[part]
    quarter, half = max(1, months // 4), (months + 1) // 2
    if part == "late":
        return Span(months_span(*_counted(ends.year, ends.month, 1 - quarter), 1).starts, ends)
    last = months_span(starts.year, starts.month, quarter if part == "early" else half).ends
    return Span(starts if part == "early" else last, last)
