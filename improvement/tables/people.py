"""The list of people, in council words."""

import django_tables2 as tables

from improvement.models import User


class PersonTable(tables.Table):
    name = tables.TemplateColumn(
        template_name="improvement/_person_name.html", order_by=("name", "email"), verbose_name="Name"
    )
    roles = tables.TemplateColumn(
        template_name="improvement/_person_roles.html", orderable=False, verbose_name="Roles"
    )
    organisation = tables.Column(order_by=("organisation__name", "name"), default="")
    posts = tables.TemplateColumn(
        template_name="improvement/_person_posts.html", orderable=False, verbose_name="Posts held today"
    )
    standing = tables.TemplateColumn(
        template_name="improvement/_person_standing.html", orderable=False, verbose_name="May sign in"
    )

    caption = "People"
    row_header = "name"

    class Meta:
        model = User
        fields = ()
        sequence = ("name", "roles", "organisation", "posts", "standing")
        attrs = {"class": "data-table data-table--blocks"}
        order_by = "name"
        empty_text = "No person fits these filters. Clear the words, or clear all."
