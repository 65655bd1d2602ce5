"""My actions: what each open round needs of a lead, updated in line or left as it is several at a time."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from improvement import roles
from improvement.models import Cover, ProgressUpdate, UpdateReview
from improvement.my_actions import my_rounds
from improvement.ratings import Code
from improvement.record.writing import writing
from improvement.services import evidence, reviews, rounds
from improvement.services.completion import accept_complete
from improvement.services.no_change import record_no_change
from improvement.services.people import end_tenure, invite
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
    for address, most in ((PAGE, 15), (f"{PAGE}small/1.2/", 28)):
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


def test_what_came_back_stays_in_sight_when_the_round_is_closed(plan, people, lead, today):
    june = plan.rounds.get()
    action, rating = plan.actions.get(reference="1.1"), builders.rating(plan, Code.ON_TRACK)
    update = report_progress(
        action, rating=rating, narrative="Fine.", round=june, by=people["lead"], on=today
    )
    reviews.send_back(update, note="Say how many met.", by=people["office"], on=today)
    assert "You are asked again" not in text(lead.get(PAGE))
    close_round(june, by=people["office"], on=today)
    page = text(lead.get(PAGE))
    assert "Update 1.1 Establish the board 1.1 Sent back by Olive Office" in page
    report_progress(action, rating=rating, narrative="Twelve met.", by=people["lead"], on=today)
    assert "You are asked again" not in text(lead.get(PAGE))


def test_a_later_finish_says_that_it_asks_for_another_deadline(plan, lead):
    said = {
        "rating": builders.rating(plan, Code.ON_TRACK).pk,
        "narrative": "Met.",
        "forecast": "October 2022",
    }
    answer = lead.post(f"{PAGE}small/1.1/", said)
    assert messages_of(answer)[0].endswith("It also asks to move the deadline to “October 2022”.")


@pytest.mark.parametrize("words", ["sometime soon-ish", "31 Septmber 2022"])
def test_a_finish_that_cannot_be_read_is_asked_again(plan, lead, words):
    said = {"rating": builders.rating(plan, Code.ON_TRACK).pk, "narrative": "Met.", "forecast": words}
    page = text(lead.post(f"{PAGE}small/1.1/", said))
    assert f"“{words}”" in page
    assert "Enter a day or a month, such as 31 May 2022 or October 2022" in page
    assert not ProgressUpdate.objects.exists()


def test_words_typed_by_who_no_longer_leads_are_shown_to_copy(plan, people, lead, today):
    end_tenure(people["lead"].tenures.get(), today, reason="Left", by=people["office"], on=today)
    said = {"rating": builders.rating(plan, Code.ON_TRACK).pk, "narrative": "Typed for an hour."}
    answer = lead.post(f"{PAGE}small/1.1/", said)
    assert answer.status_code == 403
    assert "What you typed, to copy Typed for an hour." in text(answer)


def test_correcting_a_proposal_begins_as_one(plan, people, lead, today):
    action = plan.actions.get(reference="1.1")
    evidence.add_link(action, "https://example.org/m", title="Minutes", by=people["lead"], on=today)
    complete = builders.rating(plan, Code.COMPLETE)
    said = {"rating": complete, "narrative": "Done.", "impact": "Heard.", "round": plan.rounds.get()}
    report_progress(action, **said, by=people["lead"], on=today)
    form = lead.get(f"{PAGE}small/1.1/?start=last").context["form"]
    assert (form["rating"].value(), form["impact"].value()) == (complete.pk, "Heard.")
