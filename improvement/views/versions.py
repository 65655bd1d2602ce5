"""The versions of a plan: approved with a label and a date, and refreshed into the next."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement import clock
from improvement.as_at import AsAt
from improvement.forms.versions import NextVersionForm, VersionForm
from improvement.models import PlanVersion
from improvement.services import keeping
from improvement.services.plans import reason_not_to_write_plan
from improvement.services.refusals import refuse_unless_allowed
from improvement.views.asking import accepted, asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def plan_versions(request, plan):
    """Which versions were approved, by whom and when; for the office, the form that fits: approve, or go on."""
    today = AsAt(clock.today(), clock.today())
    plan = plan_or_404(request, plan, today)
    refusal = reason_not_to_write_plan(by=request.user)
    is_draft = plan.status == plan.Status.DRAFT
    form = asked(request, VersionForm if is_draft else NextVersionForm)
    if request.method == "POST":
        refuse_unless_allowed(refusal)
        if form.is_valid() and _kept(request, plan, form, is_draft):
            return redirect("improvement:plan-versions", plan.slug)
    page = {"form": form, "is_draft": is_draft, "versions": plan.versions.all(), "why_not_keep": refusal}
    return render(request, "improvement/plan_versions.html", plan_frame(request, plan, today) | page)


def _kept(request, plan, form, is_draft: bool) -> bool:
    said = form.cleaned_data
    by = {"reason": said["reason"], "by": request.user, "on": clock.today()}
    if is_draft:
        version = PlanVersion(**{name: said[name] for name in VersionForm.Meta.fields})
        done = accepted(form, keeping.approve, plan, version, **by)
    else:
        done = accepted(form, keeping.begin_version, plan, said["label"], dated=said["dated"], **by)
    if done:
        messages.success(
            request, f"Saved. The plan is {plan.version_label}, {plan.get_status_display().lower()}."
        )
    return done
