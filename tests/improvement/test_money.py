"""What a plan costs: what is summed, what is counted, and what the total is said to hold."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from improvement.as_at import AsAt
from improvement.models import Plan
from improvement.money import money
from improvement.money.pounds import in_pounds
from improvement.money.words import total_sentences
from improvement.services import costs, plans
from improvement.services.costs import Said
from tests import builders
from tests.volume import add_actions


@pytest.fixture
def now(today) -> AsAt:
    return AsAt(today, today)


@pytest.fixture
def keep(plan, today):
    """Returns a way to give a cost to an action, by its reference, or to a theme."""

    def kept(words, amount=None, funding="new", recurrence="one-off", *, action="1.1", theme=None, doubt=""):
        said = Said(words, amount and Decimal(amount), funding, recurrence, doubt)
        of = {"theme": theme} if theme else {"action": plan.actions.get(address=action)}
        return costs.add_cost(plan, said, **of, reason="Test", by=builders.system(today), on=today)

    return kept


def test_the_costs_of_2016_sum_to_290_000_pounds(db, today):
    call_command("load_demo", "bury-2016", quiet=True)
    plan = Plan.objects.get(slug="bury-2016")
    found = money(plan, AsAt(today, today))
    assert found.all.total == 290_000
    assert (found.all.number, found.all.summed, found.all.in_budget) == (8, 6, 2)
    assert found.all.one_off == 100_000
    assert [sums.label for sums in found.fundings] == ["New money", "In budget"]
    assert sum(theme.sums.total for theme in found.themes) == 290_000
    assert "The total of £290,000 holds 6 costs" in total_sentences(found)[0]
    assert "2 are in budget already" in total_sentences(found)[1]
    assert "66 of 74 actions state no cost of their own." in total_sentences(found)


def test_what_is_in_budget_and_what_states_no_amount_is_counted_and_not_summed(plan, keep, now):
    keep("£28,000", 28000)
    keep("£60,000 a year", 60000, recurrence="recurring", action="2.1")
    keep("£40,000", 40000, "unstated", "unstated", action="2.1")
    keep("In budget", None, "in-budget", action="1.2")
    keep("In budget, £9,000", 9000, "in-budget", action="1.2")
    keep("£3 initial investment", None, "unstated", doubt="Million?", theme=plan.themes.get(reference="2"))
    found = money(plan, now)
    held = found.all
    assert (held.one_off, held.recurring, held.unstated, held.total) == (28000, 60000, 40000, 128000)
    assert (held.number, held.summed, held.in_budget, held.without_amount) == (6, 3, 2, 1)
    assert [(theme.name, theme.sums.total) for theme in found.themes] == [
        ("1. Leadership", 28000),
        ("2. Practice", 100000),
    ]
    assert [(sums.label, sums.total, sums.number) for sums in found.fundings] == [
        ("New money", 88000, 2),
        ("In budget", 0, 2),
        ("Not stated", 40000, 2),
    ]
    assert total_sentences(found) == [
        "The total of £128,000 holds 3 costs with a stated amount that is not in budget already.",
        "It does not hold the others: 2 are in budget already and 1 states no amount. "
        "They are counted and not summed.",
        "It adds £28,000 that is paid once, £60,000 that comes round again and £40,000 of which the plan does "
        "not say how often: for how long each is paid, only the printed words say.",
        "1 of 4 actions states no cost of its own.",
    ]
    assert found.doubts == 1


def test_costs_stand_in_the_plans_order_a_themes_own_first(plan, keep, now):
    keep("c", action="2.1")
    keep("b", action="1.2")
    keep("a", theme=plan.themes.get(reference="1"))
    keep("d", action="1.1")
    assert [line.words for line in money(plan, now).lines] == ["a", "d", "b", "c"]


def test_a_plan_without_costs_says_nothing_of_a_total(plan, now):
    found = money(plan, now)
    assert (found.lines, total_sentences(found)) == ([], [])


def test_a_total_of_nothing_is_not_given_as_nought(plan, keep, now):
    keep("In budget", None, "in-budget")
    assert total_sentences(money(plan, now))[0] == (
        "No cost of this plan states an amount that could be added up."
    )


def test_as_at_a_day_before_it_says_what_it_said_then(people, today):
    start = today - timedelta(days=20)
    plan = builders.small_plan(people, on=start, slug="older")
    by = builders.system(start)
    action = plan.actions.get(address="1.1")
    first = costs.add_cost(plan, Said("£1", Decimal(1)), action=action, reason="Test", by=by, on=start)
    second = costs.add_cost(plan, Said("£4", Decimal(4)), action=action, reason="Test", by=by, on=start)
    costs.correct_cost(first, Said("£2", Decimal(2)), reason="Misread", by=people["office"], on=today)
    costs.withdraw_cost(second, because="Never spent", by=people["office"], on=today)
    assert money(plan, AsAt(start, today)).all.total == 5
    assert money(plan, AsAt(today, today)).all.total == 2


def test_the_cost_of_what_left_the_plan_is_left_out_and_said(plan, keep, now, today):
    keep("£1", 1)
    keep("£2", 2, action="1.2")
    action = plan.actions.get(address="1.2")
    action.withdrawn_on, action.withdrawn_because = today, "Merged"
    plans.save_part(action, reason="Merged", by=builders.system(today), on=today)
    found = money(plan, now)
    assert (found.all.total, found.left_out) == (1, 1)
    assert "1 cost belongs to what is no longer in the plan, and is left out." in total_sentences(found)


def test_it_asks_four_times_however_much_there_is(plan, keep, now, today, django_assert_num_queries):
    keep("£1", 1)
    for number in (0, 60):
        add_actions(plan, number, on=today) if number else None
        for place in range(1, number):
            keep(f"£{place}", place, action=f"9.{place}")
        with django_assert_num_queries(4):
            money(plan, now)


def test_pounds_are_written_as_councils_write_them():
    assert in_pounds(Decimal("290000.00")) == "£290,000"
    assert in_pounds(Decimal("0.5")) == "£0.50"


def test_the_workbook_holds_the_sums_and_each_cost(plan, people, keep, sign_in):
    keep("=SUM(A1:A9) £28,000", 28000, doubt="Whether it is for one post")
    keep("In budget", None, "in-budget", action="2.1")
    answer = sign_in(people["chair"]).get("/plans/small/costs/export/xlsx/")
    assert answer["Content-Disposition"] == 'attachment; filename="small-costs-as-at-2022-06-20.xlsx"'
    book = load_workbook(BytesIO(answer.content))
    sums = [[cell.value for cell in row] for row in book["Sums"]]
    said = [row[0] for row in sums if row[0]]
    assert "Costs of Small plan" in said
    assert any("holds 1 cost with a stated amount" in line for line in said)
    assert ["All", 28000, 0, 0, 28000, 2, 1, 0] in sums
    rows = [[cell.value for cell in row] for row in book["Costs"]]
    assert rows[1][1:5] == ["1.1", "Establish the board 1.1", "=SUM(A1:A9) £28,000", 28000]
    assert rows[1][7:] == ["yes", "Whether it is for one post"]
    assert rows[2][4:8] == [None, "In budget", "One-off", "no"]
    assert book["Costs"]["D2"].data_type == "s"
