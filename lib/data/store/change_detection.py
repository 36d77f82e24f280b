"""Whether anyone committed since last asked, in any process: cheap enough to ask at every run.

Of an SQLite file no connection is kept: its size and times change with every commit, and with a
copy that is put in its place, so they are asked, and what the file holds only when they changed.
PostgreSQL is asked once a second at most.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from lib.data.store import database_url
from lib.data.store.database_url import UnavailableError

_SECONDS = 1.0
_RETRY_SECONDS = 3.0
"""How long a server that failed is not asked again: until then every page would wait for it."""

_LAST = "SELECT number, made_at FROM versions ORDER BY number DESC LIMIT 1"


class Last(NamedTuple):
    """The last version of a database, by number and moment.

    Another copy, put back, may well have another version of the same number.
    """

    number: int = 0
    made_at: str = ""


NOTHING = Last()
"""That there is no version yet, or no database."""


class Pulse:
    """Tells the last version of a database. Not for two threads at once."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._file = database_url.file_of(url)
        self._signature: database_url.Signature | None = None
        self._last = NOTHING
        self._was_there = False
        self._asked = 0.0
        self._failure: UnavailableError | None = None

    def last(self) -> Last:
        """The last version. Raises UnavailableError when the database fails, or is gone."""
        if self._file is None:
            return self._of_server()
        try:
            return self._of_file(self._file)
        except sqlite3.Error as error:
            self._signature = None
            raise database_url.failure(error, database_url.CANNOT_OPEN) from error
        except OSError as error:
            self._signature = None
            raise UnavailableError(database_url.CANNOT_OPEN, str(error)) from error

    def _of_file(self, file: Path) -> Last:
        now = time.time_ns()
        found = database_url.signature(file)
        if found is None:
            self._signature = None
            if self._was_there:
                raise UnavailableError(database_url.GONE, f"{file} is gone")
            return NOTHING
        if found != self._signature:
            with closing(database_url.connect(file)) as connection:
                self._last = _last(connection)
            self._signature = found if database_url.is_settled(found, now) else None
            self._was_there = True
        return self._last

    def _of_server(self) -> Last:
        waited = time.monotonic() - self._asked
        if self._failure is not None and waited < _RETRY_SECONDS:
            raise UnavailableError(
                self._failure.said, str(self._failure), reason=self._failure.reason
            )
        if waited >= _SECONDS:
            from lib.data.store import access  # noqa: PLC0415 - SQLAlchemy: 12 MB
            from lib.data.store.commit import last  # noqa: PLC0415

            self._failure = None
            try:
                store = access.existing()
                if store is not None:
                    with store.reading() as connection:
                        self._last = last(connection)
            except UnavailableError as error:
                self._failure = error
                raise
            finally:
                self._asked = time.monotonic()
        return self._last

    def forget(self) -> None:
        """Ask anew at the next question, however soon it comes."""
        self._asked = 0.0
        self._failure = None


def _last(connection: sqlite3.Connection) -> Last:
    try:
        row = connection.execute(_LAST).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        return NOTHING  # being made at this moment
    return NOTHING if row is None else Last(*row)
