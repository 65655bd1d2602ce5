"""Links as at a day, each read with both its ends in one query."""

from datetime import date

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.links.ends import Link, action_end, programme_end, theme_end, unknown_end
from improvement.models import Action, Dependency, Plan, Programme, Theme, Trigger
from improvement.ratings import Code

IN_THEME = ("theme_id", "theme__parent_id", "theme__parent__parent_id")


def links_touching(plan: Plan, when: AsAt):
    """Links of a plan's actions, and links that lead to them or to its themes. Its own come first, in its order."""
    touching = Q(action__plan=plan) | Q(to_action__plan=plan) | Q(to_theme__plan=plan)
    is_own = Case(When(action__plan=plan, then=Value(0)), default=Value(1))
    rows = then.in_force(Dependency, when).filter(touching)
    return rows.order_by(is_own, "action__plan__dated", "action__position", "position", "id")


def links_of_plans(slugs, when: AsAt):
    """Links of the actions of some plans."""
    return then.in_force(Dependency, when).filter(action__plan__slug__in=slugs).order_by("position", "id")


def links_of_action(action, when: AsAt):
    """Links that begin at an action, then those that lead to it."""
    is_own = Case(When(action=action.id, then=Value(0)), default=Value(1))
    rows = then.in_force(Dependency, when).filter(Q(action=action.id) | Q(to_action=action.id))
    return rows.order_by(is_own, "action__plan__dated", "action__position", "position", "id")


def read(rows, plan: Plan, when: AsAt, plans) -> list[Link]:
    """Rows from above as links, in two queries: the themes they lead to are counted together.

    `plans`: those that the reader may open. What a link leads to in another plan is then a closed end, and a
    link that comes from there is left out. So is one whose own action was withdrawn.
    """
    found = list(_with_ends(rows, plan, when, plans))
    counts = _counts({row["over"]["id"] for row in found if row["over"]}, when)
    for row in found:
        if row["over"]:
            row["over"] |= counts[row["over"]["id"]]
    links = [_link(row, when.day) for row in found]
    return [link for link in links if link.source.is_held and not link.source.gone]


def read_few(rows, plan: Plan, when: AsAt, plans) -> list[Link]:
    """The links of one action in one query, which counts each theme anew. A withdrawn action keeps its own."""
    found = _with_ends(rows, plan, when, plans, **_theme_counts(when))
    return [link for link in (_link(row, when.day) for row in found) if link.source.is_held]


def _with_ends(rows, plan: Plan, when: AsAt, plans, **counts):
    """Each row with the facts of both its ends; `counts` are annotations for the themes among them."""
    outside = then.rows(Programme, when).filter(id=OuterRef("programme_id")).order_by()
    themes = then.rows(Theme, when).filter(id=OuterRef("to_theme_id")).order_by()
    themes = themes.annotate(shared=_shared(plan, plans), **counts)
    return rows.annotate(
        begins=_as_json(_actions(plan, when, plans, OuterRef("action_id")), ACTION_FACTS),
        leads=_as_json(_actions(plan, when, plans, OuterRef("to_action_id")), ACTION_FACTS),
        over=_as_json(themes, THEME_FACTS | {name: name for name in counts}),
        outside=_as_json(outside, PROGRAMME_FACTS),
    ).values("id", "kind", "words", "item", "doubt", "begins", "leads", "over", "outside")


def late_on(day: date) -> Q:
    """The rule of `why_late` for rows annotated with `event_facts`."""
    past = Q(event_happened__lte=day) | Q(event_happened__isnull=True, event_expected__lt=day)
    past |= Q(event_happened__gt=day, event_expected__lt=day)
    late = Q(current_rating__code=Code.OFF_TRACK) | Q(due__lt=day) | (Q(due__isnull=True) & past)
    return (Q(current_rating__isnull=True) | ~Q(current_rating__code=Code.COMPLETE)) & late


def event_facts(when: AsAt) -> dict:
    """Annotations for rows of actions: the event that the deadline in force waits for, as at the day."""
    event = then.in_force(Trigger, when).filter(id=OuterRef("current_deadline__trigger_id")).order_by()
    return {
        "event_name": Subquery(event.values("name")[:1]),
        "event_expected": Subquery(event.values("expected")[:1]),
        "event_happened": Subquery(event.values("happened_on")[:1]),
    }


