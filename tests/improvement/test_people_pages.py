"""Who gets which page of people and posts; what the pages of people show, and what sending them does."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from improvement import roles
from improvement.models import LedgerEntry, Organisation, Post, Tenure, User
from improvement.services import people as services
from tests import builders
from tests.pages import text

KEEPERS = {"office", "admin"}
READERS_OF_POSTS = {"office", "lead", "auditor", "admin"}
EVERYBODY = set(builders.CAST)

# Name of the route, what it needs, who may, and whether it can be sent to.
LADDER = [
    ("person-list", {}, KEEPERS, False),
    ("person-invite", {}, KEEPERS, True),
    ("person-detail", {"pk"}, KEEPERS | {"lead"}, True),
    ("person-roles", {"pk"}, {"admin"}, True),
    ("person-address", {"pk"}, KEEPERS, True),
    ("person-active", {"pk"}, {"admin"}, True),
    ("person-plans", {"pk"}, KEEPERS, True),
    ("who-may-do-what", {}, EVERYBODY, False),
    ("post-list", {}, READERS_OF_POSTS, False),
    ("post-add", {}, {"office"}, True),
    ("post-detail", {"slug"}, READERS_OF_POSTS, False),
    ("post-edit", {"slug"}, {"office"}, True),
    ("tenure-add", {"slug"}, {"office"}, True),
    ("tenure-end", {"slug", "tenure"}, {"office"}, True),
]


@pytest.fixture
def director(people, plan) -> Post:
    return Post.objects.get(slug="director")


def address(name: str, needs: set, people: dict) -> str:
    """A route's address: about the lead, or about the post that the lead holds."""
    kwargs = {"slug": "director"} if "slug" in needs else {}
    if "pk" in needs:
        kwargs["pk"] = people["lead"].pk
    if "tenure" in needs:
        kwargs["pk"] = Tenure.objects.get(post__slug="director").pk
    return reverse(f"improvement:{name}", kwargs=kwargs)


@pytest.mark.parametrize(("name", "needs", "allowed", "takes_post"), LADDER)
def test_ladder(people, director, sign_in, name, needs, allowed, takes_post):
    url, entries = address(name, needs, people), LedgerEntry.objects.count()
    signed_out = Client().get(url)
    assert signed_out.status_code == 302
    assert signed_out["Location"].startswith(reverse("account_login"))
    for who, person in people.items():
        answer = sign_in(person).get(url)
        if who in allowed:
            assert answer.status_code == 200, who
        else:
            assert answer.status_code == 403, who
            assert re.search(r'class="refusal">.*[A-Z][^<]+\.', answer.content.decode(), re.DOTALL), who
    someone = sign_in(people[sorted(allowed)[0]])
    assert someone.put(url).status_code == 405
    if not takes_post:
        assert someone.post(url).status_code == 405
    assert LedgerEntry.objects.count() == entries


@pytest.mark.parametrize(("name", "needs", "allowed", "takes_post"), [row for row in LADDER if row[3]])
def test_nobody_else_can_send_it(people, director, sign_in, name, needs, allowed, takes_post):
    url, entries = address(name, needs, people), LedgerEntry.objects.count()
    for who in EVERYBODY - allowed:
        assert sign_in(people[who]).post(url, {"reason": "x"}).status_code == 403, who
    assert LedgerEntry.objects.count() == entries


# The list of people


def test_list_leaves_system_users_out_until_they_are_asked_for(people, sign_in):
    office = sign_in(people["office"])
    url = reverse("improvement:person-list")
    assert "system user" not in text(office.get(url))
    assert "6 people" in text(office.get(url))
    asked = text(office.get(url, {"standing": "system"}))
    assert "system user" in asked
    assert "Leo Lead" not in asked


def test_every_filter_of_people_narrows(people, plan, sign_in, today):
    services.set_active(people["clerk"], False, reason="Left", by=people["admin"], on=today)
    services.invite("new@council.example", "Nell New", roles.LEAD, by=people["office"], on=today)
    office = sign_in(people["office"])

    def names(**asked):
        rows = office.get(reverse("improvement:person-list"), asked).context["table"].rows
        return {row.record.name for row in rows}

    assert names(words="leo council") == {"Leo Lead"}
    assert names(words="auditor@council") == {"Audrey Auditor"}
    assert names(role=roles.LEAD) == {"Leo Lead", "Nell New"}
    assert names(standing="deactivated") == {"Clem Clerk"}
    assert names(standing="invited") == {"Nell New"}
    assert "Clem Clerk" not in names(standing="active")
    assert len(names()) == 7
    shown = text(office.get(reverse("improvement:person-list"), {"words": "Leo"}))
    assert "DCS" in shown, "the post held today"


