"""The pages on which several actions are changed: ticked, told what, looked at, saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from improvement.deadlines.entered import read_on
from improvement.models import Finding, LedgerEntry, Post, Trigger
from improvement.services import keeping
from improvement.services.triggers import save_trigger
from tests import builders
from tests.pages import text
from tests.volume import add_actions

URL = reverse("improvement:bulk-actions", args=["small"])
REFUSAL = "Only the programme office changes several actions at once."


@pytest.fixture
def office(people, plan, sign_in):
    return sign_in(people["office"])


def sent_for(kind: str, plan) -> dict:
    """What is typed for a change of each kind."""
    typed = {
        "lead": {"post": Post.objects.get(slug="social-worker").pk},
        "theme": {"theme": plan.themes.get(reference="2").pk},
        "finding": {"finding": Finding.objects.of(plan).get().pk, "strength": "primary"},
        "deadline": {"words": "October 2022"},
    }
    return {**typed[kind], "reason": "Agreed by the board"}


KINDS = ["lead", "theme", "finding", "deadline"]


def asked_for(kind: str, *addresses: str) -> str:
    return f"{URL}?{'&'.join(f'action={one}' for one in addresses)}&change={kind}&step=change"


@pytest.mark.parametrize("who", builders.CAST)
def test_only_the_office_sees_the_pages_and_the_boxes(who, people, plan, sign_in):
    client = sign_in(people[who])
    listed = client.get(reverse("improvement:action-list", args=["small"]))
    answers = [client.get(URL), client.get(asked_for("lead", "1.1")), client.post(asked_for("lead", "1.1"))]
    may = who == "office"
    assert ('name="action" value="1.1"' in listed.content.decode()) is may
    assert {answer.status_code for answer in answers} == ({200} if may else {403})
    assert all((REFUSAL in text(answer)) is not may for answer in answers)


def test_a_past_day_has_no_boxes(office, plan, people, sign_in, today):
    past = office.get(reverse("improvement:action-list", args=["small"]) + "?as_at=2022-06-20")
    assert 'name="action"' in past.content.decode()
    older = builders.small_plan(people, on=today.replace(day=1), slug="older")
    url = reverse("improvement:action-list", args=[older.slug])
    assert 'name="action"' not in office.get(url + "?as_at=2022-06-10").content.decode()


def test_the_table_of_actions_leads_to_the_page_with_its_ticks(office, plan):
    listed = office.get(reverse("improvement:action-list", args=["small"])).content.decode()
    assert f'<form method="get" action="{URL}"' in listed
    page = office.get(f"{URL}?action=1.2&action=2.1")
    ticked = [address for part in page.context["branches"] for address in sorted(part["ticked"])]
    assert ticked == ["1.2", "2.1"]
    led = office.get(f"{URL}?lead=director")
    assert [address for part in led.context["branches"] for address in sorted(part["ticked"])] == [
        "1.1",
        "1.2",
    ]


def test_what_is_missing_is_said(office, plan):
    nothing = text(office.get(f"{URL}?step=change"))
    assert "Choose what changes" in nothing
    assert "Tick an action, or all of a priority" in nothing
    assert "Choose what changes from the list" in text(office.get(asked_for("title", "1.1")))
    assert "This plan has no action “9.9”" in text(office.get(asked_for("lead", "9.9")))
    assert "have changed since" in text(office.get(f"{URL}?theme=99999&change=lead&step=change"))
    for kind, sentence in (
        ("lead", "Choose a post"),
        ("theme", "Choose where they go"),
        ("finding", "Choose what they are to it"),
        ("deadline", "Enter a deadline such as"),
    ):
        said = text(office.post(asked_for(kind, "1.1"), {"step": "preview"}))
        assert sentence in said
        assert "Say why" in said
    unread = {"words": "sometime soonish", "reason": "x", "step": "preview"}
    assert "could not be read" in text(office.post(asked_for("deadline", "1.1"), unread))


def test_all_of_a_theme_is_its_actions_and_those_ticked_beside(office, plan):
    first = plan.themes.get(reference="1")
    page = office.get(f"{URL}?theme={first.pk}&action=2.2&change=lead&step=change")
    assert [action.address for action in page.context["actions"]] == ["1.1", "1.2", "2.2"]
    assert f"{URL}?theme={first.pk}&amp;action=2.2&amp;change=lead" in page.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_saved_before_it_was_looked_at(kind, office, plan):
    url, sent, entries = asked_for(kind, "1.1", "1.2"), sent_for(kind, plan), LedgerEntry.objects.count()
    shown = office.post(url, {**sent, "step": "preview"})
    assert "2 actions change. Nothing is saved yet." in text(shown)
    assert "To take it back afterwards, make another change of the same kind" in text(shown)
    again = office.post(url, {**sent, "step": "change"})
    assert again.context["form"]["reason"].value() == "Agreed by the board"
    assert "has changed since" in text(
        office.post(url, {**sent, "step": "save"})
    ) or "have changed since" in text(office.post(url, {**sent, "step": "save"}))
    assert LedgerEntry.objects.count() == entries
    seen = [row.seen for row in shown.context["rows"]]
    saved = office.post(url, {**sent, "step": "save", "seen": seen}, follow=True)
    assert saved.redirect_chain[-1][0] == reverse("improvement:action-list", args=["small"])
    assert "2 actions are changed. To take it back, change them again" in text(saved)
    assert LedgerEntry.objects.first().reason == "Agreed by the board"


def test_what_changed_meanwhile_is_shown_anew_and_can_then_be_saved(office, plan, people, today):
    url, sent = asked_for("deadline", "1.1", "1.2"), sent_for("deadline", plan)
    seen = [row.seen for row in office.post(url, {**sent, "step": "preview"}).context["rows"]]
    keeping.withdraw(plan.actions.get(address="1.2"), because="Twice", by=people["office"], on=today)
    refused = office.post(url, {**sent, "step": "save", "seen": seen})
    assert "1.2 has changed since you looked, so nothing was saved" in text(refused)
    assert "1 action changes. 1 cannot change." in text(refused)
    assert plan.actions.get(address="1.1").current_deadline.words == "July 2022"
    seen = [row.seen for row in refused.context["rows"]]
    assert office.post(url, {**sent, "step": "save", "seen": seen}).status_code == 302
    assert plan.actions.get(address="1.1").current_deadline.words == "October 2022"


def test_words_that_name_an_event_of_the_plan_wait_for_it(office, plan, people, today):
    condition = read_on("On appointment of the PSW", today, quarters=plan.quarters).condition
    event = save_trigger(Trigger(plan=plan, name=condition), reason="x", by=people["office"], on=today)
    url = asked_for("deadline", "1.1")
    sent = {"words": "On appointment of the PSW", "reason": "Agreed by the board"}
    seen = [row.seen for row in office.post(url, {**sent, "step": "preview"}).context["rows"]]
    assert office.post(url, {**sent, "step": "save", "seen": seen}).status_code == 302
    assert plan.actions.get(address="1.1").current_deadline.trigger == event


def test_where_nothing_changes_there_is_nothing_to_press(office, plan):
    sent = {**sent_for("theme", plan), "step": "preview"}
    shown = office.post(asked_for("theme", "2.1", "2.2"), sent)
    assert "No action changes. 2 stay as they are." in text(shown)
    assert 'value="save"' not in shown.content.decode()


def queries_of(client, url, sent) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.post(url, sent).status_code in {200, 302}
    return len(captured)


@pytest.mark.parametrize("kind", KINDS)
def test_a_look_costs_the_same_for_2_and_for_30(kind, office, plan, people, today):
    add_actions(plan, 30, on=today)
    sent = {**sent_for(kind, plan), "step": "preview"}
    many = [f"9.{number}" for number in range(1, 31)]
    office.get(URL)
    few, more = (
        queries_of(office, asked_for(kind, *many[:2]), sent),
        queries_of(office, asked_for(kind, *many), sent),
    )
    assert few == more
    assert few <= 15


# What one more action costs to save: holding it, its new rows and their versions.
EACH = {"lead": 7, "theme": 3, "finding": 5, "deadline": 10}


@pytest.mark.parametrize("kind", KINDS)
def test_saving_costs_what_it_must_write(kind, office, plan, people, today):
    add_actions(plan, 40, on=today.replace(day=1))
    sent = sent_for(kind, plan)
    changing = [
        row.action.address
        for row in office.post(
            asked_for(kind, *(f"9.{number}" for number in range(1, 41))), {**sent, "step": "preview"}
        ).context["rows"]
        if row.changes
    ]

    def cost(addresses) -> int:
        url = asked_for(kind, *addresses)
        seen = [row.seen for row in office.post(url, {**sent, "step": "preview"}).context["rows"]]
        return queries_of(office, url, {**sent, "step": "save", "seen": seen})

    two, ten = cost(changing[:2]), cost(changing[2:12])
    assert (ten - two) / 8 == EACH[kind]
