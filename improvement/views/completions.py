"""Accepting that an action is complete."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from improvement import clock
from improvement.services.completion import accept_complete
from improvement.views.plan_scope import action_or_404


@require_POST
def action_accept(request, plan, address):
    """Accept the proposal that the person had in view."""
    action = action_or_404(request, plan, address)
    update = action.current_update
    if update is None or str(update.pk) != request.POST.get("seen"):
        raise PermissionDenied("Something newer has been said about this action. Read it first, then accept.")
    accept_complete(update, by=request.user, on=clock.today())
    messages.success(request, f"Accepted. {action.address} is complete.")
    return redirect("improvement:action-detail", plan=plan, address=address)
