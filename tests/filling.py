"""What hangs on the actions of a large plan besides what every action has: links, events, moves, evidence."""

from datetime import date, timedelta

from django.db import models

from improvement.deadlines import Kind
from improvement.models import Deadline, Dependency, Evidence, Plan, Post, Programme, Trigger, User
from improvement.record.writing import writing
from tests.builders import system
from tests.volume import write_in_bulk


def add_links(plan: Plan, other: Plan, *, on: date) -> None:
    """Each action linked to the next of its plan or to a theme, an action of the other plan or a programme."""
    with writing(by=system(on), reason="Volume", on=on) as act:
        programme = Programme(slug="psv", title="Project Safety Valve", acronym="PSV")
        programme.save()
        actions, theme = list(plan.actions.order_by("position")), plan.themes.first()
        beyond = other.actions.first()
        ends = [
            lambda number: {"to_action": actions[(number + 1) % len(actions)]},
            lambda number: {"to_theme": theme},
            lambda number: {"to_action": beyond},
            lambda number: {"programme": programme, "item": str(number % 10)},
        ]
        rows = [
            Dependency(
                action=action,
                words="As printed",
                kind=list(Dependency.Kind)[number % 2],
                **ends[number % len(ends)](number),
            )
            for number, action in enumerate(actions)
        ]
        rows.append(Dependency(action=beyond, words="Back", to_action=actions[3]))
        write_in_bulk(act, rows)


def add_events(plan: Plan, *, on: date) -> None:
    """Ten events; the deadline of every third added action waits for one of them."""
    with writing(by=system(on), reason="Volume", on=on) as act:
        owner = Post.objects.first()
        events = write_in_bulk(act, [Trigger(plan=plan, name=f"Event {n}", owner=owner) for n in range(10)])
        waiting = _current_deadlines(plan)[::3]
        for place, deadline in enumerate(waiting):
            deadline.trigger, deadline.condition = events[place % 10], "Event"
        models.QuerySet(Deadline).bulk_update(waiting, ["trigger", "condition"], batch_size=200)
        versions = Deadline.history.bulk_history_create(
            waiting, batch_size=500, update=True, default_change_reason=act.reason, default_date=act.moment
        )
        for version in versions:
            version.subject = "Deadline"
            act.versions.append((version, act))


def add_moves(plan: Plan, asked_by: User, *, on: date) -> None:
    """Each added action was once to be done forty days sooner."""
    with writing(by=system(on), reason="Volume", on=on) as act:
        earlier = [
            Deadline(
                action_id=deadline.action_id,
                words="Sooner",
                kind=Kind.BY,
                ends=deadline.ends - timedelta(days=40),
                agreed_on=on - timedelta(days=1),
                asked_by=asked_by,
            )
            for deadline in _current_deadlines(plan)
        ]
        write_in_bulk(act, earlier)


def add_evidence(plan: Plan, *, on: date) -> None:
    """A page of minutes for each action."""
    by = system(on)
    with writing(by=by, reason="Volume", on=on) as act:
        minutes = [
            Evidence(
                action=action,
                title=f"Minutes {action.pk}",
                url="https://example.org/",
                added_on=on,
                added_by=by,
            )
            for action in plan.actions.all()
        ]
        write_in_bulk(act, minutes)


def _current_deadlines(plan: Plan) -> list[Deadline]:
    return list(Deadline.objects.filter(action__plan=plan, words="By then").order_by("pk"))
