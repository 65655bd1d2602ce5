"""A whole plan to take away."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from improvement.exports.formats import FORMATS, export_plan
from improvement.exports.gather import reason_not_to_export
from improvement.exports.plan_pdf import PdfUnavailable
from improvement.views.as_at import asked_day
from improvement.views.plan_scope import plan_or_404


@require_safe
def plan_export(request, plan, format):
    """The plan as at the day asked for, as a file."""
    when = asked_day(request)
    plan = plan_or_404(request, plan)
    if format not in FORMATS:
        raise Http404(f"A plan can be taken away as {' or '.join(FORMATS)}, not as “{format}”.")
    if refusal := reason_not_to_export(plan, when):
        raise Http404(refusal)
    try:
        made = export_plan(plan, when, format, made_at=timezone.now())
    except PdfUnavailable as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type=made.content_type, headers=named)
