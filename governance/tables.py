"""The audit trail as a table."""

import django_tables2 as tables

from improvement.models import LedgerEntry


class LedgerTable(tables.Table):
    """Newest first, always: the chain has one order."""

    number = tables.Column(verbose_name="No.", attrs={"td": {"class": "ref"}})
    written_at = tables.TemplateColumn(template_name="governance/_audit_written.html", verbose_name="Written")
    actor = tables.TemplateColumn(template_name="governance/_audit_actor.html", verbose_name="Who")
    subject = tables.TemplateColumn(template_name="governance/_audit_subject.html", verbose_name="Object")
    change = tables.Column(verbose_name="Change")
    reason = tables.Column(verbose_name="Reason", default="–")
    hash = tables.TemplateColumn(template_name="governance/_audit_hash.html", verbose_name="Hash begins")

    caption = "The audit trail, newest first"
    row_header = "number"

    class Meta:
        model = LedgerEntry
        fields = ("number", "written_at", "actor", "subject", "change", "reason", "hash")
        attrs = {"class": "data-table data-table--blocks"}
        orderable = False
        empty_text = "Nothing in the record fits these filters. Clear the words or the days, or clear all."
