"""The rows of a plan's own table as at a day: what each column of an action holds."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines import Kind
from improvement.deadlines.asked import asked_columns, asked_mark
from improvement.deadlines.words import day_in_words, moved_words, reading_words
from improvement.exports.document import DeadlineShown, Lead, PrintedAction, Said
from improvement.exports.printed_words import with_steps
from improvement.models import (
    Action,
    Assignment,
    Cost,
    Cover,
    Deadline,
    Evidence,
    Finding,
    FindingLink,
    Plan,
    Step,
    Tenure,
)
from improvement.posts import post_state
from improvement.ratings import Code

OF_THE_ACTION = [
    "id",
    "theme_id",
    "address",
    "reference",
    "title",
    "words",
    "impact",
    "measures",
    "leads_printed",
    "links_printed",
    "findings_printed",
    "doubt",
    "extra",
    "current_deadline_id",
]


@dataclass(frozen=True)
class Row:
    """An action with what places it: its branch of the tree, and the findings it claims by strength."""

    theme_id: int
    action: PrintedAction
    primary: list[str]
    contributing: list[str]


@dataclass(frozen=True)
class _Beside:
    """What lies beside the actions in other tables, by the action's id."""

    steps: dict[int, list[dict]]
    links: dict[int, list[dict]]
    leads: dict[int, list[dict]]
    deadlines: dict[int, list[dict]]
    evidence: dict[int, int]
    costs: dict[int, list[dict]]


def actions_of(plan: Plan, when: AsAt) -> list[Row]:
    """Every action of a plan as at a day, in the plan's order. Eight queries."""
    beside = _Beside(
        steps=_by_action(_steps(plan, when)),
        links=_by_action(_links(plan, when)),
        leads=_by_action(_leads(plan, when)),
        deadlines=_by_action(_deadlines(plan, when)),
        evidence=_evidence(plan, when),
        costs=_by_action(_costs(plan, when)),
    )
    return [_row(columns, beside, when) for columns in _actions(plan, when)]


def _actions(plan: Plan, when: AsAt):
    said = [
        "narrative",
        "reason",
        "recovery",
        "forecast",
        "said_on",
        "author_name",
        "is_printed",
        "proposes_complete",
    ]
    return (
        then.in_force(Action, when)
        .filter(plan_id=plan.pk)
        .order_by("position")
        .annotate(**asked_columns(when))
        .values(
            *OF_THE_ACTION,
            "asked_words",
            "asked_ends",
            code=F("current_rating__code"),
            label=F("current_rating__label"),
            outcome_words=F("outcome__words"),
            lead_beside=F("printed_lead__words"),
            **{name: F(f"current_update__{name}") for name in said},
        )
    )


def _steps(plan: Plan, when: AsAt):
    steps = then.rows(Step, when).filter(action__plan=plan).order_by("action_id", "position")
    return steps.values("action_id", "words", "depth", "done_on")


def _links(plan: Plan, when: AsAt):
    finding = then.in_force(Finding, when).filter(id=OuterRef("finding_id")).order_by()
    return (
        then.in_force(FindingLink, when)
        .filter(action__plan=plan)
        .annotate(
            reference=Subquery(finding.values("reference")[:1]),
            place=Subquery(finding.values("position")[:1]),
        )
        .order_by("place")
        .values("action_id", "reference", "strength", "doubt")
    )


def _leads(plan: Plan, when: AsAt):
    held = Tenure.objects.on(when.day).filter(post_id=OuterRef("post_id")).order_by("-starts")
    covered = Cover.objects.on(when.day).filter(post_id=OuterRef("post_id")).order_by("starts", "id")
    return (
        Assignment.objects.on(when.day)
        .filter(action__plan=plan)
        .annotate(held=Subquery(held.values("kind")[:1]), covered_by=Subquery(covered.values("name")[:1]))
        .order_by("role", "position", "id")
        .values(
            "action_id", "role", "doubt", "held", "covered_by", "post__title", "post__acronym", "post__kind"
        )
    )


def _deadlines(plan: Plan, when: AsAt):
    """Every deadline agreed by the day, oldest first. None is ever changed, so today's rows are the day's."""
    agreed = Deadline.objects.filter(action__plan=plan, agreed_on__lte=when.day).order_by("agreed_on", "id")
    return agreed.values("action_id", "id", "words", "kind", "starts", "ends", "condition", "assumed")


