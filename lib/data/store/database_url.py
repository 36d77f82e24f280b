"""Where the database is. Knows its address alone, so that asking costs no import."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Literal

from lib.text import N_

ENVIRONMENT = "DATABASE_URL"
DEFAULT_FILE = Path(__file__).parents[3] / "var" / "hanoiso.db"

BUSY_SECONDS = 1.5
"""How long one waits for another's lock before that is said: a reader sees words in two."""
PATIENT_SECONDS = 20.0
"""The same for who makes the tables at a start, which another process may be doing just then."""

_SQLITE = "sqlite:///"
_TICK_NS = 100_000_000
_POSTGRESQL = ("postgresql+psycopg://", "postgresql://", "postgres://")


Reason = Literal[
    "address", "away", "damaged", "driver", "foreign", "full", "locked", "newer", "replaced",
    "unwritable",
]  # fmt: skip
"""One word for a monitor: what is wrong with the database."""

CANNOT_OPEN = N_("The database cannot be opened, so nothing can be saved. The log says why.")
CANNOT_WRITE = N_("The database cannot be written, so nothing can be saved. The log says why.")
TOO_NEW = N_("The database was made by a newer version of the program, so it is left alone.")
NOT_OURS = N_("The database belongs to another program, so it is left alone.")
BAD_ADDRESS = N_("The address of the database cannot be read, so nothing can be saved.")
NO_DRIVER = N_(
    "What speaks to PostgreSQL is not installed on this server, so nothing can be saved. The log "
    "says how to install it."
)
BUSY = N_(
    "Somebody else is writing to the database at this moment, so nothing of yours was written. "
    "Nothing is lost: try again in a moment."
)
GONE = N_(
    "The database is no longer where it was, so nothing can be saved. Once it is put back, the "
    "program goes on with it."
)
REPLACED = N_(
    "The database was replaced by another copy meanwhile, so nothing was written. Nothing of yours "
    "is lost: look at the figures again and try once more."
)

_REASONS: dict[str, Reason] = {
    CANNOT_OPEN: "away",
    CANNOT_WRITE: "unwritable",
    TOO_NEW: "newer",
    NOT_OURS: "foreign",
    BAD_ADDRESS: "address",
    NO_DRIVER: "driver",
    BUSY: "locked",
    GONE: "away",
    REPLACED: "replaced",
}


class UnavailableError(Exception):
    """The database cannot be used; the program goes on with the shipped figures.

    `said` is a message id for the reader, `reason` a word for a monitor; the text of the exception
    is for the log.
    """

    def __init__(self, said: str, detail: str = "", *, reason: Reason | None = None) -> None:
        super().__init__(detail or said)
        self.said = said
        self.reason: Reason = reason or _REASONS[said]


def failure(error: sqlite3.Error, said: str, place: str = "") -> UnavailableError:
    """What an error of SQLite means; `said` where it is none of those that have own words."""
    detail = f"{place}: {error}" if place else str(error)
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return UnavailableError(BUSY, detail)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return UnavailableError(said, detail, reason="damaged")
    if name.startswith("SQLITE_FULL"):
        return UnavailableError(said, detail, reason="full")
    return UnavailableError(said, detail)


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


def connect(path: Path, *, makes: bool = False) -> sqlite3.Connection:
    """A connection to the file as it lies there now; it is made only if `makes`.

    Used directly where SQLAlchemy would be a heavy import for one number. Whoever closes the last
    connection moves what stands in the log beside the file into the file, and removes the log.
    """
    if makes:
        with suppress(FileExistsError):  # a new one is its owner's alone, and so is its log
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    seconds = PATIENT_SECONDS if makes else BUSY_SECONDS
    mode = "ro&immutable=1" if is_frozen(path) else "rwc" if makes else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=seconds)


def settle(path: Path) -> None:
    """Move what a process that was killed left in the log beside the file into the file.

    Raises sqlite3.Error where that cannot be.
    """
    if not is_frozen(path) and path.exists() and _log_of(path).exists():
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


Signature = tuple[int, ...]
"""Which file lies at a path, and how far it was written: another one after every commit."""


def signature(path: Path) -> Signature | None:
    """The signature of a database; None where there is no file.

    The log beside it counts once it holds something, for every reader makes an empty one.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    marks = (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)
    try:
        log = _log_of(path).stat()
    except FileNotFoundError:
        return marks
    return (*marks, log.st_ino, log.st_mtime_ns, log.st_size) if log.st_size else marks


def is_same_file(one: Signature | None, other: Signature | None) -> bool:
    """Whether two signatures are of one file, however much was written to it between."""
    return one is not None and other is not None and one[:2] == other[:2]


def is_settled(mark: Signature, now_ns: int) -> bool:
    """Whether a write after `now_ns` gives another signature: clocks of files tick coarsely."""
    return now_ns - max((mark[2], *mark[5:6])) > _TICK_NS


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def is_frozen(path: Path) -> bool:
    """Whether a file is whole and lies where nobody writes, e.g. on a read-only file system.

    Permission is not asked: a folder that we may not write to may be written to by others. A copy
    whose last commits still stand in the log beside it is not whole.
    """
    log = _log_of(path)
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
        with closing(connect(path)) as connection:
            query = "SELECT name FROM sqlite_master WHERE type = 'table'"
            tables = {str(name) for (name,) in connection.execute(query)}
            if not tables:
                return None
            # By a table of ours, for Alembic's own has the same name in any program that uses it.
            if not {"alembic_version", "versions", "observations"} <= tables:
                raise UnavailableError(NOT_OURS, f"{path}: tables {', '.join(sorted(tables))}")
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise failure(error, CANNOT_OPEN, str(path)) from error
    return str(found[0]) if found else None
