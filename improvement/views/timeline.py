"""A plan's time as a picture: on a screen, and on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from improvement import gantt
from improvement.exports.gather import reason_not_to_export
from improvement.exports.plan_pdf import PdfUnavailable
from improvement.exports.timeline_pdf import timeline_pdf
from improvement.timeline import NoSuchPart, Timeline, timeline
from improvement.views.as_at import asked_day
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404


@require_safe
def plan_timeline(request, plan):
    """Themes, actions, phases and milestones along months or weeks, and the same in words."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    found, by = _asked(request, plan, when), _by(request)
    frame = plan_frame(request, plan, when, current="Timeline")
    context = frame | {
        "timeline": found,
        "by": by,
        "picture": found.picture(by, gantt.SCREEN),
        "day_words": found.day_words,
        "links": _links(request, plan, frame["as_at_query"]),
        "pdf_url": reverse("improvement:timeline-export", args=[plan.slug]),
    }
    return render(request, "improvement/plan_timeline.html", context)


@require_safe
def timeline_export(request, plan):
    """The same on A4 or A3."""
    when = asked_day(request)
    plan = plan_or_404(request, plan)
    if refusal := reason_not_to_export(plan, when):
        raise Http404(refusal)
    paper = request.GET.get("paper", "a4")
    if paper not in gantt.PAPERS:
        raise Http404(f"A timeline can be had on {' or '.join(gantt.PAPERS)}, not on “{paper}”.")
    found = _asked(request, plan, when)
    try:
        made = timeline_pdf(plan, found, by=_by(request), paper=paper, made_at=timezone.now())
    except PdfUnavailable as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    name = f"{plan.slug}-timeline-{paper}-as-at-{when.day.isoformat()}.pdf"
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made.content, content_type="application/pdf", headers=named)


def _asked(request, plan, when) -> Timeline:
    try:
        return timeline(plan, when, theme=request.GET.get("theme", ""), page=request.GET.get("page", ""))
    except NoSuchPart as missing:
        raise Http404(str(missing)) from None


def _by(request) -> str:
    by = request.GET.get("by", "") or gantt.BY_MONTH
    if by not in {gantt.BY_MONTH, gantt.BY_WEEK}:
        raise Http404(f"A timeline is drawn by month or by week, not by “{by}”.")
    return by


def _links(request, plan, as_at_query: str) -> dict[str, str]:
    """Where the rows of the picture lead: `themes` wants a theme's number after it, `actions` an address."""
    query = request.GET.copy()
    for name in ("theme", "page"):
        query.pop(name, None)
    kept = f"{query.urlencode()}&" if query else ""
    actions = reverse("improvement:action-list", args=[plan.slug])
    return {"themes": f"?{kept}theme=", "actions": actions, "query": as_at_query}
