"""Where the database is. Knows its address alone, so that asking costs no import."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from lib.text import N_

ENVIRONMENT = "DATABASE_URL"
DEFAULT_FILE = Path(__file__).parents[3] / "var" / "hanoiso.db"

_SQLITE = "sqlite:///"
_POSTGRESQL = ("postgresql+psycopg://", "postgresql://", "postgres://")


class UnavailableError(Exception):
    """The database cannot be used; the program goes on with the shipped figures.

    `said` is a message id for the reader; the text of the exception is for the log.
    """

    def __init__(self, said: str, detail: str = "") -> None:
        super().__init__(detail or said)
        self.said = said


CANNOT_OPEN = N_("The database cannot be opened, so nothing can be saved. The log says why.")
CANNOT_WRITE = N_("The database cannot be written, so nothing can be saved. The log says why.")
TOO_NEW = N_("The database was made by a newer version of the program, so it is left alone.")
NOT_OURS = N_("The database belongs to another program, so it is left alone.")
BAD_ADDRESS = N_("The address of the database cannot be read, so nothing can be saved.")


def address() -> str:
    """The address in `DATABASE_URL`, else the file `var/hanoiso.db`, as SQLAlchemy writes it.

    Raises UnavailableError for a kind of database that the program doesn't know. The address holds
    a password, perhaps: it is never quoted.
    """
    text = os.environ.get(ENVIRONMENT, "").strip()
    if not text:
        return f"{_SQLITE}{DEFAULT_FILE}"
    for start in _POSTGRESQL:
        if text.startswith(start):
            return f"{_POSTGRESQL[0]}{text.removeprefix(start)}"
    if text.startswith(_SQLITE) and text != _SQLITE:
        return text
    raise UnavailableError(BAD_ADDRESS, f"{ENVIRONMENT}: expected sqlite:///FILE or postgresql://…")


def file_of(url: str) -> Path | None:
    """The file of an SQLite database; None for a server."""
    return Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that reads and never makes the file.

    Used where SQLAlchemy would be a heavy import for one number.
    """
    return sqlite3.connect(uri_of(path), uri=True, timeout=10, check_same_thread=False)


def uri_of(path: Path) -> str:
    """The address of a file for SQLite, to read only.

    In WAL mode a reader writes beside the file, too; where nobody can, SQLite is told so.
    """
    frozen = "&immutable=1" if is_frozen(path) else ""
    return f"{path.absolute().as_uri()}?mode=ro{frozen}"


def is_frozen(path: Path) -> bool:
    """Whether a file is whole and lies where nobody writes, e.g. on a read-only file system.

    Permission is not asked: a folder that we may not write to may be written to by others. A copy
    whose last commits still stand in the log beside it is not whole.
    """
    log = path.with_name(f"{path.name}-wal")
    try:
        is_read_only = bool(os.statvfs(path).f_flag & os.ST_RDONLY)
        return is_read_only and not (log.exists() and log.stat().st_size)
    except OSError:
        return False


def revision(path: Path) -> str | None:
    """The migration that the file stands at; None where there is no database yet.

    Raises UnavailableError when there is a file that is no database, or another program's.
    """
    if not path.exists():
        return None
    try:
        with closing(read_only(path)) as connection:
            query = "SELECT name FROM sqlite_master WHERE type = 'table'"
            tables = {str(name) for (name,) in connection.execute(query)}
            if not tables:
                return None
            # By a table of ours, for Alembic's own has the same name in any program that uses it.
            if not {"alembic_version", "versions", "observations"} <= tables:
                raise UnavailableError(NOT_OURS, f"{path}: tables {', '.join(sorted(tables))}")
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise UnavailableError(CANNOT_OPEN, f"{path}: {error}") from error
    return str(found[0]) if found else None
