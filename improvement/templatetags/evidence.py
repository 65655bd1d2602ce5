"""Words for a row of the table of evidence."""

from urllib.parse import urlsplit

from django import template

from improvement.evidence_list import what_it_is

register = template.Library()
register.filter("what_it_is", what_it_is)


@register.filter
def host(piece) -> str:
    """Where a link leads: the name of the server."""
    return urlsplit(piece.url).hostname or "another server"
