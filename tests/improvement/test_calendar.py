"""Calendar feeds: what stands in one, who has one, and that programs can read it."""

from datetime import date, timedelta

import icalendar
import pytest
from django.test import Client

from improvement import roles
from improvement.models import CalendarFeed
from improvement.ratings import Code
from improvement.record.writing import writing
from improvement.services import calendar_feeds, completion, progress
from improvement.services import people as people_services
from improvement.services.rounds import close_round
from tests import builders
from tests.pages import text
from tests.volume import add_actions

ACCOUNT = "/account/calendar/"
HOST = "testserver"


@pytest.fixture
def feed(plan, people) -> str:
    """The address of the lead's calendar."""
    return f"/calendar/{calendar_feeds.make_feed(by=people['lead'])}.ics"


def events(address: str) -> dict[str, icalendar.Event]:
    """What a calendar program reads, by UID."""
    answer = Client().get(address)
    assert answer.status_code == 200
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert len({str(event["uid"]) for event in found}) == len(found)
    return {str(event["uid"]).removesuffix(f"@{HOST}"): event for event in found}


def due(plan, reference: str) -> str:
    return f"action-{plan.actions.get(reference=reference).pk}-due"


def retitled(plan, title: str, on) -> None:
    action = plan.actions.get(reference="1.1")
    action.title = title
    with writing(by=builders.system(on), reason="Test", on=on):
        action.save()


# What stands in it.


def test_it_holds_ones_own_deadlines_and_the_rounds(feed, plan):
    found, round = events(feed), plan.rounds.get()
    assert set(found) == {
        due(plan, "1.1"),
        due(plan, "1.2"),
        f"round-{round.pk}",
        f"round-{round.pk}-closes",
    }
    event = found[due(plan, "1.1")]
    assert str(event["summary"]) == "Due: 1.1 Establish the board 1.1"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2022, 7, 31), date(2022, 8, 1))
    assert str(event["description"]).splitlines() == [
        "Not rated.",
        "Deadline in the plan’s words: “July 2022”.",
        "Small plan",
        "http://testserver/plans/small/actions/1.1/",
    ]
    assert str(event["url"]) == "http://testserver/plans/small/actions/1.1/"
    assert str(found[due(plan, "1.2")]["description"]).startswith("Not rated, overdue.")
    runs, closes = found[f"round-{round.pk}"], found[f"round-{round.pk}-closes"]
    assert (runs["dtstart"].dt, runs["dtend"].dt) == (date(2022, 6, 13), date(2022, 6, 24))
    assert (closes["dtstart"].dt, closes["dtend"].dt) == (date(2022, 6, 23), date(2022, 6, 24))
    assert "June 2022 round closes" in closes["summary"]


def said(plan, people, today, code):
    rating, system = builders.rating(plan, code), builders.system(today)
    action = plan.actions.get(reference="1.2")
    return progress.report_progress(action, rating=rating, narrative="Said.", by=system, on=today)


def test_the_state_is_told_in_words(feed, plan, people, today):
    def state():
        return str(events(feed)[due(plan, "1.2")]["description"]).splitlines()[0]

    said(plan, people, today, Code.ON_TRACK)
    assert state() == "On track, overdue."
    proposal = said(plan, people, today, Code.COMPLETE)
    assert state() == "On track, proposed complete."
    completion.accept_complete(proposal, by=people["office"], on=today)
    assert state() == "Complete."


def test_what_is_withdrawn_or_no_longer_ones_own_goes(feed, plan, people, today):
    action = plan.actions.get(reference="1.2")
    action.withdrawn_on, action.withdrawn_because = today, "Merged"
    with writing(by=builders.system(today), reason="Test", on=today):
        action.save()
    assert due(plan, "1.2") not in events(feed)
    people_services.set_roles(people["lead"], {roles.AUDITOR}, by=people["admin"], on=today)
    assert events(feed) == {}


def test_a_closed_round_ends_on_the_day_it_was_closed(feed, plan, people, today):
    round = plan.rounds.get()
    close_round(round, by=people["office"], on=today)
    assert events(feed)[f"round-{round.pk}-closes"]["dtstart"].dt == today


