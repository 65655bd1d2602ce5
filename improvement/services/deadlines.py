"""Deadlines of an action: each is a new row, and the newest agreed one is in force."""

from datetime import date

from improvement import roles
from improvement.deadlines import Reading
from improvement.models import Action, Deadline, Trigger, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed


def reason_not_to_set_deadline(*, by: User) -> str:
    if by.is_system or by.has_role(roles.OFFICE):
        return ""
    return "Only the programme office sets deadlines."


def set_deadline(
    action: Action,
    words: str,
    reading: Reading,
    *,
    agreed_by: str,
    by: User,
    on: date,
    reason: str = "",
    asked_by: User | None = None,
    trigger: Trigger | None = None,
    is_illustrative: bool = False,
) -> Deadline:
    """A deadline agreed on the day `on`: the original where it is the first, else a move."""
    refuse_unless_allowed(reason_not_to_set_deadline(by=by))
    deadline = Deadline(
        action=action,
        words=words,
        kind=reading.kind,
        starts=reading.starts,
        ends=reading.ends,
        precision=reading.precision,
        condition=reading.condition,
        trigger=trigger,
        recurrence=reading.recurrence,
        follow_up=reading.follow_up,
        assumed=reading.assumed,
        agreed_on=on,
        agreed_by=agreed_by,
        asked_by=asked_by,
        reason=reason,
        is_illustrative=is_illustrative,
    )
    with writing(by=by, reason=reason or "Deadline as the plan states it", on=on):
        lock(action)
        deadline.save()
        action.current_deadline, action.due = deadline, deadline.ends
        action.save(update_fields=["current_deadline", "due"])
    return deadline
