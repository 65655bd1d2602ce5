"""A new deadline for an action: read before it is saved, moved with a reason, and never by two people at once."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from improvement import kept_typing, roles
from improvement.deadlines import Kind, Precision, Reading
from improvement.deadlines.entered import read_on
from improvement.models import Deadline, LedgerEntry, Trigger
from improvement.services import deadlines, triggers
from improvement.services import people as people_services
from improvement.services.completion import accept_complete
from improvement.services.progress import report_progress
from improvement.services.refusals import Refused
from tests import builders
from tests.pages import text

ADDRESS = "/plans/small/actions/1.1/deadline/"
BACK = "/plans/small/actions/1.1/"
MARKUP = "<script>alert(1)</script>"
OCTOBER = Reading(Kind.BY, ends=date(2022, 10, 31), precision=Precision.MONTH)


@pytest.fixture
def action(plan):
    return plan.actions.get(reference="1.1")


@pytest.fixture
def office(people, sign_in):
    return sign_in(people["office"])


@pytest.fixture
def appointed(plan, people, today) -> Trigger:
    return triggers.save_trigger(
        Trigger(plan=plan, name="PSW appointed"), reason="Test", by=people["office"], on=today
    )


def entered(action, words="October 2022", **more) -> dict:
    """What the form sends the first time."""
    said = {"reason": "Nobody applied.", "agreed_by": "Improvement Board, 16 June 2022"}
    return {"words": words, **said, "read": "", "seen": action.current_deadline_id, **more}


def confirmed(action, words="October 2022", **more) -> dict:
    """What the form sends once its writer has the reading in view."""
    return entered(action, words, **{"read": words, **more})


def records() -> tuple[int, int]:
    return Deadline.objects.count(), LedgerEntry.objects.count()


# The ladder.


def test_signed_out_people_are_asked_to_sign_in(plan):
    for answer in (Client().get(ADDRESS), Client().post(ADDRESS)):
        assert answer["Location"].startswith("/sign-in/?next=")


def test_an_outsider_does_not_find_it(plan, people, sign_in, today):
    stranger = people_services.invite(
        "s@council.example", "Sam", roles.BOARD_MEMBER, by=people["admin"], on=today
    )
    assert sign_in(stranger).get(ADDRESS).status_code == 404
    assert sign_in(stranger).post(ADDRESS).status_code == 404


@pytest.mark.parametrize("who", builders.CAST)
def test_only_the_office_sets_deadlines(action, people, sign_in, today, who):
    client, before = sign_in(people[who]), records()
    link = f'href="{ADDRESS}"' in client.get(BACK).content.decode()
    if who == "office":
        assert client.get(ADDRESS).status_code == 200
        assert link
        return
    for answer in (client.get(ADDRESS), client.post(ADDRESS, confirmed(action))):
        assert answer.status_code == 403
        assert "Only the programme office sets deadlines." in text(answer)
    assert not link
    assert records() == before
    with pytest.raises(Refused):
        deadlines.set_deadline(action, "October 2022", OCTOBER, agreed_by="x", by=people[who], on=today)


def test_it_is_read_and_posted_and_nothing_else(plan, office):
    assert office.put(ADDRESS).status_code == office.delete(ADDRESS).status_code == 405


def test_an_action_that_is_not_there_is_not_found(plan, office):
    assert office.get("/plans/small/actions/9.9/deadline/").status_code == 404


# Looked at first.


def test_the_first_sending_shows_the_reading_and_writes_nothing(action, office):
    before = records()
    answer = office.post(ADDRESS, entered(action, "Q3 2022"))
    assert answer.status_code == 200
    assert records() == before
    assert "How “Q3 2022” is read By 31 Dec 2022 (+5 months)" in text(answer)
    assert "in a calendar year it would be July to September 2022" in text(answer)
    assert "Save this deadline" in text(answer)
    assert answer.context["form"].errors == {}


def test_the_second_sending_saves_it(action, people, office, today):
    answer = office.post(ADDRESS, confirmed(action, asked_by=people["lead"].pk))
    assert (answer.status_code, answer["Location"]) == (302, BACK)
    assert [str(m) for m in get_messages(answer.wsgi_request)] == [
        "Saved. The deadline of 1.1 is “October 2022” now."
    ]
    kept = Deadline.objects.filter(action=action).last()
    assert (kept.words, kept.kind, kept.ends) == ("October 2022", Kind.BY, date(2022, 10, 31))
    assert (kept.agreed_by, kept.agreed_on) == ("Improvement Board, 16 June 2022", today)
    assert (kept.reason, kept.asked_by) == ("Nobody applied.", people["lead"])
    action.refresh_from_db()
    assert (action.current_deadline, action.due) == (kept, kept.ends)
    versions = LedgerEntry.objects.order_by("-number")[:2]
    assert {entry.model for entry in versions} == {"improvement.deadline", "improvement.action"}
    assert {(entry.actor_id, entry.reason) for entry in versions} == {
        (people["office"].pk, "Nobody applied.")
    }


def test_words_changed_after_the_look_are_looked_at_again(action, office):
    before = records()
    answer = office.post(ADDRESS, entered(action, "November 2022", read="October 2022"))
    assert answer.status_code == 200
    assert records() == before
    assert "By 30 Nov 2022" in text(answer)


def test_a_second_date_and_a_rhythm_are_shown_and_kept(action, office):
    words = "Dec 2022 with an audit in January 2023"
    page = text(office.post(ADDRESS, entered(action, words)))
    assert "What follows it is due by 31 January 2023." in page
    office.post(ADDRESS, confirmed(action, words))
    assert Deadline.objects.filter(action=action).last().follow_up == date(2023, 1, 31)
    action.refresh_from_db()
    assert "It comes again termly." in text(office.post(ADDRESS, entered(action, "May 2023 and termly")))
    office.post(ADDRESS, confirmed(action, "May 2023 and termly"))
    assert Deadline.objects.filter(action=action).last().recurrence == "termly"


def test_a_day_gone_by_is_let_through_and_said(action, office):
    assert "This is past already: 20 days over." in text(office.post(ADDRESS, entered(action, "May 2022")))
    assert office.post(ADDRESS, confirmed(action, "May 2022")).status_code == 302


def test_years_are_guessed_from_the_day_of_typing():
    may, june = (read_on(words, date(2022, 6, 20), quarters="financial") for words in ("May", "June"))
    assert may.ends == date(2023, 5, 31)
    assert may.assumed == "No year is printed: read as 2023, the next May after the day of entry."
    assert june.assumed == "No year is printed: read as 2022, the June of the day of entry."
    assert "plan" not in may.assumed + june.assumed


# Refusals.


@pytest.mark.parametrize("words", ["31 May 1922", "31 May 2122", "1/5/1922", "May 1922"])
def test_days_of_other_centuries_are_refused_with_a_sentence_even_when_ticked(action, office, words):
    before = records()
    for ticked in ({}, {"keep_unread": "on"}):
        answer = office.post(ADDRESS, confirmed(action, words, **ticked))
        assert answer.status_code == 200
        assert "words" in answer.context["form"].errors
        assert words in text(answer)
    assert records() == before


def test_a_year_of_another_century_says_which_are_right(action, office):
    page = text(office.post(ADDRESS, entered(action, "31 May 1922")))
    assert "The year 1922 is not between 2000 and 2099." in page


def test_unreadable_words_are_kept_only_where_the_office_says_so(action, office):
    words = "asdf qwer"
    refused = office.post(ADDRESS, confirmed(action, words))
    assert "“asdf qwer” could not be read." in text(refused)
    ticked = office.post(ADDRESS, entered(action, words, keep_unread="on"))
    assert "Could not be read" in text(ticked)
    assert office.post(ADDRESS, confirmed(action, words, keep_unread="on")).status_code == 302
    kept = Deadline.objects.filter(action=action).last()
    assert (kept.kind, kept.words, kept.ends) == (Kind.UNREADABLE, words, None)


@pytest.mark.parametrize("words", ["–", "N/A"])
def test_a_deadline_is_never_taken_away_altogether(action, office, words):
    answer = office.post(ADDRESS, confirmed(action, words))
    assert f"“{words}” is no deadline." in text(answer)


@pytest.mark.parametrize("name", ["words", "reason", "agreed_by"])
def test_words_reason_and_who_agreed_are_asked_for(action, office, name):
    before = records()
    answer = office.post(ADDRESS, confirmed(action, **{name: " "}))
    assert set(answer.context["form"].errors) == {name}
    assert records() == before


def test_what_is_too_long_is_refused(action, office):
    answer = office.post(ADDRESS, entered(action, "May 2023 " * 50, agreed_by="x" * 121))
    assert answer.context["form"].errors == {
        "words": ["Shorten this to 300 characters"],
        "agreed_by": ["Shorten this to 120 characters"],
    }


def test_a_move_needs_a_reason_in_the_service_too(action, people, today):
    with pytest.raises(Refused, match="Say why the deadline moves"):
        deadlines.set_deadline(
            action, "October 2022", OCTOBER, agreed_by="The board", by=people["office"], on=today
        )


def test_the_same_deadline_again_is_no_move(action, office):
    answer = office.post(ADDRESS, confirmed(action, "July 2022"))
    assert "“July 2022” is the deadline of 1.1 already. Enter another one." in text(answer)


def test_a_complete_action_keeps_its_deadline(action, plan, people, office, today):
    system = builders.system(today)
    proposed = report_progress(
        action, rating=builders.rating(plan, "complete"), narrative="Done.", by=system, on=today
    )
    accept_complete(proposed, by=system, on=today)
    answer = office.get(ADDRESS)
    assert answer.status_code == 403
    assert "1.1 is complete. Its deadline stays as it is." in text(answer)


@pytest.mark.parametrize("seen", ["", "x", "-1", "0", "9" * 30])
def test_whoever_had_another_deadline_in_view_looks_again(action, office, seen):
    before = records()
    answer = office.post(ADDRESS, confirmed(action, seen=seen))
    assert "The deadline of 1.1 was changed after you opened this page." in text(answer)
    assert records() == before
    assert f'name="seen" value="{action.current_deadline_id}"' in answer.content.decode()
    assert office.post(ADDRESS, confirmed(action)).status_code == 302


# Events, typing and markup.


def test_words_that_name_an_event_wait_for_it(action, office, appointed):
    words = "On appointment of the PSW"
    assert "It waits for the event “PSW appointed”." in text(office.post(ADDRESS, entered(action, words)))
    office.post(ADDRESS, confirmed(action, words))
    assert Deadline.objects.filter(action=action).last().trigger == appointed
    action.refresh_from_db()
    page = text(office.post(ADDRESS, entered(action, trigger=appointed.pk)))
    assert "It no longer waits for “PSW appointed”." in page
    office.post(ADDRESS, confirmed(action, trigger=appointed.pk))
    assert Deadline.objects.filter(action=action).last().trigger is None


def test_typing_outlives_the_session(action, people, sign_in):
    typed = {**entered(action), "typist": kept_typing.token_for(people["office"])}
    client = Client()
    assert client.post(ADDRESS, typed).status_code == 302
    client.force_login(people["office"])
    form = client.get(ADDRESS).context["form"]
    assert not form.is_bound
    assert [form[name].value() for name in ("words", "reason", "agreed_by")] == [
        "October 2022",
        "Nobody applied.",
        "Improvement Board, 16 June 2022",
    ]


def test_markup_stays_text(action, office):
    ticked = entered(action, MARKUP, reason=MARKUP, agreed_by=MARKUP, keep_unread="on")
    for answer in (office.post(ADDRESS, ticked), office.post(ADDRESS, {**ticked, "keep_unread": ""})):
        assert b"<script>alert" not in answer.content
        assert b"&lt;script&gt;alert(1)" in answer.content


def test_where_the_action_cannot_be_saved_nothing_is(action, office, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("forced")

    before = records()
    monkeypatch.setattr(type(action), "save", fail)
    with pytest.raises(RuntimeError, match="forced"):
        office.post(ADDRESS, confirmed(action))
    assert records() == before
