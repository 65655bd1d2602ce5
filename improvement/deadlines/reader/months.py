"""The grammar of days and months: “31st of March 2022”, “Aug-16”, “Dec 20th”, “14 - 18 March”, “July”."""

from dataclasses import replace
from difflib import get_close_matches

from improvement.deadlines.reader import remarks
from improvement.deadlines.reader.days import MONTH_NUMBERS, MONTHS
from improvement.deadlines.reader.named_years import split_year_at, year_at
from improvement.deadlines.reader.numeric_dates import century, day, month
from improvement.deadlines.reader.printed import Parsed
from improvement.deadlines.reader.tokens import Token

RANGE_SIGNS = {"-", "to", "until", "through", "and"}
# After these “may” is the verb: “may be later”.
VERBS = {"be", "need", "have", "not", "also", "vary", "change", "slip", "take", "depend", "require"}
SHORTEST = 5
CLOSE = 0.8
NAMES = [name.lower() for name in MONTHS if len(name) >= SHORTEST]


def day_first(tokens, at, bearings) -> Parsed:
    """29th Nov, 31 of March 2022, 16-Aug-22."""
    then = at + 1
    while tokens[then].text in {"of", "-", ".", "/"} and then < at + 3:
        then += 1
    of_month = MONTH_NUMBERS.get(tokens[then].text)
    if of_month is None or not _is_day(tokens[at]):
        return None
    year, after = year_at(tokens, then + 1, short=True)
    return day(of_month, int(tokens[at].text), year), after


def _is_day(token: Token) -> bool:
    return token.kind in {"number", "ordinal"} and len(token.text) <= 2 and 1 <= int(token.text) <= 31


def days_of_one_month(tokens, at, bearings) -> Parsed:
    """The 14 of “14 - 18 March 2022”: its month and year are the other day's."""
    if not _is_day(tokens[at]) or tokens[at + 1].text not in RANGE_SIGNS:
        return None
    other = day_first(tokens, at + 2, bearings)
    if not other:
        return None
    printed = other[0]
    return day(printed.in_year.args[0], int(tokens[at].text), printed.year), at + 1


def month_first(tokens, at, bearings) -> Parsed:
    """March 2022, Aug-16, Dec 20th, March 31, 2022, Aug '16, July."""
    number = MONTH_NUMBERS[tokens[at].text]
    if number == 5 and tokens[at + 1].text in VERBS:
        return None
    return _of_month(number, tokens, at, bearings)


def _of_month(number, tokens, at, bearings) -> Parsed:
    then = at + 1
    if tokens[then].text in {"-", ".", ",", "/"} and tokens[then + 1].kind in {"number", "ordinal", "dated"}:
        then += 1
    if (first := split_year_at(tokens, then)) is not None:
        return month(number, first + (number < 4), (remarks.financial_month,)), then + 1
    token = tokens[then]
    if token.kind in {"number", "ordinal"} and len(token.text) <= 2 and not _belongs_to_next(tokens, then):
        return _month_and_number(number, tokens, at, then, bearings)
    year, after = year_at(tokens, at + 1)
    return month(number, year), after


def _belongs_to_next(tokens, at) -> bool:
    """In “May - 16 June” the 16 is June's."""
    return tokens[at + (2 if tokens[at + 1].text == "of" else 1)].text in MONTH_NUMBERS


def _month_and_number(number, tokens, at, then, bearings) -> Parsed:
    """A month with one or two digits behind it: a day or a short year, whichever the print shows."""
    token = tokens[then]
    year, after = year_at(tokens, then + 1)
    if _is_day(token) and (token.kind == "ordinal" or year is not None or len(token.text) == 1):
        return day(number, int(token.text), year), after
    if len(token.text) == 1 or token.kind == "ordinal":
        return month(number, None), at + 1
    near = bearings.dated.year - 1 <= century(token.text) <= bearings.dated.year + 10
    is_joined = tokens[at + 1] is not token or token.at == tokens[at].to
    if is_joined or near or not _is_day(token):
        doubtful = _is_day(token) and not (is_joined and near)
        return month(number, century(token.text), (remarks.year_not_day,) if doubtful else ()), then + 1
    return day(number, int(token.text), None), then + 1


def misspelt(tokens, at, bearings) -> Parsed:
    number = _nearly_spelt(tokens, at)
    if number is None:
        return None
    printed, after = _of_month(number, tokens, at, bearings)
    return replace(printed, notes=(*printed.notes, remarks.month_and_year)), after


def _nearly_spelt(tokens: list[Token], at: int) -> int | None:
    """The number of the month that a word nearly spells: “Febuary 2022”, “Setpember 2022”."""
    word, year = tokens[at].text, tokens[at + 1]
    if not SHORTEST <= len(word) <= 12 or year.kind != "number" or len(year.text) != 4:
        return None
    close = get_close_matches(word, NAMES, n=1, cutoff=CLOSE)
    return MONTHS.index(close[0].title()) + 1 if close else None
