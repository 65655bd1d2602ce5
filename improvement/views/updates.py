"""Saying where an action stands, and keeping what is typed until it is said."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from improvement import clock
from improvement.services.drafts import drop_draft, keep_draft
from improvement.services.refusals import refuse_unless_allowed
from improvement.services.speaking import reason_not_to_update
from improvement.templatetags.words import clock_time
from improvement.views.plan_scope import action_or_404
from improvement.views.updating import around, opened, sent


@require_http_methods(["GET", "HEAD", "POST"])
def action_update(request, plan, address):
    """The update form with the last words beside it."""
    action = action_or_404(request, plan, address)
    saying = sent(request, action) if request.method == "POST" else opened(request, action)
    if saying.update:
        messages.success(request, saying.saved())
        return redirect("improvement:action-detail", plan=plan, address=address)
    context = around(request, saying)
    status = 403 if context["refusal"] else 200
    return render(request, "improvement/action_update.html", context, status=status)


@require_POST
def draft_keep(request, plan, address):
    """Keep what is in the boxes, or forget it. A script is answered with a line, a person with the page again."""
    action = action_or_404(request, plan, address)
    refuse_unless_allowed(reason_not_to_update(action, by=request.user, on=clock.today()))
    if "forget" in request.POST:
        drop_draft(action, by=request.user)
        said = f"Your draft of {action.address} is gone."
    else:
        draft = keep_draft(action, dict(request.POST.lists()), by=request.user)
        said = (
            f"Draft kept {clock_time(timezone.now())}."
            if draft
            else "Not kept: it is too long or saved already."
        )
    if "quietly" in request.POST:
        return render(request, "improvement/_draft_said.html", {"said": said})
    messages.success(request, said)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect("improvement:action-update", plan=plan, address=address)
    return redirect(back)
