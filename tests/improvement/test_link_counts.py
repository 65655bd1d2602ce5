"""The pages of links and of an action with links cost a fixed number of queries, and no more time than they may."""

from datetime import timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from improvement.as_at import AsAt
from improvement.link_map import link_map
from improvement.models import Dependency, Plan, Programme
from improvement.record.writing import writing
from improvement.services.people import system_user
from tests import builders
from tests.volume import add_actions, write_in_bulk

SIZES = [66, 1996]
PAGES = {"/plans/small/links/": 9, "/plans/small/links/?theme=1": 9, "/plans/small/actions/9.3/": 14}


def add_links(plan: Plan, other: Plan, *, on) -> None:
    """Each action linked to the next of its plan or to a theme, an action of the other plan or a programme."""
    by = system_user("volume", on=on)
    with writing(by=by, reason="Volume", on=on) as act:
        programme = Programme(slug="psv", title="Project Safety Valve", acronym="PSV")
        programme.save()
        actions, theme = list(plan.actions.order_by("position")), plan.themes.first()
        beyond = other.actions.first()
        ends = [
            lambda number: {"to_action": actions[(number + 1) % len(actions)]},
            lambda number: {"to_theme": theme},
            lambda number: {"to_action": beyond},
            lambda number: {"programme": programme, "item": str(number % 10)},
        ]
        rows = [
            Dependency(
                action=action, words="As printed", kind=list(Dependency.Kind)[number % 2], **end(number)
            )
            for number, action in enumerate(actions)
            for end in [ends[number % len(ends)]]
        ]
        rows.append(Dependency(action=beyond, words="Back", to_action=actions[3]))
        write_in_bulk(act, rows)


@pytest.fixture(params=SIZES, ids=["70 actions", "2,000 actions"])
def large(request, people, today):
    """A plan of a month ago with as many links as actions, yesterday a past day of it."""
    plan = builders.small_plan(people, on=today - timedelta(days=30))
    other = builders.small_plan(people, on=today - timedelta(days=30), slug="other")
    add_actions(plan, request.param, on=today - timedelta(days=8))
    add_links(plan, other, on=today - timedelta(days=7))
    return plan


def test_pages_cost_what_they_may(large, people, sign_in, today):
    yesterday = today - timedelta(days=1)
    for who in ("office", "lead", "chair"):
        client = sign_in(people[who])
        for address, most in PAGES.items():
            past = f"{address}{'&' if '?' in address else '?'}as_at={yesterday.isoformat()}"
            for asked in (address, past):
                client.get(asked)
                with CaptureQueriesContext(connection) as captured:
                    assert client.get(asked).status_code == 200
                assert len(captured) <= most, (who, asked, [query["sql"][:90] for query in captured])


def test_a_large_plan_is_read_in_time(large, today):
    for when in (AsAt(today, today), AsAt(today - timedelta(days=1), today)):
        start = perf_counter()
        found = link_map(large, when, plans=Plan.objects.all())
        taken = perf_counter() - start
        assert found.total == large.actions.count() + 1
        assert taken < 3
