"""The five codes under every rating scheme, and what moving between two of them is called."""

from django.db.models import TextChoices


class Code(TextChoices):
    """The fixed meanings that counting uses, in the order of rows and bars."""

    COMPLETE = "complete", "Complete"
    ON_TRACK = "on-track", "On track"
    AT_RISK = "at-risk", "At risk"
    OFF_TRACK = "off-track", "Off track"
    NOT_STARTED = "not-started", "Not started"


# Where people look for trouble, the worst comes first.
WORST_FIRST = [Code.OFF_TRACK, Code.AT_RISK, Code.ON_TRACK, Code.NOT_STARTED, Code.COMPLETE]
NEEDS_REASON = {Code.AT_RISK, Code.OFF_TRACK}


class Movement(TextChoices):
    """What happened to a rating between two days."""

    UP = "up", "Up"
    DOWN = "down", "Down"
    STARTED = "started", "Started"
    COMPLETED = "completed", "Completed"
    FIRST = "first", "First rating"
    SAME = "same", "Same"


# How well things stand; not started has no place in it: leaving it is starting, not rising.
_HEIGHT = {Code.OFF_TRACK: 0, Code.AT_RISK: 1, Code.ON_TRACK: 2, Code.COMPLETE: 3}


def movement(before: str | None, now: str | None) -> Movement:
    """The name of a move from one code to another; None is never rated.

    >>> movement("at-risk", "on-track")
    Movement.UP
    """
    if before == now or now is None:
        return Movement.SAME if before == now else Movement.DOWN
    if now == Code.COMPLETE:
        return Movement.COMPLETED
    if before is None:
        return Movement.FIRST
    if before == Code.NOT_STARTED:
        return Movement.STARTED
    if now == Code.NOT_STARTED:
        return Movement.DOWN
    return Movement.UP if _HEIGHT[now] > _HEIGHT[before] else Movement.DOWN


def movement_words(kind: str, before: str | None) -> str:
    """A movement with the rating it came from, nothing where there was none.

    >>> movement_words("up", "At risk")
    'Up from At risk'
    """
    if not kind:
        return ""
    label = Movement(kind).label
    return f"{label} from {before}" if kind in {Movement.UP, Movement.DOWN} and before else label
