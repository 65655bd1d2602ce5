"""Stale updates: judged on plain values, gathered at any day, and shown to the lead and to the board."""

from datetime import date, timedelta

import pytest

from improvement.as_at import AsAt
from improvement.models import Plan
from improvement.ratings import Code
from improvement.record.writing import writing
from improvement.services import completion, progress, reviews
from improvement.services.no_change import record_no_change
from improvement.services.rounds import close_round, open_round
from improvement.standing import standing
from improvement.standing.stale import stale_action
from improvement.wording.stale_green import Known, Said, Stale, stale
from tests import builders
from tests.pages import text
from tests.volume import add_actions

TODAY = date(2022, 6, 20)
APRIL, MAY = date(2022, 4, 20), date(2022, 5, 18)
WORDS = "The panel meets each week and the new forms are in use."
OTHER = "Two social workers were appointed and a third starts soon."


# Judged.


def said(words=WORDS, day=APRIL, **more) -> Said:
    return Said(day, words, **{"is_green": True, **more})


def known(address="1.1", **more) -> Known:
    return Known(
        **{"address": address, "title": "T", "code": Code.ON_TRACK, "label": "On track", "due": None, **more}
    )


def reasons(*actions: Known) -> dict[str, tuple]:
    return {found.address: found.reasons for found in stale(actions, on=TODAY)}


SAME = "On track for three rounds in the same words since 20 April"
NEARLY = "On track for three rounds in nearly the same words since 20 April"
RUNS = {
    "the same words": ([said(), said(), said()], SAME),
    "another case and other dates": ([said(f"{WORDS.upper()} 1 May"), said(), said()], SAME),
    "one word changed": ([said(WORDS.replace("new", "old")), said(), said()], NEARLY),
    "no change said since": ([said("", is_no_change=True), said("", is_no_change=True), said()], SAME),
    "no change said thrice": ([said("No change.", is_no_change=True)] * 3, SAME),
    "no change between": ([said(), said("No change.", is_no_change=True), said()], SAME),
    "news after no change": ([said(), said(), said("", is_no_change=True)], ""),
    "news in between": ([said(), said(OTHER), said()], ""),
    "news in the end": ([said(OTHER), said(), said()], ""),
    "news at first": ([said(), said(), said(OTHER)], ""),
    "two rounds": ([said(), said()], ""),
    "four rounds": ([said(), said(), said(), said(OTHER)], SAME),
    "no rounds": ([], ""),
    "amber once": ([said(), said(is_green=False), said()], ""),
    "proposed once": ([said(), said(is_proposed=True), said()], ""),
    "a year ago": ([said()] * 2 + [said(day=date(2021, 12, 1))], SAME.replace("20 April", "1 December 2021")),
}


@pytest.mark.parametrize("run", RUNS)
def test_three_rounds_in_the_same_words(run):
    rounds, reason = RUNS[run]
    assert reasons(known(rounds=tuple(rounds))) == ({"1.1": (reason,)} if reason else {})


@pytest.mark.parametrize("code", [*Code, None])
def test_only_what_is_on_track_is_stale_for_its_words_or_its_deadline(code):
    found = reasons(known(code=code, rounds=(said(),) * 3, due=TODAY - timedelta(days=20)))
    late = "Still on track, 20 days past its deadline"
    assert found == ({"1.1": (SAME, late)} if code == Code.ON_TRACK else {})


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (-1, ""),
        (0, ""),
        (1, "Still on track, 1 day past its deadline"),
        (1200, "Still on track, 1,200 days past its deadline"),
    ],
)
def test_past_its_deadline(days, reason):
    assert reasons(known(due=TODAY - timedelta(days=days))) == ({"1.1": (reason,)} if reason else {})


def test_its_own_label_is_used():
    found = reasons(known(label="Green", due=TODAY - timedelta(days=2)))
    assert found == {"1.1": ("Still green, 2 days past its deadline",)}


def test_the_same_sentence_as_others_whatever_the_rating():
    shared = "Scoping work has commenced January 2022 with an initial report drafted."
    found = reasons(
        known("2.4", words=f"- {shared}\n- Another thing", code=None, label=""),
        known("3.1", words=f"{shared} More of it is to come in June.", code=Code.AT_RISK),
        known("3.3", words=shared.upper()),
        known("4.1", words=OTHER),
    )
    quoted = "‘Scoping work has commenced January 2022 with an initial report…’"
    assert found == {
        "2.4": (f"The same sentence as 3.1 and 3.3: {quoted}",),
        "3.1": (f"The same sentence as 2.4 and 3.3: {quoted}",),
        "3.3": (f"The same sentence as 2.4 and 3.1: {quoted}",),
    }


