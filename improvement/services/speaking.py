"""Who speaks for an action, and who stands above them: the lead, their director, the chair, the office."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from improvement import roles
from improvement.models import Action, Assignment, Plan, PlanReader, Post, Tenure, User

NOT_YOURS = (
    "You may not update this action: you hold neither its accountable nor a supporting post. "
    "The programme office can update it on behalf of its lead."
)


def post_speaking(action: Action, *, by: User, on: date) -> Post | None:
    """The post for which a person may update an action on a day: one of theirs that leads or supports it.

    Its `is_covered` says that they speak for it while its holder is away.
    """
    holds = Tenure.objects.on(on).filter(post=OuterRef("post"), person=by)
    assignment = (
        Assignment.objects.on(on)
        .filter(action_id=action.id, post__in=Post.objects.spoken_for_by(by, on))
        .annotate(holds=Exists(holds))
        .select_related("post")
        .order_by("role", "position")
        .first()
    )
    if assignment is None:
        return None
    assignment.post.is_covered = not assignment.holds
    return assignment.post


def reason_not_to_update(action: Action, *, by: User, on: date) -> str:
    """Why a person may not update an action, or nothing."""
    asks_posts = by.has_role(roles.LEAD) and not by.has_role(roles.OFFICE)
    speaking = post_speaking(action, by=by, on=on) if asks_posts else None
    return reason_not_to_speak(speaking, by=by)


def reason_nothing_is_said(action: Action) -> str:
    """Why nobody says anything more about an action, or nothing."""
    if action.withdrawn_on is None:
        return ""
    return (
        f"{action.address} was withdrawn on {action.withdrawn_on:%-d %B %Y}. Nothing more is said about it."
    )


def reason_not_to_speak(speaking: Post | None, *, by: User) -> str:
    """The rule of who may update, once the post spoken for is known."""
    if by.is_system or by.has_role(roles.OFFICE) or (by.has_role(roles.LEAD) and speaking):
        return ""
    return NOT_YOURS


def directs(action: Action, *, by: User, on: date) -> bool:
    """Whether a person speaks for a post that a leading post of the action reports to, and leads it not themselves."""
    return bool(directed([action.id], by=by, on=on))


def directed(actions: Collection[int], *, by: User, on: date) -> set[int]:
    """Of some actions, by id, those that a person directs. One query at most."""
    if not by.has_role(roles.LEAD):
        return set()
    leading = Assignment.objects.on(on).leading()
    mine = Post.objects.spoken_for_by(by, on)
    below = leading.filter(action_id__in=actions, post__reports_to__in=mine)
    own = leading.filter(post__in=mine).values("action_id")
    return set(below.exclude(action_id__in=own).values_list("action_id", flat=True))


def chairs(plan: Plan, *, by: User) -> bool:
    """Whether a person chairs the board that oversees a plan."""
    return (
        by.has_role(roles.BOARD_MEMBER)
        and PlanReader.objects.filter(plan=plan, reader=by, is_chair=True).exists()
    )


def name_of_the_day(by: User, post: Post | None) -> str:
    """Who speaks and for whom: “Cora Chair, covering EDCS”. What a command loads is said by the post alone."""
    if by.is_system:
        return post.short_name if post else "Programme office"
    if post is None and not by.has_role(roles.OFFICE):
        return by.name
    covering = "covering " if getattr(post, "is_covered", False) else ""
    return f"{by.name}, {covering}{post.short_name if post else 'programme office'}"


def accountable_post(action: Action, on: date) -> Post | None:
    assignment = Assignment.objects.on(on).leading().filter(action=action).select_related("post").first()
    return assignment.post if assignment else None
