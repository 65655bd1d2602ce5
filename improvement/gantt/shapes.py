"""What stands in one row of a picture of time: bars, diamonds, arrows and words, each placed along the axis."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from improvement.deadlines import Kind
from improvement.deadlines.moves import by_how_much, months_between
from improvement.gantt.axis import Axis
from improvement.gantt.words import lines_of, width_of

# Half a diamond, and the air round words in a row.
HALF, AIR = 7, 6
# A bar without an end fades by its dashes: each shorter, each gap longer.
DASHES = [(20, 4), (16, 6), (13, 8), (10, 10), (7, 12), (4, 0)]
FADE_DAYS = timedelta(days=61)
NOT_SO_WIDE = 90  # Words get a line at least as long as this, wherever they stand.


@dataclass(frozen=True)
class Dates:
    """What is known of when a thing is to be done. `former` are the ends before the one in force, oldest first."""

    kind: str
    starts: date | None = None
    ends: date | None = None
    former: tuple[date, ...] = ()
    follow_up: date | None = None
    condition: str = ""
    recurrence: str = ""
    printed: str = ""

    def all(self) -> list[date]:
        """Every day that a picture has to hold, with room for a bar that fades."""
        fades = self.starts + FADE_DAYS if self.starts and not self.ends else None
        days = [self.starts, self.ends, self.follow_up, fades, *self.former]
        return [day for day in days if day]


@dataclass(frozen=True)
class Bar:
    """A stretch of time. style: range, phase, span (of all that a theme holds), dash, ongoing."""

    x: float
    width: float
    style: str

    @property
    def right(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True)
class Mark:
    """One day. style: now, former, part, follow-up, waits; before and after point to a day off the axis."""

    x: float
    style: str


@dataclass(frozen=True)
class Note:
    """Words in a row, in lines, with their place and the ground that they stand on."""

    x: float
    left: float
    width: float
    anchor: str
    lines: list[str]


@dataclass(frozen=True)
class Drawn:
    """All that stands in one row."""

    bars: list[Bar] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    moves: list[tuple[float, float]] = field(default_factory=list)
    note: Note | None = None


def drawn(dates: Dates, axis: Axis, size: float, *, style: str = "range") -> Drawn:
    """One row. `style` is the bar's: a phase's and a theme's have no diamond at their end."""
    marks = _marks(dates, axis) if style == "range" else []
    bars = _bars(dates, axis, style)
    ends = [*dates.former, dates.ends]
    places = [axis.x_after(day) for day in ends if day]
    moves = [(one, other) for one, other in pairwise(places) if abs(other - one) > 4 * HALF]
    words = said(dates) if style == "range" else ""
    return Drawn(bars, marks, moves, _note(words, bars, marks, axis, size) if words else None)


def said(dates: Dates) -> str:
    """What is written into a row, because no shape could say it."""
    moved = by_how_much(months_between(dates.former[0], dates.ends)) if dates.former and dates.ends else ""
    phrases = [moved, _without_end(dates) if not dates.ends else "", dates.recurrence, _waits(dates)]
    words = ", ".join(phrase for phrase in phrases if phrase)
    return words if moved else words[:1].upper() + words[1:]


def _without_end(dates: Dates) -> str:
    printed = f": “{dates.printed}”" if dates.printed else ""
    return {
        Kind.MISSING: "no deadline set",
        Kind.UNREADABLE: f"could not be read{printed}" if printed else "no date could be read",
        Kind.ONGOING: "ongoing, no end",
        Kind.MILESTONE: "a part of it, no end agreed",
        Kind.CONDITIONAL: "" if dates.condition else f"waits for an event{printed}",
    }.get(dates.kind, "no end agreed")


def _waits(dates: Dates) -> str:
    return f"waits for “{dates.condition}”" if dates.condition else ""


def _bars(dates: Dates, axis: Axis, style: str) -> list[Bar]:
    starts, ends = dates.starts, dates.ends
    if starts and ends and (style != "range" or dates.kind in {Kind.RANGE, Kind.MILESTONE}):
        return _bar(axis.x(starts), axis.x_after(ends), style)
    if dates.kind == Kind.ONGOING and not ends:
        # It runs on to the edge, because it has no end to be late for.
        return _bar(axis.x(starts) if starts else 0, axis.width, "ongoing")
    return _fading(axis.x(starts), axis.width) if starts and not ends else []


def _bar(left: float, right: float, style: str) -> list[Bar]:
    return [Bar(left, round(right - left, 1), style)] if right > left else []


def _fading(x: float, edge: float) -> list[Bar]:
    bars = []
    for dash, gap in DASHES:
        bars += _bar(x, min(x + dash, edge), "dash")
        x = round(x + dash + gap, 1)
    return bars


def _marks(dates: Dates, axis: Axis) -> list[Mark]:
    found = [_mark(day, "former", axis) for day in dates.former]
    if dates.ends:
        found.append(_mark(dates.ends, "part" if dates.kind == Kind.MILESTONE else "now", axis))
    elif dates.starts and axis.side_of(dates.starts):
        found.append(_mark(dates.starts, "starts", axis))
    if dates.follow_up:
        found.append(_mark(dates.follow_up, "follow-up", axis))
    if dates.condition or (dates.kind == Kind.CONDITIONAL and not dates.ends):
        rightmost = max((mark.x for mark in found), default=-HALF)
        found.append(Mark(min(rightmost + 3 * HALF, axis.width - HALF), "waits"))
    return found


def _mark(day: date, style: str, axis: Axis) -> Mark:
    return Mark(axis.x(day) if style == "starts" else axis.x_after(day), axis.side_of(day) or style)


def _note(words: str, bars: list[Bar], marks: list[Mark], axis: Axis, size: float) -> Note:
    """Words after everything else in the row, or before it where there is more room.

    What runs to the edge leaves none: then they stand on it, on a ground of their own.
    """
    lefts = [bar.x for bar in bars] + [mark.x - HALF for mark in marks]
    rights = [bar.right for bar in bars if bar.style != "ongoing"] + [mark.x + HALF for mark in marks]
    right, left = max(rights, default=0) + AIR, min(lefts, default=0) - AIR
    if not rights and bars:
        right = bars[0].x + 3 * AIR
    rooms = {"start": axis.width - right - AIR, "end": left - AIR}
    needs = min(width_of(words, size), NOT_SO_WIDE)
    anchor = "end" if rooms["start"] < needs and rooms["end"] > rooms["start"] else "start"
    lines = lines_of(words, max(rooms[anchor], NOT_SO_WIDE), size)
    width = max(width_of(line, size) for line in lines)
    # Nothing is written past an edge: where no room is left, words lie over what is drawn.
    begins = left - width if anchor == "end" else right
    begins = max(min(begins, axis.width - width), 0)
    x = begins + width if anchor == "end" else begins
    return Note(round(x, 1), round(begins - 3, 1), width + 6, anchor, lines)
