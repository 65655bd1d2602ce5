"""Who is owed which reminder on a day: every kind, on every side of its days, and everybody who gets none."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from improvement import roles
from improvement.models import Action, Cover, Post, Reminder, ReminderRefusal, Tenure, UpdateReview
from improvement.record.writing import writing
from improvement.reminders.due import CHASED_DAYS, kinds_due, letters_due, unreached
from improvement.services import people as people_services
from improvement.services import plans
from improvement.services.rounds import close_round, open_round
from tests import builders
from tests.conftest import for_a_module
from tests.improvement.reminding import change, person_in, say

OPENED, CLOSING, MISSED, ESCALATED = Reminder.Kind.values
# The small plan's round runs from 13 to 23 June; three days before and three after are its plan's own.
DAYS = {
    date(2022, 6, 12): set(),
    date(2022, 6, 13): {OPENED},
    date(2022, 6, 19): {OPENED},
    date(2022, 6, 20): {OPENED, CLOSING},
    date(2022, 6, 23): {OPENED, CLOSING},
    date(2022, 6, 24): {MISSED},
    date(2022, 6, 25): {MISSED},
    date(2022, 6, 26): {MISSED, ESCALATED},
    date(2022, 7, 24): {MISSED, ESCALATED},
    date(2022, 7, 25): {ESCALATED},
    date(2022, 7, 27): {ESCALATED},
    date(2022, 7, 28): set(),
}
OPEN, LAST, AFTER, LATE = date(2022, 6, 14), date(2022, 6, 23), date(2022, 6, 24), date(2022, 6, 26)


@pytest.fixture(scope="module")
def plan_of_module(people_of_module, django_db_blocker):
    """The small plan, led by its posts since before its round opened."""
    with for_a_module(django_db_blocker):
        builders.small_plan(builders.cast(), on=date(2022, 6, 1))
        yield


@pytest.fixture
def round(plan):
    return plan.rounds.get()


@pytest.fixture
def director(plan) -> Post:
    return Post.objects.get(slug="director")


@pytest.fixture
def chief(director, today):
    """The person above the lead."""
    post = builders.post("Chief executive", acronym="CE", on=today)
    change(director, reports_to=post, on=today)
    return person_in(post, "chief@council.example", on=today)


def due(day) -> dict[str, dict[str, list[str]]]:
    """Each person's address, their kinds, and the actions of each."""
    return {
        letter.person.email: {
            row.kind: [missing.action.address for missing in row.missing] for row in letter.dues
        }
        for letter in letters_due(day)
    }


# Which kinds on which day


@pytest.mark.parametrize("day", DAYS)
def test_each_kind_has_its_days(round, day):
    assert kinds_due(round, day) == DAYS[day]


def test_the_plan_says_how_many_days(plan, round, today):
    change(plan, remind_days_before=5, escalate_days_after=0, on=today)
    round.refresh_from_db()
    assert CLOSING not in kinds_due(round, date(2022, 6, 17))
    assert CLOSING in kinds_due(round, date(2022, 6, 18))
    assert ESCALATED not in kinds_due(round, LAST)
    assert ESCALATED in kinds_due(round, AFTER)
    change(plan, escalate_days_after=CHASED_DAYS + 9, on=today)
    round.refresh_from_db()
    assert kinds_due(round, date(2022, 8, 2)) == {ESCALATED}


def test_a_round_closed_early_ended_on_that_day(plan, round, today):
    close_round(round, by=builders.system(today), on=today)
    assert kinds_due(round, today) == set()
    assert kinds_due(round, date(2022, 6, 21)) == {MISSED}
    assert kinds_due(round, date(2022, 6, 23)) == {MISSED, ESCALATED}


@pytest.mark.parametrize("day", DAYS)
def test_a_lead_is_told_what_is_theirs_on_each_of_these_days(plan, chief, day):
    own = {kind: ["1.1", "1.2"] for kind in DAYS[day] - {ESCALATED}}
    above = {ESCALATED: ["1.1", "1.2"]} if ESCALATED in DAYS[day] else {}
    expected = {"lead@council.example": own, "chief@council.example": above}
    assert due(day) == {person: kinds for person, kinds in expected.items() if kinds}


