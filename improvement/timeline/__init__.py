"""A plan's time as at a day: its phases and milestones, its themes and the deadlines of their actions."""

from collections import defaultdict

from django.db.models import F

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, Deadline, Plan
from improvement.timeline.branches import branches_of, under
from improvement.timeline.facts import Branch, Timeline, TimelineRow
from improvement.timeline.rows import action_row, stages, theme_row

__all__ = ["MOST_ACTIONS", "NoSuchPart", "Timeline", "timeline"]

# More actions than this are no picture any more: themes alone are shown, each leading to its own.
MOST_ACTIONS = 150


class NoSuchPart(LookupError):
    """A theme, or a page of one, that the plan has not; the text says what to do."""


def timeline(plan: Plan, when: AsAt, *, theme: str = "", page: str = "") -> Timeline:
    """The time of a plan, or of one theme and those under it. Six queries at most.

    `theme` and `page` come as an address has them. Raises NoSuchPart for what the plan did not have on the day.
    """
    branches = branches_of(plan, when)
    chosen = next((branch for branch in branches if str(branch.theme_id) == theme), None)
    if theme and chosen is None:
        raise NoSuchPart("There is no such part of this plan. Choose one from its timeline.")
    in_view = under(chosen, branches) if chosen else branches
    number = sum(branch.own for branch in in_view)
    themes_only = not chosen and number > MOST_ACTIONS and sum(branch.own > 0 for branch in in_view) > 1
    pages = 1 if themes_only else max(1, -(-number // MOST_ACTIONS))
    at = _page(page, pages)
    actions = {} if themes_only else _actions(plan, when, in_view, at)
    return Timeline(
        when=when,
        branches=branches,
        rows=[*([] if chosen else stages(plan, when)), *_rows(in_view, actions, themes_only)],
        chosen=chosen,
        total=sum(branch.own for branch in branches),
        in_view=number,
        page=at,
        pages=pages,
        themes_only=themes_only,
    )


def _page(asked: str, pages: int) -> int:
    if not asked:
        return 1
    if asked.isdecimal() and len(asked) < 7 and 1 <= int(asked) <= pages:
        return int(asked)
    raise NoSuchPart(f"This timeline has {pages} page{'' if pages == 1 else 's'}. Choose one of them.")


def _actions(plan: Plan, when: AsAt, in_view: list[Branch], page: int) -> dict[int, list[TimelineRow]]:
    """One page of actions by theme, each with its former deadlines. Two queries."""
    rows = list(
        then.in_force(Action, when)
        .filter(plan_id=plan.pk, theme_id__in=[branch.theme_id for branch in in_view])
        .order_by("position")
        .values(
            "id",
            "theme_id",
            "address",
            "title",
            "current_deadline_id",
            code=F("current_rating__code"),
            label=F("current_rating__label"),
        )[(page - 1) * MOST_ACTIONS : page * MOST_ACTIONS]
    )
    known = Deadline.objects.filter(action_id__in=[row["id"] for row in rows], agreed_on__lte=when.day)
    agreed = defaultdict(list)
    for deadline in known.select_related("asked_by").order_by("agreed_on", "id"):
        agreed[deadline.action_id].append(deadline)
    found = defaultdict(list)
    for row in rows:
        found[row["theme_id"]].append(action_row(row, agreed[row["id"]], when))
    return found


def _rows(in_view: list[Branch], actions: dict, themes_only: bool) -> list[TimelineRow]:
    """Each theme with its actions. A theme whose actions are all on another page is left to that page."""
    parents = {branch.theme_id: branch.parent_id for branch in in_view}
    needed = set(parents) if themes_only else set()
    for above in actions:
        while above in parents:
            needed.add(above)
            above = parents[above]
    rows = []
    for branch in in_view:
        if branch.theme_id in needed:
            rows += [theme_row(branch), *actions.get(branch.theme_id, [])]
    return rows
