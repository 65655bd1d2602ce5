"""Saying once, for several actions, that nothing has changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from improvement.models import Action, ProgressUpdate, UpdateRound, User
from improvement.services.completion import is_complete
from improvement.services.progress import report_progress
from improvement.services.refusals import Refused, refuse_unless_allowed

OVERDUE = "Overdue, so “No change” is closed: say when it will be finished"
NEVER_SAID = "Nothing has been said yet, so there is nothing to leave as it is"
WAITS = "Proposed complete: it waits to be accepted, and nothing is asked of you"
SENT_BACK = "Sent back: answer what was asked"
COMPLETE = "Complete: nothing is asked of you"


@dataclass
class Recorded:
    """What became of several actions at once: those recorded, and those refused, each with its sentence."""

    done: list[Action] = field(default_factory=list)
    refused: list[tuple[Action, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Stands:
    """What decides whether “no change” can be said of an action. Plain values: a list's rows know them too."""

    is_complete: bool
    due: date | None
    is_said: bool
    is_rated: bool
    is_proposed: bool
    is_sent_back: bool


def reason_not_to_leave(action: Stands, *, on: date) -> str:
    """Why “no change” cannot be said of an action in this state, or nothing."""
    if action.is_complete:
        return COMPLETE
    if action.is_sent_back:
        return SENT_BACK
    if action.is_proposed:
        return WAITS
    if action.due is not None and action.due < on:
        return OVERDUE
    return "" if action.is_said and action.is_rated else NEVER_SAID


def record_no_change(
    actions: Iterable[Action], *, rounds: dict[int, UpdateRound], by: User, on: date
) -> Recorded:
    """One update for each action with the rating, reason and way back that stand, said to be unchanged since when
    somebody last said something new. `rounds` holds the open round of each plan, by the plan's id."""
    found = Recorded()
    for action in actions:
        try:
            _record(action, rounds.get(action.plan_id), by=by, on=on)
        except Refused as refusal:
            found.refused.append((action, str(refusal)))
        else:
            found.done.append(action)
    return found


def _record(action: Action, round: UpdateRound | None, *, by: User, on: date) -> ProgressUpdate:
    last = action.current_update
    answered = set(last.reviews.values_list("kind", flat=True)) if last else set()
    stands = Stands(
        is_complete=is_complete(action),
        due=action.due,
        is_said=last is not None,
        is_rated=action.current_rating is not None,
        is_proposed=bool(last and last.proposes_complete),
        is_sent_back=bool(answered),
    )
    refuse_unless_allowed(reason_not_to_leave(stands, on=on))
    return report_progress(
        action,
        rating=action.current_rating,
        narrative=f"No change since {last_news(action).said_on:%-d %B %Y}.",
        reason=last.reason,
        recovery=last.recovery,
        forecast=last.forecast,
        round=round,
        seen=last.pk,
        is_no_change=True,
        by=by,
        on=on,
    )


def last_news(action: Action) -> ProgressUpdate:
    """The newest update that said something new: “no change” is counted from that day, however often it was said."""
    return action.updates.filter(is_no_change=False).order_by("-said_on", "-pk").first()
