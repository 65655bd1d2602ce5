"""What somebody means who types where a link leads: “6.5”, “Priority 3”, “bury-2016 1a”, “PSV 10”."""

import re
from dataclasses import dataclass

from django.db.models import Q

from improvement.models import Action, Dependency, Plan, Programme, Theme

EXAMPLES = (
    "Enter a number of this plan, such as 6.5; another plan’s address and a number of it, such as "
    "bury-2016 1a; or a programme and a number, such as PSV 10."
)


class NotFound(Exception):
    """Nothing held here goes by what was typed, or more than one thing. Its text is for the form."""


@dataclass(frozen=True)
class Target:
    """What a link leads to. All empty: words that name nothing held here."""

    action: Action | None = None
    theme: Theme | None = None
    programme: Programme | None = None
    item: str = ""


def find_target(typed: str, plan: Plan, plans) -> Target:
    """The one thing meant, looked for in the plan, then in the `plans` that the writer may open, then outside.

    Raises NotFound where there is none, or several.
    """
    typed = " ".join(typed.split())
    if found := _in_plan(typed, plan):
        return found
    first, _, rest = typed.partition(" ")
    if rest and (other := plans.filter(slug__iexact=first.strip(":,")).first()):
        if found := _in_plan(rest, other):
            return found
        raise NotFound(f"{other.title} has no “{rest}”. Enter a number as that plan prints it.")
    if found := _outside(typed):
        return found
    raise NotFound(f"Nothing held here is called “{typed}”. {EXAMPLES}")


def _in_plan(typed: str, plan: Plan) -> Target | None:
    actions = list(
        Action.objects.filter(Q(address__iexact=typed) | Q(reference__iexact=typed), plan=plan).filter(
            withdrawn_on__isnull=True
        )[:50]
    )
    if by_address := [action for action in actions if action.address.lower() == typed.lower()]:
        return Target(action=by_address[0])
    if len(actions) > 1:
        raise NotFound(
            f"“{typed}” names {len(actions)} actions of {plan.title}. "
            f"Enter one of {', '.join(action.address for action in actions[:3])}."
        )
    if actions:
        return Target(action=actions[0])
    return _theme(typed, plan)


def _theme(typed: str, plan: Plan) -> Target | None:
    levels = [level for level in (plan.level_one, plan.level_two, plan.level_three, "theme") if level]
    bare = re.sub(rf"^({'|'.join(map(re.escape, levels))})\s+", "", typed, flags=re.IGNORECASE)
    named = Q(reference__iexact=typed) | Q(reference__iexact=bare)
    themes = list(Theme.objects.filter(named, plan=plan, withdrawn_on__isnull=True).order_by("depth")[:2])
    if len(themes) == 2 and themes[0].depth == themes[1].depth:
        raise NotFound(f"“{typed}” names more than one place in {plan.title}. Link to one of its actions.")
    return Target(theme=themes[0]) if themes else None


def _outside(typed: str) -> Target | None:
    for programme in Programme.objects.all():
        names = {programme.acronym, programme.title, programme.slug, str(programme), *_printed(programme)}
        for name in sorted(filter(None, names), key=len, reverse=True):
            if named := re.fullmatch(
                rf"{re.escape(name)}(?:\s*(\d\S*)|\s+(\S.*))?", typed, flags=re.IGNORECASE
            ):
                return Target(programme=programme, item=(named[1] or named[2] or "")[:40])
    return None


def _printed(programme: Programme) -> set[str]:
    """What plans call it where they link to one of its items: the PSV of “PSV 10”."""
    links = Dependency.objects.filter(programme=programme).exclude(item="").values_list("words", "item")
    return {words.removesuffix(item).strip() for words, item in links.distinct() if words.endswith(item)}
