"""What changed between two days: ratings, deadlines, leads and wording; and nothing where nothing did."""

from datetime import date

import pytest

from improvement.changes.words import moved_by, plan_tallies, posts_in_words, rating_tallies, rating_words
from improvement.deadlines import Kind
from improvement.models import Outcome, Post, Tenure
from improvement.services import people as people_services
from improvement.services import plans
from tests import builders
from tests.conftest import for_a_module
from tests.improvement.changing import (
    BEFORE,
    DURING,
    LATER,
    SINCE,
    START,
    UNTIL,
    Role,
    action_of,
    found,
    keep,
    lead,
    move,
    numbers,
    say,
)


@pytest.fixture(scope="module")
def plan_of_module(people_of_module, django_db_blocker):
    """The small plan as of 1 May 2022; tests change it on 1 June and compare 19 May with 10 June."""
    with for_a_module(django_db_blocker):
        builders.small_plan(builders.cast(), on=START)
        yield


def test_nothing_is_found_where_nothing_changed(plan):
    say(plan, "1.1", "on-track", on=BEFORE)
    move(plan, "1.1", "31 August 2022", on=BEFORE, ends=date(2022, 8, 31))
    say(plan, "1.1", "on-track", on=DURING)  # said again: no change
    say(plan, "1.2", "on-track", on=date(2022, 6, 15))  # after the period
    keep(action_of(plan, "2.1"), on=BEFORE, title="Reworded before")
    keep(action_of(plan, "2.2"), on=date(2022, 6, 15), title="Reworded after")
    changed = found(plan)
    assert changed.is_empty
    assert numbers(changed) == {}
    assert [tally.words for tally in rating_tallies(changed)] == [
        "went down",
        "went up",
        "completed",
        "started",
    ]


@pytest.mark.parametrize(
    ("before", "now", "kind", "words"),
    [
        ("on-track", "at-risk", "down", "Down from On track"),
        ("complete", "off-track", "down", "Down from Complete"),
        ("off-track", "on-track", "up", "Up from Off track"),
        ("at-risk", "complete", "completed", "Completed"),
        ("not-started", "on-track", "started", "Started"),
        (None, "at-risk", "first", "First rating"),
        (None, "complete", "completed", "Completed"),
    ],
)
def test_a_rating_that_moved_is_found_by_the_days_it_was_said(plan, before, now, kind, words):
    if before:
        say(plan, "1.1", before, on=BEFORE)
    say(plan, "1.1", now, on=DURING)
    say(plan, "1.1", "on-track" if now != "on-track" else "at-risk", on=date(2022, 6, 15))
    changed = found(plan)
    assert numbers(changed) == {kind: 1}
    [change] = changed.ratings
    assert (change.before.code, change.now.code, change.on) == (before, now, DURING)
    assert rating_words(change) == words
    assert bool(change.reason) == (now in ("at-risk", "off-track"))


def test_a_rating_that_came_back_is_told_apart(plan):
    for code, on in (("on-track", BEFORE), ("off-track", DURING), ("on-track", LATER)):
        say(plan, "1.1", code, on=on)
    changed = found(plan)
    assert numbers(changed) == {"same": 1}
    assert rating_words(changed.ratings[0]) == "Off track in between"
    assert numbers(found(plan, until=DURING)) == {"down": 1}


def test_what_happened_on_the_first_day_is_before_and_on_the_last_day_is_in_it(plan):
    say(plan, "1.1", "on-track", on=SINCE)
    say(plan, "1.1", "at-risk", on=UNTIL)
    [change] = found(plan).ratings
    assert (change.before.label, change.now.label) == ("On track", "At risk")


def test_deadlines_moved_set_and_taken_away(plan):
    move(plan, "1.1", "31 August 2022", ends=date(2022, 8, 31))
    move(plan, "1.1", "31 October 2022", on=LATER, ends=date(2022, 10, 31))
    move(plan, "1.2", "When the PSW is appointed", kind=Kind.CONDITIONAL, condition="PSW appointed")
    move(plan, "2.1", "30 September 2022", ends=date(2022, 9, 30))
    move(plan, "2.2", "Ongoing", kind=Kind.ONGOING)
    changed = found(plan)
    assert numbers(changed) == {
        "deadlines-moved": 1,
        "deadlines-lost": 1,
        "deadlines-set": 1,
        "deadlines-reworded": 1,
    }
    moved, lost, given, reworded = changed.deadlines
    assert (moved.before.words, moved.now.words, moved.months) == ("July 2022", "31 October 2022", 3)
    assert moved_by(moved) == "+3 months in 2 moves"
    assert [(step.reason, step.agreed_by, step.agreed_on) for step in moved.steps] == [
        ("Because of 31 August 2022.", "Improvement Board", DURING),
        ("Because of 31 October 2022.", "Improvement Board", LATER),
    ]
    assert (lost.before.ends, lost.now.reading) == (date(2022, 5, 31), "waits for “PSW appointed”")
    assert (given.before.ends, given.now.ends, given.months) == (None, date(2022, 9, 30), None)
    assert (reworded.before.words, reworded.now.words) == ("", "Ongoing")
    assert next(tally.note for tally in plan_tallies(changed) if tally.number) == "+3 months"


