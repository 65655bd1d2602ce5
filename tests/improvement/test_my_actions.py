"""My actions: what each open round needs of a lead, updated in line or left as it is several at a time."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from improvement import roles
from improvement.models import Cover, ProgressUpdate, UpdateDraft, UpdateReview
from improvement.my_actions import my_rounds
from improvement.ratings import Code
from improvement.record.writing import writing
from improvement.services import evidence, reviews, rounds
from improvement.services.completion import accept_complete
from improvement.services.no_change import record_no_change
from improvement.services.people import invite
from improvement.services.progress import report_progress
from improvement.services.rounds import close_round
from tests import builders
from tests.conftest import for_a_module
from tests.pages import text
from tests.volume import add_actions

PAGE = "/my-actions/"
MAY = date(2022, 5, 18)


@pytest.fixture(scope="module")
def plan_of_module(people_of_module, django_db_blocker):
    """The small plan, begun before what was said in May."""
    with for_a_module(django_db_blocker):
        builders.small_plan(builders.cast(), on=date(2022, 5, 1))
        yield


@pytest.fixture
def lead(people, sign_in):
    return sign_in(people["lead"])


def said_in_may(action, people, code=Code.ON_TRACK, **more) -> ProgressUpdate:
    """An update of the month before, in no round."""
    rating = builders.rating(action.plan, code)
    return report_progress(
        action, rating=rating, narrative="The board met.", by=builders.system(MAY), on=MAY, **more
    )


def row(people, today, reference):
    [found] = my_rounds(people["lead"], today)
    rows = {mine.action.reference: mine for mine in [*found.to_do, *found.done]}
    return rows[reference]


def messages_of(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_it_lists_what_i_lead_overdue_first(plan, people, lead, today):
    [found] = my_rounds(people["lead"], today)
    assert [mine.action.reference for mine in found.to_do] == ["1.2", "1.1"]
    assert found.done == []
    page = text(lead.get(PAGE))
    assert "0 of 2 done" in page
    assert "Closes in 3 days, Thursday 23 June" in page
    assert "Overdue 20 days" in page


def test_the_front_page_of_a_lead_is_their_actions(plan, lead):
    assert lead.get("/")["Location"] == PAGE


def test_a_lead_without_actions_keeps_the_front_page(people, sign_in, today):
    other = invite("other@council.example", "Ola Other", roles.LEAD, by=people["admin"], on=today)
    assert sign_in(other).get("/").status_code == 200


@pytest.mark.parametrize("who", [who for who in builders.CAST if who != "lead"])
def test_who_leads_nothing_is_told_so(plan, people, sign_in, who):
    assert "No round asks anything of you now." in text(sign_in(people[who]).get(PAGE))


def test_a_plan_without_an_open_round_is_named_below(plan, people, lead, today):
    close_round(plan.rounds.get(), by=people["office"], on=today)
    page = text(lead.get(PAGE))
    assert "No round asks anything of you now." in page
    assert "Small plan Director 2 actions, 1 overdue" in page


def test_late_updates_are_asked_for_until_the_round_is_closed(plan, people, today):
    [found] = my_rounds(people["lead"], today + timedelta(days=9))
    assert found.days_left == -6


def test_who_covers_a_post_sees_its_actions(plan, people, sign_in, today):
    post = plan.actions.get(reference="2.1").assignments.get().post
    with writing(by=people["office"], reason="Test", on=today):
        Cover(
            post=post, person=people["lead"], name="Leo Lead", starts=today, ends=today, because="Leave"
        ).save()
    [found] = my_rounds(people["lead"], today)
    assert {mine.action.reference for mine in found.to_do} == {"1.1", "1.2", "2.1", "2.2"}
    page = text(sign_in(people["lead"]).get(PAGE))
    assert "Social worker (PSW) covering" in page


# Saying “no change”.


def test_no_change_is_said_of_those_ticked(plan, people, lead, today):
    action = plan.actions.get(reference="1.1")
    said_in_may(action, people, Code.AT_RISK, reason="No chair yet.", recovery="Interviews in June.")
    answer = lead.post(f"{PAGE}no-change/", {"action": [action.pk]})
    assert answer["Location"] == PAGE
    assert messages_of(answer)[0].startswith("No change recorded for 1 action, ")
    assert "1 of 2 done" in text(lead.get(PAGE))
    newest = action.updates.latest("pk")
    assert newest.narrative == "No change since 18 May 2022."
    assert (newest.reason, newest.recovery) == ("No chair yet.", "Interviews in June.")
    assert newest.round == plan.rounds.get()
    assert newest.is_no_change


def test_no_change_counts_from_the_last_news_however_often_it_is_said(plan, people, lead, today):
    action = plan.actions.get(reference="1.1")
    said_in_may(action, people)
    june = plan.rounds.get()
    lead.post(f"{PAGE}no-change/", {"action": [action.pk]})
    close_round(june, by=people["office"], on=today)
    rounds.open_round(
        plan,
        "July 2022",
        opens=today + timedelta(1),
        closes=today + timedelta(9),
        by=people["office"],
        on=today,
    )
    action.refresh_from_db()
    record_no_change(
        [action], rounds={plan.pk: plan.rounds.last()}, by=people["lead"], on=today + timedelta(days=2)
    )
    assert action.updates.latest("pk").narrative == "No change since 18 May 2022."


def test_overdue_and_never_said_cannot_be_left(plan, people, lead):
    overdue, never = plan.actions.get(reference="1.2"), plan.actions.get(reference="1.1")
    said_in_may(overdue, people)
    answer = lead.post(f"{PAGE}no-change/", {"action": [overdue.pk, never.pk]})
    assert sorted(messages_of(answer)) == [
        "1.1 is not recorded. Nothing has been said yet, so there is nothing to leave as it is.",
        "1.2 is not recorded. Overdue, so “No change” is closed: say when it will be finished.",
    ]
    assert ProgressUpdate.objects.count() == 1


def test_nothing_ticked_is_said(plan, lead):
    assert messages_of(lead.post(f"{PAGE}no-change/"))[0].startswith("Nothing was ticked.")


def test_only_what_one_may_update_is_recorded(plan, people, lead, today):
    """Another post's action, ticked by hand."""
    other = plan.actions.get(reference="2.2")
    rating = builders.rating(plan, Code.ON_TRACK)
    report_progress(other, rating=rating, narrative="Begun.", by=builders.system(MAY), on=MAY)
    answer = lead.post(f"{PAGE}no-change/", {"action": [other.pk, "x", "9" * 30]})
    assert "You may not update this action" in messages_of(answer)[0]
    assert other.updates.count() == 1


