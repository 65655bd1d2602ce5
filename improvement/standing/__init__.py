"""Where a plan stands on a day: worked out by the database in a fixed number of queries."""

from collections import Counter, defaultdict

from django.db.models import Count, F, OuterRef, Subquery

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, Plan, ProgressUpdate, Rating, Theme
from improvement.ratings import Movement, movement
from improvement.standing.attention import attention
from improvement.standing.coverage import coverage
from improvement.standing.facts import MovementCount, RatingCount, Standing, ThemeStanding
from improvement.standing.rounds import current_and_earlier, rounds_until

__all__ = ["Standing", "standing"]

MOVES_IN_ORDER = [
    Movement.UP,
    Movement.DOWN,
    Movement.STARTED,
    Movement.COMPLETED,
    Movement.FIRST,
    Movement.SAME,
]


def standing(plan: Plan, when: AsAt) -> Standing:
    """Counts by rating, movement since the round before, themes, what needs attention and findings. Nine queries.

    `plan` comes with its scheme and inspection selected.
    """
    ratings = list(plan.scheme.ratings.all())
    codes = {rating.pk: rating.code for rating in ratings} | {None: None}
    rounds = rounds_until(plan, when)
    current, earlier = current_and_earlier(rounds, when)
    since = earlier[0].round if earlier else None
    groups = _groups(plan, when, since)
    total = sum(number for *_, number in groups)
    counts, not_rated = _counts(ratings, _given(plan, ratings, when), groups, total)
    return Standing(
        plan=plan,
        as_at=when,
        total=total,
        counts=counts,
        not_rated=not_rated,
        movements=_movements(groups, codes, since),
        since=since,
        themes=_themes(plan, when, groups, codes, since),
        round=current,
        earlier_rounds=earlier,
        attention=attention(
            plan, when, current.round if current else None, [progress.round for progress in rounds]
        ),
        findings=coverage(plan, when),
    )


def _groups(plan: Plan, when: AsAt, since) -> list[tuple]:
    """(theme, rating now, rating before, number of actions): every count of a standing is a sum of these."""
    said_before = ProgressUpdate.objects.filter(
        action_id=OuterRef("id"), said_on__lte=since.closed_on if since else plan.dated
    ).order_by("-said_on", "-id")
    return list(
        then.in_force(Action, when)
        .filter(plan_id=plan.pk)
        .order_by()
        .annotate(now=F("current_rating_id"), before=Subquery(said_before.values("rating_id")[:1]))
        .values_list("theme_id", "now", "before")
        .annotate(number=Count("id"))
    )


def _given(plan: Plan, ratings: list, when: AsAt) -> set[int]:
    """The ratings, by id, that could be given on a day: neither withdrawn by then nor added since."""
    standing = {one.pk for one in ratings if one.withdrawn_on is None or one.withdrawn_on > when.day}
    if not when.is_past:
        return standing
    known = set(then.rows(Rating, when).filter(scheme_id=plan.scheme_id).values_list("id", flat=True))
    # A plan's own scheme may be a later copy of the one that it shared: then all of it is later.
    return standing & known if known else standing


def _counts(
    ratings: list, given: set[int], groups: list, total: int
) -> tuple[list[RatingCount], RatingCount]:
    """Counts by rating, not by code: a scheme may hold two ratings of one code. Others count while borne."""
    now, before = Counter(), Counter()
    for _, rating, rating_before, number in groups:
        now[rating] += number
        before[rating_before] += number
    counts = [
        RatingCount(one.pk, one.code, one.label, one.meaning, now[one.pk], before[one.pk], total)
        for one in ratings
        if one.pk in given or now[one.pk] or before[one.pk]
    ]
    return counts, RatingCount(None, None, "Not rated", "Never rated", now[None], before[None], total)


def _movements(groups: list, codes: dict, since) -> list[MovementCount]:
    """How many actions moved which way; nothing where there is no round to compare with."""
    if since is None:
        return []
    moved = Counter()
    for _, rating, rating_before, number in groups:
        moved[movement(codes[rating_before], codes[rating])] += number
    return [MovementCount(kind, moved[kind]) for kind in MOVES_IN_ORDER if moved[kind]]


def _themes(plan: Plan, when: AsAt, groups: list, codes: dict, since) -> list[ThemeStanding]:
    counts, rated, moved = defaultdict(Counter), defaultdict(Counter), defaultdict(Counter)
    for theme, rating, rating_before, number in groups:
        rated[theme][rating] += number
        counts[theme][codes[rating]] += number
        if since is not None:
            moved[theme][movement(codes[rating_before], codes[rating])] += number
    themes = then.in_force(Theme, when).filter(plan_id=plan.pk).order_by("position")
    columns = themes.values_list("id", "reference", "title", "short_title")
    return [
        ThemeStanding(
            key,
            f"{reference}. {short or title}" if reference else short or title,
            dict(counts[key]),
            dict(rated[key]),
            dict(moved[key]),
        )
        for key, reference, title, short in columns
        if key in counts
    ]
