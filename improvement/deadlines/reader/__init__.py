"""A deadline's words read as councils write them. A small grammar that guesses nothing in silence: whatever it took
for granted, and every word that it could not use, stands in the reading as a sentence. Plain values only."""

from datetime import date

from improvement.deadlines import Kind, Reading
from improvement.deadlines.reader.days import DeadlineRefused
from improvement.deadlines.reader.meaning import meaning_of
from improvement.deadlines.reader.printed import Bearings
from improvement.deadlines.reader.sentences import no_deadline

BLANK = " \t\r\n\u00a0\u200b.-–—"  # What tables print in a cell without a deadline.


def read(words: str, *, dated: date, quarters: str) -> Reading:
    """What the words of a deadline mean in a plan that is dated and whose years are “financial” or “calendar”.

    A month means its last day. Words that are no deadline are Kind.UNREADABLE, with the sentence that says why.

    >>> read("Sept 2022", dated=date(2022, 3, 11), quarters="financial").ends
    datetime.date(2022, 9, 30)
    """
    if not words.strip(BLANK):
        return Reading(Kind.MISSING, assumed=no_deadline(words) if words.strip() else "")
    try:
        return meaning_of(words, Bearings(dated, quarters))
    except DeadlineRefused as refusal:
        return Reading(Kind.UNREADABLE, assumed=str(refusal))
