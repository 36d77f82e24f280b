"""One database as transactions: SQLite in WAL mode, or PostgreSQL.

Importing this module imports SQLAlchemy (12 MB): who may never need it imports it late.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import NullPool

from lib.data.store import database_url
from lib.data.store.database_url import UnavailableError

_WRITES = "writes"
# Any number will do, as long as every writer of this program asks for the same.
_WRITERS_LOCK = 4_098_239
_NO_DRIVER = (
    "psycopg, which speaks to PostgreSQL, is not installed: "
    ".venv/bin/pip install -r requirements-postgresql.txt"
)


class Store:
    """A database. Each `reading` and `writing` block is one transaction on one snapshot.

    Of an SQLite file no connection is kept between two blocks: each opens what lies there at that
    moment, also a copy that was put back, and after the last one there is no log beside the file.
    """

    def __init__(self, url: str, *, makes: bool = False) -> None:
        self.url = url
        self.file = database_url.file_of(url)
        self.is_sqlite = self.file is not None
        try:
            self.engine = _engine(url, makes=makes)
        except ModuleNotFoundError as error:
            raise UnavailableError(database_url.NO_DRIVER, _NO_DRIVER) from error
        except (NoSuchModuleError, ValueError) as error:
            raise UnavailableError(database_url.CANNOT_OPEN, str(error)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """What was committed at one moment. Raises UnavailableError when the database fails."""
        with _explained(database_url.CANNOT_OPEN), self.engine.connect() as connection:
            if not self.is_sqlite:  # which knows no other way
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing: committed when the block ends, rolled back when it raises.

        One writer at a time, from the first line of the block on, in any process. Raises
        UnavailableError when the database fails, or another file lies in its place by now; what
        the block itself raises passes through.
        """
        before = self._signature()
        with _explained(database_url.CANNOT_WRITE), self.engine.connect() as connection:
            connection.execution_options(**{_WRITES: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(
                        text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK}
                    )
                yield connection
        if before is not None and not database_url.is_same_file(before, self._signature()):
            raise UnavailableError(
                database_url.REPLACED, f"{self.file} is another file than before"
            )

    def revision(self) -> str | None:
        """The migration that the tables stand at; None where there are none yet."""
        with self.reading() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return None if found is None else str(found)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    def _signature(self) -> database_url.Signature | None:
        return None if self.file is None else database_url.signature(self.file)


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
        raise _failure(error.orig, said) from error
    except PoolTimeoutError as error:  # every connection waits for a server that does not answer
        raise UnavailableError(said, str(error), reason="away") from error
    except OSError as error:  # where no file can be made
        raise UnavailableError(said, str(error)) from error
    except sqlite3.Error as error:  # while connecting, before SQLAlchemy gives it a name
        raise database_url.failure(error, said) from error


def _failure(error: BaseException | None, said: str) -> UnavailableError:
    if isinstance(error, sqlite3.Error):
        return database_url.failure(error, said)
    state = getattr(error, "sqlstate", None)
    if state == "55P03":  # lock_not_available
        return UnavailableError(database_url.BUSY, str(error))
    if state == "53100":  # disk_full
        return UnavailableError(said, str(error), reason="full")
    # Without a state the server did not answer at all.
    return UnavailableError(said, str(error), reason="away" if state is None else None)


def _engine(url: str, *, makes: bool) -> Engine:
    file = database_url.file_of(url)
    if file is None:
        from lib.data.store import postgresql  # noqa: PLC0415 - needs psycopg

        return postgresql.engine(url, makes=makes)
    engine = create_engine(
        url, creator=lambda: database_url.connect(file, makes=makes), poolclass=NullPool
    )
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
