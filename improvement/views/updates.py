"""Saying where an action stands."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement import clock
from improvement.as_at import AsAt
from improvement.deadlines import State, state_on
from improvement.forms.updates import UpdateForm, start_from, start_from_kept
from improvement.models import Action, ProgressUpdate
from improvement.services.completion import is_complete
from improvement.services.progress import Overtaken, report_progress
from improvement.services.refusals import Refused
from improvement.services.speaking import reason_not_to_update
from improvement.standing.stale import stale_action
from improvement.views.kept_words import words_kept
from improvement.views.plan_scope import action_or_404


@require_http_methods(["GET", "POST"])
def action_update(request, plan, address):
    """The update form with the last words beside it."""
    action, today = action_or_404(request, plan, address), clock.today()
    if request.method == "GET":
        return _page(request, action, _opened(request, action))
    form = UpdateForm(request.POST, request.FILES, action=action, today=today, by=request.user)
    if not form.is_valid():
        return _page(request, action, form)
    round = action.plan.rounds.open_on(today).first()
    try:
        update = report_progress(action, **form.said(), round=round, by=request.user, on=today)
    except Overtaken as overtaken:
        newer = _said_since(action, form.said()["seen"])
        form.overtake(str(overtaken))
        return _page(request, action, form, newer)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, action, form)
    messages.success(request, _saved(action, update, form.cleaned_data["rating"]))
    return redirect("improvement:action-detail", plan=plan, address=address)


def _opened(request, action: Action) -> UpdateForm:
    """A fresh form, or one that begins from words kept while signing in, or from the last words."""
    if kept := words_kept(request):
        initial = start_from_kept(kept)
    else:
        initial = start_from(action.current_update) if request.GET.get("start") == "last" else {}
    return UpdateForm(action=action, today=clock.today(), by=request.user, initial=initial)


def _said_since(action: Action, seen: int | None):
    """The newest words after the update that somebody had in view, newest first."""
    return action.updates.filter(pk__gt=seen or 0).select_related("rating").order_by("-pk")[:5]


def _page(request, action: Action, form: UpdateForm, newer=()):
    today = clock.today()
    refusal = reason_not_to_update(action, by=request.user, on=today)
    is_overdue = not is_complete(action) and state_on(today, action.due) == State.OVERDUE
    context = {
        "plan": action.plan,
        "action": action,
        "form": form,
        "refusal": refusal,
        "newer": newer,
        "round": action.plan.rounds.open_on(today).first(),
        "overdue": (today - action.due).days if is_overdue else 0,
        "stale": None if refusal else stale_action(action, AsAt(today, today)),
        "evidence_count": action.evidence.filter(withdrawn_on__isnull=True).count(),
    }
    return render(request, "improvement/action_update.html", context, status=403 if refusal else 200)


def _saved(action: Action, update: ProgressUpdate, chosen) -> str:
    if not update.proposes_complete:
        return f"Saved. {action.address} is {chosen.label}."
    stands = action.current_rating.label if action.current_rating else "not rated"
    return f"Proposed complete. It counts as {stands} until the programme office accepts it."
