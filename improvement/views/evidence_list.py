"""All the evidence of a plan: the table of it, and the same rows to take away."""

from django.views.decorators.http import require_safe
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from improvement.evidence_list import branches, evidence_rows
from improvement.exports.evidence_table import as_xlsx
from improvement.filters.evidence import EvidenceFilter
from improvement.models import Evidence
from improvement.services.evidence import readable, reads_own_only, reason_not_to_list
from improvement.services.refusals import refuse_unless_allowed
from improvement.tables.evidence import EvidenceTable
from improvement.views.as_at import asked_day
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404


class EvidenceListView(SingleTableMixin, FilterView):
    """Filtered, searched, sorted, fifty to a page. Who may read none reads why, in its place."""

    table_class = EvidenceTable
    filterset_class = EvidenceFilter
    table_pagination = {"per_page": 50}
    template_name = "improvement/evidence_list.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.when = asked_day(request)

    def get_queryset(self):
        self.plan = plan_or_404(self.request, self.kwargs["plan"], self.when)
        self.refusal = reason_not_to_list(self.plan, by=self.request.user)
        self.branches = branches(self.plan, self.when)
        may_read = readable(by=self.request.user, on=self.when.today)
        self.rows = evidence_rows(self.plan, self.when, may_read)
        return Evidence.objects.none() if self.refusal else self.rows

    def get_filterset_kwargs(self, filterset_class):
        return super().get_filterset_kwargs(filterset_class) | {"plan": self.plan, "branches": self.branches}

    def get_table_kwargs(self):
        return {"page_context": plan_frame(self.request, self.plan, self.when)}

    def get_context_data(self, **kwargs):
        frame = plan_frame(self.request, self.plan, self.when, current="Evidence")
        said = {
            "refusal": self.refusal,
            "own_only": reads_own_only(by=self.request.user),
            "total": 0 if self.refusal else self.rows.order_by().count(),
        }
        return super().get_context_data(**kwargs) | frame | said

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=403 if self.refusal else 200, **kwargs)


@require_safe
def evidence_download(request, plan):
    """Every row that the filter shows, in the order shown."""
    listed = EvidenceListView()
    listed.setup(request, plan=plan)
    rows = listed.get_queryset()
    refuse_unless_allowed(listed.refusal)
    found = EvidenceFilter(request.GET, queryset=rows, plan=listed.plan, branches=listed.branches)
    table = EvidenceTable(found.qs, page_context={}, order_by=request.GET.getlist("sort"))
    return as_xlsx(listed.plan, listed.when, table.data.data, listed.branches)
