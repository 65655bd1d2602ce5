"""What a visit bundle can be about: one finding of a plan, or one branch of its tree."""

from dataclasses import dataclass
from datetime import date

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Finding, Plan, Theme
from improvement.models.findings import findings_of

FINDING, THEME = "finding", "theme"


@dataclass(frozen=True)
class Subject:
    """One finding, or one theme with everything under it. `value` is what stands in the address."""

    kind: str
    value: str
    name: str
    finding_id: int | None = None
    theme_ids: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.value}"


def subjects(plan: Plan, when: AsAt) -> tuple[list[Subject], list[Subject]]:
    """The findings and the themes that a bundle of a plan can be about. Two queries."""
    findings = then.in_force(Finding, when).filter(findings_of(plan)).order_by("position")
    about = [
        Subject(FINDING, reference, f"Finding {reference}. {title}", finding_id=key)
        for key, reference, title in findings.values_list("id", "reference", "short_title")
    ]
    themes = then.in_force(Theme, when).filter(plan_id=plan.pk).order_by("position")
    rows = list(themes.values("id", "parent_id", "depth", "reference", "title", "short_title"))
    levels = [plan.level_one, plan.level_two, plan.level_three]
    return about, [
        Subject(THEME, str(row["id"]), _name(levels[row["depth"] - 1], row), theme_ids=_branch(row, rows))
        for row in rows
    ]


def earliest(plan: Plan) -> date:
    """The day from which there is something to tell: the inspectors' report, or the plan's own date."""
    inspection = plan.inspection
    if inspection is None:
        return then.first_dated(plan)
    return min(plan.dated, inspection.published or inspection.ends)


def _branch(row: dict, rows: list[dict]) -> tuple[int, ...]:
    """A theme and all beneath it; parents come before their children."""
    branch = {row["id"]}
    for other in rows:
        if other["parent_id"] in branch:
            branch.add(other["id"])
    return tuple(sorted(branch))


def _name(level: str, row: dict) -> str:
    words = row["short_title"] or row["title"]
    return f"{level.capitalize()} {row['reference']}. {words}" if row["reference"] else words
