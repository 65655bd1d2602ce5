"""What was added, merged, removed, moved or renumbered between two days, and which findings are claimed otherwise."""

from datetime import date

import pytest

from improvement.models import Finding, Post, Theme
from improvement.services import keeping, order, plans
from tests import builders
from tests.conftest import for_a_module
from tests.improvement.changing import (
    BEFORE,
    DURING,
    LATER,
    START,
    Strength,
    action_of,
    claim,
    found,
    keep,
    merge,
    move,
    numbers,
    say,
    withdraw,
)


@pytest.fixture(scope="module")
def plan_of_module(people_of_module, django_db_blocker):
    """The small plan as of 1 May 2022; tests change it on 1 June and compare 19 May with 10 June."""
    with for_a_module(django_db_blocker):
        builders.small_plan(builders.cast(), on=START)
        yield


def test_actions_and_branches_added_merged_and_removed(plan):
    post, by = Post.objects.get(slug="director"), builders.system(DURING)
    theme = Theme(plan=plan, reference="3", title="Health")
    keeping.add_theme(theme, reason="Added", by=by, on=DURING)
    builders.add_action(plan, theme, "3.1", 50, lead=post, on=DURING)
    claim(plan, "3.1", {plan.inspection.findings.get(): Strength.PRIMARY})  # comes with it: not told
    say(plan, "3.1", "at-risk", on=LATER)
    say(plan, "1.2", "on-track", on=BEFORE)
    say(plan, "1.2", "off-track", on=DURING)  # then taken out: not told
    move(plan, "2.1", "30 September 2022", ends=date(2022, 9, 30))  # likewise
    withdraw(action_of(plan, "2.1"), "Done by the CCG.", on=LATER)
    merge(action_of(plan, "1.2"), action_of(plan, "1.1"), "The same as 1.1.", on=LATER)
    changed = found(plan)
    assert numbers(changed) == {"first": 1, "added": 2, "merged": 1, "removed": 1}
    assert [(c.kind, c.what, c.of.reference, c.detail) for c in changed.structure] == [
        ("added", "priority", "3", ""),
        ("added", "action", "3.1", "in priority 3. Health"),
        ("merged", "action", "1.2", ""),
        ("removed", "action", "2.1", ""),
    ]
    merged, removed = changed.structure[2:]
    assert (merged.into.reference, merged.on, merged.because) == ("1.1", LATER, "The same as 1.1.")
    assert (removed.on, removed.because) == (LATER, "Done by the CCG.")
    assert numbers(found(plan, until=date(2022, 5, 25))) == {}


def test_an_action_merged_into_one_of_another_plan_names_the_plan_alone(plan, people):
    other = builders.small_plan(people, on=START, slug="other")
    merge(action_of(plan, "1.2"), action_of(other, "1.1"), "Moved to the other plan.")
    [change] = found(plan).structure
    assert (change.kind, change.into.reference, change.into.title) == ("merged", "1.1", "of Small plan")
    assert change.into.address == "", "the reader may not read that plan"
    [claimed] = found(other).structure
    assert (claimed.kind, claimed.of.reference, claimed.detail) == (
        "added",
        "1.1",
        "finding 1, Front door, contributes",
    )


def test_an_action_put_back_is_added_and_one_gone_before_is_not_told(plan):
    action = action_of(plan, "1.1")
    withdraw(action, "By mistake.", on=BEFORE)
    assert found(plan).is_empty
    keeping.put_back(action, because="It is needed.", by=builders.system(DURING), on=DURING)
    [change] = found(plan).structure
    assert (change.kind, change.detail) == ("added", "put back in priority 1. Leadership")


def test_a_branch_withdrawn_and_actions_moved_or_renumbered(plan):
    first, second = plan.themes.all()
    keep(action_of(plan, "1.1"), theme=second)
    keep(action_of(plan, "1.2"), theme=second)
    keep(action_of(plan, "2.1"), reference="2.9")
    withdraw(first, "Joined with 2.")
    changed = found(plan)
    assert numbers(changed) == {"removed": 1, "placed": 3}
    assert [(c.what, c.of.reference, c.detail or c.because) for c in changed.structure] == [
        ("priority", "1", "Joined with 2."),
        ("action", "1.1", "from “1. Leadership” to “2. Practice”"),
        ("action", "1.2", "from “1. Leadership” to “2. Practice”"),
        ("action", "2.9", "was numbered 2.1"),
    ]


def test_an_action_put_elsewhere_in_its_branch_is_no_change(plan):
    order.move(action_of(plan, "1.2"), up=True, by=builders.system(DURING), on=DURING)
    assert found(plan).is_empty


def test_links_to_findings_added_removed_and_made_primary(plan):
    finding = Finding(
        inspection=plan.inspection,
        reference="2",
        kind=Finding.Kind.NEEDS_TO_IMPROVE,
        words="Planning.",
        short_title="Planning",
        position=2,
    )
    plans.save_part(finding, reason="Test", by=builders.system(BEFORE), on=BEFORE)
    first = plan.inspection.findings.get(reference="1")
    claim(plan, "1.1", {first: Strength.CONTRIBUTES, finding: Strength.CONTRIBUTES})
    claim(plan, "1.2", {}, "Misread.")
    claim(plan, "2.1", {first: Strength.PRIMARY})
    changed = found(plan)
    assert numbers(changed) == {"added": 1, "removed": 1, "strength": 1}
    assert [(c.kind, c.of.reference, c.detail, c.because) for c in changed.structure] == [
        ("added", "1.1", "finding 2, Planning, contributes", ""),
        ("removed", "1.2", "finding 1, Front door", "Misread."),
        ("strength", "2.1", "finding 1, Front door, from contributes to primary", ""),
    ]


def test_a_link_withdrawn_and_made_again_is_no_change(plan):
    first = plan.inspection.findings.get(reference="1")
    claim(plan, "1.1", {})
    claim(plan, "1.1", {first: Strength.CONTRIBUTES}, on=LATER)
    assert found(plan).is_empty
