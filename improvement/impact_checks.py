"""Checks of the impact of what a plan completed, as at a day: overdue, to come, done."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.models import Action, Evidence, ImpactCheck, Plan
from improvement.ratings import Code
from improvement.services.completion import evidence_told

State = ImpactCheck.State


@dataclass(frozen=True)
class Check:
    """One look at an action's impact: when it is due, at what, and what was seen."""

    pk: int
    address: str
    title: str
    completed_on: date
    due: date
    days_over: int
    measures: str
    state: str
    state_words: str
    found: str
    checked_on: date | None
    checked_by: str
    is_illustrative: bool


@dataclass(frozen=True)
class ImpactChecks:
    """Every check of a plan: those past their day and those to come, the earliest first; those done, newest first."""

    overdue: list[Check]
    to_come: list[Check]
    done: list[Check]


@dataclass(frozen=True)
class Told:
    """The evidence of a completed action: what tells of the time after its completion, and what does not."""

    after: list[Evidence]
    before: list[Evidence]


def impact_checks(plan: Plan, when: AsAt) -> ImpactChecks:
    """The checks of a plan as at a day. One query."""
    checks = [_check(row, when) for row in _rows(plan, when)]
    due = [check for check in checks if check.state == State.DUE]
    done = [check for check in checks if check.state != State.DUE]
    return ImpactChecks(
        overdue=[check for check in due if check.days_over > 0],
        to_come=[check for check in due if check.days_over <= 0],
        done=sorted(done, key=lambda check: (check.checked_on, check.pk), reverse=True),
    )


def number_due(plan: Plan, when: AsAt) -> int:
    """How many checks have come due by a day and are not done. One query."""
    return _rows(plan, when).filter(state=State.DUE, due__lte=when.day).count()


def evidence_of(check: ImpactCheck) -> Told:
    """What stands with a completed action, the newest day first. One query."""
    told = list(evidence_told(check).order_by("-day", "-pk"))
    after = [piece for piece in told if piece.day > check.accepted.said_on]
    return Told(after, [piece for piece in told if piece not in after])


def _rows(plan: Plan, when: AsAt):
    """Those done, and those due of what is still complete."""
    action = then.rows(Action, when).filter(id=OuterRef("action_id"), plan_id=plan.pk).order_by()
    rows = then.rows(ImpactCheck, when).filter(action__plan_id=plan.pk)
    rows = rows.annotate(
        address=Subquery(action.values("address")[:1]),
        title=Subquery(action.values("title")[:1]),
        code=Subquery(action.values("current_rating__code")[:1]),
        completed_on=F("accepted__said_on"),
    )
    return rows.exclude(state=State.DUE, code__in=set(Code) - {Code.COMPLETE}).order_by("due", "id")


def _check(row, when: AsAt) -> Check:
    return Check(
        pk=row.id,
        address=row.address,
        title=row.title,
        completed_on=row.completed_on,
        due=row.due,
        days_over=(when.day - row.due).days,
        measures=row.measures,
        state=row.state,
        state_words=row.get_state_display(),
        found=row.found,
        checked_on=row.checked_on,
        checked_by=row.checked_by_name,
        is_illustrative=row.is_illustrative,
    )
