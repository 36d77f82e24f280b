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
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from sqlalchemy import select

from lib.data.package import HEX_DIGITS, Dataset, as_of
from lib.data.rules import with_times
from lib.data.store.tables import CONTENT, KEY, OBSERVATIONS, SOURCES
from lib.model.entities import Source
from lib.model.vocabulary import CITABLE

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CELL = KEY[:4]
_Array = np.ndarray[Any, np.dtype[Any]]
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


def merge_imports(shipped: Dataset, rows: pd.DataFrame, added: Mapping[str, Source]) -> Dataset:
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
    both = pd.concat([shipped, ours[list(shipped.columns)]], ignore_index=True)
    order = np.concatenate([np.full(len(shipped), -1), ours["added_by"].to_numpy()])
    cells = _numbered(both, _CELL)
    kept = ~_replaced(both, cells, order >= 0)
    whole = both[kept].reset_index(drop=True)
    return whole.assign(preferred=_preferred(whole, cells[kept], order[kept]))


def _replaced(both: pd.DataFrame, cells: _Array, is_ours: _Array) -> _Array:
    """The shipped rows that one of ours takes the place of."""
    citable = both["provenance"].isin(CITABLE).to_numpy()
    demonstration = ~citable & np.isin(cells, cells[is_ours & citable])
    keys = _numbered(both, KEY)
    corrected = np.isin(keys, keys[is_ours])
    return np.asarray(~is_ours & (demonstration | corrected))


def _preferred(whole: pd.DataFrame, cells: _Array, order: _Array) -> _Array:
    """The first of each cell that we touched, by the rule above; all other cells as they are."""
    touched = np.isin(cells, cells[order >= 0])
    citable = whole["provenance"].isin(CITABLE).to_numpy()
    preferred = whole["preferred"].to_numpy(dtype=bool)
    ranked = np.lexsort((order, preferred, citable, cells))
    is_last = np.append(cells[ranked][1:] != cells[ranked][:-1], values=True)
    chosen = np.zeros(len(whole), dtype=bool)
    chosen[ranked[is_last]] = True
    return np.where(touched, chosen, preferred)


def _numbered(frame: pd.DataFrame, columns: Iterable[str]) -> _Array:
    """A number for each combination of texts, the same for the same.

    Comparing numbers is forty times as fast as comparing texts.
    """
    found: _Array = np.zeros(len(frame), dtype="int64")
    for name in columns:
        codes, texts = pd.factorize(frame[name])
        found = pd.factorize(found * len(texts) + codes)[0]
    return found


def _version(shipped: str, rows: pd.DataFrame, used: Mapping[str, Source]) -> str:
    """The order in which rows came doesn't matter, nor which version brought them."""
    hashes = pd.util.hash_pandas_object(rows[[*KEY, *CONTENT]], index=False)
    digest = hashlib.sha256(shipped.encode())
    digest.update(np.sort(hashes.to_numpy()).tobytes())
    for source in sorted(used.items()):
        digest.update(repr(source).encode())
    return digest.hexdigest()[:HEX_DIGITS]
