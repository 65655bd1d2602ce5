"""The table of a plan's links."""

import django_tables2 as tables


class LinkTable(tables.Table):
    """One row per link, its own actions' first. Its template draws the rows."""

    action = tables.Column(accessor="source__label", verbose_name="Action")
    kind = tables.Column(verbose_name="Kind of link")
    words = tables.Column(verbose_name="As printed")
    target = tables.Column(accessor="target__label", verbose_name="Leads to")
    rating = tables.Column(accessor="target__code", verbose_name="Its rating")
    deadline = tables.Column(accessor="target__deadline", verbose_name="Its deadline, as printed")

    caption = "Links of this plan"

    def __init__(self, *args, page_context: dict, **kwargs):
        self.page_context = page_context
        super().__init__(*args, **kwargs)

    class Meta:
        template_name = "improvement/link_table.html"
        attrs = {"class": "data-table data-table--blocks link-table"}
        orderable = False
