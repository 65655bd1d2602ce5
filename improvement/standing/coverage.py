"""How well the findings are covered: how many actions claim each, and how strongly."""

from collections import Counter, defaultdict
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, Subquery

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, Finding, FindingLink, Plan
from improvement.models.findings import findings_of
from improvement.standing.facts import FindingCoverage


class Claims(NamedTuple):
    """Actions of one theme and one rating that claim a finding; how many of them claim nothing else."""

    finding_id: int
    theme_id: int
    code: str | None
    number: int
    alone: int
    primary: int


def coverage(plan: Plan, when: AsAt) -> list[FindingCoverage]:
    """Each finding of the plan with the actions that claim it. Two queries."""
    return covered(plan, when, claims(plan, when))


def covered(plan: Plan, when: AsAt, found: list[Claims]) -> list[FindingCoverage]:
    """The same from claims that are there already. One query."""
    counts, alone, primary = defaultdict(Counter), Counter(), Counter()
    for claim in found:
        counts[claim.finding_id][claim.code] += claim.number
        alone[claim.finding_id] += claim.alone
        primary[claim.finding_id] += claim.primary
    findings = then.in_force(Finding, when).filter(findings_of(plan)).order_by("position")
    return [
        FindingCoverage(key, reference, short_title, words, dict(counts[key]), alone[key], primary[key])
        for key, reference, short_title, words in findings.values_list(
            "id", "reference", "short_title", "words"
        )
    ]


def claims(plan: Plan, when: AsAt) -> list[Claims]:
    """Every count of how a plan's findings are covered is a sum of these. One query."""
    links = then.in_force(FindingLink, when)
    action = then.in_force(Action, when).filter(id=OuterRef("action_id")).order_by()
    others = links.filter(action_id=OuterRef("action_id")).exclude(finding_id=OuterRef("finding_id"))
    rows = (
        links.filter(action__plan=plan)
        .order_by()
        .annotate(
            theme=Subquery(action.values("theme_id")[:1]),
            code=Subquery(action.values("current_rating__code")[:1]),
            other=Subquery(others.order_by().values("finding_id")[:1]),
        )
        # An action taken out of the plan claims nothing any more.
        .filter(theme__isnull=False)
        .values_list("finding_id", "theme", "code")
        .annotate(
            number=Count("id"),
            alone=Count("id", filter=Q(other__isnull=True)),
            primary=Count("id", filter=Q(strength=FindingLink.Strength.PRIMARY)),
        )
        .annotate(finding=F("finding_id"))
        .values_list("finding_id", "theme", "code", "number", "alone", "primary")
    )
    return [Claims(*row) for row in rows]
