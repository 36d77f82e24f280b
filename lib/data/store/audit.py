"""The log of who did what, in the transaction that did it. Triggers refuse to change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from lib.data.store.tables import AUDIT

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log; `at` is the moment in UTC."""

    at: datetime
    editor: str
    action: str
    version: int | None
    detail: str


def now() -> str:
    """This moment in UTC as the store writes it, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def note(
    connection: Connection, *, editor: str, action: str, version: int | None = None, detail: str
) -> None:
    """Add a line; it is kept when the transaction is, and only then."""
    connection.execute(
        insert(AUDIT).values(at=now(), editor=editor, action=action, version=version, detail=detail)
    )


def entries(connection: Connection, *, most: int | None = 200) -> tuple[LogEntry, ...]:
    """The latest lines, newest first; all of them for no `most`."""
    rows = connection.execute(select(AUDIT).order_by(AUDIT.c.id.desc()).limit(most))
    return tuple(
        LogEntry(datetime.fromisoformat(row.at), row.editor, row.action, row.version, row.detail)
        for row in rows
    )
