"""A plan's findings: how they are covered, and one of them with the actions that claim it."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement.findings.matrix import coverage_matrix
from improvement.findings.page import find_finding, finding_page
from improvement.views.as_at import asked_day
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404


@require_safe
def finding_list(request, plan):
    """The coverage matrix, and what it shows at a glance."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    frame = plan_frame(request, plan, when, current="Findings")
    return render(request, "improvement/finding_list.html", frame | {"matrix": coverage_matrix(plan, when)})


@require_safe
def finding_detail(request, plan, reference):
    """What inspectors said, how the plan words it, and who answers it."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    finding = find_finding(plan, reference, when)
    if finding is None:
        raise Http404(
            f"There was no finding “{reference}” of this plan on {when.day:%-d %B %Y}. Choose one from its findings."
        )
    context = plan_frame(request, plan, when, current="Findings") | {
        "page": finding_page(plan, finding, when),
        "finding": finding,
    }
    return render(request, "improvement/finding_detail.html", context)
