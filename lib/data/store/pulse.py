"""Whether anyone committed since last asked, in any process: cheap enough to ask at every run.

SQLite counts the commits of others to a connection (`PRAGMA data_version`), so one that only ever
reads sees every commit without reading a table. PostgreSQL is asked for the last version, once a
second at most.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from lib.data.store import place
from lib.data.store.place import UnavailableError

_SECONDS = 1.0
_LAST = "SELECT coalesce(max(number), 0) FROM versions"


class Pulse:
    """The number of the last version of a database, 0 while there is none. Not for two threads."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._file = place.file_of(url)
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._commits = -1
        self._number = 0
        self._asked = 0.0

    def number(self) -> int:
        """The last version. Raises UnavailableError when the database fails."""
        if self._file is None:
            return self._of_server()
        try:
            return self._of_file(self._file)
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise UnavailableError(place.CANNOT_OPEN, str(error)) from error

    def close(self) -> None:
        """Give the connection back; the next question opens another."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None
        self._commits = -1

    def _of_file(self, file: Path) -> int:
        try:
            inode = file.stat().st_ino
        except (FileNotFoundError, NotADirectoryError):
            self.close()
            return 0
        if self._connection is None or inode != self._inode:  # e.g. a copy was put back
            self.close()
            self._connection, self._inode = place.read_only(file), inode
        (commits,) = self._connection.execute("PRAGMA data_version").fetchone()
        if commits != self._commits:
            try:
                (self._number,) = self._connection.execute(_LAST).fetchone()
            except sqlite3.OperationalError as error:
                if "no such table" not in str(error):
                    raise
                self._number = 0  # being made at this moment
            self._commits = commits
        return self._number

    def _of_server(self) -> int:
        if time.monotonic() - self._asked >= _SECONDS:
            from lib.data.store import access  # noqa: PLC0415 - SQLAlchemy: 12 MB
            from lib.data.store.commit import latest  # noqa: PLC0415

            store = access.existing()
            if store is not None:
                with store.reading() as connection:
                    self._number = latest(connection)
            self._asked = time.monotonic()
        return self._number

    def forget(self) -> None:
        """Ask anew at the next question, however soon it comes."""
        self._asked = 0.0
