"""The package in force: what was shipped, with the store's figures once there are any."""

from __future__ import annotations

import logging
import threading

from lib.data.package import Dataset
from lib.data.store import database_url
from lib.data.store.change_detection import NOTHING, Pulse
from lib.data.store.database_url import Reason, UnavailableError

LOG = logging.getLogger("hanoiso")


class CurrentDataset:
    """What this process serves. May be asked by any thread."""

    def __init__(self, shipped: Dataset) -> None:
        self.shipped = shipped
        # In one piece, so that whoever reads it gets a package and the version that it is.
        self._state = (shipped, 0)
        self._last = NOTHING
        self._trouble: UnavailableError | None = None
        self.cannot_write: UnavailableError | None = None
        self.pulse: Pulse | None = None
        self._lock = threading.Lock()
        try:
            self.pulse = Pulse(database_url.address())
        except UnavailableError as error:
            self._failed(error)

    @property
    def trouble(self) -> str | None:
        """Why nothing can be saved, as a message id; None when all is well."""
        found = self._trouble or self.cannot_write
        return found.said if found else None

    @property
    def reason(self) -> Reason | None:
        """What is wrong with the database, in one word; None when all is well."""
        found = self._trouble or self.cannot_write
        return found.reason if found else None

    @property
    def is_unread(self) -> bool:
        """Whether what was committed could not be read when last asked."""
        return self._trouble is not None

    def known(self) -> Dataset:
        """The package as it was when last asked; asks nobody, so that nobody waits."""
        return self._state[0]

    def now(self) -> Dataset:
        """The package with everything committed by anyone."""
        return self.numbered()[0]

    def numbered(self) -> tuple[Dataset, int]:
        """The same, with the number of the version that it is, 0 for what was shipped.

        The first to notice a commit reads it; who asks meanwhile gets the package before it.
        """
        if self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._state

    def refresh(self) -> Dataset:
        """The package in force, never the one before: for who has just committed."""
        with self._lock:
            if self.pulse is not None:
                self.pulse.forget()
            self._look()
        return self._state[0]

    def close(self) -> None:
        """Ask the database no more: for the end of a process."""
        with self._lock:
            self.pulse = None

    def _look(self) -> None:
        if self.pulse is None:
            return
        try:
            if self.pulse.last() != self._last:
                self._read()
        except UnavailableError as error:
            if error.said == database_url.GONE:
                self._state, self._last = (self.shipped, 0), NOTHING
            self._failed(error)
            return
        if self._trouble is not None:
            LOG.info("the database can be read again")
        self._trouble = None

    def _read(self) -> None:
        from lib.data.store import access, merge  # noqa: PLC0415 - SQLAlchemy: 12 MB
        from lib.data.store.commit import last  # noqa: PLC0415

        store = access.existing()
        if store is None:
            self._state, self._last = (self.shipped, 0), NOTHING
            return
        with store.reading() as connection:
            found = last(connection)
            rows, sources = merge.current(connection), merge.sources(connection)
        package = merge.merge_imports(self.shipped, rows, sources)
        self._state, self._last = (package, found.number), found
        self.cannot_write = None  # whatever it was at the start, it was put right
        LOG.info("figures of version %s, data version %s", found.number, package.version)

    def _failed(self, error: UnavailableError) -> None:
        if self._trouble is None or self._trouble.said != error.said:  # once, not at every run
            LOG.error("the database cannot be used (%s): %s", error.reason, error)
        self._trouble = error
