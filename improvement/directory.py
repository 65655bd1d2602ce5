"""Who is here, who holds which post on a day, and what each post leads: gathered for pages."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from improvement.as_at import AsAt, leading
from improvement.models import Assignment, Cover, LedgerEntry, Plan, Post, Tenure, User

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holding:
    """A tenure as people say it: its last day is a day on which the post was still held."""

    tenure: Tenure
    last_day: date | None
    is_now: bool
    is_to_come: bool


@dataclass(frozen=True)
class Covering:
    """A cover, told from a day."""

    cover: Cover
    is_now: bool
    is_past: bool


@dataclass(frozen=True)
class Follows:
    """The actions that follow a post to its next holder: their references, by plan."""

    plans: list[tuple[Plan, list[str]]]

    @property
    def total(self) -> int:
        return sum(len(addresses) for _, addresses in self.plans)


def people_listed(on: date) -> QuerySet[User]:
    """Everyone with their organisation, their roles and, as `held_today`, the tenures that run on a day."""
    held = Tenure.objects.on(on).select_related("post").order_by("post__title")
    return User.objects.select_related("organisation").prefetch_related(
        "roles", Prefetch("tenures", held, to_attr="held_today")
    )


def posts_listed(on: date) -> QuerySet[Post]:
    """Every post with, on a day, who holds it (`holder_today`, `held_as`), who covers it (`covered_by`) and how
    many actions it leads."""
    tenures = Tenure.objects.on(on).filter(post=OuterRef("pk")).order_by("-starts")
    covers = Cover.objects.on(on).filter(post=OuterRef("pk"))
    led = _leading_live(on).filter(post=OuterRef("pk")).order_by().values("post")
    return Post.objects.select_related("organisation", "reports_to").annotate(
        holder_today=Subquery(tenures.values("holder")[:1]),
        held_as=Subquery(tenures.values("kind")[:1]),
        covered_by=Subquery(covers.values("name")[:1]),
        actions_led=Coalesce(
            Subquery(led.annotate(number=Count("action", distinct=True)).values("number")), 0
        ),
    )


def holdings(tenures: QuerySet[Tenure], on: date) -> list[Holding]:
    """Tenures in time order, told from a day."""
    return [
        Holding(
            tenure=tenure,
            last_day=tenure.ends and tenure.ends - A_DAY,
            is_now=tenure.starts <= on and (tenure.ends is None or tenure.ends > on),
            is_to_come=tenure.starts > on,
        )
        for tenure in tenures.select_related("post", "person").order_by("starts", "id")
    ]


def coverings(covers: QuerySet[Cover], on: date) -> list[Covering]:
    """Covers in time order, told from a day."""
    return [
        Covering(cover=cover, is_now=cover.starts <= on <= cover.ends, is_past=cover.ends < on)
        for cover in covers.select_related("post").order_by("starts", "id")
    ]


def follows(post: Post, on: date) -> Follows:
    """What a post leads in open plans, alone or jointly: it goes where the post goes. One query."""
    plans: dict[Plan, list[str]] = {}
    for assignment in actions_led(post, on):
        plans.setdefault(assignment.action.plan, []).append(assignment.action.address)
    return Follows(list(plans.items()))


def actions_led(post: Post, on: date) -> QuerySet[Assignment]:
    """What a post is accountable for on a day, alone or jointly, in plans that are not closed."""
    led = _leading_live(on).filter(post=post).select_related("action__plan")
    return led.order_by("-action__plan__dated", "action__plan", "action__position")


def entries_by(person: User, limit: int) -> QuerySet[LedgerEntry]:
    """The newest entries that a person made in the record."""
    return (
        LedgerEntry.objects.filter(actor_id=person.pk).defer("canonical", "salt").order_by("-number")[:limit]
    )


def _leading_live(on: date) -> QuerySet[Assignment]:
    return leading(AsAt(day=on, today=on)).exclude(action__plan__status=Plan.Status.CLOSED)
