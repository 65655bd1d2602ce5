"""A whole picture of time: rows under each other with their labels at the left, in bands that no page's end cuts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, takewhile

from improvement.gantt.axis import Axis, axis_of
from improvement.gantt.shapes import Dates, Drawn, drawn
from improvement.gantt.words import lines_of, width_of

THEME, PHASE, MILESTONE, ACTION = "theme", "phase", "milestone", "action"


@dataclass(frozen=True)
class Frame:
    """What a picture is drawn on, in pixels: the type's size, the labels' columns, the room beside them.

    `tallest` is how high a band may be, on paper the height of a sheet; `first` is what the first one has left
    below the page's head. Where it `fits`, nothing grows wider than the room and bands fill sheets up.
    """

    size: float
    line: float
    rating: float
    title: float
    labels: float
    room: float
    tallest: float
    first: float
    fits: bool = False

    @property
    def small(self) -> float:
        return self.size - 1

    @property
    def head(self) -> float:
        """The height of a band's axis: years, months, today."""
        return 3 * self.line

    @property
    def baselines(self) -> dict[str, float]:
        """Where the words of the axis stand."""
        return {
            name: round((place + 0.72) * self.line, 1)
            for place, name in enumerate(("groups", "ticks", "today"))
        }

    @property
    def symbol(self) -> dict[str, float]:
        """How a rating's 16 pixels stand on the first line, with the words after them."""
        side = self.size + 1
        return {
            "y": round(AIR / 2 + (self.line - side) / 2, 1),
            "scale": round(side / 16, 3),
            "words": self.rating + side + 5,
        }


AIR, LEAST = 10, 28
# Beside the axis, so that no diamond at its end is cut in half.
EDGE = 10
# Less than this at the foot of a sheet is left empty: a heading and two or three rows need as much.
WORTH_FILLING = 180
SCREEN = Frame(14, 18, 54, 164, 440, 740, 760, 400)
# As wide as a landscape sheet between the margins of the print sheet, and as high below its heading.
PAPERS = {
    "a4": Frame(12, 15, 44, 132, 370, 640, 630, 345, fits=True),
    "a3": Frame(12, 15, 44, 132, 470, 1004, 950, 670, fits=True),
}


@dataclass(frozen=True)
class Row:
    """One phase, milestone, theme or action to be drawn. `key` leads to it: an address, or a theme's number."""

    kind: str
    key: str
    reference: str
    title: str
    dates: Dates
    code: str | None = None
    label: str = ""
    note: str = ""


Written = list[tuple[float, str]]
"""Lines of words, each with its baseline."""


@dataclass(frozen=True)
class Placed:
    """A row with its place in a band: from `y`, `height` high, its shapes along `middle`."""

    row: Row
    y: float
    height: float
    middle: float
    left: float
    references: Written
    ratings: Written
    titles: Written
    title_width: float
    title_height: float
    notes: Written
    notes_height: float
    drawn: Drawn


@dataclass(frozen=True)
class Band:
    """Rows under an axis that stay together on paper: a theme with its actions, or as many as there is room for."""

    number: int
    words: str
    height: float
    rows: list[Placed]


@dataclass(frozen=True)
class Picture:
    """Everything that a template draws."""

    frame: Frame
    axis: Axis
    bands: list[Band]

    @property
    def edge(self) -> float:
        return EDGE

    @property
    def chart_width(self) -> float:
        return self.axis.width + 2 * EDGE

    @property
    def width(self) -> float:
        return self.frame.labels + self.chart_width

    @property
    def is_wide(self) -> bool:
        """Whether it is wider than the room it had, so that a browser could not print it whole."""
        return self.axis.width > self.frame.room


def picture_of(rows: list[Row], day: date, by: str, frame: Frame) -> Picture:
    """Rows drawn by month or by week with the day marked."""
    days = [day for row in rows for day in row.dates.all()]
    axis = axis_of(days, day, by, frame.room, fits=frame.fits)
    return Picture(frame, axis, list(_bands([_placed(row, axis, frame) for row in rows], frame)))


