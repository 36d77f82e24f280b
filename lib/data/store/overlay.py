"""The shipped package with what the store holds laid over it.

Of the rows of one series, unit and period exactly one is preferred: a citable one before an
illustrative one, then what an editor put in before what was shipped, then the latest version. A
citable row that was put in takes the place of an illustrative shipped one; a row of the same source
as a shipped one corrects it; any other conflict keeps both.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from sqlalchemy import select

from lib.data.package import HEX_DIGITS, Package, as_of
from lib.data.rules import with_times
from lib.data.store.tables import CONTENT, KEY, OBSERVATIONS, SOURCES
from lib.model.kinds import CITABLE
from lib.model.things import Source

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CELL = list(KEY[:4])
_NUMBERS = ("value", "numerator", "denominator")


def current(connection: Connection) -> pd.DataFrame:
    """The rows in force: columns of the tables' key and content, `id` and `added_by`."""
    columns = [OBSERVATIONS.c[name] for name in ("id", *KEY, *CONTENT, "added_by")]
    query = select(*columns).where(OBSERVATIONS.c.removed_by.is_(None)).order_by(OBSERVATIONS.c.id)
    return frame(connection.execute(query).all(), [column.name for column in columns])


def frame(rows: Iterable[Iterable[object]], columns: list[str]) -> pd.DataFrame:
    """Rows of the store as a table: numbers as floats, words as text, `preferred` as bool."""
    found = pd.DataFrame.from_records([tuple(row) for row in rows], columns=columns)
    types = {name: "float64" for name in _NUMBERS if name in columns}
    types |= {name: "bool" for name in ("preferred",) if name in columns}
    types |= {name: "int64" for name in ("id", "added_by") if name in columns}
    types |= {name: "str" for name in columns if name not in types}
    return found.astype(types)


def sources(connection: Connection) -> dict[str, Source]:
    """Every source that came in with figures, by its id."""
    columns = [SOURCES.c[field.name] for field in dataclasses.fields(Source)]
    rows = connection.execute(select(*columns).order_by(SOURCES.c.source_id))
    return {row.source_id: Source(*row) for row in rows}


def laid_over(shipped: Package, rows: pd.DataFrame, added: Mapping[str, Source]) -> Package:
    """`shipped` with the store's current `rows`; itself when there are none.

    The version is a hash of what is shown, so that after an undo it is what it was before.
    """
    if rows.empty:
        return shipped
    named = rows["source_id"].unique()
    used = {name: added[name] for name in named if name in added}
    observations = _joined(shipped.observations, rows)
    return dataclasses.replace(
        shipped,
        version=_version(shipped.version, rows, used),
        as_of=as_of(observations),
        sources={**shipped.sources, **used},
        observations=observations,
    )


def _joined(shipped: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The observations of both, with exactly one preferred in each cell."""
    ours = with_times(rows.assign(file="version " + rows["added_by"].astype("str"), row=rows["id"]))
    here, there = _cells(ours), _cells(shipped)
    kept = ~_replaced(shipped, ours, there=there, here=here)
    order = np.concatenate([np.full(kept.sum(), -1), ours["added_by"].to_numpy()])
    whole = pd.concat([shipped[kept], ours[list(shipped.columns)]], ignore_index=True)
    cells = pd.concat([there[kept], here], ignore_index=True)
    return whole.assign(preferred=_preferred(whole, cells, order, cells.isin(here.unique())))


def _replaced(
    shipped: pd.DataFrame, ours: pd.DataFrame, *, there: pd.Series, here: pd.Series
) -> pd.Series:
    """The shipped rows, their cells being `there`, that a row of `ours` takes the place of."""
    citable = here[ours["provenance"].isin(CITABLE)].unique()
    demonstration = ~shipped["provenance"].isin(CITABLE) & there.isin(citable)
    sources = (here + " " + ours["source_id"]).unique()
    return demonstration | (there + " " + shipped["source_id"]).isin(sources)


def _preferred(
    whole: pd.DataFrame, cells: pd.Series, order: np.ndarray, touched: pd.Series
) -> pd.Series:
    """The first of each touched cell, by the rule above; all other cells as they are."""
    citable = whole["provenance"].isin(CITABLE)
    keys = (order, whole["preferred"], citable)
    ranked = np.lexsort([np.asarray(key)[touched] for key in keys])
    last = cells[touched].iloc[ranked].drop_duplicates(keep="last").index
    return whole["preferred"].where(~touched, whole.index.isin(last))


def _cells(frame: pd.DataFrame) -> pd.Series:
    """What a row is about, whoever says it, as one text; no id has a space."""
    first, *others = _CELL
    joined = frame[first]
    for name in others:
        joined = joined + " " + frame[name]
    return joined


def _version(shipped: str, rows: pd.DataFrame, used: Mapping[str, Source]) -> str:
    """The order in which rows came doesn't matter, nor which version brought them."""
    hashes = pd.util.hash_pandas_object(rows[[*KEY, *CONTENT]], index=False)
    digest = hashlib.sha256(shipped.encode())
    digest.update(np.sort(hashes.to_numpy()).tobytes())
    for source in sorted(used.items()):
        digest.update(repr(source).encode())
    return digest.hexdigest()[:HEX_DIGITS]
