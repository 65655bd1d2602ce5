"""The axis of a picture of time: from which day to which, how far right a day stands, and what is named on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

BY_MONTH, BY_WEEK = "month", "week"
# How near to the first or last date today must be for the axis to be lengthened to hold it, in days.
NEAR = 92
# The longest time that is drawn. What lies outside is pointed to from the edge.
MOST_MONTHS, MOST_WEEKS = 120, 156
# The narrowest columns on a screen, and the room that a name under one needs, in pixels of 14 px type.
NARROWEST = {BY_MONTH: 22, BY_WEEK: 24}
NAME_NEEDS = {BY_MONTH: 30, BY_WEEK: 22}
# A date outside these is a slip of the hand, and may be one that no calendar goes beyond.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
DAY = timedelta(days=1)
DAYS_IN = {BY_MONTH: 30.4, BY_WEEK: 7}


@dataclass(frozen=True)
class Tick:
    """A month's or week's first day, or a year's or month's: where it stands and what is written there."""

    x: float
    words: str


@dataclass(frozen=True)
class Axis:
    """Days from `start` until the day before `stop`, over `width` pixels."""

    by: str
    start: date
    stop: date
    width: float
    day: date
    ticks: list[Tick]
    groups: list[Tick]

    def x(self, day: date) -> float:
        """Where a day begins; at an edge where it lies outside."""
        share = (day - self.start).days / self.days
        return round(self.width * min(max(share, 0), 1), 1)

    def x_after(self, day: date) -> float:
        """Where a day ends: what is due on it has all of it."""
        return self.x(day + DAY) if day < date.max else self.width

    def side_of(self, day: date) -> str:
        """“before” or “after” for a day that is not on the axis; nothing for one that is."""
        if day < self.start:
            return "before"
        return "after" if day >= self.stop else ""

    @property
    def last(self) -> date:
        return self.stop - DAY

    @property
    def days(self) -> int:
        return (self.stop - self.start).days

    @property
    def today(self) -> float:
        return self.x(self.day)

    @property
    def today_side(self) -> str:
        return self.side_of(self.day)

    @property
    def today_anchor(self) -> str:
        """How the words over today's mark stand to it, so that no edge cuts them."""
        if self.today < 75:
            return "start"
        return "end" if self.today > self.width - 75 else "middle"


def axis_of(days: Iterable[date], day: date, by: str, room: float, *, fits: bool = False) -> Axis:
    """The axis for dates to be drawn, by month or by week, as wide as `room`.

    It holds `day` too where that is near. On a screen it grows wider than its room rather than have columns too
    narrow to tell apart; where it `fits`, as paper must, it never does.
    """
    known = sorted(_likely(one) for one in days) or [_likely(day)]
    start, stop = _bounds(known, _likely(day), by)
    count = (stop - start).days / DAYS_IN[by]
    width = room if fits else max(room, round(count * NARROWEST[by]))
    bare = Axis(by, start, stop, width, day, [], [])
    return Axis(by, start, stop, width, day, _ticks(bare), _groups(bare))


def _likely(day: date) -> date:
    return min(max(day, EARLIEST), LATEST)


def _bounds(days: list[date], day: date, by: str) -> tuple[date, date]:
    first, last = days[0], days[-1]
    if first - timedelta(NEAR) <= day <= last + timedelta(NEAR):
        first, last = min(first, day), max(last, day)
    most = timedelta(days=round((MOST_MONTHS if by == BY_MONTH else MOST_WEEKS) * DAYS_IN[by]))
    if last - first > most:
        # Today stands a quarter of the way in, where that leaves nothing out at the end for no reason.
        first = max(first, min(day - most / 4, last - most))
        last = min(last, first + most)
    start = _opening(first, by)
    return start, _next(_opening(last, by), by)


def _opening(day: date, by: str) -> date:
    """The first day of the month or week that a day lies in."""
    return day.replace(day=1) if by == BY_MONTH else day - timedelta(days=day.weekday())


def _next(day: date, by: str) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) if by == BY_MONTH else day + 7 * DAY


def _each(axis: Axis, by: str) -> Iterable[date]:
    day = _opening(axis.start, by)
    while day < axis.stop:
        yield day
        day = _next(day, by)


def _ticks(axis: Axis) -> list[Tick]:
    """Each month or week; every second, third or so is named where there is no room for all."""
    column = axis.width * DAYS_IN[axis.by] / axis.days
    every = next((n for n in (1, 2, 3, 6) if n * column >= NAME_NEEDS[axis.by]), 12)
    ticks = []
    for place, day in enumerate(_each(axis, axis.by)):
        turn = day.month - 1 if axis.by == BY_MONTH else place
        words = f"{day:%b}" if axis.by == BY_MONTH else f"{day.day}"
        ticks.append(Tick(axis.x(day), "" if turn % every else words))
    return ticks


def _groups(axis: Axis) -> list[Tick]:
    """Years over months, months over weeks, the first where the axis begins."""
    month = axis.width * DAYS_IN[BY_MONTH] / axis.days
    days = [day for day in _each(axis, BY_MONTH) if axis.by == BY_WEEK or day.month == 1 or day <= axis.start]
    places = [axis.x(day) for day in days]
    rooms = [end - x for x, end in zip(places, [*places[1:], axis.width], strict=True)]
    return [
        Tick(x, _group_words(axis.by, day, room, month))
        for day, x, room in zip(days, places, rooms, strict=True)
    ]


def _group_words(by: str, day: date, room: float, month: float) -> str:
    """As much of a year or a month as there is room for; all months of a picture are written alike."""
    if by == BY_MONTH:
        return f"{day:%Y}" if room >= 38 else ""
    if room < 30:
        return ""
    if month >= 100:
        return f"{day:%B %Y}" if room >= 94 else f"{day:%b}"
    return f"{day:%b %Y}" if month >= 60 and room >= 60 else f"{day:%Y}" if day.month == 1 else f"{day:%b}"
