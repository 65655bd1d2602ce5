"""Sending an update back with a note."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement import clock
from improvement.forms.reviews import SendBackForm
from improvement.services.refusals import refuse_unless_allowed
from improvement.services.reviews import reason_not_to_send_back, send_back
from improvement.views.asking import accepted, asked
from improvement.views.plan_scope import action_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def update_send_back(request, plan, address, pk):
    """Ask the lead to say it again, the words in view."""
    action, today = action_or_404(request, plan, address), clock.today()
    update = action.updates.filter(pk=pk).select_related("rating", "round", "action__plan").first()
    if update is None:
        raise Http404("This action has no such update. Choose one from its story.")
    refuse_unless_allowed(reason_not_to_send_back(update, by=request.user, on=today))
    form = asked(request, SendBackForm)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if accepted(form, send_back, update, note=note, by=request.user, on=today):
            messages.success(request, f"Sent back. {action.address} waits for its lead again.")
            return redirect("improvement:action-detail", plan, address)
    context = {"plan": action.plan, "action": action, "said": update, "form": form}
    return render(request, "improvement/update_send_back.html", context)