# Who has spoken


@pytest.mark.parametrize("day", [LAST, AFTER, LATE])
def test_what_was_said_is_not_asked_for_again(plan, round, chief, today, day):
    say(plan, "1.1", round=round, on=today)
    assert all(actions == ["1.2"] for kinds in due(day).values() for actions in kinds.values())
    assert due(day)
    say(plan, "1.2", round=round, on=today)
    assert due(day) == {}


def test_what_was_said_once_the_round_had_ended_counts_as_an_answer(plan, chief):
    say(plan, "1.2", on=AFTER)
    assert due(LATE)["chief@council.example"] == {ESCALATED: ["1.1"]}


def test_what_was_sent_back_is_asked_for_again(plan, round, today):
    for address in ("1.1", "1.2"):
        update = say(plan, address, round=round, on=today)
    by = builders.system(today)
    with writing(by=by, reason="Test", on=today):
        UpdateReview(
            update=update, kind="sent-back", note="Say more", said_on=today, author=by, author_name="x"
        ).save()
    assert due(LAST)["lead@council.example"][CLOSING] == ["1.2"]


def test_a_withdrawn_action_and_a_closed_plan_ask_nothing(plan, today):
    change(Action.objects.get(address="1.1"), withdrawn_on=today, on=today)
    assert due(LAST)["lead@council.example"][CLOSING] == ["1.2"]
    change(plan, status="closed", on=today)
    assert due(LAST) == {}


def test_a_round_is_chased_no_more_once_the_next_has_begun(plan, round, today):
    july = date(2022, 7, 1)
    close_round(round, by=builders.system(LAST), on=LAST)
    open_round(plan, "July 2022", opens=july, closes=date(2022, 7, 20), by=builders.system(LAST), on=LAST)
    assert set(due(date(2022, 6, 30))["lead@council.example"]) == {MISSED}
    assert set(due(july)["lead@council.example"]) == {OPENED}
    [letter] = letters_due(july)
    assert letter.dues[0].round.title == "July 2022"


# Who gets none


def inactive(people, today):
    change(people["lead"], is_active=False, on=today)


def without_address(people, today):
    change(people["lead"], email="", on=today)


def a_system_user(people, today):
    change(people["lead"], is_system=True, on=today)


def without_a_role(people, today):
    people_services.set_roles(people["lead"], {roles.BOARD_MEMBER}, by=people["admin"], on=today)


def gone_from_the_post(people, today):
    tenure = Tenure.objects.get(person=people["lead"])
    people_services.end_tenure(tenure, today, reason="Left", by=people["office"], on=today)


NOBODY = [inactive, without_address, a_system_user, without_a_role, gone_from_the_post]


@pytest.mark.parametrize("day", [OPEN, LAST, AFTER, LATE])
@pytest.mark.parametrize("how", NOBODY)
def test_nobody_who_cannot_answer_is_written_to_and_the_office_is_told(people, plan, chief, today, how, day):
    before = {post.post_slug for post in unreached(day)}
    how(people, today)
    if how is gone_from_the_post and day < today:
        return
    assert "lead@council.example" not in due(day)
    assert before == {"social-worker"}
    told = {post.post_slug: (post.is_held, post.waiting) for post in unreached(day)}
    assert told == {"director": (how is not gone_from_the_post, 2), "social-worker": (False, 2)}


@pytest.mark.parametrize("kind", Reminder.Kind.values)
def test_a_kind_refused_does_not_come_and_the_others_do(people, plan, chief, today, kind):
    for person in (people["lead"], chief):
        with writing(by=person, reason="Test", on=today):
            ReminderRefusal(person=person, kind=kind).save()
    for day, kinds in DAYS.items():
        assert {kind for told in due(day).values() for kind in told} == kinds - {kind}, day


