"""One change to several actions at once, all of them or none, for one reason."""

from datetime import date

from improvement import roles
from improvement.bulk_changes import (
    Change,
    NewClaim,
    NewDeadline,
    NewLead,
    NewTheme,
    Row,
    claims_wanted,
    leads_wanted,
    rows_of,
)
from improvement.models import Action, Plan, User
from improvement.record.writing import writing
from improvement.services import claims, deadlines, order
from improvement.services.refusals import Refused, refuse_unless_allowed
from improvement.services.speaking import name_of_the_day


class ChangedMeanwhile(Refused):
    """Somebody changed one of the actions between looking and saving; nothing was written."""


def reason_not_to_change_several(*, by: User) -> str:
    if by.is_system or roles.may(by, "change several actions at once"):
        return ""
    return "Only the programme office changes several actions at once."


def change_several(
    plan: Plan, keys: set[int], change: Change, *, seen: set[str], reason: str, by: User, on: date
) -> list[Action]:
    """Make one change to each of these actions that can take it, all in one act; returns those that changed.

    `seen` holds what the author had in view of each (Row.seen). Raises ChangedMeanwhile where one of them has
    moved since, and writes nothing.
    """
    refuse_unless_allowed(reason_not_to_change_several(by=by))
    with writing(by=by, reason=reason, on=on):
        rows = rows_of(plan, keys, change, by=by, on=on, hold=True)
        _refuse_moved(rows, seen)
        actions = [row.action for row in rows if row.changes]
        if not actions:
            raise Refused("None of these actions would change. Choose others, or another change.")
        WRITE[type(change)](actions, change, reason=reason, by=by, on=on)
    return actions


def _refuse_moved(rows: list[Row], seen: set[str]) -> None:
    if moved := [row.action.address for row in rows if row.seen not in seen]:
        named = " and ".join(filter(None, [", ".join(moved[:-1]), moved[-1]]))
        have = "has" if len(moved) == 1 else "have"
        raise ChangedMeanwhile(
            f"{named} {have} changed since you looked, so nothing was saved. Check the list again, then save."
        )


def _write_lead(actions: list[Action], change: NewLead, *, reason: str, by: User, on: date) -> None:
    for action in actions:
        claims.set_leads(action, leads_wanted(action, change), reason=reason, by=by, on=on)


def _write_theme(actions: list[Action], change: NewTheme, *, reason: str, by: User, on: date) -> None:
    order.move_to(change.theme, actions, reason=reason, by=by, on=on)


def _write_claim(actions: list[Action], change: NewClaim, *, reason: str, by: User, on: date) -> None:
    for action in actions:
        claims.set_findings(action, claims_wanted(action, change), reason=reason, by=by, on=on)


def _write_deadline(actions: list[Action], change: NewDeadline, *, reason: str, by: User, on: date) -> None:
    for action in actions:
        deadlines.set_deadline(
            action,
            change.words,
            change.reading,
            trigger=change.trigger,
            agreed_by=name_of_the_day(by, None),
            reason=reason,
            seen=action.current_deadline_id,
            by=by,
            on=on,
        )


WRITE = {NewLead: _write_lead, NewTheme: _write_theme, NewClaim: _write_claim, NewDeadline: _write_deadline}
