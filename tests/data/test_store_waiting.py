"""Nobody waits for long: not for another's lock, nor for a server that does not answer."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import psycopg
import pytest

from lib.data.package import Dataset
from lib.data.store import access, database_url
from lib.data.store.commit import commit
from lib.data.store.current_dataset import CurrentDataset
from lib.data.store.database_url import UnavailableError
from lib.data.store.engine import _WRITERS_LOCK, Store
from tests.data.conftest import Made
from tests.data.store_kit import draft

NEW = ("00004", "2026-08")
# Then the holder lets go by itself, and who waited that long has written: a test that fails.
PATIENCE = 60.0


@contextmanager
def held(store: Store) -> Iterator[None]:
    """Someone else writes, and does not come to an end."""
    url = store.engine.url
    if store.file is not None:
        with closing(sqlite3.connect(store.file, check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield from until_patience(other.rollback)
        return
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS_LOCK])
        yield from until_patience(other.rollback)


def until_patience(let_go: object) -> Iterator[None]:
    timer = threading.Timer(PATIENCE, let_go)  # type: ignore[arg-type]
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def test_a_stuck_lock_is_told_and_readers_go_on(store: Store, shipped: Dataset) -> None:
    commit(store, draft({NEW: 1.0}, base=0))
    served = CurrentDataset(shipped)
    with held(store):
        with pytest.raises(UnavailableError) as told:
            commit(store, draft({NEW: 2.0}, base=1))
        assert (told.value.said, told.value.reason) == (database_url.BUSY, "locked")
        assert served.numbered()[1] == 1
        assert served.trouble is None
    assert commit(store, draft({NEW: 2.0}, base=1)).number == 2


def processes(server: str) -> list[int]:
    """The server's own process and those that it started."""
    with psycopg.connect(f"{server}/postgres") as connection:
        row = connection.execute("SHOW data_directory").fetchone()
        assert row is not None
        with psycopg.connect(f"{server}/postgres") as other:
            found = other.execute("SELECT pg_read_file('postmaster.pid')").fetchone()
    assert found is not None
    first = int(str(found[0]).split()[0])
    listed = subprocess.run(["pgrep", "-P", str(first)], capture_output=True, text=True, check=True)
    return [first, *map(int, listed.stdout.split())]


@contextmanager
def frozen(server: str) -> Iterator[None]:
    stopped = processes(server)
    try:
        for one in stopped:
            with suppress(ProcessLookupError):  # the connection that asked is gone
                os.kill(one, signal.SIGSTOP)
        yield
    finally:
        for one in stopped:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGCONT)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_frozen_server_is_told_and_comes_back_by_itself(
    url: str, made: Made, shipped: Dataset, server_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lib.data.store import change_detection, postgresql

    monkeypatch.setattr(postgresql, "_STATEMENT_SECONDS", 0.5)
    monkeypatch.setattr(postgresql, "_MORE_SECONDS", 0)
    monkeypatch.setitem(postgresql._ADDRESS, "connect_timeout", 2)  # the shortest there is
    monkeypatch.setattr(change_detection, "_SECONDS", 0.0)
    made(url)
    served = CurrentDataset(shipped)
    impatient = access.ready()
    commit(impatient, draft({NEW: 1.0}, base=0))
    assert served.numbered()[1] == 1
    with frozen(server_address):
        assert served.numbered()[1] == 1  # what was read is served on
        assert (served.trouble, served.reason) == (database_url.CANNOT_OPEN, "away")
        with pytest.raises(UnavailableError) as told:
            commit(impatient, draft({NEW: 2.0}, base=1))
        assert told.value.reason == "away"
        # Nor is it asked again by every page.
        monkeypatch.setattr(access, "existing", lambda: pytest.fail("asked again"))
        assert served.numbered()[1] == 1
        monkeypatch.undo()
        monkeypatch.setenv("DATABASE_URL", impatient.url)
    served.refresh()
    assert served.trouble is None
    assert commit(access.ready(), draft({NEW: 2.0}, base=1)).number == 2


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_looking_makes_no_tables(url: str) -> None:
    assert access.existing_file() is False
    assert access.existing() is None
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert found.fetchall() == []
    access.ready_file()
    assert access.existing() is not None


def test_without_the_driver_the_line_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "lib.data.store.postgresql", raising=False)
    with pytest.raises(
        UnavailableError, match=r"pip install -r requirements-postgresql\.txt"
    ) as no:
        Store("postgresql+psycopg://nobody@127.0.0.1:9/none")
    assert (no.value.said, no.value.reason) == (database_url.NO_DRIVER, "driver")
