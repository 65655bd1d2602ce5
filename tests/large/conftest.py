"""One plan of 70 actions and one of 2,000, each written once for all tests here: nothing else is as slow to make."""

from datetime import timedelta

import pytest

from improvement import middleware
from improvement.models import Plan
from tests import builders
from tests.conftest import TODAY, for_a_module
from tests.large.filling import add_events, add_evidence, add_links, add_moves
from tests.volume import add_actions

SIZES = {"70 actions": 66, "2,000 actions": 1996}


@pytest.fixture(scope="package", params=SIZES.values(), ids=SIZES)
def added(request, django_db_setup, django_db_blocker) -> int:
    """How many actions were added to the four of the plan `small`, a plan of a month ago: yesterday is a past day
    of it. Each moved its deadline once, has evidence and a link; every third waits for one of ten events."""
    day = TODAY - timedelta(days=8)
    with for_a_module(django_db_blocker):
        cast = builders.people(on=TODAY)
        for slug in ("small", "other"):
            builders.small_plan(cast, on=TODAY - timedelta(days=30), slug=slug)
        plan, other = Plan.objects.get(slug="small"), Plan.objects.get(slug="other")
        add_actions(plan, request.param, on=day)
        add_events(plan, on=day)
        add_moves(plan, cast["lead"], on=day)
        add_evidence(plan, on=day)
        add_links(plan, other, on=day + timedelta(days=1))
        yield request.param


@pytest.fixture(autouse=True)
def untouched_sessions(monkeypatch):
    """A page that touches the session, once a minute, would ask three times more."""
    monkeypatch.setattr(middleware, "TOUCH_AFTER", timedelta(days=1))


@pytest.fixture
def people(added, db):
    """The six. What a test writes is gone after it."""
    return builders.cast()


@pytest.fixture
def large(people) -> Plan:
    return Plan.objects.select_related("scheme", "inspection").get(slug="small")
