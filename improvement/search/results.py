"""What a search found, ready to be shown."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page

from improvement.models import Plan
from improvement.search.asked import Asked
from improvement.search.marks import Piece, excerpt, marked
from improvement.search.sources import Source

# Names longer than this are shown in part: an outcome's words are its name.
LONGEST_NAME = 160


@dataclass(frozen=True)
class Hit:
    """One row found: its name and the words round what was found, in pieces that may be marked.

    `address` is the action's it leads to, or a theme's number; `label` says what the excerpt is part of.
    """

    kind: str
    plan: str
    plan_title: str
    pk: int
    reference: str
    address: str
    title: list[Piece]
    label: str
    excerpt: list[Piece]
    day: date | None
    by: str
    is_illustrative: bool


@dataclass(frozen=True)
class KindFound:
    """What was found of one kind in one plan: how many in all, and those shown."""

    kind: str
    words: str
    total: int
    hits: list[Hit]

    @property
    def rest(self) -> int:
        return self.total - len(self.hits)


@dataclass(frozen=True)
class PlanFound:
    """What was found in one plan."""

    slug: str
    title: str
    total: int
    kinds: list[KindFound]


@dataclass(frozen=True)
class SearchResults:
    """Everything found for some words: the actions that they name, then each plan's rows by kind.

    `page` holds the plans shown, or the rows where one kind of one plan was asked for (`narrowed`).
    """

    asked: Asked
    named: list[Hit] = field(default_factory=list)
    total: int = 0
    page: Page | None = None
    plans: list[PlanFound] = field(default_factory=list)
    narrowed: KindFound | None = None
    plans_searched: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.total and not self.named


def hit_of(row: dict, source: Source, plan: Plan, pattern: re.Pattern) -> Hit:
    """A row of `source` found in a plan."""
    named = {name: row[column] for name, column in source.names.items()}
    title = named["title"] or named.get("full_title", "")
    label, words = _told(row, source, title, pattern)
    return Hit(
        kind=source.kind,
        plan=plan.slug,
        plan_title=plan.title,
        pk=row["pk"],
        reference=named.get("reference", ""),
        address=named.get("address", ""),
        title=marked(title, pattern) if len(title) <= LONGEST_NAME else excerpt(title, pattern),
        label=label,
        excerpt=excerpt(words, pattern) if words else [],
        day=named.get("day"),
        by=named.get("by", ""),
        is_illustrative=named.get("is_illustrative", False),
    )


def _told(row: dict, source: Source, title: str, pattern: re.Pattern) -> tuple[str, str]:
    """The words beneath the name: of the column that holds most of what is looked for, the first of equals."""
    best, most = ("", ""), 0
    for column, label in source.columns.items():
        words = _without_title(row[column].strip(), title) if label else ""
        found = {match.group().casefold() for match in pattern.finditer(words)}
        if len(found) > most:
            best, most = (label, words), len(found)
    return best


def _without_title(words: str, title: str) -> str:
    """Plans often print an action's title again as the first line of its words."""
    rest = words.removeprefix(title)
    return rest.lstrip(" :.\n") if rest != words and rest[:1] in {"", ":", ".", "\n"} else words
