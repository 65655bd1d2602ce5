"""Deadlines as councils write them: the kinds of reading, and how one stands on a day. Plain values only."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices


class Kind(TextChoices):
    """What the words of a deadline turned out to say."""

    BY = "by", "By a date"
    RANGE = "range", "From a date to a date"
    MILESTONE = "milestone", "A part of it by a date"
    START_ONLY = "start-only", "A start, no end agreed"
    ONGOING = "ongoing", "Ongoing, no end"
    CONDITIONAL = "conditional", "Waits for an event"
    MISSING = "missing", "No deadline set"
    UNREADABLE = "unreadable", "Could not be read"


class Precision(TextChoices):
    DAY = "day", "Day"
    WEEK = "week", "Week"
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    YEAR = "year", "Year"


class Authority(TextChoices):
    """Who may agree that a deadline moves, from the nearest to the furthest."""

    LEAD = "lead", "The lead"
    DIRECTOR = "director", "The lead’s director"
    BOARD = "board", "The board"


class State(TextChoices):
    """How an unfinished action's deadline stands on a day. No end is an exception of its own, never on time."""

    OVERDUE = "overdue", "Overdue"
    SOON = "soon", "Due in 30 days"
    LATER = "later", "Due later"
    NO_END = "no-end", "No end date"


SOON_DAYS = 30


@dataclass(frozen=True)
class Reading:
    """What a deadline's words mean. `ends` is the last day on which it is kept: a month means its last day.

    `recurrence` is how often it comes again ("termly"); `follow_up` a second date after the end, such as an audit;
    `assumed` every guess as a sentence that a person can confirm or deny.
    """

    kind: str
    starts: date | None = None
    ends: date | None = None
    precision: str = ""
    condition: str = ""
    assumed: str = ""
    recurrence: str = ""
    follow_up: date | None = None


def state_on(day: date, ends: date | None) -> State:
    """How an end date stands on a day, for an action that is not complete."""
    if ends is None:
        return State.NO_END
    left = (ends - day).days
    if left < 0:
        return State.OVERDUE
    return State.SOON if left <= SOON_DAYS else State.LATER
