"""A deadline that somebody types, read by the grammar that reads printed ones. Plain values only."""

from dataclasses import replace
from datetime import date

from improvement.deadlines import Kind, Reading
from improvement.deadlines.reader import read
from improvement.deadlines.reader.days import FIRST_YEAR, LAST_YEAR

ENTRY, EVENT = "the day of entry", "the day of the event"
# The grammar guesses years from the day that a plan is dated; what is typed counts from another one.
TOLD = {"the plan’s own date": "{day}", "the plan’s date": "{day}", "in which the plan is dated": "of {day}"}
BOUNDS = f"between {FIRST_YEAR} and {LAST_YEAR}"


def read_on(words: str, day: date, *, quarters: str, called: str = ENTRY) -> Reading:
    """What words typed on a day mean, its guesses told from that day, which is `called` so.

    >>> read_on("July", date(2022, 6, 20), quarters="financial").assumed
    'No year is printed: read as 2022, the next July after the day of entry.'
    """
    reading = read(words, dated=day, quarters=quarters)
    assumed = reading.assumed
    for told, instead in TOLD.items():
        assumed = assumed.replace(told, instead.format(day=called))
    return replace(reading, assumed=assumed)


def reason_not_to_enter(words: str, reading: Reading, *, keep_unread: bool = False) -> str:
    """Why words cannot be a deadline, or nothing. What cannot be read is kept where somebody asks for it; a day of
    another century is a slip of the hand and never kept."""
    if reading.kind == Kind.MISSING:
        return f"“{words}” is no deadline."
    if reading.kind != Kind.UNREADABLE:
        return ""
    if keep_unread and BOUNDS not in reading.assumed:
        return ""
    return " ".join(filter(None, [f"“{words}” could not be read.", reading.assumed]))
