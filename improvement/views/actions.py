"""A plan's actions: the table of them, and one with its whole story."""

from django.http import Http404
from django.shortcuts import render
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from improvement.actions.choices import choices_of, facets
from improvement.actions.page import action_page, find_action
from improvement.actions.rows import action_rows, round_on
from improvement.exports.action_table import FORMATS
from improvement.filters.actions import ActionFilter
from improvement.filters.chips import chips
from improvement.models import Plan
from improvement.services.bulk import reason_not_to_change_several
from improvement.services.completion import reason_not_to_accept
from improvement.services.deadline_requests import reason_it_stays
from improvement.services.deadlines import reason_not_to_move_deadline
from improvement.services.evidence import reason_not_to_read
from improvement.services.reviews import reason_not_to_send_back
from improvement.services.speaking import reason_not_to_update, reason_nothing_is_said
from improvement.tables.actions import ActionTable
from improvement.views.as_at import asked_day
from improvement.views.partner_links import links_beside
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404


class ActionListView(SingleTableMixin, FilterView):
    """The table: filtered, searched, sorted, fifty to a page."""

    table_class = ActionTable
    filterset_class = ActionFilter
    table_pagination = {"per_page": 50}
    template_name = "improvement/action_list.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.when = asked_day(request)

    def get_queryset(self):
        self.plan = plan_or_404(self.request, self.kwargs["plan"], self.when)
        self.round = round_on(self.plan, self.when)
        rows = action_rows(self.plan, self.when, self.round)
        self.counts = facets(rows, self.when)
        return rows

    def get_filterset_kwargs(self, filterset_class):
        kwargs = super().get_filterset_kwargs(filterset_class)
        choices = choices_of(self.plan, self.when)
        return kwargs | {"plan": self.plan, "when": self.when, "choices": choices, "counts": self.counts}

    def get_table_kwargs(self):
        return {
            "page_context": plan_frame(self.request, self.plan, self.when) | {"may_tick": self.may_tick()}
        }

    def may_tick(self) -> bool:
        """Whether this person may change the actions shown, several at once."""
        return not self.when.is_past and not reason_not_to_change_several(by=self.request.user)

    def get_context_data(self, **kwargs):
        frame = plan_frame(self.request, self.plan, self.when, current="Actions")
        return (
            super().get_context_data(**kwargs)
            | frame
            | {
                "total": self.counts["total"],
                "may_tick": self.may_tick(),
                "round": self.round,
                "chips": chips(self.filterset),
            }
        )


def action_download(request, plan, format):
    """Every row that the filter shows, in the order shown."""
    if format not in FORMATS:
        raise Http404(f"The table can be had as {' or '.join(FORMATS)}, not as “{format}”.")
    listed = ActionListView()
    listed.setup(request, plan=plan)
    listed.get_queryset()
    kwargs = listed.get_filterset_kwargs(ActionFilter)
    rows = ActionFilter(**kwargs).qs
    table = ActionTable(rows, page_context={}, order_by=request.GET.getlist("sort"))
    return FORMATS[format](listed.plan, listed.when, table.data.data)


def action_detail(request, plan, address):
    """Everything about one action, then its story."""
    when = asked_day(request)
    plan = plan_or_404(request, plan, when)
    action = find_action(plan, address, when)
    if action is None:
        raise Http404(f"There was no action “{address}” in this plan on {when.day:%-d %B %Y}.")
    page = action_page(plan, action, when, plans=Plan.objects.visible_to(request.user))
    context = plan_frame(request, plan, when, current="Actions") | {
        "page": page,
        "action": action,
        "newest_first": request.GET.get("story") == "newest",
    }
    return render(
        request, "improvement/action_detail.html", context | _rights(request.user, page, action, when)
    )


def _rights(user, page, action, when) -> dict:
    """What this person may do with an action, and the sentence where not. A past day is only looked at."""
    why_not_update = "" if when.is_past else reason_not_to_update(action, by=user, on=when.day)
    may_update = None if when.is_past else not why_not_update
    return {
        "why_not_update": why_not_update or reason_nothing_is_said(action),
        "may_send_back": not when.is_past and _may_send_back(action, user, when.day),
        "may_move_deadline": not when.is_past and not reason_not_to_move_deadline(action, by=user),
        "may_ask_to_move": may_update and not page.asked and not reason_it_stays(action),
        "why_not_read_evidence": reason_not_to_read(action, by=user, on=when.today, may_update=may_update),
        "why_not_accept": page.proposal and reason_not_to_accept(page.proposal, by=user, on=when.day),
        **links_beside(action, when=when, may_update=may_update),
    }


def _may_send_back(action, user, day) -> bool:
    update = action.current_update
    return bool(
        update and not update.proposes_complete and not reason_not_to_send_back(update, by=user, on=day)
    )
