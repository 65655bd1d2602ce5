"""Evidence: kept with its digest, and withdrawn so that nothing of it is left but that it was there."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from improvement.models import Evidence, LedgerEntry
from improvement.record.canonical import digest_of, link_hash
from improvement.record.ledger import GENESIS
from improvement.record.verify import problems
from improvement.services import evidence
from improvement.services import people as people_services
from improvement.services.attachments import Attachment
from improvement.services.refusals import Refused
from tests import builders

BYTES = b"Agreed: a child called Sam Sample.\n"


@pytest.fixture
def action(plan):
    return plan.actions.get(reference="1.1")


@pytest.fixture
def file(action, people, today):
    upload = SimpleUploadedFile("Sam Sample.txt", BYTES)
    return evidence.add_file(action, upload, title="Sam Sample’s plan", by=people["lead"], on=today)


# Adding.


def test_a_file_is_kept_under_a_name_of_our_own(file, people, today):
    assert (file.file_name, file.title, file.size) == ("Sam Sample.txt", "Sam Sample’s plan", len(BYTES))
    assert file.sha256 == hashlib.sha256(BYTES).hexdigest()
    assert (file.added_by, file.added_on) == (people["lead"], today)
    assert "Sam" not in file.file.name
    assert file.file.name.endswith(".txt")
    with default_storage.open(file.file.name) as kept:
        assert kept.read() == BYTES


@pytest.mark.parametrize(
    "name", ["../../etc/cron.txt", "C:\\board\\minutes.txt", "a\u202etxt.pdf.txt", "…", "name with no ending"]
)
def test_no_name_reaches_a_path(action, people, today, name):
    upload = SimpleUploadedFile("x.txt", BYTES)
    upload._name = name
    kept = evidence.add_file(action, upload, title="Minutes", by=people["lead"], on=today)
    assert kept.file.name.startswith("evidence/")
    assert ".." not in kept.file.name
    assert not set(kept.file_name) & set("/\\\u202e")


def test_without_a_title_the_name_or_the_address_stands(action, people, today):
    who = {"by": people["lead"], "on": today}
    assert evidence.add_file(action, SimpleUploadedFile("a.txt", BYTES), title="", **who).title == "a.txt"
    long = f"https://example.org/{'a' * 400}"
    link = evidence.add_link(action, long, title="", **who)
    assert (link.url, link.title) == (long, long[:200])
    assert link.sha256 == hashlib.sha256(long.encode()).hexdigest()


@pytest.mark.parametrize("who", builders.CAST)
def test_who_may_add(action, people, today, who):
    link = [Attachment(url="https://example.org/")]
    if who in {"office", "lead"}:
        assert evidence.add_evidence(action, link, by=people[who], on=today)
        return
    with pytest.raises(Refused, match="You may not add evidence to this action"):
        evidence.add_evidence(action, link, by=people[who], on=today)
    assert not Evidence.objects.exists()


def test_a_file_and_a_link_are_both_kept_or_neither(action, people, today, monkeypatch, settings):
    both = [Attachment(upload=SimpleUploadedFile("a.txt", BYTES)), Attachment(url="https://example.org/")]
    save, saved = Evidence.save, []

    def fail_at_the_second(row, *args, **kwargs):
        saved.append(row.file.name)
        if len(saved) == 2:
            raise RuntimeError("forced")
        save(row, *args, **kwargs)

    monkeypatch.setattr(Evidence, "save", fail_at_the_second)
    with pytest.raises(RuntimeError, match="forced"):
        evidence.add_evidence(action, both, by=people["lead"], on=today)
    assert not Evidence.objects.exists()
    assert not default_storage.exists(saved[0])


def test_a_file_that_cannot_be_stored_leaves_no_row(action, people, today, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(FileSystemStorage, "_save", fail)
    with pytest.raises(OSError, match="the disk is full"):
        evidence.add_file(action, SimpleUploadedFile("a.txt", BYTES), title="", by=people["lead"], on=today)
    assert not Evidence.objects.exists()


# Reading.


@pytest.mark.parametrize("who", builders.CAST)
def test_who_may_read(plan, people, today, who):
    may = {"office": (True, True), "lead": (True, False), "chair": (True, True), "auditor": (True, True)}
    for own, reference in zip(may.get(who, (False, False)), ("1.1", "2.1"), strict=True):
        action = plan.actions.get(reference=reference)
        assert (evidence.reason_not_to_read(action, by=people[who], on=today) == "") is own


def test_a_board_member_reads_evidence_of_plans_shared_with_them_only(action, people, today):
    people_services.share_plans(people["chair"], set(), by=people["office"], on=today)
    assert "may not open" in evidence.reason_not_to_read(action, by=people["chair"], on=today)


# Withdrawing.


def test_withdrawing_destroys_what_it_held_and_keeps_that_it_was_there(file, people, today):
    stored, digest = file.file.name, file.sha256
    evidence.withdraw(file, because="It names a child", by=people["office"], on=today)
    file.refresh_from_db()
    assert (file.title, file.url, file.file.name, file.file_name) == ("", "", "", "")
    assert (file.sha256, file.size, file.added_by) == (digest, len(BYTES), people["lead"])
    assert (file.withdrawn_on, file.withdrawn_because) == (today, "It names a child")
    assert not default_storage.exists(stored)


def test_nothing_of_it_is_left_in_the_record_and_the_chain_still_holds(file, people, today):
    evidence.withdraw(file, because="It names a child", by=people["office"], on=today)
    for version in file.history.all():
        assert (version.title, version.url, str(version.file), version.file_name) == ("", "", "", "")
    entries = LedgerEntry.objects.filter(model="improvement.evidence").order_by("number")
    assert [(entry.is_withdrawn, entry.salt == "") for entry in entries] == [(True, True), (False, False)]
    assert [(entry.actor_id, entry.reason) for entry in entries] == [
        (people["lead"].pk, "Evidence added"),
        (people["office"].pk, "Evidence withdrawn: It names a child"),
    ]
    for entry in LedgerEntry.objects.all():
        everything = f"{entry.subject} {entry.canonical} {entry.reason}"
        assert "Sam" not in everything
    assert_the_chain_holds()
    assert [str(problem) for problem in problems()] == []


def assert_the_chain_holds():
    """Worked out afresh, link by link, from nothing but the canonical text."""
    previous = GENESIS
    for entry in LedgerEntry.objects.order_by("number"):
        assert entry.previous == previous
        assert link_hash(previous, entry.facts()) == entry.hash
        if not entry.is_withdrawn:
            assert digest_of(entry.canonical, entry.salt) == entry.digest
        previous = entry.hash


@pytest.mark.parametrize("who", builders.CAST)
def test_who_may_withdraw(file, people, today, who):
    if who == "office":
        evidence.withdraw(file, because="It names a child", by=people[who], on=today)
        return
    with pytest.raises(Refused, match="Only the programme office may withdraw evidence"):
        evidence.withdraw(file, because="It names a child", by=people[who], on=today)
    file.refresh_from_db()
    assert file.title
    assert default_storage.exists(file.file.name)


def test_a_reason_is_needed_and_twice_is_once_too_often(file, people, today):
    who = {"by": people["office"], "on": today}
    with pytest.raises(Refused, match="Say why"):
        evidence.withdraw(file, because="", **who)
    stale = Evidence.objects.get(pk=file.pk)
    evidence.withdraw(file, because="It names a child", **who)
    with pytest.raises(Refused, match="withdrawn on 20 June 2022 already"):
        evidence.withdraw(stale, because="Again", **who)
    assert Evidence.objects.get().withdrawn_because == "It names a child"


def test_where_destroying_fails_the_record_does_not_say_it_was_done(file, people, today, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("the disk is gone")

    stored = file.file.name
    monkeypatch.setattr(FileSystemStorage, "delete", fail)
    with pytest.raises(OSError, match="the disk is gone"):
        evidence.withdraw(file, because="It names a child", by=people["office"], on=today)
    kept = Evidence.objects.get()
    assert (kept.title, kept.withdrawn_on) == ("Sam Sample’s plan", None)
    assert not LedgerEntry.objects.filter(canonical=None).exists()
    assert default_storage.exists(stored)
    monkeypatch.undo()
    evidence.withdraw(kept, because="It names a child", by=people["office"], on=today)
    assert not default_storage.exists(stored)


def test_a_withdrawn_files_versions_cannot_be_filled_again(file, people, today):
    evidence.withdraw(file, because="It names a child", by=people["office"], on=today)
    first = file.history.order_by("history_id").first()
    with pytest.raises(DatabaseError, match="record only grows"), transaction.atomic():
        Evidence.history.filter(pk=first.pk).update(title="Invented")


def test_evidence_cannot_be_added_before_today(action, people, today):
    with pytest.raises(RuntimeError, match="Only loading and importing"):
        evidence.add_link(
            action, "https://example.org/", title="", by=people["office"], on=today - timedelta(days=2)
        )