def _placed(row: Row, axis: Axis, frame: Frame) -> Placed:
    """A row as high as its words need, still at the top of its band."""
    is_head = row.kind == THEME
    style = {THEME: "span", PHASE: "phase"}.get(row.kind, "range")
    shapes = drawn(row.dates, axis, frame.small, style=style)
    left, right = _room_of_title(row, frame)
    titles = lines_of(row.title, right - left, frame.size, bold=row.kind in {THEME, PHASE})
    ratings = lines_of(row.label, frame.title - frame.rating - 28, frame.small) if row.kind == ACTION else []
    references = lines_of(row.reference, frame.rating - 6, frame.size) if left else []
    # A theme's bar stands beside the note under its name: on a phone the name lies over the picture.
    notes = [row.note] if is_head and row.note else shapes.note.lines if shapes.note else []
    above = len(titles) if is_head else 0
    most = max(len(titles), len(ratings), len(references), above + len(notes), 1)
    return Placed(
        row,
        y=0,
        height=max(LEAST, most * frame.line + AIR),
        middle=AIR / 2 + (above + 0.5) * frame.line,
        left=left,
        references=_written(references, frame),
        ratings=_written(ratings, frame),
        titles=_written(titles, frame),
        title_width=max((width_of(line, frame.size, bold=True) for line in titles), default=0),
        title_height=len(titles) * frame.line + AIR / 2,
        notes=_written(notes, frame, after=above),
        notes_height=len(notes) * frame.line,
        drawn=shapes,
    )


def _written(lines: list[str], frame: Frame, *, after: int = 0) -> Written:
    """Lines under each other from the top of a row, or after as many others."""
    return [
        (round(AIR / 2 + (place + 0.74) * frame.line, 1), words)
        for place, words in enumerate(lines, start=after)
    ]


def _room_of_title(row: Row, frame: Frame) -> tuple[float, float]:
    """From where to where a row's words go: an action's beside its rating, a theme's over everything."""
    if row.kind == THEME:
        return 0, min(frame.labels - 8, 285)
    return (frame.title if row.kind == ACTION else frame.rating), frame.labels - 10


def _bands(rows: Iterable[Placed], frame: Frame) -> Iterable[Band]:
    for number, held in enumerate(_parted(rows, frame)):
        tops = accumulate((row.height for row in held), initial=frame.head)
        named = [row.row.reference or row.row.title for row in (held[0], held[-1])]
        words = " to ".join(dict.fromkeys(named))
        placed = [replace(row, y=round(top, 1)) for row, top in zip(held, tops, strict=False)]
        yield Band(number, words, round(_height(held, frame), 1), placed)


def _parted(rows: Iterable[Placed], frame: Frame) -> Iterable[list[Placed]]:
    """Rows for each band. No heading stands last in one; on paper a theme that goes on repeats its heading."""
    held: list[Placed] = []
    theme, room = None, frame.first
    for row in rows:
        if _is_full(held, row, room, frame):
            headings = list(takewhile(_is_heading, reversed(held)))
            held = held[: len(held) - len(headings)]
            yield held
            left = room - _height(held, frame)
            room = left if frame.fits and left >= WORTH_FILLING else frame.tallest
            goes_on = theme and frame.fits and not headings and not _is_heading(row)
            held = [_continued(theme, frame)] if goes_on else headings[::-1]
        theme = row if _is_heading(row) else theme
        held.append(row)
    if held:
        yield held


def _is_full(held: list[Placed], row: Placed, room: float, frame: Frame) -> bool:
    """Whether a row has to open a band: there is no room for it, or it is a heading in the lower half."""
    if all(_is_heading(one) for one in held):
        return False
    height = _height(held, frame)
    return height + row.height > room or (_is_heading(row) and height > frame.tallest / 2)


def _is_heading(placed: Placed) -> bool:
    return placed.row.kind == THEME


def _height(rows: list[Placed], frame: Frame) -> float:
    return frame.head + sum(row.height for row in rows)


def _continued(theme: Placed, frame: Frame) -> Placed:
    return replace(theme, notes=_written(["continued"], frame, after=len(theme.titles)))
