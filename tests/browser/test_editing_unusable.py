"""A database that cannot be used: the program runs on what was shipped and says so on the page."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from lib.data.store import database_url, migrate
from lib.data.store.commit import commit
from lib.data.store.engine import Store
from tests.browser.wire import Visit, dialled, visited
from tests.data.store_kit import draft
from tests.serving import Server, serving

WAY_IN = re.compile(rb"d_file_0|d_commit")
MISSING = b"figures that were taken in may be missing or out of date"
NAMES = ("", "map", "unit", "targets", "scenarios", "data", "methods")


def in_the_way(file: Path) -> None:
    """No folder can be made where a file is, whoever asks."""
    file.parent.write_text("in the way")


def damaged(file: Path) -> None:
    filled(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))


def no_database(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"no database at all" * 500)


def newer(file: Path) -> None:
    filled(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def anothers(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE invoices (number INTEGER)")
        connection.commit()


def filled(file: Path) -> None:
    migrate.ensure(f"sqlite:///{file}")
    store = Store(f"sqlite:///{file}")
    commit(store, draft({("00004", "2026-08"): 41.5}, base=0))
    store.close()


def visit(server: Server, name: str) -> Visit:
    with dialled(server) as connection:
        return visited(connection, name=name)


@pytest.mark.parametrize(
    ("spoil", "said", "is_missing"),
    [
        (in_the_way, database_url.CANNOT_WRITE, False),
        (no_database, database_url.CANNOT_OPEN, True),
        (damaged, database_url.CANNOT_OPEN, True),
        (newer, database_url.TOO_NEW, True),
        (anothers, database_url.NOT_OURS, False),
    ],
)
def test_every_page_is_drawn_and_says_what_cannot_be_done(
    tmp_path: Path, spoil: Callable[[Path], None], said: str, *, is_missing: bool
) -> None:
    file = tmp_path / "var" / "hanoiso.db"
    spoil(file)
    held = file.read_bytes() if file.exists() else b""
    environment = {"EDITING": "local", "DATABASE_URL": f"sqlite:///{file}"}
    with serving(environment=environment) as server:
        for name in NAMES:
            drawn = visit(server, name).said
            assert b"This view could not be drawn" not in drawn, name
            assert (MISSING in drawn) == is_missing, name
        page = visit(server, "data").said
        assert said.encode() in page
        assert not WAY_IN.search(page)
        assert "Traceback" not in server.words()
    assert (file.read_bytes() if file.exists() else b"") == held
