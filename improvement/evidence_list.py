"""What a plan's evidence is, piece by piece in the order of its actions."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, Evidence, Plan, Theme
from improvement.uploads import kind_in_words


@dataclass(frozen=True)
class Branch:
    """A theme of the plan with everything beneath it: what a filter may choose."""

    id: int
    name: str
    theme_ids: tuple[int, ...]


def evidence_rows(plan: Plan, when: AsAt, readable: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Evidence of a plan by a day, out of what may be read: each with its action's reference, address, title and
    theme of that day, and who added it. What was withdrawn is there with its reason and without its contents."""
    action = then.rows(Action, when).filter(id=OuterRef("action_id")).order_by()
    return (
        readable.filter(action__plan=plan, added_on__lte=when.day)
        .annotate(
            reference=Subquery(action.values("reference")[:1]),
            address=Subquery(action.values("address")[:1]),
            action_title=Subquery(action.values("title")[:1]),
            place=Subquery(action.values("position")[:1]),
            theme_then=Subquery(action.values("theme_id")[:1]),
            adder=F("added_by__name"),
        )
        .order_by("place", "added_on", "id")
    )


def branches(plan: Plan, when: AsAt) -> list[Branch]:
    """The themes of a plan on a day, from the top down. One query."""
    themes = list(
        then.in_force(Theme, when)
        .filter(plan_id=plan.pk)
        .order_by("position")
        .values("id", "parent_id", "reference", "title", "short_title")
    )
    return [Branch(theme["id"], _name(theme), tuple(_beneath(theme["id"], themes))) for theme in themes]


def what_it_is(piece: Evidence) -> str:
    """“Link”, or the kind of a file. What was withdrawn keeps only its size, which a link never had."""
    if piece.url or (piece.withdrawn_on and not piece.size):
        return "Link"
    return kind_in_words(piece.file_name)


def _beneath(theme_id: int, themes: list[dict]) -> list[int]:
    below = [theme["id"] for theme in themes if theme["parent_id"] == theme_id]
    return [theme_id, *(lower for theme in below for lower in _beneath(theme, themes))]


def _name(theme: dict) -> str:
    words = theme["short_title"] or theme["title"]
    return f"{theme['reference']}. {words}" if theme["reference"] else words
