"""What waits for whose decision on the front pages: the same that the rules of deciding allow."""

from datetime import date

import pytest

from improvement.decisions import decisions_waiting
from improvement.models import DeadlineRequest
from improvement.services.completion import reason_not_to_accept, return_proposal
from improvement.services.deadline_requests import reason_not_to_decide
from improvement.services.people import share_plans
from tests.improvement.deciding import WHO, asked, everyone, proposed
from tests.pages import text

NEAR, FAR = date(2022, 8, 20), date(2022, 10, 31)


@pytest.fixture
def who(plan, people, today):
    return everyone(plan, people, today)


@pytest.fixture
def action(plan, who):
    return plan.actions.select_related("plan").get(reference="1.1")


@pytest.mark.parametrize("name", WHO)
@pytest.mark.parametrize("ends", [NEAR, FAR])
def test_requests_are_counted_for_those_who_may_decide(plan, action, who, today, name, ends):
    request = asked(action, ends, by=who["lead"], on=today)
    assert request.state == DeadlineRequest.State.WAITING
    may = not reason_not_to_decide(request, by=who[name], on=today)
    counted = sum(row.requests for row in decisions_waiting(who[name], today))
    assert counted == (1 if may else 0)


@pytest.mark.parametrize("name", WHO)
@pytest.mark.parametrize("by", ["lead", "office"])
def test_proposals_are_listed_for_those_who_may_accept(plan, action, who, today, name, by):
    update = proposed(action, by=who[by], on=today)
    may = not reason_not_to_accept(update, by=who[name], on=today)
    listed = [row.address for plan in decisions_waiting(who[name], today) for row in plan.proposals]
    assert listed == (["1.1"] if may else [])


def test_what_is_answered_waits_no_more(action, who, today):
    update = proposed(action, by=who["lead"], on=today)
    return_proposal(update, note="More.", by=who["office"], on=today)
    assert decisions_waiting(who["office"], today) == []


def test_a_chair_whose_plan_is_no_longer_shared_decides_nothing(plan, action, who, today):
    asked(action, FAR, by=who["lead"], on=today)
    share_plans(who["chair"], set(), by=who["admin"], on=today)
    assert decisions_waiting(who["chair"], today) == []


def test_the_front_pages_say_so(plan, action, who, sign_in, today, django_assert_num_queries):
    asked(action, FAR, by=who["lead"], on=today)
    proposed(plan.actions.get(reference="1.2"), by=who["lead"], on=today)
    for name in ("office", "chair"):
        page = text(sign_in(who[name]).get("/"))
        assert "1 deadline that others ask to move Small plan" in page
        assert "1.2 Establish the board 1.2 Proposed complete · Small plan" in page
    assert "Proposed complete · Small plan" in text(sign_in(who["director"]).get("/my-actions/"))
    assert "Waits for your decision" not in text(sign_in(who["lead"]).get("/my-actions/"))
    assert who["office"].role_names  # known by the time a page asks
    with django_assert_num_queries(2):
        decisions_waiting(who["office"], today)