@pytest.mark.parametrize("state", Reminder.State.values)
def test_what_left_does_not_leave_again_and_what_did_not_does(people, plan, round, today, state):
    with writing(by=builders.system(today), reason="Test", on=today):
        row = Reminder(round=round, person=people["lead"], kind=CLOSING, sent_on=today, state=state)
        row.address = people["lead"].email
        row.save()
    told = due(LAST).get("lead@council.example", {})
    assert (CLOSING in told) is (state == Reminder.State.LEAVING)
    assert (OPENED in told) is (state == Reminder.State.LEAVING), "word of opening is overtaken"
    change(row, address="old@council.example", on=today)
    told = due(LAST).get("lead@council.example", {})
    assert (CLOSING in told) is (state != Reminder.State.SENT)


# Whom it concerns


@pytest.mark.parametrize("day", [LAST, AFTER])
def test_whoever_covers_is_told_beside_the_holder(plan, director, today, day):
    deputy = person_in(None, "deputy@council.example", on=today)
    with writing(by=builders.system(today), reason="Test", on=today):
        Cover(post=director, person=deputy, name="Deputy", starts=today, ends=LAST).save()
    assert ("deputy@council.example" in due(day)) is (day == LAST), "the cover has ended by then"
    assert "lead@council.example" in due(day)


def test_cover_reaches_a_vacant_post(plan, today):
    vacant = Post.objects.get(slug="social-worker")
    deputy = person_in(None, "deputy@council.example", on=today)
    assert [post.post_slug for post in unreached(LAST)] == ["social-worker"]
    with writing(by=builders.system(today), reason="Test", on=today):
        Cover(post=vacant, person=deputy, name="Deputy", starts=today, ends=LAST).save()
    assert due(LAST)["deputy@council.example"][CLOSING] == ["2.1", "2.2"]
    assert unreached(LAST) == []


def test_a_supporting_post_is_not_reminded(plan, today):
    helper = builders.post("Helper", on=today)
    person_in(helper, "helper@council.example", on=today)
    action = Action.objects.get(address="1.1")
    plans.assign(
        action, helper, role="supporting", position=2, starts=today, by=builders.system(today), on=today
    )
    assert set(due(LAST)) == {"lead@council.example"}


def test_escalation_names_the_leads_a_vacant_post_included(people, plan, chief, director, today):
    change(Post.objects.get(slug="social-worker"), reports_to=director.reports_to, on=today)
    [letter] = [letter for letter in letters_due(LATE) if letter.person == chief]
    [told] = letter.dues
    assert told.kind == ESCALATED
    assert [(row.action.address, *row.leads) for row in told.missing] == [
        ("1.1", "Leo Lead, DCS"),
        ("1.2", "Leo Lead, DCS"),
        ("2.1", "PSW, vacant"),
        ("2.2", "PSW, vacant"),
    ]


def test_the_office_is_told_of_a_vacant_post_above(plan, director, today):
    post = builders.post("Chief executive", acronym="CE", on=today)
    change(director, reports_to=post, on=today)
    for day in DAYS:
        above = [row.post_slug for row in unreached(day) if row.is_above]
        assert above == (["chief-executive"] if ESCALATED in DAYS[day] else []), day
    person_in(post, "chief@council.example", on=today)
    assert [row.post_slug for row in unreached(LATE)] == ["social-worker"]


def test_escalation_tells_nobody_about_themselves(people, plan, director, today):
    """Somebody holds the lead's post and the one above it."""
    post = builders.post("Chief executive", acronym="CE", on=today)
    change(director, reports_to=post, on=today)
    builders.holding(people["lead"], post, on=today)
    assert set(due(LATE)["lead@council.example"]) == {MISSED}


# What it costs


def test_it_costs_the_same_for_many(people, plan, chief, today):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert letters_due(LATE)
        return len(captured)

    few = queries()
    for slug in ("second", "third"):
        builders.small_plan(people, on=today, slug=slug)
    theme = plan.themes.first()
    for number in range(18):
        post = builders.post(f"Head {number}", on=today)
        person_in(post, f"head{number}@council.example", on=today)
        builders.add_action(plan, theme, f"3.{number}", 10 + number, lead=post, on=today)
    assert queries() == few <= 8
    assert len(letters_due(LATE)) == 20
    with CaptureQueriesContext(connection) as captured:
        assert unreached(LATE)
    assert len(captured) == 3
