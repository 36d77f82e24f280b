"""Imported figures with their versions, the audit log, remembered names.

Written out rather than taken from `tables`: what a step did must not change with the program.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = ("series_id", "geography", "unit_code", "period", "source_id")
_NEVER_CHANGED = ("versions", "sources", "audit")
_REFUSAL = "append-only: this row is kept as it is"


def upgrade() -> None:
    """Make the tables, and the triggers that keep what was written."""
    _versions()
    _observations()
    _others()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("editor", sa.Text, nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("versions.number")),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("provenance", sa.String(16), nullable=False),
        sa.Column("rows_new", sa.Integer, nullable=False),
        sa.Column("rows_changed", sa.Integer, nullable=False),
        sa.Column("rows_removed", sa.Integer, nullable=False),
        sa.CheckConstraint("action IN ('import', 'undo')", name="versions_action"),
    )
    op.create_table(
        "sources",
        sa.Column("source_id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
        sa.Column("added_by", sa.Integer, sa.ForeignKey("versions.number"), nullable=False),
    )


def _observations() -> None:
    op.create_table(
        "observations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("series_id", sa.Text, nullable=False),
        sa.Column("geography", sa.String(16), nullable=False),
        sa.Column("unit_code", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("value", sa.Double),
        sa.Column("provenance", sa.String(16), nullable=False),
        sa.Column("confidence", sa.String(16), nullable=False),
        sa.Column("preferred", sa.Boolean, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("numerator", sa.Double),
        sa.Column("denominator", sa.Double),
        sa.Column("missing_reason", sa.Text, nullable=False),
        sa.Column("added_by", sa.Integer, sa.ForeignKey("versions.number"), nullable=False),
        sa.Column("removed_by", sa.Integer, sa.ForeignKey("versions.number")),
    )
    op.create_index(
        "observations_current",
        "observations",
        _KEY,
        unique=True,
        sqlite_where=sa.text("removed_by IS NULL"),
        postgresql_where=sa.text("removed_by IS NULL"),
    )
    op.create_index("observations_added_by", "observations", ["added_by"])
    op.create_index("observations_removed_by", "observations", ["removed_by"])


def _others() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("editor", sa.Text, nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_table(
        "aliases",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("context", sa.Text, primary_key=True),
        sa.Column("written", sa.Text, primary_key=True),
        sa.Column("meaning", sa.Text, nullable=False),
        sa.Column("editor", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
    )


def _kept_columns() -> tuple[str, ...]:
    content = ("value", "provenance", "confidence", "preferred", "quote", "note", "numerator")
    return ("id", *_KEY, *content, "denominator", "missing_reason", "added_by")


def _guard_sqlite() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for table in _NEVER_CHANGED:
        op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} {refuse}")
    for table in (*_NEVER_CHANGED, "observations"):
        op.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {refuse}")
    columns = ", ".join(_kept_columns())
    op.execute(
        f"CREATE TRIGGER observations_kept BEFORE UPDATE OF {columns} ON observations {refuse}"
    )
    op.execute(
        "CREATE TRIGGER observations_removed_once BEFORE UPDATE OF removed_by ON observations "
        f"WHEN OLD.removed_by IS NOT NULL OR NEW.removed_by IS NULL {refuse}"
    )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION hanoiso_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    does = "EXECUTE FUNCTION hanoiso_refuse()"
    for table in _NEVER_CHANGED:
        op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW {does}")
    for table in (*_NEVER_CHANGED, "observations"):
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT {does}"
        )
    columns = ", ".join(_kept_columns())
    op.execute(
        f"CREATE TRIGGER observations_kept BEFORE UPDATE OF {columns} ON observations "
        f"FOR EACH ROW {does}"
    )
    op.execute(
        "CREATE TRIGGER observations_removed_once BEFORE UPDATE OF removed_by ON observations "
        "FOR EACH ROW WHEN (OLD.removed_by IS NOT NULL OR NEW.removed_by IS NULL) "
        f"{does}"
    )
