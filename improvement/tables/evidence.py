"""The table of a plan's evidence."""

import django_tables2 as tables


class EvidenceTable(tables.Table):
    """One row for each file or link, in the order of the actions. Its template draws the rows."""

    action = tables.Column(accessor="reference", order_by=("place", "added_on", "id"))
    title = tables.Column(verbose_name="Evidence", order_by=("title", "id"))
    added = tables.Column(accessor="added_on", verbose_name="Added", order_by=("added_on", "id"))
    sha256 = tables.Column(verbose_name="SHA-256", orderable=False)

    caption = "Evidence of this plan"

    def __init__(self, *args, page_context: dict, **kwargs):
        self.page_context = page_context
        super().__init__(*args, **kwargs)

    class Meta:
        template_name = "improvement/evidence_table.html"
        attrs = {"class": "data-table data-table--blocks evidence-table"}
        empty_text = "No evidence fits these filters. Take one away, or clear all."
