"""The deadline that somebody asks for, beside the one in force: columns for rows of actions, and words for them."""

from datetime import date

from django.db.models import OuterRef, Subquery

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines.words import short
from improvement.models import DeadlineRequest

WAITING = DeadlineRequest.State.WAITING


def asked_columns(when: AsAt) -> dict:
    """Annotations for rows of actions: the words and the end of the deadline that waits to be agreed on a day."""
    waiting = then.rows(DeadlineRequest, when).filter(action_id=OuterRef("id"), state=WAITING).order_by()
    return {
        "asked_words": Subquery(waiting.values("words")[:1]),
        "asked_ends": Subquery(waiting.values("ends")[:1]),
    }


def asked_mark(words: str | None, ends: date | None) -> str:
    """What a row says beside the deadline in force; nothing where no other is asked for.

    >>> asked_mark("October 2022", date(2022, 10, 31))
    'asked: 31 Oct 2022'
    """
    if words is None:
        return ""
    return f"asked: {short(ends) if ends else words or 'no end date'}"
