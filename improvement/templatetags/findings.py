"""What makes up a number of actions, in symbols and in words."""

from django import template

from improvement.ratings import Code

register = template.Library()

NOT_RATED = "Not rated"


@register.inclusion_tag("parts/mix.html")
def mix(counts, labels=None):
    """Actions by rating as symbols with numbers, each said in words; `counts` and `labels` by code."""
    return {"parts": _parts(counts, labels or {})}


@register.filter
def mix_words(counts, labels) -> str:
    """“2 complete, 8 on track, 1 not rated”."""
    return ", ".join(f"{number} {label.lower()}" for _, label, number in _parts(counts, labels))


@register.filter
def pairs(labels: dict) -> list[tuple[str, str]]:
    """Codes and labels in the order of bars, for a key."""
    return [(code.value, labels.get(code, code.label)) for code in Code]


@register.filter
def primary_words(number: int) -> str:
    """How many of some claims are marked primary: “3 primary”."""
    return f"{number} primary"


def _parts(counts, labels) -> list[tuple[str | None, str, int]]:
    names = [(code.value, labels.get(code, code.label)) for code in Code]
    return [(code, name, counts[code]) for code, name in [*names, (None, NOT_RATED)] if counts.get(code)]
