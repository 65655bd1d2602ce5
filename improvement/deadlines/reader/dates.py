"""The grammar of times: what a run of tokens prints, and where it ends. Nothing here knows a missing year."""

from dataclasses import replace
from functools import partial

from improvement.deadlines import Precision
from improvement.deadlines.reader import remarks
from improvement.deadlines.reader.days import (
    MONTH_NUMBERS,
    WEEKDAYS,
    easter_span,
    week_ending_span,
    week_span,
)
from improvement.deadlines.reader.months import day_first, days_of_one_month, misspelt, month_first
from improvement.deadlines.reader.named_years import (
    CALENDAR,
    FINANCIAL,
    NAMED_YEARS,
    bare_year,
    named_year,
    split_year_at,
    year_at,
)
from improvement.deadlines.reader.numeric_dates import day, month, numeric, year_from
from improvement.deadlines.reader.periods import ORDINALS, QUARTERS, SEASONS, ordinal_quarter, quarter, season
from improvement.deadlines.reader.printed import Bearings, Parsed, Printed
from improvement.deadlines.reader.tokens import Token

PARTS = {
    "end": "end",
    "mid": "mid",
    "middle": "mid",
    "early": "early",
    "late": "late",
    "beginning": "start",
    "start": "start",
}
NEED_OF = {"middle", "beginning", "start"}
WEEKS = {"commencing": week_span, "beginning": week_span, "starting": week_span, "of": week_span}
BEFORE_A_DAY = {"the", ":", ",", "."} | {name[:long].lower() for name in WEEKDAYS for long in (3, 4, 5, None)}
WEEKS |= {"ending": week_ending_span}
WEEK_SIGNS = {"w/c": week_span, "w/b": week_span, "wc": week_span, "w/e": week_ending_span}


def date_at(tokens: list[Token], at: int, bearings: Bearings) -> Parsed:
    """The time printed from one token on and the place after it, or None."""
    token = tokens[at]
    if token.kind == "word":
        rule = RULES.get(token.text)
        return rule(tokens, at, bearings) if rule else misspelt(tokens, at, bearings)
    if token.kind == "dated":
        return _dated(tokens, at, bearings)
    if token.kind in {"number", "ordinal"} and len(token.text) <= 4:
        return (
            day_first(tokens, at, bearings)
            or days_of_one_month(tokens, at, bearings)
            or ordinal_quarter(tokens, at, bearings)
            or bare_year(tokens, at, bearings)
        )
    return None


def _dated(tokens, at, bearings) -> Parsed:
    if (first := split_year_at(tokens, at)) is not None:
        if tokens[at + 1].text in QUARTERS:
            return quarter(tokens, at + 1, bearings, year=first)
        if tokens[at + 1].text in NAMED_YEARS and tokens[at + 2].text == "year":
            named, _ = named_year(tokens, at + 1, bearings)
            return replace(named, year=first), at + 3
    found = numeric(tokens[at].text, bearings)
    return (found, at + 1) if found else None


def _weekday(tokens, at, bearings) -> Parsed:
    """Friday 31 March 2023. A weekday by itself is no time."""
    then = at + 1
    while tokens[then].text in {",", "the", "."} and then < at + 3:
        then += 1
    parsed = _day_at(tokens, then, bearings)
    if not parsed:
        return None
    return replace(parsed[0], notes=(*parsed[0].notes, remarks.weekday(tokens[at].text))), parsed[1]


def _day_at(tokens, at, bearings) -> Parsed:
    """A day and nothing else."""
    is_word = tokens[at].kind == "word" and tokens[at].text not in MONTH_NUMBERS
    parsed = None if is_word else date_at(tokens, at, bearings)
    return parsed if parsed and parsed[0].precision == Precision.DAY else None


def _week(tokens, at, bearings) -> Parsed:
    """w/c 29th Nov, week commencing Monday 14 March 2022, w/e 18 March."""
    make, then = WEEK_SIGNS.get(tokens[at].text), at + 1
    if make is None:
        make, then = WEEKS.get(tokens[at + 1].text), at + 2
    if make is None:
        return None
    while tokens[then].text in BEFORE_A_DAY and then < at + 6:
        then += 1
    parsed = _day_at(tokens, then, bearings)
    if not parsed:
        return None
    first, after = parsed
    if make is week_ending_span:
        in_year = partial(make, *first.in_year.args)
        return replace(first, precision=Precision.WEEK, in_year=in_year), after
    notes = (*first.notes, remarks.week, remarks.no_monday)
    in_year = partial(make, *first.in_year.args)
    return replace(first, precision=Precision.WEEK, in_year=in_year, notes=notes), after


def _feast(tokens, at, bearings) -> Parsed:
    year, after = year_at(tokens, at + 1, short=True)
    name = tokens[at].text.title()
    if name == "Christmas":
        return replace(day(12, 25, year, (remarks.feast,)), name=name), after
    return Printed(name, Precision.DAY, easter_span, year, notes=(remarks.feast,)), after


def _new_year(tokens, at, bearings) -> Parsed:
    """In the new year, New Year 2023: its first month."""
    if tokens[at + 1].text != "year":
        return None
    year, after = year_at(tokens, at + 2)
    return replace(month(1, year, (remarks.month_and_year,)), name="New Year"), after


def _part(tokens, at, bearings) -> Parsed:
    """End of March, mid-June, early 2023, the beginning of the autumn term."""
    text, then = tokens[at].text, at + 1
    has_of = False
    while tokens[then].text in {"of", "-", "in", "the"} and then < at + 4:
        has_of, then = has_of or tokens[then].text == "of", then + 1
    if (text in NEED_OF and not has_of) or tokens[then].text in PARTS:
        return None
    parsed = _year_by_convention(tokens, then, bearings) or date_at(tokens, then, bearings)
    if not parsed or parsed[0].precision in {Precision.DAY, Precision.WEEK}:
        return None
    kept = tuple(note for note in parsed[0].notes if note is not remarks.whole_year)
    return replace(parsed[0], part=PARTS[text], core_at=tokens[then].at, notes=kept), parsed[1]


def _year_by_convention(tokens, at, bearings) -> Parsed:
    """The year of “end of year”, by the plan's own kind of year."""
    if tokens[at].text != "year":
        return None
    return _end_of_year(at + 1, bearings)


def _year_end(tokens, at, bearings) -> Parsed:
    """Year end, year-end."""
    then = at + 1 + (tokens[at + 1].text == "-")
    if tokens[then].text != "end":
        return None
    printed, after = _end_of_year(then + 1, bearings)
    return replace(printed, part="end", core_at=tokens[at].at), after


def _end_of_year(after: int, bearings) -> Parsed:
    month_number, name = FINANCIAL if bearings.is_financial else CALENDAR
    return year_from(month_number, "year", None, (remarks.year_kind(name),)), after


RULES = {
    **dict.fromkeys(MONTH_NUMBERS, month_first),
    **{name[:long].lower(): _weekday for name in WEEKDAYS for long in (3, 4, 5, None)},
    **dict.fromkeys([*WEEK_SIGNS, "week", "wk"], _week),
    **dict.fromkeys(QUARTERS, quarter),
    **dict.fromkeys(SEASONS, season),
    **dict.fromkeys(ORDINALS, ordinal_quarter),
    **dict.fromkeys([*NAMED_YEARS, "fy", "this", "current", "next"], named_year),
    **dict.fromkeys(["christmas", "easter"], _feast),
    **dict.fromkeys(PARTS, _part),
    "year": _year_end,
    "new": _new_year,
}
