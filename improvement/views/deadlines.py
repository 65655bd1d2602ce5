"""A plan's deadlines: how they slipped, and a new one for an action."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.deadlines.requests import number_waiting
from improvement.deadlines.slippage import slippage
from improvement.forms.deadline_moves import DeadlineMoveForm
from improvement.services.deadline_requests import waiting_request
from improvement.services.deadlines import reason_not_to_move_deadline, set_deadline
from improvement.services.refusals import refuse_unless_allowed
from improvement.views.as_at import asked_day
from improvement.views.asking import accepted, asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import action_or_404, plan_or_404


@require_safe
def plan_deadlines(request, plan):
    """What moved, what is overdue, what has no end."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    frame = plan_frame(request, plan, when, current="Deadlines")
    context = frame | {"slippage": slippage(plan, when), "requests_waiting": number_waiting(plan, when)}
    return render(request, "improvement/plan_deadlines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def action_deadline(request, plan, address):
    """A new deadline for an action: its reading is shown first, and saved when sent again unchanged."""
    action, today = action_or_404(request, plan, address), clock.today()
    refuse_unless_allowed(reason_not_to_move_deadline(action, by=request.user))
    form = asked(request, DeadlineMoveForm, action=action, today=today)
    if request.method == "POST" and form.is_valid() and form.is_looked_at():
        said = form.said()
        if accepted(form, set_deadline, action, **said, by=request.user, on=today):
            messages.success(request, f"Saved. The deadline of {action.address} is “{said['words']}” now.")
            return redirect("improvement:action-detail", plan=plan, address=address)
    context = {
        "plan": action.plan,
        "action": action,
        "form": form,
        "preview": form.preview(),
        "waiting": waiting_request(action),
    }
    return render(request, "improvement/action_deadline.html", context)
