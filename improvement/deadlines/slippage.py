"""How a plan's deadlines have slipped as at a day: what moved, what is overdue, and what has no end to be late by."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.deadlines import Kind
from improvement.deadlines.asked import asked_columns, asked_mark
from improvement.deadlines.moves import DeadlineMoves, by_how_much, moves_of
from improvement.deadlines.words import days_over, reading_words
from improvement.models import Action, Deadline, Plan
from improvement.posts import post_state
from improvement.ratings import Code

# Kinds that may have no end, in the order in which a person can do most about them.
ENDLESS = (
    Kind.START_ONLY,
    Kind.ONGOING,
    Kind.CONDITIONAL,
    Kind.MISSING,
    Kind.UNREADABLE,
    Kind.MILESTONE,
    Kind.BY,
    Kind.RANGE,
)
# Those that are listed even where there are none, so that plans can be compared.
ALWAYS = ENDLESS[:5]


@dataclass(frozen=True)
class Dated:
    """One action with the deadline in force: its printed words, their reading, and how it stands on the day."""

    address: str
    title: str
    lead: str
    lead_state: str
    lead_covered: str
    words: str
    reading: str
    kind: str
    starts: date | None
    due: date | None
    days_over: int
    is_complete: bool
    has_begun: bool
    asked: str = ""


@dataclass(frozen=True)
class Slipped:
    """One action whose deadline moved, and every move."""

    action: Dated
    moves: DeadlineMoves


@dataclass(frozen=True)
class Endless:
    """Unfinished actions of one kind of deadline, none of which has an end."""

    kind: str
    label: str
    actions: list[Dated]


@dataclass(frozen=True)
class Slippage:
    """Everything about how a plan's deadlines stand and moved, the worst first."""

    total: int
    slipped: list[Slipped]
    overdue: list[Dated]
    endless: list[Endless]

    @property
    def number_endless(self) -> int:
        return sum(len(group.actions) for group in self.endless)

    @property
    def kinds_without_any(self) -> list[str]:
        return [group.label for group in self.endless if not group.actions]

    @property
    def totals(self) -> str:
        """All moves in a sentence or two."""
        if not self.slipped:
            return "No deadline has moved." if self.total else ""
        moved, times = len(self.slipped), sum(row.moves.times for row in self.slipped)
        have = "has" if moved == 1 else "have"
        said = f"{moved} of {self.total} deadlines {have} moved, {_times(times)} in all"
        months = sum(row.moves.months for row in self.slipped)
        said += f": {by_how_much(months)} together." if months else ", none to another month."
        return " ".join([said, *self._without_two_ends(), self._never_moved()])

    def _without_two_ends(self) -> list[str]:
        given = sum(row.moves.was_given_an_end for row in self.slipped)
        lost = sum(row.moves.lost_its_end for row in self.slipped)
        counted = [
            (given, "was", "were", "given a first end date"),
            (lost, "has", "have", "no end date any more"),
        ]
        return [
            f"{number} {one if number == 1 else many} {said}."
            for number, one, many, said in counted
            if number
        ]

    def _never_moved(self) -> str:
        still = self.total - len(self.slipped)
        if not still:
            return "None stands where it was first agreed."
        return f"The other {still} never moved and {'is' if still == 1 else 'are'} not listed."


def slippage(plan: Plan, when: AsAt) -> Slippage:
    """The slippage of a plan as at a day. Two queries."""
    actions = {row["id"]: _dated(row, when) for row in _rows(plan, when)}
    moved = defaultdict(list)
    for deadline in _moved(plan, when):
        if deadline.action_id in actions:
            moved[deadline.action_id].append(deadline)
    slipped = [Slipped(actions[key], moves_of(deadlines)) for key, deadlines in moved.items()]
    unfinished = [action for action in actions.values() if not action.is_complete]
    return Slippage(
        total=len(actions),
        slipped=sorted(slipped, key=_worst_first),
        overdue=sorted((a for a in unfinished if a.days_over > 0), key=lambda action: -action.days_over),
        endless=_endless([action for action in unfinished if action.due is None]),
    )


def _worst_first(row: Slipped) -> tuple:
    # No end any more is worse than any number of months.
    return not row.moves.lost_its_end, -row.moves.months, -row.moves.times, row.moves.was_given_an_end


def _rows(plan: Plan, when: AsAt):
    return (
        then.in_force(Action, when)
        .filter(plan_id=plan.pk)
        .annotate(code=F("current_rating__code"), **then.lead_columns(when), **asked_columns(when))
        .order_by("position")
        .values(
            "id",
            "address",
            "title",
            "code",
            "due",
            "lead_title",
            "lead_acronym",
            "lead_kind",
            "lead_held",
            "asked_words",
            "asked_ends",
            "lead_covered",
            **then.READING_IN_FORCE,
        )
    )


def _moved(plan: Plan, when: AsAt):
    """Every deadline agreed by the day, of actions that had more than one by then; oldest first."""
    agreed = Deadline.objects.filter(agreed_on__lte=when.day)
    others = agreed.filter(action_id=OuterRef("action_id")).exclude(pk=OuterRef("pk"))
    of_plan = agreed.filter(Exists(others), action__plan_id=plan.pk)
    return of_plan.select_related("asked_by").order_by("action__position", "agreed_on", "id")


def _dated(row: dict, when: AsAt) -> Dated:
    kind, starts, due = row["kind"] or Kind.MISSING, row["starts"], row["due"]
    return Dated(
        address=row["address"],
        title=row["title"],
        lead=row["lead_acronym"] or row["lead_title"] or "No lead",
        lead_state=post_state(row["lead_kind"], row["lead_held"]),
        lead_covered=row["lead_covered"] or "",
        words=row["printed"] or "",
        reading=reading_words(kind, starts, due, row["condition"] or ""),
        kind=kind,
        starts=starts,
        due=due,
        days_over=days_over(when.day, due),
        is_complete=row["code"] == Code.COMPLETE,
        has_begun=starts is not None and starts <= when.day,
        asked=asked_mark(row["asked_words"], row["asked_ends"]),
    )


def _endless(actions: list[Dated]) -> list[Endless]:
    by_kind = defaultdict(list)
    for action in actions:
        by_kind[action.kind].append(action)
    shown = [kind for kind in ENDLESS if kind in ALWAYS or by_kind[kind]]
    return [Endless(kind, Kind(kind).label, by_kind[kind]) for kind in shown]


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
