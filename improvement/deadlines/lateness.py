"""Whether what others wait for is late on a day, and why. Plain values only."""

from dataclasses import dataclass
from datetime import date

from improvement.deadlines.words import days_over, overdue_words, short
from improvement.ratings import Code


@dataclass(frozen=True)
class Awaited:
    """The event that a deadline waits for: its name, when it was expected, when it happened."""

    name: str
    expected: date | None = None
    happened: date | None = None


def why_late(code: str | None, due: date | None, day: date, event: Awaited | None = None) -> str:
    """Why an action is late on a day, to stand after “which is”; nothing where it is not.

    Late is off track, past its end, or without one although the event that its deadline waits for is past.

    >>> why_late("on-track", date(2022, 5, 31), date(2022, 6, 20))
    '20 days over'
    """
    if code == Code.COMPLETE:
        return ""
    over = days_over(day, due)
    said = [
        "off track" if code == Code.OFF_TRACK else "",
        overdue_words(over) if over > 0 else "",
        _why_undated(event, day) if event and due is None else "",
    ]
    return " and ".join(filter(None, said))


def _why_undated(event: Awaited, day: date) -> str:
    if event.happened and event.happened <= day:
        return f"without a date, though “{event.name}” happened on {short(event.happened)}"
    if event.expected and event.expected < day:
        return f"still waiting for “{event.name}”, expected by {short(event.expected)}"
    return ""


def some_late(late: int, total: int) -> str:
    """Why a whole priority is late: so many of its actions are.

    >>> some_late(1, 4)
    '1 of its 4 actions is late'
    """
    if not late:
        return ""
    return f"{late} of its {total} action{'' if total == 1 else 's'} {'is' if late == 1 else 'are'} late"
