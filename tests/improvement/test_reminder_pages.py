"""What one chooses to be reminded of, whom reminders do not reach, and addresses put right."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from improvement import roles
from improvement.models import LedgerEntry, Post, Reminder, ReminderRefusal
from improvement.record.writing import writing
from improvement.services import addresses, reminders
from improvement.services import people as services
from improvement.services.refusals import Refused
from tests import builders
from tests.improvement.reminding import change, person_in
from tests.pages import text

URL = "/account/reminders/"
HOME = "/"
ALL = set(Reminder.Kind.values)
State = Reminder.State
UNDELIVERED, NOBODY = "Mail that did not arrive", "Nobody to remind"
SAID = "550 5.1.1 <b>No such mailbox</b>"


@pytest.fixture
def undelivered(people, plan, today):
    """Returns a reminder to somebody that did not arrive."""

    def made(person=None, *, state=State.REFUSED, trouble=SAID, kind="opened", sent_on=today, address=""):
        person = person or people["lead"]
        row = Reminder(round=plan.rounds.get(), person=person, kind=kind, address=address or person.email)
        row.sent_on, row.state, row.trouble = sent_on, state, trouble
        with writing(by=builders.system(today), reason="Test", on=today):
            row.save()
        return row

    return made


def refused(person) -> set[str]:
    return set(person.reminder_refusals.values_list("kind", flat=True))


def ticked(answer) -> set[str]:
    return {choice.data["value"] for choice in answer.context["form"]["kinds"] if choice.data["selected"]}


# Choosing


@pytest.mark.parametrize("who", builders.CAST)
def test_everybody_chooses_for_themselves(people, sign_in, who):
    client = sign_in(people[who])
    page = client.get(URL)
    assert ticked(page) == ALL
    assert people[who].email in text(page)
    saved = client.post(URL, {"kinds": ["closing", "escalated"]}, follow=True)
    assert "Saved: you get 2 of 4 kinds of reminder." in text(saved)
    assert ticked(saved) == {"closing", "escalated"}
    assert refused(people[who]) == {"opened", "missed"}
    assert ReminderRefusal.objects.count() == 2
    assert "you get no reminders" in text(client.post(URL, {}, follow=True))
    client.post(URL, {"kinds": sorted(ALL)})
    assert refused(people[who]) == set()


def test_saving_what_stands_writes_nothing(people, sign_in):
    client = sign_in(people["lead"])
    client.post(URL, {"kinds": ["closing"]})
    entries = LedgerEntry.objects.count()
    client.post(URL, {"kinds": ["closing"]})
    client.get(URL)
    assert LedgerEntry.objects.count() == entries


def test_an_unknown_kind_is_refused(people, sign_in):
    answer = sign_in(people["lead"]).post(URL, {"kinds": ["weekly"]})
    assert answer.status_code == 200
    assert "Choose from the reminders in the list" in text(answer)
    assert refused(people["lead"]) == set()


def test_nobody_chooses_for_another(people, today):
    with pytest.raises(Refused, match="their own"):
        reminders.set_wanted(people["lead"], set(), by=people["admin"], on=today)


def test_the_account_leads_there(people, sign_in):
    page = sign_in(people["lead"]).get(reverse("account_change_password")).content.decode()
    assert f'href="{URL}"' in page
    assert Client().get(URL)["Location"].startswith(reverse("account_login"))
    assert sign_in(people["lead"]).put(URL).status_code == 405


# Whom reminders do not reach


@pytest.mark.parametrize("who", builders.CAST)
def test_the_office_alone_is_told_on_its_front_page(people, sign_in, undelivered, who):
    undelivered()
    shown = text(sign_in(people[who]).get(HOME))
    for words in (UNDELIVERED, NOBODY):
        assert (words in shown) is (who == "office")


def test_the_list_says_who_where_why_and_what_to_do(people, sign_in, undelivered):
    undelivered()
    page = sign_in(people["office"]).get(HOME)
    shown = text(page)
    for words in ("Leo Lead", people["lead"].email, "&lt;b&gt;No such mailbox", "Ask Leo Lead for the right"):
        assert words in shown
    assert f'href="/people/{people["lead"].pk}/"' in page.content.decode()
    assert "Social worker" in shown
    assert "Nobody holds it" in shown


@pytest.mark.parametrize(
    ("row", "is_shown"),
    [
        ({}, True),
        ({"state": State.LEAVING}, True),
        ({"state": State.LEAVING, "trouble": ""}, False),
        ({"state": State.SENT, "trouble": ""}, False),
        ({"address": "old@council.example"}, False),
    ],
)
def test_what_is_in_the_list(people, sign_in, undelivered, row, is_shown):
    made = undelivered(**row)
    office = sign_in(people["office"])
    assert (UNDELIVERED in text(office.get(HOME))) is is_shown
    own = text(office.get(f"/people/{people['lead'].pk}/"))
    assert ("did not arrive" in own) is is_shown
    if is_shown:
        expected = "tried again" if made.state == State.LEAVING else "for the right address"
        assert expected in text(office.get(HOME))
        assert expected in own


def test_the_office_hears_of_a_vacant_post_above(people, plan, sign_in, settings, today):
    chief = builders.post("Chief executive", acronym="CE", on=today)
    change(Post.objects.get(slug="director"), reports_to=chief, on=today)
    said = "so nobody hears what the posts that report to it miss"
    assert said not in text(sign_in(people["office"]).get(HOME))
    settings.DEMONSTRATION_DAYS = [date(2022, 6, 26)]
    shown = text(sign_in(people["office"]).get(HOME))
    assert "Chief executive" in shown
    assert said in shown


def test_a_later_one_that_arrived_takes_it_off_the_list(people, sign_in, undelivered, today):
    undelivered()
    undelivered(kind="closing", state=State.SENT, trouble="")
    assert UNDELIVERED not in text(sign_in(people["office"]).get(HOME))


def test_nobody_who_has_left_is_in_the_list(people, sign_in, undelivered, today):
    undelivered()
    services.set_active(people["lead"], False, reason="Left", by=people["admin"], on=today)
    shown = text(sign_in(people["office"]).get(HOME))
    assert UNDELIVERED not in shown
    assert "Whoever holds it cannot sign in as a lead" in shown


def test_ones_own_page_says_who_can_correct_it(people, sign_in, undelivered):
    undelivered()
    shown = text(sign_in(people["lead"]).get(f"/people/{people['lead'].pk}/"))
    assert "did not arrive" in shown
    assert "The programme office or an administrator can." in shown


def test_the_front_page_costs_the_same_for_many(people, plan, sign_in, undelivered, today):
    office = sign_in(people["office"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert UNDELIVERED in text(office.get(HOME))
        return len(captured)

    undelivered()
    office.get(HOME)
    few = queries()
    theme = plan.themes.first()
    for number in range(19):
        vacant = builders.post(f"Head {number}", on=today)
        builders.add_action(plan, theme, f"3.{number}", 10 + number, lead=vacant, on=today)
        undelivered(person_in(None, f"n{number}@council.example", on=today))
    assert queries() == few <= 14


# Addresses put right


@pytest.mark.parametrize("who", builders.CAST)
@pytest.mark.parametrize("whose", builders.CAST)
def test_who_may_correct_whose_address(people, today, who, whose):
    allowed = who != whose and (who == "admin" or (who == "office" and whose == "lead"))
    assert (addresses.reason_not_to_correct_address(people[whose], by=people[who]) == "") is allowed
    if not allowed:
        with pytest.raises(Refused):
            addresses.correct_address(people[whose], "x@c.example", reason="x", by=people[who], on=today)


def test_a_lead_with_a_second_role_is_not_the_offices(people, today):
    services.set_roles(people["lead"], {roles.LEAD, roles.ADMINISTRATOR}, by=people["admin"], on=today)
    assert addresses.reason_not_to_correct_address(people["lead"], by=people["office"])


def test_the_address_is_corrected_for_mail_and_for_signing_in(people, sign_in, undelivered):
    undelivered()
    lead, office = people["lead"], sign_in(people["office"])
    url = reverse("improvement:person-address", args=[lead.pk])
    assert "Say why" in text(office.post(url, {"email": "Leo@council.example"}))
    answer = office.post(url, {"email": "Leo@council.example", "reason": "Mistyped"}, follow=True)
    assert "The address of Leo Lead is leo@council.example." in text(answer)
    assert "did not arrive" not in text(answer)
    assert LedgerEntry.objects.first().reason == "Mistyped"
    assert EmailAddress.objects.get(user=lead).email == "leo@council.example"
    session = Client()
    session.post(reverse("account_login"), {"login": "leo@council.example", "password": builders.PASSWORD})
    assert session.session["_auth_user_id"] == str(lead.pk)


def test_an_address_taken_is_refused_in_the_form(people, sign_in):
    url = reverse("improvement:person-address", args=[people["lead"].pk])
    taken = {"email": "CHAIR@council.example", "reason": "Mistyped"}
    answer = sign_in(people["office"]).post(url, taken)
    assert "Someone else has this e-mail address already." in text(answer)
    people["lead"].refresh_from_db()
    assert people["lead"].email == "lead@council.example"


def test_a_system_user_has_no_address_to_correct(people, today):
    assert addresses.reason_not_to_correct_address(builders.system(today), by=people["admin"])


def test_change_is_recorded_once(people, today):
    entries = LedgerEntry.objects.count()
    same = people["lead"].email.upper()
    addresses.correct_address(people["lead"], same, reason="x", by=people["office"], on=today)
    assert LedgerEntry.objects.count() == entries
