"""Update rounds: opened with a closing date, what is missing by lead, and closing, which freezes what one holds."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from improvement.models import LedgerEntry, UpdateRound
from improvement.ratings import Code
from improvement.rounds.page import round_page
from improvement.services.progress import RoundClosed, report_progress
from improvement.services.refusals import Refused
from improvement.services.rounds import close_round, move_closing, open_round
from tests import builders
from tests.pages import text
from tests.volume import add_actions

LIST = "/plans/small/rounds/"
READ = {"office", "lead", "chair", "clerk", "auditor", "admin"}


@pytest.fixture
def june(plan) -> UpdateRound:
    return plan.rounds.get()


@pytest.fixture
def office(people, sign_in):
    return sign_in(people["office"])


def say(plan, people, today, reference, who="lead", **more):
    rating = builders.rating(plan, Code.ON_TRACK)
    action = plan.actions.get(reference=reference)
    return report_progress(action, rating=rating, narrative="Met.", by=people[who], on=today, **more)


@pytest.mark.parametrize("who", builders.CAST)
@pytest.mark.parametrize("route", ["", "{}/", "open/", "{}/edit/", "{}/close/"])
def test_all_who_read_the_plan_see_rounds_and_the_office_keeps_them(plan, people, sign_in, june, who, route):
    answer = sign_in(people[who]).get(LIST + route.format(june.pk))
    keeps = route not in {"", "{}/"}
    assert answer.status_code == (200 if who == "office" or not keeps else 403)
    if keeps and who != "office":
        assert "Only the programme office opens and closes rounds." in text(answer)


@pytest.mark.parametrize("who", [who for who in builders.CAST if who != "office"])
@pytest.mark.parametrize("route", ["open/", "{}/edit/", "{}/close/"])
def test_nobody_else_posts_them_either(plan, people, sign_in, june, who, route):
    before = LedgerEntry.objects.count()
    said = {"title": "July", "opens": "2022-07-01", "closes": "2022-07-09", "reason": "x"}
    assert sign_in(people[who]).post(LIST + route.format(june.pk), said).status_code == 403
    assert LedgerEntry.objects.count() == before


def test_a_round_is_opened_when_the_last_is_closed(plan, people, office, june, today):
    said = {"title": " July  2022 ", "opens": "2022-07-01", "closes": "2022-07-09"}
    refused = text(office.post(f"{LIST}open/", said))
    assert "The June 2022 round is open. Close it first: an update belongs to one round." in refused
    close_round(june, by=people["office"], on=today)
    answer = office.post(f"{LIST}open/", said)
    assert answer["Location"] == LIST
    july = plan.rounds.get(title="July 2022")
    assert (july.opens, july.closes) == (date(2022, 7, 1), date(2022, 7, 9))
    assert "Opens 1 July 2022" in text(office.get(LIST))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "Enter a name, such as July 2022"),
        ({"title": "june 2022"}, "This plan has a round “june 2022” already. Give this one another name"),
        ({"closes": ""}, "Enter the day on which it closes"),
        ({"closes": "2022-06-30"}, "It closes on the day it opens or later. Enter a later day"),
        ({"closes": "0022-07-09"}, "The year 22 is not between 2000 and 2099. Check the day"),
        ({"opens": "soon"}, "Enter the day as year, month and day, such as 2022-09-30"),
    ],
)
def test_what_is_no_round_is_refused(plan, people, office, june, today, said, sentence):
    close_round(june, by=people["office"], on=today)
    good = {"title": "July 2022", "opens": "2022-07-01", "closes": "2022-07-09"}
    assert sentence in text(office.post(f"{LIST}open/", good | said))
    assert plan.rounds.count() == 1


def test_rounds_of_one_plan_never_overlap(plan, people, june, today):
    close_round(june, by=people["office"], on=today)
    with pytest.raises(Refused, match="ran until 20 June 2022"):
        open_round(
            plan, "Again", opens=date(2022, 6, 14), closes=date(2022, 6, 30), by=people["office"], on=today
        )


def test_the_page_names_what_is_missing_by_lead(plan, people, sign_in, june, today):
    say(plan, people, today, "1.1", round=june)
    page = round_page(june, today)
    assert (page.counts.received, page.counts.asked, page.missing) == (1, 4, 3)
    assert [(lead.title, lead.state, lead.received, lead.asked) for lead in page.leads] == [
        ("PSW", "vacant", 0, 2),
        ("DCS", "", 1, 2),
    ]
    words = text(sign_in(people["chair"]).get(f"{LIST}{june.pk}/"))
    assert "1 of 4 actions updated" in words
    assert "3 still to come" in words
    assert "1.2 Establish the board 1.2 20 days over" in words
    assert "Leo Lead" in words


def test_a_late_round_says_so_and_still_counts(plan, people, june):
    late = june.closes + timedelta(days=2)
    page = round_page(june, late)
    assert page.is_late
    say(plan, people, late, "1.1", round=june)
    assert round_page(june, late).counts.received == 1


def test_closing_shows_what_is_missing_and_freezes_the_numbers(plan, people, office, june, today):
    say(plan, people, today, "1.1", round=june)
    assert "3 actions have not been updated." in text(office.get(f"{LIST}{june.pk}/close/"))
    answer = office.post(f"{LIST}{june.pk}/close/")
    assert answer["Location"] == f"{LIST}{june.pk}/"
    assert "1 of 4 actions updated" in str(list(get_messages(answer.wsgi_request))[-1])
    june.refresh_from_db()
    assert (june.closed_on, june.asked, june.received) == (today, 4, 1)
    with pytest.raises(RoundClosed):
        say(plan, people, today, "1.2", round=june)
    say(plan, people, today, "1.2")
    words = text(office.get(f"{LIST}{june.pk}/"))
    assert "1 of 4 actions updated" in words
    assert "What was missing, by lead" in words


def test_a_round_closed_twice_is_refused_with_the_day(plan, people, office, june, today):
    close_round(june, by=people["office"], on=today)
    assert "was closed on 20 June 2022 already" in text(office.post(f"{LIST}{june.pk}/close/"))
    with pytest.raises(Refused, match="already"):
        move_closing(june, date(2022, 7, 1), reason="x", by=people["office"], on=today)


def test_the_closing_day_moves_with_a_reason_and_not_into_the_past(plan, office, june):
    address = f"{LIST}{june.pk}/edit/"
    assert "Say why" in text(office.post(address, {"closes": "2022-06-30", "reason": ""}))
    past = text(office.post(address, {"closes": "2022-06-14", "reason": "Sooner"}))
    assert "Enter a closing date that is not past already." in past
    assert office.post(address, {"closes": "2022-06-30", "reason": "Board moved"}).status_code == 302
    june.refresh_from_db()
    assert june.closes == date(2022, 6, 30)
    assert june.history.first().history_change_reason == "Board moved"


def test_a_round_of_another_plan_is_not_found(plan, people, office, today):
    other = builders.small_plan(people, on=today, slug="other")
    assert office.get(f"{LIST}{other.rounds.get().pk}/").status_code == 404


@pytest.mark.parametrize("more", [6, 196])
def test_the_page_costs_the_same_with_any_number_of_actions(plan, people, sign_in, june, today, more):
    add_actions(plan, more, on=today)
    client = sign_in(people["office"])
    client.get(LIST)
    for address, most in ((LIST, 10), (f"{LIST}{june.pk}/", 11)):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        assert len(captured) <= most, (address, len(captured))


@pytest.mark.parametrize(
    ("opens", "closes", "sentence"),
    [
        ("2032-07-11", "2032-07-20", "It opens more than 92 days from today."),
        ("2022-07-01", "2023-07-20", "A round of more than 92 days is no round."),
    ],
)
def test_a_slip_of_the_year_is_refused(plan, people, office, june, today, opens, closes, sentence):
    close_round(june, by=people["office"], on=today)
    said = {"title": "July 2022", "opens": opens, "closes": closes}
    assert sentence in text(office.post(f"{LIST}open/", said))


def test_a_new_round_begins_with_a_free_name_and_says_when_it_opens(plan, people, office, june, today):
    close_round(june, by=people["office"], on=today)
    assert 'value="July 2022"' in office.get(f"{LIST}open/").content.decode()
    said = {"title": "July 2022", "opens": "2022-07-11", "closes": "2022-07-20"}
    answer = office.post(f"{LIST}open/", said)
    newest = str(list(get_messages(answer.wsgi_request))[-1])
    assert newest == "The July 2022 round opens on 11 July 2022 and closes on 20 July 2022."
    close_round(plan.rounds.get(title="July 2022"), by=people["office"], on=today)
    assert "Not open yet" not in text(office.get(LIST))


def test_the_same_closing_day_is_no_move(plan, office, june):
    same = text(office.post(f"{LIST}{june.pk}/edit/", {"closes": "2022-06-23", "reason": "x"}))
    assert "It closes on that day already." in same
