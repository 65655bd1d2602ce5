"""An action's story in time order: what was found, promised, said, moved, shown, and what passed by."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from improvement.deadlines.moves import by_how_much, months_between
from improvement.deadlines.words import short
from improvement.ratings import Code, Movement, movement

# Things of one day, in the order in which they are told.
FOUND, PROMISED, SAID, MOVED, SHOWN, PASSED = range(6)


@dataclass(frozen=True)
class StoryItem:
    """One thing that happened on one day. `code` draws a rating's mark; otherwise `mark` names a drawn one."""

    day: date
    rank: int
    mark: str = "dot"
    code: str | None = None
    label: str = ""
    opening: str = ""
    text: str = ""
    reason: str = ""
    recovery: str = ""
    note: str = ""
    is_evidence: bool = False
    is_illustrative: bool = False


def story_of(
    plan, findings, updates, deadlines, evidence, day: date, is_complete: bool, answers=()
) -> list[StoryItem]:
    """Everything until a day, oldest first. Rows come loaded, with ratings, rounds and inspections.

    `answers` are further items: what was asked for, returned and checked (improvement.actions.answers).
    """
    items = [*_found(findings), *_said(plan, updates), *_moved(deadlines), *_shown(evidence), *answers]
    items += _passed(deadlines, day, is_complete)
    return sorted((item for item in items if item.day <= day), key=lambda item: (item.day, item.rank))


def _found(findings):
    inspections = {finding.inspection for finding in findings if finding.inspection.published}
    for inspection in inspections:
        references = [finding.reference for finding in findings if finding.inspection == inspection]
        among = f", {_listed(references)} among them" if references else ""
        # Two inspectorates may inspect together: Ofsted and the Care Quality Commission.
        publish = "publish their" if " and " in inspection.inspectorate else "publishes its"
        text = f"{inspection.inspectorate} {publish} findings{among}."
        yield StoryItem(inspection.published, FOUND, text=text)


def _said(plan, updates):
    before = None
    for update in updates:
        code = update.rating.code if update.rating else None
        if update.is_printed:
            opening = f"In the plan, {plan.version_label}. Progress as published:"
            yield StoryItem(update.said_on, PROMISED, opening=opening, text=update.narrative)
            continue
        yield StoryItem(
            update.said_on,
            SAID,
            code=code,
            label=update.rating.label if update.rating else "",
            opening=_opening(update, before, code),
            text=update.narrative,
            reason=update.reason,
            recovery=update.recovery,
            note=_note(update),
            is_illustrative=update.is_illustrative,
        )
        before = update.rating or before


def _opening(update, before, code: str | None) -> str:
    if update.proposes_complete:
        return "Proposed complete."
    if update.rating is None:
        return ""
    kind = movement(before.code if before else None, code)
    if kind == Movement.SAME:
        return ""
    if kind in {Movement.UP, Movement.DOWN}:
        return f"{kind.label} from {before.label}."
    return "Accepted as complete." if code == Code.COMPLETE else f"{kind.label}."


def _note(update) -> str:
    by = f"{update.author_name}, by a partner link" if hasattr(update, "partner_link") else update.author_name
    if update.is_on_behalf and update.post and update.post.acronym != by:
        by = f"{by} on behalf of {update.post.short_name}"
    return f"{by}, {update.round.month} round" if update.round else by


def _moved(deadlines):
    for former, deadline in pairwise(deadlines):
        how = ""
        if former.ends and deadline.ends:
            how = f", {by_how_much(months_between(former.ends, deadline.ends))}"
        yield StoryItem(
            deadline.agreed_on,
            MOVED,
            mark="arrow",
            opening="Deadline moved" if former.ends != deadline.ends else "Deadline written anew",
            text=_from_to(former, deadline, how),
            note=f"Agreed by {deadline.agreed_by}" if deadline.agreed_by else "",
            is_illustrative=deadline.is_illustrative,
        )


def _from_to(former, deadline, how: str) -> str:
    """From where to where; the printed words where the end stays and only they change."""
    if former.ends and former.ends == deadline.ends:
        return f"from “{former.words}” to “{deadline.words}”. {deadline.reason}"
    return f"from {_named(former)} to {_named(deadline)}{how}. {deadline.reason}"


def _shown(evidence):
    for piece in evidence:
        yield StoryItem(
            piece.added_on,
            SHOWN,
            opening="Evidence added:",
            text=piece.title or "withdrawn since",
            is_evidence=True,
            is_illustrative=piece.is_illustrative,
        )
        if piece.withdrawn_on:
            yield StoryItem(
                piece.withdrawn_on, SHOWN, opening="Evidence withdrawn:", text=piece.withdrawn_because
            )


def _passed(deadlines, day: date, is_complete: bool):
    """Each deadline that was in force on its last day and passed."""
    for deadline, following in zip(deadlines, [*deadlines[1:], None], strict=True):
        if deadline.ends is None or deadline.ends >= day:
            continue
        replaced = following is not None and following.agreed_on <= deadline.ends
        if not replaced and not is_complete:
            yield StoryItem(deadline.ends, PASSED, mark="clock", text="The deadline passed.")


def _named(deadline) -> str:
    return short(deadline.ends) if deadline.ends else f"“{deadline.words}”" if deadline.words else "none"


def _listed(references: list[str]) -> str:
    return f"{', '.join(references[:-1])} and {references[-1]}" if len(references) > 1 else references[0]