def test_leads_changed(plan):
    worker, board = Post.objects.get(slug="social-worker"), builders.post("Board", on=START)
    director = Post.objects.get(slug="director")
    lead(plan, "1.1", [(Role.ACCOUNTABLE, worker)])
    lead(
        plan, "1.1", [(Role.ACCOUNTABLE, worker), (Role.JOINT, board)], on=LATER, reason="The board leads too"
    )
    lead(plan, "1.2", [(Role.ACCOUNTABLE, director), (Role.SUPPORTING, board)])
    lead(plan, "2.1", [(Role.ACCOUNTABLE, worker), (Role.SUPPORTING, board)], on=BEFORE)
    changed = found(plan)
    assert numbers(changed) == {"leads": 2}
    led, supported = changed.leads
    assert (led.action.reference, led.supports, led.on) == ("1.1", False, LATER)
    assert (led.reason, supported.reason) == ("The board leads too", "Agreed")
    assert posts_in_words(led.before) == "DCS"
    assert posts_in_words(led.now) == "PSW, jointly with Board"
    assert (supported.action.reference, supported.supports) == ("1.2", True)
    assert (posts_in_words(supported.before), posts_in_words(supported.now)) == ("nobody", "Board")


def test_a_lead_that_came_and_went_in_the_period_is_no_change(plan):
    director, board = Post.objects.get(slug="director"), builders.post("Board", on=START)
    lead(plan, "1.1", [(Role.ACCOUNTABLE, director), (Role.JOINT, board)])
    lead(plan, "1.1", [(Role.ACCOUNTABLE, director)], on=LATER)
    assert found(plan).is_empty


def test_a_lead_post_filled_and_one_handed_over(plan, people):
    worker, director = Post.objects.get(slug="social-worker"), Post.objects.get(slug="director")
    builders.holding(people["lead"], worker, on=DURING, kind=Tenure.Kind.INTERIM, starts=DURING)
    by = builders.system(DURING)
    tenure = director.tenures.get()
    people_services.end_tenure(tenure, DURING, reason="Left", by=by, on=DURING)
    builders.holding(people["chair"], director, on=LATER, starts=LATER)
    changed = found(plan)
    assert numbers(changed) == {"holders": 2}
    assert [(one.name, one.before, one.now, one.actions) for one in changed.holders] == [
        ("DCS", "held", "held, by somebody else", 2),
        ("PSW", "vacant", "interim", 2),
    ]


def test_wording_changed(plan):
    keep(action_of(plan, "1.1"), words="Establish the board\n- Appoint a chair", title="Establish a board")
    keep(plan.themes.get(reference="2"), title="Practice and people")
    changed = found(plan)
    assert numbers(changed) == {"wording": 3}
    assert [(one.of.reference, one.what, one.now) for one in changed.wording] == [
        ("2", "Title", "Practice and people"),
        ("1.1", "Short title", "Establish a board"),
        ("1.1", "Action", "Establish the board\n- Appoint a chair"),
    ]
    assert changed.wording[2].before == builders.WORDS


def test_wording_of_findings_and_desired_outcomes_changed(plan):
    outcome = Outcome(plan=plan, theme=plan.themes.first(), words="Children are heard.", position=1)
    plans.save_part(outcome, reason="Test", by=builders.system(START), on=START)
    finding = plan.inspection.findings.get()
    keep(outcome, words="Children are heard and safe.")
    keep(finding, words="The recognition of risk.", position=2)
    assert [
        (one.of.reference, one.of.title, one.what, one.before, one.now) for one in found(plan).wording
    ] == [
        ("", "Desired outcome 1", "Desired outcome", "Children are heard.", "Children are heard and safe."),
        (
            "1",
            "Front door",
            "Finding, in the inspectors’ words",
            "The recognition of risk at the front door.",
            "The recognition of risk.",
        ),
    ]


def test_a_browsers_line_breaks_are_no_change_of_words(plan):
    keep(action_of(plan, "1.1"), words=builders.WORDS.replace("\n", "\r\n"))
    assert found(plan).is_empty
