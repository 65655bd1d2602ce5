"""Searching on SQLite: letters as they were typed, without regard to capitals."""

import re

from django.db.models import Case, FloatField, QuerySet, Value, When

from improvement.search.conditions import holds_every_term


def matching(rows: QuerySet, columns: list[str], terms: tuple[str, ...]) -> QuerySet:
    """Rows that hold every term, with their `nearness`: those with all of them in the first column are nearest."""
    nearest = When(holds_every_term(columns[:1], terms), then=Value(1.0))
    nearness = Case(nearest, default=Value(0.0), output_field=FloatField())
    return rows.filter(holds_every_term(columns, terms)).annotate(nearness=nearness)


def pattern(terms: tuple[str, ...]) -> re.Pattern:
    """What to mark: the terms, the longest first, so that none is marked in part."""
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile("|".join(r"\s+".join(map(re.escape, term.split())) for term in longest_first), re.I)
