"""Sign-ins that were ended, kept as long as a cookie of one could still be brought."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from lib.data.store.tables import ENDED_SIGN_INS

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEPT_DAYS = 32
"""Longer than Streamlit takes the cookie of a sign-in for one; a test holds the two together."""


def end(connection: Connection, ended: Mapping[str, datetime]) -> None:
    """Keep marks of sign-ins with the moments they ended; those of long ago are let go."""
    oldest = _written(datetime.now(UTC) - timedelta(days=KEPT_DAYS))
    connection.execute(delete(ENDED_SIGN_INS).where(ENDED_SIGN_INS.c.ended_at < oldest))
    for mark, moment in ended.items():
        if not is_over(connection, mark):
            values = {"mark": mark, "ended_at": _written(moment)}
            connection.execute(insert(ENDED_SIGN_INS).values(**values))


def is_over(connection: Connection, mark: str) -> bool:
    """Whether the sign-in of this mark was ended, in whichever process."""
    query = select(ENDED_SIGN_INS.c.mark).where(ENDED_SIGN_INS.c.mark == mark)
    return connection.execute(query).first() is not None


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
