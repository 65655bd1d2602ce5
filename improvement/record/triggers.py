"""The database itself refuses to change or remove a version or a link of the ledger.

SQLite drops a table's triggers whenever Django alters it, so they are put back after every migrate.
The one change let through is withdrawal: contents emptied, everything else as it was.
"""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection

SENTENCE = "The record only grows: versions and ledger entries are never changed or removed."
PREFIX = "keep_record"


def guarded_tables() -> dict[str, list[str]]:
    """Each append-only table with the columns that withdrawal may empty."""
    from improvement.record.ledger import LedgerEntry

    tables = {LedgerEntry._meta.db_table: ["canonical", "salt"]}
    for model in apps.get_models():
        if hasattr(model, "history") and hasattr(model.history, "model"):
            tables[model.history.model._meta.db_table] = list(getattr(model, "withdrawable", []))
    return tables


def install(**kwargs) -> None:
    """Put every trigger in place; those there already are replaced."""
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for table, emptied in guarded_tables().items():
            if table in existing:
                for statement in _statements(cursor, table, emptied):
                    cursor.execute(statement)


def installed() -> set[str]:
    """Names of the guarding triggers that the database holds now."""
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE %s"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue, [f"{PREFIX}%"])
        return {row[0] for row in cursor.fetchall()}


def expected() -> set[str]:
    kinds = ["update", "delete"] + (["truncate"] if connection.vendor == "postgresql" else [])
    return {_name(table, kind) for table in guarded_tables() for kind in kinds}


@contextmanager
def lifted():
    """For tests that empty tables, and for nothing else: the guard is away inside and back after."""
    with connection.cursor() as cursor:
        for table in guarded_tables():
            for kind in ("update", "delete", "truncate"):
                _drop(cursor, table, kind)
    try:
        yield
    finally:
        install()


def _name(table: str, kind: str) -> str:
    return f"{PREFIX}_{kind}_{table}"[:63]


def _drop(cursor, table: str, kind: str) -> None:
    on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    cursor.execute(f'DROP TRIGGER IF EXISTS "{_name(table, kind)}"{on_table}')


def _statements(cursor, table: str, emptied: list[str]) -> list[str]:
    columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    withdrawal = _is_withdrawal(columns, emptied)
    if connection.vendor == "postgresql":
        return _postgresql(table, withdrawal)
    statements = []
    for kind, unless in (("update", withdrawal), ("delete", "0")):
        statements += [
            f'DROP TRIGGER IF EXISTS "{_name(table, kind)}"',
            f'CREATE TRIGGER "{_name(table, kind)}" BEFORE {kind.upper()} ON "{table}" '
            f"WHEN NOT ({unless}) BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
        ]
    return statements


def _postgresql(table: str, withdrawal: str) -> list[str]:
    statements = [
        f"CREATE OR REPLACE FUNCTION {PREFIX}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$"
    ]
    forms = {
        "update": f"FOR EACH ROW WHEN (NOT ({withdrawal}))",
        "delete": "FOR EACH ROW",
        "truncate": "FOR EACH STATEMENT",
    }
    for kind, form in forms.items():
        statements += [
            f'DROP TRIGGER IF EXISTS "{_name(table, kind)}" ON "{table}"',
            f'CREATE TRIGGER "{_name(table, kind)}" BEFORE {kind.upper()} ON "{table}" '
            f"{form} EXECUTE FUNCTION {PREFIX}()",
        ]
    return statements


def _is_withdrawal(columns: list[str], emptied: list[str]) -> str:
    """SQL that is true when the named columns are emptied and no other column changes; false where none are."""
    if not emptied:
        return "1 = 0"
    same = "IS NOT DISTINCT FROM" if connection.vendor == "postgresql" else "IS"
    parts = [f"COALESCE(NEW.\"{column}\", '') = ''" for column in emptied]
    parts += [f'NEW."{column}" {same} OLD."{column}"' for column in columns if column not in emptied]
    return " AND ".join(parts)
