"""Saying where an action stands. What was said is never changed; the newest word is in force."""

from collections.abc import Sequence
from datetime import date

from improvement.models import Action, Post, ProgressUpdate, Rating, Step, UpdateDraft, UpdateRound, User
from improvement.ratings import NEEDS_REASON
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.attachments import Attachment, attach, destroyed_on_failure
from improvement.services.completion import proposes_complete, put_in_force, reason_not_to_propose_complete
from improvement.services.deadline_requests import Wish, ask_to_move
from improvement.services.refusals import Refused, refuse_unless_allowed
from improvement.services.speaking import (
    accountable_post,
    name_of_the_day,
    post_speaking,
    reason_not_to_speak,
    reason_nothing_is_said,
)

ANY = -1  # the author is not asked what they had in view: loading, importing
REASON_AND_RECOVERY = "Say why it is at risk or off track, and what the way back is."
ANOTHER_SCHEME = "Choose one of this plan’s own ratings."


class Overtaken(Exception):
    """Another update came between opening a form and saving it; the author must see it first."""


class RoundClosed(Refused):
    """The round closed while an update was being typed; its words go into a draft."""


def report_progress(
    action: Action,
    *,
    rating: Rating | None,
    narrative: str,
    by: User,
    on: date,
    reason: str = "",
    recovery: str = "",
    forecast: str = "",
    impact: str = "",
    wish: Wish | None = None,
    round: UpdateRound | None = None,
    steps_done: set[int] | None = None,
    attached: Sequence[Attachment] = (),
    seen: int | None = ANY,
    post: Post | None = None,
    author_name: str = "",
    is_no_change: bool = False,
    is_printed: bool = False,
    is_illustrative: bool = False,
) -> ProgressUpdate:
    """One more word on an action, which takes its rating; choosing complete only proposes it.

    `steps_done` holds the ids of the steps that stand done; None leaves them as they are. `attached` becomes
    evidence of this update: all is written or nothing. `seen` is the id of the newest update that the author
    had in view (None: there was none); where another has come since, nothing is written and Overtaken is
    raised. `impact` states what it has changed, where it proposes completion. `wish` asks for another deadline
    in the same act. Raises RoundClosed where `round` holds no more. `post` and `author_name` name who speaks when
    loading or by a partner's link; otherwise it is the post by whose right the author speaks.
    """
    speaking = post or post_speaking(action, by=by, on=on)
    refuse_unless_allowed(reason_not_to_speak(speaking, by=by))
    refuse_unless_allowed(_reason_not_to_say(action, rating, on, reason=reason, recovery=recovery))
    with destroyed_on_failure() as stored, writing(by=by, reason="Progress reported", on=on) as act:
        lock(action)
        refuse_unless_allowed("" if by.is_system else reason_nothing_is_said(action))
        if round is not None:
            lock(round)
            _refuse_closed(round)
        if seen is not ANY and seen != action.current_update_id:
            raise Overtaken(
                f"{action.address} was updated after you opened this form. "
                "Read what was said, then save again."
            )
        if proposes := proposes_complete(action, rating):
            act.reason = "Proposed complete"
            # Loading says complete first and brings the evidence after.
            refusal = reason_not_to_propose_complete(action, attaching=bool(attached), impact=impact)
            refuse_unless_allowed("" if by.is_system else refusal)
        update = ProgressUpdate(
            action=action,
            round=round,
            said_on=on,
            rating_id=action.current_rating_id if proposes else rating and rating.pk,
            narrative=narrative,
            reason=reason,
            recovery=recovery,
            forecast=forecast,
            proposes_complete=proposes,
            impact=impact if proposes else "",
            is_no_change=is_no_change,
            author=by,
            author_name=author_name or name_of_the_day(by, speaking),
            post=speaking or accountable_post(action, on),
            is_on_behalf=speaking is None and not by.is_system,
            is_printed=is_printed,
            is_illustrative=is_illustrative,
        )
        update.save()
        put_in_force(action, update)
        UpdateDraft.objects.filter(action=action, author=by).delete()
        if steps_done is not None:
            _tick_steps(action, steps_done, on)
        for attachment in attached:
            attach(action, attachment, update=update, stored=stored, by=by, on=on)
        if wish is not None:
            ask_to_move(action, wish, instead=True, by=by, on=on)
    return update


def _refuse_closed(round: UpdateRound) -> None:
    if round.closed_on:
        raise RoundClosed(
            f"The {round.title} round was closed on {round.closed_on:%-d %B %Y}, while you were typing. "
            "Your words are kept as a draft: save them again and they count in the round that is open now, if any."
        )


def _reason_not_to_say(action: Action, rating: Rating | None, on: date, *, reason: str, recovery: str) -> str:
    if rating is None:
        return ""
    if rating.scheme_id != action.plan.scheme_id:
        return ANOTHER_SCHEME
    if rating.withdrawn_on and rating.withdrawn_on <= on:
        return f"“{rating.label}” is no longer given in this plan. Choose another rating."
    return REASON_AND_RECOVERY if rating.code in NEEDS_REASON and not (reason and recovery) else ""


def _tick_steps(action: Action, done: set[int], on: date) -> None:
    for step in Step.objects.filter(action=action):
        if (step.pk in done) != (step.done_on is not None):
            step.done_on = on if step.pk in done else None
            step.save(update_fields=["done_on"])
