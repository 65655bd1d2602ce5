"""Which texts read otherwise than before. History answers for them."""

from collections.abc import Callable, Iterable

from improvement.changes.facts import Named, WordingChange
from improvement.changes.rows import Ends, named

# The texts of an action that people read, and what each is called.
ACTION_TEXTS = {
    "title": "Short title",
    "words": "Action",
    "impact": "What it means for children and families",
    "measures": "How its impact will be measured",
}
THEME_TEXTS = {"title": "Title", "short_title": "Short title"}
OUTCOME_TEXTS = {"words": "Desired outcome"}
FINDING_TEXTS = {"short_title": "Short title of the finding", "words": "Finding, in the inspectors’ words"}


def wording_changes(actions: Ends, themes: Ends, outcomes: Ends, findings: Ends) -> list[WordingChange]:
    """Texts of the branches, actions, desired outcomes and findings that were there at both ends, each in the plan's
    order. No queries."""
    return [
        *_changes(themes, THEME_TEXTS),
        *_changes(actions, ACTION_TEXTS),
        *_changes(outcomes, OUTCOME_TEXTS, _outcome),
        *_changes(findings, FINDING_TEXTS),
    ]


def _outcome(row: dict) -> Named:
    return Named(row["id"], "", f"Desired outcome {row['position']}", row["position"])


def _changes(
    ends: Ends, texts: dict[str, str], named: Callable[[dict], Named] = named
) -> Iterable[WordingChange]:
    for key in ends.stayed:
        before, now = ends.before[key], ends.now[key]
        for column, what in texts.items():
            if _lines(before[column]) != _lines(now[column]):
                yield WordingChange(named(now), what, before[column], now[column])


def _lines(text: str) -> str:
    """A browser's line breaks are no change of words."""
    return text.replace("\r\n", "\n")