def test_stamps_are_those_of_the_record(feed, plan, people, today):
    name = due(plan, "1.1")
    before = events(feed)[name]
    newest = plan.actions.get(reference="1.1").history.first().history_date
    assert before["dtstamp"].dt == before["last-modified"].dt == newest.replace(microsecond=0)
    assert Client().get(feed).content == Client().get(feed).content
    retitled(plan, "Another title", today)
    after = events(feed)[name]
    assert after["last-modified"].dt >= before["last-modified"].dt
    assert after["uid"] == before["uid"]


@pytest.mark.parametrize(
    "title",
    [
        "Commas, semicolons; back\\slashes: and “quotes”",
        "A family 👨‍👩‍👧‍👦 and a heart ❤️ " * 5,
        "ł" * 200,
        "one\nline\r\nof  three",
        "BEGIN:VEVENT\nSUMMARY:Not mine",
    ],
)
def test_long_and_strange_titles_are_read_back_whole(feed, plan, today, title):
    retitled(plan, title, today)
    raw = Client().get(feed).content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    raw.decode()
    found = events(feed)
    assert len(found) == 4
    assert str(found[due(plan, "1.1")]["summary"]) == " ".join(f"Due: 1.1 {title}".split())


def test_programs_are_told_what_it_is_and_when_to_ask_again(feed):
    answer = Client().get(feed)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert calendar["refresh-interval"].dt == timedelta(hours=12)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H" in answer.content
    assert (str(calendar["version"]), str(calendar["name"])) == ("2.0", "Plan deadlines")


def test_what_has_not_changed_is_not_sent_again(feed, plan, today):
    etag = Client().get(feed)["ETag"]
    again = Client().get(feed, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    retitled(plan, "Another title", today)
    assert Client().get(feed, headers={"if-none-match": etag}).status_code == 200


# Who has one.


def test_an_address_that_opens_nothing_is_not_found(feed, people, today):
    assert Client().get("/calendar/guessed.ics").status_code == 404
    assert Client().get(feed.replace(".ics", "x.ics")).status_code == 404
    assert Client().post(feed).status_code == 405
    people_services.set_active(people["lead"], False, reason="Left", by=people["admin"], on=today)
    assert Client().get(feed).status_code == 404


def test_only_the_digest_is_kept(feed):
    token = feed.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in str(list(CalendarFeed.objects.values()))


@pytest.mark.parametrize("who", builders.CAST)
def test_everybody_makes_replaces_and_revokes_their_own(plan, people, sign_in, who):
    client = sign_in(people[who])
    assert "Make an address" in text(client.get(ACCOUNT))
    assert client.post(ACCOUNT, {"do": "make"})["Location"] == ACCOUNT
    shown = client.get(ACCOUNT)
    first = shown.context["address"]
    assert first in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert first.startswith("http://testserver/calendar/")
    assert len(events(first)) == (4 if who == "lead" else 0)
    assert first not in client.get(ACCOUNT).content.decode()
    client.post(ACCOUNT, {"do": "make"})
    second = client.get(ACCOUNT).context["address"]
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert CalendarFeed.objects.count() == 1
    client.post(ACCOUNT, {"do": "revoke"})
    assert Client().get(second).status_code == 404
    assert "is revoked" in text(client.get(ACCOUNT))


def test_the_page_says_who_can_read_it_and_what_it_holds(plan, people, sign_in):
    page = text(sign_in(people["lead"]).get(ACCOUNT))
    assert "Anybody who has the address can read these dates, without signing in." in page
    assert "It holds 4 dates today." in page
    assert "so it is empty today" in text(sign_in(people["clerk"]).get(ACCOUNT))
    assert ACCOUNT in sign_in(people["clerk"]).get("/password/change/").content.decode()


def test_what_was_shown_to_one_is_not_shown_to_the_next(plan, people, sign_in):
    client = sign_in(people["lead"])
    client.post(ACCOUNT, {"do": "make"})
    client.force_login(people["clerk"])
    assert client.get(ACCOUNT).context["address"] == ""


def test_the_feed_costs_the_same_with_two_deadlines_and_with_forty(
    feed, plan, today, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4) as few:
        assert len(Client().get(feed).content) > 0
    queries, two = len(few), len(events(feed))
    add_actions(plan, 80, on=today)
    with django_assert_num_queries(queries):
        Client().get(feed)
    assert len(events(feed)) >= two + 35
