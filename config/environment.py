"""Typed readers of the process's environment. Each fails loudly, naming the variable and what to set."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def load_env_file(path: Path) -> None:
    """Take NAME=value lines of a file into the environment; what is already set there wins."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.partition("=")
        if separator and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


def text(name: str, default: str | None = None) -> str:
    """The words set, or the default. Without a default the variable must be set."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it in the environment or in .env.")
    return value


def switch(name: str, default: bool) -> bool:
    """True or false."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in {"true", "false"}:
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to true or false.")
    return value == "true"


def whole_number(name: str, default: int) -> int:
    """A whole number of zero or more."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to a whole number, such as {default}.")
    return int(value)


def site(name: str, default: str) -> str:
    """A web address without a stroke at its end, such as https://plans.council.example."""
    value = os.environ.get(name, "").strip() or default
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Set it to a web address, such as https://plans.council.example."
        )
    return value.rstrip("/")


def words(name: str, default: str = "") -> list[str]:
    """Values parted by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str, sqlite_file: Path) -> dict:
    """Django's settings for the database that an address names; SQLite in the file given where none is."""
    address = os.environ.get(name, "").strip()
    if not address:
        return _sqlite(sqlite_file)
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(Path(parts.path))
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} does not name a database. Set it like postgresql://user:password@host:5432/name, "
            "or leave it out for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(file: Path) -> dict:
    """SQLite with a write-ahead log: readers never wait, and a writer takes its lock at BEGIN."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
