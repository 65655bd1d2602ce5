"""Asking to move a deadline, the list of what waits, and the page on which it is decided."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from improvement import roles
from improvement.as_at import AsAt
from improvement.deadlines.requests import requests
from improvement.exports.gather import gather
from improvement.exports.workbook_actions import COLUMNS
from improvement.models import Action, DeadlineRequest, LedgerEntry, Plan, User
from improvement.services import people as people_services
from improvement.services.completion import accept_complete
from improvement.services.deadline_requests import agree, refuse
from improvement.services.speaking import chairs
from tests import builders
from tests.improvement.deciding import WHO, asked, everyone, proposed, rules
from tests.pages import text

ASK = "/plans/small/actions/1.1/deadline/ask/"
ACTION = "/plans/small/actions/1.1/"
LIST = "/plans/small/deadline-requests/"
LATE = date(2022, 10, 31)
State = DeadlineRequest.State


@pytest.fixture
def who(plan, people, today):
    return everyone(plan, people, today)


@pytest.fixture
def action(plan, who) -> Action:
    return plan.actions.select_related("plan").get(reference="1.1")


@pytest.fixture
def waiting(action, who, today) -> DeadlineRequest:
    return asked(action, LATE, by=who["lead"], on=today)


def wished(words="October 2022", **more) -> dict:
    """What the form sends the first time; once looked at, `read` repeats the words."""
    return {"words": words, "reason": "Nobody applied.", "read": "", **more}


def page_of(request) -> str:
    return f"{LIST}{request.pk}/"


# The ladder.


def test_signed_out_people_are_asked_to_sign_in(waiting):
    for address in (ASK, LIST, page_of(waiting)):
        assert Client().get(address)["Location"].startswith("/sign-in/?next=")
        assert Client().post(address)["Location"].startswith("/sign-in/?next=")


def test_an_outsider_finds_nothing(waiting, who, sign_in, today):
    stranger = people_services.invite(
        "s@council.example", "Sam", roles.BOARD_MEMBER, by=who["admin"], on=today
    )
    for address in (ASK, LIST, page_of(waiting)):
        assert sign_in(stranger).get(address).status_code == 404


@pytest.mark.parametrize("key", WHO)
def test_who_may_update_may_ask(action, who, sign_in, key):
    client, before = sign_in(who[key]), LedgerEntry.objects.count()
    link = f'href="{ASK}"' in client.get(ACTION).content.decode()
    may = key in {"office", "lead"}
    assert (client.get(ASK).status_code, link) == ((200, True) if may else (403, False))
    if not may:
        assert client.post(ASK, wished(read="October 2022")).status_code == 403
        assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("key", WHO)
def test_everyone_who_reads_the_plan_reads_what_waits_and_who_decides(waiting, who, sign_in, key):
    client = sign_in(who[key])
    listed, page = text(client.get(LIST)), client.get(page_of(waiting))
    may = key in {"office", "chair"}
    assert ("1 is yours to decide" in listed) is may
    assert ("None is yours to decide" in listed) is not may
    assert ("Agree or refuse" in listed) is may
    assert (b'value="agree"' in page.content) is may
    assert ("Take the request back" in text(page)) is (key in {"office", "lead"})
    if not may:
        assert "The chair, or the programme office with a decision of the board can." in listed


@pytest.mark.parametrize("address", [ASK, LIST])
def test_no_other_method_is_taken(waiting, who, sign_in, address):
    office = sign_in(who["office"])
    assert office.put(address).status_code == 405
    assert office.delete(page_of(waiting)).status_code == 405
    assert office.post(LIST).status_code == 405


def test_another_plans_request_is_not_found(waiting, who, sign_in, people, today):
    builders.small_plan(people, on=today, slug="other")
    assert sign_in(who["office"]).get(f"/plans/other/deadline-requests/{waiting.pk}/").status_code == 404
    assert sign_in(who["office"]).get(f"{LIST}999/").status_code == 404


# Asking.


def test_it_says_beforehand_who_agrees(plan, action, who, sign_in, today):
    client = sign_in(who["lead"])
    page = text(client.get(ASK))
    assert "To an earlier date Nobody else: it takes force at once" in page
    assert "Up to 31 days later The director whom its lead reports to, Chief executive" in page
    assert "Further, or to no end date The board" in page
    rules(plan, lead=14, on=today)
    assert "Up to 14 days later Nobody else" in text(client.get(ASK))


def test_without_an_end_date_any_deadline_is_the_directors(who, sign_in):
    client, ask = sign_in(who["office"]), "/plans/small/actions/2.2/deadline/ask/"
    assert "Any deadline, as it has no end date now The director of its lead" in text(client.get(ask))
    assert "The director whom its lead reports to may agree" in text(client.post(ask, wished()))


SAID = [
    ("31 July 2022", "This takes force as soon as you send it."),
    ("20 August 2022", "The director whom its lead reports to may agree to this"),
    ("October 2022", "The board agrees to this"),
    ("Ongoing", "The board agrees to this"),
]


@pytest.mark.parametrize(("words", "who_agrees"), SAID)
def test_the_reading_and_who_may_agree_are_shown_before_anything_is_written(
    action, who, sign_in, words, who_agrees
):
    before = LedgerEntry.objects.count()
    page = text(sign_in(who["lead"]).post(ASK, wished(words)))
    assert f"How “{words}” is read" in page
    assert who_agrees in page
    assert LedgerEntry.objects.count() == before


def test_what_is_sent_again_unchanged_is_asked(action, who, sign_in):
    client = sign_in(who["lead"])
    answer = client.post(ASK, wished(read="October 2022"), follow=True)
    assert "Asked. Until that is agreed, the deadline of 1.1 stays as it is." in text(answer)
    row = DeadlineRequest.objects.get()
    assert (row.words, row.ends, row.state, row.asked_by_name) == (
        "October 2022",
        LATE,
        State.WAITING,
        "Leo Lead, DCS",
    )
    assert Action.objects.get(pk=action.pk).due == date(2022, 7, 31)


def test_changed_words_are_shown_again_first(action, who, sign_in):
    page = text(sign_in(who["lead"]).post(ASK, wished("November 2022", read="October 2022")))
    assert "How “November 2022” is read" in page
    assert not DeadlineRequest.objects.exists()


def test_what_lies_within_the_leads_own_days_takes_force_at_once(plan, action, who, sign_in, today):
    rules(plan, lead=14, on=today)
    answer = sign_in(who["lead"]).post(ASK, wished("10 August 2022", read="10 August 2022"), follow=True)
    assert "It lies within your own tolerance, so the deadline of 1.1 is “10 August 2022” now." in text(
        answer
    )
    assert Action.objects.get(pk=action.pk).due == date(2022, 8, 10)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"words": ""}, "Enter a deadline such as October 2022"),
        ({"reason": ""}, "Say why, such as"),
        ({"words": "???"}, "could not be read"),
        ({"words": "July 2022", "read": "July 2022"}, "is the deadline of 1.1 already. Ask for another one."),
    ],
)
def test_what_cannot_be_asked_is_said(action, who, sign_in, sent, sentence):
    assert sentence in text(sign_in(who["lead"]).post(ASK, wished(**sent)))
    assert not DeadlineRequest.objects.exists()


def test_a_second_request_leads_to_the_one_that_waits(waiting, who, sign_in):
    for answer in (
        sign_in(who["office"]).get(ASK, follow=True),
        sign_in(who["lead"]).post(ASK, wished(read="October 2022"), follow=True),
    ):
        assert answer.redirect_chain == [(page_of(waiting), 302)]
        assert "Leo Lead, DCS asked for “31 October 2022” on 20 June 2022" in text(answer)
    assert sign_in(who["another"]).get(ASK).status_code == 403
    assert DeadlineRequest.objects.count() == 1


# Deciding.


def decide(client, request, step, words=""):
    return client.post(page_of(request), {"step": step, "decision": words})


def test_the_chair_agrees(action, waiting, who, sign_in):
    client = sign_in(who["chair"])
    answer = client.post(page_of(waiting), {"step": "agree", "decision": "Report in August."}, follow=True)
    assert "Agreed. The deadline of 1.1 is “31 October 2022” now." in text(answer)
    assert "Agreed : Report in August. Cora Chair, 20 Jun 2022" in text(answer)
    assert Action.objects.get(pk=action.pk).due == LATE


def test_the_office_must_name_the_meeting_and_keeps_its_words(waiting, who, sign_in):
    page = text(decide(sign_in(who["office"]), waiting, "agree"))
    assert page.count("Say at which meeting the board decided") == 2
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING
    assert decide(sign_in(who["office"]), waiting, "agree", "Board, 16 June").status_code == 302


def test_a_refusal_needs_a_reason_and_the_asker_reads_it(action, waiting, who, sign_in):
    chair = sign_in(who["chair"])
    assert "Say why the deadline stays as it is." in text(decide(chair, waiting, "refuse"))
    assert decide(chair, waiting, "refuse", "It can be done in time.").status_code == 302
    story = text(sign_in(who["lead"]).get(ACTION))
    assert "Request refused: “31 October 2022”. It can be done in time. Cora Chair" in story


def test_the_asker_takes_it_back_and_asks_anew(waiting, who, sign_in):
    lead = sign_in(who["lead"])
    assert "Taken back." in text(lead.post(page_of(waiting), {"step": "take-back"}, follow=True))
    assert lead.get(ASK).status_code == 200


@pytest.mark.parametrize("step", ["agree", "refuse", "take-back"])
def test_whoever_comes_second_sees_who_decided_and_what(waiting, who, sign_in, today, step):
    office = sign_in(who["office"])
    office.get(page_of(waiting))
    refuse(waiting, decision="It can be done in time.", by=who["chair"], on=today)
    page = text(decide(office, waiting, step, "Board, item 4"))
    assert "This request was settled by Cora Chair on 20 June 2022: refused." in page
    assert "It can be done in time." in page
    assert 'name="step"' not in page


def test_nonsense_decides_nothing(waiting, who, sign_in):
    assert decide(sign_in(who["chair"]), waiting, "shred").status_code == 200
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


# Both dates stand until it is agreed.

SHOWN = {
    ACTION: "Asked: “31 October 2022”",
    "/plans/small/actions/": "asked: 31 Oct 2022",
    "/plans/small/deadlines/": "asked: 31 Oct 2022",
    f"{ACTION}update/": "asked: 31 Oct 2022",
}


@pytest.mark.parametrize("address", SHOWN)
def test_what_is_asked_stands_beside_the_deadline_until_it_is_decided(action, who, today, sign_in, address):
    overdue = today - timedelta(days=1)
    with builders.writing(by=builders.system(today), reason="Test", on=today):
        action.due = overdue
        action.save()
    request, client = asked(action, LATE, by=who["lead"], on=today), sign_in(who["lead"])
    assert SHOWN[address] in text(client.get(address))
    agree(request, by=who["chair"], on=today)
    assert SHOWN[address] not in text(client.get(address))


def test_the_whole_plan_prints_what_is_asked_beside_the_deadline(plan, waiting, today):
    plan = Plan.objects.select_related("scheme", "inspection").get(pk=plan.pk)
    document = gather(plan, AsAt(today, today), made_at=timezone.now())
    action = next(one for one in document.actions if one.address == "1.1")
    assert (action.deadline.asked, action.deadline.ends) == ("asked: 31 Oct 2022", date(2022, 7, 31))
    assert "asked: 31 Oct 2022" in render_to_string("print/_action.html", {"action": action})
    column = next(one for one in COLUMNS if one.heading == "Another deadline asked for")
    assert column.value(None, None, action) == "asked: 31 Oct 2022"


def test_the_standing_and_the_deadlines_say_how_many_wait(waiting, who, sign_in):
    client = sign_in(who["clerk"])
    assert "Waits for a decision Requests to move a deadline : 1" in text(client.get("/plans/small/"))
    assert "Requests to move a deadline: 1 waiting" in text(client.get("/plans/small/deadlines/"))


def test_a_past_day_shows_what_waited_then(people, sign_in, today):
    plan = builders.small_plan(people, on=today - timedelta(days=30), slug="older")
    by, yesterday = builders.system(today), today - timedelta(days=1)
    request = asked(plan.actions.get(reference="1.1"), LATE, by=by, on=today - timedelta(days=9))
    refuse(request, decision="It can be done in time.", by=people["office"], on=today)
    client, past = sign_in(people["office"]), f"?as_at={yesterday}"
    then, now = (
        text(client.get(f"/plans/older/deadline-requests/{past}")),
        text(client.get("/plans/older/deadline-requests/")),
    )
    assert "1 request waits." in then
    assert "Agree or refuse" not in then
    assert "It can be done in time." not in then
    assert "No request waits." in now
    story = text(client.get(f"/plans/older/actions/1.1/{past}"))
    assert "Asked to move the deadline" in story
    assert "Request refused" not in story
    before = text(client.get(f"/plans/older/actions/1.1/?as_at={today - timedelta(days=10)}"))
    assert "Asked" not in before


def test_whoever_sets_a_deadline_is_told_of_the_request_that_it_overtakes(waiting, who, sign_in):
    page = text(sign_in(who["office"]).get(f"{ACTION}deadline/"))
    assert "Leo Lead, DCS asked for “31 October 2022” on 20 June 2022. Answer the request" in page


def test_a_complete_action_is_asked_nothing(action, who, sign_in, today):
    accept_complete(proposed(action, by=who["lead"], on=today), by=who["office"], on=today)
    answer = sign_in(who["lead"]).get(ASK)
    assert answer.status_code == 403
    assert "1.1 is complete. Its deadline stays as it is." in text(answer)


def test_the_list_costs_the_same_at_two_and_at_twenty(
    plan, action, waiting, who, sign_in, today, django_assert_num_queries
):
    client, lead = sign_in(who["director"]), builders.Post.objects.get(slug="director")
    client.get(LIST)
    counts = []
    for numbers in (range(10, 11), range(11, 29)):
        for number in numbers:
            row = builders.add_action(plan, action.theme, f"1.{number}", number, lead=lead, on=today)
            asked(row, LATE, by=who["lead"], on=today)
        counts.append(DeadlineRequest.objects.count())
        with django_assert_num_queries(7):
            client.get(LIST)
    assert counts == [2, 20]


def test_the_demonstration_holds_one_request_that_its_chair_decides(bury, today):
    chair = User.objects.get(email="chair@demo.example")
    found = requests(bury, AsAt(today, today), by=chair)
    assert [(one.address, one.asked_by, one.is_illustrative) for one in found.mine] == [
        ("3.1", "Chief Executive", True)
    ]
    assert (len(found.for_board), found.decided) == (1, [])
    assert all(chairs(plan, by=chair) for plan in Plan.objects.visible_to(chair))
