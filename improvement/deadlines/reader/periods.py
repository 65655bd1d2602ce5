"""Quarters, school terms and seasons: “Q3 2022/23”, “third quarter”, “autumn term 2023”, “spring 2024”."""

from functools import partial

from improvement.deadlines import Precision
from improvement.deadlines.reader import remarks
from improvement.deadlines.reader.days import Span, months_of_year_span, quarter_span
from improvement.deadlines.reader.named_years import split_year_at, year_at
from improvement.deadlines.reader.printed import Bearings, Parsed, Printed
from improvement.deadlines.reader.tokens import Token

QUARTERS = {"q", "qtr", "quarter", "quarters"}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
# First month and number of months.
SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3)}
TERMS = {"autumn": (9, 4), "spring": (1, 3), "summer": (4, 4)}


def quarter(tokens: list[Token], at: int, bearings: Bearings, year: int | None = None) -> Parsed:
    """Q3 2022, Quarter 3 of 2022/23, Q1-Q2 2023/24. `year` is that of a financial year printed before it."""
    then = at + 1 + (tokens[at + 1].text in {".", "-"})
    first = _number(tokens[then])
    if first is None:
        return None
    last, is_run, after = _other_quarter(tokens, then + 1, first)
    return _with_year(tokens, after, bearings, (first, last), is_run, year)


def ordinal_quarter(tokens: list[Token], at: int, bearings: Bearings) -> Parsed:
    """Third quarter of 2022/23, 3rd quarter."""
    number = ORDINALS.get(tokens[at].text) or (_number(tokens[at]) if tokens[at].kind == "ordinal" else None)
    if number is None or tokens[at + 1].text not in QUARTERS:
        return None
    return _with_year(tokens, at + 2, bearings, (number, number), False, None)


def _number(token: Token) -> int | None:
    return int(token.text) if token.text in {"1", "2", "3", "4"} else None


def _other_quarter(tokens, at, first) -> tuple[int, bool, int]:
    """The last of “Q1-Q2” or “Q1/2”, whether the sign between makes it a run, and the place after it."""
    sign = tokens[at].text
    then = at + 1 + (tokens[at + 1].text in QUARTERS)
    last = _number(tokens[then]) if sign in {"-", "to", "/", "&", "and"} else None
    if last is None or last <= first:
        return first, False, at
    return last, sign in {"-", "to"}, then + 1


def _with_year(tokens, at, bearings, numbers, is_run, year) -> Parsed:
    opened = tokens[at].text == "("
    then = at + opened
    then += tokens[then].text in {"of", "in", ","}
    then += tokens[then].text == "the"
    then += tokens[then].text == "fy"
    pair = split_year_at(tokens, then)
    if year is None and pair is not None:
        year, after = pair, then + 1
    elif year is None:
        found, after = year_at(tokens, then, short=True)
        if found is None:
            return _printed(numbers, bearings.is_financial, None, is_run, is_certain=False), at
        after += opened and tokens[after].text == ")"
        return _printed(numbers, bearings.is_financial, found, is_run, is_certain=False), after
    else:
        after, opened = at, False
    after += opened and tokens[after].text == ")"
    return _printed(numbers, True, year, is_run, is_certain=True), after


def _printed(numbers, is_financial, year, is_run, *, is_certain) -> Printed:
    first, last = numbers
    name = f"Q{first}" if first == last else f"Q{first} to Q{last}"
    note = () if is_certain else (remarks.quarters(first, last, is_financial),)
    in_year = partial(quarters_span, first, last, is_financial)
    return Printed(name, Precision.QUARTER, in_year, year, notes=note, lasts=is_run)


def quarters_span(first: int, last: int, is_financial: bool, year: int) -> Span:
    """From one quarter's first day to another's last."""
    starts = quarter_span(first, is_financial, year).starts
    return Span(starts, quarter_span(last, is_financial, year).ends)


def season(tokens: list[Token], at: int, bearings: Bearings) -> Parsed:
    """Autumn term 2023, spring 2024, summer term 2023/24, winter."""
    name = tokens[at].text
    is_term = tokens[at + 1].text in {"term", "terms"} and name in TERMS
    months = (TERMS if is_term else SEASONS)[name]
    then = at + 1 + is_term
    first = split_year_at(tokens, then)
    if first is not None:
        year, after = first + (name in {"spring", "summer"}), then + 1
    else:
        year, after = year_at(tokens, then, short=True)
    note = remarks.term if is_term else remarks.season
    in_year = partial(months_of_year_span, *months)
    title = f"{name} term" if is_term else name
    return Printed(title, Precision.QUARTER, in_year, year, notes=(note,)), after
