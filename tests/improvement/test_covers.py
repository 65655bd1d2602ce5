"""A post is covered while its holder is away."""

from datetime import date

import pytest
from django.urls import reverse

from improvement import roles
from improvement.actions.page import leads_of
from improvement.as_at import AsAt
from improvement.exports.columns import actions_of
from improvement.exports.workbook_actions import _states
from improvement.models import Cover, LedgerEntry, Post, RoleGrant, Tenure
from improvement.my_actions import my_rounds
from improvement.record.writing import writing
from improvement.services import people as people_services
from improvement.services import posts as services
from improvement.services.refusals import Refused
from tests import builders
from tests.improvement.handing_over import A_DAY, covering, hand_over, said_on, succeeding
from tests.pages import text

# Covering


@pytest.mark.parametrize("who", builders.CAST)
def test_the_office_sets_any_cover_and_a_lead_their_own(who, people, plan, director, deputy, sign_in, today):
    """Each role on the lead's own post, and on one that it does not hold."""
    other = builders.post("Head of practice", on=today)
    builders.holding(deputy, other, on=today)
    person, week = people["office"], {"starts": today, "ends": today + 7 * A_DAY}
    for post, may in ((director, {"office", "lead"}), (other, {"office"})):
        cover = covering(post, person, **week)
        if who in may:
            services.start_cover(cover, by=people[who], on=today)
            services.end_cover(cover, today, reason="Back", by=people[who], on=today)
            assert cover.ends == today
            continue
        sentence = services.NOT_YOURS_TO_COVER
        assert services.reason_not_to_keep_covers(post, by=people[who], on=today) == sentence
        with pytest.raises(Refused, match="Only the programme office, or whoever holds"):
            services.start_cover(cover, by=people[who], on=today)
        standing = services.start_cover(covering(post, person, **week), by=people["office"], on=today)
        with pytest.raises(Refused, match="Only the programme office, or whoever holds"):
            services.end_cover(standing, today, reason="x", by=people[who], on=today)
        for url in (
            reverse("improvement:cover-add", args=[post.slug]),
            reverse("improvement:cover-end", args=[post.slug, standing.pk]),
        ):
            answer = sign_in(people[who]).get(url)
            assert answer.status_code == 403
            assert "whoever holds the post" in text(answer)


def test_a_lead_who_no_longer_holds_the_post_sets_no_cover(people, director, deputy, today):
    hand_over(succeeding(director, deputy, starts=today), by=people["office"], on=today)
    assert services.reason_not_to_keep_covers(director, by=people["lead"], on=today)
    assert not services.reason_not_to_keep_covers(director, by=deputy, on=today)


def test_a_cover_is_refused_with_what_to_do(people, plan, director, deputy, today):
    office, week = people["office"], {"starts": today, "ends": today + 7 * A_DAY}

    def refused(cover) -> str:
        with pytest.raises(Refused) as refusal:
            services.start_cover(cover, by=office, on=today)
        return str(refusal.value)

    assert "holds this post on these days" in refused(covering(director, people["lead"], **week))
    assert "updates no actions" in refused(covering(director, people["chair"], **week))
    past = {"starts": today - 9 * A_DAY, "ends": today - A_DAY}
    assert "still to come" in refused(covering(director, deputy, **past))
    assert "Say who holds it" in refused(covering(Post.objects.get(slug="social-worker"), deputy, **week))
    services.start_cover(covering(director, deputy, **week), by=office, on=today)
    for starts, ends in ((0, 0), (7, 9), (-3, 0), (-3, 9), (2, 3)):
        days = {"starts": today + starts * A_DAY, "ends": today + ends * A_DAY}
        assert "Dee Deputy covers this post from 20 June 2022" in refused(covering(director, office, **days))
    after = {"starts": today + 8 * A_DAY, "ends": today + 9 * A_DAY}
    services.start_cover(covering(director, office, **after), by=office, on=today)
    people_services.set_active(deputy, False, reason="Left", by=people["admin"], on=today)
    later = {"starts": today + 20 * A_DAY, "ends": today + 21 * A_DAY}
    assert "can no longer sign in" in refused(covering(director, deputy, **later))
    assert director.covers.count() == 2


