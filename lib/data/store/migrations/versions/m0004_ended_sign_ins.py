"""Sign-ins that were ended: a cookie that was stolen before may not write after a restart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ended_sign_ins",
        sa.Column("mark", sa.String(64), primary_key=True),
        sa.Column("ended_at", sa.String(32), nullable=False),
    )
