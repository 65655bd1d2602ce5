"""Years: bare, split over two, and named as financial, academic, municipal or calendar ones."""

from dataclasses import replace
from functools import partial

from improvement.deadlines import Precision
from improvement.deadlines.reader import remarks
from improvement.deadlines.reader.days import FIRST_YEAR, LAST_YEAR, MONTH_NUMBERS, months_of_year_span
from improvement.deadlines.reader.numeric_dates import APRIL, century, split_year, year_from, years
from improvement.deadlines.reader.printed import Bearings, Parsed, Printed
from improvement.deadlines.reader.tokens import Token

BEFORE_A_YEAR = {",", "-", ".", "'", "/", "of", "in"}
# A number before one of these counts something and is no short year.
COUNTED = {
    "am",
    "pm",
    "noon",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "working",
    "%",
    ":",
}
FINANCIAL, ACADEMIC, MUNICIPAL, CALENDAR = (
    (APRIL, "financial year"),
    (9, "academic year"),
    (5, "municipal year"),
    (1, "calendar year"),
)
NAMED_YEARS = {
    "financial": FINANCIAL,
    "fiscal": FINANCIAL,
    "academic": ACADEMIC,
    "school": ACADEMIC,
    "municipal": MUNICIPAL,
    "council": MUNICIPAL,
    "calendar": CALENDAR,
}


def year_at(tokens: list[Token], at: int, short: bool = False) -> tuple[int | None, int]:
    """The year that follows a month, a day or a season, and the place after it. `short` takes two digits too."""
    then = at
    while tokens[then].text in BEFORE_A_YEAR and then < at + 2:
        then += 1
    token, sign = tokens[then], tokens[max(at, then - 1)].text
    if token.kind != "number":
        return None, at
    if len(token.text) == 4:
        return int(token.text), then + 1
    may_be_short = sign == "'" or (short and sign not in {",", "of", "in"})
    following = tokens[then + 1].text
    if len(token.text) == 2 and may_be_short and following not in COUNTED and following not in MONTH_NUMBERS:
        return century(token.text), then + 1
    return None, at


def split_year_at(tokens: list[Token], at: int) -> int | None:
    """The first year of 2022/23 where a token prints such a pair."""
    return split_year(tokens[at].text) if tokens[at].kind == "dated" else None


def bare_year(tokens: list[Token], at: int, bearings: Bearings) -> Parsed:
    """2023, 2016 - 2017, 2022 financial year."""
    first = _plain_year(tokens[at])
    if first is None:
        return None
    if tokens[at + 1].text in NAMED_YEARS and tokens[at + 2].text == "year":
        printed, _ = named_year(tokens, at + 1, bearings)
        return replace(printed, year=first), at + 3
    last = _plain_year(tokens[at + 2]) if tokens[at + 1].text in {"-", "to", "until", "through"} else None
    if last is not None and first < last:
        return years(first, last, True, first_month=APRIL if bearings.is_financial else 1), at + 3
    in_year = partial(months_of_year_span, 1, 12)
    return Printed(str(first), Precision.YEAR, in_year, first, notes=(remarks.whole_year,)), at + 1


def _plain_year(token: Token) -> int | None:
    is_year = token.kind == "number" and len(token.text) == 4 and FIRST_YEAR <= int(token.text) <= LAST_YEAR
    return int(token.text) if is_year else None


def named_year(tokens: list[Token], at: int, bearings: Bearings) -> Parsed:
    """Financial year 2022/23, FY22/23, this academic year, the municipal year 2023."""
    which = tokens[at].text if tokens[at].text in {"this", "current", "next"} else ""
    then = at + bool(which)
    if tokens[then].text == "fy":
        kind, then = FINANCIAL, then + 1
    elif tokens[then].text in NAMED_YEARS and tokens[then + 1].text == "year":
        kind, then = NAMED_YEARS[tokens[then].text], then + 2
    else:
        return None
    if which:
        return _of_the_plan(kind, which, bearings), then
    if (first := split_year_at(tokens, then)) is not None:
        return _named(kind, first, is_certain=kind != MUNICIPAL), then + 1
    year, after = year_at(tokens, then, short=True)
    other, past = _other_year(tokens, after, year)
    return _named(kind, year, is_certain=kind != MUNICIPAL and (other or year is None)), past


def _other_year(tokens, at, year) -> tuple[bool, int]:
    """The 2017 of “financial year 2016 to 2017”."""
    is_pair = year is not None and tokens[at].text in {"-", "to"} and _plain_year(tokens[at + 1]) == year + 1
    return is_pair, at + 2 if is_pair else at


def _named(kind: tuple[int, str], first: int | None, is_certain: bool) -> Printed:
    month, name = kind
    note = remarks.municipal_year if kind == MUNICIPAL else remarks.year_kind(name)
    return year_from(month, name, first, () if is_certain or kind == CALENDAR else (note,))


def _of_the_plan(kind: tuple[int, str], which: str, bearings: Bearings) -> Printed:
    """This or the next such year, seen from the plan's date."""
    month, dated = kind[0], bearings.dated
    first = dated.year - (dated.month < month) + (which == "next")
    return _named(kind, first, is_certain=False)
