"""The store of this process: asking for it costs no import while there is none."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from lib.data.store import migrate, place
from lib.data.store.place import UnavailableError

if TYPE_CHECKING:
    from lib.data.store.engine import Store

_OPEN: dict[str, Store] = {}
_BROUGHT_UP: set[str] = set()
_FAILED: dict[str, tuple[float, UnavailableError]] = {}

_RETRY_SECONDS = 30.0
"""How long a database that could not be brought up to date is not tried again.

Each try starts a process, and every page that is drawn asks.
"""


def existing() -> Store | None:
    """The store, brought up to date; None while nobody has made one, which is no error.

    Raises UnavailableError when there is one that cannot be used.
    """
    return _opened(place.address()) if existing_file() else None


def ready() -> Store:
    """The store, made at the first call ever: for who is about to write.

    Raises UnavailableError when it cannot be made.
    """
    ready_file()
    return _opened(place.address())


def existing_file() -> bool:
    """Bring the database up to date if there is one, and tell whether; it is not opened yet."""
    url = place.address()
    file = place.file_of(url)
    if file is not None and not file.exists():
        return False
    _brought_up(url)
    return True


def ready_file() -> None:
    """Make the database, or bring it up to date; it is not opened yet."""
    url = place.address()
    file = place.file_of(url)
    if file is not None and not file.exists():
        _BROUGHT_UP.discard(url)  # it was taken away while we ran
    _brought_up(url)


def _brought_up(url: str) -> None:
    if url in _BROUGHT_UP:
        return
    failed_at, failure = _FAILED.get(url, (0.0, None))
    if failure is not None and time.monotonic() - failed_at < _RETRY_SECONDS:
        raise UnavailableError(failure.said, str(failure))
    try:
        migrate.ensure(url)
    except UnavailableError as error:
        _FAILED[url] = (time.monotonic(), UnavailableError(error.said, str(error)))
        raise
    _FAILED.pop(url, None)
    _BROUGHT_UP.add(url)


def _opened(url: str) -> Store:
    from lib.data.store.engine import Store  # noqa: PLC0415 - SQLAlchemy: 12 MB

    if url not in _OPEN:
        _OPEN[url] = Store(url)
    return _OPEN[url]


def close() -> None:
    """Give back every connection and forget what was found, at the end of a process."""
    _BROUGHT_UP.clear()
    _FAILED.clear()
    while _OPEN:
        _OPEN.popitem()[1].close()
