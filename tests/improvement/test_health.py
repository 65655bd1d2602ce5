"""Whether everything works: each part broken for real, and the page that says so.

A database is broken in a SQLite file of its own, put where the usual one is, whatever the suite runs on.
"""

import shutil
import sqlite3
import sys
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import ConnectionHandler, connection, connections
from django.urls import reverse

from config import environment
from improvement import health
from improvement.record.ledger import LOCK_KEY

CACHE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory, django_db_setup, django_db_blocker):
    """A database file with everything in it: the suite's own where that is SQLite, or else a new one."""
    file = tmp_path_factory.mktemp("sound") / "db.sqlite3"
    usual = connections["default"]
    with django_db_blocker.unblock():
        connections["default"] = _connection_to(file)
        if usual.vendor == "sqlite":
            usual.ensure_connection()
            connection.ensure_connection()
            usual.connection.backup(connection.connection)
        else:
            call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        connection.close()
    connections["default"] = usual
    return file


@pytest.fixture
def file(sound_file, tmp_path, django_db_blocker, settings, monkeypatch):
    """A copy of it in use by the product."""
    settings.CACHES = {"default": CACHE}
    monkeypatch.setattr(health, "WAIT_MILLISECONDS", 50)
    copy = shutil.copy(sound_file, tmp_path / "db.sqlite3")
    usual = connections["default"]
    connections["default"] = _connection_to(copy)
    with django_db_blocker.unblock():
        yield copy
        connection.close()
    connections["default"] = usual


def test_everything_works(file, client):
    response, parts = _asked(client)
    assert response.status_code == 200
    assert response.json()["working"] is True
    assert [name for name, part in parts.items() if part["state"] != "working"] == []


@pytest.mark.django_db
def test_the_suites_own_database_works(client):
    """On PostgreSQL as well: the trial write takes its locks and leaves nothing behind."""
    assert _asked(client)[0].status_code == 200


def test_missing_database_is_named_and_none_is_made(file, client):
    file.unlink()
    response, parts = _asked(client)
    assert response.status_code == 503
    assert parts["Database answers"]["problem"] == "The database file is missing."
    assert parts["Record is guarded"]["state"] == "not checked"
    assert parts["Evidence can be stored"]["state"] == "working"
    assert not file.exists()


def test_a_file_that_is_no_database_does_not_answer(file, client):
    file.write_bytes(b"This is a letter, and not a database at all. " * 100)
    response, parts = _asked(client)
    assert response.status_code == 503
    assert parts["Database answers"]["problem"] == "The database does not answer."


def test_locked_database_is_told_from_a_missing_one(file, client):
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        response, parts = _asked(client)
    assert response.status_code == 503
    assert parts["Database answers"]["state"] == "working"
    assert "locked" in parts["Database can be written to"]["problem"]
    assert parts["Record is guarded"]["state"] == "working"


@pytest.mark.django_db
def test_writer_that_holds_postgresql_is_noticed(client, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's own lock is tried above.")
    monkeypatch.setattr(health, "WAIT_MILLISECONDS", 50)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_KEY])
            response, parts = _asked(client)
    finally:
        other.close()
    assert response.status_code == 503
    assert "locked" in parts["Database can be written to"]["problem"]


def test_waiting_is_as_long_as_usual_again_after_the_trial(file, client):
    _asked(client)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)


@pytest.mark.parametrize(
    ("statement", "part", "key", "said"),
    [
        ("PRAGMA query_only = ON", "Database can be written to", "problem", "may not write"),
        (
            "DELETE FROM django_migrations WHERE app = 'improvement'",
            "Database is up to date",
            "problem",
            "older than the program",
        ),
        (
            'DROP TRIGGER "keep_record_update_improvement_ledgerentry"',
            "Record is guarded",
            "problem",
            ": 1 of ",
        ),
        ("DROP TABLE cache", "Sign-in", "remedy", "createcachetable"),
    ],
)
def test_what_is_wrong_with_a_database_is_named(file, client, statement, part, key, said):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    response, parts = _asked(client)
    assert response.status_code == 503
    assert said in parts[part][key]
    if "migrations" in statement:
        assert parts["Database can be written to"]["state"] == "not checked"


def test_empty_database_may_be_a_lost_one(file, client):
    """SQLite makes an empty file where one was lost, as soon as any other page is asked for."""
    file.write_bytes(b"")
    response, parts = _asked(client)
    assert response.status_code == 503
    assert "empty" in parts["Database is up to date"]["problem"]
    assert "backup" in parts["Database is up to date"]["remedy"]


def test_folder_for_evidence_that_cannot_be_written_to(file, client, settings, tmp_path):
    (tmp_path / "taken").write_text("A file where a folder should be.")
    _keep_evidence_in(settings, tmp_path / "taken" / "evidence")
    response, parts = _asked(client)
    assert response.status_code == 503
    assert "cannot be written to" in parts["Evidence can be stored"]["problem"]


def test_folder_for_evidence_may_be_made_later(file, client, settings, tmp_path):
    _keep_evidence_in(settings, tmp_path / "not" / "yet")
    assert _asked(client)[0].status_code == 200
    assert not (tmp_path / "not").exists()


def test_style_sheet_that_was_not_collected(file, client, settings, tmp_path):
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest}
    response, parts = _asked(client)
    assert response.status_code == 503
    assert "collectstatic" in parts["Pages can be shown"]["remedy"]
    assert client.get(reverse("improvement:health")).status_code == 503


def test_without_the_pdf_library_the_rest_goes_on(file, client, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    response, parts = _asked(client)
    assert response.status_code == 200
    assert parts["PDF export"]["state"] == "broken"
    assert "Pango" in parts["PDF export"]["remedy"]


def test_page_says_it_in_words(file, client):
    assert "Everything needed works" in client.get(reverse("improvement:health")).text
    file.unlink()
    page = client.get(reverse("improvement:health"))
    assert page.status_code == 503
    assert "Something is broken" in page.text
    assert "The database file is missing." in page.text
    assert "A part above must work first." in page.text


def test_somebody_signed_in_sees_it_without_a_database(file, client):
    """The session cannot be read then, so nothing on the way to this page may ask for it."""
    client.cookies["sessionid"] = "x" * 32
    file.unlink()
    assert client.get(reverse("improvement:health")).status_code == 503


def test_page_gives_nothing_away(file, client, settings):
    import django

    file.unlink()
    for said in (client.get(reverse("improvement:health")).text, _asked(client)[0].text):
        for secret in (str(file), str(settings.BASE_DIR), settings.SECRET_KEY, django.get_version()):
            assert secret not in said


def test_page_is_never_kept(file, client):
    headers = client.get(reverse("improvement:health")).headers
    assert "no-store" in headers["Cache-Control"]
    assert "Accept" in headers["Vary"]


def test_posting_is_refused(file, client):
    assert client.post(reverse("improvement:health")).status_code == 405


def _connection_to(file):
    return ConnectionHandler({"default": environment.database("NO_SUCH_VARIABLE", file)})["default"]


def _keep_evidence_in(settings, folder) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder)},
        },
    }


def _asked(client):
    """The answer for a program, and its parts by name."""
    response = client.get(reverse("improvement:health"), headers={"Accept": "application/json"})
    return response, {part["name"]: part for part in response.json()["parts"]}
