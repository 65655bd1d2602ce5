"""One request to move a deadline, with everything that its action's deadline went through."""

from dataclasses import dataclass
from datetime import date

from improvement.deadlines.moves import DeadlineMoves, moves_of
from improvement.deadlines.requests import Asked, asked_of
from improvement.models import DeadlineRequest, User
from improvement.services import deadline_requests as services


@dataclass(frozen=True)
class RequestPage:
    """A request, the moves before it, the other requests of its action, and what its reader may do."""

    asked: Asked
    moves: DeadlineMoves
    others: list[Asked]
    why_not_decide: str
    why_not_agree: str
    why_not_take_back: str
    is_for_board: bool

    @property
    def may_decide(self) -> bool:
        return not self.why_not_decide


def request_page(row: DeadlineRequest, *, by: User, on: date) -> RequestPage:
    """The page of a request, as `by` reads it. Its queries do not grow with anything."""
    others = row.action.deadlinerequests.exclude(pk=row.pk).select_related("action__plan", "former")
    return RequestPage(
        asked=asked_of(row, services.reason_not_to_decide(row, by=by, on=on)),
        moves=moves_of(list(row.action.deadlines.select_related("asked_by"))),
        others=[asked_of(other, "") for other in others.order_by("-asked_on", "-pk")],
        why_not_decide=services.reason_not_to_decide(row, by=by, on=on),
        why_not_agree=services.reason_not_to_agree(row, by=by, on=on),
        why_not_take_back=services.reason_not_to_take_back(row, by=by),
        is_for_board=services.speaks_for_the_board(row, by=by),
    )
