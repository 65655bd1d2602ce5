"""Closing an action: proposed by one person, accepted or returned by another, its impact checked months later."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from improvement import roles
from improvement.deadlines.reader.days import months_after
from improvement.models import (
    Action,
    DeadlineRequest,
    Evidence,
    ImpactCheck,
    Plan,
    ProgressUpdate,
    Rating,
    UpdateReview,
    User,
)
from improvement.ratings import Code
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed
from improvement.services.reviews import add_note
from improvement.services.speaking import chairs, directs, name_of_the_day, post_speaking

NO_EVIDENCE = "This action cannot be proposed complete yet. Add evidence first: a file, or a link to one."
NO_IMPACT = "Say what it has changed for children and families."
NO_NOTE = "Say what is missing, so that it can be proposed again."
NOTHING_FOUND = "Say what was seen."
NO_LATER_EVIDENCE = (
    "It cannot be called embedded yet: no evidence tells of a day after {day}, when it was completed. "
    "Add some first, or say that it is not embedded yet."
)


def is_complete(action: Action) -> bool:
    """Whether it was accepted as complete; being proposed is not enough."""
    return action.current_rating is not None and action.current_rating.code == Code.COMPLETE


def proposes_complete(action: Action, rating: Rating | None) -> bool:
    """Whether choosing a rating proposes completion: saying again that a complete action is, does not."""
    return rating is not None and rating.code == Code.COMPLETE and not is_complete(action)


def reason_not_to_propose_complete(action: Action, *, attaching: bool, impact: str) -> str:
    """Why an action cannot be proposed complete, or nothing. `attaching`: evidence comes with it."""
    if not (attaching or Evidence.objects.filter(action=action, withdrawn_on__isnull=True).exists()):
        return NO_EVIDENCE
    return "" if impact else NO_IMPACT


def reason_not_to_accept(update: ProgressUpdate, *, by: User, on: date) -> str:
    """Why a person may not accept a proposal of completion, nor return it, or nothing."""
    action = update.action
    if not update.proposes_complete:
        return "Nobody proposes now that this action is complete."
    if action.current_update_id != update.pk:
        return _what_came_later(action)
    if returned := update.reviews.filter(kind=UpdateReview.Kind.RETURNED).first():
        return f"{returned.author_name} returned it on {returned.said_on:%-d %B %Y}. It waits for its lead."
    return _reason_not_to_judge(update, ACCEPTING, by=by, on=on)


@dataclass(frozen=True)
class Judging:
    """What those are told who may not judge: whether a completion is accepted, or whether it has lasted."""

    own: str
    leads_it: str
    not_theirs: str


WHO_JUDGES = "The director whom its lead reports to, the programme office and the chair of its board can."
ACCEPTING = Judging(
    own="You may not accept what you proposed yourself. The programme office or the chair can.",
    leads_it="You may not accept your own action. The chair or the programme office can.",
    not_theirs=f"You may not accept an action as complete. {WHO_JUDGES}",
)
CHECKING = Judging(
    own="You proposed that it was complete, so you may not check its impact. The programme office or the chair can.",
    leads_it="You may not check the impact of your own action. The chair or the programme office can.",
    not_theirs=f"You may not check the impact of an action. {WHO_JUDGES}",
)


def _what_came_later(action: Action) -> str:
    newest = action.current_update
    if is_complete(action):
        return (
            f"{newest.author_name} accepted it on {newest.said_on:%-d %B %Y}. {action.address} is complete."
        )
    return (
        f"Something newer has been said about this action, by {newest.author_name} on {newest.said_on:%-d %B %Y}. "
        "Read it first: only the newest update can be accepted or returned."
    )


def _reason_not_to_judge(update: ProgressUpdate, said: Judging, *, by: User, on: date) -> str:
    """Whoever proposed a completion judges neither it nor its impact; nor does whoever leads the action."""
    if by.is_system:
        return ""
    if update.author_id == by.pk:
        return said.own
    if by.has_role(roles.OFFICE) or chairs(update.action.plan, by=by):
        return ""
    if directs(update.action, by=by, on=on):
        return ""
    if by.has_role(roles.LEAD) and post_speaking(update.action, by=by, on=on):
        return said.leads_it
    return said.not_theirs


def accept_complete(
    update: ProgressUpdate, *, by: User, on: date, measures: str = "", is_illustrative: bool = False
) -> ProgressUpdate:
    """Someone other than the proposer agrees: the action is complete from now on, and its impact is checked later.

    `measures` names what will be looked at then; without it, the plan's own measures or the statement of impact.
    """
    action = update.action
    # A scheme may hold two ratings that mean complete: the first is its plain one.
    complete = action.plan.scheme.ratings.filter(code=Code.COMPLETE).first()
    with writing(by=by, reason="Accepted as complete", on=on):
        # Asked under the lock: two people may press at once.
        lock(action)
        refuse_unless_allowed("" if by.is_system else reason_not_to_accept(update, by=by, on=on))
        accepted = ProgressUpdate(
            action=action,
            round=update.round,
            said_on=on,
            rating=complete,
            narrative=update.narrative,
            impact=update.impact,
            author=by,
            author_name=_said_and_accepted(update, name_of_the_day(by, post_speaking(action, by=by, on=on))),
            is_illustrative=is_illustrative,
        )
        accepted.save()
        put_in_force(action, accepted)
        _let_requests_lapse(action, by=by, on=on)
        # What was completed, taken up again and completed anew has one check ahead of it.
        check = action.impact_checks.filter(state=ImpactCheck.State.DUE).first() or ImpactCheck(action=action)
        check.accepted, check.due = accepted, impact_check_due(action.plan, on)
        check.measures = measures or measures_of(action, update)
        check.is_illustrative = is_illustrative
        check.save()
    return accepted


def _said_and_accepted(update: ProgressUpdate, name: str) -> str:
    """Whose words they are, and who accepted them: the words stay the proposer's."""
    longest = ProgressUpdate._meta.get_field("author_name").max_length
    return f"{update.author_name}; accepted by {name}"[:longest]


