"""Reminders as they leave: one e-mail to each person, once, whatever the mail server says to the others."""

import smtplib
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.urls import reverse

from config import environment
from improvement.models import LedgerEntry, Post, Reminder, User
from improvement.record.verify import problems
from improvement.reminders.due import letters_due
from improvement.services import addresses, reminders
from improvement.services.people import system_user
from improvement.services.refusals import Refused
from improvement.services.rounds import close_round, open_round
from tests import builders
from tests.improvement.reminding import FILES, Server, change, mails, person_in, run, say, unknown, words_of

SITE = "https://plans.council.example"
SERVER = f"{Server.__module__}.Server"
LEAD, DEPUTY = "lead@council.example", "deputy@council.example"
Kind, State = Reminder.Kind, Reminder.State


@pytest.fixture
def letterbox(settings, tmp_path):
    """A folder into which mails are written."""
    settings.EMAIL_BACKEND, settings.SITE_ADDRESS = FILES, SITE
    settings.EMAIL_FILE_PATH = str(tmp_path / "letters")
    return tmp_path / "letters"


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = SERVER
    Server.answers, Server.taken = {}, []
    return Server


@pytest.fixture
def deputy(plan, today) -> User:
    """Somebody else who holds a leading post."""
    return person_in(Post.objects.get(slug="social-worker"), DEPUTY, on=today)


@pytest.fixture
def stand_on(settings):
    def on(day: date):
        settings.DEMONSTRATION_DAYS = [day]
        return day

    return on


def states() -> set[tuple[str, str]]:
    return set(Reminder.objects.values_list("person__email", "state"))


# One mail


def test_a_letter_says_what_is_wanted_of_whom_and_where(plan, letterbox, django_capture_on_commit_callbacks):
    run(django_capture_on_commit_callbacks)
    [mail] = mails(letterbox)
    assert mail["To"] == LEAD
    assert mail["Subject"] == "2 actions need your update by 23 June"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == f"<{SITE}/account/reminders/>"
    for kind in ("plain", "html"):
        said = words_of(mail, kind)
        assert "Hello Leo Lead" in said
        assert "Small plan: the June 2022 round closes in 3 days" in said
        assert said.count("Establish the board 1.1") == (1 if kind == "plain" else 2), "and once for readers"
        assert "By 31 May 2022, overdue by 20 days" in said
        assert "By 31 July 2022" in said
        for path in ("/plans/small/actions/1.2/update/", "/my-actions/", "/account/reminders/"):
            assert f"{SITE}{path}" in said
        assert "2.1" not in said


def test_the_html_stands_alone(plan, letterbox, django_capture_on_commit_callbacks):
    run(django_capture_on_commit_callbacks)
    said = words_of(mails(letterbox)[0], "html")
    assert '<html lang="en-GB">' in said
    assert said.count("<h1>") == 1
    assert "<img" not in said
    assert "src=" not in said
    assert "@import" not in said


def test_the_link_of_an_action_opens_its_update(
    people, plan, letterbox, sign_in, django_capture_on_commit_callbacks
):
    run(django_capture_on_commit_callbacks)
    path = reverse("improvement:action-update", args=["small", "1.1"])
    assert f"{SITE}{path}" in words_of(mails(letterbox)[0])
    assert sign_in(people["lead"]).get(path).status_code == 200


def test_two_plans_are_one_mail(people, plan, letterbox, today, django_capture_on_commit_callbacks):
    other = builders.small_plan(people, on=today, slug="other")
    change(other, title="Other plan", on=today)
    change(other.rounds.get(), closes=date(2022, 6, 30), on=today)
    run(django_capture_on_commit_callbacks)
    [mail] = mails(letterbox)
    assert mail["Subject"] == "4 actions need your update, the first by 23 June"
    said = words_of(mail)
    assert said.index("Small plan: the June 2022 round closes in 3 days") < said.index(
        "Other plan: the June 2022 round is open"
    )
    assert set(Reminder.objects.values_list("round__plan__slug", "kind", "state")) == {
        ("small", "opened", "sent"),
        ("small", "closing", "sent"),
        ("other", "opened", "sent"),
    }


