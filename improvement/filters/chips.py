"""What a filter is narrowing by, as chips that each take one thing away."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chip:
    """One condition in force: its words, and the query string without it."""

    words: str
    query: str


def chips(filterset) -> list[Chip]:
    """Every condition that a reader has put on a filterset, in the order of its fields."""
    found, asked = [], filterset.data
    if not asked:
        return found
    for name, field in filterset.form.fields.items():
        labels = {str(value): str(label) for value, label in getattr(field, "choices", [])}
        for value in asked.getlist(name):
            if value:
                words = labels.get(value, f"{field.label}: “{value}”")
                found.append(Chip(words, _without(asked, name, value)))
    return found


def _without(asked, name: str, value: str) -> str:
    rest = asked.copy()
    rest.setlist(name, [other for other in rest.getlist(name) if other != value])
    rest.pop("page", None)
    return rest.urlencode()