def test_a_cover_ends_earlier_and_never_later_nor_before_it_ran(people, director, deputy, today):
    office = people["office"]
    cover = covering(director, deputy, starts=today - 5 * A_DAY, ends=today + 5 * A_DAY)
    services.start_cover(cover, by=office, on=today)
    for days, sentence in (
        (5, "Enter an earlier day"),
        (9, "Enter an earlier day"),
        (-2, "days that have run"),
    ):
        with pytest.raises(Refused, match=sentence):
            services.end_cover(cover, today + days * A_DAY, reason="x", by=office, on=today)
    services.end_cover(cover, today - A_DAY, reason="Back from leave", by=office, on=today)
    assert LedgerEntry.objects.first().reason == "Back from leave"
    with pytest.raises(Refused, match="stopped covering"):
        services.end_cover(cover, today - A_DAY, reason="x", by=office, on=today)
    assert Cover.objects.count() == 1


def test_who_covers_may_update_says_so_and_sees_what_waits(people, plan, director, deputy, today):
    action = plan.actions.get(address="1.1")
    with pytest.raises(Refused):
        said_on(action, by=deputy, on=today)
    assert my_rounds(deputy, today) == []
    services.start_cover(covering(director, deputy, starts=today, ends=today), by=people["lead"], on=today)
    update = said_on(action, by=deputy, on=today)
    assert update.author_name == "Dee Deputy, covering DCS"
    assert (update.post, update.is_on_behalf) == (director, False)
    [mine] = my_rounds(deputy, today)
    assert {row.action.address for row in [*mine.to_do, *mine.done]} == {"1.1", "1.2"}
    assert said_on(action, by=people["lead"], on=today).author_name == "Leo Lead, DCS"
    with pytest.raises(Refused):
        said_on(action, by=deputy, on=today + A_DAY)


def test_the_office_covering_a_post_speaks_for_it(people, plan, director, sign_in, today):
    office = people["office"]
    services.start_cover(covering(director, office, starts=today, ends=today), by=office, on=today)
    update = said_on(plan.actions.get(address="1.1"), by=office, on=today)
    assert (update.author_name, update.is_on_behalf) == ("Olive Office, covering DCS", False)
    assert "You speak for a post that leads actions." in text(
        sign_in(office).get(reverse("improvement:home"))
    )


def test_the_pages_of_covers(people, director, deputy, sign_in, today):
    lead, url = sign_in(people["lead"]), reverse("improvement:cover-add", args=["director"])
    offered = lead.get(url).context["form"].fields["person"].queryset
    assert {person.name for person in offered} == {"Dee Deputy", "Leo Lead", "Olive Office"}
    said = text(lead.post(url, {}))
    for sentence in ("Choose who covers", "Enter the first day", "Enter the last day", "Say why"):
        assert sentence in said
    sent = {"person": deputy.pk, "starts": "2022-06-20", "ends": "2022-06-19", "because": "Leave"}
    assert "not before the first" in text(lead.post(url, sent))
    assert "holds this post on these days" in text(
        lead.post(url, {**sent, "person": people["lead"].pk, "ends": "2022-06-24"})
    )
    assert lead.post(url, {**sent, "ends": "2022-06-24"}).status_code == 302
    cover = Cover.objects.get()
    shown = text(lead.get(reverse("improvement:post-detail", args=["director"])))
    assert "covered by Dee Deputy" in shown
    assert "Covers it" in shown
    end = reverse("improvement:cover-end", args=["director", cover.pk])
    assert "Enter an earlier day" in text(lead.post(end, {"last_day": "2022-06-24", "reason": "Back"}))
    assert lead.post(end, {"last_day": "2022-06-21", "reason": "Back"}).status_code == 302
    cover.refresh_from_db()
    assert cover.ends == date(2022, 6, 21)
    gone = reverse("improvement:cover-end", args=["social-worker", cover.pk])
    assert sign_in(people["office"]).get(gone).status_code == 404
    vacant = text(sign_in(people["office"]).get(reverse("improvement:cover-add", args=["social-worker"])))
    assert "Nobody holds Social worker today" in vacant


