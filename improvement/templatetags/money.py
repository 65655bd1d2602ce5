"""A filter for pages that show money."""

from django import template

from improvement.money.pounds import in_pounds

register = template.Library()


@register.filter
def pounds(amount) -> str:
    """£290,000; a dash where no amount is stated."""
    return "–" if amount is None else in_pounds(amount)
