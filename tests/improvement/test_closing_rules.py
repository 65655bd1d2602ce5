"""Closing an action: every state of a proposal, every act, every person; what is refused says why."""

from datetime import date, timedelta

import pytest

from improvement.models import Action, ImpactCheck, LedgerEntry
from improvement.services import completion
from improvement.services.refusals import Refused
from tests.improvement.deciding import WHO, closure, everyone, proposed, say

STATES = ["proposed", "accepted", "returned", "overtaken"]
ACTS = ["accept", "return", "check"]

MAY = {"office", "director", "chair"}
WHO_CAN = "The director whom its lead reports to, the programme office and the chair of its board can."
OTHERS = f"You may not accept an action as complete. {WHO_CAN}"
OWN = "You may not accept what you proposed yourself. The programme office or the chair can."
OVER = {
    "accepted": "Olive Office, programme office accepted it on 20 June 2022. 1.1 is complete.",
    "returned": "Olive Office, programme office returned it on 20 June 2022. It waits for its lead.",
    "overtaken": "Something newer has been said about this action, by Leo Lead, DCS on 20 June 2022.",
}
NOT_CHECKED = f"You may not check the impact of an action. {WHO_CAN}"
OWN_CHECK = "You proposed that it was complete, so you may not check its impact."


def expected(state: str, act: str, who: str) -> str:
    """The sentence with which an act is refused; "" where it is done. Only what was accepted has a check."""
    if act == "check":
        return "" if who in MAY else OWN_CHECK if who == "lead" else NOT_CHECKED
    if state != "proposed":
        return OVER[state]
    return "" if who in MAY else OWN if who == "lead" else OTHERS


def do(act: str, update, *, by, on) -> None:
    if act == "accept":
        completion.accept_complete(update, by=by, on=on)
    elif act == "return":
        completion.return_proposal(update, note="The minutes are missing.", by=by, on=on)
    else:
        check = update.action.impact_checks.get()
        completion.check_impact(check, embedded=False, found="Too early.", by=by, on=on)


@pytest.fixture
def who(plan, people, today):
    return everyone(plan, people, today)


@pytest.fixture
def action(plan, who) -> Action:
    return plan.actions.select_related("plan__scheme").get(reference="1.1")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("key", WHO)
def test_who_closes_what(action, who, today, state, key):
    update = closure(action, state, who, today)
    for act in ACTS:
        if act == "check" and not action.impact_checks.exists():
            continue
        sentence, before = expected(state, act, key), LedgerEntry.objects.count()
        if not sentence:
            continue
        with pytest.raises(Refused) as refusal:
            do(act, update, by=who[key], on=today)
        assert sentence in str(refusal.value), (state, act, key)
        assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("key", sorted(MAY))
def test_those_who_may_accept(action, who, today, key):
    update = closure(action, "proposed", who, today)
    accepted = completion.accept_complete(update, measures="Re-referrals", by=who[key], on=today)
    action.refresh_from_db()
    check = action.impact_checks.get()
    assert (action.current_update, action.current_rating.code) == (accepted, "complete")
    assert (check.state, check.due, check.measures) == ("due", date(2022, 12, 20), "Re-referrals")
    assert check.accepted == accepted


@pytest.mark.parametrize("key", sorted(MAY))
def test_those_who_may_return(action, who, today, key):
    update = closure(action, "proposed", who, today)
    do("return", update, by=who[key], on=today)
    action.refresh_from_db()
    assert (update.reviews.get().kind, update.reviews.get().note) == ("returned", "The minutes are missing.")
    assert action.current_rating is None
    assert not action.impact_checks.exists()


@pytest.mark.parametrize("key", sorted(MAY))
def test_those_who_may_check(action, who, today, key):
    closure(action, "accepted", who, today)
    later = today + timedelta(days=183)
    completion.check_impact(
        action.impact_checks.get(), embedded=False, found="Too early.", by=who[key], on=later
    )
    done, to_come = action.impact_checks.order_by("due")
    assert (done.state, done.checked_on, done.checked_by) == ("not-yet", later, who[key])
    assert (to_come.state, to_come.due, to_come.measures) == ("due", date(2023, 6, 20), done.measures)


@pytest.mark.parametrize("key", ["office", "director", "chair"])
def test_whoever_proposed_it_judges_nothing(action, who, today, key):
    """Not even whoever could judge what others propose."""
    update = proposed(action, by=who["lead"] if key != "office" else who["office"], on=today)
    if key != "office":
        with_author(update, who[key], today)
    with pytest.raises(Refused, match="You may not accept what you proposed yourself"):
        completion.accept_complete(update, by=who[key], on=today)
    with pytest.raises(Refused, match="You may not accept what you proposed yourself"):
        completion.return_proposal(update, note="No.", by=who[key], on=today)


def with_author(update, author, today) -> None:
    """As if that person had spoken, in memory only: a row once said is never changed."""
    update.author = author


def test_a_lead_judges_no_action_that_they_lead(action, who, today):
    update = proposed(action, by=who["office"], on=today)
    with pytest.raises(Refused, match="You may not accept your own action"):
        completion.accept_complete(update, by=who["lead"], on=today)


def test_returning_needs_a_note(action, who, today):
    update = closure(action, "proposed", who, today)
    with pytest.raises(Refused, match="Say what is missing"):
        completion.return_proposal(update, note="", by=who["office"], on=today)


def test_what_was_returned_is_proposed_again(action, who, today):
    closure(action, "returned", who, today)
    again = say(action, "complete", by=who["lead"], on=today)
    assert again.proposes_complete
    assert completion.reason_not_to_accept(again, by=who["office"], on=today) == ""


def test_of_two_who_judge_at_once_one_wins_and_the_other_is_told(action, who, today):
    update = closure(action, "proposed", who, today)
    theirs = type(update).objects.get(pk=update.pk)
    completion.accept_complete(update, by=who["chair"], on=today)
    with pytest.raises(Refused, match="Cora Chair accepted it on 20 June 2022"):
        completion.return_proposal(theirs, note="No.", by=who["office"], on=today)
    assert not theirs.reviews.exists()


def test_what_is_taken_up_again_and_completed_anew_has_one_check_ahead(action, who, today):
    closure(action, "accepted", who, today)
    say(action, "on-track", by=who["lead"], on=today)
    action.refresh_from_db()
    check = ImpactCheck.objects.get(action=action)
    assert "1.1 is no longer complete" in completion.reason_not_to_check_impact(
        check, by=who["office"], on=today
    )
    again = say(action, "complete", by=who["lead"], on=today)
    accepted = completion.accept_complete(again, by=who["office"], on=today + timedelta(days=30))
    check.refresh_from_db()
    assert (check.accepted, check.due) == (accepted, date(2023, 1, 20))
    assert ImpactCheck.objects.filter(action=action).count() == 1
