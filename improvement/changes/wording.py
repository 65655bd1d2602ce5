"""Which texts read otherwise than before. History answers for them."""

from collections.abc import Iterable

from improvement.changes.facts import WordingChange
from improvement.changes.rows import Ends, named

# The texts of an action that people read, and what each is called.
ACTION_TEXTS = {
    "title": "Short title",
    "words": "Action",
    "impact": "What it means for children and families",
    "measures": "How its impact will be measured",
}
THEME_TEXTS = {"title": "Title", "short_title": "Short title"}


def wording_changes(actions: Ends, themes: Ends) -> list[WordingChange]:
    """Texts of the branches and actions that were there at both ends, in the plan's order. No queries."""
    return [*_changes(themes, THEME_TEXTS), *_changes(actions, ACTION_TEXTS)]


def _changes(ends: Ends, texts: dict[str, str]) -> Iterable[WordingChange]:
    for key in ends.stayed:
        before, now = ends.before[key], ends.now[key]
        for column, what in texts.items():
            if _lines(before[column]) != _lines(now[column]):
                yield WordingChange(named(now), what, before[column], now[column])


def _lines(text: str) -> str:
    """A browser's line breaks are no change of words."""
    return text.replace("\r\n", "\n")
