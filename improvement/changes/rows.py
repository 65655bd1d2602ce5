"""The rows of a plan at both ends of a period, and which of them came, stayed and went."""

from dataclasses import dataclass

from django.db.models import Q

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.changes.facts import Named, Period
from improvement.models import Action, Finding, FindingLink, Outcome, Plan, Theme
from improvement.models.findings import findings_of

OF_AN_ACTION = (
    "id",
    "address",
    "reference",
    "position",
    "theme_id",
    "title",
    "words",
    "impact",
    "measures",
    "merged_into_id",
    "withdrawn_on",
    "withdrawn_because",
)
OF_A_THEME = (
    "id",
    "reference",
    "position",
    "parent_id",
    "depth",
    "title",
    "short_title",
    "withdrawn_on",
    "withdrawn_because",
)
OF_AN_OUTCOME = ("id", "position", "words", "withdrawn_on", "withdrawn_because")
OF_A_FINDING = ("id", "reference", "position", "short_title", "words", "withdrawn_on", "withdrawn_because")
OF_A_LINK = ("id", "action_id", "finding_id", "strength", "withdrawn_on", "withdrawn_because")


@dataclass(frozen=True)
class Ends:
    """A model's rows at the end of both days, withdrawn ones included, as columns by id."""

    before: dict[int, dict]
    now: dict[int, dict]

    @property
    def come(self) -> list[int]:
        return [key for key, row in self.now.items() if _stands(row) and not _stands(self.before.get(key))]

    @property
    def stayed(self) -> list[int]:
        return [key for key, row in self.now.items() if _stands(row) and _stands(self.before.get(key))]

    @property
    def gone(self) -> list[int]:
        return [key for key, row in self.before.items() if _stands(row) and not _stands(self.now.get(key))]

    @property
    def standing_before(self) -> list[dict]:
        return [row for row in self.before.values() if _stands(row)]

    @property
    def standing_now(self) -> list[dict]:
        return [row for row in self.now.values() if _stands(row)]

    def last(self, key: int) -> dict:
        """A row as it is now; one that was deleted, as it was."""
        return self.now.get(key) or self.before[key]


def actions_at_both_ends(plan: Plan, period: Period) -> Ends:
    """Two queries."""
    return _ends(Action, period, OF_AN_ACTION, Q(plan_id=plan.pk), "position")


def merged_elsewhere(plan: Plan) -> dict[int, Named]:
    """Actions of other plans that actions of this one became part of: by reference and plan, as not everybody who
    reads this plan may read that one. One query."""
    others = Action.objects.filter(merged_from__plan=plan).exclude(plan=plan).distinct()
    return {
        key: Named(key, reference, f"of {title}", 0)
        for key, reference, title in others.values_list("id", "reference", "plan__title")
    }


def themes_at_both_ends(plan: Plan, period: Period) -> Ends:
    """Two queries."""
    return _ends(Theme, period, OF_A_THEME, Q(plan_id=plan.pk), "position")


def links_at_both_ends(plan: Plan, period: Period) -> Ends:
    """Two queries."""
    return _ends(FindingLink, period, OF_A_LINK, Q(action__plan_id=plan.pk), "id")


def outcomes_at_both_ends(plan: Plan, period: Period) -> Ends:
    """Two queries."""
    return _ends(Outcome, period, OF_AN_OUTCOME, Q(plan_id=plan.pk), "position")


def findings_at_both_ends(plan: Plan, period: Period) -> Ends:
    """Two queries."""
    return _ends(Finding, period, OF_A_FINDING, findings_of(plan), "position")


def named(row: dict) -> Named:
    """How an action or a branch of the tree is called in a list."""
    title = row.get("short_title") or row["title"]
    return Named(row["id"], row["reference"], title, row["position"], row.get("address", ""))


def _ends(model, period: Period, columns: tuple, scope: Q, order: str) -> Ends:
    before, now = (
        {row["id"]: row for row in _rows(model, day, period).filter(scope).order_by(order).values(*columns)}
        for day in (period.since, period.until)
    )
    return Ends(before, now)


def _rows(model, day, period: Period):
    return then.rows(model, AsAt(day, period.today))


def _stands(row: dict | None) -> bool:
    return row is not None and row["withdrawn_on"] is None
