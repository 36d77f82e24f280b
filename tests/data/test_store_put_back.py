"""Copies of a database: whole after a stop, and followed when one is put back under a server."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lib.data.package import Dataset
from lib.data.store import access, database_url, migrate
from lib.data.store.commit import commit, undo
from lib.data.store.current_dataset import CurrentDataset
from lib.data.store.database_url import UnavailableError
from lib.data.store.engine import Store
from tests.data.store_kit import draft
from tests.serving import serving

FIRST, SECOND = ("00004", "2026-08"), ("00008", "2026-08")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database with its tables, in `DATABASE_URL` too."""
    found = tmp_path / "var" / "hanoiso.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{found}")
    access.ready_file()
    yield found
    access.close()


def editors(file: Path) -> list[str]:
    """Who wrote each version that stands in one file alone, whatever lies beside it."""
    with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as connection:
        return [str(who) for (who,) in connection.execute("SELECT editor FROM versions")]


def copied(file: Path) -> Path:
    """A copy as SQLite makes it while the database is in use."""
    made = file.with_name("copy.db")
    with closing(sqlite3.connect(file)) as one, closing(sqlite3.connect(made)) as other:
        one.backup(other)
    return made


def beside(file: Path) -> list[Path]:
    return [file.with_name(f"{file.name}-{what}") for what in ("wal", "shm")]


def moved(copy: Path, file: Path) -> None:
    for one in beside(file):
        one.unlink(missing_ok=True)
    copy.replace(file)


def written_over(copy: Path, file: Path) -> None:
    shutil.copyfile(copy, file)


def written_over_alone(copy: Path, file: Path) -> None:
    for one in beside(file):
        one.unlink(missing_ok=True)
    shutil.copyfile(copy, file)


PUT_BACK = [moved, written_over, written_over_alone]


def test_after_a_clean_stop_the_file_alone_has_every_import(tmp_path: Path) -> None:
    """The server looked at the file all along, and so did who imported."""
    file = tmp_path / "hanoiso.db"
    address = f"sqlite:///{file}"
    migrate.ensure(address)
    environment = {"EDITING": "local", "DATABASE_URL": address}
    with serving(environment=environment) as server:
        store = Store(address)
        commit(store, draft({FIRST: 41.5}, base=0, editor="an"))
        store.close()
        subprocess.run(["kill", str(server.pid)], check=True)
        server.process.wait(timeout=30)
    copy = Path(shutil.copy(file, tmp_path / "copy.db"))
    assert editors(copy) == ["an"]
    assert [one.name for one in tmp_path.iterdir() if "-" in one.name] == []


def test_what_a_killed_process_left_in_the_log_is_in_the_file_after_the_next_stop(
    file: Path,
) -> None:
    child = os.fork()
    if not child:
        store = Store(f"sqlite:///{file}")
        kept = sqlite3.connect(file)  # so that the log is not emptied when the store closes
        kept.execute("SELECT * FROM versions").fetchall()
        commit(store, draft({FIRST: 41.5}, base=0, editor="an"))
        os._exit(0)
    os.waitpid(child, 0)
    assert editors(file) == []
    access.existing_file()
    access.close()
    assert editors(file) == ["an"]
    assert not any(one.exists() for one in beside(file))


@pytest.mark.parametrize("put_back", PUT_BACK)
def test_a_copy_put_back_under_a_server_is_followed(
    file: Path, shipped: Dataset, put_back: Callable[[Path, Path], None]
) -> None:
    served, store = CurrentDataset(shipped), access.ready()
    commit(store, draft({FIRST: 41.5}, base=0, editor="an"))
    first = served.numbered()
    copy = copied(file)
    commit(store, draft({SECOND: 50.0}, base=1, editor="binh"))
    assert served.numbered()[1] == 2
    put_back(copy, file)
    # Whoever looked at version 2 is told; nothing is written on what they did not see.
    with pytest.raises(UnavailableError) as told:
        commit(access.ready(), draft({SECOND: 51.0}, base=2, editor="chi"))
    assert told.value.said == database_url.REPLACED
    package, number = served.numbered()
    assert number == 1
    assert package.version == first[0].version
    done = commit(access.ready(), draft({SECOND: 52.0}, base=1, editor="dung"))
    assert done.number == served.numbered()[1] == 2
    assert served.trouble is None
    access.close()
    assert editors(file) == ["an", "dung"]


