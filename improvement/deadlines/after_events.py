"""The deadlines that actions get when the event they waited for happens: “3 months after”, or words of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from improvement.deadlines import Kind, Reading
from improvement.deadlines.entered import EVENT, read_on, reason_not_to_enter
from improvement.deadlines.reader import DeadlineRefused
from improvement.deadlines.reader.recurrences import duration_at
from improvement.deadlines.reader.tokens import tokens_of
from improvement.deadlines.words import day_in_words, days_over, overdue_words, reading_words

LEADING = {"within", "in", "by"}
TRAILING = {"", "after", "later", "afterwards", "from", "of"}
EXAMPLE = "Enter a time after it, such as 3 months after, or a deadline, such as October 2022."


@dataclass(frozen=True)
class Proposal:
    """What one waiting action would get. `how` says how the date was counted; `refusal` why it cannot be so."""

    action: object
    former: str
    former_reading: str
    asked: str
    words: str
    reading: Reading | None
    how: str = ""
    note: str = ""
    refusal: str = ""

    @property
    def said(self) -> str:
        """The reading in a few words."""
        read_as = self.reading
        return reading_words(read_as.kind, read_as.starts, read_as.ends, read_as.condition) if read_as else ""


def proposals(
    actions: Sequence, *, happened_on: date, rule: str, own: dict[int, str], quarters: str, today: date
) -> list[Proposal]:
    """One proposal for each action, in their order. Actions come with their deadline in force."""
    return [_proposal(action, own.get(action.pk) or rule, happened_on, quarters, today) for action in actions]


def after(words: str, day: date) -> date | None:
    """The day that words such as “3 months after” count to; None where they count from no event.

    >>> after("3 months after", date(2022, 6, 1))
    datetime.date(2022, 9, 1)
    """
    tokens = tokens_of(words)
    found = duration_at(tokens, int(tokens[0].text in LEADING))
    if found is None:
        return None
    duration, at = found
    counts_from_another_day = any(token.kind != "word" for token in tokens[at:] if token.text)
    return None if counts_from_another_day or tokens[at].text not in TRAILING else duration.after(day)


def _proposal(action, asked: str, happened_on: date, quarters: str, today: date) -> Proposal:
    former = action.current_deadline
    before = former.words, reading_words(former.kind, former.starts, former.ends, former.condition)
    try:
        words, how = _absolute(asked, happened_on)
        reading = read_on(words, happened_on, quarters=quarters, called=EVENT) if words else None
    except DeadlineRefused as refusal:
        return Proposal(action, *before, asked, asked, None, refusal=str(refusal))
    refusal = _reason_not_to_give(words, reading, happened_on)
    over = days_over(today, reading.ends) if reading and reading.ends else 0
    note = f"This is past already: {overdue_words(over)}." if over > 0 and not refusal else ""
    return Proposal(action, *before, asked, words, reading, how, note, refusal)


def _absolute(asked: str, happened_on: date) -> tuple[str, str]:
    """Words that need no event to be read, and how they were counted."""
    asked = " ".join(asked.split())
    day = after(asked, happened_on)
    return (day_in_words(day), f"“{asked}” was counted from that day.") if day else (asked, "")


def _reason_not_to_give(words: str, reading: Reading | None, happened_on: date) -> str:
    if not words:
        return f"It would get no deadline. {EXAMPLE}"
    if refusal := reason_not_to_enter(words, reading):
        return f"{refusal} {EXAMPLE}"
    if reading.ends is None:
        return f"“{words}” has no end. {EXAMPLE}"
    if reading.kind == Kind.CONDITIONAL or reading.condition:
        return f"“{words}” still waits for “{reading.condition}”. {EXAMPLE}"
    if reading.ends < happened_on:
        return f"{day_in_words(reading.ends)} is before the day of the event, {day_in_words(happened_on)}."
    return ""
