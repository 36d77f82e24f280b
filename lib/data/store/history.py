"""What was written: the list of versions, and what one of them changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import pandas as pd
from sqlalchemy import select

from lib.data.store import merge
from lib.data.store.tables import CONTENT, KEY, OBSERVATIONS, VERSIONS
from lib.model.entities import Source
from lib.model.vocabulary import Provenance

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lib.data.package import Dataset

Action = Literal["import", "undo"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: who, when (UTC), what and why.

    `undoes` is the version that an undo took back, `undone_by` the one that took this back and is
    itself in force.
    """

    number: int
    made_at: datetime
    editor: str
    action: Action
    undoes: int | None
    undone_by: int | None
    origin: str
    reason: str
    source: Source
    provenance: Provenance
    rows_new: int
    rows_changed: int
    rows_removed: int


def versions(connection: Connection) -> tuple[Version, ...]:
    """Every version, newest first."""
    rows = connection.execute(select(VERSIONS).order_by(VERSIONS.c.number.desc())).all()
    known = merge.sources(connection)
    undone: dict[int, int] = {}
    found = []
    for row in rows:
        # From the newest on: an undo that was undone itself undoes nothing.
        if row.undoes is not None and row.number not in undone:
            undone[row.undoes] = row.number
        found.append(
            Version(
                number=row.number,
                made_at=datetime.fromisoformat(row.made_at),
                editor=row.editor,
                action=row.action,
                undoes=row.undoes,
                undone_by=undone.get(row.number),
                origin=row.origin,
                reason=row.reason,
                source=known[row.source_id],
                provenance=row.provenance,
                rows_new=row.rows_new,
                rows_changed=row.rows_changed,
                rows_removed=row.rows_removed,
            )
        )
    return tuple(found)


def difference(connection: Connection, number: int, *, shipped: Dataset) -> pd.DataFrame:
    """What version `number` changed, a row a key.

    Columns of the key; `change` (new, changed, removed); value, provenance, missing_reason, note
    and the like as they were left, and the same with `old_` before them as they were found. What a
    new row found is the preferred row of the shipped package, where there is one.
    """
    keys = list(KEY)
    columns = [*keys, *CONTENT]
    chosen = [OBSERVATIONS.c[name] for name in columns]
    added = select(*chosen).where(OBSERVATIONS.c.added_by == number)
    removed = select(*chosen).where(OBSERVATIONS.c.removed_by == number)
    new = merge.frame(connection.execute(added).all(), columns)
    old = merge.frame(connection.execute(removed).all(), columns)
    both = new.merge(
        old.rename(columns={name: f"old_{name}" for name in CONTENT}),
        on=keys,
        how="outer",
        indicator="change",
    )
    change = (
        both["change"]
        .astype("str")
        .map({"left_only": "new", "both": "changed", "right_only": "removed"})
    )
    return _with_shipped(both.assign(change=change), shipped)


def _with_shipped(rows: pd.DataFrame, shipped: Dataset) -> pd.DataFrame:
    cell = list(KEY[:4])
    names = list(CONTENT)
    known = shipped.observations
    beside = rows[cell].merge(known.loc[known["preferred"], [*cell, *names]], on=cell, how="left")
    beside.index = rows.index
    is_new = rows["change"] == "new"
    return rows.assign(
        **{f"old_{name}": rows[f"old_{name}"].where(~is_new, beside[name]) for name in names}
    )