def test_ticking_all_ticks_those_that_may_be_left(plan, people, lead):
    said_in_may(plan.actions.get(reference="1.1"), people)
    page = lead.get(f"{PAGE}?tick=all").content.decode()
    assert page.count(" data-tick checked") == 1
    assert lead.get(PAGE).content.decode().count(" data-tick checked") == 0


# In line.


def test_an_update_in_line_leads_on_to_the_next(plan, people, lead):
    action = plan.actions.get(reference="1.2")
    opened = lead.get(f"{PAGE}small/1.2/")
    assert "Save and go to 1.1" in text(opened)
    said = {
        "rating": builders.rating(plan, Code.ON_TRACK).pk,
        "narrative": "Met.",
        "round": plan.rounds.get().pk,
    }
    answer = lead.post(f"{PAGE}small/1.2/", {**said, "on": "1.1"})
    assert answer["Location"] == f"{PAGE}small/1.1/"
    assert messages_of(answer)[0].startswith("Saved. 1.2 is On track, ")
    assert action.updates.get().round == plan.rounds.get()


def test_an_update_in_line_can_end_there(plan, lead):
    said = {"rating": builders.rating(plan, Code.ON_TRACK).pk, "narrative": "Met."}
    assert lead.post(f"{PAGE}small/1.2/", said)["Location"] == f"{PAGE}?saved=small%2F1.2"


