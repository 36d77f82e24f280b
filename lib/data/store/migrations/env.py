"""How Alembic reaches the database: on the connection that `lib.data.store.migrate` holds."""

from __future__ import annotations

from alembic import context

from lib.data.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # The caller's transaction is the one: all steps or none.
    transactional_ddl=True,
)
context.run_migrations()
