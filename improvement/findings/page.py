"""One finding of a plan as at a day: the inspectors' words, the plan's own, and the actions that claim it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from improvement import as_at as then
from improvement.actions.rows import action_rows, round_on
from improvement.as_at import AsAt
from improvement.models import Finding, FindingLink, Plan, Theme
from improvement.models.findings import findings_of


@dataclass(frozen=True)
class Wording:
    """How the plan itself words a finding that one of its themes answers as a whole.

    `inspectors` and `printed` are both wordings on one line each, to be compared word by word.
    """

    theme: str
    words: str
    doubt: str
    inspectors: str
    printed: str

    @property
    def is_same(self) -> bool:
        return self.inspectors == self.printed


@dataclass(frozen=True)
class Strand:
    """The actions that claim a finding equally strongly: rows of `action_rows`, each with its link's doubt."""

    strength: str
    actions: list


@dataclass(frozen=True)
class FindingPage:
    """One finding on a day. `finding` is today's row or the version of the day; both have its columns."""

    finding: object
    kind: str
    response: str
    previous: str | None
    following: str | None
    wordings: list[Wording]
    strands: list[Strand]

    @property
    def counts(self) -> dict[str | None, int]:
        """Actions that claim it, by rating code."""
        return Counter(action.code for strand in self.strands for action in strand.actions)

    @property
    def total(self) -> int:
        return sum(len(strand.actions) for strand in self.strands)


def find_finding(plan: Plan, reference: str, when: AsAt):
    """The finding of a reference as at a day, with its neighbours' references; None where there was none."""
    rows = then.rows(Finding, when).filter(findings_of(plan)).order_by()
    standing = rows.filter(withdrawn_on__isnull=True)
    before = standing.filter(position__lt=OuterRef("position")).order_by("-position")
    after = standing.filter(position__gt=OuterRef("position")).order_by("position")
    return (
        rows.filter(reference=reference)
        .select_related("inspection")
        .annotate(
            previous=Subquery(before.values("reference")[:1]),
            following=Subquery(after.values("reference")[:1]),
        )
        .order_by("withdrawn_on", "position")
        .first()
    )


def finding_page(plan: Plan, finding, when: AsAt) -> FindingPage:
    """The page of a finding found by `find_finding`. Three queries."""
    rows = list(_actions(plan, finding, when))
    strands = [
        Strand(strength, [row for row in rows if row.strength == strength])
        for strength in FindingLink.Strength.values
    ]
    return FindingPage(
        finding=finding,
        kind=Finding.Kind(finding.kind).label,
        response=Finding.Response(finding.response).label if finding.response else "",
        previous=finding.previous,
        following=finding.following,
        wordings=_wordings(plan, finding, when),
        strands=[strand for strand in strands if strand.actions],
    )


def _actions(plan: Plan, finding, when: AsAt):
    links = then.in_force(FindingLink, when).filter(finding_id=finding.id).order_by()
    own = links.filter(action_id=OuterRef("id"))
    claiming = links.filter(action__plan=plan).values("action_id")
    return (
        action_rows(plan, when, round_on(plan, when))
        .filter(id__in=claiming)
        .annotate(strength=Subquery(own.values("strength")[:1]), link_doubt=Subquery(own.values("doubt")[:1]))
    )


def _wordings(plan: Plan, finding, when: AsAt) -> list[Wording]:
    """Of the topmost themes alone: what lies beneath one that answers the finding is a part of its answer."""
    themes = then.in_force(Theme, when).filter(plan_id=plan.pk, answers_id=finding.id).order_by("position")
    found = {row["id"]: row for row in themes.values("id", "parent_id", "reference", "title", "doubt")}
    return [
        Wording(
            row["reference"], row["title"], row["doubt"], _one_line(finding.words), _one_line(row["title"])
        )
        for row in found.values()
        if row["parent_id"] not in found
    ]


def _one_line(text: str) -> str:
    """Where a document breaks its lines, and marks its bullets, is layout and no change of wording."""
    return " ".join(word for word in text.split() if word != "-")
