"""Whether the database can be read and written at this moment, asked of the database itself."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

from lib.data.store import database_url
from lib.data.store.database_url import Reason, UnavailableError

_SECONDS = 2.0


class Health:
    """Asks the database every two seconds at most, however often it is asked itself.

    Any thread may ask; while one waits for the database the others are told what held before.
    """

    def __init__(self, *, is_written: bool) -> None:
        self._is_written = is_written
        self._lock = threading.Lock()
        self._asked = float("-inf")
        self._reason: Reason | None = None

    def reason(self) -> Reason | None:
        """What is wrong with the database, in one word; None when all is well."""
        if self._lock.acquire(blocking=False):
            try:
                if time.monotonic() - self._asked >= _SECONDS:
                    self._reason = _found(is_written=self._is_written)
                    self._asked = time.monotonic()
            finally:
                self._lock.release()
        return self._reason


def _found(*, is_written: bool) -> Reason | None:
    try:
        file = database_url.file_of(database_url.address())
        if file is None:
            _ask_server(is_written=is_written)
        elif file.exists():
            _ask_file(file, is_written=is_written)
    except UnavailableError as error:
        return error.reason
    except sqlite3.Error as error:
        return database_url.failure(error, database_url.CANNOT_WRITE).reason
    return None


def _ask_file(file: Path, *, is_written: bool) -> None:
    with closing(database_url.connect(file)) as connection:
        connection.isolation_level = None
        connection.execute("SELECT max(number) FROM versions").fetchone()
        if is_written:  # what a writer does first; it is told here who keeps it from that
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")


def _ask_server(*, is_written: bool) -> None:
    from lib.data.store import access  # noqa: PLC0415 - SQLAlchemy: 12 MB
    from lib.data.store.commit import latest  # noqa: PLC0415

    store = access.existing()
    if store is not None:
        with store.writing() if is_written else store.reading() as connection:
            latest(connection)
