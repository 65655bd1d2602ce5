"""Moves and events cost a fixed number of queries, at 70 actions and at 2,000, today and on a past day."""

from datetime import timedelta

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from improvement.as_at import AsAt
from improvement.deadlines import Kind
from improvement.models import Deadline, Post, Trigger
from improvement.record.writing import writing
from improvement.slippage import slippage
from improvement.triggers import triggers
from tests import builders
from tests.volume import add_actions, write_in_bulk


@pytest.fixture(params=[66, 1996], ids=["70 actions", "2,000 actions"])
def large(request, people, today):
    """Every action of volume moved once, and every third waits for one of ten events."""
    plan, before = builders.small_plan(people, on=today - timedelta(days=30)), today - timedelta(days=8)
    add_actions(plan, request.param, on=before)
    current = list(Deadline.objects.filter(action__plan=plan, words="By then").order_by("pk"))
    with writing(by=builders.system(before), reason="Volume", on=before) as act:
        _add_events(act, plan, current)
        earlier = [_earlier(deadline, people["lead"], before - timedelta(days=1)) for deadline in current]
        write_in_bulk(act, earlier)
    return plan


def _add_events(act, plan, current: list) -> None:
    owner = Post.objects.first()
    events = write_in_bulk(act, [Trigger(plan=plan, name=f"Event {n}", owner=owner) for n in range(10)])
    for place, deadline in enumerate(current[::3]):
        deadline.trigger, deadline.condition = events[place % 10], "Event"
    models.QuerySet(Deadline).bulk_update(current[::3], ["trigger", "condition"], batch_size=200)
    versions = Deadline.history.bulk_history_create(
        current[::3], batch_size=500, update=True, default_change_reason=act.reason, default_date=act.moment
    )
    for version in versions:
        version.subject = "Deadline"
        act.versions.append((version, act))


def _earlier(deadline: Deadline, asked_by, day) -> Deadline:
    return Deadline(
        action_id=deadline.action_id,
        words="Sooner",
        kind=Kind.BY,
        ends=deadline.ends - timedelta(days=40),
        agreed_on=day,
        asked_by=asked_by,
    )


def queries(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_slippage_takes_two_queries_and_the_events_three(large, today):
    for when in (AsAt(today, today), AsAt(today - timedelta(days=1), today)):
        number = large.actions.count()
        found, waits = slippage(large, when), triggers(large, when)
        assert len(found.slipped) == number - 4
        assert len(waits.to_come) == 10
        assert waits.number_waiting > (number - 4) / 6, "complete actions wait for nothing, the others do"
        assert queries(lambda when=when: slippage(large, when)) == 2
        assert queries(lambda when=when: triggers(large, when)) == 3


# The office's own pages: what a form reads does not grow with the plan.
MOST = {"deadlines/": 10, "triggers/": 11, "actions/9.1/deadline/": 11, "triggers/{}/happened/": 10}


def test_the_pages_cost_what_they_may(large, people, sign_in):
    client, event = sign_in(people["office"]), large.triggers.first()
    for path, most in MOST.items():
        address = f"/plans/small/{path.format(event.pk)}"
        client.get(address)
        assert queries(lambda address=address: client.get(address)) <= most, address
    address = f"/plans/small/triggers/{event.pk}/happened/"
    said = {
        "happened_on": "2022-06-13",
        "rule": "3 months after",
        "agreed_by": "The board",
        "step": "preview",
    }
    assert queries(lambda: client.post(address, said)) <= 12
