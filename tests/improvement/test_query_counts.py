"""Every page of a plan costs a fixed number of queries, at 70 actions and at 2,000, today and on a past day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from improvement.record.verify import problems
from tests import builders
from tests.volume import add_actions

SIZES = [66, 1996]
PAGES = {
    "/plans/small/": 14,
    "/plans/small/actions/": 10,
    "/plans/small/actions/?rating=on-track&theme=&q=thing&sort=-deadline": 10,
    "/plans/small/actions/1.2/": 16,
    "/plans/small/deadlines/": 10,
    "/plans/small/triggers/": 11,
    "/plans/small/findings/": 11,
    "/plans/small/findings/1/": 9,
    "/plans/small/bundle/?finding=1": 16,
    "/plans/small/timeline/": 12,
    "/plans/small/costs/": 10,
}


@pytest.fixture(params=SIZES, ids=["70 actions", "2,000 actions"])
def large(request, people, today):
    """A plan of a month ago, so that yesterday is a past day of it."""
    plan = builders.small_plan(people, on=today - timedelta(days=30))
    add_actions(plan, request.param, on=today - timedelta(days=8))
    return plan


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


def test_pages_cost_what_they_may(large, people, sign_in, today):
    yesterday = today - timedelta(days=1)
    for who in ("office", "lead", "chair"):
        client = sign_in(people[who])
        for address, most in PAGES.items():
            client.get(address)
            assert queries(client, address) <= most, (who, address)
            past = f"{address}{'&' if '?' in address else '?'}as_at={yesterday.isoformat()}"
            assert queries(client, past) <= most, (who, past)


def test_the_bulk_builder_leaves_a_whole_record(plan, today):
    add_actions(plan, 66, on=today - timedelta(days=1))
    assert [str(problem) for problem in problems()] == []
