"""The store of this process: asking for it costs no import while there is none."""

from __future__ import annotations

import logging
import sqlite3
import time
from typing import TYPE_CHECKING

from lib.data.store import database_url, migrate
from lib.data.store.database_url import Signature, UnavailableError

if TYPE_CHECKING:
    from lib.data.store.engine import Store

LOG = logging.getLogger("hanoiso")

_OPEN: dict[str, Store] = {}
_BROUGHT_UP: dict[str, Signature | None] = {}
_FAILED: dict[str, tuple[float, Signature | None, UnavailableError]] = {}

_RETRY_SECONDS = 30.0
"""How long a database that could not be brought up to date is not tried again, if it is the same.

Each try starts a process, and every page that is drawn asks.
"""


def existing() -> Store | None:
    """The store, brought up to date; None while nobody has made one, which is no error.

    Raises UnavailableError when there is one that cannot be used.
    """
    return _opened(database_url.address()) if existing_file() else None


def ready() -> Store:
    """The store, made at the first call ever: for who is about to write.

    Raises UnavailableError when it cannot be made.
    """
    ready_file()
    return _opened(database_url.address())


def existing_file() -> bool:
    """Bring the database up to date if there is one, and tell whether; no file is opened yet."""
    url = database_url.address()
    file = database_url.file_of(url)
    if file is None:
        if url not in _BROUGHT_UP and _opened(url).revision() is None:
            return False  # a look makes no tables on a server
    elif not file.exists():
        return False
    _brought_up(url)
    return True


def ready_file() -> None:
    """Make the database, or bring it up to date; it is not opened yet."""
    _brought_up(database_url.address())


def _brought_up(url: str) -> None:
    file = database_url.file_of(url)
    # Whatever was put in its place meanwhile is looked at as at the start.
    found = None if file is None else database_url.signature(file)
    if url in _BROUGHT_UP and _BROUGHT_UP[url] == found and (file is None or found is not None):
        return
    failed_at, of, failure = _FAILED.get(url, (0.0, None, None))
    if failure is not None and of == found and time.monotonic() - failed_at < _RETRY_SECONDS:
        raise UnavailableError(failure.said, str(failure), reason=failure.reason)
    try:
        if file is not None or _opened(url).revision() != migrate.HEAD:
            migrate.ensure(url)
    except UnavailableError as error:
        kept = UnavailableError(error.said, str(error), reason=error.reason)
        left = None if file is None else database_url.signature(file)
        _FAILED[url] = (time.monotonic(), left, kept)
        raise
    _FAILED.pop(url, None)
    _BROUGHT_UP[url] = None if file is None else database_url.signature(file)


def _opened(url: str) -> Store:
    from lib.data.store.engine import Store  # noqa: PLC0415 - SQLAlchemy: 12 MB

    if url not in _OPEN:
        _OPEN[url] = Store(url)
    return _OPEN[url]


def close() -> None:
    """Give back every connection and forget what was found, at the end of a process.

    An SQLite file is then whole by itself: nothing that was committed stands in a log beside it.
    """
    for url in _BROUGHT_UP:
        file = database_url.file_of(url)
        if file is not None:
            try:
                database_url.settle(file)
            except sqlite3.Error as error:
                LOG.warning("%s could not be moved into one file: %s", file, error)
    _BROUGHT_UP.clear()
    _FAILED.clear()
    while _OPEN:
        _OPEN.popitem()[1].close()
