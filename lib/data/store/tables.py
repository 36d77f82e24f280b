"""The tables of the store. `migrations/` makes them; a test holds the two together.

A row of `observations` is never changed or deleted: a version that takes it out writes its number
in `removed_by`, so what held at any version can be told, and undone. Triggers hold it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

METADATA = MetaData()

VERSIONS = Table(
    "versions",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_at", String(32), nullable=False),
    Column("editor", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("undoes", Integer, ForeignKey("versions.number")),
    Column("origin", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("provenance", String(16), nullable=False),
    Column("rows_new", Integer, nullable=False),
    Column("rows_changed", Integer, nullable=False),
    Column("rows_removed", Integer, nullable=False),
    CheckConstraint("action IN ('import', 'undo')", name="versions_action"),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("source_id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("added_by", Integer, ForeignKey("versions.number"), nullable=False),
)

OBSERVATIONS = Table(
    "observations",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("series_id", Text, nullable=False),
    Column("geography", String(16), nullable=False),
    Column("unit_code", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("value", Double),
    Column("provenance", String(16), nullable=False),
    Column("confidence", String(16), nullable=False),
    Column("preferred", Boolean, nullable=False),
    Column("quote", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("numerator", Double),
    Column("denominator", Double),
    Column("missing_reason", Text, nullable=False),
    Column("added_by", Integer, ForeignKey("versions.number"), nullable=False),
    Column("removed_by", Integer, ForeignKey("versions.number")),
)

KEY = ("series_id", "geography", "unit_code", "period", "source_id")
"""What one row is about: a second row of the same key takes the place of the first."""

CONTENT = (
    "value", "provenance", "confidence", "preferred", "quote", "note", "numerator", "denominator",
    "missing_reason",
)  # fmt: skip

Index(
    "observations_current",
    *(OBSERVATIONS.c[name] for name in KEY),
    unique=True,
    sqlite_where=text("removed_by IS NULL"),
    postgresql_where=text("removed_by IS NULL"),
)
Index("observations_added_by", OBSERVATIONS.c.added_by)
Index("observations_removed_by", OBSERVATIONS.c.removed_by)

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("editor", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("version", Integer),
    Column("detail", Text, nullable=False),
)

ALIASES = Table(
    "aliases",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("context", Text, primary_key=True),
    Column("written", Text, primary_key=True),
    Column("meaning", Text, nullable=False),
    Column("editor", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
)

SCENARIOS = Table(
    "scenarios",
    METADATA,
    Column("scenario_id", String(40), primary_key=True),
    # Counts the changes: who changes it names the one they have seen.
    Column("revision", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("series_id", Text, nullable=False),
    Column("data_version", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("deleted_at", String(32)),
)
Index("scenarios_by_time", SCENARIOS.c.made_at)

ENDED_SIGN_INS = Table(
    "ended_sign_ins",
    METADATA,
    # A hash of what the provider said: it tells one sign-in from another, and nothing of who it is.
    Column("mark", String(64), primary_key=True),
    Column("ended_at", String(32), nullable=False),
)