@pytest.mark.parametrize(
    ("day", "said", "subjects"),
    [
        (date(2022, 6, 23), [], {LEAD: "2 actions need your update by 23 June"}),
        (date(2022, 6, 23), ["1.1"], {LEAD: "1 action needs your update by 23 June"}),
        (date(2022, 6, 24), [], {LEAD: "2 actions still need your update"}),
        (date(2022, 6, 24), ["1.1"], {LEAD: "1 action still needs your update"}),
        (
            date(2022, 6, 26),
            [],
            {
                LEAD: "2 actions still need your update",
                "chief@council.example": "2 updates are missing from those who report to you",
            },
        ),
        (
            date(2022, 6, 26),
            ["1.1"],
            {
                LEAD: "1 action still needs your update",
                "chief@council.example": "1 update is missing from those who report to you",
            },
        ),
        (date(2022, 6, 23), ["1.1", "1.2"], {}),
    ],
)
def test_subjects(plan, letterbox, today, stand_on, django_capture_on_commit_callbacks, day, said, subjects):
    chief = builders.post("Chief executive", acronym="CE", on=today)
    change(Post.objects.get(slug="director"), reports_to=chief, on=today)
    person_in(chief, "chief@council.example", on=today)
    for address in said:
        say(plan, address, round=plan.rounds.get(), on=today)
    stand_on(day)
    run(django_capture_on_commit_callbacks)
    written = mails(letterbox) if letterbox.exists() else []
    assert {mail["To"]: mail["Subject"] for mail in written} == subjects


def test_a_director_is_told_names_and_led_to_the_action_itself(
    plan, letterbox, today, stand_on, django_capture_on_commit_callbacks
):
    chief = builders.post("Chief executive", acronym="CE", on=today)
    change(Post.objects.get(slug="director"), reports_to=chief, on=today)
    person_in(chief, "chief@council.example", on=today)
    stand_on(date(2022, 6, 25))
    run(django_capture_on_commit_callbacks)
    assert [mail["To"] for mail in mails(letterbox)] == [LEAD], "not before its day"
    stand_on(date(2022, 6, 26))
    run(django_capture_on_commit_callbacks)
    mail, _ = mails(letterbox)
    assert mail["To"] == "chief@council.example"
    said = words_of(mail)
    assert "Lead: Leo Lead, DCS" in said
    assert f"Read it: {SITE}/plans/small/actions/1.1/\n" in said
    assert "/update/" not in said


def test_missed_beside_a_running_round(
    people, plan, letterbox, today, stand_on, django_capture_on_commit_callbacks
):
    other = builders.small_plan(people, on=today, slug="other")
    change(other.rounds.get(), closes=date(2022, 7, 4), on=today)
    stand_on(date(2022, 6, 24))
    run(django_capture_on_commit_callbacks)
    [mail] = mails(letterbox)
    assert mail["Subject"] == "4 actions need your update, the first by 4 July"
    assert "It ended on 23 June 2022" in words_of(mail)


# Once


def test_a_run_twice_sends_once(plan, letterbox, django_capture_on_commit_callbacks):
    run(django_capture_on_commit_callbacks)
    run(django_capture_on_commit_callbacks)
    assert len(mails(letterbox)) == 1
    assert [str(problem) for problem in problems()] == []


def test_two_runs_that_saw_the_same_send_once(
    plan, deputy, server, today, django_capture_on_commit_callbacks
):
    """Both have gathered what is due before either has written anything down."""
    by, letters, same = system_user("send_reminders", on=today), letters_due(today), letters_due(today)
    with django_capture_on_commit_callbacks(execute=True):
        first = reminders.send(letters, by=by, on=today)
        second = reminders.send(same, by=by, on=today)
    assert sorted(server.taken) == [DEPUTY, LEAD]
    assert (len(first.sent), len(second.sent)) == (2, 0)
    assert Reminder.objects.count() == 4


def test_nothing_leaves_before_it_is_written_down(plan, server, today, django_capture_on_commit_callbacks):
    by = system_user("send_reminders", on=today)
    with django_capture_on_commit_callbacks() as waiting:
        reminders.send(letters_due(today), by=by, on=today)
    assert states() == {(LEAD, State.LEAVING)}
    assert server.taken == []
    for leave in waiting:
        leave()
    assert states() == {(LEAD, State.SENT)}
    assert server.taken == [LEAD]


def test_what_was_left_leaving_leaves_with_a_later_run(
    plan, server, today, stand_on, django_capture_on_commit_callbacks
):
    """The first run died between writing down and sending."""
    by = system_user("send_reminders", on=today)
    with django_capture_on_commit_callbacks():
        reminders.send(letters_due(today), by=by, on=today)
    later = stand_on(date(2022, 6, 21))
    run(django_capture_on_commit_callbacks)
    assert server.taken == [LEAD]
    assert set(Reminder.objects.values_list("state", "sent_on")) == {(State.SENT, later)}


def test_only_a_system_user_sends(people, plan, today):
    for by in people.values():
        with pytest.raises(Refused, match="scheduler"):
            reminders.send([], by=by, on=today)
        with pytest.raises(Refused):
            reminders.record_bounce(LEAD, "x", by=by, on=today)


