"""The order of a plan's themes, actions and findings: where a new row goes, and how one is moved."""

from collections.abc import Sequence
from datetime import date

from improvement.models import Action, Finding, Theme, User
from improvement.places import GAP, places_between
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.plans import reason_not_to_write_plan
from improvement.services.refusals import Refused, refuse_unless_allowed


def move(row: Action | Theme, *, up: bool, by: User, on: date) -> bool:
    """Put a row, with all below it, before the one above it among its siblings, or after the one below it.

    False where it is the first or the last already.
    """
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason=f"Moved {'up' if up else 'down'}", on=on):
        lock(row)
        siblings = [other for other in _all_of(row) if _is_sibling(other, row)]
        there = [sibling.pk for sibling in siblings].index(row.pk) + (-1 if up else 1)
        if not 0 <= there < len(siblings):
            return False
        run = _with_all_below(row)
        rest = [other for other in _all_of(row) if other not in run]
        beside = [siblings[there]] if up else _with_all_below(siblings[there])
        at = rest.index(beside[0]) if up else rest.index(beside[-1]) + 1
        _put(run, rest, at)
    return True


def move_to(theme: Theme, actions: list[Action], *, reason: str, by: User, on: date) -> None:
    """Put actions behind those of another theme, in the order given."""
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    if theme.withdrawn_on:
        raise Refused(f"“{theme.name}” is withdrawn. Put it back first, or choose another.")
    with writing(by=by, reason=reason, on=on):
        for action in actions:
            lock(action)
            action.theme = theme
        moved = {action.pk for action in actions}
        rest = [other for other in _all_of(actions[0]) if other.pk not in moved]
        _put(actions, rest, _behind(theme, rest), also=["theme"])


def move_finding(finding: Finding, *, up: bool, by: User, on: date) -> bool:
    """Let a finding change places with the one above or below it in its report or its plan's own list.

    False where it is the first or the last already.
    """
    refuse_unless_allowed(reason_not_to_write_plan(by=by))
    with writing(by=by, reason=f"Moved {'up' if up else 'down'}", on=on):
        lock(finding)
        home = {"inspection": finding.inspection_id, "listed_in": finding.listed_in_id}
        beside = list(Finding.objects.filter(**home, withdrawn_on__isnull=True).order_by("position", "id"))
        there = beside.index(finding) + (-1 if up else 1)
        if not 0 <= there < len(beside):
            return False
        other = beside[there]
        finding.position, other.position = other.position, finding.position
        for row in (finding, other):
            row.save(update_fields=["position"])
    return True


def put_last(row: Action | Theme, above: Theme | None) -> None:
    """Give a new row its place: the last below a theme, or the last of the plan. Within an act of writing."""
    rest = _all_of(row)
    if isinstance(row, Action):
        at = _behind(above, rest)
    else:
        until = _with_all_below(above) if above else rest
        at = rest.index(until[-1]) + 1 if until else 0
    _put([row], rest, at)


def _behind(theme: Theme, rest: list[Action]) -> int:
    """The place behind a theme's last action. An empty theme's first stands behind those of the theme before it."""
    until = [other for other in rest if other.theme.position <= theme.position]
    return rest.index(until[-1]) + 1 if until else 0


def _put(run: list, rest: list, at: int, *, also: Sequence[str] = ()) -> None:
    """Save a run of rows between two others, with the columns that changed `also`. Where there is no room, every
    row moves behind the last, in order."""
    before = rest[at - 1].position if at else 0
    # No place that one of the run still holds is given to another of it.
    later = [row.position for row in [*rest[at : at + 1], *run] if row.position is not None]
    after = min((place for place in later if place > before), default=None)
    moved, places = run, places_between(before, after, len(run))
    if places is None:
        behind = max(other.position for other in [*rest, *run] if other.position)
        run, places = [*rest[:at], *run, *rest[at:]], None
        places = [behind + GAP * number for number in range(1, len(run) + 1)]
    for row, place in zip(run, places, strict=True):
        row.position = place
        columns = ["position", *(also if also and row in moved else [])]
        row.save(update_fields=columns if row.pk else None)


def _all_of(row: Action | Theme) -> list:
    rows = type(row).objects.filter(plan_id=row.plan_id).order_by("position")
    return list(rows.select_related("theme") if isinstance(row, Action) else rows)


def _is_sibling(other, row) -> bool:
    if other.withdrawn_on:
        return False
    if isinstance(row, Action):
        return other.theme_id == row.theme_id
    return other.parent_id == row.parent_id


def _with_all_below(row) -> list:
    """A row and, for a theme, its branches in order."""
    if isinstance(row, Action):
        return [row]
    rows, found = _all_of(row), {row.pk}
    for other in rows:
        if other.parent_id in found:
            found.add(other.pk)
    return [other for other in rows if other.pk in found]
