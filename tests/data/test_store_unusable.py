"""A database that cannot be used as it should: told in words, left as it is, and lived without."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from lib.data.package import Dataset
from lib.data.store import access, database_url, migrate
from lib.data.store.commit import commit
from lib.data.store.current_dataset import CurrentDataset
from lib.data.store.database_url import UnavailableError
from lib.data.store.engine import Store
from tests.data.store_kit import draft

NEW = ("00004", "2026-08")
NOBODY = 65_534


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the database is to be, in `DATABASE_URL` too."""
    found = tmp_path / "var" / "hanoiso.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{found}")
    yield found
    access.close()


def filled(file: Path) -> None:
    """A database with one figure, closed."""
    migrate.ensure(f"sqlite:///{file}")
    store = Store(f"sqlite:///{file}")
    commit(store, draft({NEW: 41.5}, base=0))
    store.close()


def foreign(file: Path, statement: str) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


def figure(package: Dataset) -> list[float]:
    found = package.observations
    mine = found[(found["unit_code"] == NEW[0]) & (found["period"] == NEW[1])]
    return [float(value) for value in mine["value"]]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE invoices (number INTEGER)",
        "CREATE TABLE alembic_version (version_num TEXT)",  # as any program with Alembic has it
        "CREATE TABLE observations (id INTEGER)",
    ],
)
@pytest.mark.parametrize("bring_up", [access.ready_file, access.existing_file])
def test_another_programs_database_is_left_alone(
    file: Path, statement: str, bring_up: Callable[[], object]
) -> None:
    foreign(file, statement)
    before = file.read_bytes()
    with pytest.raises(UnavailableError) as refused:
        bring_up()
    assert refused.value.said == database_url.NOT_OURS
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_an_empty_file_becomes_a_database(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    access.ready_file()
    assert database_url.revision(file) == migrate.HEAD


def test_a_database_damaged_within_is_told_and_kept(file: Path, shipped: Dataset) -> None:
    filled(file)
    whole = file.read_bytes()
    # The head and the first page stay, so that it looks like a database from without.
    damaged = whole[:4096] + bytes(len(whole) - 4096)
    file.write_bytes(damaged)
    served = CurrentDataset(shipped)
    assert figure(served.now()) == []
    assert served.trouble == database_url.CANNOT_OPEN
    assert served.is_unread
    assert file.read_bytes() == damaged
    # And once the copy is put back, it is read again.
    file.write_bytes(whole)
    access.close()
    assert figure(served.now()) == [41.5]
    assert not served.is_unread


def test_a_database_cut_short_is_told_and_kept(file: Path, shipped: Dataset) -> None:
    filled(file)
    cut = file.read_bytes()[: 5 * 4096 + 100]
    file.write_bytes(cut)
    served = CurrentDataset(shipped)
    assert figure(served.now()) == []
    assert served.is_unread
    assert file.read_bytes() == cut


def test_what_cannot_be_brought_up_to_date_is_not_tried_at_every_question(
    file: Path, shipped: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try starts a process, and every page asks."""
    filled(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    access.close()
    tried: list[str] = []
    ensure = migrate.ensure

    def counted(url: str) -> None:
        tried.append(url)
        ensure(url)

    monkeypatch.setattr(migrate, "ensure", counted)
    served = CurrentDataset(shipped)
    for _ in range(5):
        assert figure(served.now()) == []
        assert served.trouble == database_url.TOO_NEW
    assert len(tried) == 1


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Let nobody write into a folder and its files, while the block lasts."""
    for one in folder.iterdir():
        one.chmod(0o444)
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o755)


def as_nobody(act: Callable[[], object]) -> str:
    """What `act` gives, or the message of its UnavailableError, in a child without privileges.

    Root may write anywhere, whatever the modes of a file say.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        if not os.geteuid():
            os.setuid(NOBODY)
        try:
            said = repr(act())
        except UnavailableError as error:
            said = error.said
        except BaseException as error:  # noqa: BLE001 - it must not run on as a second pytest
            said = f"{type(error).__name__}: {error}"
        os.write(theirs, said.encode())
        os._exit(0)
    os.close(theirs)
    os.waitpid(child, 0)
    with os.fdopen(ours, "rb") as pipe:
        return pipe.read().decode()


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place like `file`, below folders that everyone may walk through.

    Not below pytest's own, which each run of pytest closes to others when it begins.
    """
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        top.chmod(0o755)
        (top / "home").mkdir()
        found = top / "home" / "var" / "hanoiso.db"
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{found}")
        yield found
        access.close()


def test_where_no_folder_can_be_made_that_is_told(reachable: Path) -> None:
    with unwritable(reachable.parent.parent):
        assert as_nobody(access.ready_file) == database_url.CANNOT_WRITE
    assert not reachable.parent.exists()


def test_what_lies_in_a_folder_without_rights_is_told(reachable: Path, shipped: Dataset) -> None:
    filled(reachable)

    def looked() -> tuple[list[float], str | None]:
        served = CurrentDataset(shipped)
        return figure(served.now()), served.trouble

    with unwritable(reachable.parent):
        # Others may write there: without their log it is not known what is in force.
        assert as_nobody(looked) == repr(([], database_url.CANNOT_OPEN))


def test_on_a_read_only_file_system_figures_are_read_and_none_is_written(
    reachable: Path, shipped: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(reachable)
    before = reachable.read_bytes()

    class ReadOnly:
        f_flag = os.ST_RDONLY

    monkeypatch.setattr(os, "statvfs", lambda _path: ReadOnly)
    with unwritable(reachable.parent):
        assert as_nobody(lambda: figure(CurrentDataset(shipped).now())) == "[41.5]"
        again = draft({NEW: 50.0}, base=1)
        assert as_nobody(lambda: commit(access.ready(), again)) == database_url.CANNOT_WRITE
    assert reachable.read_bytes() == before
    assert [one.name for one in reachable.parent.iterdir()] == [reachable.name]


def test_a_copy_whose_last_commits_stand_in_its_log_is_not_read_without_them(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(file)

    class ReadOnly:
        f_flag = os.ST_RDONLY

    monkeypatch.setattr(os, "statvfs", lambda _path: ReadOnly)
    assert database_url.is_frozen(file)
    file.with_name(f"{file.name}-wal").write_bytes(b"commits")
    assert not database_url.is_frozen(file)
