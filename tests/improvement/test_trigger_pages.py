"""The pages of events: the list, keeping them, choosing what waits, and recording that one happened."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from improvement import kept_typing, roles
from improvement.models import Deadline, LedgerEntry, Post, Trigger
from improvement.services import people as people_services
from improvement.services import triggers as services
from tests import builders
from tests.pages import text

LIST = "/plans/small/triggers/"
ADD = f"{LIST}add/"
MARKUP = "<script>alert(1)</script>"
ALLOWED = {"": set(builders.CAST)} | {
    route: {"office"} for route in ("add/", "edit/", "actions/", "happened/")
}


@pytest.fixture
def office(people, sign_in):
    return sign_in(people["office"])


@pytest.fixture
def trigger(plan, people, today) -> Trigger:
    """An event that 2.1 and 2.2 wait for."""
    by = people["office"]
    owner = Post.objects.get(slug="social-worker")
    row = Trigger(plan=plan, name="PSW appointed", owner=owner, expected=date(2022, 6, 10))
    services.save_trigger(row, reason="Test", by=by, on=today)
    services.set_waiting(row, set(services.may_wait(plan)), by=by, on=today)
    return row


def address(route: str, trigger: Trigger) -> str:
    return f"{LIST}{route}" if route in {"", "add/"} else f"{LIST}{trigger.pk}/{route}"


def happened(trigger, step="preview", **more) -> dict:
    waiting = services.waiting_for(trigger)
    said = {"happened_on": "2022-06-13", "rule": "3 months after", "agreed_by": "Improvement Board"}
    looked_at = [action.current_deadline_id for action in waiting] if step == "record" else []
    return {
        **said,
        **{f"words_{action.pk}": "" for action in waiting},
        "step": step,
        "seen": looked_at,
        **more,
    }


def written() -> tuple:
    return LedgerEntry.objects.count(), Deadline.objects.count(), Trigger.objects.count()


def message(answer) -> str:
    *_, newest = get_messages(answer.wsgi_request)
    return str(newest)


# The ladder.


@pytest.mark.parametrize("route", ALLOWED)
def test_signed_out_people_are_asked_to_sign_in(trigger, route):
    for answer in (Client().get(address(route, trigger)), Client().post(address(route, trigger))):
        assert answer["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("route", ALLOWED)
def test_an_outsider_finds_nothing(trigger, people, sign_in, today, route):
    stranger = people_services.invite(
        "s@council.example", "Sam", roles.BOARD_MEMBER, by=people["admin"], on=today
    )
    assert sign_in(stranger).get(address(route, trigger)).status_code == 404


@pytest.mark.parametrize("who", builders.CAST)
def test_readers_read_and_the_office_keeps(trigger, people, sign_in, who):
    client, before = sign_in(people[who]), written()
    for route, allowed in ALLOWED.items():
        answer = client.get(address(route, trigger))
        assert answer.status_code == (200 if who in allowed else 403), route
        if who not in allowed:
            assert client.post(address(route, trigger), happened(trigger, "record")).status_code == 403
            assert "Only the programme office keeps the events that deadlines wait for." in text(answer)
    assert written() == before
    assert (b"It has happened" in client.get(LIST).content) is (who == "office")


@pytest.mark.parametrize("route", ALLOWED)
def test_no_other_method_is_taken(trigger, office, route):
    assert office.put(address(route, trigger)).status_code == 405
    assert office.delete(address(route, trigger)).status_code == 405
    if route == "":
        assert office.post(LIST).status_code == 405


@pytest.mark.parametrize("route", ["edit/", "actions/", "happened/"])
def test_another_plans_event_is_not_found(trigger, people, office, today, route):
    builders.small_plan(people, on=today, slug="other")
    assert office.get(f"/plans/other/triggers/{trigger.pk}/{route}").status_code == 404
    assert office.get(f"{LIST}999/{route}").status_code == 404


# The list.


def test_it_says_whose_since_when_what_and_that_it_is_late(trigger, people, sign_in):
    page = text(sign_in(people["chair"]).get(LIST))
    for words in (
        "2 deadlines wait for 1 event, of which 1 is past the day on which it was expected.",
        "PSW vacant",
        "10 June 2022 10 days ago, and it has not happened",
        "0 days since the deadlines were agreed, the first on 20 June 2022",
        "“Once appointed”",
    ):
        assert words in page


def test_a_plan_without_events_says_what_to_do(plan, office):
    page = text(office.get(LIST))
    assert "No deadline waits for a named event." in page
    assert "Make it an event : PSW appointed" in page


def test_yesterday_shows_yesterday_and_changes_nothing(people, office, today):
    builders.small_plan(people, on=today - timedelta(days=9), slug="older")
    page = office.get(f"/plans/older/triggers/?as_at={today - timedelta(days=1)}")
    assert "Nothing can be changed here" in text(page)
    assert b"Make it an event" not in page.content
    assert b"Add an event" not in page.content


# Keeping.


def test_an_event_is_added_from_a_deadlines_own_words(plan, office):
    query = "?condition=PSW+appointed"
    assert office.get(ADD + query).context["form"]["name"].value() == "PSW appointed"
    answer = office.post(ADD + query, {"name": " PSW  appointed ", "expected": "2022-09-30"})
    row = Trigger.objects.get()
    assert (row.name, row.plan, row.expected, row.owner) == ("PSW appointed", plan, date(2022, 9, 30), None)
    assert answer["Location"] == f"{LIST}{row.pk}/actions/{query}"
    form = office.get(answer["Location"]).context["form"]
    assert form["actions"].value() == [plan.actions.get(reference="2.1").pk]


def test_what_is_typed_wrongly_is_refused_with_what_to_do(trigger, office):
    before = written()
    answer = office.post(ADD, {"name": "psw APPOINTED", "expected": "0022-09-30", "owner": "999"})
    assert answer.context["form"].errors == {
        "name": ["This plan has an event “psw APPOINTED” already. Edit that one"],
        "expected": ["The year 22 is not between 2000 and 2099. Check the day"],
        "owner": ["Choose one of the posts in the list"],
    }
    empty = office.post(ADD, {"name": " ", "expected": "soon"}).context["form"].errors
    assert empty == {
        "name": ["Enter the event in few words, such as PSW appointed"],
        "expected": ["Enter the day as year, month and day, such as 2022-09-30"],
    }
    assert written() == before


def test_an_event_is_edited_with_a_reason(trigger, office):
    said = {
        "name": "PSW in post",
        "expected": "2022-10-31",
        "owner": trigger.owner_id,
        "note": "Advertised again.",
    }
    refused = office.post(address("edit/", trigger), said)
    assert set(refused.context["form"].errors) == {"reason"}
    answer = office.post(address("edit/", trigger), {**said, "reason": "Nobody applied"})
    assert answer["Location"] == LIST
    trigger.refresh_from_db()
    assert (trigger.name, trigger.expected) == ("PSW in post", date(2022, 10, 31))
    assert LedgerEntry.objects.first().reason == "Nobody applied"


def test_what_waits_is_chosen(trigger, office):
    first = services.waiting_for(trigger)[0]
    answer = office.post(address("actions/", trigger), {"actions": [first.pk]})
    assert message(answer) == "1 deadline waits for “PSW appointed” now."
    assert services.waiting_for(trigger) == [first]
    refused = office.post(address("actions/", trigger), {"actions": ["999"]})
    assert "have changed since" in text(refused)
    assert (
        message(office.post(address("actions/", trigger), {})) == "No deadlines wait for “PSW appointed” now."
    )


def test_one_that_waits_for_another_event_says_so(trigger, plan, people, office, today):
    other = services.save_trigger(
        Trigger(plan=plan, name="DfE approval"), reason="T", by=people["office"], on=today
    )
    page = text(office.get(address("actions/", other)))
    assert "It waits for “PSW appointed” now." in page


# It has happened.


def test_the_preview_lists_old_and_new_and_writes_nothing(trigger, office):
    before = written()
    own = {f"words_{services.waiting_for(trigger)[1].pk}": "October 2022"}
    answer = office.post(address("happened/", trigger), happened(trigger, **own))
    assert answer.status_code == 200
    page = text(answer)
    for words in (
        "2.1",
        "“Once appointed”",
        "waits for “PSW appointed”",
        "“13 September 2022” by 13 Sep 2022",
        "“3 months after” was counted from that day.",
        "None printed no deadline set",
        "“October 2022” by 31 Oct 2022",
        "Record it and set 2 deadlines",
    ):
        assert words in page
    trigger.refresh_from_db()
    assert (written(), trigger.happened_on) == (before, None)


def test_the_preview_says_each_refusal_and_lets_nothing_be_recorded(trigger, office):
    before = written()
    own = {f"words_{services.waiting_for(trigger)[1].pk}": "When we can"}
    answer = office.post(address("happened/", trigger), happened(trigger, **own))
    assert "It cannot be recorded so." in text(answer)
    assert "“When we can” " in text(answer)
    assert b'value="record"' not in answer.content
    recorded = office.post(address("happened/", trigger), happened(trigger, "record", **own))
    assert recorded.status_code == 200
    assert recorded.context["form"].non_field_errors()
    assert written() == before


def test_something_can_be_changed_after_the_preview(trigger, office):
    before = written()
    answer = office.post(address("happened/", trigger), happened(trigger, "change"))
    form = answer.context["form"]
    assert (form["rule"].value(), form["agreed_by"].value()) == ("3 months after", "Improvement Board")
    assert "See what would be written" in text(answer)
    assert written() == before


def test_recording_sets_every_deadline_and_says_so(trigger, plan, office):
    answer = office.post(address("happened/", trigger), happened(trigger, "record"))
    assert answer["Location"] == LIST
    assert message(answer) == "“PSW appointed” has happened. 2 deadlines were set."
    assert set(plan.actions.filter(theme__reference="2").values_list("due", flat=True)) == {date(2022, 9, 13)}
    page = text(office.get(LIST))
    assert "PSW appointed 13 Jun 2022 expected 10 Jun 2022" in page
    assert office.get(address("happened/", trigger)).status_code == 403


@pytest.mark.parametrize("looked_at", [[], ["0"], ["x"], ["9" * 30]])
def test_nothing_is_recorded_unseen(trigger, office, looked_at):
    before = written()
    answer = office.post(address("happened/", trigger), happened(trigger, "record", seen=looked_at))
    assert "have changed since you looked. Check the list again." in text(answer)
    assert written() == before


def test_the_form_says_what_is_missing(trigger, office):
    wrong = {"happened_on": "2022-06-21", "rule": "", "agreed_by": ""}
    assert office.post(address("happened/", trigger), happened(trigger, **wrong)).context["form"].errors == {
        "happened_on": ["21 June 2022 has not come yet. Enter the day on which it happened"],
        "rule": ["Say what 2.1 and 2.2 would get: one deadline for all, or one for each"],
        "agreed_by": ["Say who agreed it, such as Improvement Board, 28 April 2022"],
    }
    for day in ("1922-06-13", "", "yesterday"):
        answer = office.post(address("happened/", trigger), happened(trigger, happened_on=day))
        assert set(answer.context["form"].errors) == {"happened_on"}


def test_an_event_that_nothing_waits_for_asks_for_its_day_only(trigger, people, office, today):
    services.set_waiting(trigger, set(), by=people["office"], on=today)
    assert "only the day is recorded" in text(office.get(address("happened/", trigger)))
    assert "Record it" in text(office.post(address("happened/", trigger), {"happened_on": "2022-06-13"}))
    sent = {"happened_on": "2022-06-13", "step": "record"}
    answer = office.post(address("happened/", trigger), sent)
    assert message(answer) == "“PSW appointed” has happened. No deadline waited for it."


def test_typing_outlives_the_session(trigger, people):
    first = services.waiting_for(trigger)[0]
    own = {f"words_{first.pk}": "October 2022"}
    typed = {**happened(trigger, **own), "typist": kept_typing.token_for(people["office"])}
    client = Client()
    client.post(address("happened/", trigger), typed)
    client.force_login(people["office"])
    form = client.get(address("happened/", trigger)).context["form"]
    names = ("happened_on", "rule", "agreed_by", f"words_{first.pk}")
    assert [form[name].value() for name in names] == [
        "2022-06-13",
        "3 months after",
        "Improvement Board",
        "October 2022",
    ]


def test_markup_stays_text(trigger, office):
    said = {"name": MARKUP, "note": MARKUP, "reason": MARKUP}
    office.post(address("edit/", trigger), said)
    own = {f"words_{services.waiting_for(trigger)[1].pk}": MARKUP}
    for answer in (
        office.get(LIST),
        *(office.get(address(route, trigger)) for route in ("edit/", "actions/", "happened/")),
        office.post(address("happened/", trigger), happened(trigger, agreed_by=MARKUP, **own)),
    ):
        assert b"<script>alert" not in answer.content
        assert b"&lt;script&gt;alert(1)" in answer.content
