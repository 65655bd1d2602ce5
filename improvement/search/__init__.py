"""Finding words in everything of the plans that a person may read."""

from collections.abc import Collection
from datetime import date
from types import ModuleType

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from improvement.models import Plan, User
from improvement.search.asked import Asked, read
from improvement.search.results import Hit, KindFound, PlanFound, SearchResults, hit_of
from improvement.search.sources import ACTIONS, BY_KIND, SOURCES, Source

# Rows shown of each kind of a plan until one kind is asked for; plans and rows on a page.
SHOWN_OF_A_KIND, PLANS_ON_A_PAGE, ROWS_ON_A_PAGE = 3, 10, 20
MOST_NAMED = 10


def find(
    words: str, user: User, *, on: date, plan: str = "", kind: str = "", page: str | int = 1
) -> SearchResults:
    """Every row that holds all of the words, by plan and kind. `plan` (its address) and `kind` narrow it to one.

    Ten queries at most, however much there is: one for the plans, one for actions so named, one a kind;
    narrowed, four.
    """
    asked = read(words)
    plans = list(Plan.objects.visible_to(user).only("slug", "title"))
    if not asked.terms or not plans:
        return SearchResults(asked, plans_searched=len(plans))
    narrowed_to = next((row for row in plans if row.slug == plan), None)
    search = _Search(asked, user, on)
    if narrowed_to and kind in BY_KIND:
        return search.of_kind(narrowed_to, BY_KIND[kind], page, len(plans))
    return search.of_all(plans, page)


class _Search:
    """One search: what is asked, by whom, on which day."""

    def __init__(self, asked: Asked, user: User, on: date):
        self.asked, self.user, self.on = asked, user, on
        self.database = database()
        self.pattern = self.database.pattern(asked.terms)

    def of_all(self, plans: list[Plan], page) -> SearchResults:
        ids = [plan.pk for plan in plans]
        named = self._named(plans)
        found = {source.kind: self._first_of_each_plan(source, ids) for source in SOURCES}
        by_plan = [row for row in (self._in_plan(plan, found) for plan in plans) if row.total]
        total = sum(plan.total for plan in by_plan)
        shown = Paginator(by_plan, PLANS_ON_A_PAGE).get_page(page)
        return SearchResults(self.asked, named, total, shown, list(shown), plans_searched=len(plans))

    def of_kind(self, plan: Plan, source: Source, page, plans_searched: int) -> SearchResults:
        rows = self._rows(source, [plan.pk]).order_by(*source.order).values(*source.shown)
        shown = Paginator(rows, ROWS_ON_A_PAGE).get_page(page)
        hits = [hit_of(row, source, plan, self.pattern) for row in shown]
        found = _kind_found(source, shown.paginator.count, hits)
        return SearchResults(
            self.asked,
            total=found.total,
            page=shown,
            plans=[PlanFound(plan.slug, plan.title, found.total, [found])],
            narrowed=found,
            plans_searched=plans_searched,
        )

    def _rows(self, source: Source, plans: Collection[int]) -> QuerySet:
        rows = source.rows(plans, self.user, self.on)
        return self.database.matching(rows, list(source.columns), self.asked.terms)

    def _first_of_each_plan(self, source: Source, plans: Collection[int]) -> dict[int, list[dict]]:
        """The rows shown of one kind, by plan; each carries `in_all`, how many its plan has. One query."""
        order = [_direction(name) for name in source.order]
        rows = self._rows(source, plans).annotate(
            nth=Window(RowNumber(), partition_by=F(source.plan), order_by=order),
            in_all=Window(Count("pk"), partition_by=F(source.plan)),
        )
        first = rows.filter(nth__lte=SHOWN_OF_A_KIND).order_by(source.plan, "nth")
        by_plan = {}
        for row in first.values("in_all", *source.shown):
            by_plan.setdefault(row[source.plan], []).append(row)
        return by_plan

    def _in_plan(self, plan: Plan, found: dict[str, dict[int, list[dict]]]) -> PlanFound:
        kinds = []
        for source in SOURCES:
            if rows := found[source.kind].get(plan.pk):
                hits = [hit_of(row, source, plan, self.pattern) for row in rows]
                kinds.append(_kind_found(source, rows[0]["in_all"], hits))
        return PlanFound(plan.slug, plan.title, sum(kind.total for kind in kinds), kinds)

    def _named(self, plans: list[Plan]) -> list[Hit]:
        """Actions whose reference or address was typed, the newest plan's first."""
        name = self.asked.reference
        if not name:
            return []
        by_id = {plan.pk: plan for plan in plans}
        rows = ACTIONS.rows(by_id, self.user, self.on).filter(
            Q(reference__iexact=name) | Q(address__iexact=name)
        )
        ordered = rows.order_by("-plan__dated", "plan__title", "position").values(*ACTIONS.shown)
        return [hit_of(row, ACTIONS, by_id[row[ACTIONS.plan]], self.pattern) for row in ordered[:MOST_NAMED]]


def database() -> ModuleType:
    """The module that searches the database in use; both have `matching` and `pattern`."""
    if connection.vendor == "postgresql":
        from improvement.search import postgresql

        return postgresql
    from improvement.search import sqlite

    return sqlite


def _kind_found(source: Source, total: int, hits: list[Hit]) -> KindFound:
    return KindFound(source.kind, source.one if total == 1 else source.many, total, hits)


def _direction(name: str):
    return F(name.removeprefix("-")).desc() if name.startswith("-") else F(name).asc()
