"""Who may invite, share, deactivate and keep posts; each rule both ways."""

import re
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from improvement import directory, kinds, roles
from improvement.models import LedgerEntry, Organisation, Post, RoleGrant, Tenure, User
from improvement.services import audit, invitations
from improvement.services import people as services
from improvement.services.refusals import Refused
from tests import builders

SITE = "https://plan.example/"
NEW = ("New.Person@Police.Example", "Nell New")


def invite(by, today, role=roles.LEAD, **more):
    return invitations.invite_by_letter(*NEW, role, site=SITE, by=by, on=today, **more)


def link_in(letter) -> str:
    return re.search(r"https://plan\.example(\S+)", letter.body).group(1)


# Inviting


def test_office_invites_leads_and_an_administrator_anyone(people):
    for who, by in people.items():
        for role in roles.ROLES:
            allowed = who == "admin" or (who == "office" and role == roles.LEAD)
            assert (services.reason_not_to_invite(role, by=by) == "") is allowed, (who, role)


def test_an_invited_person_has_one_role_an_address_to_sign_in_by_and_no_password(people, today):
    person = invite(people["office"], today)
    assert person.email == "new.person@police.example"
    assert person.role_names == {roles.LEAD}
    assert not person.has_usable_password()
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == (person.email, True, True)


def test_an_address_is_invited_once_however_it_is_written(people, today):
    invite(people["office"], today)
    with pytest.raises(Refused, match="is here already"):
        services.invite("NEW.person@police.example", "Other", roles.LEAD, by=people["office"], on=today)


