"""What others said to an action, as items of its story: requests to move its deadline and their answers, updates sent
back, completions returned, impact checked. Rows, or the versions of a day."""

from collections.abc import Iterable

from improvement.actions.story import MOVED, SAID, StoryItem
from improvement.deadlines import Authority
from improvement.deadlines.requests import asked_of
from improvement.models import DeadlineRequest, ImpactCheck, UpdateReview

State = DeadlineRequest.State
# What was agreed is told by the move itself.
ANSWERS = {
    State.REFUSED: "Request refused",
    State.TAKEN_BACK: "Request taken back",
    State.OVERTAKEN: "Request overtaken",
}


def agreed_of(requests: Iterable) -> Iterable[StoryItem]:
    """Each request that waited or waits, and its answer. What needed nobody's word is told as a move alone."""
    for row in requests:
        if row.authority == Authority.LEAD:
            continue
        asked = asked_of(row, "")
        former = f"“{asked.former}”" if asked.former else "no deadline"
        yield StoryItem(
            row.asked_on,
            SAID,
            mark="question",
            opening="Asked to move the deadline",
            text=f"from {former} to “{asked.words}”, {asked.how_far}. {asked.reason}",
            note=asked.asked_by,
            is_illustrative=row.is_illustrative,
        )
        if row.state in ANSWERS:
            yield StoryItem(
                row.decided_on,
                MOVED,
                opening=f"{ANSWERS[row.state]}: “{asked.words}”.",
                text=row.decision,
                note=row.decided_by_name,
                is_illustrative=row.is_illustrative,
            )


def answers_of(reviews: Iterable[UpdateReview]) -> Iterable[StoryItem]:
    """Each update that was sent back, each completion that was not accepted."""
    for review in reviews:
        yield StoryItem(
            review.said_on,
            SAID,
            mark="question",
            opening=f"{review.get_kind_display()}.",
            text=review.note,
            note=review.author_name,
        )


def checks_of(checks: Iterable) -> Iterable[StoryItem]:
    """Each look at its impact that has been taken."""
    for check in checks:
        if check.checked_on:
            yield StoryItem(
                check.checked_on,
                SAID,
                mark="done" if check.state == ImpactCheck.State.EMBEDDED else "clock",
                opening=f"Impact checked: {check.get_state_display().lower()}.",
                text=check.found,
                note=check.checked_by_name,
                is_illustrative=check.is_illustrative,
            )
