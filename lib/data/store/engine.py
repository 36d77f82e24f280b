"""One database as transactions: SQLite in WAL mode, or PostgreSQL.

Importing this module imports SQLAlchemy (12 MB): who may never need it imports it late.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from lib.data.store import place
from lib.data.store.place import UnavailableError

_BUSY_SECONDS = 15
_WRITES = "writes"
# Any number will do, as long as every writer of this program asks for the same.
_WRITERS_LOCK = 4_098_239


class Store:
    """A database. Each `reading` and `writing` block is one transaction on one snapshot."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = place.file_of(url) is not None
        try:
            self.engine = _engine(url)
        except (ModuleNotFoundError, NoSuchModuleError, ValueError) as error:
            raise UnavailableError(place.CANNOT_OPEN, str(error)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """What was committed at one moment. Raises UnavailableError when the database fails."""
        with _explained(place.CANNOT_OPEN), self.engine.connect() as connection:
            if not self.is_sqlite:  # which knows no other way
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing: committed when the block ends, rolled back when it raises.

        One writer at a time, from the first line of the block on, in any process. Raises
        UnavailableError when the database fails; what the block itself raises passes through.
        """
        with _explained(place.CANNOT_WRITE), self.engine.connect() as connection:
            connection.execution_options(**{_WRITES: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(
                        text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK}
                    )
                yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


@contextmanager
def _explained(said: str) -> Iterator[None]:
    """A failing database is one kind of error, whatever the driver calls it.

    A broken rule of a table is no failing database: it is a fault of ours, and stays what it is.
    """
    try:
        yield
    except DBAPIError as error:
        if type(error).__name__ in ("IntegrityError", "ProgrammingError", "DataError"):
            raise
        raise UnavailableError(said, str(error.orig)) from error
    except sqlite3.Error as error:  # while connecting, before SQLAlchemy gives it a name
        raise UnavailableError(said, str(error)) from error


def _engine(url: str) -> Engine:
    file = place.file_of(url)
    if file is None:
        return create_engine(url, pool_size=4, max_overflow=4, pool_pre_ping=True)
    if place.is_frozen(file):
        url = f"sqlite:///{place.uri_of(file)}&uri=true"
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver would begin transactions late, at the first write: `_begin` does it at once.
    connection.isolation_level = None
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    # Kept in the file from the first time on; one that may only be read is read as it is.
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=WAL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
