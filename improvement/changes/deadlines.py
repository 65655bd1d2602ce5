"""Which deadlines are others than they were. Each answers from the day on which it was agreed."""

from itertools import groupby

from django.db.models import Exists, OuterRef

from improvement.changes.facts import DeadlineChange, DeadlineKind, DeadlineShown, Named, Period
from improvement.deadlines.moves import months_between, moves_of
from improvement.deadlines.words import reading_words
from improvement.models import Deadline, Plan


def deadline_changes(
    plan: Plan, period: Period, names: dict[int, Named], stayed: set[int]
) -> list[DeadlineChange]:
    """Each action in `names` whose deadline was set or moved, in the plan's order. One query.

    The first deadline of an action that was added (and so is not in `stayed`) is how it came, not a change.
    """
    agreed = {
        key: list(rows)
        for key, rows in groupby(_agreed(plan, period), key=lambda row: row.action_id)
        if key in names
    }
    found = [_change(names[key], rows, period, key in stayed) for key, rows in agreed.items()]
    return sorted((change for change in found if change), key=lambda change: change.action.position)


def _agreed(plan: Plan, period: Period):
    """Every deadline, oldest first, of the actions for which one was agreed in the period."""
    in_period = Deadline.objects.filter(
        action_id=OuterRef("action_id"), agreed_on__gt=period.since, agreed_on__lte=period.until
    )
    return (
        Deadline.objects.filter(Exists(in_period), action__plan=plan, agreed_on__lte=period.until)
        .order_by("action_id", "agreed_on", "id")
        .select_related("asked_by")
    )


def _change(action: Named, rows: list[Deadline], period: Period, was_there: bool) -> DeadlineChange | None:
    earlier = [row for row in rows if row.agreed_on <= period.since]
    if not earlier and not was_there:
        earlier = rows[:1]
    later = rows[len(earlier) :]
    if not later:
        return None
    before = _shown(earlier[-1]) if earlier else DeadlineShown()
    now = _shown(later[-1])
    both_end = before.ends and now.ends
    return DeadlineChange(
        action=action,
        kind=_kind(before, now),
        before=before,
        now=now,
        months=months_between(before.ends, now.ends) if both_end else None,
        steps=moves_of([*earlier[-1:], *later]).moves[len(earlier[-1:]) :],
    )


def _kind(before: DeadlineShown, now: DeadlineShown) -> DeadlineKind:
    if before.ends == now.ends:
        return DeadlineKind.REWORDED
    if before.ends is None:
        return DeadlineKind.SET
    return DeadlineKind.LOST if now.ends is None else DeadlineKind.MOVED


def _shown(row: Deadline) -> DeadlineShown:
    reading = reading_words(row.kind, row.starts, row.ends, row.condition)
    return DeadlineShown(row.words, reading, row.ends, row.kind)