@pytest.mark.parametrize("order", ["name", "-name", "organisation", "-organisation"])
def test_people_sort(people, sign_in, order):
    answer = sign_in(people["office"]).get(reverse("improvement:person-list"), {"sort": order})
    assert len(answer.context["table"].rows) == 6


def test_the_list_of_people_costs_the_same_however_long(
    people, plan, sign_in, today, django_assert_num_queries, django_assert_max_num_queries
):
    office, url = sign_in(people["office"]), reverse("improvement:person-list")
    office.get(url)
    with django_assert_max_num_queries(12) as few:
        office.get(url)
    for number in range(12):
        services.invite(f"n{number}@c.example", f"N {number}", roles.LEAD, by=people["office"], on=today)
    with django_assert_num_queries(len(few)):
        office.get(url)


# Inviting


def invitation(**more):
    return {"name": "Nell New", "email": "nell@police.example", "role": roles.LEAD, **more}


def test_the_office_sees_one_role_and_an_administrator_all(people, sign_in):
    url = reverse("improvement:person-invite")
    offered = {who: sign_in(people[who]).get(url).context["form"].fields["role"].choices for who in KEEPERS}
    assert [role for role, _ in offered["office"]] == [roles.LEAD]
    assert [role for role, _ in offered["admin"]] == list(roles.ROLES)
    refused = sign_in(people["office"]).post(url, invitation(role=roles.AUDITOR))
    assert refused.status_code == 200
    assert not User.objects.filter(name="Nell New").exists()


def test_inviting_keeps_the_person_sends_one_letter_and_says_so(
    people, sign_in, django_capture_on_commit_callbacks
):
    office = sign_in(people["office"])
    sent = invitation(new_organisation="Greater Manchester Police")
    with django_capture_on_commit_callbacks(execute=True):
        answer = office.post(reverse("improvement:person-invite"), sent)
    assert answer.status_code == 302
    person = User.objects.get(email="nell@police.example")
    assert person.organisation.name == "Greater Manchester Police"
    assert EmailAddress.objects.filter(user=person).exists()
    assert [letter.to for letter in mail.outbox] == [["nell@police.example"]]
    assert "http://testserver/password/choose/" in mail.outbox[0].body
    assert "on its way to Nell New" in text(office.get(answer["Location"]))


def test_an_empty_invitation_says_what_is_missing(people, sign_in):
    answer = sign_in(people["office"]).post(reverse("improvement:person-invite"), {})
    said = text(answer)
    assert "Error: Invite someone" in said
    assert "Enter the person’s name" in said
    assert "Enter their e-mail address" in said
    assert "Choose a role" in said


def test_an_invitation_that_the_rules_refuse_says_why_and_keeps_the_words(people, sign_in):
    sent = invitation(email="LEAD@council.example")
    answer = sign_in(people["office"]).post(reverse("improvement:person-invite"), sent)
    assert "is here already" in text(answer)
    assert "Nell New" in answer.content.decode()
    two = invitation(organisation=Organisation.objects.first() or "", new_organisation="Police")
    if two["organisation"]:
        assert "not both" in text(sign_in(people["office"]).post(reverse("improvement:person-invite"), two))


def test_typing_comes_back_after_signing_in_again(people, sign_in):
    office, url = sign_in(people["office"]), reverse("improvement:person-invite")
    typist = office.get(url).context["form"]["typist"].value()
    office.logout()
    assert office.post(url, invitation(typist=typist)).status_code == 302
    office.post(reverse("account_login"), {"login": people["office"].email, "password": builders.PASSWORD})
    assert "nell@police.example" in office.get(url).content.decode()


# One person


