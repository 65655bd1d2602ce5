"""Where an action's deadlines stand on a line of months: x in percent of its width. Plain values only."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

MOST_MONTHS_NAMED = 8


@dataclass(frozen=True)
class Mark:
    """A deadline's end, a month's first day, or today."""

    x: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Line:
    """Former ends open, the end in force solid, an arrow for each move, today marked."""

    months: list[Mark]
    former: list[Mark]
    now: Mark
    moves: list[tuple[float, float]]
    today: Mark
    words: str


def line_of(ends: list[date], day: date) -> Line | None:
    """The line of a deadline's ends in the order agreed; None where there is none to draw.

    The words repeat what is drawn, for those who cannot see it.
    """
    if not ends:
        return None
    first, last = min([*ends, day]), max([*ends, day])
    start, stop = first.replace(day=1), _next_month(_next_month(last))
    span = (stop - start).days

    def x(on: date) -> float:
        return round(100 * (on - start).days / span, 2)

    def mark(on: date, words: str) -> Mark:
        place = x(on)
        return Mark(place, words, "start" if place < 8 else "end" if place > 90 else "middle")

    former = [mark(on, _short(on)) for on in ends[:-1]]
    said = "; ".join(f"{'original' if i == 0 else 'then'} {_long(on)}" for i, on in enumerate(ends))
    return Line(
        months=[mark(on, f"{on:%b}") for on in _months(start, stop)],
        former=former,
        now=mark(ends[-1], f"Now, {_short(ends[-1])}" if former else _short(ends[-1])),
        moves=[(x(one), x(other)) for one, other in pairwise(ends) if one != other],
        today=mark(day, f"{_short(day)}"),
        words=f"Deadline: {said}. The day shown is {_long(day)}.",
    )


def _months(start: date, stop: date) -> list[date]:
    """First days of the months, thinned out where there are many."""
    months, month = [], start
    while month < stop:
        months.append(month)
        month = _next_month(month)
    return months[:: max(1, -(-len(months) // MOST_MONTHS_NAMED))]


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _short(day: date) -> str:
    return f"{day:%-d %b}"


def _long(day: date) -> str:
    return f"{day:%-d %B %Y}"
