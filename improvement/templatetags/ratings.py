"""Tags for the small parts that stand in every list: ratings, movements, post states, strengths.

Each is a pure function of a few words and is drawn hundreds of times to a page, so what was drawn is remembered.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from improvement.ratings import Code, Movement

register = template.Library()

POST_STATES = {
    "vacant": "vacant",
    "interim": "interim",
    "acting": "acting",
    "unconfirmed": "not confirmed",
    "not confirmed": "not confirmed",
}


@register.simple_tag
def rating(code, label="", size=""):
    """The rating tag; "Not rated" where there is no code. size "large" is for an action's own page."""
    return _drawn("parts/rating.html", code=code, label=label or (code and Code(code).label), size=size)


@register.simple_tag
def rating_symbol(code):
    """A code's shape alone, for places where the word has just been said."""
    return _drawn("parts/rating_symbol.html", code=code)


@register.simple_tag
def movement(kind, text=""):
    """A movement's mark and words; its plain name where no words are given."""
    words = text or (kind in Movement and Movement(kind).label) or kind
    return _drawn("parts/movement.html", kind=kind, text=words)


@register.simple_tag
def movement_mark(kind):
    """A movement's mark alone, before its own words."""
    return _drawn("parts/movement_mark.html", kind=kind)


@register.simple_tag
def post_state(state, covered_by=""):
    """How a post is held and who covers it, where that is worth saying: a permanent holder shows nothing."""
    return _drawn("parts/post_state.html", state=POST_STATES.get(state, ""), covered_by=covered_by or "")


@register.simple_tag
def strength(value):
    """How strongly an action answers a finding."""
    return _drawn("parts/strength.html", value=value)


@lru_cache(maxsize=1024)
def _drawn(part: str, **words):
    return render_to_string(part, words)
