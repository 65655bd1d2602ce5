"""The update form as two pages show it: an action's own, and the lead's list of actions."""

from dataclasses import dataclass
from datetime import date

from improvement import clock
from improvement.actions.page import leads_of
from improvement.as_at import AsAt
from improvement.deadlines import State, state_on
from improvement.deadlines.asked import asked_mark
from improvement.forms.updates import UpdateForm, start_from, start_from_draft, start_from_kept
from improvement.models import Action, ProgressUpdate, UpdateDraft, UpdateReview, UpdateRound
from improvement.services.completion import is_complete
from improvement.services.deadline_requests import waiting_request
from improvement.services.drafts import draft_of, keep_draft
from improvement.services.progress import Overtaken, RoundClosed, report_progress
from improvement.services.refusals import Refused
from improvement.services.speaking import reason_not_to_update, reason_nothing_is_said
from improvement.standing.stale import stale_action
from improvement.views.kept_words import words_kept


@dataclass
class Saying:
    """A form on its way: `round` is the one open now, `is_asking` whether it also asks
    for another deadline, `update` there once it is saved, `newer` what others said
    meanwhile, `draft` what it began from."""

    action: Action
    form: UpdateForm
    round: UpdateRound | None
    is_asking: bool = False
    update: ProgressUpdate | None = None
    newer: tuple = ()
    draft: UpdateDraft | None = None

    def saved(self, at: str = "") -> str:
        """What became of it, in a sentence; `at` is the time of day where the page says it."""
        action, label = self.action, self.form.cleaned_data["rating"].label
        when = f", {at}" if at else ""
        if not self.update.proposes_complete:
            words = self.form.cleaned_data["forecast"]
            asks = f" It also asks to move the deadline to “{words}”." if self.is_asking else ""
            return f"Saved. {action.address} is {label}{when}.{asks}"
        stands = action.current_rating.label if action.current_rating else "not rated"
        return f"Proposed complete{when}. It counts as {stands} until someone else accepts it."


def opened(request, action: Action) -> Saying:
    """A fresh form, or one that begins from words kept while signing in, from a draft, or from the last words."""
    draft = draft_of(action, by=request.user)
    if kept := words_kept(request):
        initial, draft = start_from_kept(kept), None
    elif draft:
        initial = start_from_draft(draft)
    else:
        initial = start_from(action.current_update) if request.GET.get("start") == "last" else {}
    open_now = _open_round(action)
    form = UpdateForm(action=action, today=clock.today(), round=open_now, by=request.user, initial=initial)
    return Saying(action, form, open_now, draft=draft)


def sent(request, action: Action) -> Saying:
    """The form as it was sent: saved, or with what is wrong. Nothing typed is lost."""
    today, open_now = clock.today(), _open_round(action)
    form = UpdateForm(
        request.POST, request.FILES, action=action, today=today, round=open_now, by=request.user
    )
    saying = Saying(action, form, open_now)
    if not form.is_valid():
        return saying
    round = _round_in_view(form, open_now)
    said = form.said()
    try:
        saying.update = report_progress(action, **said, round=round, by=request.user, on=today)
        saying.is_asking = said["wish"] is not None
    except Overtaken as overtaken:
        saying.newer = _said_since(action, said["seen"])
        form.overtake(str(overtaken))
    except RoundClosed as closed:
        keep_draft(action, dict(request.POST.lists()), by=request.user)
        form.move_to_round(open_now, str(closed))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return saying


def around(request, saying: Saying) -> dict:
    """What both pages show round the form."""
    action, today = saying.action, clock.today()
    is_overdue = not is_complete(action) and state_on(today, action.due) == State.OVERDUE
    refusal = reason_not_to_update(action, by=request.user, on=today) or reason_nothing_is_said(action)
    waiting = waiting_request(action)
    return {
        "plan": action.plan,
        "action": action,
        "form": saying.form,
        "draft": saying.draft,
        "newer": saying.newer,
        "leads": leads_of(action, AsAt(today, today)),
        "refusal": refusal,
        "stale": None if refusal else stale_action(action, AsAt(today, today)),
        "round": saying.round,
        "today": today,
        "overdue": _days_over(action, today) if is_overdue else 0,
        "waiting": waiting,
        "asked": asked_mark(waiting.words, waiting.ends) if waiting else "",
        "sent_back": _sent_back(action),
        "evidence_count": action.evidence.filter(withdrawn_on__isnull=True).count(),
    }


def _round_in_view(form: UpdateForm, open_now: UpdateRound | None) -> UpdateRound | None:
    """The round that was open when the form was opened; it may have been closed since."""
    if form.round_in_view is None or (open_now and open_now.pk == form.round_in_view):
        return open_now
    return form.action.plan.rounds.filter(pk=form.round_in_view).first() or open_now


def _open_round(action: Action) -> UpdateRound | None:
    return action.plan.rounds.open_on(clock.today()).first()


def _sent_back(action: Action) -> UpdateReview | None:
    """The note with which the newest update was sent back or not accepted, if it was."""
    return action.current_update.reviews.order_by("-pk").first() if action.current_update else None


def _days_over(action: Action, today: date) -> int:
    return (today - action.due).days


def _said_since(action: Action, seen: int | None):
    """The newest words after the update that somebody had in view, newest first."""
    return action.updates.filter(pk__gt=seen or 0).select_related("rating").order_by("-pk")[:5]