def test_what_is_wrong_is_said_in_line(plan, lead):
    answer = lead.post(
        f"{PAGE}small/1.2/", {"rating": builders.rating(plan, Code.AT_RISK).pk, "narrative": "Late."}
    )
    page = text(answer)
    assert answer.status_code == 200
    assert "0 of 2 done" in page
    assert "Say why it is at risk" in page
    assert "Late.</textarea>" in answer.content.decode()


def test_an_action_of_no_round_of_mine_stands_above_the_list(plan, people, sign_in, lead):
    page = text(sign_in(people["office"]).get(f"{PAGE}small/1.1/"))
    assert "Update 1.1" in page
    assert lead.get(f"{PAGE}small/2.1/").status_code == 403
    assert lead.get(f"{PAGE}small/9.9/").status_code == 404


def test_a_saving_in_line_costs_no_more_than_on_the_page_of_the_action(plan, people, sign_in):
    said = {"rating": builders.rating(plan, Code.ON_TRACK).pk, "narrative": "Met."}
    cost = []
    for reference, address in (("1.1", "/plans/small/actions/1.1/update/"), ("1.2", f"{PAGE}small/1.2/")):
        client = sign_in(people["lead"])
        seen = plan.actions.get(reference=reference).current_update_id or ""
        with CaptureQueriesContext(connection) as captured:
            assert (
                client.post(address, {**said, "seen": seen, "round": plan.rounds.get().pk}).status_code == 302
            )
        cost.append(len(captured))
    assert cost[1] <= cost[0]


@pytest.mark.parametrize("more", [8, 198])
def test_the_page_costs_the_same_with_ten_actions_and_with_two_hundred(plan, people, sign_in, today, more):
    add_actions(plan, more, on=MAY)
    client = sign_in(people["lead"])
    client.get(PAGE)
    for address, most in ((PAGE, 14), (f"{PAGE}small/1.2/", 26)):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        assert len(captured) <= most, (address, len(captured))


# What was said, sent back, proposed and completed.


def test_what_is_said_in_the_round_is_done(plan, people, today):
    june = plan.rounds.get()
    said_in_may(plan.actions.get(reference="1.1"), people, round=june)
    assert row(people, today, "1.1").said
    assert row(people, today, "1.2").said is None


def test_what_is_sent_back_is_to_do_again_with_its_note(plan, people, lead, today):
    action = plan.actions.get(reference="1.1")
    update = report_progress(
        action,
        rating=builders.rating(plan, Code.ON_TRACK),
        narrative="Fine.",
        round=plan.rounds.get(),
        by=people["lead"],
        on=today,
    )
    reviews.send_back(update, note="Say how many met.", by=people["office"], on=today)
    mine = row(people, today, "1.1")
    assert mine.said is None
    assert mine.review.kind == UpdateReview.Kind.SENT_BACK
    assert "Sent back: Say how many met." in text(lead.get(PAGE))
    assert "Sent back by Olive Office, programme office, 20 June 2022: Say how many met." in text(
        lead.get(f"{PAGE}small/1.1/")
    )


def test_what_is_proposed_in_the_round_is_done_and_waits(plan, people, lead, today):
    action = plan.actions.get(reference="1.1")
    evidence.add_link(action, "https://example.org/m", title="Minutes", by=people["lead"], on=today)
    update = report_progress(
        action,
        rating=builders.rating(plan, Code.COMPLETE),
        narrative="Done.",
        impact="Heard.",
        round=plan.rounds.get(),
        by=people["lead"],
        on=today,
    )
    assert "Waits for somebody else to accept it" in text(lead.get(PAGE))
    accept_complete(update, by=people["office"], on=today)
    assert row(people, today, "1.1").said


# Drafts.


