"""Which ratings are others than they were. Updates answer from the day on which they were said."""

from django.db.models import Exists, OuterRef, Subquery

from improvement.changes.facts import Named, Period, RatingChange, Stand
from improvement.models import Plan, ProgressUpdate
from improvement.ratings import movement

NEVER = Stand()


def rating_changes(plan: Plan, period: Period, names: dict[int, Named]) -> list[RatingChange]:
    """Each action in `names` that is rated otherwise, or was in between, in the plan's order. Two queries."""
    stands = {None: NEVER} | {
        rating.pk: Stand(rating.pk, rating.code, rating.label) for rating in plan.scheme.ratings.all()
    }
    found = [
        _change(row, names[row["action_id"]], stands)
        for row in _newest(plan, period)
        if row["action_id"] in names and _is_change(row)
    ]
    return sorted(found, key=lambda change: change.action.position)


def _newest(plan: Plan, period: Period):
    """The newest update of each action in the period, the rating before it, and the last other one in it."""
    in_period = ProgressUpdate.objects.filter(
        action__plan=plan, said_on__gt=period.since, said_on__lte=period.until
    ).order_by()
    of_same = ProgressUpdate.objects.filter(action_id=OuterRef("action_id")).order_by("-said_on", "-id")
    newer = in_period.filter(action_id=OuterRef("action_id"))
    later = newer.filter(said_on__gt=OuterRef("said_on")) | newer.filter(
        said_on=OuterRef("said_on"), id__gt=OuterRef("id")
    )
    other = of_same.filter(said_on__gt=period.since, said_on__lte=period.until, rating__isnull=False).exclude(
        rating_id=OuterRef("rating_id")
    )
    return (
        in_period.filter(~Exists(later))
        .annotate(
            before=Subquery(of_same.filter(said_on__lte=period.since).values("rating_id")[:1]),
            between=Subquery(other.values("rating_id")[:1]),
        )
        .values(
            "action_id",
            "before",
            "between",
            "rating_id",
            "narrative",
            "reason",
            "recovery",
            "said_on",
            "author_name",
            "is_illustrative",
        )
    )


def _is_change(row: dict) -> bool:
    return row["before"] != row["rating_id"] or row["between"] is not None


def _change(row: dict, action: Named, stands: dict[int | None, Stand]) -> RatingChange:
    before, now = stands[row["before"]], stands[row["rating_id"]]
    came_back = before == now
    return RatingChange(
        action=action,
        kind=movement(before.code, now.code),
        before=before,
        now=now,
        between=stands[row["between"]] if came_back else None,
        said=row["narrative"],
        reason=row["reason"],
        recovery=row["recovery"],
        on=row["said_on"],
        by=row["author_name"],
        is_illustrative=row["is_illustrative"],
    )
