"""What is known of the impact of an action, from the checks of it. Rows or versions of them, the earliest due first."""

from improvement.deadlines.words import day_in_words
from improvement.models import ImpactCheck

State = ImpactCheck.State


def impact_words(checks: list) -> str:
    """One sentence on whether what was completed has lasted."""
    due = next((check for check in checks if check.state == State.DUE), None)
    done = sorted(
        (check for check in checks if check.checked_on), key=lambda check: (check.checked_on, check.id)
    )
    said = f"{done[-1].get_state_display()}, checked on {day_in_words(done[-1].checked_on)}" if done else ""
    if due is None:
        return said or "Not yet evidenced"
    to_come = f"to be checked {'again ' if done else ''}on {day_in_words(due.due)}"
    return f"{said}; {to_come}" if said else f"{to_come[:1].upper()}{to_come[1:]}"
