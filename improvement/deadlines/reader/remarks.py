"""The notes of printed times: what reading one took for granted, said once its year is known."""

from improvement.deadlines.reader.days import MONTHS, WEEKDAYS, Span, day_in_words, in_words, quarter_span
from improvement.deadlines.reader.printed import Note

LONGEST_QUOTED = 60


def quoted(words: str) -> str:
    """Words of the document, on one line and no longer than a sentence bears."""
    plain = " ".join(words.split())
    return f"“{plain}”" if len(plain) <= LONGEST_QUOTED else f"“{plain[:LONGEST_QUOTED]}…”"


def whole_year(words: str, span: Span, is_start: bool) -> str:
    year = span.ends.year
    day = "first" if is_start else "last"
    return (
        f"{quoted(words)} names a whole year: read as its {day} day; "
        f"it may mean the financial year {year}/{(year + 1) % 100:02}."
    )


def split_year(words: str, span: Span, is_start: bool) -> str:
    return f"{quoted(words)} was read as the financial year, {in_words(span)}; it may mean the academic year."


def several_years(words: str, span: Span, is_start: bool) -> str:
    other = f"January {span.starts.year} to December {span.ends.year}"
    return f"{quoted(words)} was read as financial years, {in_words(span)}; in calendar years it would be {other}."


def financial_month(words: str, span: Span, is_start: bool) -> str:
    return f"{quoted(words)} was read as {in_words(span)}, the month of that financial year."


def quarters(first: int, last: int, is_financial: bool) -> Note:
    """The note of quarters whose kind of year is not printed."""

    def note(words: str, span: Span, is_start: bool) -> str:
        # The last quarter of a financial year is in the year after the one it is counted from.
        year = span.starts.year - (is_financial and first == 4)
        other = Span(
            quarter_span(first, not is_financial, year).starts,
            quarter_span(last, not is_financial, year).ends,
        )
        mine, others = ("financial", "calendar") if is_financial else ("calendar", "financial")
        return (
            f"{quoted(words)} was read as {in_words(span)}, by the {mine} year; "
            f"in a {others} year it would be {in_words(other)}."
        )

    return note


def term(words: str, span: Span, is_start: bool) -> str:
    return f"{quoted(words)} was read as {in_words(span)}; a school’s own dates may differ."


def season(words: str, span: Span, is_start: bool) -> str:
    return f"{quoted(words)} was read as {in_words(span)}; a season has no fixed end."


def municipal_year(words: str, span: Span, is_start: bool) -> str:
    return f"{quoted(words)} was read as {in_words(span)}; it truly turns on the day of the annual meeting."


def year_kind(kind: str) -> Note:
    def note(words: str, span: Span, is_start: bool) -> str:
        return f"{quoted(words)} was read as the {kind}, {in_words(span)}."

    return note


def feast(words: str, span: Span, is_start: bool) -> str:
    return f"{quoted(words)} was read as {day_in_words(span.ends)}."


def part(which: str, words: str, span: Span, is_start: bool) -> str:
    """What the middle or another part of a month was read as. Its end is no guess."""
    if which == "end" or (which == "start" and is_start):
        return ""
    day = f"from {day_in_words(span.starts)}" if is_start else f"by {day_in_words(span.ends)}"
    other = "; it may mean that the work starts then" if which == "start" else ""
    return f"{quoted(words)} was read as {day}{other}."


def week(words: str, span: Span, is_start: bool) -> str:
    if is_start:
        return ""
    return f"{quoted(words)} was read as due by the Friday of that week, {day_in_words(span.ends)}."


def no_monday(words: str, span: Span, is_start: bool) -> str:
    day = span.starts
    return "" if day.weekday() == 0 else f"{day_in_words(day)} is a {WEEKDAYS[day.weekday()]}, not a Monday."


def weekday(name: str) -> Note:
    printed = next(day for day in WEEKDAYS if day.lower().startswith(name[:3]))

    def note(words: str, span: Span, is_start: bool) -> str:
        true = WEEKDAYS[span.ends.weekday()]
        return "" if true == printed else f"{day_in_words(span.ends)} is a {true}, not a {printed}."

    return note


def day_first(words: str, span: Span, is_start: bool) -> str:
    return f"{quoted(words)} was read as {day_in_words(span.ends)}, with the day printed first."


def month_and_year(words: str, span: Span, is_start: bool) -> str:
    return f"{quoted(words)} was read as {in_words(span)}."


def year_not_day(words: str, span: Span, is_start: bool) -> str:
    other = f"{span.ends.year % 100} {MONTHS[span.ends.month - 1]}"
    return f"{quoted(words)} was read as {in_words(span)}; it may mean {other}."
