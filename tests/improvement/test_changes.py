"""What changed between two days: each kind of change made through services is found, and nothing else is."""

from datetime import date

import pytest

from improvement.as_at import AsAt
from improvement.changes import changes
from improvement.changes.words import moved_by, plan_tallies, posts_in_words, rating_tallies, rating_words
from improvement.deadlines import Kind, Precision, Reading
from improvement.models import Assignment, Finding, FindingLink, Plan, Post, Tenure, Theme
from improvement.services import deadlines, plans, progress
from improvement.services import people as people_services
from tests import builders
from tests.conftest import for_a_module

START = date(2022, 5, 1)
BEFORE = date(2022, 5, 10)
SINCE = date(2022, 5, 19)
DURING = date(2022, 6, 1)
LATER = date(2022, 6, 5)
UNTIL = date(2022, 6, 10)
TODAY = date(2022, 6, 20)
SLIPPED = {"reason": "It slipped.", "recovery": "We will catch up."}


@pytest.fixture(scope="module")
def plan_of_module(people_of_module, django_db_blocker):
    """The small plan as of 1 May 2022; tests change it on 1 June and compare 19 May with 10 June."""
    with for_a_module(django_db_blocker):
        builders.small_plan(builders.cast(), on=START)
        yield


def found(plan: Plan, since: date = SINCE, until: date = UNTIL):
    plan = Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)
    return changes(plan, since, AsAt(until, TODAY))


def action_of(plan: Plan, reference: str):
    return plan.actions.get(reference=reference)


def say(plan, reference, code, on=DURING):
    action, by = action_of(plan, reference), builders.system(on)
    words = SLIPPED if code in ("at-risk", "off-track") else {}
    update = progress.report_progress(
        action,
        rating=builders.rating(plan, code),
        narrative=f"Said on {on}.",
        by=by,
        on=on,
        **words,
    )
    if update.proposes_complete:
        progress.accept_complete(update, by=by, on=on)


def move(plan, reference, words, on=DURING, **read):
    deadlines.set_deadline(
        action_of(plan, reference),
        words,
        Reading(**({"kind": Kind.BY, "precision": Precision.DAY} | read)),
        agreed_by="Improvement Board",
        reason=f"Because of {words}.",
        by=builders.system(on),
        on=on,
    )


def keep(row, on=DURING, **values):
    """A part of the plan with other values, written by its service."""
    for name, value in values.items():
        setattr(row, name, value)
    return plans.save_part(row, reason="Reworded", by=builders.system(on), on=on)


def numbers(changed) -> dict[str, int]:
    """What the summary counts, without what did not happen."""
    tallies = [*rating_tallies(changed), *plan_tallies(changed)]
    return {tally.key: tally.number for tally in tallies if tally.number}


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


def lead_from(plan, reference, post, on, role=Assignment.Role.ACCOUNTABLE):
    plans.assign(
        action_of(plan, reference), post, role=role, position=2, starts=on, by=builders.system(on), on=on
    )


def test_leads_changed(plan):
    worker, board = Post.objects.get(slug="social-worker"), builders.post("Board", on=START)
    keep(action_of(plan, "1.1").assignments.get(), ends=DURING)
    lead_from(plan, "1.1", worker, DURING)
    lead_from(plan, "1.1", board, LATER, Assignment.Role.JOINT)
    lead_from(plan, "1.2", board, DURING, Assignment.Role.SUPPORTING)
    lead_from(plan, "2.1", board, BEFORE, Assignment.Role.SUPPORTING)
    changed = found(plan)
    assert numbers(changed) == {"leads": 2}
    led, supported = changed.leads
    assert (led.action.reference, led.supports, led.on) == ("1.1", False, LATER)
    assert posts_in_words(led.before) == "DCS"
    assert posts_in_words(led.now) == "PSW, jointly with Board"
    assert (supported.action.reference, supported.supports) == ("1.2", True)
    assert (posts_in_words(supported.before), posts_in_words(supported.now)) == ("nobody", "Board")


