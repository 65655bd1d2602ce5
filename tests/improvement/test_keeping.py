"""Keeping a plan: edited, moved, merged, withdrawn and put back, with nothing lost on the way."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.as_at import AsAt, first_dated, frame_of
from improvement.changes.periods import span_of
from improvement.exports.gather import reason_not_to_export
from improvement.models import Action, Finding, FindingLink, PlanVersion, Theme
from improvement.places import places_between
from improvement.record.verify import problems
from improvement.services import keeping, order, plans
from improvement.services.refusals import Refused
from improvement.standing import standing
from tests import builders


@pytest.fixture
def office(people, today):
    return {"by": people["office"], "on": today}


def action(plan, address) -> Action:
    return plan.actions.get(address=address)


def addresses(plan) -> list[str]:
    return [row.address for row in plan.actions.filter(withdrawn_on__isnull=True).order_by("position")]


@given(before=st.integers(0, 10_000), gap=st.integers(1, 500), number=st.integers(1, 20))
def test_places_lie_in_order_between_their_neighbours(before, gap, number):
    places = places_between(before, before + gap, number)
    if places is None:
        assert gap <= number
    else:
        assert [before, *places, before + gap] == sorted({before, *places, before + gap})


def test_an_edit_writes_what_differs_and_keeps_what_was(plan, office):
    first = action(plan, "1.1")
    before = first.words
    changed = keeping.edit(first, {"words": "New words", "title": first.title}, reason="Board", **office)
    assert changed == ["words"]
    newest, older = first.history.all()[:2]
    assert (newest.words, older.words) == ("New words", before)
    assert newest.history_change_reason == "Board"
    assert keeping.edit(first, {"words": "New words"}, reason="Again", **office) == []
    assert first.history.first().history_change_reason == "Board"


def test_a_withdrawn_action_leaves_the_plan_and_can_be_put_back(plan, office, today):
    gone = action(plan, "1.2")
    keeping.withdraw(gone, because="Done elsewhere", **office)
    assert "1.2" not in addresses(plan)
    when = AsAt(today, today)
    assert standing(plan, when).total == 3
    assert "withdrawn already" in keeping.reason_not_to_withdraw(gone, by=office["by"])
    keeping.put_back(gone, because="Not done after all", **office)
    assert standing(plan, when).total == 4
    assert "Done elsewhere" in {version.withdrawn_because for version in gone.history.all()}


def test_a_theme_is_withdrawn_when_it_is_empty(plan, office):
    theme = plan.themes.get(reference="1")
    with pytest.raises(Refused, match="still holds 2 actions"):
        keeping.withdraw(theme, because="x", **office)
    for one in theme.actions.all():
        keeping.withdraw(one, because="x", **office)
    keeping.withdraw(theme, because="x", **office)
    with pytest.raises(Refused, match="above it is withdrawn"):
        keeping.put_back(theme.actions.first(), because="x", **office)


def test_merging_keeps_both_actions_words_and_every_finding(plan, office, people, today):
    gone, into = action(plan, "1.2"), action(plan, "2.2")
    FindingLink.objects.filter(action=into)
    claims = {link.finding_id for link in [*gone.finding_links.all(), *into.finding_links.all()]}
    keeping.merge(gone, into, because="The same work", **office)
    gone.refresh_from_db()
    assert (gone.merged_into, gone.withdrawn_on, gone.withdrawn_because) == (into, today, "The same work")
    assert {link.finding_id for link in into.finding_links.all()} == claims
    with pytest.raises(Refused, match="withdrawn already"):
        keeping.merge(gone, into, because="x", **office)
    with pytest.raises(Refused, match="part of itself"):
        keeping.merge(into, into, because="x", **office)
    with pytest.raises(Refused, match="Choose an action that stands"):
        keeping.merge(into, gone, because="x", **office)


def test_an_action_may_become_part_of_another_plans(plan, office, people, today):
    other = builders.small_plan(people, on=today, slug="other")
    keeping.merge(action(plan, "1.1"), action(other, "1.1"), because="Taken over", **office)
    assert action(plan, "1.1").merged_into.plan == other


def test_actions_move_among_their_own(plan, office):
    assert order.move(action(plan, "1.2"), up=True, **office)
    assert addresses(plan) == ["1.2", "1.1", "2.1", "2.2"]
    assert not order.move(action(plan, "1.2"), up=True, **office)
    assert not order.move(action(plan, "2.2"), up=False, **office)
    assert order.move(action(plan, "1.2"), up=False, **office)
    assert addresses(plan) == ["1.1", "1.2", "2.1", "2.2"]


def test_moving_to_and_fro_for_ever_still_finds_room(plan, office):
    for number in range(25):
        order.move(action(plan, "1.1"), up=bool(number % 2), **office)
    assert sorted(addresses(plan)) == ["1.1", "1.2", "2.1", "2.2"]
    assert addresses(plan)[2:] == ["2.1", "2.2"]
    assert list(problems()) == []


def test_a_theme_moves_with_all_below_it(plan, office):
    first, second = plan.themes.order_by("position")
    branch = keeping.add_theme(
        Theme(plan=plan, parent=first, reference="1", title="Branch"), reason="x", **office
    )
    assert branch.depth == 2
    assert order.move(second, up=True, **office)
    assert list(plan.themes.order_by("position")) == [second, first, branch]
    assert order.move(first, up=True, **office)
    assert list(plan.themes.order_by("position")) == [first, branch, second]


def test_findings_change_places_within_their_report(plan, office):
    report = plan.inspection
    own = {"words": "Found", "kind": "other"}
    for reference, home in [
        ("2", {"inspection": report}),
        ("3", {"inspection": report}),
        ("4", {"listed_in": plan}),
    ]:
        row = Finding(reference=reference, short_title=reference, position=int(reference), **home, **own)
        plans.save_part(row, reason="x", **office)
    second = report.findings.get(reference="2")
    keeping.withdraw(second, because="x", **office)
    third = report.findings.get(reference="3")
    assert order.move_finding(third, up=True, **office)
    assert not order.move_finding(third, up=True, **office)
    assert list(report.findings.order_by("position").values_list("reference", flat=True)) == ["3", "2", "1"]
    assert not order.move_finding(plan.sources.get(), up=True, **office), "another list"
    assert order.move_finding(third, up=False, **office)
    assert list(report.findings.order_by("position").values_list("reference", flat=True)) == ["1", "2", "3"]
    assert list(problems()) == []


def test_a_new_action_is_the_last_of_its_theme_with_its_steps(plan, office):
    new = Action(
        plan=plan,
        theme=plan.themes.get(reference="1"),
        reference="1.3",
        address="1.3",
        title="New",
        words="New\n- first\n- second",
    )
    keeping.add_action(new, reason="Asked for by the board", **office)
    assert addresses(plan) == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert [step.words for step in new.steps.all()] == ["first", "second"]


def test_a_version_is_approved_and_the_next_begun(plan, office, today):
    begun, tomorrow, later = plan.dated, today + timedelta(days=1), today + timedelta(days=30)
    version = PlanVersion(label="v2", dated=tomorrow, approved_on=today, approved_by="Cabinet")
    keeping.approve(plan, version, reason="Cabinet, item 7", **office)
    plan.refresh_from_db()
    assert (plan.status, plan.version_label, plan.dated) == ("approved", "v2", tomorrow)
    keeping.begin_version(plan, "v3 draft", dated=later, reason="After the visit", **office)
    plan.refresh_from_db()
    assert (plan.status, plan.version_label, plan.dated) == ("draft", "v3 draft", later)
    assert plan.versions.get() == version
    now = AsAt(today, today)
    assert first_dated(plan) == span_of(plan, now).begins == frame_of(plan, now)["begins"] == begun
    assert reason_not_to_export(plan, now) == ""


@pytest.mark.parametrize("who", ["lead", "chair", "clerk", "auditor", "admin"])
def test_only_the_office_keeps_a_plan(plan, people, today, who):
    by = {"by": people[who], "on": today}
    first, second = action(plan, "1.1"), action(plan, "1.2")
    for refused in (
        lambda: keeping.edit(first, {"title": "x"}, reason="x", **by),
        lambda: keeping.withdraw(first, because="x", **by),
        lambda: keeping.merge(first, second, because="x", **by),
        lambda: order.move(first, up=False, **by),
        lambda: order.move_finding(plan.inspection.findings.get(), up=False, **by),
        lambda: keeping.begin_version(plan, "x", dated=today, reason="x", **by),
    ):
        with pytest.raises(Refused, match="programme office"):
            refused()