def test_a_person_shows_what_they_cover_and_offers_no_end_to_it_there(
    people, director, deputy, sign_in, today
):
    office, url = sign_in(people["office"]), reverse("improvement:person-detail", args=[deputy.pk])
    assert "Posts covered" not in text(office.get(url))
    cover = covering(director, deputy, starts=today + A_DAY, ends=today + 2 * A_DAY)
    services.start_cover(cover, by=people["office"], on=today)
    shown = text(office.get(url))
    assert "Posts covered" in shown
    assert "Director (DCS)" in shown
    assert "To come" in shown
    assert "End it earlier" not in shown


def test_two_roles_are_offered_once(people, director, sign_in, today):
    with writing(by=builders.system(today), reason="Test", on=today):
        RoleGrant(person=people["lead"], role=roles.OFFICE).save()
    form = sign_in(people["office"]).get(reverse("improvement:cover-add", args=["director"])).context["form"]
    names = [person.name for person in form.fields["person"].queryset]
    assert names == sorted(set(names))


# Wherever a lead is named


@pytest.fixture
def covered(people, plan, director, deputy, today):
    """The director's post, held ad interim and covered today; and yesterday neither."""
    hand_over(
        succeeding(director, people["admin"], starts=today, kind=Tenure.Kind.INTERIM),
        by=people["office"],
        on=today,
    )
    cover = covering(director, deputy, starts=today, ends=today + A_DAY)
    return services.start_cover(cover, by=people["office"], on=today)


PAGES = [
    "/plans/small/",
    "/plans/small/actions/",
    "/plans/small/actions/1.1/",
    "/plans/small/actions/1.1/update/",
    "/plans/small/deadlines/",
    "/plans/small/findings/1/",
    "/posts/",
    "/posts/director/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_cover_shows_wherever_the_lead_is_named(address, covered, people, sign_in):
    shown = text(sign_in(people["office"]).get(address))
    assert "covered by Dee Deputy" in shown
    assert "interim" in shown


def test_a_cover_shows_on_its_own_days_only(covered, people, plan, today):
    action, tomorrow = plan.actions.get(address="1.1"), today + A_DAY
    services.end_cover(covered, today, reason="Back", by=people["office"], on=today)
    assert leads_of(action, AsAt(today, tomorrow))[0].covered_by == "Dee Deputy"
    assert leads_of(action, AsAt(tomorrow, tomorrow))[0].covered_by == ""


def test_files_name_the_cover_beside_the_lead(covered, people, plan, sign_in, today):
    rows = {row.action.address: row.action for row in actions_of(plan, AsAt(today, today))}
    assert _states(rows["1.1"]) == "interim, covered by Dee Deputy"
    assert rows["2.1"].leads[0].covered_by == ""
    listed = sign_in(people["office"]).get("/plans/small/actions/download/csv/")
    assert b'"interim, covered by Dee Deputy"' in b"".join(listed.streaming_content)


def test_a_post_costs_the_same_however_many_covers(
    covered, people, director, sign_in, today, django_assert_num_queries, django_assert_max_num_queries
):
    office, url = sign_in(people["office"]), reverse("improvement:post-detail", args=["director"])
    office.get(url)
    with django_assert_max_num_queries(14) as few:
        office.get(url)
    for number in range(3, 12):
        day = today + number * A_DAY
        services.start_cover(
            covering(director, people["office"], starts=day, ends=day), by=people["office"], on=today
        )
    with django_assert_num_queries(len(few)):
        office.get(url)