def test_another_copy_with_as_many_versions_is_followed(file: Path, shipped: Dataset) -> None:
    commit(access.ready(), draft({FIRST: 1.0}, base=0))
    copy = copied(file)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TRIGGER versions_kept")
        connection.execute("UPDATE versions SET made_at = '2020-01-01T00:00:00+00:00'")
        connection.execute("DROP TRIGGER observations_kept")
        connection.execute("UPDATE observations SET value = 2.0")
        connection.commit()
    served = CurrentDataset(shipped)
    before = served.now()
    copy.replace(file)
    assert served.now().version != before.version


WRITES: dict[str, Callable[[Store], object]] = {
    "commit": lambda store: commit(store, draft({SECOND: 1.0}, base=1)),
    "undo": lambda store: undo(store, 1, editor="an", reason="", base=1),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_copy_put_back_during_a_write_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    """At the last moment before the commit, when all was looked at."""
    from lib.data.store import audit

    store = access.ready()
    commit(store, draft({FIRST: 41.5}, base=0, editor="an"))
    copy = copied(file)
    note = audit.note

    def exchanged(*given: object, **named: object) -> None:
        note(*given, **named)  # type: ignore[arg-type]
        copy.replace(file)

    monkeypatch.setattr(audit, "note", exchanged)
    with pytest.raises(UnavailableError) as told:
        WRITES[write](store)
    assert told.value.said == database_url.REPLACED
    assert editors(file) == ["an"]


def test_a_database_taken_away_is_told_and_not_made_anew(file: Path, shipped: Dataset) -> None:
    """On a disk that is gone for a while, what is made anew would hide what comes back."""
    commit(access.ready(), draft({FIRST: 41.5}, base=0))
    served = CurrentDataset(shipped)
    assert served.numbered()[1] == 1
    aside = file.rename(file.with_name("aside"))
    assert served.numbered() == (shipped, 0)
    assert (served.trouble, served.reason, served.is_unread) == (database_url.GONE, "away", True)
    assert not file.exists()
    aside.rename(file)
    assert served.numbered()[1] == 1
    assert served.trouble is None


def test_an_older_programs_copy_is_brought_up_to_date_where_it_is_put(
    file: Path, shipped: Dataset
) -> None:
    from sqlalchemy import text

    commit(access.ready(), draft({FIRST: 41.5}, base=0))
    copy = copied(file)
    with closing(sqlite3.connect(copy)) as connection:
        for table in ("audit", "versions", "sources", "observations"):
            connection.execute(f"DROP TRIGGER {table}_never_replaced")
        connection.execute("DROP TRIGGER observations_once")
        connection.execute("DROP TABLE ended_sign_ins")
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
        connection.commit()
    served = CurrentDataset(shipped)
    assert served.numbered()[1] == 1
    copy.replace(file)
    commit(access.ready(), draft({SECOND: 1.0}, base=1))
    assert served.numbered()[1] == 2
    with access.ready().reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == (
            migrate.HEAD
        )


def test_what_could_not_be_used_at_the_start_is_used_once_it_is_put_right(
    file: Path, shipped: Dataset
) -> None:
    commit(access.ready(), draft({FIRST: 41.5}, base=0))
    access.close()
    whole = file.read_bytes()
    file.write_bytes(b"no database" * 500)
    served = CurrentDataset(shipped)
    with pytest.raises(UnavailableError) as refused:
        access.ready_file()
    served.cannot_write = refused.value
    assert served.numbered() == (shipped, 0)
    assert served.reason == "damaged"
    file.write_bytes(whole)
    assert served.numbered()[1] == 1
    assert served.trouble is None