def _let_requests_lapse(action: Action, *, by: User, on: date) -> None:
    """Nobody moves the deadline of a complete action. Within the act of accepting it."""
    for waiting in action.deadlinerequests.filter(state=DeadlineRequest.State.WAITING):
        waiting.state, waiting.decided_on, waiting.decided_by = DeadlineRequest.State.OVERTAKEN, on, by
        waiting.decision = "The action was accepted as complete instead."
        waiting.save(update_fields=["state", "decided_on", "decided_by", "decision"])


def impact_check_due(plan: Plan, completed: date) -> date:
    """When the impact of what was completed on a day is looked at."""
    return months_after(completed, plan.impact_check_months)


def measures_of(action: Action, update: ProgressUpdate) -> str:
    """What the check of its impact will look at, unless somebody names something else."""
    return action.measures or action.impact or update.impact or "What has changed for children and families."


def return_proposal(update: ProgressUpdate, *, note: str, by: User, on: date) -> UpdateReview:
    """Not accepted: the proposer is told what is missing, and the rating stands as it was."""
    refuse_unless_allowed("" if note else NO_NOTE)
    with writing(by=by, reason=f"Not accepted as complete: {note}", on=on):
        lock(update.action)
        refuse_unless_allowed(reason_not_to_accept(update, by=by, on=on))
        return add_note(update, UpdateReview.Kind.RETURNED, note, by=by, on=on)


def reason_not_to_check_impact(check: ImpactCheck, *, by: User, on: date) -> str:
    """Why a person may not say whether a completed action's impact is evidenced, or nothing."""
    if check.state != ImpactCheck.State.DUE:
        return f"{check.checked_by_name} checked it on {check.checked_on:%-d %B %Y} already."
    if not is_complete(check.action):
        return f"{check.action.address} is no longer complete, so there is no impact to check."
    proposal = (
        check.action.updates.filter(pk__lt=check.accepted_id, proposes_complete=True).order_by("-pk").first()
    )
    return _reason_not_to_judge(proposal or check.accepted, CHECKING, by=by, on=on)


def evidence_told(check: ImpactCheck) -> QuerySet[Evidence]:
    """The evidence that stands with a completed action, each with the `day` that it tells of."""
    told = Evidence.objects.filter(action_id=check.action_id, withdrawn_on__isnull=True)
    return told.annotate(day=Coalesce(F("dated"), F("added_on")))


def reason_not_embedded(check: ImpactCheck) -> str:
    """Why a completed action cannot be called embedded, or nothing: only what came after can show that it lasts."""
    later = evidence_told(check).filter(day__gt=check.accepted.said_on)
    return "" if later.exists() else NO_LATER_EVIDENCE.format(day=f"{check.accepted.said_on:%-d %B %Y}")


def check_impact(check: ImpactCheck, *, embedded: bool, found: str, by: User, on: date) -> ImpactCheck:
    """What the look at a completed action's impact showed. Where it is not embedded yet, the next look falls due."""
    refuse_unless_allowed("" if found else NOTHING_FOUND)
    with writing(by=by, reason="Impact checked", on=on):
        lock(check)
        refuse_unless_allowed(reason_not_to_check_impact(check, by=by, on=on))
        refuse_unless_allowed(reason_not_embedded(check) if embedded else "")
        check.state = ImpactCheck.State.EMBEDDED if embedded else ImpactCheck.State.NOT_YET
        check.found, check.checked_on, check.checked_by = found, on, by
        check.checked_by_name = name_of_the_day(by, post_speaking(check.action, by=by, on=on))
        check.save()
        if not embedded:
            again = impact_check_due(check.action.plan, on)
            ImpactCheck(
                action=check.action, accepted=check.accepted, due=again, measures=check.measures
            ).save()
    return check


def put_in_force(action: Action, update: ProgressUpdate) -> None:
    """An update is the newest word on its action. Within an act of writing."""
    action.current_update_id, action.current_rating_id = update.pk, update.rating_id
    action.save(update_fields=["current_update", "current_rating"])
