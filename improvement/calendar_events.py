"""What stands in a person's calendar: the deadlines of the actions they speak for, and the rounds that ask of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from improvement import roles
from improvement.deadlines import State, state_on
from improvement.models import Action, Assignment, Plan, Post, UpdateRound, User
from improvement.ratings import Code

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """Something that takes whole days. `name` tells it from all others for good; `path` is where it leads."""

    name: str
    title: str
    first: date
    last: date
    words: str
    path: str
    changed: datetime


def calendar_events(person: User, *, on: date) -> list[Event]:
    """The events of a person as of a day, in time order. Three queries."""
    if not person.has_role(roles.LEAD):
        return []
    actions = list(_actions(person, on))
    plans = {action.plan_id for action in actions}
    rounds = _rounds().filter(plan__in=plans) if plans else []
    events = [_deadline(action, on) for action in actions if action.due]
    for round in rounds:
        events += _round(round)
    return sorted(events, key=lambda event: (event.first, event.name))


def _actions(person: User, on: date):
    """Those whose leading or supporting post a person holds or covers, with when each was last changed."""
    mine = Assignment.objects.on(on).filter(post__in=Post.objects.spoken_for_by(person, on))
    return (
        Action.objects.filter(
            pk__in=mine.values("action"),
            plan__in=Plan.objects.visible_to(person),
            withdrawn_on__isnull=True,
        )
        .select_related("plan", "current_rating", "current_update", "current_deadline")
        .annotate(changed=_newest_version(Action))
    )


def _rounds():
    return UpdateRound.objects.select_related("plan").annotate(changed=_newest_version(UpdateRound))


def _newest_version(model):
    versions = model.history.model._default_manager.filter(id=OuterRef("pk"))
    return Subquery(versions.order_by("-history_date", "-history_id").values("history_date")[:1])


def _deadline(action: Action, on: date) -> Event:
    words = action.current_deadline.words if action.current_deadline else ""
    said = f"Deadline in the plan’s words: “{words}”." if words else ""
    return Event(
        name=f"action-{action.pk}-due",
        title=f"Due: {action.address} {action.title}",
        first=action.due,
        last=action.due,
        words="\n".join(filter(None, [f"{_state(action, on)}.", said, action.plan.title])),
        path=reverse("improvement:action-detail", args=[action.plan.slug, action.address]),
        changed=action.changed,
    )


def _state(action: Action, on: date) -> str:
    """Where an action stands, in words that change only when something happens: a day count would each night."""
    rating = action.current_rating
    label = rating.label if rating else "Not rated"
    if rating and rating.code == Code.COMPLETE:
        return label
    if action.current_update and action.current_update.proposes_complete:
        return f"{label}, proposed complete"
    return f"{label}, overdue" if state_on(on, action.due) == State.OVERDUE else label


def _round(round: UpdateRound) -> list[Event]:
    """The days on which updates are asked for, and the last of them by itself."""
    last = max(round.opens, min(round.closes, round.closed_on or round.closes))
    about = {
        "words": f"{round.plan.title}\nSay by {last:%-d %B %Y} where your actions stand.",
        "path": reverse("improvement:plan-standing", args=[round.plan.slug]),
        "changed": round.changed,
    }
    title = f"{round.title} round"
    return [
        Event(f"round-{round.pk}", f"{title} of updates", round.opens, last, **about),
        Event(f"round-{round.pk}-closes", f"{title} closes: last day for updates", last, last, **about),
    ]