def _evidence(plan: Plan, when: AsAt) -> dict[int, int]:
    """How many files and links stood with each action on the day."""
    standing = Evidence.objects.filter(action__plan=plan, added_on__lte=when.day).filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=when.day)
    )
    return dict(standing.order_by().values_list("action_id").annotate(number=Count("id")))


def _costs(plan: Plan, when: AsAt):
    of_actions = then.in_force(Cost, when).filter(plan_id=plan.pk, action_id__isnull=False)
    return of_actions.order_by("id").values("action_id", "words", "doubt")


def _by_action(rows) -> dict[int, list[dict]]:
    found = defaultdict(list)
    for row in rows:
        found[row["action_id"]].append(row)
    return found


def _row(columns: dict, beside: _Beside, when: AsAt) -> Row:
    key = columns["id"]
    steps, links, leads, costs = (of[key] for of in (beside.steps, beside.links, beside.leads, beside.costs))
    deadline = _deadline(columns, beside.deadlines[key], when)
    in_force = [
        row["assumed"] for row in beside.deadlines[key] if row["id"] == columns["current_deadline_id"]
    ]
    doubts = [columns["doubt"], *(row["doubt"] for row in [*leads, *links, *costs]), *in_force]
    action = PrintedAction(
        address=columns["address"],
        reference=columns["reference"],
        title=columns["title"],
        words=columns["words"],
        lines=with_steps(columns["words"], [(step["words"], step["done_on"]) for step in steps]),
        steps_done=sum(step["done_on"] is not None for step in steps),
        steps=len(steps),
        findings=[link["reference"] for link in links],
        findings_printed=columns["findings_printed"],
        leads=[_lead(row) for row in leads if row["role"] in Assignment.LEADING],
        supporting=[_lead(row) for row in leads if row["role"] == Assignment.Role.SUPPORTING],
        leads_printed=columns["leads_printed"] or columns["lead_beside"] or "",
        deadline=deadline,
        code=columns["code"],
        label=columns["label"] or "Not rated",
        said=_said(columns),
        outcome=columns["outcome_words"] or "",
        measures=columns["measures"],
        links=columns["links_printed"],
        costs=[cost["words"] for cost in costs],
        impact=columns["impact"],
        evidence=beside.evidence.get(key, 0),
        doubts=list(dict.fromkeys(doubt for doubt in doubts if doubt)),
        extra=columns["extra"] or {},
    )
    strong = FindingLink.Strength.PRIMARY
    return Row(
        theme_id=columns["theme_id"],
        action=action,
        primary=[link["reference"] for link in links if link["strength"] == strong],
        contributing=[link["reference"] for link in links if link["strength"] != strong],
    )


def _lead(row: dict) -> Lead:
    name = row["post__acronym"] or row["post__title"]
    state = post_state(row["post__kind"], row["held"])
    return Lead(name, row["post__title"], state, row["covered_by"] or "")


def _deadline(columns: dict, agreed: list[dict], when: AsAt) -> DeadlineShown:
    """The deadline in force, with the words of those before it."""
    asked = asked_mark(columns["asked_words"], columns["asked_ends"])
    force = next((row for row in agreed if row["id"] == columns["current_deadline_id"]), None)
    if force is None:
        return DeadlineShown("", reading_words(Kind.MISSING), "", "", 0, None, None, 0, asked)
    earlier = [row["words"] for row in agreed[: agreed.index(force)]]
    reading = reading_words(
        force["kind"], force["starts"], force["ends"], force["condition"], named=day_in_words
    )
    is_late = force["ends"] and columns["code"] != Code.COMPLETE and when.day > force["ends"]
    return DeadlineShown(
        words=force["words"],
        read_as=reading,
        moved=moved_words(earlier),
        original=earlier[0] if earlier else force["words"],
        times_moved=len(earlier),
        starts=force["starts"],
        ends=force["ends"],
        days_over=(when.day - force["ends"]).days if is_late else 0,
        asked=asked,
    )


def _said(columns: dict) -> Said | None:
    if columns["said_on"] is None:
        return None
    return Said(
        narrative=columns["narrative"],
        reason=columns["reason"],
        recovery=columns["recovery"],
        forecast=columns["forecast"],
        on=columns["said_on"],
        by=columns["author_name"],
        is_printed=columns["is_printed"],
        proposes_complete=columns["proposes_complete"],
    )
