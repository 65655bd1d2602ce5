"""Requests to move a deadline: every state, every act, every person; what is refused says why."""

from datetime import date, timedelta

import pytest

from improvement.deadlines import Authority
from improvement.models import Action, DeadlineRequest, LedgerEntry
from improvement.services import deadline_requests as services
from improvement.services.completion import accept_complete
from improvement.services.progress import report_progress
from improvement.services.refusals import Refused
from improvement.services.speaking import NOT_YOURS
from tests import builders
from tests.improvement.deciding import WHO, by_end, everyone, in_state, proposed

State = DeadlineRequest.State
SOON, LATE = date(2022, 8, 20), date(2022, 10, 31)
WAITS = [(SOON, Authority.DIRECTOR), (LATE, Authority.BOARD)]
OVER = [State.AGREED, State.REFUSED, State.TAKEN_BACK, State.OVERTAKEN]
ACTS = ["agree", "refuse", "take back", "ask"]

WHO_AGREES = {
    Authority.DIRECTOR: "The director whom its lead reports to, the programme office or the chair can.",
    Authority.BOARD: "The chair, or the programme office with a decision of the board can.",
}
NOT_AGREED = "You may not agree that this deadline moves. {}"
OWN = "You may not agree what you asked for yourself. {}"
TOO_FAR = "This goes beyond the 31 days that a director may agree. " + WHO_AGREES[Authority.BOARD]
NOT_TAKEN_BACK = "Only whoever asked, or the programme office, may take a request back."
WAITS_ALREADY = "Leo Lead, DCS asked for “{}” on 20 June 2022, and that waits to be agreed."
SETTLED = {
    State.AGREED: "This request was settled by Olive Office, programme office on 20 June 2022: agreed.",
    State.REFUSED: "This request was settled by Olive Office, programme office on 20 June 2022: refused.",
    State.TAKEN_BACK: "This request was settled by Leo Lead, DCS on 20 June 2022: taken back.",
    State.OVERTAKEN: "This request was settled on 20 June 2022: overtaken by another decision.",
}


def expected(state: str, authority: str, act: str, who: str, words: str) -> str:
    """The sentence with which an act is refused; "" where it is done."""
    if act == "ask":
        if who not in {"office", "lead"}:
            return NOT_YOURS
        return WAITS_ALREADY.format(words) if state == State.WAITING else ""
    if state != State.WAITING:
        return SETTLED[state]
    if act == "take back":
        return "" if who in {"office", "lead"} else NOT_TAKEN_BACK
    if who == "lead":
        return OWN.format(WHO_AGREES[authority])
    if who == "director":
        return "" if authority == Authority.DIRECTOR else TOO_FAR
    return "" if who in {"office", "chair"} else NOT_AGREED.format(WHO_AGREES[authority])


def do(act: str, request: DeadlineRequest, *, by, on) -> None:
    if act == "agree":
        services.agree(request, decision="Improvement Board, 16 June 2022, item 4", by=by, on=on)
    elif act == "refuse":
        services.refuse(request, decision="It can be done in time.", by=by, on=on)
    elif act == "take back":
        services.take_back(request, by=by, on=on)
    else:
        services.ask_to_move(request.action, by_end(date(2023, 1, 31)), by=by, on=on)


BECOMES = {"agree": State.AGREED, "refuse": State.REFUSED, "take back": State.TAKEN_BACK}


@pytest.fixture
def who(plan, people, today):
    return everyone(plan, people, today)


@pytest.fixture
def action(plan, who) -> Action:
    return plan.actions.select_related("plan").get(reference="1.1")


def check(request, state, act, key, who, today) -> None:
    due, before = Action.objects.get(pk=request.action_id).due, LedgerEntry.objects.count()
    sentence = expected(state, request.authority, act, key, request.words)
    if sentence:
        with pytest.raises(Refused) as refusal:
            do(act, request, by=who[key], on=today)
        assert sentence in str(refusal.value), (state, act, key)
        assert LedgerEntry.objects.count() == before
        assert DeadlineRequest.objects.get(pk=request.pk).state == state
        return
    do(act, request, by=who[key], on=today)
    now, action = DeadlineRequest.objects.get(pk=request.pk), Action.objects.get(pk=request.action_id)
    assert now.state == BECOMES.get(act, state)
    assert action.due == (request.ends if act == "agree" else due)
    if act == "agree":
        assert (now.deadline_id, now.decided_by) == (action.current_deadline_id, who[key])


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("key", WHO)
@pytest.mark.parametrize(("ends", "authority"), WAITS, ids=["director’s", "board’s"])
def test_what_waits(action, who, today, ends, authority, key, act):
    request = in_state(action, State.WAITING, ends, who, today)
    assert request.authority == authority
    check(request, State.WAITING, act, key, who, today)


