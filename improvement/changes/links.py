"""Which claims to answer a finding came, went or grew stronger. History answers for them."""

from django.db.models import Q

from improvement.as_at import AsAt, rows
from improvement.changes.facts import Period, Structural, StructureChange
from improvement.changes.rows import Ends, named
from improvement.models import Finding, Plan
from improvement.models.findings import findings_of

LINK = "link to a finding"


def link_changes(plan: Plan, period: Period, links: Ends, actions: Ends) -> list[StructureChange]:
    """Links of the actions there at both ends: those of one that came or went came or went with it. One query."""
    before, now = _by_pair(links.standing_before), _by_pair(links.standing_now)
    withdrawn = _by_pair(row for row in links.now.values() if row["withdrawn_on"])
    stayed = set(actions.stayed)
    changed = [
        pair
        for pair in before | now
        if pair[0] in stayed and _strength(before.get(pair)) != _strength(now.get(pair))
    ]
    findings = _findings(plan, period, {finding for _, finding in changed})
    changed.sort(key=lambda pair: (actions.now[pair[0]]["position"], findings[pair[1]][0]))
    return [
        _change(
            actions.now[action],
            findings[finding][1],
            before.get((action, finding)),
            now.get((action, finding)),
            withdrawn.get((action, finding)),
        )
        for action, finding in changed
    ]


def _by_pair(links) -> dict[tuple[int, int], dict]:
    return {(row["action_id"], row["finding_id"]): row for row in links}


def _strength(row: dict | None) -> str:
    return row["strength"] if row else ""


def _change(action: dict, finding: str, before, now, withdrawn) -> StructureChange:
    of = named(action)
    if before is None:
        return StructureChange(Structural.ADDED, LINK, of, f"{finding}, {now['strength']}")
    if now is None:
        return StructureChange(
            Structural.REMOVED,
            LINK,
            of,
            finding,
            on=withdrawn and withdrawn["withdrawn_on"],
            because=withdrawn["withdrawn_because"] if withdrawn else "",
        )
    detail = f"{finding}, from {before['strength']} to {now['strength']}"
    return StructureChange(Structural.STRENGTH, LINK, of, detail)


def _findings(plan: Plan, period: Period, wanted: set[int]) -> dict[int, tuple[int, str]]:
    """Each finding's place and name by id, withdrawn ones included, and those that came with an action merged in
    from another plan. One query."""
    found = rows(Finding, AsAt(period.until, period.today)).filter(findings_of(plan) | Q(id__in=wanted))
    return {
        key: (position, f"finding {reference}, {title}")
        for key, position, reference, title in found.values_list("id", "position", "reference", "short_title")
    }
