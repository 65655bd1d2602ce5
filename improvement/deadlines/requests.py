"""Requests to move deadlines of a plan as at a day: what waits and for whom, and what became of the others."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines import Authority
from improvement.deadlines.moves import how_far
from improvement.deadlines.words import reading_words
from improvement.models import Action, DeadlineRequest, Plan, User
from improvement.services.deadline_requests import WHO_AGREES, Above, reason_not_to_decide_from
from improvement.services.speaking import chairs, directed

State = DeadlineRequest.State


@dataclass(frozen=True)
class Asked:
    """One request: from which deadline to which, why, by whom, who may agree, and what became of it.

    `refusal` says why the reader may not decide it; it is empty where it waits for them.
    """

    pk: int
    address: str
    title: str
    former: str
    former_reading: str
    words: str
    reading: str
    how_far: str
    reason: str
    asked_on: date
    asked_by: str
    authority: str
    state: str
    state_words: str
    decision: str
    decided_on: date | None
    decided_by: str
    is_illustrative: bool
    refusal: str

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def who_agrees(self) -> str:
        return WHO_AGREES.get(self.authority, "")


@dataclass(frozen=True)
class Requests:
    """Every request of a plan: those that wait, the oldest first, and those decided, the newest first."""

    waiting: list[Asked]
    decided: list[Asked]

    @property
    def for_board(self) -> list[Asked]:
        return [asked for asked in self.waiting if asked.authority == Authority.BOARD]

    @property
    def for_directors(self) -> list[Asked]:
        return [asked for asked in self.waiting if asked.authority != Authority.BOARD]

    @property
    def mine(self) -> list[Asked]:
        return [asked for asked in self.waiting if not asked.refusal]


def requests(plan: Plan, when: AsAt, *, by: User) -> Requests:
    """The requests of a plan as at a day, as `by` reads them. Three queries at most."""
    rows = list(_rows(plan, when))
    is_chair = chairs(plan, by=by)
    below = directed({row.action_id for row in rows}, by=by, on=when.today)
    asked = [
        asked_of(row, reason_not_to_decide_from(row, Above(is_chair, row.action_id in below), by=by))
        for row in rows
    ]
    decided = [one for one in asked if not one.is_waiting]
    return Requests(
        waiting=[one for one in asked if one.is_waiting],
        decided=sorted(decided, key=lambda one: (one.decided_on, one.pk), reverse=True),
    )


def number_waiting(plan: Plan, when: AsAt) -> int:
    """How many requests wait on a day. One query."""
    return _of_plan(plan, when).filter(state=State.WAITING).count()


def _of_plan(plan: Plan, when: AsAt):
    return then.rows(DeadlineRequest, when).filter(action__plan_id=plan.pk)


def _rows(plan: Plan, when: AsAt):
    title = then.rows(Action, when).filter(id=OuterRef("action_id")).order_by().values("title")
    rows = _of_plan(plan, when).select_related("action__plan", "former")
    return rows.annotate(title_then=Subquery(title[:1])).order_by("asked_on", "id")


def asked_of(row, refusal: str) -> Asked:
    """A row of a request, or the version of a day, in words. Its action and the deadline before come loaded."""
    former = row.former
    return Asked(
        pk=row.id,
        address=row.action.address,
        title=getattr(row, "title_then", None) or row.action.title,
        former=former.words if former else "",
        former_reading=_reading(former) if former else "",
        words=row.words,
        reading=_reading(row),
        how_far=by_how_far(former.ends if former else None, row.ends),
        reason=row.reason,
        asked_on=row.asked_on,
        asked_by=row.asked_by_name,
        authority=row.authority,
        state=row.state,
        state_words=row.get_state_display(),
        decision=row.decision,
        decided_on=row.decided_on,
        decided_by=row.decided_by_name,
        is_illustrative=row.is_illustrative,
        refusal=refusal,
    )


def _reading(row) -> str:
    return reading_words(row.kind, row.starts, row.ends, row.condition)


def by_how_far(former: date | None, ends: date | None) -> str:
    """How far a request moves an end date, in months and days.

    >>> by_how_far(date(2022, 7, 31), date(2022, 10, 31))
    '+3 months, 92 days later'
    """
    said = how_far(former, ends)
    if former is None or ends is None or former == ends:
        return said
    days = abs((ends - former).days)
    return f"{said}, {days} day{'' if days == 1 else 's'} {'later' if ends > former else 'earlier'}"
