"""Whether the product can do its work: each part tried, and for a broken one what is wrong and what to do.

The answer is open to anyone who can reach the server, so no sentence names a secret, a path or a version.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from improvement import health_problems as says
from improvement.health_problems import Problem
from improvement.models import LedgerEntry
from improvement.record import triggers
from improvement.record.ledger import LOCK_KEY

# How long a trial write waits for another writer before the database is called locked.
WAIT_MILLISECONDS = 1000
STYLE_SHEET = "site.css"


class State(StrEnum):
    WORKING = "working"
    BROKEN = "broken"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True)
class Part:
    """One part of the product as it was found. Where one that is not essential breaks, the rest goes on."""

    name: str
    state: State
    problem: Problem | None = None
    is_essential: bool = True


def parts() -> list[Part]:
    """Every part, tried now. Where the database is of no use, what lies in it is not checked."""
    found = [_try("Database answers", database_problem)]
    for name, check in (
        ("Database is up to date", migrations_problem),
        ("Database can be written to", write_problem),
    ):
        found.append(_try(name, check) if found[-1].state is State.WORKING else _not_checked(name))
    # A locked database can still be read, so these two wait for the tables only.
    has_tables = found[1].state is State.WORKING
    for name, check in (("Record is guarded", triggers_problem), ("Sign-in", cache_problem)):
        found.append(_try(name, check) if has_tables else _not_checked(name))
    return [
        *found,
        _try("Evidence can be stored", storage_problem),
        _try("Pages can be shown", styles_problem),
        _try("PDF export", pdf_problem, is_essential=False),
    ]


def is_working(found: list[Part]) -> bool:
    """Whether every essential part works."""
    return all(part.state is State.WORKING for part in found if part.is_essential)


def as_plain_values(found: list[Part]) -> dict:
    """The same as a monitoring program reads it."""
    return {
        "working": is_working(found),
        "parts": [
            {
                "name": part.name,
                "state": part.state,
                "essential": part.is_essential,
                "problem": part.problem.what if part.problem else "",
                "remedy": part.problem.remedy if part.problem else "",
            }
            for part in found
        ],
    }


def database_problem() -> Problem | None:
    # Looking first: SQLite would make an empty file where one is missing.
    is_file = connection.vendor == "sqlite" and not connection.is_in_memory_db()
    if is_file and not Path(connection.settings_dict["NAME"]).exists():
        return says.MISSING
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def migrations_problem() -> Problem | None:
    loader = MigrationLoader(connection)
    if not loader.applied_migrations:
        return says.EMPTY
    return says.BEHIND if set(loader.graph.nodes) - set(loader.applied_migrations) else None


def write_problem() -> Problem | None:
    """A write that changes no row, rolled back. Both databases take the writers' own lock for it."""
    table = connection.ops.quote_name(LedgerEntry._meta.db_table)
    trial = f"UPDATE {table} SET number = number WHERE 1 = 0"  # noqa: S608, the table's name is our own
    with connection.cursor() as cursor:
        try:
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA busy_timeout = {WAIT_MILLISECONDS}")
            with transaction.atomic():
                if connection.vendor == "postgresql":
                    cursor.execute(f"SET LOCAL lock_timeout = {WAIT_MILLISECONDS}")
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
                cursor.execute(trial)
                transaction.set_rollback(True)
        finally:
            if connection.vendor == "sqlite":
                usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
                cursor.execute(f"PRAGMA busy_timeout = {int(usual * 1000)}")
    return None


def triggers_problem() -> Problem | None:
    expected = triggers.expected()
    missing = expected - triggers.installed()
    if not missing:
        return None
    return Problem(
        says.UNGUARDED.what.format(missing=len(missing), expected=len(expected)), says.UNGUARDED.remedy
    )


def cache_problem() -> Problem | None:
    cache = settings.CACHES["default"]
    if not cache["BACKEND"].endswith(".DatabaseCache"):
        return None
    return None if cache["LOCATION"] in connection.introspection.table_names() else says.NO_CACHE


def storage_problem() -> Problem | None:
    """A nameless file written and gone again. A folder not made yet counts by the one it will be made in."""
    try:
        folder = Path(default_storage.path(""))
    except NotImplementedError:  # Kept by another service, which answers for itself.
        return None
    place = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=place) as trial:
            trial.write(b"trial")
    except OSError:
        return says.NO_STORAGE
    return None


def styles_problem() -> Problem | None:
    return None if style_sheet() else says.NO_STYLES


def style_sheet() -> str:
    """The address of the style sheet, or nothing where it was not collected."""
    try:
        return staticfiles_storage.url(STYLE_SHEET)
    except ValueError:
        return ""


def pdf_problem() -> Problem | None:
    # Here, not at the top: without its system libraries the import fails, and only this export needs them.
    try:
        import pikepdf  # noqa: F401
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return says.NO_PDF
    return None


def _try(name: str, check: Callable[[], Problem | None], is_essential: bool = True) -> Part:
    try:
        problem = check()
    except DatabaseError as error:
        problem = _database_fault(error)
    return Part(name, State.BROKEN if problem else State.WORKING, problem, is_essential)


def _not_checked(name: str) -> Part:
    return Part(name, State.NOT_CHECKED)


def _database_fault(error: DatabaseError) -> Problem:
    """What a database's own words mean: SQLite says it in text, PostgreSQL in a code."""
    said, code = str(error).lower(), getattr(error.__cause__, "sqlstate", None)
    if "is locked" in said or code == "55P03":
        return says.LOCKED
    if "readonly" in said or code in {"25006", "42501"}:
        return says.READ_ONLY
    return says.SILENT