def test_the_letter_leaves_once_and_only_after_the_invitation_is_kept(
    people, today, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invite(people["office"], today)
        assert mail.outbox == []
    assert len(mail.outbox) == 1
    letter = mail.outbox[0]
    assert letter.to == ["new.person@police.example"]
    assert letter.subject == "Plan in Hand: choose your password"
    assert "Olive Office has invited you" in letter.body
    assert "accountable lead" in letter.body
    assert "within 3 days" in letter.body


def test_a_refused_invitation_sends_nothing_and_keeps_nothing(
    people, today, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refused):
        invite(people["office"], today, role=roles.AUDITOR, new_organisation="Police")
    assert mail.outbox == []
    assert not Organisation.objects.filter(name="Police").exists()


def test_when_the_mail_server_fails_the_person_is_kept_and_the_caller_told(
    people, today, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nothing listens there
    with (
        pytest.raises(invitations.LetterNotSent, match="send it again later"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        invite(people["office"], today)
    assert User.objects.filter(email="new.person@police.example").exists()


def test_the_link_writes_nothing_when_opened_and_lets_the_person_choose_a_password_once(
    people, today, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        person = invite(people["office"], today)
    before = LedgerEntry.objects.count(), EmailAddress.objects.count()
    link = link_in(mail.outbox[0])
    page = client.get(link, follow=True)
    assert (LedgerEntry.objects.count(), EmailAddress.objects.count()) == before, (
        "opening a page never writes"
    )
    password = "three unrelated words"
    client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})
    client.logout()
    signed_in = client.post(reverse("account_login"), {"login": person.email, "password": password})
    assert signed_in.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)
    client.logout()
    again = client.get(link, follow=True)
    assert "no longer works" in again.content.decode()


def test_an_invitation_goes_again_until_a_password_is_chosen(
    people, today, django_capture_on_commit_callbacks
):
    office, person = people["office"], invite(people["office"], today)
    entries = LedgerEntry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite_again(person, site=SITE, by=office)
    assert len(mail.outbox) == 1
    assert LedgerEntry.objects.count() == entries
    assert "has chosen a password" in invitations.reason_not_to_invite_again(people["lead"], by=office)
    assert "may not invite" in invitations.reason_not_to_invite_again(person, by=people["lead"])
    services.set_active(person, False, reason="Left", by=people["admin"], on=today)
    assert "Reactivate them first" in invitations.reason_not_to_invite_again(person, by=office)


def test_the_office_may_not_send_again_what_an_administrator_sent(people, today):
    person = invite(people["admin"], today, role=roles.AUDITOR)
    assert "administrator invites others" in invitations.reason_not_to_invite_again(
        person, by=people["office"]
    )
    assert invitations.reason_not_to_invite_again(person, by=people["admin"]) == ""


def test_another_organisation_is_added_once(people, today):
    first = invite(people["office"], today, new_organisation="Greater Manchester Police")
    again = services.organisation_named("greater manchester police", by=people["office"], on=today)
    assert first.organisation == again


# Roles, plans and signing in


def test_only_an_administrator_changes_roles_and_never_their_own(people):
    for who, by in people.items():
        assert (services.reason_not_to_change_roles(people["lead"], by=by) == "") is (who == "admin")
        assert services.reason_not_to_change_roles(by, by=by) != ""


def test_roles_become_exactly_those_asked_for(people, today):
    person = people["lead"]
    services.set_roles(person, {roles.AUDITOR, roles.OFFICE}, by=people["admin"], on=today)
    assert person.role_names == {roles.AUDITOR, roles.OFFICE}
    assert set(RoleGrant.objects.filter(person=person).values_list("role", flat=True)) == person.role_names


def test_only_an_administrator_deactivates_and_never_themselves(people):
    for who, by in people.items():
        assert (services.reason_not_to_deactivate(people["lead"], by=by) == "") is (who == "admin")
        assert services.reason_not_to_deactivate(by, by=by) != ""


def test_a_system_user_is_left_alone(people, today):
    robot = builders.system(today)
    assert services.reason_not_to_deactivate(robot, by=people["admin"]) == services.NEVER_SIGNS_IN
    assert services.reason_not_to_change_roles(robot, by=people["admin"]) == services.NEVER_SIGNS_IN


def test_asking_twice_for_the_same_writes_once(people, today):
    person, by = people["lead"], people["admin"]
    services.set_active(person, False, reason="Left the council", by=by, on=today)
    entries = LedgerEntry.objects.count()
    services.set_active(person, False, reason="Left the council", by=by, on=today)
    assert LedgerEntry.objects.count() == entries
    assert LedgerEntry.objects.first().reason == "Left the council"


@pytest.mark.parametrize("who", builders.CAST)
def test_the_office_and_an_administrator_share_plans(people, who, plan, today):
    by, reader = people[who], people["chair"]
    if who in {"office", "admin"}:
        services.share_plans(reader, set(), by=by, on=today)
        assert not reader.shared_plans.exists()
    else:
        with pytest.raises(Refused):
            services.share_plans(reader, set(), by=by, on=today)
        assert reader.shared_plans.exists()


# Reading


def test_who_reads_people_posts_and_the_audit_trail(people):
    for who, by in people.items():
        assert (services.reason_not_to_read_people(by=by) == "") is (who in {"office", "admin"})
        assert (services.reason_not_to_read_posts(by=by) == "") is (who not in {"chair", "clerk"})
        assert (audit.reason_not_to_read_audit_trail(by=by) == "") is (who in {"office", "auditor", "admin"})
        assert (audit.reason_not_to_export_audit_trail(by=by) == "") is (who == "auditor")


# Posts


def kept(post, by, today, aliases=(), **more):
    return services.save_post(post, aliases=list(aliases), reason="Test", by=by, on=today, **more)


@pytest.mark.parametrize("who", builders.CAST)
def test_only_the_office_keeps_posts(people, who, today):
    if who == "office":
        assert kept(Post(title="Director of work"), people[who], today).slug == "director-of-work"
    else:
        with pytest.raises(Refused, match="programme office"):
            kept(Post(title="Director of work"), people[who], today)


def test_a_post_gets_its_address_once_and_never_another_pages(people, today):
    office = people["office"]
    first, second, third = (
        kept(Post(title=title), office, today) for title in ("Head, A/B", "Head A B", "Add")
    )
    assert (first.slug, second.slug, third.slug) == ("head-ab", "head-a-b", "add-2")
    fourth = kept(Post(title="Head (AB)"), office, today)
    assert fourth.slug == "head-ab-2"
    fourth.title = "Something else"
    assert kept(fourth, office, today).slug == "head-ab-2"


def test_aliases_become_exactly_those_asked_for_whatever_their_capitals(people, today):
    post = kept(Post(title="Director of work"), people["office"], today, aliases=["dcs", "EDCS"])
    kept(post, people["office"], today, aliases=["DCS"])
    assert [alias.words for alias in post.aliases.all()] == ["DCS"]


def test_posts_do_not_report_in_a_circle(people, today):
    office = people["office"]
    top = kept(Post(title="Chief executive"), office, today)
    middle = kept(Post(title="Director of work", reports_to=top), office, today)
    bottom = kept(Post(title="Head", reports_to=middle), office, today)
    top.reports_to = bottom
    with pytest.raises(Refused, match="Head reports to Chief executive"):
        kept(top, office, today)


def test_a_post_that_somebody_holds_does_not_become_a_body(people, today):
    post = kept(Post(title="Director of work"), people["office"], today)
    builders.holding(people["lead"], post, on=today)
    post.kind = Post.Kind.BODY
    with pytest.raises(Refused, match="Leo Lead holds this post"):
        kept(post, people["office"], today)


def test_one_person_holds_a_post_at_a_time(people, today):
    post = kept(Post(title="Director of work"), people["office"], today)
    first = builders.holding(people["lead"], post, on=today)
    second = Tenure(post=post, holder="Ann Other", starts=date(2022, 6, 1))
    assert "End that first" in services.reason_not_to_start_tenure(second, by=people["office"])
    services.end_tenure(first, date(2022, 6, 1), reason="Left", by=people["office"], on=today)
    assert services.reason_not_to_start_tenure(second, by=people["office"]) == ""
    assert services.reason_not_to_start_tenure(second, by=people["lead"]) != ""


def test_nobody_holds_a_body(people, today):
    body = kept(Post(title="Board", kind=Post.Kind.BODY), people["office"], today)
    tenure = Tenure(post=body, holder="Ann Other", starts=today)
    assert "it is a body" in services.reason_not_to_start_tenure(tenure, by=people["office"])


def test_a_tenure_ends_once_and_not_before_it_began(people, today):
    post = kept(Post(title="Director of work"), people["office"], today)
    tenure, by = builders.holding(people["lead"], post, on=today), people["office"]
    assert "cannot be before 1 January 2022" in services.reason_not_to_end_tenure(
        tenure, date(2022, 1, 1), by=by
    )
    services.end_tenure(tenure, date(2022, 1, 2), reason="Left", by=by, on=today)
    assert "already" in services.reason_not_to_end_tenure(tenure, today, by=by)


def test_a_holding_says_its_last_day_and_whether_it_is_now(people, today):
    post = kept(Post(title="Director of work"), people["office"], today)
    tenure = builders.holding(people["lead"], post, on=today)
    services.end_tenure(tenure, today, reason="Left", by=people["office"], on=today)
    (holding,) = directory.holdings(post.tenures.all(), today)
    assert (holding.last_day, holding.is_now, holding.is_to_come) == (date(2022, 6, 19), False, False)
    (yesterday,) = directory.holdings(post.tenures.all(), date(2022, 6, 19))
    assert yesterday.is_now


def test_posts_are_listed_with_holder_and_number_of_actions(people, plan, today):
    posts = {post.slug: post for post in directory.posts_listed(today)}
    held, empty = posts["director"], posts["social-worker"]
    assert (held.holder_today, held.held_as, held.actions_led) == ("Leo Lead", "permanent", 2)
    assert (empty.holder_today, empty.held_as, empty.actions_led) == (None, None, 2)
    led = [row.action.reference for row in directory.actions_led(held, today)]
    assert led == ["1.1", "1.2"]


def test_actions_of_a_closed_plan_are_led_by_nobody_today(people, plan, today):
    from improvement.services.plans import save_part

    plan.status = plan.Status.CLOSED
    save_part(plan, reason="Closed", by=people["office"], on=today)
    assert {post.actions_led for post in directory.posts_listed(today)} == {0}


# The first administrator


def test_the_first_administrator_gets_a_link_and_a_new_one_until_it_is_used(db, capsys, client, settings):
    settings.HTTPS, settings.ALLOWED_HOSTS = True, ["plan.example", "testserver"]
    for _ in range(2):
        call_command("add_administrator", "first@council.example", "Fay First")
    person = User.objects.get(email="first@council.example")
    assert person.role_names == {roles.ADMINISTRATOR}
    entry = LedgerEntry.objects.filter(model="improvement.user", object_id=str(person.pk)).get()
    assert entry.actor.startswith("add_administrator (system)")
    link = link_in(type("Letter", (), {"body": capsys.readouterr().out}))
    assert "Choose a password" in client.get(link, follow=True).content.decode()


def test_the_command_refuses_an_address_that_is_taken_or_is_none(people):
    with pytest.raises(CommandError, match="is here already"):
        call_command("add_administrator", people["lead"].email, "Leo Lead")
    with pytest.raises(CommandError, match="e-mail address"):
        call_command("add_administrator", "nobody", "Nobody")


# Kinds


def test_every_recorded_kind_has_words_and_an_unknown_one_keeps_its_label():
    assert ("improvement.user", "Person") in kinds.all_kinds()
    assert ("improvement.progressupdate", "Progress update") in kinds.all_kinds()
    assert all(words != label for label, words in kinds.all_kinds())
    assert kinds.words_for("governance.gone") == "governance.gone"