@pytest.mark.parametrize("state", OVER)
@pytest.mark.parametrize("key", WHO)
def test_what_is_over(action, who, today, state, key):
    request = in_state(action, state, LATE, who, today)
    for act in ACTS:
        check(request, state, act, key, who, today)


@pytest.mark.parametrize("key", ["office", "chair", "director"])
def test_nobody_agrees_what_they_asked_for(plan, action, who, today, key):
    """Not even whoever could agree what others ask for."""
    asker = who[key]
    if key == "director":
        builders.holding(asker, builders.post("Deputy", on=today), on=today)
        plans_lead(action, today)
    if key == "chair":
        builders.people_services.set_roles(asker, {"board-member", "office"}, by=who["admin"], on=today)
    request = services.ask_to_move(action, by_end(SOON), by=asker, on=today)
    with pytest.raises(Refused, match="You may not agree what you asked for yourself"):
        services.agree(request, by=asker, on=today)


def plans_lead(action, today) -> None:
    post = builders.Post.objects.get(slug="deputy")
    builders.plans.assign(
        action, post, role="supporting", position=2, starts=today, by=builders.system(today), on=today
    )


def test_the_office_says_at_which_meeting_the_board_decided(action, who, today):
    request = in_state(action, State.WAITING, LATE, who, today)
    with pytest.raises(Refused, match="Say at which meeting the board decided"):
        services.agree(request, by=who["office"], on=today)
    services.agree(request, decision="Improvement Board, 16 June 2022, item 4", by=who["office"], on=today)
    assert request.deadline.agreed_by == "Improvement Board, 16 June 2022, item 4"
    assert request.deadline.agreed_within == ""


def test_the_chair_agrees_without_further_words(action, who, today):
    request = in_state(action, State.WAITING, LATE, who, today)
    assert services.agree(request, by=who["chair"], on=today).agreed_by == "Cora Chair"


def test_refusing_needs_a_reason_and_asking_too(action, who, today):
    request = in_state(action, State.WAITING, LATE, who, today)
    with pytest.raises(Refused, match="Say why the deadline stays as it is"):
        services.refuse(request, decision="", by=who["chair"], on=today)
    services.take_back(request, by=who["lead"], on=today)
    wish = services.Wish("31 October 2022", by_end(LATE).reading, "")
    with pytest.raises(Refused, match="Say why the deadline should move"):
        services.ask_to_move(action, wish, by=who["lead"], on=today)


def test_a_member_of_the_board_who_does_not_chair_it_decides_nothing(plan, action, who, today):
    request = in_state(action, State.WAITING, LATE, who, today)
    plan.readers.get(reader=who["chair"])
    with builders.writing(by=builders.system(today), reason="Test", on=today):
        row = plan.readers.get(reader=who["chair"])
        row.is_chair = False
        row.save()
    with pytest.raises(Refused, match="You may not agree that this deadline moves"):
        services.agree(request, by=who["chair"], on=today)


def test_what_is_complete_keeps_its_deadline_and_its_request_lapses(action, who, today):
    request = in_state(action, State.WAITING, LATE, who, today)
    accept_complete(proposed(action, by=who["lead"], on=today), by=who["office"], on=today)
    request.refresh_from_db()
    assert (request.state, request.deadline) == (State.OVERTAKEN, None)
    assert request.decision == "The action was accepted as complete instead."
    with pytest.raises(Refused, match="was settled on 20 June 2022"):
        services.agree(request, by=who["chair"], on=today)


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(action, who, today):
    request = in_state(action, State.WAITING, LATE, who, today)
    mine, theirs = (DeadlineRequest.objects.get(pk=request.pk) for _ in range(2))
    services.agree(mine, by=who["chair"], on=today)
    with pytest.raises(Refused, match="settled by Cora Chair on 20 June 2022: agreed"):
        services.refuse(theirs, decision="No.", by=who["office"], on=today)
    assert Action.objects.get(pk=action.pk).due == LATE


def test_an_update_that_names_another_day_asks_in_place_of_what_waited(action, who, today):
    request = in_state(action, State.WAITING, LATE, who, today)
    report_progress(
        action,
        rating=builders.rating(action.plan, "on-track"),
        narrative="Later still.",
        wish=by_end(LATE + timedelta(days=30)),
        by=who["lead"],
        on=today,
    )
    request.refresh_from_db()
    assert (request.state, request.decision) == (State.TAKEN_BACK, "Another deadline was asked for instead.")
    assert services.waiting_request(action).ends == LATE + timedelta(days=30)