ACTION_FACTS = {
    "id": "id",
    "plan": "plan__slug",
    "plan_title": "plan__title",
    "address": "address",
    "reference": "reference",
    "title": "title",
    "position": "position",
    "theme": "theme_id",
    "above": "theme__parent_id",
    "top": "theme__parent__parent_id",
    "code": "current_rating__code",
    "rating": "current_rating__label",
    "due": "due",
    "words": "current_deadline__words",
    "kind": "current_deadline__kind",
    "starts": "current_deadline__starts",
    "condition": "current_deadline__condition",
    "event": "event_name",
    "expected": "event_expected",
    "happened": "event_happened",
    "withdrawn_on": "withdrawn_on",
    "merged_into": "merged_into__reference",
    "shared": "shared",
}
THEME_FACTS = {
    "id": "id",
    "plan": "plan__slug",
    "plan_title": "plan__title",
    "reference": "reference",
    "title": "title",
    "short_title": "short_title",
    "depth": "depth",
    "level_one": "plan__level_one",
    "level_two": "plan__level_two",
    "level_three": "plan__level_three",
    "position": "position",
    "withdrawn_on": "withdrawn_on",
    "shared": "shared",
}
PROGRAMME_FACTS = {"id": "id", "title": "title", "acronym": "acronym"}


def _as_json(rows, facts: dict):
    return Subquery(rows.values(facts=JSONObject(**{name: F(path) for name, path in facts.items()}))[:1])


def _actions(plan: Plan, when: AsAt, plans, key):
    rows = then.rows(Action, when).filter(id=key).order_by()
    return rows.annotate(shared=_shared(plan, plans), **event_facts(when))


def _counted(when: AsAt) -> dict[str, Q]:
    return {
        "count": Q(),
        "complete": Q(current_rating__code=Code.COMPLETE),
        "late": late_on(when.day),
    }


def _counts(themes: set[int], when: AsAt) -> dict[int, dict[str, int]]:
    """How many actions stand under each theme, and how many of them are complete or late. One query."""
    inside = Q()
    for path in IN_THEME:
        inside |= Q(**{f"{path}__in": themes})
    numbers = {name: Count("id", filter=condition) for name, condition in _counted(when).items()}
    rows = then.in_force(Action, when).order_by().annotate(**event_facts(when)).filter(inside)
    totals = {theme: dict.fromkeys(numbers, 0) for theme in themes}
    for row in rows.values(*IN_THEME).annotate(**numbers):
        for theme in themes & {row[path] for path in IN_THEME}:
            for name in numbers:
                totals[theme][name] += row[name]
    return totals


def _theme_counts(when: AsAt) -> dict:
    """The same numbers as annotations for rows of themes."""
    inside = Q()
    for path in IN_THEME:
        inside |= Q(**{path: OuterRef("id")})
    actions = then.in_force(Action, when).order_by().annotate(**event_facts(when)).filter(inside)
    # Grouped by a constant: no one theme holds all that are counted.
    counted = {
        name: actions.filter(condition).annotate(one=Value(1)) for name, condition in _counted(when).items()
    }
    return {
        name: Subquery(rows.values("one").annotate(number=Count("id")).values("number")[:1])
        for name, rows in counted.items()
    }


def _shared(plan: Plan, plans):
    own = Case(When(plan_id=plan.pk, then=Value(True)), default=Value(False), output_field=BooleanField())
    return own | Exists(plans.order_by().filter(pk=OuterRef("plan_id")))


def _link(row: dict, day: date) -> Link:
    if row["leads"]:
        target = action_end(row["leads"], day)
    elif row["over"]:
        target = theme_end(row["over"])
    elif row["outside"]:
        target = programme_end(row["outside"], row["item"], row["words"])
    else:
        target = unknown_end(row["words"])
    return Link(row["id"], row["kind"], row["words"], action_end(row["begins"], day), target, row["doubt"])
