"""The rules of a plan: who sets them, what they may be, and who chairs."""

import pytest

from improvement.models import LedgerEntry, Plan
from improvement.services.refusals import Refused
from improvement.services.rules import BOUNDS, Rules, rules_of, set_rules
from improvement.services.speaking import chairs
from tests import builders
from tests.pages import text

ADDRESS = "/plans/small/rules/"
GOOD = {
    "lead_may_move_days": 14,
    "director_may_move_days": 61,
    "impact_check_months": 9,
    "remind_days_before": 5,
    "escalate_days_after": 7,
}
BEYOND = [(name, number) for name, (least, most) in BOUNDS.items() for number in (least - 1, most + 1)]


def sent(**more) -> dict:
    return {**GOOD, "reason": "Agreed by the board", **more}


@pytest.mark.parametrize("who", builders.CAST)
def test_the_office_sets_them_and_others_are_told(plan, people, sign_in, today, who):
    client, before = sign_in(people[who]), LedgerEntry.objects.count()
    if who == "office":
        assert client.get(ADDRESS).status_code == 200
        assert ADDRESS in client.get("/plans/small/keep/").content.decode()
        return
    for answer in (client.get(ADDRESS), client.post(ADDRESS, sent())):
        assert answer.status_code == 403
        assert "Only the programme office sets the rules of a plan." in text(answer)
    with pytest.raises(Refused):
        set_rules(plan, Rules(**GOOD), chairs=set(), reason="x", by=people[who], on=today)
    assert LedgerEntry.objects.count() == before


def test_they_are_saved_with_a_reason_and_each_says_what_it_means(plan, people, sign_in):
    office = sign_in(people["office"])
    page = text(office.get(ADDRESS))
    assert "Whatever goes further is the board’s." in page
    assert office.post(ADDRESS, sent(), follow=True).status_code == 200
    plan = Plan.objects.get(pk=plan.pk)
    assert rules_of(plan) == Rules(**GOOD)
    assert plan.history.first().history_change_reason == "Agreed by the board"


def test_what_stays_the_same_is_not_written(plan, people, sign_in):
    office = sign_in(people["office"])
    office.post(ADDRESS, sent())
    before = plan.history.count()
    office.post(ADDRESS, sent())
    assert plan.history.count() == before


@pytest.mark.parametrize(("name", "number"), BEYOND)
def test_each_has_its_bounds(plan, people, sign_in, today, name, number):
    least, most = BOUNDS[name]
    page = text(sign_in(people["office"]).post(ADDRESS, sent(**{name: number})))
    assert f"enter a number from {least} to {most}" in page
    with pytest.raises(Refused, match=f"enter a number from {least} to {most}"):
        set_rules(
            plan, Rules(**{**GOOD, name: number}), chairs=set(), reason="x", by=people["office"], on=today
        )
    assert rules_of(Plan.objects.get(pk=plan.pk)) == rules_of(plan)


def test_a_director_agrees_to_no_less_than_a_lead_moves_alone(plan, people, sign_in):
    page = text(sign_in(people["office"]).post(ADDRESS, sent(lead_may_move_days=62)))
    assert "A director may agree to no less than a lead may move alone. Enter 62 days or more." in page
    answer = sign_in(people["office"]).post(ADDRESS, sent(lead_may_move_days=61))
    assert answer.status_code == 302


def test_a_reason_is_needed(plan, people, sign_in, today):
    assert "Say why, such as" in text(sign_in(people["office"]).post(ADDRESS, sent(reason="")))
    with pytest.raises(Refused, match="Say why the rules change"):
        set_rules(plan, Rules(**GOOD), chairs=set(), reason="", by=people["office"], on=today)


def test_a_board_member_who_reads_the_plan_may_be_given_the_chair_and_lose_it(plan, people, sign_in):
    office, row = sign_in(people["office"]), plan.readers.get(reader=people["chair"])
    assert not chairs(plan, by=people["chair"])
    office.post(ADDRESS, sent(chairs=[row.pk]))
    assert chairs(plan, by=people["chair"])
    assert "chairs its board" in text(office.get(f"/people/{people['chair'].pk}/"))
    assert "checked" in office.get(ADDRESS).content.decode()
    office.post(ADDRESS, sent())
    assert not chairs(plan, by=people["chair"])


def test_nobody_else_is_given_the_chair(plan, people, sign_in):
    clerk = plan.readers.get(reader=people["clerk"])
    page = text(sign_in(people["office"]).post(ADDRESS, sent(chairs=[clerk.pk])))
    assert "Choose among the people in the list" in page
    assert not plan.readers.filter(is_chair=True).exists()
