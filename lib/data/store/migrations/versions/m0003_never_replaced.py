"""What was written is not replaced either: SQLite's REPLACE deletes without asking triggers."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_REFUSAL = "append-only: this row is kept as it is"
_CURRENT = ("series_id", "geography", "unit_code", "period", "source_id")
_KEYS = {"audit": "id", "versions": "number", "sources": "source_id", "observations": "id"}


def upgrade() -> None:
    """Refuse an insert in the place of a row; PostgreSQL knows none."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table, key in _KEYS.items():
        _refuse(f"{table}_never_replaced", table, f"{key} = NEW.{key}")
    same = " AND ".join(f"{name} = NEW.{name}" for name in _CURRENT)
    _refuse("observations_once", "observations", f"{same} AND removed_by IS NULL")


def _refuse(name: str, table: str, where: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} "  # noqa: S608 - our own names
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {where}) "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    )
