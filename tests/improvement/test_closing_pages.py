"""The pages that close an action: accepted with measures, returned with a note, and three separate facts about it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from improvement import roles
from improvement.models import ImpactCheck, LedgerEntry
from improvement.services import completion, reviews
from improvement.services import people as people_services
from tests import builders
from tests.improvement.deciding import WHO, closure, everyone, say
from tests.pages import text

ACTION = "/plans/small/actions/1.1/"
ACCEPT, RETURN = f"{ACTION}accept/", f"{ACTION}return/"
MAY = {"office", "director", "chair"}
NOTE = "The minutes are missing."


@pytest.fixture
def who(plan, people, today):
    return everyone(plan, people, today)


@pytest.fixture
def action(plan, who):
    return plan.actions.select_related("plan__scheme").get(reference="1.1")


@pytest.fixture
def update(action, who, today):
    return closure(action, "proposed", who, today)


def test_signed_out_people_are_asked_to_sign_in(update):
    for address in (ACCEPT, RETURN):
        assert Client().get(address)["Location"].startswith("/sign-in/?next=")
        assert Client().post(address)["Location"].startswith("/sign-in/?next=")


def test_an_outsider_finds_nothing(update, who, sign_in, today):
    stranger = people_services.invite(
        "s@council.example", "Sam", roles.BOARD_MEMBER, by=who["admin"], on=today
    )
    for address in (ACCEPT, RETURN):
        assert sign_in(stranger).get(address).status_code == 404


@pytest.mark.parametrize("key", WHO)
def test_those_who_may_find_both_ways_and_others_a_sentence(update, who, sign_in, key):
    client, before = sign_in(who[key]), LedgerEntry.objects.count()
    page = client.get(ACTION).content.decode()
    assert (f'href="{ACCEPT}"' in page, f'href="{RETURN}"' in page) == (key in MAY, key in MAY)
    for address, sent in ((ACCEPT, {}), (RETURN, {"note": NOTE})):
        assert client.get(address).status_code == (200 if key in MAY else 403)
        if key not in MAY:
            answer = client.post(address, {"seen": update.pk, **sent})
            assert answer.status_code == 403
            assert "You may not accept" in text(answer)
    assert LedgerEntry.objects.count() == before


def test_the_proposal_shows_what_it_rests_on(update, who, sign_in):
    for key in ("office", "lead"):
        page = text(sign_in(who[key]).get(ACTION))
        assert "What it has changed for children and families: Each child is heard." in page
        assert "Evidence: Minutes" in page
    assert "Evidence: 1 piece." in text(sign_in(who["clerk"]).get(ACTION))


def test_accepting_names_what_will_be_looked_at_and_when(update, who, sign_in):
    client = sign_in(who["chair"])
    form = client.get(ACCEPT)
    assert "is checked on 20 December 2022 , 6 months from today" in text(form)
    assert form.context["form"]["measures"].value() == "Children will be heard."
    answer = client.post(ACCEPT, {"seen": update.pk, "measures": "Re-referrals"}, follow=True)
    assert "Accepted. 1.1 is complete." in text(answer)
    check = ImpactCheck.objects.get()
    assert (check.measures, check.due) == ("Re-referrals", date(2022, 12, 20))


def test_measures_left_empty_are_the_plans_own(update, who, sign_in):
    sign_in(who["office"]).post(ACCEPT, {"seen": update.pk, "measures": ""})
    assert ImpactCheck.objects.get().measures == "Children will be heard."


def test_returning_needs_a_note_which_its_lead_reads(update, who, sign_in):
    office, lead = sign_in(who["office"]), sign_in(who["lead"])
    assert "Say what is missing" in text(office.post(RETURN, {"seen": update.pk, "note": ""}))
    answer = office.post(RETURN, {"seen": update.pk, "note": NOTE}, follow=True)
    assert "Returned. 1.1 stays as it was, and its lead sees why." in text(answer)
    told = {ACTION: "on 20 June 2022 by Olive Office, programme office:"}
    told[f"{ACTION}update/"] = "by Olive Office, programme office, 20 June 2022:"
    for address, by_whom in told.items():
        assert f"Not accepted as complete {by_whom} {NOTE}" in text(lead.get(address))
    assert f"Not accepted as complete. {NOTE} Olive Office" in text(lead.get(ACTION))


def test_an_update_sent_back_shows_its_note(action, who, sign_in, plan, today):
    update = say(action, "on-track", by=who["lead"], on=today)
    with builders.writing(by=builders.system(today), reason="Test", on=today):
        reviews.UpdateReview(
            update=update,
            kind="sent-back",
            note="By when?",
            said_on=today,
            author=who["office"],
            author_name="Olive",
        ).save()
    lead = sign_in(who["lead"])
    assert "Sent back on 20 June 2022 by Olive: By when?" in text(lead.get(ACTION))
    assert "Sent back by Olive, 20 June 2022: By when?" in text(lead.get(f"{ACTION}update/"))


@pytest.mark.parametrize("address", [ACCEPT, RETURN])
def test_whoever_comes_second_sees_who_did_what(update, who, sign_in, today, address):
    office = sign_in(who["office"])
    assert office.get(address).status_code == 200
    completion.accept_complete(update, by=who["chair"], on=today)
    answer = office.post(address, {"seen": update.pk, "note": NOTE})
    assert answer.status_code == 403
    assert "Cora Chair accepted it on 20 June 2022. 1.1 is complete." in text(answer)
    assert ImpactCheck.objects.count() == 1


def test_what_was_returned_meanwhile_is_not_accepted(update, who, sign_in, today):
    completion.return_proposal(update, note=NOTE, by=who["chair"], on=today)
    answer = sign_in(who["office"]).post(ACCEPT, {"seen": update.pk})
    assert "Cora Chair returned it on 20 June 2022. It waits for its lead." in text(answer)
    assert not ImpactCheck.objects.exists()


def test_delivery_rating_and_impact_are_three_facts(action, update, who, sign_in, today):
    office = sign_in(who["office"])
    page = text(office.get(ACTION))
    assert "Delivery Not complete Rating Not rated Impact Not yet evidenced" in page
    completion.accept_complete(update, by=who["chair"], on=today)
    page = text(office.get(ACTION))
    assert "Delivery Complete Rating Complete Impact To be checked on 20 December 2022" in page
    check = ImpactCheck.objects.get()
    completion.check_impact(check, embedded=False, found="Too early.", by=who["chair"], on=today)
    page = text(office.get(ACTION))
    assert "Impact Not embedded yet, checked on 20 June 2022; to be checked again on 20 December 2022" in page


def test_a_past_day_knows_no_later_answer(people, sign_in, today):
    plan = builders.small_plan(people, on=today - timedelta(days=30), slug="older")
    action, by = plan.actions.get(reference="1.1"), builders.system(today)
    action = closure(action, "proposed", {"lead": by}, today - timedelta(days=5)).action
    completion.return_proposal(action.current_update, note=NOTE, by=people["office"], on=today)
    client, address = sign_in(people["office"]), "/plans/older/actions/1.1/"
    past = text(client.get(f"{address}?as_at={today - timedelta(days=1)}"))
    assert "Proposed complete on 15 June 2022" in past
    assert NOTE not in past
    assert NOTE in text(client.get(address))
