"""Asking to move a deadline, and agreeing to it: until somebody with the authority agrees, the old one stands."""

from dataclasses import dataclass, fields
from datetime import date

from improvement import roles
from improvement.deadlines import Authority, Reading
from improvement.models import Action, Deadline, DeadlineRequest, Trigger, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.authority import needed_for
from improvement.services.completion import is_complete
from improvement.services.deadlines import put_in_force
from improvement.services.refusals import refuse_unless_allowed
from improvement.services.speaking import (
    accountable_post,
    chairs,
    directs,
    name_of_the_day,
    post_speaking,
    reason_not_to_update,
)

State = DeadlineRequest.State
NO_REASON = "Say why the deadline should move."
NO_MEETING = "Say at which meeting the board decided, such as Improvement Board, 26 May 2022, item 4."
NO_REASON_TO_REFUSE = "Say why the deadline stays as it is."
OWN = "You may not agree what you asked for yourself. {others} can."
WHO_AGREES = {
    Authority.DIRECTOR: "The director whom its lead reports to, the programme office or the chair",
    Authority.BOARD: "The chair, or the programme office with a decision of the board",
}


@dataclass(frozen=True)
class Wish:
    """Another deadline that somebody asks for: its words, their reading, the event it waits for, and why."""

    words: str
    reading: Reading
    reason: str
    trigger: Trigger | None = None


def reason_not_to_ask(action: Action, *, by: User, on: date) -> str:
    """Why a person may not ask for another deadline of an action, or nothing: one request waits at a time."""
    if refusal := reason_not_to_update(action, by=by, on=on) or reason_it_stays(action):
        return refusal
    waiting = waiting_request(action)
    return _waits_already(waiting) if waiting else ""


def waiting_request(action: Action) -> DeadlineRequest | None:
    """The one request of an action that waits to be agreed."""
    return action.deadlinerequests.filter(state=State.WAITING).first()


def reason_it_stays(action: Action) -> str:
    """Why no deadline of an action may move any more, or nothing."""
    if action.withdrawn_on:
        return (
            f"{action.address} was withdrawn on {action.withdrawn_on:%-d %B %Y}. Its deadline stays as it is."
        )
    return f"{action.address} is complete. Its deadline stays as it is." if is_complete(action) else ""


def _waits_already(waiting: DeadlineRequest) -> str:
    return (
        f"{waiting.asked_by_name} asked for “{waiting.words}” on {waiting.asked_on:%-d %B %Y}, and that waits to be "
        "agreed. Have it decided or taken back first, then ask again."
    )


def ask_to_move(
    action: Action,
    wish: Wish,
    *,
    by: User,
    on: date,
    instead: bool = False,
    is_illustrative: bool = False,
) -> DeadlineRequest:
    """Ask for another deadline. What the lead's own tolerance covers is agreed at once.

    A request that waits already stands in the way, unless this one comes `instead`: it is taken back then.
    """
    refuse_unless_allowed("" if wish.reason else NO_REASON)
    with writing(by=by, reason=f"Asked to move the deadline: {wish.reason}", on=on):
        lock(action)
        if instead:
            _take_back_waiting(action, by=by, on=on)
        refuse_unless_allowed(reason_not_to_ask(action, by=by, on=on))
        refuse_unless_allowed(_reason_not_to_wish(action, wish))
        speaking = post_speaking(action, by=by, on=on)
        post = speaking or accountable_post(action, on)
        request = DeadlineRequest(
            action=action,
            words=wish.words,
            trigger=wish.trigger,
            reason=wish.reason,
            former=action.current_deadline,
            authority=needed_for(action, wish.reading),
            asked_on=on,
            asked_by=by,
            asked_by_name=name_of_the_day(by, post if by.is_system else speaking),
            post=post,
            is_illustrative=is_illustrative,
            **{field.name: getattr(wish.reading, field.name) for field in fields(Reading)},
        )
        request.save()
        if request.authority == Authority.LEAD:
            within = f"{request.asked_by_name}, within the lead’s own tolerance"
            _agree(request, agreed_by=within, within=Authority.LEAD, decision="", by=by, on=on)
    return request


def _take_back_waiting(action: Action, *, by: User, on: date) -> None:
    refuse_unless_allowed(reason_not_to_update(action, by=by, on=on))
    for waiting in action.deadlinerequests.filter(state=State.WAITING):
        _settle(waiting, State.TAKEN_BACK, "Another deadline was asked for instead.", by=by, on=on)


def _reason_not_to_wish(action: Action, wish: Wish) -> str:
    former = action.current_deadline
    if former and (former.words, former.reading.ends) == (wish.words, wish.reading.ends):
        return f"“{wish.words}” is the deadline of {action.address} already. Ask for another one."
    return ""


@dataclass(frozen=True)
class Above:
    """How a person stands to an action: whether they chair its plan's board, and whether they direct its lead."""

    chairs: bool
    directs: bool


