"""The reading of a deadline in a few words, for the line under its printed ones. Plain values only."""

from collections.abc import Callable
from datetime import date

from improvement.deadlines import Kind


def day_in_words(day: date) -> str:
    """31 March 2022, as in sentences and on paper."""
    return f"{day:%-d %B %Y}"


def short(day: date) -> str:
    """31 Mar 2022, as in tables."""
    return f"{day:%-d %b %Y}"


def reading_words(
    kind: str,
    starts: date | None = None,
    ends: date | None = None,
    condition: str = "",
    *,
    named: Callable[[date], str] = short,
) -> str:
    """What a deadline was read as, opening with a small letter; `named` writes its days.

    >>> reading_words("by", ends=date(2022, 3, 31))
    'by 31 Mar 2022'
    """
    waits = f"waits for “{condition}”" if condition else ""
    said = _until(kind, starts, ends, named) if ends else _without_end(kind, starts, waits, named)
    return ", ".join(phrase for phrase in [said, waits] if phrase)


def _until(kind: str, starts: date | None, ends: date, named) -> str:
    if kind == Kind.RANGE and starts:
        return f"from {named(starts)} to {named(ends)}"
    return f"{'a part of it ' if kind == Kind.MILESTONE else ''}by {named(ends)}"


def _without_end(kind: str, starts: date | None, waits: str, named) -> str:
    since = f"from {named(starts)}, " if starts else ""
    said = {
        Kind.MISSING: "no deadline set",
        Kind.UNREADABLE: "could not be read",
        Kind.ONGOING: f"ongoing since {named(starts)}, no end" if starts else "ongoing, no end",
        Kind.MILESTONE: "a part of it, no end agreed",
        Kind.CONDITIONAL: "" if waits else "waits for an event",
    }
    return said.get(kind, f"{since}no end agreed")


def moved_words(earlier: list[str]) -> str:
    """What became of the deadlines before the one in force, given their printed words, oldest first.

    >>> moved_words(["March 2022", "May 2022"])
    'moved 2 times, first from March 2022'
    """
    if not earlier:
        return ""
    original = earlier[0] or "no deadline"
    times = "moved from" if len(earlier) == 1 else f"moved {len(earlier)} times, first from"
    return f"{times} {original}"


def repeats(printed: str, reading: str) -> bool:
    """Whether a reading only says again what the printed words say: “31 May 2022”, by 31 May 2022."""
    return reading.removeprefix("by ").casefold() == printed.strip().casefold()


def days_over(day: date, ends: date | None) -> int:
    """Days past the end; 0 or less where it is kept."""
    return (day - ends).days if ends else 0


def overdue_words(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'} over"
