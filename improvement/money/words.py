"""What the total of a plan's costs holds and what it does not, in sentences for page and workbook alike."""

from improvement.money import Money
from improvement.money.pounds import in_pounds


def total_sentences(found: Money) -> list[str]:
    """The total first, then whatever would mislead somebody who read it alone."""
    if not found.all.number:
        return [said] if (said := _left_out(found)) else []
    said = [_total(found), _counted(found), _mixed(found), _without(found), _left_out(found)]
    return [sentence for sentence in said if sentence]


def _total(found: Money) -> str:
    held = found.all
    if not held.summed:
        return "No cost of this plan states an amount that could be added up."
    costs = "1 cost" if held.summed == 1 else f"{held.summed} costs"
    return f"The total of {in_pounds(held.total)} holds {costs} with a stated amount that is not in budget already."


def _counted(found: Money) -> str:
    """What is counted and not summed."""
    held = found.all
    parts = []
    if held.in_budget:
        parts.append(f"{held.in_budget} {_is(held.in_budget)} in budget already")
    if held.without_amount:
        parts.append(f"{held.without_amount} {'states' if held.without_amount == 1 else 'state'} no amount")
    if not parts:
        return ""
    return f"It does not hold the others: {' and '.join(parts)}. They are counted and not summed."


def _mixed(found: Money) -> str:
    """Sums that come once and sums that come again do not belong into one budget year."""
    held = found.all
    parts = []
    if held.one_off:
        parts.append(f"{in_pounds(held.one_off)} that is paid once")
    if held.recurring:
        parts.append(f"{in_pounds(held.recurring)} that comes round again")
    if held.unstated:
        parts.append(f"{in_pounds(held.unstated)} of which the plan does not say how often")
    if len(parts) < 2 and not held.unstated:
        return ""
    return f"It adds {_listed(parts)}: for how long each is paid, only the printed words say."


def _without(found: Money) -> str:
    if not found.without:
        return ""
    states = "states no cost of its own" if found.without == 1 else "state no cost of their own"
    return f"{found.without:,} of {found.actions:,} actions {states}."


def _left_out(found: Money) -> str:
    if not found.left_out:
        return ""
    belongs = "1 cost belongs" if found.left_out == 1 else f"{found.left_out} costs belong"
    return f"{belongs} to what is no longer in the plan, and {_is(found.left_out)} left out."


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
