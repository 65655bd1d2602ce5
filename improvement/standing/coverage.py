"""How well the findings are covered: how many actions claim each, and how strongly."""

from collections import Counter, defaultdict

from django.db.models import Count, F, OuterRef, Q, Subquery

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, Finding, FindingLink, Plan
from improvement.models.findings import findings_of
from improvement.standing.facts import FindingCoverage


def coverage(plan: Plan, when: AsAt) -> list[FindingCoverage]:
    """Each finding of the plan with the actions that claim it. Two queries."""
    counts, alone, primary = defaultdict(Counter), Counter(), Counter()
    for finding, code, number, only, strong in _claims(plan, when):
        counts[finding][code] += number
        alone[finding] += only
        primary[finding] += strong
    findings = then.in_force(Finding, when).filter(findings_of(plan)).order_by("position")
    return [
        FindingCoverage(reference, short_title, words, dict(counts[key]), alone[key], primary[key])
        for key, reference, short_title, words in findings.values_list(
            "id", "reference", "short_title", "words"
        )
    ]


def _claims(plan: Plan, when: AsAt):
    """(finding, rating code, actions, of which claim nothing else, of which as primary)."""
    links = then.in_force(FindingLink, when)
    code = then.in_force(Action, when).filter(id=OuterRef("action_id")).order_by()
    others = links.filter(action_id=OuterRef("action_id")).exclude(finding_id=OuterRef("finding_id"))
    return (
        links.filter(action__plan=plan)
        .order_by()
        .annotate(
            code=Subquery(code.values("current_rating__code")[:1]),
            other=Subquery(others.order_by().values("finding_id")[:1]),
        )
        .values_list("finding_id", "code")
        .annotate(
            number=Count("id"),
            only=Count("id", filter=Q(other__isnull=True)),
            strong=Count("id", filter=Q(strength=FindingLink.Strength.PRIMARY)),
        )
        .annotate(finding=F("finding_id"))
        .values_list("finding_id", "code", "number", "only", "strong")
    )
