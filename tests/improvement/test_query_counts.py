"""Every page of a plan costs a fixed number of queries, at 70 actions and at 2,000, today and on a past day.

One plan of each size is written for all tests here, with all that can hang on an action: nothing else is as slow to
make. A new page is one more line below.
"""

from datetime import timedelta
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from improvement import middleware
from improvement.as_at import AsAt
from improvement.changes import changes
from improvement.deadlines.slippage import slippage
from improvement.deadlines.triggers import triggers
from improvement.links.map import link_map
from improvement.models import Plan
from improvement.record.verify import problems
from improvement.wording.twin_page import twin_page
from tests import builders
from tests.conftest import TODAY, for_a_module
from tests.filling import add_events, add_evidence, add_links, add_moves
from tests.volume import add_actions

SIZES = {"70 actions": 66, "2,000 actions": 1996}

# The most that each page may ask, of whoever may open it.
PAGES = {
    "/plans/small/": 17,
    "/plans/small/actions/": 10,
    "/plans/small/actions/?rating=on-track&theme=&q=thing&sort=-deadline": 10,
    "/plans/small/actions/1.2/": 21,
    "/plans/small/actions/9.3/": 21,
    "/plans/small/deadlines/": 10,
    "/plans/small/triggers/": 11,
    "/plans/small/deadline-requests/": 8,
    "/plans/small/impact-checks/": 6,
    "/plans/small/findings/": 11,
    "/plans/small/findings/1/": 9,
    "/plans/small/bundle/?finding=1": 16,
    "/plans/small/timeline/": 12,
    "/plans/small/costs/": 10,
    "/plans/small/links/": 9,
    "/plans/small/links/?theme=1": 9,
    "/plans/small/evidence/": 11,
    "/plans/small/evidence/?q=minutes": 11,
}
# More actions than one picture can show: themes alone, and so two queries fewer.
DRAWN_OTHERWISE = "/timeline/"
# Pages with no past day of their own, and the office's own pages.
SEARCHES = {"/search/?q=the": 15, "/search/?q=the&plan=small&kind=action": 10}
PRESENT_PAGES = {
    "office": {
        **SEARCHES,
        "/glossary/": 13,
        "/plans/small/actions/9.2/deadline/": 11,
        "/plans/small/evidence/download/": 9,
        "/plans/small/changes/?since=2022-05-21": 24,
        "/plans/small/changes/?since=2022-05-21&until=2022-06-19": 24,
        "/plans/small/keep/": 8,
        "/plans/small/triggers/EVENT/happened/": 10,
        "/plans/small/twins/": 10,
        "/plans/small/twins/?as_at=2022-06-19": 10,
    },
    "lead": {**SEARCHES, "/glossary/": 6},
    "chair": SEARCHES,
    "clerk": SEARCHES,
}
counted: dict[tuple[str, str], int] = {}


@pytest.fixture(scope="module", params=SIZES.values(), ids=SIZES)
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


def asked(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def queries(client, address: str, data: dict | None = None) -> int:
    def read():
        response = client.post(address, data) if data else client.get(address)
        assert response.status_code == 200, address
        return b"".join(response.streaming_content) if response.streaming else response.content

    return asked(read)


def assert_cost(client, who: str, address: str, most: int) -> None:
    """No more than it may, and at the second size exactly what it was at the first."""
    number = queries(client, address)
    assert number <= most, (who, address)
    if DRAWN_OTHERWISE not in address:
        assert counted.setdefault((who, address), number) == number, (who, address)


@pytest.mark.parametrize("who", ["office", "lead", "chair"])
def test_pages_cost_what_they_may(large, people, sign_in, today, who):
    client, yesterday = sign_in(people[who]), today - timedelta(days=1)
    client.get("/plans/small/")
    for address, most in PAGES.items():
        assert_cost(client, who, address, most)
        past = f"{address}{'&' if '?' in address else '?'}as_at={yesterday.isoformat()}"
        assert_cost(client, who, past, most)


@pytest.mark.parametrize("who", PRESENT_PAGES)
def test_pages_without_a_past_day_cost_what_they_may(large, people, sign_in, who):
    client, event = sign_in(people[who]), large.triggers.first().pk
    client.get("/plans/small/")
    for address, most in PRESENT_PAGES[who].items():
        assert_cost(client, who, address.replace("EVENT", str(event)), most)


def test_working_out_dates_after_an_event_costs_what_it_may(large, people, sign_in):
    client, event = sign_in(people["office"]), large.triggers.first().pk
    said = {
        "happened_on": "2022-06-13",
        "rule": "3 months after",
        "agreed_by": "The board",
        "step": "preview",
    }
    assert queries(client, f"/plans/small/triggers/{event}/happened/", said) <= 12


# What the pages show, gathered.


@pytest.fixture(params=[0, 1], ids=["today", "yesterday"])
def when(request, today) -> AsAt:
    return AsAt(today - timedelta(days=request.param), today)


def test_slippage_takes_two_queries_and_the_events_three(large, added, when):
    found, waits = slippage(large, when), triggers(large, when)
    assert len(found.slipped) == added
    assert len(waits.to_come) == 10
    assert waits.number_waiting > added / 6, "complete actions wait for nothing, the others do"
    assert asked(lambda: slippage(large, when)) == 2
    assert asked(lambda: triggers(large, when)) == 3


def test_changes_take_seventeen_queries(large, added, when, today, django_assert_num_queries):
    """All of these actions are added, rated and moved in the period."""
    with django_assert_num_queries(17):
        changed = changes(large, today - timedelta(days=30), when)
    assert changed.structured("added") == added
    assert len(changed.ratings) == added
    assert len(changed.deadlines) == added
    assert changed.leads == []


def test_a_large_plan_is_read_in_time(large, added, when):
    """Processor time, as others may share the machine. Seen: half a second at most."""
    start = process_time()
    assert link_map(large, when, plans=Plan.objects.all()).total == added + 5
    assert process_time() - start < 3
    start = process_time()
    assert twin_page(large, when).groups
    assert process_time() - start < 3


def test_the_bulk_builder_leaves_a_whole_record(large, added):
    if added < 100:  # every version is read again, so once at the smaller size
        assert [str(problem) for problem in problems()] == []
