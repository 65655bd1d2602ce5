"""Plans of any size, written in bulk with their versions and their links in the ledger: the one bulk builder."""

from datetime import date, timedelta

from django.db import models
from django.db.models import OuterRef

from improvement.deadlines import Kind, Precision
from improvement.models import (
    Action,
    Assignment,
    Deadline,
    FindingLink,
    Plan,
    Post,
    ProgressUpdate,
    Rating,
    Step,
    UpdateRound,
    User,
)
from improvement.record.writing import Writing, writing
from improvement.services.people import system_user

WORDS = "Say what is to be done, at some length, as plans do it.\n- Do the first thing\n- Do the second thing"


def write_in_bulk(act: Writing, rows: list) -> list:
    """Insert rows of one model with a version each; the act chains them when it ends."""
    model = type(rows[0])
    models.QuerySet(model).bulk_create(rows, batch_size=500)
    versions = model.history.bulk_history_create(
        rows, batch_size=500, default_change_reason=act.reason, default_date=act.moment
    )
    for version, row in zip(versions, rows, strict=True):
        version.subject = f"{model.__name__} {row.pk}"
        act.versions.append((version, act))
    return rows


def add_actions(plan: Plan, number: int, *, on: date) -> None:
    """`number` more actions under a small plan's themes: each with steps, a lead, a finding, a deadline and two
    updates, spread over every rating and kind of lead."""
    by = system_user("volume", on=on)
    with writing(by=by, reason="Volume", on=on) as act:
        first = plan.actions.count()
        themes, posts = list(plan.themes.all()), list(Post.objects.all())
        actions = [
            Action(
                plan=plan,
                theme=themes[place % len(themes)],
                reference=f"9.{place}",
                address=f"9.{place}",
                position=first + place,
                title=f"Improve the thing numbered {place}",
                words=WORDS,
                impact="Children and families will notice.",
            )
            for place in range(1, number + 1)
        ]
        write_in_bulk(act, actions)
        _write_details(act, plan, actions, posts, by, on)


def _write_details(act: Writing, plan: Plan, actions: list, posts: list, by: User, on: date) -> None:
    write_in_bulk(act, [Step(action=a, position=p, words="Do it") for a in actions for p in (1, 2)])
    leads = [posts[place % len(posts)] for place in range(len(actions))]
    write_in_bulk(
        act,
        [Assignment(action=a, post=post, starts=on) for a, post in zip(actions, leads, strict=True)],
    )
    finding = plan.inspection.findings.first()
    write_in_bulk(act, [FindingLink(action=action, finding=finding) for action in actions])
    ends = [on + timedelta(days=place % 200 - 60) for place in range(len(actions))]
    deadlines = write_in_bulk(
        act,
        [
            Deadline(
                action=action, words="By then", kind=Kind.BY, ends=end, precision=Precision.DAY, agreed_on=on
            )
            for action, end in zip(actions, ends, strict=True)
        ],
    )
    ratings, round = list(Rating.objects.filter(scheme=plan.scheme)), plan.rounds.first()
    write_in_bulk(act, [_update(action, None, ratings[0], by, on) for action in actions])
    updates = write_in_bulk(
        act,
        [
            _update(action, round, ratings[place % len(ratings)], by, on)
            for place, action in enumerate(actions)
        ],
    )
    _put_in_force(act, actions, updates, deadlines)


def _update(action: Action, round: UpdateRound | None, rating: Rating, by: User, on: date) -> ProgressUpdate:
    return ProgressUpdate(
        action=action,
        round=round,
        said_on=on,
        rating=rating,
        narrative="It moved.",
        author=by,
        author_name="Test",
    )


def _put_in_force(act: Writing, actions: list, updates: list, deadlines: list) -> None:
    """The second version of each action, carrying what is in force."""
    for action, update, deadline in zip(actions, updates, deadlines, strict=True):
        action.current_update, action.current_rating = update, update.rating
        action.current_deadline, action.due = deadline, deadline.ends
    said = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-said_on", "-pk")
    read = Deadline.objects.filter(action=OuterRef("pk")).order_by("-agreed_on", "-pk")
    models.QuerySet(Action).filter(pk__gte=actions[0].pk, pk__lte=actions[-1].pk).update(
        current_update=said.values("pk")[:1],
        current_rating=said.values("rating")[:1],
        current_deadline=read.values("pk")[:1],
        due=read.values("ends")[:1],
    )
    versions = Action.history.bulk_history_create(
        actions, batch_size=500, update=True, default_change_reason=act.reason, default_date=act.moment
    )
    for version, action in zip(versions, actions, strict=True):
        version.subject = str(action)
        act.versions.append((version, act))
