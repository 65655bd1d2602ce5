"""Whether what was completed has made its difference: checks due and done, and one of them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.forms.completions import ImpactForm
from improvement.impact_checks import evidence_of, impact_checks
from improvement.models import ImpactCheck, Plan
from improvement.services import completion
from improvement.services.evidence import reason_not_to_read
from improvement.views.as_at import asked_day
from improvement.views.asking import accepted, asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404


@require_safe
def impact_check_list(request, plan):
    """Checks overdue, to come and done, by date."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    frame = plan_frame(request, plan, when, current="Standing")
    return render(
        request, "improvement/impact_check_list.html", frame | {"checks": impact_checks(plan, when)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def impact_check(request, plan, pk):
    """One check: what it looks at, what tells of the time since, and what was seen."""
    plan, today = plan_or_404(request, plan), clock.today()
    check = _check_or_404(plan, pk)
    form = asked(request, ImpactForm)
    if request.method == "POST" and form.is_valid():
        if accepted(form, completion.check_impact, check, **form.said(), by=request.user, on=today):
            messages.success(request, f"{check.action.address}: {check.get_state_display().lower()}.")
            return redirect("improvement:impact-check-list", plan.slug)
        check.refresh_from_db()
    context = {
        "plan": plan,
        "check": check,
        "form": form,
        "told": evidence_of(check),
        "why_not_check": completion.reason_not_to_check_impact(check, by=request.user, on=today),
        "why_not_embedded": completion.reason_not_embedded(check),
        "why_not_read_evidence": reason_not_to_read(check.action, by=request.user, on=today),
        "next_due": completion.impact_check_due(plan, today),
    }
    return render(request, "improvement/impact_check.html", context)


def _check_or_404(plan: Plan, pk: int) -> ImpactCheck:
    rows = ImpactCheck.objects.filter(action__plan=plan, pk=pk)
    check = rows.select_related("action__plan", "action__current_rating", "accepted").first()
    if check is None:
        raise Http404("This plan has no such check. Choose one from its list of impact checks.")
    return check
