"""What waits for a lead, counted by the database."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from improvement.models import Assignment, Post, ProgressUpdate, UpdateRound
from improvement.ratings import Code


@dataclass(frozen=True)
class MyActions:
    """One post that a person holds on one plan: actions led, waiting for this round, and overdue."""

    plan_slug: str
    plan_title: str
    post_slug: str
    post_name: str
    in_round: bool
    total: int
    waiting: int
    overdue: int


def my_actions(person, on: date) -> list[MyActions]:
    """The actions a person leads through the posts they hold, by plan and post. One query."""
    open_round = UpdateRound.objects.open_on(on).filter(plan=OuterRef("action__plan"))
    said = ProgressUpdate.objects.standing_on(on).filter(
        action=OuterRef("action"), round__opens__lte=on, round__closed_on__isnull=True
    )
    unfinished = ~Q(action__current_rating__code=Code.COMPLETE) | Q(action__current_rating__isnull=True)
    rows = (
        Assignment.objects.on(on)
        .leading()
        .filter(post__in=Post.objects.spoken_for_by(person, on))
        .order_by()
        .annotate(in_round=Exists(open_round), said=Exists(said))
        .values_list("action__plan__slug", "action__plan__title", "post__slug", "post__title", "in_round")
        .annotate(
            total=Count("id"),
            waiting=Count("id", filter=Q(in_round=True, said=False) & unfinished),
            overdue=Count("id", filter=Q(action__due__lt=on) & unfinished),
        )
        .order_by("action__plan__title", "post__title")
    )
    return [MyActions(*row) for row in rows]
