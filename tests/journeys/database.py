"""The demonstration as every journey finds it: loaded once by each worker, copied back before each journey.

A journey's writes are committed, because the server has to see them, and the append-only tables refuse to be
emptied. SQLite copies a whole database in a few milliseconds instead, triggers and all.
"""

import shutil
import sqlite3
from pathlib import Path

from django.core.management import call_command
from django.db import connection


class Demonstration:
    """Bury 2022 with its accounts and evidence, and the empty database that stood there before."""

    def __init__(self, shelf: Path):
        self.shelved_files = shelf
        self.empty: sqlite3.Connection | None = None
        self.loaded: sqlite3.Connection | None = None

    def lay_out(self, files: Path) -> None:
        """Put the demonstration into the database, and its evidence into a folder."""
        if self.loaded:
            self.loaded.backup(connection.connection)
            shutil.copytree(self.shelved_files, files)
            return
        connection.ensure_connection()
        self.empty = _copy_of_the_database()
        call_command("load_demo", quiet=True)
        self.loaded = _copy_of_the_database()
        shutil.copytree(files, self.shelved_files)

    def clear_away(self) -> None:
        """Leave the database as every other test expects it."""
        if self.empty:
            self.empty.backup(connection.connection)

    def close(self) -> None:
        for copy in filter(None, [self.empty, self.loaded]):
            copy.close()


def _copy_of_the_database() -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy
