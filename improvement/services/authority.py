"""Who may agree that a deadline moves: a question of how far, counted from what was last set over their heads."""

from datetime import date

from improvement.deadlines import Authority, Reading
from improvement.models import Action, Plan


def authority_for(plan: Plan, anchor: date | None, ends: date | None) -> Authority:
    """Who may agree that an end date moves from `anchor`, the last agreed under nobody's tolerance, to `ends`.

    A date that is no later needs nobody else; an end date taken away is the board's, one given a director's.
    """
    if ends is None:
        return Authority.BOARD if anchor else Authority.DIRECTOR
    if anchor is None:
        return Authority.DIRECTOR
    days = (ends - anchor).days
    if days <= plan.lead_may_move_days:
        return Authority.LEAD
    return Authority.DIRECTOR if days <= plan.director_may_move_days else Authority.BOARD


def needed_for(action: Action, reading: Reading) -> Authority:
    """Who may agree to another deadline of an action. Small moves add up: they count from the last one that the
    plan, the board or the office set, so that nobody moves a deadline by a month every month."""
    moves = action.deadlines.order_by("-agreed_on", "-id")
    within = [Authority.LEAD, Authority.DIRECTOR]
    anchors = [
        moves.exclude(agreed_within__in=within[:count]).values_list("ends", flat=True).first()
        for count in (1, 2)
    ]
    return max(
        (authority_for(action.plan, anchor, reading.ends) for anchor in anchors), key=list(Authority).index
    )
