"""Narrowing a plan's evidence."""

import django_filters
from django.db.models import QuerySet
from django.forms import TextInput

from improvement.evidence_list import Branch
from improvement.models import Plan


class EvidenceFilter(django_filters.FilterSet):
    """By the theme of the action it belongs to, themes beneath included, and by words of its title."""

    q = django_filters.CharFilter(
        label="Words of the title", method="with_words", widget=TextInput(attrs={"type": "search"})
    )
    theme = django_filters.ChoiceFilter(empty_label="All", method="under")

    def __init__(self, *args, plan: Plan, branches: list[Branch], **kwargs):
        super().__init__(*args, **kwargs)
        self.beneath = {str(branch.id): branch.theme_ids for branch in branches}
        self.filters["theme"].label = plan.deepest_level.capitalize()
        self.filters["theme"].extra["choices"] = [(str(branch.id), branch.name) for branch in branches]

    def with_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        for word in words.split():
            rows = rows.filter(title__icontains=word)
        return rows

    def under(self, rows: QuerySet, name: str, theme: str) -> QuerySet:
        return rows.filter(theme_then__in=self.beneath[theme])
