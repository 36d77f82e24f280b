"""Names as they were written once, and what the editor said they mean: asked once, kept for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from sqlalchemy import insert, select, update

from lib.data.store import audit
from lib.data.store.tables import ALIASES

if TYPE_CHECKING:
    from sqlalchemy import Connection

Kind = Literal["unit", "series", "period"]


def remembered(connection: Connection, kind: Kind, context: str = "") -> dict[str, str]:
    """What each written name means; `context` tells uses of one name apart, e.g. a geography."""
    query = select(ALIASES.c.written, ALIASES.c.meaning).where(
        ALIASES.c.kind == kind, ALIASES.c.context == context
    )
    return {row.written: row.meaning for row in connection.execute(query)}


def remember(
    connection: Connection,
    kind: Kind,
    meanings: Mapping[str, str],
    *,
    editor: str,
    context: str = "",
) -> None:
    """Keep what names mean; what was kept under the same name is replaced, and the log says so."""
    known = remembered(connection, kind, context)
    for written, meaning in meanings.items():
        if known.get(written) == meaning:
            continue
        values = {"meaning": meaning, "editor": editor, "made_at": audit.now()}
        key = {"kind": kind, "context": context, "written": written}
        if written in known:
            same = [ALIASES.c[name] == value for name, value in key.items()]
            connection.execute(update(ALIASES).where(*same).values(**values))
        else:
            connection.execute(insert(ALIASES).values(**key, **values))
        detail = f"{kind} {context} {written!r} = {meaning}"
        audit.note(connection, editor=editor, action="alias", detail=detail)
