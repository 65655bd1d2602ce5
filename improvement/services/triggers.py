"""Events that deadlines wait for: kept by the office, and what follows when one happens."""

from dataclasses import dataclass, field
from datetime import date

from improvement import roles
from improvement.deadlines.after_events import Proposal, proposals
from improvement.deadlines.words import day_in_words
from improvement.models import Action, Deadline, Plan, Trigger, User
from improvement.ratings import Code
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.deadlines import set_deadline
from improvement.services.refusals import refuse_unless_allowed

CHANGED_MEANWHILE = (
    "The deadlines that wait for this event have changed since you looked. Check the list again."
)


@dataclass(frozen=True)
class Happening:
    """What the office enters when an event happens: its day, and the deadline words that each action gets.

    `rule` is for all; `own`, by the action's id, goes before it.
    """

    happened_on: date
    rule: str = ""
    own: dict[int, str] = field(default_factory=dict)


def reason_not_to_keep_triggers(*, by: User) -> str:
    if by.is_system or roles.may(by, "keep triggers"):
        return ""
    return "Only the programme office keeps the events that deadlines wait for."


def save_trigger(trigger: Trigger, *, reason: str, by: User, on: date) -> Trigger:
    """Write an event: what it is called, whose it is, and when it is expected."""
    refuse_unless_allowed(reason_not_to_keep_triggers(by=by))
    with writing(by=by, reason=reason, on=on):
        trigger.save()
    return trigger


def may_wait(plan: Plan):
    """The actions of a plan whose deadline may wait for an event: unfinished, and without an end or with a condition
    to it."""
    unfinished = plan.actions.filter(withdrawn_on__isnull=True).exclude(current_rating__code=Code.COMPLETE)
    waiting = unfinished.filter(current_deadline__ends__isnull=True) | unfinished.exclude(
        current_deadline__condition=""
    )
    return waiting.filter(current_deadline__isnull=False).select_related("current_deadline__trigger")


def waiting_for(trigger: Trigger) -> list[Action]:
    """The unfinished actions whose deadline in force waits for an event, in the plan's order."""
    actions = Action.objects.filter(current_deadline__trigger=trigger, withdrawn_on__isnull=True)
    unfinished = actions.exclude(current_rating__code=Code.COMPLETE)
    return list(unfinished.select_related("current_deadline").order_by("position"))


def reason_not_to_set_waiting(trigger: Trigger, *, by: User) -> str:
    return reason_not_to_keep_triggers(by=by) or _reason_it_is_over(trigger)


def set_waiting(trigger: Trigger, actions: set[Action], *, by: User, on: date) -> None:
    """Let the deadlines of exactly these actions wait for an event.

    Their words stay, so this is no move: the deadline in force only says which event its words mean.
    """
    refuse_unless_allowed(reason_not_to_set_waiting(trigger, by=by))
    wanted = {action.current_deadline_id for action in actions}
    now = {action.current_deadline_id for action in waiting_for(trigger)}
    with writing(by=by, reason=f"Which deadlines wait for “{trigger.name}”", on=on):
        for deadline in Deadline.objects.filter(pk__in=wanted ^ now).order_by("pk"):
            lock(deadline)
            deadline.trigger = trigger if deadline.pk in wanted else None
            deadline.save(update_fields=["trigger"])


def reason_not_to_record_happened(trigger: Trigger, *, by: User) -> str:
    """Why it may not be recorded that an event happened, or nothing."""
    return reason_not_to_keep_triggers(by=by) or _reason_it_is_over(trigger)


def proposed(trigger: Trigger, happening: Happening, *, on: date) -> list[Proposal]:
    """What each waiting action would get, refusals included. Writes nothing."""
    return proposals(
        waiting_for(trigger),
        happened_on=happening.happened_on,
        rule=happening.rule,
        own=happening.own,
        quarters=trigger.plan.quarters,
        today=on,
    )


def record_happened(
    trigger: Trigger, happening: Happening, *, agreed_by: str, seen: set[int], by: User, on: date
) -> list[Deadline]:
    """An event happened: each action that waited gets its deadline, all of them or none.

    `seen` holds the ids of the deadlines that the author had in view; where others wait by now, nothing is written.
    """
    refuse_unless_allowed(reason_not_to_keep_triggers(by=by))
    happened = f"“{trigger.name}” happened on {day_in_words(happening.happened_on)}."
    with writing(by=by, reason=happened, on=on):
        lock(trigger)
        refuse_unless_allowed(_reason_it_is_over(trigger))
        refuse_unless_allowed(_reason_for_the_day(happening.happened_on, on))
        made = proposed(trigger, happening, on=on)
        is_same = {proposal.action.current_deadline_id for proposal in made} == seen
        refuse_unless_allowed("" if is_same else CHANGED_MEANWHILE)
        refuse_unless_allowed(next((p.refusal for p in made if p.refusal), ""))
        trigger.happened_on = happening.happened_on
        trigger.save(update_fields=["happened_on"])
        return [_give(proposal, happened, agreed_by, by=by, on=on) for proposal in made]


def _give(proposal: Proposal, happened: str, agreed_by: str, *, by: User, on: date) -> Deadline:
    return set_deadline(
        proposal.action,
        proposal.words,
        proposal.reading,
        agreed_by=agreed_by,
        reason=" ".join(filter(None, [happened, proposal.how])),
        seen=proposal.action.current_deadline_id,
        by=by,
        on=on,
    )


def _reason_it_is_over(trigger: Trigger) -> str:
    if trigger.happened_on:
        return f"“{trigger.name}” happened on {day_in_words(trigger.happened_on)} already."
    if trigger.withdrawn_on:
        return f"“{trigger.name}” was taken out on {day_in_words(trigger.withdrawn_on)}."
    return ""


def _reason_for_the_day(day: date, today: date) -> str:
    if day <= today:
        return ""
    return f"{day_in_words(day)} has not come yet. Record the event once it has happened."
