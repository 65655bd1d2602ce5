"""Update rounds: opened, and closed for good."""

from datetime import date

from improvement import roles
from improvement.models import Plan, UpdateRound, User
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed


def reason_not_to_keep_rounds(*, by: User) -> str:
    if by.is_system or by.has_role(roles.OFFICE):
        return ""
    return "Only the programme office opens and closes rounds."


def open_round(
    plan: Plan, title: str, *, opens: date, closes: date, by: User, on: date, is_illustrative: bool = False
) -> UpdateRound:
    """A spell in which every action of a plan is to be brought up to date."""
    refuse_unless_allowed(reason_not_to_keep_rounds(by=by))
    round = UpdateRound(plan=plan, title=title, opens=opens, closes=closes, is_illustrative=is_illustrative)
    with writing(by=by, reason="Round opened", on=on):
        round.save()
    return round


def close_round(round: UpdateRound, *, by: User, on: date) -> None:
    """No more updates belong to it."""
    refuse_unless_allowed(reason_not_to_keep_rounds(by=by))
    round.closed_on = on
    with writing(by=by, reason="Round closed", on=on):
        round.save(update_fields=["closed_on"])