def reason_not_to_decide(request: DeadlineRequest, *, by: User, on: date) -> str:
    """Why a person may neither agree nor refuse a request, or nothing."""
    action = request.action
    above = Above(chairs(action.plan, by=by), directs(action, by=by, on=on))
    return reason_not_to_decide_from(request, above, by=by)


def reason_not_to_decide_from(request: DeadlineRequest, above: Above, *, by: User) -> str:
    """The rule of who decides, once it is known how the person stands to the action."""
    if request.state != State.WAITING:
        return already(request)
    if request.asked_by_id == by.pk:
        return OWN.format(others=WHO_AGREES[request.authority])
    if by.is_system or by.has_role(roles.OFFICE) or above.chairs:
        return ""
    if not above.directs:
        return f"You may not agree that this deadline moves. {WHO_AGREES[request.authority]} can."
    if request.authority == Authority.DIRECTOR:
        return ""
    return (
        f"This goes beyond the {request.action.plan.director_may_move_days} days that a director may agree. "
        f"{WHO_AGREES[Authority.BOARD]} can."
    )


def reason_not_to_agree(request: DeadlineRequest, *, by: User, on: date) -> str:
    """Why a person may not agree a request, or nothing: what is over keeps its deadline, and may still be refused."""
    if refusal := reason_not_to_decide(request, by=by, on=on):
        return refusal
    over = reason_it_stays(request.action)
    return f"{over} Refuse the request, or let it be taken back." if over else ""


def already(request: DeadlineRequest) -> str:
    """What became of a request that no longer waits."""
    by = f" by {request.decided_by_name}" if request.decided_by_name else ""
    return f"This request was settled{by} on {request.decided_on:%-d %B %Y}: {request.get_state_display().lower()}."


def speaks_for_the_board(request: DeadlineRequest, *, by: User) -> bool:
    """Whether agreeing means recording what the board decided: the office does, and says at which meeting."""
    return request.authority == Authority.BOARD and not chairs(request.action.plan, by=by)


def agree(request: DeadlineRequest, *, decision: str = "", by: User, on: date) -> Deadline:
    """The deadline moves. `decision` says why, or at which meeting the board decided where the office records it."""
    with writing(by=by, reason=f"Deadline moved: {request.reason}", on=on):
        lock(request.action)
        lock(request)
        refuse_unless_allowed(reason_not_to_agree(request, by=by, on=on))
        for_board = speaks_for_the_board(request, by=by)
        refuse_unless_allowed(NO_MEETING if for_board and not decision else "")
        name = name_of_the_day(by, post_speaking(request.action, by=by, on=on))
        within = Authority.DIRECTOR if request.authority == Authority.DIRECTOR else ""
        agreed_by = decision if for_board else name
        return _agree(request, agreed_by=agreed_by, within=within, decision=decision, by=by, on=on)


def refuse(request: DeadlineRequest, *, decision: str, by: User, on: date) -> None:
    """The deadline stays as it is, and the asker is told why."""
    refuse_unless_allowed("" if decision else NO_REASON_TO_REFUSE)
    with writing(by=by, reason=f"Move of the deadline refused: {decision}", on=on):
        lock(request)
        refuse_unless_allowed(reason_not_to_decide(request, by=by, on=on))
        _settle(request, State.REFUSED, decision, by=by, on=on)


def reason_not_to_take_back(request: DeadlineRequest, *, by: User) -> str:
    if request.state != State.WAITING:
        return already(request)
    if by.has_role(roles.OFFICE) or request.asked_by_id == by.pk:
        return ""
    return "Only whoever asked, or the programme office, may take a request back."


def take_back(request: DeadlineRequest, *, by: User, on: date) -> None:
    """The asker no longer wants it; the deadline stays as it is."""
    with writing(by=by, reason="Request taken back", on=on):
        lock(request)
        refuse_unless_allowed(reason_not_to_take_back(request, by=by))
        _settle(request, State.TAKEN_BACK, "", by=by, on=on)


def _agree(
    request: DeadlineRequest, *, agreed_by: str, within: str, decision: str, by: User, on: date
) -> Deadline:
    deadline = Deadline(
        action=request.action,
        words=request.words,
        trigger=request.trigger,
        reason=request.reason,
        agreed_on=on,
        agreed_by=agreed_by[:120],
        agreed_within=within,
        asked_by=request.asked_by,
        is_illustrative=request.is_illustrative,
        **{field.name: getattr(request, field.name) for field in fields(Reading)},
    )
    put_in_force(request.action, deadline, request=request, by=by, on=on)
    request.deadline = deadline
    _settle(request, State.AGREED, decision, by=by, on=on)
    return deadline


def _settle(request: DeadlineRequest, state: str, decision: str, *, by: User, on: date) -> None:
    request.state, request.decision, request.decided_on, request.decided_by = state, decision, on, by
    request.decided_by_name = name_of_the_day(by, post_speaking(request.action, by=by, on=on))
    request.save()
