"""The list of posts, and who holds them today."""

import django_tables2 as tables
from django.db.models import F

from improvement.models import Post


class PostTable(tables.Table):
    title = tables.TemplateColumn(template_name="improvement/_post_title.html", verbose_name="Post")
    holder = tables.TemplateColumn(
        template_name="improvement/_post_holder.html", verbose_name="Held today by", order_by="holder_today"
    )
    organisation = tables.Column(order_by=("organisation__name", "title"), default="")
    reports_to = tables.TemplateColumn(
        template_name="improvement/_post_reports_to.html",
        order_by=("reports_to__title", "title"),
        verbose_name="Reports to",
    )
    actions_led = tables.Column(
        verbose_name="Actions led today", attrs={"th": {"class": "number"}, "td": {"class": "number"}}
    )

    caption = "Posts"
    row_header = "title"

    class Meta:
        model = Post
        fields = ()
        sequence = ("title", "holder", "organisation", "reports_to", "actions_led")
        attrs = {"class": "data-table data-table--blocks"}
        order_by = "title"
        empty_text = "No post fits these filters. Clear the words, or clear all."

    def order_holder(self, posts, is_descending):
        """Posts that nobody holds come last in both directions: they have no name to sort by."""
        holder = F("holder_today")
        order = holder.desc(nulls_last=True) if is_descending else holder.asc(nulls_last=True)
        return posts.order_by(order, "title"), True
