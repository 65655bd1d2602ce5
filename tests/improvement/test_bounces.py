"""Mail that came back: reports as servers write them, and files that are none."""

import sys
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from improvement.models import Reminder
from improvement.reminders.bounces import Bounce, NoReport, bounces_in
from improvement.reminders.undelivered import undelivered
from improvement.services import reminders
from tests import builders
from tests.improvement.reminding import Server, change, run

LEAD = "lead@council.example"
State = Reminder.State
REPORT = """From: MAILER-DAEMON@mx.council.example (Mail Delivery System)
To: plans@council.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.council.example
Arrival-Date: Mon, 20 Jun 2022 06:00:00 +0100

{recipients}
--B
Content-Type: message/rfc822

Subject: 2 actions need your update by 23 June
To: lead@council.example

Hello Leo Lead,
--B--
"""
FAILED = """Final-Recipient: rfc822; Lead@Council.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <lead@council.example>: Recipient address
    rejected: User unknown
"""
SAID = "550 5.1.1 <lead@council.example>: Recipient address rejected: User unknown"


def report(*recipients: str) -> bytes:
    return REPORT.format(recipients="\n".join(recipients)).encode()


@pytest.fixture
def sent(plan, settings, django_capture_on_commit_callbacks):
    """The lead has been reminded: two reminders in one mail."""
    settings.EMAIL_BACKEND = f"{Server.__module__}.Server"
    Server.answers, Server.taken = {}, []
    run(django_capture_on_commit_callbacks)


@pytest.fixture
def folder(tmp_path):
    """Returns the path of a file that holds these bytes."""

    def written(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return written


def record(*files: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("record_bounces", *files, stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def states() -> list[tuple[str, str]]:
    return sorted(Reminder.objects.values_list("state", "trouble"))


# Reading


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (FAILED, [Bounce(("Lead@Council.example",), SAID)]),
        (FAILED.replace("Action: failed", "Action: Failed"), [Bounce(("Lead@Council.example",), SAID)]),
        (FAILED.replace("failed", "delayed"), []),
        (FAILED.replace("failed", "delivered"), []),
        (FAILED.replace("Final-Recipient: rfc822; Lead@Council.example\n", ""), []),
        (
            f"Original-Recipient: rfc822;<{LEAD}>\n{FAILED.replace('Lead@Council', 'other@elsewhere')}",
            [Bounce((LEAD, "other@elsewhere.example"), SAID)],
        ),
        (
            "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.2.2",
            [Bounce(("a@b.example",), "Status 5.2.2")],
        ),
        (
            "Final-Recipient: rfc822; a@b.example\nAction: failed",
            [Bounce(("a@b.example",), "Status unknown")],
        ),
        (
            f"{FAILED}\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0",
            [Bounce(("Lead@Council.example",), SAID), Bounce(("a@b.example",), "Status 5.0.0")],
        ),
    ],
)
def test_reports_are_read(fields, expected):
    assert bounces_in(report(fields)) == expected


def test_other_line_ends_are_read_too():
    assert bounces_in(report(FAILED).replace(b"\n", b"\r\n"))[0].words == SAID


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"Subject: Out of office\n\nI am away", "no delivery status notification"),
        (bytes(range(256)) * 20, "no delivery status notification"),
        (report(FAILED).replace(b"message/delivery-status", b"text/plain"), "no delivery status"),
    ],
)
def test_what_is_no_report_says_so(content, why):
    with pytest.raises(NoReport, match=why):
        bounces_in(content)


def test_a_broken_report_is_no_crash():
    whole = report(FAILED)
    for length in range(0, len(whole), 7):
        try:
            found = bounces_in(whole[:length])
        except NoReport:
            continue
        assert all(isinstance(bounce, Bounce) for bounce in found)


# Recording


def test_a_bounce_is_recorded_with_the_servers_words(sent, people, folder):
    out, err = record(folder("bounce.eml", report(FAILED)))
    assert f"Leo Lead <Lead@Council.example>: {SAID}" in out
    assert err == ""
    assert states() == [(State.REFUSED, SAID)] * 2, "both left in one mail"
    [row] = undelivered()
    assert row.person == people["lead"]


def test_told_twice_it_is_recorded_once_and_nothing_older_is_touched(
    sent, people, plan, folder, today, settings
):
    other = builders.small_plan(people, on=today, slug="other")
    older = Reminder.objects.order_by("pk").first()
    change(older, round=other.rounds.get(), sent_on=plan.rounds.get().opens, on=today)
    bounce = folder("bounce.eml", report(FAILED))
    first, second = record(bounce), record(bounce)
    assert first == second
    older.refresh_from_db()
    assert older.state == State.SENT
    assert states() == [(State.REFUSED, SAID), (State.SENT, "")]


def test_bad_files_lose_nothing_of_the_others(sent, folder, tmp_path):
    files = [
        folder("letter.eml", b"Subject: Hello\n\nNot a report"),
        str(tmp_path / "gone.eml"),
        folder("stranger.eml", report(FAILED.replace("Lead@", "nobody@"))),
        folder("late.eml", report(FAILED.replace("failed", "delayed"))),
        folder("bounce.eml", report(FAILED)),
    ]
    out, err = record(*files)
    assert "letter.eml: It is no delivery status notification" in err
    assert "gone.eml: It cannot be read: No such file or directory." in err
    assert "stranger.eml: No reminder went to nobody@Council.example." in err
    assert "3 could not be recorded" in err
    assert "late.eml: no delivery failed." in out
    assert states() == [(State.REFUSED, SAID)] * 2


def test_a_report_may_be_piped_in(sent, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(report(FAILED))))
    out, _ = record()
    assert "standard input: Leo Lead" in out
    assert states() == [(State.REFUSED, SAID)] * 2


def test_what_has_not_left_cannot_come_back(plan, people, today):
    by = builders.system(today)
    assert reminders.record_bounce(LEAD, "x", by=by, on=today) == []
