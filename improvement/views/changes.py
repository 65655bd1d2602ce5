"""What changed in a plan between two days, as a page and to take away."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from improvement.as_at import AsAt
from improvement.changes import changes
from improvement.changes.periods import span_of
from improvement.exports.changes_files import FORMATS, export_changes
from improvement.exports.plan_pdf import PdfUnavailable
from improvement.forms.changes import PeriodForm, RoundsForm
from improvement.views.as_at import asked_day
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404


@require_safe
def plan_changes(request, plan):
    """Ratings, deadlines, leads, wording and structure since the last closed round, or between two days."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    form = PeriodForm(request.GET, span=span_of(plan, when))
    context = plan_frame(request, plan, when, current="Changes") | {
        "form": form,
        "rounds_form": RoundsForm(form),
        "found": changes(plan, *_days(form)) if form.is_valid() else None,
        "period_query": f"?{urlencode(form.data)}",
        "since_query": f"?{urlencode({'as_at': form.data['since']})}",
        "until_query": f"?{urlencode({'as_at': form.data['until']})}",
    }
    return render(request, "improvement/plan_changes.html", context)


@require_safe
def changes_export(request, plan, format):
    """The same as a file."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    if format not in FORMATS:
        raise Http404(f"Changes can be taken away as {' or '.join(FORMATS)}, not as “{format}”.")
    form = PeriodForm(request.GET, span=span_of(plan, when))
    if not form.is_valid():
        raise Http404(form.sentences)
    try:
        made = export_changes(plan, *_days(form), format, made_at=timezone.now())
    except PdfUnavailable as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type=made.content_type, headers=named)


def _days(form: PeriodForm):
    """The first day, and the last as a day asked about today."""
    return form.cleaned_data["since"], AsAt(form.cleaned_data["until"], form.span.when.today)
