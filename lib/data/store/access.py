"""The store of this process: asking for it costs no import while there is none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lib.data.store import migrate, place

if TYPE_CHECKING:
    from lib.data.store.engine import Store


def existing() -> Store | None:
    """The store, brought up to date; None while nobody has made one, which is no error.

    Raises UnavailableError when there is one that cannot be used.
    """
    url = place.address()
    file = place.file_of(url)
    return None if file is not None and not file.exists() else _at(url)


def ready() -> Store:
    """The store, made at the first call ever: for who is about to write.

    Raises UnavailableError when it cannot be made.
    """
    return _at(place.address())


@cache
def _at(url: str) -> Store:
    migrate.ensure(url)
    from lib.data.store.engine import Store  # noqa: PLC0415 - SQLAlchemy: 12 MB

    return Store(url)