def test_several_sentences_shared_with_the_same_others_are_one_reason():
    both = f"{WORDS} {OTHER}"
    assert reasons(known("1", words=both), known("2", words=both)) == {
        "1": (f"The same sentence as 2: ‘{WORDS}’",),
        "2": (f"The same sentence as 1: ‘{WORDS}’",),
    }


def test_many_others_are_counted():
    found = reasons(*(known(str(number), words=WORDS) for number in range(9)))
    assert found["0"][0].startswith("The same sentence as 1, 2, 3, 4 and 4 others: ")


def test_what_is_proposed_complete_waits_for_somebody_else():
    late = {"due": TODAY - timedelta(days=9), "words": WORDS, "rounds": (said(),) * 3}
    assert reasons(known("1", is_proposed=True, **late), known("2", words=WORDS)) == {}


# Gathered.


@pytest.fixture
def rounds(people):
    """The small plan since April, with a round in each month; June's is open."""
    plan = builders.small_plan(people, on=APRIL - timedelta(days=7))
    june = plan.rounds.get()
    by = builders.system(APRIL)
    with writing(by=by, reason="Test", on=APRIL):
        june.closed_on = APRIL  # so that others may open; June's own is opened last
        june.title, june.opens, june.closes = "Earlier", APRIL - timedelta(days=9), APRIL - timedelta(days=5)
        june.closed_on = APRIL - timedelta(days=5)
        june.save()
    return Plan.objects.get(pk=plan.pk)


def run_round(plan, day: date, *, closing: bool = True, **words: str):
    """A round of one day, with words by action."""
    by = builders.system(day)
    round = open_round(plan, f"{day:%B} {day.day}", opens=day, closes=day + timedelta(days=3), by=by, on=day)
    for reference, narrative in words.items():
        action = plan.actions.get(reference=reference)
        rating = builders.rating(plan, Code.ON_TRACK)
        progress.report_progress(action, rating=rating, narrative=narrative, round=round, by=by, on=day)
    if closing:
        close_round(round, by=by, on=day)
    return round


def found(plan, day: date) -> dict[str, tuple]:
    told = standing(plan, AsAt(day, TODAY)).attention.stale
    assert all(isinstance(one, Stale) for one in told)
    return {one.address: one.reasons for one in told}


def test_it_is_gathered_as_at_any_day(rounds):
    for day in (APRIL, MAY, TODAY):
        run_round(
            rounds,
            day,
            closing=day != TODAY,
            **{"1.1": f"{WORDS} {day:%-d %B}", "2.2": f"{day:%B} brought {day.day} posts."},
        )
    same = "On track for three rounds in the same words since 20 April"
    assert found(rounds, MAY) == {}
    assert found(rounds, TODAY - timedelta(days=1)) == {}
    assert found(rounds, TODAY) == {"1.1": (same,)}
    assert stale_action(rounds.actions.get(reference="1.1"), AsAt(TODAY, TODAY)).reasons == (same,)
    assert stale_action(rounds.actions.get(reference="2.2"), AsAt(TODAY, TODAY)) is None


def test_an_open_round_is_passed_over_until_something_is_said_and_a_missed_one_ends_the_run(rounds):
    for day in (date(2022, 4, 17), date(2022, 4, 25), MAY):
        run_round(rounds, day, **{"1.1": WORDS} if day != MAY else {"1.1": WORDS, "2.2": OTHER})
    run_round(rounds, TODAY, closing=False)
    assert found(rounds, TODAY).keys() == {"1.1"}
    close_round(rounds.rounds.get(title="June 20"), by=builders.system(TODAY), on=TODAY)
    assert found(rounds, TODAY) == {}


def test_what_was_sent_back_does_not_count_and_the_last_word_of_a_round_does(rounds, people):
    for day in (APRIL, MAY):
        run_round(rounds, day, **{"1.1": WORDS})
    june = run_round(rounds, TODAY, closing=False, **{"1.1": WORDS})
    action = rounds.actions.get(reference="1.1")
    reviews.send_back(action.current_update, note="What is new?", by=people["office"], on=TODAY)
    assert found(rounds, TODAY) == {}
    green = builders.rating(rounds, Code.ON_TRACK)
    for narrative, stale_then in ((WORDS, True), (OTHER, False)):
        progress.report_progress(
            action, rating=green, narrative=narrative, round=june, by=people["lead"], on=TODAY
        )
        assert bool(found(rounds, TODAY)) is stale_then


