"""Moving a deadline by agreement: asked for, listed, decided."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.deadlines.request_page import request_page
from improvement.deadlines.requests import requests
from improvement.deadlines.who_agrees import who_agrees
from improvement.forms.deadline_requests import DeadlineAskForm, DecisionForm
from improvement.models import DeadlineRequest, Plan
from improvement.services import deadline_requests as services
from improvement.services.refusals import Refused, refuse_unless_allowed
from improvement.services.speaking import reason_not_to_update
from improvement.views.as_at import asked_day
from improvement.views.asking import accepted, asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import action_or_404, plan_or_404

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def deadline_ask(request, plan, address):
    """Ask for another deadline: its reading and who may agree are shown first, and sent when sent again unchanged."""
    action, today = action_or_404(request, plan, address), clock.today()
    refusal = services.reason_not_to_ask(action, by=request.user, on=today)
    if refusal and (waiting := _asked_already(action, request.user, today)):
        messages.info(request, refusal)
        return redirect("improvement:deadline-request", plan, waiting.pk)
    refuse_unless_allowed(refusal)
    form = asked(request, DeadlineAskForm, action=action, today=today)
    sent = request.method == "POST" and form.is_valid() and form.is_looked_at()
    if sent and accepted(form, services.ask_to_move, action, form.wish(), by=request.user, on=today):
        messages.success(request, _asked_for(action))
        return redirect("improvement:action-detail", plan=plan, address=address)
    context = {
        "plan": action.plan,
        "action": action,
        "form": form,
        "preview": form.preview(),
        "authority": form.authority(),
        "who_agrees": who_agrees(action, today),
    }
    return render(request, "improvement/deadline_ask.html", context)


def _asked_already(action, user, today):
    """The request that waits, for whoever may ask: it says more than a refusal after a press too many."""
    return None if reason_not_to_update(action, by=user, on=today) else services.waiting_request(action)


@require_safe
def deadline_request_list(request, plan):
    """What waits for the board and for directors, which of it for the reader, and what was decided."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    frame = plan_frame(request, plan, when, current="Deadlines")
    context = frame | {"requests": requests(plan, when, by=request.user)}
    return render(request, "improvement/deadline_request_list.html", context)


@read_or_send
def deadline_request(request, plan, pk):
    """One request with all moves of its action: agreed, refused or taken back here."""
    plan = plan_or_404(request, plan)
    row = _request_or_404(plan, pk)
    form, step = asked(request, DecisionForm), request.POST.get("step")
    if request.method == "POST" and form.is_valid() and step in ACTS:
        if _done(request, row, form, step):
            messages.success(request, _settled(row))
            return redirect("improvement:deadline-request-list", plan.slug)
        row.refresh_from_db()
    page = request_page(row, by=request.user, on=clock.today())
    return render(request, "improvement/deadline_request.html", {"plan": plan, "form": form, "page": page})


ACTS = {"agree": services.agree, "refuse": services.refuse, "take-back": services.take_back}


def _done(request, row: DeadlineRequest, form: DecisionForm, step: str) -> bool:
    """Whether a request was settled; why not stands beside the words, where they are what is missing."""
    said = {} if step == "take-back" else {"decision": form.cleaned_data["decision"]}
    try:
        ACTS[step](row, **said, by=request.user, on=clock.today())
    except Refused as refusal:
        missing = {services.NO_MEETING, services.NO_REASON_TO_REFUSE}
        form.add_error("decision" if str(refusal) in missing else None, str(refusal))
        return False
    return True


def _asked_for(action) -> str:
    if services.waiting_request(action):
        return f"Asked. Until that is agreed, the deadline of {action.address} stays as it is."
    words = action.current_deadline.words
    return f"Saved. It lies within your own tolerance, so the deadline of {action.address} is “{words}” now."


def _settled(row: DeadlineRequest) -> str:
    state, address = DeadlineRequest.State, row.action.address
    if row.state == state.AGREED:
        return f"Agreed. The deadline of {address} is “{row.words}” now."
    how = "Refused" if row.state == state.REFUSED else "Taken back"
    return f"{how}. The deadline of {address} stays as it is."


def _request_or_404(plan: Plan, pk: int) -> DeadlineRequest:
    rows = DeadlineRequest.objects.filter(action__plan=plan).select_related(
        "action__plan", "former", "action__current_rating"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404("This plan has no such request. Choose one from its list of requests.")
    return row