def test_a_draft_is_named_in_the_list_and_begins_the_form(plan, people, lead):
    action = plan.actions.get(reference="1.1")
    typed = {"rating": builders.rating(plan, Code.AT_RISK).pk, "narrative": "Half a sen", "quietly": "1"}
    answer = lead.post("/plans/small/actions/1.1/draft/", typed)
    assert text(answer).strip().startswith("Draft kept ")
    draft = UpdateDraft.objects.get()
    assert draft.author == people["lead"]
    assert draft.typed == {"rating": [str(typed["rating"])], "narrative": ["Half a sen"]}
    assert "Draft kept" in text(lead.get(PAGE))
    opened = lead.get(f"{PAGE}small/1.1/").content.decode()
    assert "Half a sen</textarea>" in opened
    assert "Forget this draft" in opened
    assert not action.updates.exists()


def test_a_draft_is_nobody_elses(plan, people, sign_in, lead):
    lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Half a sen"})
    office = sign_in(people["office"]).get("/plans/small/actions/1.1/update/").content.decode()
    assert "Half a sen" not in office


def test_a_draft_saved_by_a_press_leads_back_with_its_words(plan, lead):
    answer = lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Half", "back": f"{PAGE}small/1.1/"})
    assert answer["Location"] == f"{PAGE}small/1.1/"
    away = lead.post(
        "/plans/small/actions/1.1/draft/", {"narrative": "Half", "back": "https://elsewhere.example/"}
    )
    assert away["Location"] == "/plans/small/actions/1.1/update/"


def test_a_draft_can_be_forgotten_and_goes_when_its_words_are_saved(plan, lead):
    lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Half"})
    lead.post("/plans/small/actions/1.1/draft/", {"forget": "1"})
    assert not UpdateDraft.objects.exists()
    lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Half"})
    said = {"rating": builders.rating(plan, Code.ON_TRACK).pk, "narrative": "Whole.", "seen": ""}
    lead.post(f"{PAGE}small/1.1/", said)
    assert not UpdateDraft.objects.exists()


def test_keystrokes_that_arrive_after_saving_make_no_draft(plan, lead):
    said = {"rating": builders.rating(plan, Code.ON_TRACK).pk, "narrative": "Whole.", "seen": ""}
    lead.post(f"{PAGE}small/1.1/", said)
    late = lead.post("/plans/small/actions/1.1/draft/", {"narrative": "Whol", "seen": "", "quietly": "1"})
    assert "Not kept" in text(late)
    assert not UpdateDraft.objects.exists()


@pytest.mark.parametrize("who", [who for who in builders.CAST if who not in {"lead", "office"}])
def test_who_may_not_update_keeps_no_draft(plan, people, sign_in, who):
    answer = sign_in(people[who]).post("/plans/small/actions/1.1/draft/", {"narrative": "Half"})
    assert answer.status_code in {403, 404}
    assert not UpdateDraft.objects.exists()


def test_a_round_closed_while_someone_types_keeps_the_draft_and_offers_it(plan, people, lead, today):
    june = plan.rounds.get()
    said = {
        "rating": builders.rating(plan, Code.ON_TRACK).pk,
        "narrative": "Typed long.",
        "round": june.pk,
        "seen": "",
    }
    close_round(june, by=people["office"], on=today)
    answer = lead.post("/plans/small/actions/1.1/update/", said)
    assert "The June 2022 round was closed on 20 June 2022, while you were typing." in text(answer)
    assert "Typed long.</textarea>" in answer.content.decode()
    assert not ProgressUpdate.objects.exists()
    assert UpdateDraft.objects.get().typed["narrative"] == ["Typed long."]
    july = rounds.open_round(
        plan,
        "July 2022",
        opens=today + timedelta(1),
        closes=today + timedelta(9),
        by=people["office"],
        on=today,
    )
    with standing_on_day(today + timedelta(days=1)):
        again = lead.get(f"{PAGE}small/1.1/").content.decode()
        assert "Typed long.</textarea>" in again
        assert lead.post(f"{PAGE}small/1.1/", {**said, "round": july.pk}).status_code == 302
    assert ProgressUpdate.objects.get().round == july


def standing_on_day(day):
    return override_settings(DEMONSTRATION_DAYS=[day])
