"""Links for partners as the plan's own people keep them: made, shown once, sent, revoked."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client

from improvement import roles
from improvement.models import LedgerEntry, PartnerLink
from improvement.services import partner_links as services
from improvement.services import people as people_services
from improvement.services.partner_letters import LetterNotSent
from improvement.services.refusals import Refused
from tests import builders
from tests.improvement.partners import (
    CLOSES,
    JO,
    PAGE,
    SITE,
    expired,
    fresh,
    link_for,
    proposed,
    revoked,
    round_closed,
    said,
    use,
    used,
)
from tests.pages import text

ADD = f"{PAGE}partner-links/add/"
KEEPERS = {"office", "lead"}
MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def action(plan):
    return plan.actions.get(reference="1.1")


@pytest.fixture
def made(action, people, today):
    return link_for(JO, action, by=people["office"], on=today)


def entered(**more) -> dict:
    return {"name": JO.name, "organisation": JO.organisation, "expires_on": "2022-06-23", **more}


@pytest.mark.parametrize("who", builders.CAST)
def test_who_keeps_links(made, people, sign_in, who):
    client, may = sign_in(people[who]), who in KEEPERS
    one = f"{PAGE}partner-links/{made.link.pk}/"
    before = PartnerLink.objects.count(), LedgerEntry.objects.count()
    for address in (ADD, one, f"{one}revoke/"):
        assert client.get(address).status_code == (200 if may else 403), address
    assert ("Links for partners" in text(client.get(PAGE))) == may
    assert (PartnerLink.objects.count(), LedgerEntry.objects.count()) == before
    assert client.post(ADD, entered()).status_code == (302 if may else 403)
    assert client.post(f"{one}revoke/").status_code == (302 if may else 403)
    assert PartnerLink.objects.count() == 1 + may
    made.link.refresh_from_db()
    assert (made.link.revoked_on is not None) == may


def test_a_lead_keeps_none_of_another_action(plan, people, sign_in):
    lead = sign_in(people["lead"])
    assert lead.get("/plans/small/actions/2.1/partner-links/add/").status_code == 403
    assert "Links for partners" not in text(lead.get("/plans/small/actions/2.1/"))


def test_an_outsider_finds_nothing_and_a_link_belongs_to_its_action(made, people, sign_in, today):
    stranger = people_services.invite("s@c.example", "Sam", roles.BOARD_MEMBER, by=people["admin"], on=today)
    assert sign_in(stranger).get(ADD).status_code == 404
    other = f"/plans/small/actions/1.2/partner-links/{made.link.pk}/"
    assert sign_in(people["office"]).get(other).status_code == 404
    assert sign_in(people["office"]).post(f"{other}revoke/").status_code == 404


def test_the_address_is_shown_once(action, people, sign_in):
    office = sign_in(people["office"])
    answer = office.post(ADD, entered(email=JO.email))
    token_page = office.get(answer["Location"])
    address = token_page.context["by_link"]
    assert f"readonly>{address}<" in token_page.content.decode()
    assert "no-store" in token_page["Cache-Control"]
    assert Client().get(address).status_code == 200
    again = office.get(answer["Location"])
    assert "Its address was shown when it was made." in text(again)
    assert address not in again.content.decode()


def test_the_letter_leaves_after_the_link_is_kept(
    action, people, sign_in, django_capture_on_commit_callbacks
):
    office = sign_in(people["office"])
    with django_capture_on_commit_callbacks(execute=True):
        office.post(ADD, entered(email=JO.email))
        assert mail.outbox == []
    (letter,) = mail.outbox
    ((marked_up, kind),) = letter.alternatives
    assert (letter.to, kind) == ([JO.email], "text/html")
    assert letter.subject == "Bury Council: where does action 1.1 stand?"
    address = next(line for line in letter.body.splitlines() if line.startswith("http://testserver/partner/"))
    assert address in marked_up
    assert Client().get(address).status_code == 200


def test_without_an_address_no_letter_leaves(action, people, sign_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(people["office"]).post(ADD, entered())
    assert mail.outbox == []


def test_a_letter_that_is_not_taken_leaves_the_link_and_says_so(
    action, people, today, monkeypatch, django_capture_on_commit_callbacks
):
    def refused(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("improvement.services.partner_letters.send_mail", refused)
    act = {"expires_on": CLOSES, "site": SITE, "by": people["office"], "on": today}
    capturing = django_capture_on_commit_callbacks(execute=True)
    with (
        pytest.raises(LetterNotSent, match="could not be sent") as failure,
        capturing,
    ):
        services.make_link(action, JO, **act)
    assert PartnerLink.objects.count() == 1
    assert failure.value.made.address.startswith("http://testserver/partner/")


def test_the_form_of_a_link_says_what_is_missing(action, people, sign_in):
    office = sign_in(people["office"])
    assert set(office.post(ADD, {}).context["form"].errors) == {"name", "organisation", "expires_on"}
    for day in ("2022-06-24", "2022-06-19"):
        assert set(office.post(ADD, entered(expires_on=day)).context["form"].errors) == {"expires_on"}
    assert set(office.post(ADD, entered(name="x" * 59)).context["form"].errors) == {"name"}
    assert set(office.post(ADD, entered(email="jo")).context["form"].errors) == {"email"}
    assert not PartnerLink.objects.exists()


def test_the_longest_names_fit(action, people, today):
    longest = services.Partner("N" * services.LONGEST_NAME, "O" * services.LONGEST_NAME)
    made = link_for(longest, action, by=people["lead"], on=today)
    assert len(use(made, today).author_name) == 118


@pytest.mark.parametrize("day", [date(2022, 6, 19), date(2022, 6, 24)])
def test_the_service_takes_no_other_last_day(action, people, today, day):
    with pytest.raises(Refused, match="from 20 June 2022 to 23 June 2022"):
        services.make_link(action, JO, expires_on=day, site="http://t/", by=people["office"], on=today)


def test_no_link_where_nothing_is_asked(made, plan, people, sign_in, today):
    office = sign_in(people["office"])
    proposed(made, people, today)
    assert "proposed complete, and an update would take that back" in text(office.get(PAGE))
    assert office.get(ADD).status_code == office.post(ADD, entered()).status_code == 403
    round_closed(made, people, today)
    other = "/plans/small/actions/1.2/"
    assert services.NO_ROUND in text(office.get(other))
    assert office.post(f"{other}partner-links/add/", entered()).status_code == 403
    assert PartnerLink.objects.count() == 1


@pytest.mark.parametrize("state", [used, revoked])
def test_what_is_over_cannot_be_revoked(made, people, sign_in, today, state):
    state(made, people, today)
    answer = sign_in(people["office"]).post(f"{PAGE}partner-links/{made.link.pk}/revoke/")
    assert answer.status_code == 403
    assert "Revoke the link" not in text(sign_in(people["office"]).get(PAGE))


LINES = {
    fresh: "Open until 23 Jun 2022",
    used: "Used 20 Jun 2022",
    revoked: "Revoked 20 Jun 2022",
    expired: "Not used, expired 19 Jun 2022",
    round_closed: "Not used, its round has closed",
}


@pytest.mark.parametrize("state", LINES)
def test_the_actions_page_says_what_became_of_each(made, people, sign_in, today, state):
    state(made, people, today)
    assert LINES[state] in text(sign_in(people["lead"]).get(PAGE))


def test_the_side_part_costs_the_same_however_many(
    made, action, people, sign_in, today, django_assert_num_queries, django_assert_max_num_queries
):
    office = sign_in(people["office"])
    office.get(PAGE)
    with django_assert_max_num_queries(20) as few:
        office.get(PAGE)
    for number in range(6):
        link_for(services.Partner(f"N {number}", "O"), action, by=people["office"], on=today)
    with django_assert_num_queries(len(few)):
        office.get(PAGE)


def test_markup_stays_text(action, people, sign_in):
    office = sign_in(people["office"])
    answer = office.post(ADD, entered(name=MARKUP, organisation=MARKUP))
    page = office.get(answer["Location"])
    address = page.context["by_link"]
    opened = Client()
    asked_page = opened.get(address)
    opened.post(address, said(action, narrative=MARKUP))
    for shown in (page, asked_page, opened.get(address), office.get(PAGE)):
        assert b"<script>alert" not in shown.content
        assert b"&lt;script&gt;alert" in shown.content
