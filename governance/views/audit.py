"""The audit trail: read by those who may, taken away by auditors. Nothing here writes."""

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import FileResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_filters.views import FilterView
from django_tables2 import LazyPaginator, SingleTableMixin

from governance.exports import ledger_workbook
from governance.filters import LedgerFilter, entries
from governance.tables import LedgerTable
from improvement.services import audit
from improvement.services.refusals import refuse_unless_allowed

PAGE_LENGTH = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LedgerListView(SingleTableMixin, FilterView):
    template_name = "governance/audit_list.html"
    table_class = LedgerTable
    filterset_class = LedgerFilter
    table_pagination = False

    def get_queryset(self):
        refuse_unless_allowed(audit.reason_not_to_read_audit_trail(by=self.request.user))
        return entries()

    def get_context_data(self, **kwargs):
        self.shown = _page(self.object_list, self.request.GET.get("page"))
        numbers = [entry.number for entry in self.shown.object_list]
        return super().get_context_data(
            shown=self.shown,
            newest_shown=max(numbers, default=None),
            oldest_shown=min(numbers, default=None),
            why_not_export=audit.reason_not_to_export_audit_trail(by=self.request.user),
            **kwargs,
        )

    def get_table_data(self):
        return self.shown.object_list


@require_safe
def audit_export(request):
    """Exactly the rows that the filter shows, as a workbook."""
    refuse_unless_allowed(audit.reason_not_to_export_audit_trail(by=request.user))
    wanted = LedgerFilter(request.GET, queryset=entries())
    if not wanted.is_valid():
        return redirect(f"{reverse('governance:audit-list')}?{request.GET.urlencode()}")
    now = timezone.localtime()
    book = ledger_workbook(wanted.qs, asked=_asked(wanted), by=request.user, at=now)
    return FileResponse(
        book, as_attachment=True, filename=f"audit-trail-{now:%Y-%m-%d-%H%M}.xlsx", content_type=WORKBOOK
    )


def _page(found, number):
    """Fifty entries, and whether there are older ones: counting what a search finds would read them all."""
    pages = LazyPaginator(found, PAGE_LENGTH)
    try:
        return pages.page(number or 1)
    except (PageNotAnInteger, EmptyPage):
        return pages.page(1)


def _asked(wanted: LedgerFilter) -> str:
    """The filter in words, for the sheet that says what the export holds."""
    said = [
        f"{wanted.form.fields[name].label}: {wanted.form[name].value()}"
        for name in wanted.form.fields
        if wanted.form.cleaned_data.get(name)
    ]
    return "; ".join(said) or "everything"
