"""Searching on PostgreSQL: English words in any of their forms, and letters as they were typed.

The second is for what is no English word: references such as “2.1c”, parts of words, short forms.
"""

import re
from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Q, QuerySet

from improvement.search import sqlite
from improvement.search.conditions import holds_every_term

ENGLISH = "english"
# Endings that the database takes off a word before it compares.
ENDING = re.compile(r"(ements?|ments?|ings?|ed|es|s|e|ies|y)$", re.I)
SHORTEST_STEM = 4


def matching(rows: QuerySet, columns: list[str], terms: tuple[str, ...]) -> QuerySet:
    """Rows that hold every term in one of its forms, with their `nearness`: the first column counts most."""
    vector = SearchVector(columns[0], weight="A", config=ENGLISH)
    if columns[1:]:
        vector += SearchVector(*columns[1:], weight="B", config=ENGLISH)
    query = reduce(and_, (_query(term) for term in terms))
    found = rows.alias(vector=vector).filter(Q(vector=query) | holds_every_term(columns, terms))
    return found.annotate(nearness=SearchRank(vector, query))


def pattern(terms: tuple[str, ...]) -> re.Pattern:
    """What to mark: the terms, and whole words that begin as they do without their ending."""
    stems = {ENDING.sub("", term) for term in terms if term.isalpha()}
    forms = [rf"\b{re.escape(stem)}\w*" for stem in stems if len(stem) >= SHORTEST_STEM]
    return re.compile("|".join([*forms, sqlite.pattern(terms).pattern]), re.I)


def _query(term: str) -> SearchQuery:
    return SearchQuery(term, config=ENGLISH, search_type="phrase" if " " in term else "plain")
