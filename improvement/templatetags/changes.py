"""Words of what changed, for the page and for print alike."""

from django import template

from improvement.changes import words

register = template.Library()

RATING_HEADINGS = {kind: heading[:1].upper() + heading[1:] for kind, heading, _ in words.OF_RATINGS}
STRUCTURE_HEADINGS = {kind: heading[:1].upper() + heading[1:] for kind, heading, _ in words.OF_STRUCTURE}

register.filter("period_words", words.period_words)
register.filter("rating_tallies", words.rating_tallies)
register.filter("plan_tallies", words.plan_tallies)
register.filter("rating_words", words.rating_words)
register.filter("moved_by", words.moved_by)
register.filter("lead_words", words.lead_words)
register.filter("posts_in_words", words.posts_in_words)


@register.filter
def heading_of(kind) -> str:
    """What a list of one kind of change is headed: “Went down”, “Removed from the plan”."""
    return RATING_HEADINGS.get(kind) or STRUCTURE_HEADINGS[kind]


@register.filter
def section_of(key: str) -> str:
    """The part of the page that a number of the plan itself leads to."""
    return "deadlines" if key.startswith("deadlines-") else key
