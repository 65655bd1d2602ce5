"""The tree of a plan's themes with how many actions each holds, and from when to when they run."""

from collections import defaultdict

from django.db.models import Count, Max, Min, Q

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, Plan, Theme
from improvement.timeline.facts import Branch


def branches_of(plan: Plan, when: AsAt) -> list[Branch]:
    """The tree in the plan's order, without themes that hold no action. Two queries."""
    counted = {row.pop("theme_id"): row for row in _counted(plan, when)}
    themes = list(
        then.in_force(Theme, when)
        .filter(plan_id=plan.pk)
        .order_by("position")
        .values("id", "parent_id", "reference", "title", "short_title")
    )
    parents = {theme["id"]: theme["parent_id"] for theme in themes}
    held = defaultdict(list)
    for key, numbers in counted.items():
        above = key
        while above is not None:
            held[above].append(numbers)
            above = parents.get(above)
    return [
        _branch(theme, counted.get(theme["id"]), held[theme["id"]]) for theme in themes if theme["id"] in held
    ]


def under(chosen: Branch, branches: list[Branch]) -> list[Branch]:
    """A branch with those under it, in order."""
    keys = {chosen.theme_id}
    for branch in branches:
        if branch.parent_id in keys:
            keys.add(branch.theme_id)
    return [branch for branch in branches if branch.theme_id in keys]


def _counted(plan: Plan, when: AsAt):
    return (
        then.in_force(Action, when)
        .filter(plan_id=plan.pk)
        .order_by()
        .values("theme_id")
        .annotate(
            number=Count("id"),
            endless=Count("id", filter=Q(current_deadline__ends__isnull=True)),
            first_start=Min("current_deadline__starts"),
            first_end=Min("current_deadline__ends"),
            last_end=Max("current_deadline__ends"),
        )
    )


def _branch(theme: dict, own: dict | None, held: list[dict]) -> Branch:
    words = theme["short_title"] or theme["title"]
    firsts = [row[name] for row in held for name in ("first_start", "first_end") if row[name]]
    return Branch(
        theme_id=theme["id"],
        parent_id=theme["parent_id"],
        reference=theme["reference"],
        name=f"{theme['reference']}. {words}" if theme["reference"] else words,
        own=own["number"] if own else 0,
        total=sum(row["number"] for row in held),
        without_end=sum(row["endless"] for row in held),
        starts=min(firsts, default=None),
        ends=max((row["last_end"] for row in held if row["last_end"]), default=None),
    )
