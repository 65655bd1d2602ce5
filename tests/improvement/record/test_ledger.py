"""The chain holds, breaks where it is touched, and outlives changes of columns."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, InternalError, OperationalError, connection
from django.db.utils import DatabaseError

from improvement.models import LedgerEntry
from improvement.record import triggers
from improvement.record.ledger import head
from improvement.record.verify import problems, recorded_models
from improvement.services import people as people_services

REFUSED = (IntegrityError, InternalError, OperationalError, DatabaseError)


def raw(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found() -> list[str]:
    return [str(problem) for problem in problems()]


def test_the_chain_of_a_plan_verifies(plan):
    assert found() == []


def test_every_version_is_in_the_ledger_once(plan):
    versions = sum(model.history.count() for model in recorded_models())
    assert versions == LedgerEntry.objects.count() > 0


def test_verify_audit_says_the_head(plan, capsys):
    call_command("verify_audit")
    said = capsys.readouterr().out
    assert "The record is whole" in said
    assert head().hash in said


def test_a_raw_change_to_a_live_row_is_found_and_named(plan, capsys):
    action = plan.actions.first()
    raw("UPDATE improvement_action SET title = 'Better than it was' WHERE id = %s", action.pk)
    assert found() == [f"improvement.action {action.pk}: differs from its newest version in title"]
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_audit")
    assert stopped.value.code == 1
    assert f"improvement.action {action.pk}" in capsys.readouterr().err


def test_a_raw_removal_is_found(plan):
    raw("DELETE FROM improvement_step WHERE id = (SELECT MIN(id) FROM improvement_step)")
    assert any("was removed outside the record" in problem for problem in found())


def test_a_raw_insertion_is_found(people):
    raw("INSERT INTO improvement_organisation (name) VALUES ('Never entered')")
    assert any("is live but has no version" in problem for problem in found())


def test_a_rating_carried_wrongly_is_found(plan):
    raw("UPDATE improvement_action SET due = '2030-01-01' WHERE reference = '1.1'")
    assert any("carries a rating or deadline that is not its newest" in problem for problem in found())


@pytest.mark.parametrize("table", ["improvement_ledgerentry", "improvement_historicalaction"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET {column} = 'x'", "DELETE FROM {table}"], ids=["update", "delete"]
)
def test_the_database_refuses_to_change_the_record(plan, table, statement):
    column = "reason" if table.endswith("ledgerentry") else "title"
    with pytest.raises(REFUSED, match="only grows"):
        raw(statement.format(table=table, column=column))


def test_postgresql_refuses_to_empty_a_table_too(plan):
    if connection.vendor != "postgresql":
        return
    with pytest.raises(REFUSED, match="only grows"):
        raw("TRUNCATE improvement_ledgerentry")


def test_every_trigger_is_there_after_migrating(db):
    assert triggers.installed() == triggers.expected()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE improvement_ledgerentry SET reason = 'x' WHERE number = 3", "its hash does not fit"),
        ("UPDATE improvement_ledgerentry SET canonical = '{}' WHERE number = 3", "its digest does not fit"),
        ("DELETE FROM improvement_ledgerentry WHERE number = 3", "is missing"),
        ("UPDATE improvement_historicalaction SET title = 'x'", "differs from record"),
        ("DELETE FROM improvement_historicalaction", "is chained but gone"),
    ],
)
def test_whoever_lifts_the_triggers_is_still_found(plan, change, what):
    with triggers.lifted():
        raw(change)
    assert any(what in problem for problem in found())


def test_a_missing_trigger_is_found(plan):
    name = sorted(triggers.expected())[0]
    table = name.removeprefix("keep_record_delete_")
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    raw(f"DROP TRIGGER {name}{on_table}")
    assert any(f"the trigger {name} is missing" in problem for problem in found())


ADDED = "ALTER TABLE {table} ADD COLUMN motto varchar(20) DEFAULT 'new'"
RENAMED = "ALTER TABLE {table} RENAME COLUMN motto TO slogan"
DROPPED = "ALTER TABLE {table} DROP COLUMN slogan"


def test_the_chain_outlives_a_column_added_renamed_and_dropped(plan):
    """What migrations do to the tables, and to the model: it is read with its own columns after each."""
    for change in (ADDED, RENAMED, DROPPED):
        for table in ("improvement_organisation", "improvement_historicalorganisation"):
            raw(change.format(table=table))
        triggers.install()
        assert found() == []


def test_versions_chained_under_other_column_names_still_verify(people, today, monkeypatch):
    """As if `name` had been called `title` then, and a column `motto` had been there: the text keeps both."""
    monkeypatch.setattr(
        "improvement.record.ledger.stored_fields",
        lambda version: {"id": version.id, "title": version.name, "motto": "With care"},
    )
    police = people_services.add_organisation("Police", by=people["office"], on=today)
    monkeypatch.undo()
    assert '"motto":"With care"' in LedgerEntry.objects.get(model="improvement.organisation").canonical
    assert found() == []
    with triggers.lifted():
        raw("UPDATE improvement_historicalorganisation SET id = %s", police.pk + 1)
    assert any("differs from record" in problem for problem in found())