def test_a_lead_that_came_and_went_in_the_period_is_no_change(plan):
    board = builders.post("Board", on=START)
    lead_from(plan, "1.1", board, DURING, Assignment.Role.JOINT)
    keep(action_of(plan, "1.1").assignments.get(post=board), on=LATER, ends=LATER)
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


def test_a_browsers_line_breaks_are_no_change_of_words(plan):
    keep(action_of(plan, "1.1"), words=builders.WORDS.replace("\n", "\r\n"))
    assert found(plan).is_empty


def test_actions_and_branches_added_merged_and_removed(plan):
    lead = Post.objects.get(slug="director")
    theme = Theme(plan=plan, reference="3", title="Health", position=3)
    plans.save_part(theme, reason="Added", by=builders.system(DURING), on=DURING)
    builders.add_action(plan, theme, "3.1", 5, lead=lead, on=DURING)
    say(plan, "3.1", "at-risk", on=LATER)
    say(plan, "1.2", "on-track", on=BEFORE)
    say(plan, "1.2", "off-track", on=DURING)  # then taken out: not told
    one, other, third = (action_of(plan, reference) for reference in ("1.1", "1.2", "2.1"))
    keep(other, on=LATER, withdrawn_on=LATER, withdrawn_because="The same as 1.1.", merged_into=one)
    keep(third, withdrawn_on=DURING, withdrawn_because="Done by the CCG.")
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
    assert (removed.on, removed.because) == (DURING, "Done by the CCG.")
    assert numbers(found(plan, until=date(2022, 5, 25))) == {}


def test_an_action_brought_back_is_added_and_one_gone_before_is_not_told(plan):
    action = action_of(plan, "1.1")
    keep(action, on=BEFORE, withdrawn_on=BEFORE, withdrawn_because="By mistake.")
    assert found(plan).is_empty
    keep(action, withdrawn_on=None, withdrawn_because="")
    assert numbers(found(plan)) == {"added": 1}


def test_a_branch_withdrawn_and_actions_moved_or_renumbered(plan):
    first, second = plan.themes.all()
    keep(action_of(plan, "1.2"), theme=second)
    keep(action_of(plan, "2.1"), reference="2.9")
    keep(first, withdrawn_on=DURING, withdrawn_because="Joined with 2.")
    changed = found(plan)
    assert numbers(changed) == {"removed": 1, "placed": 2}
    assert [(c.what, c.of.reference, c.detail or c.because) for c in changed.structure] == [
        ("priority", "1", "Joined with 2."),
        ("action", "1.2", "from “1. Leadership” to “2. Practice”"),
        ("action", "2.9", "was numbered 2.1"),
    ]


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
    plans.link_finding(
        action_of(plan, "1.1"),
        finding,
        strength=FindingLink.Strength.CONTRIBUTES,
        by=builders.system(DURING),
        on=DURING,
    )
    keep(action_of(plan, "1.2").finding_links.get(), withdrawn_on=DURING, withdrawn_because="Misread.")
    keep(action_of(plan, "2.1").finding_links.get(), strength=FindingLink.Strength.PRIMARY)
    changed = found(plan)
    assert numbers(changed) == {"added": 1, "removed": 1, "strength": 1}
    assert [(c.kind, c.of.reference, c.detail, c.because) for c in changed.structure] == [
        ("added", "1.1", "finding 2, Planning, contributes", ""),
        ("removed", "1.2", "finding 1, Front door", "Misread."),
        ("strength", "2.1", "finding 1, Front door, from contributes to primary", ""),
    ]


def test_a_link_withdrawn_and_made_again_is_no_change(plan):
    action = action_of(plan, "1.1")
    link = action.finding_links.get()
    keep(link, withdrawn_on=DURING, withdrawn_because="By mistake.")
    plans.link_finding(action, link.finding, strength=link.strength, by=builders.system(LATER), on=LATER)
    assert found(plan).is_empty
