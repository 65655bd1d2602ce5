"""The rows that a visit bundle is told from."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q
from django.utils import timezone

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.bundle.subject import Subject
from improvement.models import (
    Action,
    Assignment,
    Deadline,
    Evidence,
    Finding,
    FindingLink,
    Plan,
    ProgressUpdate,
    Theme,
)
from improvement.models.findings import findings_of


@dataclass(frozen=True)
class BundleRows:
    """Findings and actions of a subject, and what belongs to each action, by its id and oldest first.

    `entered` is the day of an action's first version; `claims` are the versions of links to the one finding.
    """

    findings: list
    actions: list
    entered: dict[int, date]
    claims: dict[int, list]
    leads: dict[int, list]
    deadlines: dict[int, list]
    updates: dict[int, list]
    evidence: dict[int, list]


def rows_of(plan: Plan, subject: Subject, until: date, when: AsAt) -> BundleRows:
    """Everything until a day. Eight queries."""
    claims = _claims(plan, subject, when)
    actions = _actions(plan, subject, claims, when)
    ids = [action.id for action in actions]
    versions = Action.history.model.objects.filter(id__in=ids).order_by()
    first = versions.values_list("id").annotate(first=Min("history_date"))
    updates = ProgressUpdate.objects.filter(action_id__in=ids, said_on__lte=until)
    evidence = Evidence.objects.filter(action_id__in=ids, added_on__lte=until)
    return BundleRows(
        findings=_findings(plan, subject, ids, when),
        actions=actions,
        entered={key: timezone.localdate(moment) for key, moment in first},
        claims=_by_action(claims),
        leads=_by_action(Assignment.objects.leading().filter(action_id__in=ids).select_related("post")),
        deadlines=_by_action(Deadline.objects.filter(action_id__in=ids, agreed_on__lte=until)),
        updates=_by_action(
            updates.select_related("rating", "round", "post", "partner_link").order_by("said_on", "id"),
        ),
        evidence=_by_action(evidence.order_by("added_on", "id")),
    )


def _claims(plan: Plan, subject: Subject, when: AsAt) -> list:
    if subject.finding_id is None:
        return []
    versions = FindingLink.history.model.objects.filter(
        finding_id=subject.finding_id, action__plan=plan, history_date__lte=when.moment
    )
    return list(versions.exclude(history_type="-").order_by("history_date", "history_id"))


def _actions(plan: Plan, subject: Subject, claims: list, when: AsAt) -> list:
    """Also those taken out of the plan: what happened before is a part of what happened."""
    rows = then.rows(Action, when).filter(plan_id=plan.pk).order_by("position")
    if subject.finding_id is None:
        return list(rows.filter(theme_id__in=subject.theme_ids))
    return list(rows.filter(id__in={claim.action_id for claim in claims}))


def _findings(plan: Plan, subject: Subject, actions: list[int], when: AsAt) -> list:
    """The finding itself; for a theme those that it answers as a whole or that its actions claim."""
    rows = then.in_force(Finding, when).filter(findings_of(plan))
    if subject.finding_id is not None:
        rows = then.rows(Finding, when).filter(id=subject.finding_id)
    else:
        claimed = then.in_force(FindingLink, when).filter(action_id__in=actions).order_by()
        answered = then.in_force(Theme, when).filter(id__in=subject.theme_ids, answers__isnull=False)
        rows = rows.filter(
            Q(id__in=claimed.values("finding_id")) | Q(id__in=answered.order_by().values("answers_id"))
        )
    return list(rows.select_related("inspection").order_by("position"))


def _by_action(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.action_id].append(row)
    return found
