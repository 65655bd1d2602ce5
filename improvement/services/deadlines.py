"""Deadlines of an action: each is a new row, and the newest agreed one is in force."""

from datetime import date

from improvement import roles
from improvement.deadlines import Reading
from improvement.models import Action, Deadline, DeadlineRequest, Trigger, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.completion import is_complete
from improvement.services.refusals import refuse_unless_allowed

ANY = -1  # the author is not asked which deadline they had in view: loading, importing
NO_REASON = "Say why the deadline moves: the reason stands beside it for good."
AS_STATED = "Deadline as the plan states it"


def reason_not_to_set_deadline(*, by: User) -> str:
    if by.is_system or roles.may(by, "set deadlines"):
        return ""
    return "Only the programme office sets deadlines."


def reason_not_to_move_deadline(action: Action, *, by: User) -> str:
    """Why an action's deadline may not be set anew now, or nothing."""
    if refusal := reason_not_to_set_deadline(by=by):
        return refusal
    if action.withdrawn_on:
        return (
            f"{action.address} was withdrawn on {action.withdrawn_on:%-d %B %Y}. Its deadline stays as it is."
        )
    if is_complete(action):
        return f"{action.address} is complete. Its deadline stays as it is."
    return ""


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
    seen: int | None = ANY,
    is_illustrative: bool = False,
) -> Deadline:
    """A deadline agreed on the day `on`: the original where it is the first, else a move, which needs a reason.

    `trigger` is the event that it waits for. `seen` is the id of the deadline that the author had in view (None:
    there was none); where another stands by now, nothing is written.
    """
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
    with writing(by=by, reason=reason or AS_STATED, on=on):
        lock(action)
        if not by.is_system:
            refuse_unless_allowed(_reason_not_to_replace(action, deadline, seen, by=by))
        put_in_force(action, deadline, by=by, on=on)
    return deadline


def put_in_force(
    action: Action, deadline: Deadline, *, by: User, on: date, request: DeadlineRequest | None = None
) -> None:
    """A deadline is the newest agreed one of its action; what waits to move the former is overtaken, but for the
    `request` that it answers. Within an act of writing that holds the action."""
    deadline.save()
    action.current_deadline, action.due = deadline, deadline.ends
    action.save(update_fields=["current_deadline", "due"])
    state = DeadlineRequest.State
    for waiting in action.deadlinerequests.filter(state=state.WAITING).exclude(pk=request and request.pk):
        waiting.state, waiting.decided_on, waiting.decided_by = state.OVERTAKEN, on, by
        waiting.decision = f"The deadline was set to “{deadline.words}” instead."
        waiting.save(update_fields=["state", "decided_on", "decided_by", "decision"])


def _reason_not_to_replace(action: Action, deadline: Deadline, seen: int | None, *, by: User) -> str:
    """Asked under the lock: two people may move one deadline at once."""
    if refusal := reason_not_to_move_deadline(action, by=by):
        return refusal
    if seen is not ANY and seen != action.current_deadline_id:
        return (
            f"The deadline of {action.address} was changed after you opened this page. "
            "Read what it is now, then save again."
        )
    former = action.current_deadline
    if former is None:
        return ""
    if says(former) == says(deadline):
        return f"“{deadline.words}” is the deadline of {action.address} already. Enter another one."
    return "" if deadline.reason else NO_REASON


def says(deadline: Deadline) -> tuple:
    """What makes two deadlines the same one."""
    return deadline.words, deadline.kind, deadline.starts, deadline.ends, deadline.trigger_id
