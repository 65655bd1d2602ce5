"""Saying where an action stands. What was said is never changed; the newest word is in force."""

from collections.abc import Sequence
from datetime import date

from improvement import roles
from improvement.models import (
    Action,
    Assignment,
    Evidence,
    Post,
    ProgressUpdate,
    Rating,
    Step,
    Tenure,
    UpdateRound,
    User,
)
from improvement.ratings import NEEDS_REASON, Code
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.attachments import Attachment, attach, destroyed_on_failure
from improvement.services.refusals import refuse_unless_allowed

NOT_YOURS = (
    "You may not update this action: you hold neither its accountable nor a supporting post. "
    "The programme office can update it on behalf of its lead."
)
ANY = -1  # the author is not asked what they had in view: loading, importing
REASON_AND_RECOVERY = "Say why it is at risk or off track, and what the way back is."
NO_EVIDENCE = "This action cannot be proposed complete yet. Add evidence first: a file, or a link to one."
ANOTHER_SCHEME = "Choose one of this plan’s own ratings."


class Overtaken(Exception):
    """Another update came between opening a form and saving it; the author must see it first."""


def post_speaking(action: Action, *, by: User, on: date) -> Post | None:
    """The post for which a person may update an action on a day: one they hold that leads or supports it."""
    held = Tenure.objects.on(on).filter(person=by).values("post")
    assignment = (
        Assignment.objects.on(on)
        .filter(action_id=action.id, post__in=held)
        .select_related("post")
        .order_by("role", "position")
        .first()
    )
    return assignment.post if assignment else None


def reason_not_to_update(action: Action, *, by: User, on: date) -> str:
    """Why a person may not update an action, or nothing."""
    asks_posts = by.has_role(roles.LEAD) and not by.has_role(roles.OFFICE)
    speaking = post_speaking(action, by=by, on=on) if asks_posts else None
    return _reason_not_to_speak(speaking, by=by)


def is_complete(action: Action) -> bool:
    """Whether it was accepted as complete; being proposed is not enough."""
    return action.current_rating is not None and action.current_rating.code == Code.COMPLETE


def proposes_complete(action: Action, rating: Rating | None) -> bool:
    """Whether choosing a rating proposes completion: saying again that a complete action is, does not."""
    return rating is not None and rating.code == Code.COMPLETE and not is_complete(action)


def reason_not_to_propose_complete(action: Action, *, attaching: bool) -> str:
    """Why an action cannot be proposed complete, or nothing. `attaching`: evidence comes with it."""
    if attaching or Evidence.objects.filter(action=action, withdrawn_on__isnull=True).exists():
        return ""
    return NO_EVIDENCE


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
    round: UpdateRound | None = None,
    steps_done: set[int] | None = None,
    attached: Sequence[Attachment] = (),
    seen: int | None = ANY,
    post: Post | None = None,
    is_printed: bool = False,
    is_illustrative: bool = False,
) -> ProgressUpdate:
    """One more word on an action, which takes its rating; choosing complete only proposes it.

    `steps_done` holds the ids of the steps that stand done; None leaves them as they are. `attached` becomes
    evidence of this update: all is written or nothing. `seen` is the id of the newest update that the author
    had in view (None: there was none); where another has come since, nothing is written and Overtaken is
    raised. `post` names the post spoken for when loading; otherwise it is the one by whose right the author
    speaks.
    """
    speaking = post or post_speaking(action, by=by, on=on)
    refuse_unless_allowed(_reason_not_to_speak(speaking, by=by))
    refuse_unless_allowed(_reason_not_to_say(action, rating, reason=reason, recovery=recovery))
    with destroyed_on_failure() as stored, writing(by=by, reason="Progress reported", on=on) as act:
        lock(action)
        if seen is not ANY and seen != action.current_update_id:
            raise Overtaken(
                f"{action.address} was updated after you opened this form. "
                "Read what was said, then save again."
            )
        if proposes := proposes_complete(action, rating):
            act.reason = "Proposed complete"
            # Loading says complete first and brings the evidence after.
            refusal = reason_not_to_propose_complete(action, attaching=bool(attached))
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
            author=by,
            author_name=_name_of_the_day(by, speaking),
            post=speaking or _accountable_post(action, on),
            is_on_behalf=speaking is None and not by.is_system,
            is_printed=is_printed,
            is_illustrative=is_illustrative,
        )
        update.save()
        _put_in_force(action, update)
        if steps_done is not None:
            _tick_steps(action, steps_done, on)
        for attachment in attached:
            attach(action, attachment, update=update, stored=stored, by=by, on=on)
    return update


def reason_not_to_accept(update: ProgressUpdate, *, by: User) -> str:
    """Why a person may not accept a proposal of completion, or nothing."""
    if not update.proposes_complete:
        return "This update does not propose that the action is complete."
    if update.action.current_update_id != update.pk:
        return "A later update stands. Only the newest can be accepted."
    if not (by.is_system or by.has_role(roles.OFFICE)):
        return "You may not accept an action as complete. The programme office can."
    return "You may not accept what you proposed yourself." if update.author_id == by.pk else ""


def accept_complete(
    update: ProgressUpdate, *, by: User, on: date, is_illustrative: bool = False
) -> ProgressUpdate:
    """Someone other than the proposer agrees: the action is complete from now on."""
    action = update.action
    # A scheme may hold two ratings that mean complete: the first is its plain one.
    complete = action.plan.scheme.ratings.filter(code=Code.COMPLETE).first()
    with writing(by=by, reason="Accepted as complete", on=on):
        # Asked under the lock: two people may press at once.
        lock(action)
        refuse_unless_allowed("" if by.is_system else reason_not_to_accept(update, by=by))
        accepted = ProgressUpdate(
            action=action,
            round=update.round,
            said_on=on,
            rating=complete,
            narrative=update.narrative,
            author=by,
            author_name=_name_of_the_day(by, None),
            is_illustrative=is_illustrative,
        )
        accepted.save()
        _put_in_force(action, accepted)
    return accepted


def _reason_not_to_speak(speaking: Post | None, *, by: User) -> str:
    """The rule of who may update, once the post spoken for is known."""
    if by.is_system or by.has_role(roles.OFFICE) or (by.has_role(roles.LEAD) and speaking):
        return ""
    return NOT_YOURS


def _reason_not_to_say(action: Action, rating: Rating | None, *, reason: str, recovery: str) -> str:
    if rating is None:
        return ""
    if rating.scheme_id != action.plan.scheme_id:
        return ANOTHER_SCHEME
    return REASON_AND_RECOVERY if rating.code in NEEDS_REASON and not (reason and recovery) else ""


def _put_in_force(action: Action, update: ProgressUpdate) -> None:
    action.current_update_id, action.current_rating_id = update.pk, update.rating_id
    action.save(update_fields=["current_update", "current_rating"])


def _tick_steps(action: Action, done: set[int], on: date) -> None:
    for step in Step.objects.filter(action=action):
        if (step.pk in done) != (step.done_on is not None):
            step.done_on = on if step.pk in done else None
            step.save(update_fields=["done_on"])


def _name_of_the_day(by: User, post: Post | None) -> str:
    """Who speaks and for whom. What a command loads is said by the post alone: it names nobody."""
    if by.is_system:
        return post.short_name if post else "Programme office"
    return f"{by.name}, {post.short_name}" if post else f"{by.name}, programme office"


def _accountable_post(action: Action, on: date) -> Post | None:
    assignment = Assignment.objects.on(on).leading().filter(action=action).select_related("post").first()
    return assignment.post if assignment else None
