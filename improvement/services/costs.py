"""What a plan says it costs: added, corrected and withdrawn, each with a reason."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from improvement import roles
from improvement.models import Action, Cost, Plan, Theme, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed

ONE_THING = "Say which action the cost is of, or which whole theme: one of the two."
ANOTHER_PLAN = "Choose an action or theme of this plan."


@dataclass(frozen=True)
class Said:
    """What a cost says: its words as printed, and how they were read. Without an amount it is only counted."""

    words: str
    amount: Decimal | None = None
    funding: str = Cost.Funding.UNSTATED
    recurrence: str = Cost.Recurrence.UNSTATED
    doubt: str = ""


def reason_not_to_keep_costs(*, by: User) -> str:
    if by.is_system or roles.may(by, "keep costs"):
        return ""
    return "Only the programme office keeps costs."


def reason_not_to_change(cost: Cost, *, by: User) -> str:
    """Why a person may not correct or withdraw a cost, or nothing."""
    if refusal := reason_not_to_keep_costs(by=by):
        return refusal
    if cost.withdrawn_on:
        return f"This cost was withdrawn on {cost.withdrawn_on:%-d %B %Y} already."
    return ""


def add_cost(
    plan: Plan,
    said: Said,
    *,
    theme: Theme | None = None,
    action: Action | None = None,
    reason: str,
    by: User,
    on: date,
) -> Cost:
    """A cost of one action of the plan, or of one theme as a whole."""
    refuse_unless_allowed(reason_not_to_keep_costs(by=by))
    refuse_unless_allowed("" if (theme is None) != (action is None) else ONE_THING)
    refuse_unless_allowed("" if (theme or action).plan_id == plan.pk else ANOTHER_PLAN)
    refuse_unless_allowed(_reason_not_to_say(said, reason))
    cost = Cost(plan=plan, theme=theme, action=action)
    with writing(by=by, reason=f"Cost added: {reason}", on=on):
        _say(cost, said)
        cost.save()
    return cost


def correct_cost(cost: Cost, said: Said, *, reason: str, by: User, on: date) -> Cost:
    """The words or the reading of a cost put right. What they were stays in the record."""
    refuse_unless_allowed(_reason_not_to_say(said, reason))
    with writing(by=by, reason=f"Cost corrected: {reason}", on=on):
        lock(cost)
        refuse_unless_allowed(reason_not_to_change(cost, by=by))
        _say(cost, said)
        cost.save()
    return cost


def withdraw_cost(cost: Cost, *, because: str, by: User, on: date) -> None:
    """A cost taken out of the plan: it is summed and shown no more, except as at a day before."""
    refuse_unless_allowed("" if because.strip() else "Say why it is withdrawn.")
    with writing(by=by, reason=f"Cost withdrawn: {because}", on=on):
        lock(cost)
        refuse_unless_allowed(reason_not_to_change(cost, by=by))
        cost.withdrawn_on, cost.withdrawn_because = on, because
        cost.save()


def _reason_not_to_say(said: Said, reason: str) -> str:
    if not said.words.strip():
        return "Enter the words of the cost, as the plan prints them."
    if said.amount is not None and said.amount < 0:
        return "Enter an amount that is not below nothing."
    return "" if reason.strip() else "Say why the cost is kept or changed."


def _say(cost: Cost, said: Said) -> None:
    cost.words, cost.amount, cost.doubt = said.words, said.amount, said.doubt
    cost.funding, cost.recurrence = said.funding, said.recurrence
