"""The database is made and brought up to date by itself, once, by whoever comes first."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from lib.data.store import access, database_url, merge, migrate
from lib.data.store.database_url import UnavailableError
from lib.data.store.engine import Store
from lib.data.store.tables import METADATA
from tests.data.store_kit import draft


def test_the_steps_make_the_tables_that_the_program_knows(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
        assert inspect(connection).get_table_names()


def test_the_last_step_is_the_one_that_the_program_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_many_that_start_at_once_make_it_once(url: str) -> None:
    address = url.replace("postgresql://", "postgresql+psycopg://")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate.ensure, [address] * 4))
    store = Store(address)
    with store.reading() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).all()
    store.close()
    assert [tuple(row) for row in found] == [(migrate.HEAD,)]


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    migrate.ensure(f"sqlite:///{tmp_path}/a.db")
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        modes = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}, modes


def test_asking_for_a_store_makes_none(url: str, tmp_path: Path) -> None:
    if url.startswith("sqlite"):
        assert access.existing() is None
        assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_program_is_left_alone(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnavailableError) as refused:
        migrate.ensure(store.url)
    assert refused.value.said == database_url.TOO_NEW
    with store.reading() as connection:
        assert (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
        )


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\1" * 4096]
)
def test_a_broken_file_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.db"
    file.write_bytes(content)
    with pytest.raises(UnavailableError):
        migrate.ensure(f"sqlite:///{file}")
    assert file.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UnavailableError) as refused:
        migrate.ensure(f"sqlite:///{tmp_path}/file/hanoiso.db")
    assert refused.value.said == database_url.CANNOT_WRITE


@pytest.mark.parametrize("address", ["mysql://secret@host/x", "sqlite:///", "hanoiso.db"])
def test_an_address_of_another_kind_is_refused_without_quoting_it(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(UnavailableError) as refused:
        database_url.address()
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("start", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_every_usual_form_of_a_postgresql_address_is_read(
    monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{start}me@host/db")
    assert database_url.address() == "postgresql+psycopg://me@host/db"


def test_sqlite_stands_in_wal_mode_and_writes_through(tmp_path: Path) -> None:
    store_url = f"sqlite:///{tmp_path}/a.db"
    migrate.ensure(store_url)
    store = Store(store_url)
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    store.close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# What each log and table refuses. `1 = 1` touches every row.
FORBIDDEN = [
    "UPDATE audit SET detail = 'x' WHERE 1 = 1",
    "DELETE FROM audit WHERE 1 = 1",
    "UPDATE versions SET editor = 'x' WHERE 1 = 1",
    "DELETE FROM versions WHERE 1 = 1",
    "UPDATE sources SET title = 'x' WHERE 1 = 1",
    "DELETE FROM sources WHERE 1 = 1",
    "UPDATE observations SET value = 0 WHERE 1 = 1",
    "UPDATE observations SET added_by = 2 WHERE 1 = 1",
    "UPDATE observations SET removed_by = NULL WHERE 1 = 1",
    "DELETE FROM observations WHERE 1 = 1",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_was_written_is_neither_changed_nor_deleted(store: Store, statement: str) -> None:
    from lib.data.store.commit import commit

    commit(store, draft({("00004", "2026-08"): 41.5}, base=0))
    with pytest.raises(DBAPIError, match="append-only"), store.writing() as connection:
        connection.execute(text(statement))


# SQLite's own way to change what a trigger on changes and deletions would guard.
REPLACING = {
    "audit": "detail",
    "versions": "editor",
    "sources": "title",
    "observations": "note",
}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("table", "column"), REPLACING.items())
def test_what_was_written_is_not_replaced(store: Store, table: str, column: str) -> None:
    from lib.data.store.commit import commit

    commit(store, draft({("00004", "2026-08"): 41.5}, base=0))
    with store.reading() as connection:
        names = [one["name"] for one in inspect(connection).get_columns(table)]
        before = connection.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - ours
    others = [name for name in names if name != column]
    rows = f"SELECT 'x', {', '.join(others)} FROM {table}"  # noqa: S608 - our own names
    statement = f"INSERT OR REPLACE INTO {table} ({column}, {', '.join(others)}) {rows}"
    with pytest.raises(DBAPIError, match="append-only"), store.writing() as connection:
        connection.execute(text(statement))
    # Nor a row of the same key under another number.
    if table == "observations":
        others.remove("id")
        rows = f"SELECT 'x', {', '.join(others)} FROM {table}"  # noqa: S608 - our own names
        statement = f"INSERT OR REPLACE INTO {table} ({column}, {', '.join(others)}) {rows}"
        with pytest.raises(DBAPIError, match="append-only"), store.writing() as connection:
            connection.execute(text(statement))
    with store.reading() as connection:
        assert connection.execute(text(f"SELECT * FROM {table}")).all() == before  # noqa: S608


def test_a_database_of_an_older_program_is_brought_up_to_date(tmp_path: Path) -> None:
    from alembic import command

    from lib.data.store.commit import commit

    address = f"sqlite:///{tmp_path}/old.db"
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    old = Store(address, makes=True)
    with old.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    commit(old, draft({("00004", "2026-08"): 41.5}, base=0))
    old.close()
    migrate.ensure(address)
    assert database_url.revision(tmp_path / "old.db") == migrate.HEAD
    new = Store(address)
    commit(new, draft({("00004", "2026-08"): 42.5}, base=1))
    with new.reading() as connection:
        assert [row.value for row in merge.current(connection).itertuples()] == [42.5]
    new.close()