def test_no_change_is_the_same_words(rounds, people):
    run_round(rounds, APRIL, **{"1.1": WORDS, "2.2": OTHER})
    for day in (MAY, TODAY):
        round = run_round(rounds, day, closing=False)
        actions = list(rounds.actions.filter(reference__in=["1.1", "2.2"]))
        record_no_change(actions, rounds={rounds.pk: round}, by=builders.system(day), on=day)
        if day == MAY:
            close_round(round, by=builders.system(day), on=day)
    same = "On track for three rounds in the same words since 20 April"
    assert found(rounds, TODAY) == {"1.1": (same,), "2.2": (same,)}


def test_complete_and_withdrawn_actions_are_left_out(plan, people, today):
    system, green, done = (
        builders.system(today),
        *(builders.rating(plan, c) for c in (Code.ON_TRACK, Code.COMPLETE)),
    )
    actions = {action.reference: action for action in plan.actions.all()}
    for reference in ("1.1", "1.2", "2.1"):
        progress.report_progress(actions[reference], rating=green, narrative=WORDS, by=system, on=today)
    assert found(plan, today).keys() == {"1.1", "1.2", "2.1"}
    proposal = progress.report_progress(actions["1.1"], rating=done, narrative=WORDS, by=system, on=today)
    late = "Still on track, 20 days past its deadline"
    assert found(plan, today)["1.2"] == (late, f"The same sentence as 2.1: ‘{WORDS}’")
    completion.accept_complete(proposal, by=people["office"], on=today)
    with writing(by=system, reason="Test", on=today):
        actions["2.1"].refresh_from_db()
        actions["2.1"].withdrawn_on = today
        actions["2.1"].save()
    assert found(plan, today) == {"1.2": (late,)}


def test_gathering_asks_as_often_for_many_actions_as_for_four(plan, today, django_assert_num_queries):
    action, when = plan.actions.get(reference="1.1"), AsAt(today, today)
    plan = Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)
    with django_assert_num_queries(9):
        standing(plan, when)
    with django_assert_num_queries(3):
        stale_action(action, when)
    add_actions(plan, 40, on=today - timedelta(days=1))
    with django_assert_num_queries(9):
        standing(plan, when)
    with django_assert_num_queries(3):
        stale_action(action, when)


# Shown.


@pytest.mark.parametrize("who", builders.CAST)
def test_everybody_who_sees_the_standing_sees_it(plan, people, sign_in, today, who):
    action = plan.actions.get(reference="1.2")
    green = builders.rating(plan, Code.ON_TRACK)
    client = sign_in(people[who])
    assert "No update stands still" in text(client.get("/plans/small/"))
    progress.report_progress(action, rating=green, narrative=WORDS, by=people["lead"], on=today)
    page = text(client.get("/plans/small/"))
    assert "Stale updates 1" in page
    assert "Still on track, 20 days past its deadline" in page


def test_the_lead_sees_it_above_the_form(plan, people, sign_in, today):
    action, address = plan.actions.get(reference="1.2"), "/plans/small/actions/1.2/update/"
    green = builders.rating(plan, Code.ON_TRACK)
    heading = "The last update says little that is new"
    lead = sign_in(people["lead"])
    assert heading not in text(lead.get(address))
    progress.report_progress(action, rating=green, narrative=WORDS, by=people["lead"], on=today)
    page = text(lead.get(address))
    assert heading in page
    assert "Still on track, 20 days past its deadline." in page
    assert "Say what has changed for this action since then, or choose the rating that fits" in page
    assert heading not in text(sign_in(people["chair"]).get(address))
    assert page.index(heading) < page.index("Rating now")


def test_the_plan_of_2022_printed_one_sentence_on_three_actions(bury, sign_in):
    told = {
        one.address: one.reasons for one in standing(bury, AsAt(date(2022, 3, 12), TODAY)).attention.stale
    }
    quoted = "‘Scoping work has commenced January 2022 with an initial report…’"
    for address, others in (("2.4", "3.1 and 3.3"), ("3.1", "2.4 and 3.3"), ("3.3", "2.4 and 3.1")):
        assert f"The same sentence as {others}: {quoted}" in told[address]