# What the mail server says


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (unknown(LEAD), State.REFUSED, "550 5.1.1 No such mailbox here"),
        (smtplib.SMTPDataError(554, b"No spam please"), State.REFUSED, "554 No spam please"),
        (ValueError("Invalid address"), State.REFUSED, "Invalid address"),
        (unknown(LEAD, 450), State.LEAVING, "450 5.1.1 No such mailbox here"),
        (smtplib.SMTPDataError(451, b"Later"), State.LEAVING, "451 Later"),
        (smtplib.SMTPSenderRefused(530, b"Who are you?", "x"), State.LEAVING, "530 Who are you?"),
        (smtplib.SMTPAuthenticationError(535, b"Wrong"), State.LEAVING, "535 Wrong"),
        (smtplib.SMTPServerDisconnected("It went away"), State.LEAVING, "It went away"),
        (ConnectionRefusedError("Nobody there"), State.LEAVING, "Nobody there"),
        (TimeoutError(), State.LEAVING, "TimeoutError"),
    ],
)
def test_a_refusal_is_kept_in_the_servers_words_and_the_others_still_go(
    plan, deputy, server, capsys, django_capture_on_commit_callbacks, answer, state, words
):
    server.answers = {LEAD: answer}
    with pytest.raises(CommandError, match="front page"):
        run(django_capture_on_commit_callbacks)
    assert states() == {(LEAD, state), (DEPUTY, State.SENT)}
    assert set(Reminder.objects.filter(person__email=LEAD).values_list("trouble", flat=True)) == {words}
    said = capsys.readouterr()
    outcome = "1 refused, 0" if state == State.REFUSED else "0 refused, 1"
    assert f"1 e-mail sent with 2 reminders, {outcome} to be tried again." in said.out
    assert f"Leo Lead <{LEAD}>: {words}" in said.err

    server.answers, server.taken = {}, []
    run(django_capture_on_commit_callbacks)
    assert server.taken == ([] if state == State.REFUSED else [LEAD])


def test_a_corrected_address_gets_what_is_still_due(
    people, plan, server, today, django_capture_on_commit_callbacks
):
    server.answers = {LEAD: unknown(LEAD)}
    with pytest.raises(CommandError):
        run(django_capture_on_commit_callbacks)
    addresses.correct_address(
        people["lead"], "Leo@council.example", reason="Mistyped", by=people["office"], on=today
    )
    run(django_capture_on_commit_callbacks)
    assert server.taken == ["leo@council.example"]
    assert set(Reminder.objects.values_list("address", "state", "trouble")) == {
        ("leo@council.example", State.SENT, "")
    }


# The command


def test_a_dry_run_lists_and_writes_nothing(plan, deputy, server, django_capture_on_commit_callbacks):
    entries, users, out = LedgerEntry.objects.count(), User.objects.count(), StringIO()
    with django_capture_on_commit_callbacks(execute=True) as waiting:
        call_command("send_reminders", "--dry-run", stdout=out)
    said = out.getvalue()
    assert f"Leo Lead <{LEAD}>: 2 actions need your update by 23 June" in said
    assert "  closing: June 2022 of Small plan: 2.1, 2.2" in said
    assert "Nothing was sent: 2 e-mails would leave." in said
    assert (server.taken, waiting) == ([], [])
    assert (LedgerEntry.objects.count(), User.objects.count()) == (entries, users)
    assert not Reminder.objects.exists()


def test_the_tally_names_posts_without_anyone(plan, server, capsys, django_capture_on_commit_callbacks):
    run(django_capture_on_commit_callbacks)
    said = capsys.readouterr().out
    assert "1 e-mail sent with 2 reminders, 0 refused, 0 to be tried again." in said
    assert "Nobody to remind for Social worker: 2 actions of Small plan." in said


def test_a_round_after_the_next(plan, server, today, stand_on, django_capture_on_commit_callbacks):
    run(django_capture_on_commit_callbacks)
    last = stand_on(date(2022, 6, 23))
    by = builders.system(last)
    close_round(plan.rounds.get(), by=by, on=last)
    day = stand_on(date(2022, 7, 11))
    open_round(plan, "July 2022", opens=day, closes=date(2022, 7, 22), by=by, on=day)
    run(django_capture_on_commit_callbacks)
    assert server.taken == [LEAD, LEAD]
    assert Reminder.objects.filter(kind=Kind.MISSED).count() == 0


# Addresses


@pytest.mark.parametrize("value", ["plans.council.example", "ftp://x", "https://", "https://x/?a=1", "/here"])
def test_a_wrong_site_address_stops_the_start_with_a_sentence(monkeypatch, value):
    monkeypatch.setenv("SITE_ADDRESS", value)
    with pytest.raises(ImproperlyConfigured, match="Set it to a web address"):
        environment.site("SITE_ADDRESS", "http://127.0.0.1:8000")


def test_a_site_address_ends_without_a_stroke(monkeypatch):
    monkeypatch.setenv("SITE_ADDRESS", "https://council.example/plans/")
    assert environment.site("SITE_ADDRESS", "") == "https://council.example/plans"
    monkeypatch.delenv("SITE_ADDRESS")
    assert environment.site("SITE_ADDRESS", "http://127.0.0.1:8000") == "http://127.0.0.1:8000"
