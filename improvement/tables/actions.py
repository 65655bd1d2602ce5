"""The table of a plan's actions."""

import django_tables2 as tables

NUMBER = {"th": {"class": "number"}}


class ActionTable(tables.Table):
    """One row per action: where it stands, who leads it, when it is due. Its template draws the rows."""

    reference = tables.Column(verbose_name="Ref", order_by="position")
    title = tables.Column(verbose_name="Action")
    rating = tables.Column(accessor="code", order_by=("trouble", "position"))
    lead = tables.Column(accessor="lead_title", order_by=("lead_name", "position"))
    deadline = tables.Column(
        accessor="deadline_words", verbose_name="Deadline, as printed", order_by=("due", "position")
    )
    findings = tables.Column(accessor="finding_count", order_by=("finding_count", "position"), attrs=NUMBER)
    evidence = tables.Column(accessor="evidence_count", order_by=("evidence_count", "position"), attrs=NUMBER)

    caption = "Actions"

    def __init__(self, *args, page_context: dict, **kwargs):
        self.page_context = page_context
        super().__init__(*args, **kwargs)

    class Meta:
        template_name = "improvement/action_table.html"
        attrs = {"class": "data-table data-table--blocks action-table"}
        empty_text = "No action fits these filters. Take one away, or clear all."
