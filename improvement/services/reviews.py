"""Sending an update back with a note. What was said stays as it was; its lead is asked again."""

from datetime import date

from improvement import roles
from improvement.models import ProgressUpdate, UpdateReview, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed
from improvement.services.speaking import directs, name_of_the_day, post_speaking


def reason_not_to_send_back(update: ProgressUpdate, *, by: User, on: date) -> str:
    """Why a person may not send an update back, or nothing."""
    if not (by.has_role(roles.OFFICE) or directs(update.action, by=by, on=on)):
        return "You may not send this update back. The programme office and the director whom its lead reports to can."
    if update.author_id == by.pk:
        return "You said this yourself. Update the action again instead."
    if update.action.current_update_id != update.pk:
        return "A later update stands. Only the newest can be sent back."
    if sent := update.reviews.filter(kind=UpdateReview.Kind.SENT_BACK).first():
        return f"{sent.author_name} sent it back on {sent.said_on:%-d %B %Y} already."
    if update.round is None:
        return "It was said outside a round. Ask for a new update when the next round opens."
    if update.round.closed_on:
        return f"The {update.round.title} round is closed, and what it holds stays as it is."
    return ""


def send_back(update: ProgressUpdate, *, note: str, by: User, on: date) -> UpdateReview:
    """Ask the lead to say it again, and why. The update no longer counts in its round."""
    refuse_unless_allowed("" if note else "Say what is asked for, so that the lead can answer.")
    with writing(by=by, reason=f"Update sent back: {note}", on=on):
        lock(update.action)
        refuse_unless_allowed(reason_not_to_send_back(update, by=by, on=on))
        return add_note(update, UpdateReview.Kind.SENT_BACK, note, by=by, on=on)


def add_note(update: ProgressUpdate, kind: str, note: str, *, by: User, on: date) -> UpdateReview:
    """One row beside an update, in its author's name of the day. Within an act of writing."""
    review = UpdateReview(
        update=update,
        kind=kind,
        note=note,
        said_on=on,
        author=by,
        author_name=name_of_the_day(by, post_speaking(update.action, by=by, on=on)),
    )
    review.save()
    return review
