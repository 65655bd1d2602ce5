"""A post goes to its next holder in one step."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from improvement.models import LedgerEntry, Post, Tenure
from improvement.record.verify import problems
from improvement.services import people as people_services
from improvement.services import posts as services
from improvement.services.refusals import Refused
from tests import builders
from tests.improvement.handing_over import A_DAY, covering, hand_over, said_on, succeeding
from tests.pages import text

# Handing over


@pytest.mark.parametrize("who", builders.CAST)
def test_only_the_office_hands_over(who, people, director, deputy, sign_in, today):
    tenure = succeeding(director, deputy, starts=today)
    url = reverse("improvement:post-hand-over", args=["director"])
    refused = services.reason_not_to_hand_over(director, by=people[who], on=today)
    if who == "office":
        assert refused == ""
        hand_over(tenure, by=people[who], on=today)
        assert director.tenures.count() == 2
        return
    assert "Only the programme office keeps posts" in refused
    with pytest.raises(Refused, match="programme office"):
        hand_over(tenure, by=people[who], on=today)
    answer = sign_in(people[who]).get(url)
    assert answer.status_code == 403
    assert "Only the programme office keeps posts" in text(answer)
    assert director.tenures.count() == 1


def test_handing_over_ends_one_tenure_and_begins_the_next_for_one_reason(people, director, deputy, today):
    tenure = succeeding(director, deputy, starts=today, kind=Tenure.Kind.ACTING)
    newest = LedgerEntry.objects.first().number
    hand_over(tenure, by=people["office"], on=today)
    former = director.tenures.get(person=people["lead"])
    assert (former.ends, tenure.starts, tenure.ends) == (today, today, None)
    written = LedgerEntry.objects.filter(number__gt=newest)
    assert {entry.reason for entry in written} == {"The new director began"}
    assert written.count() == 2
    assert list(problems()) == []


def test_nothing_is_written_where_the_second_half_fails(people, director, deputy, today):
    builders.holding(people["admin"], builders.post("Other", on=today), on=today)
    later = succeeding(director, people["admin"], starts=today + 30 * A_DAY)
    people_services.end_tenure(
        director.tenures.get(), today + 30 * A_DAY, reason="Leaves", by=people["office"], on=today
    )
    people_services.start_tenure(later, reason="Begins", by=people["office"], on=today)
    with pytest.raises(Refused, match="Ada Admin holds this post from 20 July 2022"):
        hand_over(succeeding(director, deputy, starts=today + A_DAY), by=people["office"], on=today)
    assert director.tenures.get(person=people["lead"]).ends == today + 30 * A_DAY


def test_a_handover_is_refused_with_what_to_do(people, director, deputy, today):
    office, began = people["office"], date(2022, 1, 1)

    def refused(tenure) -> str:
        with pytest.raises(Refused) as refusal:
            hand_over(tenure, by=office, on=today)
        return str(refusal.value)

    assert "Enter a day after that" in refused(succeeding(director, deputy, starts=began))
    assert "holds this post already" in refused(succeeding(director, people["lead"], starts=today))
    assert "holds this post already" in refused(succeeding(director, holder="leo lead", starts=today))
    people_services.set_active(deputy, False, reason="Left", by=people["admin"], on=today)
    assert "can no longer sign in" in refused(succeeding(director, deputy, starts=today))
    vacant = Post.objects.get(slug="social-worker")
    assert "nobody to take it from" in refused(succeeding(vacant, holder="Ann", starts=today))
    body = builders.post("Board", on=today, kind=Post.Kind.BODY)
    assert "it is a body" in refused(succeeding(body, holder="Ann", starts=today))
    people_services.end_tenure(director.tenures.get(), today + A_DAY, reason="x", by=office, on=today)
    assert "Enter 21 June 2022 or an earlier day" in refused(
        succeeding(director, holder="Ann", starts=today + 2 * A_DAY)
    )
    assert director.tenures.count() == 1


def test_actions_follow_the_post_and_old_updates_keep_the_old_name(people, plan, director, deputy, today):
    action = plan.actions.get(address="1.1")
    before = said_on(action, by=people["lead"], on=today)
    hand_over(succeeding(director, deputy, starts=today), by=people["office"], on=today)
    after = said_on(action, by=deputy, on=today)
    before.refresh_from_db()
    assert before.author_name == "Leo Lead, DCS"
    assert after.author_name == "Dee Deputy, DCS"
    with pytest.raises(Refused):
        said_on(action, by=people["lead"], on=today)


def test_the_page_says_what_moves_before_it_is_saved(people, director, deputy, sign_in):
    office, url = sign_in(people["office"]), reverse("improvement:post-hand-over", args=["director"])
    assert "2 actions follow the post" in text(office.get(url))
    sent = {"person": deputy.pk, "kind": "interim", "starts": "2022-07-01", "reason": "Appointed"}
    shown = text(office.post(url, {**sent, "step": "preview"}))
    assert "2 actions in 1 plan move to Dee Deputy: they follow the post" in shown
    assert "1.1 , 1.2" in shown
    assert "until 30 June 2022" in shown
    assert Tenure.objects.filter(post=director).count() == 1
    changed = office.post(url, {**sent, "step": "change"})
    assert changed.context["form"]["starts"].value() == "2022-07-01"
    early = text(office.post(url, {**sent, "starts": "2021-01-01", "step": "preview"}))
    assert "Leo Lead began on 1 January 2022" in early
    assert office.post(url, {**sent, "step": "save"}).status_code == 302
    assert Tenure.objects.get(post=director, person=deputy).starts == date(2022, 7, 1)
    assert Tenure.objects.get(post=director, person=people["lead"]).ends == date(2022, 7, 1)


def test_a_last_day_known_already_is_kept_or_brought_forward(people, director, deputy, today):
    """The day after the last day, and an earlier one, which moves the last day with it."""
    office, ends = people["office"], today + 10 * A_DAY
    for first_day in (ends, ends - 3 * A_DAY):
        with transaction.atomic():
            former = director.tenures.get(person=people["lead"])
            people_services.end_tenure(former, ends, reason="Retires", by=office, on=today)
            hand_over(succeeding(director, deputy, starts=first_day), by=office, on=today)
            former.refresh_from_db()
            assert former.ends == first_day
            assert director.tenures.get(person=deputy).starts == first_day
            transaction.set_rollback(True)


def test_a_cover_by_the_new_holder_ends_with_the_handover(people, director, deputy, today):
    office = people["office"]
    cover = covering(director, deputy, starts=today - 5 * A_DAY, ends=today + 5 * A_DAY)
    services.start_cover(cover, by=office, on=today)
    hand_over(succeeding(director, deputy, starts=today), by=office, on=today)
    cover.refresh_from_db()
    assert cover.ends == today - A_DAY
