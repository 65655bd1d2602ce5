"""What a broken part says: what is wrong, and what to do. No sentence names a secret, a path or a version."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong with a part, and what to do about it."""

    what: str
    remedy: str


MISSING = Problem(
    "The database file is missing.",
    "Check that DATABASE_URL names the right file, or put the file back from a backup. "
    "For a new installation run “python manage.py migrate”.",
)
SILENT = Problem(
    "The database does not answer.",
    "Check that the database server runs and that DATABASE_URL names it, its user and its password.",
)
LOCKED = Problem(
    "The database is locked: it can be read, but another program is holding it and nothing can be saved.",
    "Wait a minute and look again. If it stays locked, find the program that holds it (an import, a backup, "
    "an open database tool) and let it finish or end it.",
)
READ_ONLY = Problem(
    "The database can be read, but the server may not write to it.",
    "Give the server’s account the right to write to the database, and check that it is no read-only copy.",
)
EMPTY = Problem(
    "The database is empty.",
    "For a new installation run “python manage.py migrate”. Otherwise the database was lost, or another one "
    "is named: check DATABASE_URL, or put the database back from a backup.",
)
BEHIND = Problem(
    "The tables in the database are older than the program.",
    "Make a backup, then run “python manage.py migrate”.",
)
UNGUARDED = Problem(
    "The database no longer guards the record: {missing} of {expected} triggers are missing.",
    "Run “python manage.py migrate”, which puts them back, then “python manage.py verify_audit”, "
    "and find out who removed them.",
)
NO_CACHE = Problem(
    "The table that counts failed sign-ins is missing, so nobody can sign in.",
    "Run “python manage.py createcachetable”.",
)
NO_STORAGE = Problem(
    "The folder for evidence cannot be written to, so no file can be added.",
    "Check that EVIDENCE_FOLDER names a folder, that the server’s account may write to it, "
    "and that the disk is not full.",
)
NO_STYLES = Problem(
    "The style sheet is not in place, so pages cannot be shown.",
    "Run “npm run styles”, then “python manage.py collectstatic”.",
)
NO_PDF = Problem(
    "The plan cannot be exported as a PDF. Everything else works.",
    "Install the packages in requirements.lock, and from the operating system the libraries "
    "Pango and HarfBuzz (on Debian and Ubuntu: libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0).",
)
