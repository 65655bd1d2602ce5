"""The pages of posts: finding them, keeping them, and handing them over."""

from datetime import date

import pytest
from django.urls import reverse

from improvement.models import Organisation, Post, Tenure
from improvement.services import people as services
from tests import builders
from tests.pages import text


@pytest.fixture
def director(people, plan) -> Post:
    return Post.objects.get(slug="director")


def test_every_filter_of_posts_narrows(people, plan, sign_in, today):
    by = people["office"]
    place = builders.post("Deputy", on=today, kind=Post.Kind.UNCONFIRMED)
    acting = builders.post("Head of service", acronym="HOS", on=today)
    builders.holding(people["admin"], acting, on=today, kind=Tenure.Kind.ACTING)
    services.save_post(
        acting, aliases=["Service lead"], reason="x", by=by, on=today, new_organisation="Health trust"
    )
    office = sign_in(by)

    def titles(**asked):
        rows = office.get(reverse("improvement:post-list"), asked).context["table"].rows
        return {row.record.title for row in rows}

    assert titles(held="vacant") == {"Social worker"}
    assert titles(held="interim") == {"Head of service"}
    assert titles(held="permanent") == {"Director"}
    assert titles(kind="unconfirmed") == {place.title}
    assert titles(words="service lead") == {"Head of service"}
    assert titles(words="dcs") == {"Director"}
    assert titles(organisation=Organisation.objects.get(name="Health trust").pk) == {"Head of service"}
    assert len(titles()) == 4


@pytest.mark.parametrize("order", ["title", "holder", "organisation", "reports_to", "actions_led"])
def test_posts_sort(people, plan, sign_in, order):
    office = sign_in(people["office"])
    for sort in (order, f"-{order}"):
        rows = office.get(reverse("improvement:post-list"), {"sort": sort}).context["table"].rows
        assert len(rows) == 2


def test_the_list_of_posts_costs_the_same_however_long(
    people, plan, sign_in, today, django_assert_num_queries, django_assert_max_num_queries
):
    office, url = sign_in(people["office"]), reverse("improvement:post-list")
    office.get(url)
    with django_assert_max_num_queries(12) as few:
        office.get(url)
    for number in range(12):
        builders.post(f"Post {number}", on=today)
    with django_assert_num_queries(len(few)):
        office.get(url)


def post_as_sent(**more):
    return {"title": "Head of Quality", "acronym": "HQ", "kind": "post", "reason": "New structure", **more}


def test_the_office_adds_a_post_and_edits_it_at_the_same_address(people, director, sign_in):
    office = sign_in(people["office"])
    sent = post_as_sent(aliases="QA lead\n\n qa LEAD \nHead of QA", reports_to=director.pk)
    answer = office.post(reverse("improvement:post-add"), sent)
    assert answer["Location"] == reverse("improvement:post-detail", args=["head-of-quality"])
    post = Post.objects.get(slug="head-of-quality")
    assert [alias.words for alias in post.aliases.all()] == ["Head of QA", "QA lead"]
    assert post.reports_to == director
    url = reverse("improvement:post-edit", args=[post.slug])
    assert "Head of QA\nQA lead" in office.get(url).content.decode()
    office.post(url, post_as_sent(title="Head of Assurance", new_organisation="Bury Council"))
    post.refresh_from_db()
    assert (post.title, post.slug, post.organisation.name) == (
        "Head of Assurance",
        "head-of-quality",
        "Bury Council",
    )
    assert not post.aliases.exists()


def test_what_is_wrong_with_a_post_is_said_at_its_field(people, director, sign_in):
    services.save_post(director, aliases=["EDCS"], reason="x", by=people["office"], on=date(2022, 6, 20))
    office, url = sign_in(people["office"]), reverse("improvement:post-add")
    assert "There is a post “director” already" in text(office.post(url, post_as_sent(title="director")))
    assert "names Director (DCS) already" in text(office.post(url, post_as_sent(aliases="edcs")))
    assert "to 120 characters or fewer" in text(office.post(url, post_as_sent(aliases="x" * 121)))
    said = text(office.post(url, {"kind": "post"}))
    assert "Enter the post’s title" in said
    assert "Say why" in said


def test_a_circle_of_posts_is_refused_on_the_page(people, director, sign_in, today):
    below = builders.post("Below", on=today, reports_to=director)
    url = reverse("improvement:post-edit", args=["director"])
    sent = post_as_sent(title="Director", reports_to=below.pk)
    assert "Below reports to" in text(sign_in(people["office"]).post(url, sent))


def test_a_post_shows_its_state_holders_and_actions(people, director, sign_in):
    office = sign_in(people["office"])
    shown = office.get(reverse("improvement:post-detail", args=["director"]))
    assert "Leo Lead" in text(shown)
    link = reverse("improvement:action-detail", kwargs={"plan": "small", "address": "1.1"})
    assert link in shown.content.decode()
    vacant = office.get(reverse("improvement:post-detail", args=["social-worker"]))
    assert "vacant" in text(vacant)
    assert "Nobody has held it yet" in text(vacant)
    reader = text(sign_in(people["lead"]).get(reverse("improvement:post-detail", args=["director"])))
    assert "Only the programme office keeps posts" in reader


def test_handing_over_a_post(people, director, sign_in):
    office, tenure = sign_in(people["office"]), Tenure.objects.get(post=director)
    add = reverse("improvement:tenure-add", args=["director"])
    successor = {"holder": "Ann Other", "kind": "interim", "starts": "2022-07-01", "reason": "Appointed"}
    assert "End that first" in text(office.post(add, successor))
    end = reverse("improvement:tenure-end", args=["director", tenure.pk])
    assert "cannot be before" in text(office.post(end, {"last_day": "2021-01-01", "reason": "Retired"}))
    assert "Enter the last day" in text(office.post(end, {"last_day": "soon", "reason": "Retired"}))
    assert office.post(end, {"last_day": "2022-06-30", "reason": "Retired"}).status_code == 302
    tenure.refresh_from_db()
    assert tenure.ends == date(2022, 7, 1)
    assert office.post(add, successor).status_code == 302
    assert Tenure.objects.get(holder="Ann Other").starts == date(2022, 7, 1)
    shown = text(office.get(reverse("improvement:post-detail", args=["director"])))
    assert "30 Jun 2022" in shown
    assert "To come" in shown


def test_a_holder_is_a_person_or_a_name(people, director, sign_in):
    office, url = sign_in(people["office"]), reverse("improvement:tenure-add", args=["social-worker"])
    sent = {"kind": "permanent", "starts": "2022-06-01", "reason": "Appointed"}
    assert "Choose a person, or enter a name" in text(office.post(url, sent))
    both = {**sent, "person": people["admin"].pk, "holder": "Ann Other"}
    assert "not both" in text(office.post(url, both))
    assert "not before the first" in text(
        office.post(url, {**sent, "holder": "Ann", "last_day": "2022-05-01"})
    )
    assert "before the year 2200" in text(
        office.post(url, {**sent, "holder": "Ann", "last_day": "9999-12-31"})
    )
    office.post(url, {**sent, "person": people["admin"].pk, "last_day": "2022-09-30"})
    tenure = Tenure.objects.get(post__slug="social-worker")
    assert (tenure.holder, tenure.person, tenure.ends) == ("Ada Admin", people["admin"], date(2022, 10, 1))
    gone = reverse("improvement:tenure-end", args=["director", tenure.pk])
    assert office.get(gone).status_code == 404
