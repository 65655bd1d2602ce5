"""Who may agree that a deadline of an action moves, by how far, in sentences for whoever asks."""

from dataclasses import dataclass
from datetime import date

from improvement.models import Action, Assignment, Plan

OTHERS = "the programme office and the chair may too"


@dataclass(frozen=True)
class Reach:
    """How far a deadline may move, and who agrees to that."""

    how_far: str
    who: str


def who_agrees(action: Action, day: date) -> list[Reach]:
    """The reach of the lead, of the director above them, and of the board. One query."""
    leading = Assignment.objects.on(day).leading().filter(action=action, post__reports_to__isnull=False)
    above = leading.values_list("post__reports_to__title", flat=True).first()
    if action.due is None:
        return [Reach("Any deadline, as it has no end date now", f"{_director(above)}; {OTHERS}")]
    return reaches(action.plan, above or "")


def reaches(plan: Plan, director: str = "") -> list[Reach]:
    """Who agrees to what under a plan's own rules; `director` is the post that the lead reports to."""
    own, above = plan.lead_may_move_days, plan.director_may_move_days
    within = f"Up to {days(own)} later" if own else "To an earlier date"
    found = [Reach(within, "nobody else: it takes force at once")]
    if above > own:
        found.append(Reach(f"Up to {days(above)} later", f"{_director(director)}; {OTHERS}"))
    return [
        *found,
        Reach("Further, or to no end date", "the board: its chair, or the programme office for it"),
    ]


def _director(title: str | None) -> str:
    return f"the director whom its lead reports to, {title}" if title else "the director of its lead"


def days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
