"""The rules that a plan runs by: how far a deadline may move on whose word, when impact is checked, who is reminded."""

from dataclasses import asdict, dataclass
from datetime import date

from improvement import roles
from improvement.models import Plan, PlanReader, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed

# The least and the most of each rule, in days but for the months of a check.
BOUNDS = {
    "lead_may_move_days": (0, 92),
    "director_may_move_days": (0, 366),
    "impact_check_months": (1, 24),
    "remind_days_before": (0, 14),
    "escalate_days_after": (0, 31),
}
NO_REASON = "Say why the rules change: the reason stands in the record for good."
TOO_FAR = "A director may agree to no less than a lead may move alone. Enter {lead} days or more."


@dataclass(frozen=True)
class Rules:
    """The rules of one plan, by the names of its columns."""

    lead_may_move_days: int
    director_may_move_days: int
    impact_check_months: int
    remind_days_before: int
    escalate_days_after: int


def rules_of(plan: Plan) -> Rules:
    """The rules that a plan runs by now."""
    return Rules(**{name: getattr(plan, name) for name in BOUNDS})


def reason_not_to_set_rules(*, by: User) -> str:
    if by.is_system or roles.may(by, "set the rules of a plan"):
        return ""
    return "Only the programme office sets the rules of a plan."


def reason_not_as_rules(rules: Rules) -> str:
    """Why rules cannot stand, or nothing."""
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(rules, name) <= most:
            return f"{Plan._meta.get_field(name).verbose_name.capitalize()}: enter a number from {least} to {most}."
    if rules.director_may_move_days < rules.lead_may_move_days:
        return TOO_FAR.format(lead=rules.lead_may_move_days)
    return ""


def may_chair(plan: Plan):
    """The board members with whom a plan is shared: whoever of them chairs its board may agree for it."""
    readers = PlanReader.objects.filter(plan=plan, reader__is_active=True)
    return (
        readers.filter(reader__roles__role=roles.BOARD_MEMBER)
        .select_related("reader")
        .order_by("reader__name")
    )


def set_rules(
    plan: Plan, rules: Rules, *, chairs: set[PlanReader], reason: str, by: User, on: date
) -> list[str]:
    """Write the rules that differ, and who chairs; returns the names of the columns, none where nothing did.

    What was agreed or waits keeps the authority of its day.
    """
    refuse_unless_allowed(reason_not_to_set_rules(by=by))
    refuse_unless_allowed("" if reason else NO_REASON)
    refuse_unless_allowed(reason_not_as_rules(rules))
    with writing(by=by, reason=reason, on=on):
        lock(plan)
        changed = [name for name, value in asdict(rules).items() if getattr(plan, name) != value]
        for name in changed:
            setattr(plan, name, getattr(rules, name))
        if changed:
            plan.save(update_fields=changed)
        return changed + _set_chairs(plan, chairs)


def _set_chairs(plan: Plan, chairs: set[PlanReader]) -> list[str]:
    changed = [row for row in may_chair(plan) if row.is_chair != (row in chairs)]
    for row in changed:
        row.is_chair = not row.is_chair
        row.save(update_fields=["is_chair"])
    return ["is_chair"] if changed else []
