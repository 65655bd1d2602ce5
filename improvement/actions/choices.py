"""What the filters of a plan's table offer, and how many actions each would show."""

from collections import defaultdict

from django.db.models import CharField, Count, F, IntegerField, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines import SOON_DAYS
from improvement.models import Assignment, Finding, Plan, Post, Rating, Theme
from improvement.ratings import Code

UNFINISHED = Q(code__isnull=True) | ~Q(code=Code.COMPLETE)
HELD_POST = Q(lead_kind=Post.Kind.POST)


def conditions(when: AsAt) -> dict[str, dict[str, Q]]:
    """What each choice of a filter asks of a row from `action_rows`."""
    soon = when.day.fromordinal(when.day.toordinal() + SOON_DAYS)
    ratings = {code.value: Q(code=code) for code in Code} | {"not-rated": Q(code__isnull=True)}
    return {
        "rating": ratings,
        "deadline": {
            "overdue": UNFINISHED & Q(due__lt=when.day),
            "soon": UNFINISHED & Q(due__range=(when.day, soon)),
            "no-end": UNFINISHED & Q(due__isnull=True),
            "confirm": Q(assumed__gt=""),
        },
        "held": {
            "vacant": HELD_POST & Q(lead_held__isnull=True),
            "interim": HELD_POST & Q(lead_held__in=["interim", "acting"]),
            "unconfirmed": Q(lead_kind=Post.Kind.UNCONFIRMED) | Q(lead_kind__isnull=True),
        },
        "round": {"updated": Q(updated=True), "waiting": Q(updated=False) & UNFINISHED},
    }


def facets(rows, when: AsAt) -> dict:
    """How many rows each choice would show, and `total`. One query."""
    asked = conditions(when)
    counted = {
        f"{name}_{choice.replace('-', '_')}": Count("id", filter=condition)
        for name, choices in asked.items()
        for choice, condition in choices.items()
    }
    found = rows.order_by().aggregate(total=Count("id"), **counted)
    numbers = {
        name: {choice: found[f"{name}_{choice.replace('-', '_')}"] for choice in choices}
        for name, choices in asked.items()
    }
    return {"total": found["total"], **numbers}


def choices_of(plan: Plan, when: AsAt) -> dict[str, list[tuple[str, str]]]:
    """Ratings, themes, findings and leads of a plan, each as value and label in order. One query."""
    leading = Assignment.objects.filter(action__plan=plan, role__in=Assignment.LEADING)
    lists = [
        _column(
            Rating.objects.on(when.day).filter(scheme=plan.scheme_id),
            "rating",
            F("code"),
            F("label"),
            F("position"),
        ),
        _column(
            then.in_force(Theme, when).filter(plan_id=plan.pk).exclude(reference=""),
            "theme",
            Cast("id", CharField()),
            Concat(
                "reference",
                Value(". "),
                Coalesce(NullIf("short_title", Value("")), "title", output_field=CharField()),
            ),
            F("position"),
        ),
        _column(
            Finding.objects.of(plan).filter(withdrawn_on__isnull=True),
            "finding",
            F("reference"),
            Concat("reference", Value(". "), "short_title"),
            F("position"),
        ),
        _column(Post.objects.filter(pk__in=leading.values("post")), "lead", F("slug"), F("title"), Value(0)),
    ]
    choices = defaultdict(list)
    for which, value, label, _ in lists[0].union(*lists[1:], all=True).order_by("which", "rank", "shown"):
        choices[which].append((value, label))
    return choices


def _column(rows, which: str, value, label, place):
    text = CharField()
    return (
        rows.order_by()
        .annotate(
            which=Value(which, output_field=text),
            value=Cast(value, text),
            shown=Cast(label, text),
            rank=Cast(place, output_field=IntegerField()),
        )
        .values_list("which", "value", "shown", "rank")
    )
