"""The store of this process: asking for it costs no import while there is none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lib.data.store import migrate, place

if TYPE_CHECKING:
    from lib.data.store.engine import Store

_OPEN: dict[str, Store] = {}


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
        _brought_up.cache_clear()  # it was taken away while we ran
    _brought_up(url)


@cache
def _brought_up(url: str) -> None:
    migrate.ensure(url)


def _opened(url: str) -> Store:
    from lib.data.store.engine import Store  # noqa: PLC0415 - SQLAlchemy: 12 MB

    if url not in _OPEN:
        _OPEN[url] = Store(url)
    return _OPEN[url]


def close() -> None:
    """Give back every connection, at the end of a process."""
    while _OPEN:
        _OPEN.popitem()[1].close()
