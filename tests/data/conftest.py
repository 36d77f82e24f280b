"""The shipped package, loaded once, and copies of it to break."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lib.data.package import Dataset, load
from lib.data.store import access, migrate
from lib.data.store.engine import Store
from tests.data import postgresql

Made = Callable[[str], None]

ROOT = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def shipped_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    return load(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package without its two largest files, which it may do without."""
    largest = shutil.ignore_patterns("illustrative_communes.csv", "reference_series.csv")
    return Path(shutil.copytree(ROOT, tmp_path / "package", ignore=largest))


@pytest.fixture
def edit(copy: Path) -> Callable[[str, int, Callable[[str], str]], None]:
    """Rewrite one line of a file of the copy; the header is line 1."""

    def rewrite(name: str, line: int, change: Callable[[str], str]) -> None:
        path = copy / name
        lines = path.read_text(encoding="utf-8").split("\n")
        assert change(lines[line - 1]) != lines[line - 1], "the edit changes nothing"
        lines[line - 1] = change(lines[line - 1])
        path.write_text("\n".join(lines), encoding="utf-8")

    return rewrite


@pytest.fixture(scope="session")
def server_address() -> Iterator[str]:
    folder = postgresql.programs()
    assert folder is not None
    with postgresql.running(folder) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"] if postgresql.programs() else ["sqlite"])
def url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a database that nobody has made yet, in `DATABASE_URL` too."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path}/var/hanoiso.db"
    else:
        address = postgresql.new_database(request.getfixturevalue("server_address"))
    monkeypatch.setenv("DATABASE_URL", address)
    yield address
    access.close()


@pytest.fixture(scope="session")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Makes databases with their tables by copying; the steps have tests of their own."""
    file = tmp_path_factory.mktemp("made") / "hanoiso.db"
    migrate.upgrade(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    like: dict[str, str] = {}

    def make(url: str) -> None:
        if url.startswith("sqlite:///"):
            Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True)
            shutil.copy(file, url.removeprefix("sqlite:///"))
            return
        server = request.getfixturevalue("server_address")
        if not like:
            first = postgresql.new_database(server)
            migrate.upgrade(first.replace("postgresql:", "postgresql+psycopg:"))
            like["name"] = first.rpartition("/")[2]
        postgresql.replace(url, like["name"])

    return make


@pytest.fixture
def store(url: str, made: Made) -> Iterator[Store]:
    """An empty store, its tables made."""
    made(url)
    opened = Store(url.replace("postgresql:", "postgresql+psycopg:"))
    yield opened
    opened.close()
