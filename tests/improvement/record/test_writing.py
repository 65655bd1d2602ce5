"""Nothing domain is written without an actor, a reason, a day and a version."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from improvement.models import Action, LedgerEntry, Organisation, Plan, ProgressUpdate
from improvement.record import writing as writing_module
from improvement.record.writing import DatedBack, WriteOutsideService, current_writing, writing
from improvement.services import people as people_services
from improvement.services import plans
from improvement.services.progress import report_progress
from tests import builders


def test_saving_outside_a_service_is_refused(plan):
    action = plan.actions.first()
    with pytest.raises(WriteOutsideService):
        action.save()
    with pytest.raises(WriteOutsideService):
        action.delete()


@pytest.mark.parametrize("write", ["update", "delete", "bulk_create", "bulk_update"])
def test_bulk_writes_are_refused(plan, write):
    with pytest.raises(WriteOutsideService):
        getattr(Action.objects.all(), write)()


def test_creating_outside_a_service_is_refused(db):
    with pytest.raises(WriteOutsideService):
        Organisation.objects.create(name="Police")


def test_what_waits_for_the_commit_is_no_part_of_the_act(people, today, monkeypatch):
    """Whoever writes once an act is committed opens an act of their own, chained like any other."""

    @contextmanager
    def atomic():
        yield
        with pytest.raises(WriteOutsideService):
            current_writing()

    with monkeypatch.context() as patch, transaction.atomic():
        patch.setattr(writing_module.transaction, "atomic", atomic)
        with writing(by=people["office"], reason="Test", on=today):
            assert current_writing().reason == "Test"


def test_a_version_carries_who_why_and_when(people, today):
    police = people_services.add_organisation("Police", by=people["office"], on=today)
    version = police.history.get()
    assert version.history_user == people["office"]
    assert version.history_change_reason == "Organisation added"
    entry = LedgerEntry.objects.get(model="improvement.organisation")
    assert entry.actor == "Olive Office <office@council.example>"
    assert entry.reason == "Organisation added"
    assert localdate(entry.dated) == today
    assert localdate(entry.written_at) != today, "the ledger keeps the true time"


def test_only_system_users_date_back(people, today):
    past = today - timedelta(days=30)
    with pytest.raises(DatedBack):
        people_services.add_organisation("Police", by=people["office"], on=past)
    made = people_services.add_organisation("Police", by=builders.system(today), on=past)
    assert localdate(made.history.get().history_date) == past


def test_a_form_sent_at_midnight_is_not_dating_back(people, today):
    yesterday = today - timedelta(days=1)
    assert people_services.add_organisation("Police", by=people["office"], on=yesterday).pk


def test_nothing_is_dated_before_a_later_version(plan, people, today):
    system = builders.system(today)
    action = plan.actions.first()
    with pytest.raises(DatedBack):
        report_progress(action, rating=None, narrative="Earlier", by=system, on=date(2022, 3, 1))
    assert not ProgressUpdate.objects.exists()


def break_off(*, by, on):
    with writing(by=by, reason="Test", on=on):
        Organisation(name="Police").save()
        raise ZeroDivisionError


def test_an_act_that_fails_leaves_nothing(people, today):
    before = LedgerEntry.objects.count()
    with pytest.raises(ZeroDivisionError):
        break_off(by=people["office"], on=today)
    assert not Organisation.objects.exists()
    assert LedgerEntry.objects.count() == before


def test_when_the_ledger_cannot_be_written_nothing_is(people, today, monkeypatch):
    def broken(versions):
        raise RuntimeError("no ledger today")

    monkeypatch.setattr("improvement.record.ledger.append_many", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        people_services.add_organisation("Police", by=people["office"], on=today)
    assert not Organisation.objects.exists()


def test_inner_acts_keep_their_own_reason_and_join_one_chain(plan, people, today):
    with writing(by=people["office"], reason="Outer", on=today):
        Organisation(name="Police").save()
        plans.save_part(Plan.objects.get(), reason="Inner", by=people["office"], on=today)
    newest = LedgerEntry.objects.order_by("-number")[:2]
    assert [entry.reason for entry in newest] == ["Inner", "Outer"]


def test_signing_in_and_passwords_write_no_version(people):
    person = people["lead"]
    versions = person.history.count()
    person.set_password("another password altogether")
    person.save(update_fields=["password"])
    assert person.history.count() == versions
    assert "password" not in {field.name for field in type(person).history.model.tracked_fields}
