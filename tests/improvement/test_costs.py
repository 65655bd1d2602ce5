"""Keeping costs: who may, with what reason, and the pages for it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from improvement import roles
from improvement.models import Cost
from improvement.record.verify import problems
from improvement.services import costs
from improvement.services import people as people_services
from improvement.services.costs import Said
from improvement.services.refusals import Refused
from tests import builders
from tests.pages import text

PAGE = "/plans/small/costs/"
ADD = f"{PAGE}add/"
EXPORT = f"{PAGE}export/xlsx/"
MARKUP = "<script>alert(1)</script>"
SENT = {
    "action": "1.1",
    "words": "Agency SW x 6 months £24,000",
    "amount": "£24,000",
    "funding": "new",
    "recurrence": "one-off",
    "reason": "Left out when the plan was brought in",
}


@pytest.fixture
def office(people, sign_in):
    return sign_in(people["office"])


@pytest.fixture
def cost(plan, people, today) -> Cost:
    said = Said("£28,000", Decimal(28000), "new", "one-off", "Whether it is for one post")
    action = plan.actions.get(address="1.1")
    return costs.add_cost(plan, said, action=action, reason="As printed", by=people["office"], on=today)


def correct(cost) -> str:
    return f"{PAGE}{cost.pk}/correct/"


def withdraw(cost) -> str:
    return f"{PAGE}{cost.pk}/withdraw/"


# The rules.


@pytest.mark.parametrize("who", builders.CAST)
def test_who_may_keep_costs(plan, cost, people, today, who):
    said, theme = Said("£1", Decimal(1)), plan.themes.first()
    by = {"by": people[who], "on": today}
    if who == "office":
        assert costs.add_cost(plan, said, theme=theme, reason="So", **by).theme == theme
        assert costs.correct_cost(cost, said, reason="So", **by).words == "£1"
        costs.withdraw_cost(cost, because="So", **by)
        return
    for act in (
        lambda: costs.add_cost(plan, said, theme=theme, reason="So", **by),
        lambda: costs.correct_cost(cost, said, reason="So", **by),
        lambda: costs.withdraw_cost(cost, because="So", **by),
    ):
        with pytest.raises(Refused, match="Only the programme office keeps costs"):
            act()
    assert Cost.objects.get().words == "£28,000"


def test_a_cost_is_of_one_thing_of_its_own_plan(plan, people, today):
    said, by = Said("£1", Decimal(1)), {"reason": "So", "by": people["office"], "on": today}
    theme, action = plan.themes.first(), plan.actions.first()
    for of in ({}, {"theme": theme, "action": action}):
        with pytest.raises(Refused, match="one of the two"):
            costs.add_cost(plan, said, **of, **by)
    other = builders.small_plan(people, on=today, slug="other")
    with pytest.raises(Refused, match="of this plan"):
        costs.add_cost(other, said, theme=theme, **by)


def test_words_and_a_reason_are_needed_and_an_amount_is_not(plan, cost, people, today):
    by = {"by": people["office"], "on": today}
    with pytest.raises(Refused, match="Enter the words"):
        costs.correct_cost(cost, Said(" "), reason="So", **by)
    with pytest.raises(Refused, match="Say why"):
        costs.correct_cost(cost, Said("In budget"), reason=" ", **by)
    with pytest.raises(Refused, match="not below nothing"):
        costs.correct_cost(cost, Said("-£1", Decimal(-1)), reason="So", **by)
    with pytest.raises(Refused, match="Say why"):
        costs.withdraw_cost(cost, because=" ", **by)
    assert costs.correct_cost(cost, Said("In budget"), reason="So", **by).amount is None


def test_each_change_is_a_version_with_its_reason_and_its_actor(cost, people, today):
    by = {"by": people["office"], "on": today}
    costs.correct_cost(cost, Said("£27,000", Decimal(27000)), reason="Misread", **by)
    costs.withdraw_cost(cost, because="Never spent", **by)
    versions = cost.history.order_by("history_id")
    assert [(version.history_change_reason, version.history_user) for version in versions] == [
        ("Cost added: As printed", people["office"]),
        ("Cost corrected: Misread", people["office"]),
        ("Cost withdrawn: Never spent", people["office"]),
    ]
    assert [str(problem) for problem in problems()] == []
    stale = Cost.objects.get(pk=cost.pk)
    for again in (
        lambda: costs.withdraw_cost(stale, because="Again", **by),
        lambda: costs.correct_cost(stale, Said("£1"), reason="Again", **by),
    ):
        with pytest.raises(Refused, match="withdrawn on 20 June 2022 already"):
            again()


# The ladder.


def test_signed_out_people_are_asked_to_sign_in(cost):
    for address in (PAGE, EXPORT, ADD, correct(cost), withdraw(cost)):
        assert Client().get(address)["Location"].startswith("/sign-in/")


def test_a_plan_not_shared_is_not_found(cost, people, sign_in, today):
    stranger = people_services.invite(
        "s@council.example", "Sam", roles.BOARD_MEMBER, by=people["admin"], on=today
    )
    for address in (PAGE, EXPORT, ADD, correct(cost), withdraw(cost)):
        assert sign_in(stranger).get(address).status_code == 404


@pytest.mark.parametrize("who", builders.CAST)
def test_each_of_the_six(cost, people, sign_in, who):
    browser = sign_in(people[who])
    page = browser.get(PAGE)
    assert page.status_code == 200
    assert browser.get(EXPORT).status_code == 200
    assert ("Add a cost" in text(page)) is (who == "office")
    assert (f'href="{correct(cost)}"' in page.content.decode()) is (who == "office")
    for address in (ADD, correct(cost), withdraw(cost)):
        answer = browser.get(address)
        assert answer.status_code == (200 if who == "office" else 403)
        if who != "office":
            assert "Only the programme office keeps costs." in text(answer)
            assert browser.post(address, SENT | {"because": "So"}).status_code == 403
    assert Cost.objects.get().words == "£28,000"


def test_wrong_methods_are_refused(cost, office):
    for address in (PAGE, EXPORT):
        assert office.post(address).status_code == 405
    for address in (ADD, correct(cost), withdraw(cost)):
        assert office.put(address).status_code == 405


def test_a_cost_is_found_under_its_own_plan_only(cost, people, office, today):
    builders.small_plan(people, on=today, slug="other")
    answer = office.get(correct(cost).replace("small", "other"))
    assert answer.status_code == 404
    assert "This plan has no such cost" in text(answer)


# The pages.


def test_the_page_shows_words_amounts_and_doubts(cost, plan, people, office, today):
    costs.add_cost(
        plan,
        Said("In budget", None, "in-budget"),
        theme=plan.themes.last(),
        reason="As printed",
        by=people["office"],
        on=today,
    )
    page = text(office.get(PAGE))
    assert "£28,000 in 1 of 2 costs" in page
    assert "1 is in budget already" in page
    assert "Doubtful: Whether it is for one post" in page
    assert "The whole priority" in page
    assert "none stated" in page


def test_the_past_shows_what_it_cost_then_and_no_buttons(people, office, today):
    start = today - timedelta(days=20)
    plan, by = builders.small_plan(people, on=start, slug="older"), builders.system(start)
    action = plan.actions.get(address="1.1")
    costs.add_cost(plan, Said("£5", Decimal(5)), action=action, reason="As printed", by=by, on=start)
    page = office.get("/plans/older/costs/", {"as_at": start.isoformat()})
    assert "£5 in 1 of 1 cost" in text(page)
    assert "Add a cost" not in text(page)
    assert "Correct" not in text(page)
    assert f"/actions/1.1/?as_at={start.isoformat()}" in page.content.decode()


def test_an_empty_page_says_what_to_do_first(plan, people, office, sign_in):
    assert "This plan prints no costs." in text(office.get(PAGE))
    assert "the programme office adds each" in text(sign_in(people["chair"]).get(PAGE))


def test_a_cost_is_added_corrected_and_withdrawn(plan, office):
    answer = office.post(ADD, SENT)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    cost = Cost.objects.get()
    assert (cost.action.address, cost.words, cost.amount) == ("1.1", SENT["words"], 24000)
    form = office.get(correct(cost)).context["form"]
    assert form["words"].value() == SENT["words"]
    office.post(correct(cost), SENT | {"amount": "", "funding": "in-budget"})
    cost.refresh_from_db()
    assert (cost.amount, cost.funding) == (None, "in-budget")
    page = text(office.get(withdraw(cost)))
    assert "It stays in the record" in page
    answer = office.post(withdraw(cost), {"because": "Never spent"}, follow=True)
    assert "is withdrawn." in text(answer)
    cost.refresh_from_db()
    assert cost.withdrawn_because == "Never spent"
    assert office.get(withdraw(cost)).status_code == 403


def test_a_cost_of_a_whole_theme(plan, office):
    theme = plan.themes.first()
    office.post(ADD, SENT | {"action": "", "theme": theme.pk})
    assert Cost.objects.get().theme == theme


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"action": ""}, "action", "Enter an action’s reference, or choose from the list below"),
        ({"action": "9.9"}, "action", "This plan has no action “9.9”. Enter a reference such as 1.1."),
        ({"words": ""}, "words", "Enter the words of the cost, as the plan prints them"),
        ({"words": "a" * 301}, "words", "Shorten the words to 300 characters"),
        ({"words": "a\0"}, "words", "Take out the characters that cannot be seen"),
        ({"amount": "lots"}, "amount", "Enter the amount in pounds, such as 28000 or 28,000.50"),
        ({"amount": "1.234"}, "amount", "Enter the amount in pounds, such as 28000 or 28,000.50"),
        ({"amount": "9" * 20}, "amount", "Enter the amount in pounds, such as 28000 or 28,000.50"),
        ({"amount": "-5"}, "amount", "Enter an amount that is not below nothing"),
        ({"funding": ""}, "funding", "Choose where the money comes from"),
        ({"recurrence": ""}, "recurrence", "Choose how often it is paid"),
        ({"reason": ""}, "reason", "Say why, such as"),
    ],
)
def test_what_cannot_be_kept_says_what_to_do(plan, office, sent, field, said):
    answer = office.post(ADD, SENT | sent)
    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors[field])
    assert text(answer).count(said) == 2, "in the summary and beside the field"
    assert not Cost.objects.exists()


def test_an_action_and_a_theme_are_one_too_many(plan, office):
    answer = office.post(ADD, SENT | {"theme": plan.themes.first().pk})
    assert "not both" in " ".join(answer.context["form"].errors["theme"])


def test_markup_is_shown_as_text(plan, office):
    office.post(ADD, SENT | {"words": MARKUP, "doubt": MARKUP})
    cost = Cost.objects.get()
    for answer in (office.get(PAGE), office.get(correct(cost)), office.get(withdraw(cost))):
        assert "<script>alert" not in answer.content.decode()
        assert "&lt;script&gt;" in answer.content.decode()
