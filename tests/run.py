"""The whole suite: ruff, migrations, production checks, then the tests on SQLite and on PostgreSQL.

The browser's journeys run once, on SQLite: what they watch does not depend on the database. Neither does what
tests prove that ask for no database (readers, arithmetic, architecture), so PostgreSQL leaves those out as well. It
is looked for at TEST_POSTGRESQL_URL; REQUIRE_POSTGRESQL=true makes its absence a failure.
"""

import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent
POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/plan_in_hand")


def main() -> int:
    house = {"DEMONSTRATION": "true", "HTTPS": "false"}
    production = {
        "DEMONSTRATION": "false",
        "HTTPS": "true",
        "SECRET_KEY": "a key only for this check, long and varied enough: 0123456789",
        "DATABASE_URL": "",
    }
    legs = [
        ("ruff check", [BIN / "ruff", "check", "--quiet", "."], {}),
        ("ruff format", [BIN / "ruff", "format", "--check", "--quiet", "."], {}),
        ("migrations are complete", manage("makemigrations", "--check", "--dry-run"), {"DATABASE_URL": ""}),
        ("production checks", manage("check", "--deploy", "--fail-level", "WARNING"), production),
        (
            "tests on SQLite, browser included",
            pytest("tests"),
            {**house, "DATABASE_URL": ""},
        ),
    ]
    if postgresql_answers():
        without_browser = pytest("tests", "--ignore=tests/journeys", "--only-database")
        legs.append(("tests on PostgreSQL", without_browser, {**house, "DATABASE_URL": POSTGRESQL}))
    elif os.environ.get("REQUIRE_POSTGRESQL") == "true":
        print(f"PostgreSQL does not answer at {POSTGRESQL}, and REQUIRE_POSTGRESQL is set.")
        return 1
    failed = [name for name, command, extra in legs if not passes(name, command, extra)]
    if not postgresql_answers():
        print("PostgreSQL did not answer: its leg was left out. Set TEST_POSTGRESQL_URL to include it.")
    print("Failed: " + ", ".join(failed) if failed else "All passed: " + ", ".join(leg[0] for leg in legs))
    return 1 if failed else 0


def manage(*words: str) -> list:
    return [sys.executable, "manage.py", *words]


def pytest(*words: str) -> list:
    return [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        *words,
    ]


def passes(name: str, command: list, extra: dict) -> bool:
    print(f"\n== {name}", flush=True)
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **extra}, check=False).returncode == 0


def postgresql_answers() -> bool:
    import psycopg

    server = POSTGRESQL.rsplit("/", 1)[0] + "/postgres"
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
