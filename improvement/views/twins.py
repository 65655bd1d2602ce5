"""Actions that say the same, and copied sentences."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement.models import Plan
from improvement.services.links import reason_not_to_keep_links
from improvement.views.as_at import asked_day
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404
from improvement.wording.twin_page import twin_page


@require_safe
def plan_twins(request, plan):
    """Twins side by side, with what the office can do about them."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    page = twin_page(plan, when, plans=Plan.objects.visible_to(request.user))
    may_keep = not when.is_past and not reason_not_to_keep_links(by=request.user)
    frame = plan_frame(request, plan, when, current="Doubts")
    return render(request, "improvement/plan_twins.html", frame | {"page": page, "may_keep": may_keep})
