"""What a front page leads to: a lead's own actions, and the rounds that the office has open."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from improvement.deadlines.words import days_over
from improvement.models import Assignment, Post, UpdateRound
from improvement.ratings import Code
from improvement.rounds.counts import Counts, counts_of


@dataclass(frozen=True)
class PostActions:
    """One post that a person speaks for on one plan: the actions that it leads, and those overdue."""

    plan_slug: str
    plan_title: str
    post_slug: str
    post_name: str
    total: int
    overdue: int


@dataclass(frozen=True)
class OpenRound:
    """A round that nobody has closed, how far it has got, and the days past its closing day (0 or less: none)."""

    round: UpdateRound
    counts: Counts
    late: int


def leads_any_action(person, on: date) -> bool:
    return _led_by(person, on).exists()


def actions_outside_rounds(person, on: date) -> list[PostActions]:
    """The actions that a person leads in plans without an open round, by plan and post. One query."""
    open_round = UpdateRound.objects.open_on(on).filter(plan=OuterRef("action__plan"))
    unfinished = ~Q(action__current_rating__code=Code.COMPLETE) | Q(action__current_rating__isnull=True)
    rows = (
        _led_by(person, on)
        .filter(~Exists(open_round))
        .order_by()
        .values_list("action__plan__slug", "action__plan__title", "post__slug", "post__title")
        .annotate(total=Count("id"), overdue=Count("id", filter=Q(action__due__lt=on) & unfinished))
        .order_by("action__plan__title", "post__title")
    )
    return [PostActions(*row) for row in rows]


def open_rounds(on: date) -> list[OpenRound]:
    """Every round that takes updates on a day. One query, and one to each."""
    rounds = UpdateRound.objects.open_on(on).select_related("plan").order_by("closes")
    return [OpenRound(round, counts_of(round, on), days_over(on, round.closes)) for round in rounds]


def _led_by(person, on: date):
    """Assignments through which a person leads actions that stand."""
    mine = Post.objects.spoken_for_by(person, on)
    return Assignment.objects.on(on).leading().filter(post__in=mine, action__withdrawn_on__isnull=True)
