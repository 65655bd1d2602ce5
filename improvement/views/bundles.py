"""The visit bundle: one finding or one theme in time order, on screen and to take away."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from improvement.bundle import visit_bundle
from improvement.exports.bundle_pdf import bundle_pdf, reason_not_to_print
from improvement.exports.plan_pdf import PdfUnavailable
from improvement.forms.bundles import BundleForm
from improvement.views.as_at import asked_day
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404

ENTRIES_TO_A_PAGE = 500


@require_safe
def bundle_detail(request, plan):
    """The form, and beneath it the bundle once something is chosen."""
    form, bundle = _asked(request, plan)
    frame = plan_frame(request, form.plan, form.when, current="Findings")
    context = frame | {"form": form, "bundle": bundle}
    if bundle:
        pages = Paginator(bundle.entries, ENTRIES_TO_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        context |= {"page": page, "months": bundle.months_of(page.object_list)}
        context["why_not_print"] = reason_not_to_print(bundle)
    return render(request, "improvement/bundle_detail.html", context)


@require_safe
@cache_control(private=True, no_store=True)
def bundle_download(request, plan):
    """The bundle on paper."""
    form, bundle = _asked(request, plan)
    if bundle is None:
        wrong = [sentence for sentences in form.errors.values() for sentence in sentences]
        raise Http404(f"{'. '.join(wrong or ['Choose a finding or a theme'])}.")
    if refusal := reason_not_to_print(bundle):
        raise Http404(refusal)
    try:
        made = bundle_pdf(bundle, made_at=timezone.now())
    except PdfUnavailable as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    named = {"Content-Disposition": f'attachment; filename="{bundle.file_name}.pdf"'}
    return HttpResponse(made.content, content_type="application/pdf", headers=named)


def _asked(request, slug: str):
    """The form as the address fills it, and the bundle where it is filled well."""
    when = asked_day(request)
    plan = plan_or_404(request, slug, when)
    form = BundleForm(request.GET, plan=plan, when=when)
    if not form.is_valid():
        return form, None
    days = form.cleaned_data["from"], form.cleaned_data["to"]
    return form, visit_bundle(plan, form.subject, *days, when, by=request.user)
