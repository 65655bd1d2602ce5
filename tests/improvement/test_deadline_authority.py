"""Who may agree that a deadline moves, over days: from none to many, with and without an end, small moves added up."""

from datetime import date, timedelta

import pytest

from improvement.deadlines import Authority
from improvement.models import DeadlineRequest, Plan
from improvement.services.authority import authority_for, needed_for
from improvement.services.deadline_requests import agree
from tests.improvement.deciding import asked, by_end, everyone, rules

JULY = date(2022, 7, 31)
LEAD, DIRECTOR, BOARD = Authority.LEAD, Authority.DIRECTOR, Authority.BOARD
# Days the lead may move alone, days a director may agree, days asked for, who agrees.
OVER_DAYS = [
    (0, 31, -30, LEAD),
    (0, 31, 0, LEAD),
    (0, 31, 1, DIRECTOR),
    (0, 31, 31, DIRECTOR),
    (0, 31, 32, BOARD),
    (14, 31, 0, LEAD),
    (14, 31, 14, LEAD),
    (14, 31, 15, DIRECTOR),
    (14, 31, 31, DIRECTOR),
    (14, 31, 32, BOARD),
    (0, 0, 0, LEAD),
    (0, 0, 1, BOARD),
    (14, 14, 14, LEAD),
    (14, 14, 15, BOARD),
]
WITHOUT_ENDS = [(None, JULY, DIRECTOR), (JULY, None, BOARD), (None, None, DIRECTOR)]


@pytest.mark.parametrize(("lead", "director", "days", "who"), OVER_DAYS)
def test_how_far_says_who_agrees(lead, director, days, who):
    plan = Plan(lead_may_move_days=lead, director_may_move_days=director)
    assert authority_for(plan, JULY, JULY + timedelta(days=days)) == who


@pytest.mark.parametrize(("anchor", "ends", "who"), WITHOUT_ENDS)
def test_an_end_taken_away_is_the_boards_and_one_given_a_directors(anchor, ends, who):
    assert authority_for(Plan(lead_may_move_days=14, director_may_move_days=31), anchor, ends) == who


@pytest.fixture
def who(plan, people, today):
    found = everyone(plan, people, today)
    rules(plan, lead=14, director=31, on=today)
    return found


@pytest.fixture
def action(plan, who):
    return plan.actions.select_related("plan").get(reference="1.1")


def move(action, days: int, who, today) -> DeadlineRequest:
    """Ask as the lead, agreed at once by whoever may, and say who that was."""
    request = asked(action, JULY + timedelta(days=days), by=who["lead"], on=today)
    if request.authority == DIRECTOR:
        agree(request, by=who["director"], on=today)
    action.refresh_from_db()
    return request


def test_small_moves_by_the_lead_add_up(action, who, today):
    assert [move(action, days, who, today).authority for days in (7, 14, 15, 31, 32)] == [
        LEAD,
        LEAD,
        DIRECTOR,
        DIRECTOR,
        BOARD,
    ]
    assert action.due == JULY + timedelta(days=31)


def test_moves_that_a_director_agreed_add_up_to_the_boards(action, who, today):
    assert move(action, 30, who, today).authority == DIRECTOR
    assert needed_for(action, by_end(JULY + timedelta(days=31)).reading) == DIRECTOR
    assert needed_for(action, by_end(JULY + timedelta(days=32)).reading) == BOARD


def test_what_the_board_agreed_is_counted_from_anew(action, who, today):
    request = asked(action, JULY + timedelta(days=60), by=who["lead"], on=today)
    agree(request, by=who["chair"], on=today)
    action.refresh_from_db()
    for days, authority in ((74, LEAD), (91, DIRECTOR), (92, BOARD)):
        assert needed_for(action, by_end(JULY + timedelta(days=days)).reading) == authority


def test_what_lies_within_the_leads_own_days_takes_force_at_once(action, who, today):
    request = move(action, 14, who, today)
    assert (request.state, action.due) == (DeadlineRequest.State.AGREED, JULY + timedelta(days=14))
    newest = action.current_deadline
    assert (newest.agreed_within, newest.agreed_by) == (
        LEAD,
        "Leo Lead, DCS, within the lead’s own tolerance",
    )
    assert not action.deadlinerequests.filter(state=DeadlineRequest.State.WAITING).exists()


def test_what_waits_keeps_the_authority_of_its_day(plan, action, who, today):
    request = asked(action, JULY + timedelta(days=20), by=who["lead"], on=today)
    rules(plan, lead=30, director=60, on=today)
    request.refresh_from_db()
    assert request.authority == DIRECTOR