def test_an_invitation_is_sent_again_from_the_persons_page(
    people, sign_in, today, django_capture_on_commit_callbacks
):
    person = services.invite("nell@c.example", "Nell New", roles.LEAD, by=people["office"], on=today)
    office, url = sign_in(people["office"]), reverse("improvement:person-detail", args=[person.pk])
    assert "Send the invitation again" in text(office.get(url))
    with django_capture_on_commit_callbacks(execute=True):
        assert office.post(url).status_code == 302
    assert len(mail.outbox) == 1
    lead = reverse("improvement:person-detail", args=[people["lead"].pk])
    assert "Send the invitation again" not in text(office.get(lead))
    assert office.post(lead).status_code == 403


def test_a_person_shows_posts_roles_plans_and_what_they_changed(people, plan, sign_in, today):
    services.add_organisation("Changed by Olive", by=people["office"], on=today)
    office = sign_in(people["office"])
    lead = text(office.get(reverse("improvement:person-detail", args=[people["lead"].pk])))
    assert "Director (DCS)" in lead
    assert "Holds it" in lead
    assert "Their role opens every plan" in lead
    chair = text(office.get(reverse("improvement:person-detail", args=[people["chair"].pk])))
    assert "Small plan" in chair
    assert "Only an administrator may change roles" in chair
    own = text(office.get(reverse("improvement:person-detail", args=[people["office"].pk])))
    assert "Changed by Olive" in own
    assert "Last changes made" not in text(
        sign_in(people["lead"]).get(reverse("improvement:person-detail", args=[people["lead"].pk]))
    )


def test_an_unknown_person_or_post_says_where_to_look(people, sign_in):
    office = sign_in(people["office"])
    for url in ("/people/999999/", "/posts/none/"):
        answer = office.get(url)
        assert answer.status_code == 404
        assert "Choose one from the list" in text(answer)


def test_an_administrator_changes_roles(people, sign_in):
    admin, lead = sign_in(people["admin"]), people["lead"]
    url = reverse("improvement:person-roles", args=[lead.pk])
    ticked = [
        choice.data["value"] for choice in admin.get(url).context["form"]["roles"] if choice.data["selected"]
    ]
    assert ticked == [roles.LEAD]
    answer = admin.post(url, {"roles": [roles.LEAD, roles.AUDITOR]})
    assert answer.status_code == 302
    assert User.objects.get(pk=lead.pk).role_names == {roles.LEAD, roles.AUDITOR}
    own = reverse("improvement:person-roles", args=[people["admin"].pk])
    assert admin.get(own).status_code == 403


def test_the_office_shares_exactly_the_plans_ticked(people, plan, sign_in):
    office, auditor = sign_in(people["office"]), people["auditor"]
    url = reverse("improvement:person-plans", args=[auditor.pk])
    assert office.post(url, {"plans": [plan.pk]}).status_code == 302
    assert [row.plan for row in auditor.shared_plans.all()] == [plan]
    assert "checked" in office.get(url).content.decode()
    office.post(url, {})
    assert not auditor.shared_plans.exists()


def test_a_deactivated_person_is_out_at_their_next_page_and_stays_out(people, sign_in):
    admin, lead = sign_in(people["admin"]), people["lead"]
    session = Client()
    entrance = {"login": lead.email, "password": builders.PASSWORD}
    session.post(reverse("account_login"), entrance)
    rules = reverse("improvement:who-may-do-what")
    assert session.get(rules).status_code == 200
    url = reverse("improvement:person-active", args=[lead.pk])
    assert "Say why" in text(admin.post(url, {"is_active": "no", "reason": " "}))
    assert admin.post(url, {"is_active": "no", "reason": "Left the council"}).status_code == 302
    assert LedgerEntry.objects.first().reason == "Left the council"
    assert session.get(rules)["Location"].startswith(reverse("account_login"))
    later = Client()
    later.post(reverse("account_login"), entrance)
    assert "_auth_user_id" not in later.session
    admin.post(url, {"is_active": "yes", "reason": "Came back"})
    later.post(reverse("account_login"), entrance)
    assert later.session["_auth_user_id"] == str(lead.pk)


# Who may do what


def test_the_table_of_rights_says_everything_in_words_and_marks_ones_own(people, sign_in):
    shown = text(sign_in(people["auditor"]).get(reverse("improvement:who-may-do-what")))
    for what, how_far in roles.WHO_MAY.items():
        assert f"{what[:1].upper()}{what[1:]}" in shown
        for words in how_far.values():
            assert f"{words[:1].upper()}{words[1:]}" in shown
    assert "Auditor your role" in shown
    assert shown.count("your role") == 1
