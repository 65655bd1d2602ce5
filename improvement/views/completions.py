"""Closing an action: what is proposed complete is accepted by another person, or returned with a note."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement import clock
from improvement.forms.completions import AcceptForm, ReturnForm
from improvement.models import Action, ProgressUpdate
from improvement.services import completion
from improvement.services.evidence import reason_not_to_read
from improvement.services.refusals import refuse_unless_allowed
from improvement.views.asking import accepted, asked
from improvement.views.plan_scope import action_or_404

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def action_accept(request, plan, address):
    """Accept the proposal that the person had in view, and say what its check will look at."""
    action, today = action_or_404(request, plan, address), clock.today()
    update = _proposal(request, action)
    measures = completion.measures_of(action, update)
    form = asked(request, AcceptForm, initial={"measures": measures, "seen": update.pk})
    if request.method == "POST" and form.is_valid():
        named = {"measures": form.cleaned_data["measures"], "by": request.user, "on": today}
        if accepted(form, completion.accept_complete, update, **named):
            messages.success(request, f"Accepted. {action.address} is complete.")
            return redirect("improvement:action-detail", plan=plan, address=address)
    due = {"due": completion.impact_check_due(action.plan, today)}
    return _page(request, "improvement/action_accept.html", update, form, **due)


@read_or_send
def action_return(request, plan, address):
    """Not accepted: say what is missing."""
    action = action_or_404(request, plan, address)
    update = _proposal(request, action)
    form = asked(request, ReturnForm, initial={"seen": update.pk})
    if request.method == "POST" and form.is_valid():
        said = {"note": form.cleaned_data["note"], "by": request.user, "on": clock.today()}
        if accepted(form, completion.return_proposal, update, **said):
            messages.success(request, f"Returned. {action.address} stays as it was, and its lead sees why.")
            return redirect("improvement:action-detail", plan=plan, address=address)
    return _page(request, "improvement/action_return.html", update, form)


def _proposal(request, action: Action) -> ProgressUpdate:
    """The proposal that the person had in view, or the newest update; refused where they may not judge it."""
    seen, update = request.POST.get("seen", ""), action.current_update
    if request.method == "POST" and seen.isdecimal() and len(seen) < 20:
        update = action.updates.filter(pk=seen).first()
    refuse_unless_allowed("" if update else "Nothing proposes that this action is complete.")
    refuse_unless_allowed(completion.reason_not_to_accept(update, by=request.user, on=clock.today()))
    return update


def _page(request, template: str, update: ProgressUpdate, form, **more):
    action = update.action
    context = {
        "plan": action.plan,
        "action": action,
        "update": update,
        "form": form,
        "evidence": action.evidence.filter(withdrawn_on__isnull=True),
        "why_not_read_evidence": reason_not_to_read(action, by=request.user, on=clock.today()),
    }
    return render(request, template, context | more)
