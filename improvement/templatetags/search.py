"""Where what a search found leads, and its words with what was found marked."""

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from improvement.search.results import Hit

register = template.Library()


@register.simple_tag
def hit_address(hit: Hit) -> str:
    """The page that shows a row found, at the place where it stands where that has a name."""
    if hit.kind == "evidence":
        return reverse("improvement:evidence-open", args=[hit.plan, hit.address, hit.pk])
    if hit.kind == "theme" and hit.address:
        listed = reverse("improvement:action-list", args=[hit.plan])
        return f"{listed}?{urlencode({'theme': hit.address})}"
    if hit.kind == "finding":
        return reverse("improvement:finding-detail", args=[hit.plan, hit.reference])
    if not hit.address:
        return reverse("improvement:plan-standing", args=[hit.plan])
    story = "#story" if hit.kind == "progress" else ""
    return reverse("improvement:action-detail", args=[hit.plan, hit.address]) + story


@register.inclusion_tag("improvement/_search_words.html")
def found_words(pieces):
    return {"pieces": pieces}
