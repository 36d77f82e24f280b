"""Connections to PostgreSQL on which nobody waits for long, whatever became of the server.

Limits of the server's own end a statement or a wait for a lock. A server that is stopped or cut off
does not keep them, so each answer is waited for no longer than a limit of ours.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from sqlalchemy import Engine, create_engine, event

from lib.data.store.database_url import BUSY_SECONDS, PATIENT_SECONDS

_STATEMENT_SECONDS = 5
_MORE_SECONDS = 1
"""How much longer than its statement may take one waits for the server's answer."""

_ADDRESS = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 6_000,
    "application_name": "hanoiso",
}


class _Connection(psycopg.Connection[Any]):
    """A connection that is given up once the server has not answered for a while."""

    answer_seconds: float = _STATEMENT_SECONDS + _MORE_SECONDS

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        # psycopg waits for every answer here, without an end. The exact pin holds it.
        try:
            return super().wait(gen, interval=interval, timeout=timeout or self.answer_seconds)
        except psycopg.OperationalError as error:
            if error.sqlstate is None:
                self.pgconn.finish()
            raise


def engine(url: str, *, makes: bool = False) -> Engine:
    """An engine for the database at `url`; who `makes` the tables may wait for who does so too."""
    lock_seconds = PATIENT_SECONDS if makes else BUSY_SECONDS
    statement_seconds = PATIENT_SECONDS + 10 if makes else _STATEMENT_SECONDS
    limits = {
        "statement_timeout": statement_seconds,
        "lock_timeout": lock_seconds,
        # One that began and was then forgotten would keep other editors out.
        "idle_in_transaction_session_timeout": 60,
    }
    options = " ".join(f"-c {name}={int(value * 1_000)}" for name, value in limits.items())

    def connected(_dialect: Any, _record: Any, _args: Any, given: dict[str, Any]) -> _Connection:
        own = {"options": f"{options} {given.get('options', '')}".strip()}
        parameters: dict[str, Any] = _ADDRESS | given | own
        connection = _Connection.connect(**parameters)
        connection.answer_seconds = statement_seconds + _MORE_SECONDS
        return connection

    made = create_engine(url, pool_size=4, max_overflow=4, pool_timeout=3, pool_pre_ping=True)
    event.listen(made, "do_connect", connected)
    return made
