"""The year of a time that prints none, from the times beside it or from the plan's date, said in a sentence."""

from datetime import date

from improvement.deadlines.reader import sentences
from improvement.deadlines.reader.clauses import Role, Time
from improvement.deadlines.reader.days import DeadlineRefused, Span, week_span
from improvement.deadlines.reader.printed import Printed

NEAR = 300  # days: a plan's weeks are at most so far from its date
YEARS_TRIED = 9  # 29 February may be eight years away.


def spans_of(times: list[Time], dated: date) -> list[tuple[Span, str]]:
    """The whole span of each time, before its part is taken, with the sentence about its year or ""."""
    found: list[tuple[Span, str] | None] = [
        (time.printed.in_year(time.printed.year), "") if time.printed.year is not None else None
        for time in times
    ]
    for place in reversed(range(len(times))):
        if found[place] is None:
            found[place] = _from_beside(times, found, place) or _from_plan(times[place], dated)
    return found


def _from_beside(times, found, place) -> tuple[Span, str] | None:
    """The last such time before the next one. Behind another: the first after it where the words lead on from it,
    else the nearest."""
    printed = times[place].printed
    if place + 1 < len(times):
        other = found[place + 1][0]
        span = _last(printed, other.ends)
        silent = times[place + 1].is_joined and span.starts.year == other.ends.year
        return span, "" if silent else sentences.year_before(printed.name, span.starts.year, other)
    earlier = next((span for span in reversed(found[:place]) if span), None)
    if earlier is None:
        return None
    other = earlier[0]
    if times[place].is_joined or times[place].role == Role.FOLLOW:
        span = _next(printed, other.ends)
        return span, sentences.year_after(printed.name, span.ends.year, other)
    span = min(_next(printed, other.ends), _last(printed, other.ends), key=lambda near: _apart(near, other))
    return span, sentences.year_nearest(printed.name, span.ends.year, other)


def _apart(span: Span, other: Span) -> int:
    return abs((span.ends - other.ends).days)


def _from_plan(time: Time, dated: date) -> tuple[Span, str]:
    printed = time.printed
    if time.role == Role.BEGUN:
        span = _last(printed, dated)
        return span, sentences.year_last(printed.name, span.starts.year)
    if _commences(printed) and (monday := _monday_near(printed, dated)):
        return monday, sentences.year_of_monday(printed.name, monday.starts.year)
    span = _next(printed, dated)
    return span, sentences.year_next(printed.name, span, dated)


def _next(printed: Printed, day: date) -> Span:
    """The first that ends on or after a day."""
    tried = (_in_year(printed, year) for year in range(day.year - 2, day.year + YEARS_TRIED))
    return _first(printed, day, (span for span in tried if span and span.ends >= day))


def _last(printed: Printed, day: date) -> Span:
    """The last that starts on or before a day."""
    tried = (_in_year(printed, year) for year in range(day.year + 1, day.year - YEARS_TRIED, -1))
    return _first(printed, day, (span for span in tried if span and span.starts <= day))


def _first(printed: Printed, day: date, spans) -> Span:
    span = next(spans, None)
    return span or printed.in_year(day.year)  # which says what is wrong with it


def _in_year(printed: Printed, year: int) -> Span | None:
    try:
        return printed.in_year(year)
    except DeadlineRefused:
        return None


def _commences(printed: Printed) -> bool:
    return getattr(printed.in_year, "func", None) is week_span


def _monday_near(printed: Printed, dated: date) -> Span | None:
    """The nearest to the plan's date of those that begin on a Monday; weeks commence on Mondays."""
    tried = (_in_year(printed, year) for year in range(dated.year - 1, dated.year + 2))
    mondays = [span for span in tried if span and span.starts.weekday() == 0]
    near = [span for span in mondays if abs((span.starts - dated).days) <= NEAR]
    return min(near, key=lambda span: abs((span.starts - dated).days), default=None)
