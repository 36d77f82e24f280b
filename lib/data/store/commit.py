"""Writing figures: one import is one transaction and one version; any version can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from sqlalchemy import insert, select, update

from lib.data.store import audit, merge
from lib.data.store.change_detection import NOTHING, Last
from lib.data.store.database_url import REPLACED, UnavailableError
from lib.data.store.tables import CONTENT, KEY, OBSERVATIONS, SOURCES, VERSIONS
from lib.model.entities import Source
from lib.model.vocabulary import Provenance

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lib.data.store.engine import Store

Progress = Callable[[float], None]
"""Told the share that is done, from 0 to 1."""

_CHUNK = 4_000
_IDS = 500  # in one statement; each kind of database bounds its parameters
_ROW = [*KEY, *CONTENT]


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """What an editor is about to commit.

    `rows` are clean (`check.clean`) and free of problems. `base` is the number of the version that
    the preview was made on, 0 for none. `source` and `provenance` are what the editor said of the
    whole; `others` are sources that single rows name besides. `origin` is where the rows come from,
    e.g. the name of the file.
    """

    rows: pd.DataFrame
    source: Source
    provenance: Provenance
    base: int
    editor: str
    origin: str
    reason: str
    others: Sequence[Source] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A version that was written, with how many rows are new, changed and removed."""

    number: int
    rows_new: int
    rows_changed: int
    rows_removed: int = 0


class StaleError(Exception):
    """Someone else committed since the preview: look again. Nothing was written."""

    def __init__(self, *, number: int, editor: str, made_at: str) -> None:
        super().__init__(f"version {number} by {editor} at {made_at}")
        self.number = number
        self.editor = editor
        self.made_at = made_at


class NothingNewError(Exception):
    """Every row stands in the store already, just so. Nothing was written."""


class DependsError(Exception):
    """Later versions changed what this one wrote: they must be undone first, the last one first."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__(f"versions {numbers}")
        self.numbers = numbers


class SourceError(Exception):
    """A source of this id is known with other words; a source is never rewritten."""


def last(connection: Connection) -> Last:
    """The last version."""
    query = select(VERSIONS.c.number, VERSIONS.c.made_at).order_by(VERSIONS.c.number.desc())
    row = connection.execute(query.limit(1)).first()
    return NOTHING if row is None else Last(row.number, row.made_at)


def latest(connection: Connection) -> int:
    """The number of the last version, 0 for none."""
    return last(connection).number


def commit(store: Store, draft: ImportDraft, *, progress: Progress | None = None) -> Done:
    """Write a draft as one version.

    Raises StaleError, NothingNewError, SourceError or UnavailableError, each having written
    nothing.
    """
    tell = progress or _silent
    with store.writing() as connection:
        number = _next(connection, draft.base)
        rows, replaced = _changes(connection, draft.rows)
        if rows.empty:
            raise NothingNewError
        tell(0.2)
        done = Done(number, len(rows) - len(replaced), len(replaced))
        _write_version(connection, done, draft)
        _write_sources(connection, number, (draft.source, *draft.others))
        _remove(connection, number, replaced)
        _add(connection, number, rows, lambda share: tell(0.25 + 0.7 * share))
        detail = f"{draft.origin}: {done.rows_new} new, {done.rows_changed} changed"
        audit.note(connection, editor=draft.editor, action="import", version=number, detail=detail)
    _require_kept(store, number)
    tell(1.0)
    return done


def undo(store: Store, number: int, *, editor: str, reason: str, base: int) -> Done:
    """Take a version back by a new one, which restores what was before it.

    An undo can be undone too. Raises DependsError when later versions built on it, StaleError when
    someone committed since `base`, KeyError for an unknown version, UnavailableError.
    """
    with store.writing() as connection:
        new = _next(connection, base)
        undone = connection.execute(select(VERSIONS).where(VERSIONS.c.number == number)).first()
        if undone is None:
            raise KeyError(number)
        touched = _touched(connection, number)
        if later := _dependants(touched, number):
            raise DependsError(later)
        inforce = touched[touched["removed_by"].isna()]
        before = touched[touched["removed_by"] == number]
        done = _count(new, removed=inforce, added=before)
        _insert_version(
            connection,
            done,
            editor=editor,
            action="undo",
            undoes=number,
            origin=undone.origin,
            reason=reason,
            source_id=undone.source_id,
            provenance=undone.provenance,
        )
        _remove(connection, new, inforce["id"].tolist())
        _add(connection, new, before[_ROW], _silent)
        audit.note(
            connection, editor=editor, action="undo", version=new, detail=f"version {number}"
        )
    _require_kept(store, new)
    return done


def dependants(connection: Connection, number: int) -> tuple[int, ...]:
    """The later versions that would have to be undone before this one, the last one first."""
    return _dependants(_touched(connection, number), number)


def _next(connection: Connection, base: int) -> int:
    """The number of the version to come.

    Raises StaleError when others came after `base`, UnavailableError when it is not there at all.
    """
    found = latest(connection)
    if found < base:
        raise UnavailableError(REPLACED, f"version {base} is gone; the last one is {found}")
    if found != base:
        row = connection.execute(select(VERSIONS).where(VERSIONS.c.number == found)).one()
        raise StaleError(number=found, editor=row.editor, made_at=row.made_at)
    return found + 1


def _require_kept(store: Store, number: int) -> None:
    """Raises UnavailableError unless the version is in the database that lies there now."""
    try:
        with store.reading() as connection:
            found = latest(connection)
    except UnavailableError:
        return  # what was committed stays so, whatever became of the database since
    if found < number:
        raise UnavailableError(REPLACED, f"version {number} is not in the database")


def _changes(connection: Connection, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """The rows that say something new, and the ids of those whose place they take."""
    wanted = rows[_ROW].assign(preferred=rows["preferred"].isin(["1", True]))
    columns = ["id", *_ROW]
    query = select(*(OBSERVATIONS.c[name] for name in columns)).where(
        OBSERVATIONS.c.removed_by.is_(None),
        OBSERVATIONS.c.series_id.in_(wanted["series_id"].unique().tolist()),
    )
    known = merge.frame(connection.execute(query).all(), columns)
    if known.empty:
        return wanted, []
    beside = wanted[list(KEY)].merge(known, on=list(KEY), how="left")
    beside.index = wanted.index
    found = beside["id"].notna()
    alike = found & _alike(wanted, beside)
    return wanted[~alike], beside.loc[found & ~alike, "id"].astype("int64").tolist()


def _alike(left: pd.DataFrame, right: pd.DataFrame) -> pd.Series:
    """Where two tables of the same index have the same content, nothing being like nothing."""
    same = pd.Series(data=True, index=left.index)
    for name in CONTENT:
        here, there = left[name], right[name]
        same &= (here == there).fillna(value=False).astype(bool) | (here.isna() & there.isna())
    return same


def _touched(connection: Connection, number: int) -> pd.DataFrame:
    """Every row there ever was of the keys that a version added or removed."""
    columns = ["id", *_ROW, "added_by", "removed_by"]
    query = select(*(OBSERVATIONS.c[name] for name in columns))
    added = connection.execute(query.where(OBSERVATIONS.c.added_by == number)).all()
    removed = connection.execute(query.where(OBSERVATIONS.c.removed_by == number)).all()
    # A join of the table with itself is what SQLite plans badly: whole series are read instead.
    series = sorted({row.series_id for row in (*added, *removed)})
    rows = connection.execute(query.where(OBSERVATIONS.c.series_id.in_(series))).all()
    found = merge.frame([row[:-1] for row in rows], columns[:-1])
    found["removed_by"] = pd.array([row[-1] for row in rows], dtype="Int64")
    mine = (found["added_by"] == number) | found["removed_by"].eq(number).fillna(value=False)
    keys = pd.MultiIndex.from_frame(found[list(KEY)])
    return found[keys.isin(keys[mine.to_numpy(dtype=bool)])]


def _dependants(touched: pd.DataFrame, number: int) -> tuple[int, ...]:
    """The versions after which a key no longer is as version `number` left it."""
    keys = list(KEY)
    left = touched[touched["added_by"] == number].set_index(keys)
    now = touched[touched["removed_by"].isna()].set_index(keys)
    every = touched[keys].drop_duplicates().set_index(keys).index
    left, now = left.reindex(every), now.reindex(every)
    changed = every[~_alike(left, now)]
    rows = touched.set_index(keys)
    rows = rows[rows.index.isin(changed)]
    numbers = {int(n) for n in [*rows["added_by"], *rows["removed_by"].dropna()]}
    return tuple(sorted((found for found in numbers if found > number), reverse=True))


def _count(number: int, *, removed: pd.DataFrame, added: pd.DataFrame) -> Done:
    """Rows that come back are new, those that take another's place changed, others removed."""
    keys = list(KEY)
    both = len(removed[keys].merge(added[keys], on=keys))
    return Done(number, len(added) - both, both, len(removed) - both)


def _write_version(connection: Connection, done: Done, draft: ImportDraft) -> None:
    _insert_version(
        connection,
        done,
        editor=draft.editor,
        action="import",
        undoes=None,
        origin=draft.origin,
        reason=draft.reason,
        source_id=draft.source.source_id,
        provenance=draft.provenance,
    )


def _insert_version(connection: Connection, done: Done, **values: object) -> None:
    counts = {"rows_new": done.rows_new, "rows_changed": done.rows_changed}
    counts |= {"rows_removed": done.rows_removed}
    connection.execute(
        insert(VERSIONS).values(number=done.number, made_at=audit.now(), **counts, **values)
    )


def _write_sources(connection: Connection, number: int, found: Iterable[Source]) -> None:
    known = merge.sources(connection)
    for source in dict.fromkeys(found):
        if source.source_id not in known:
            fields = {name: getattr(source, name) for name in Source.__slots__}
            connection.execute(insert(SOURCES).values(added_by=number, **fields))
        elif known[source.source_id] != source:
            raise SourceError(source.source_id)


def _remove(connection: Connection, number: int, ids: Sequence[int]) -> None:
    for start in range(0, len(ids), _IDS):
        some = ids[start : start + _IDS]
        query = update(OBSERVATIONS).where(OBSERVATIONS.c.id.in_(some)).values(removed_by=number)
        connection.execute(query)


def _add(connection: Connection, number: int, rows: pd.DataFrame, tell: Progress) -> None:
    # An empty number is NULL, which no float column can hold.
    plain = rows[_ROW].astype(object).where(rows[_ROW].notna(), None)
    records: list[dict[str, Any]] = plain.assign(added_by=number).to_dict("records")  # type: ignore[assignment]
    for start in range(0, len(records), _CHUNK):
        connection.execute(insert(OBSERVATIONS), records[start : start + _CHUNK])
        tell(min(1.0, (start + _CHUNK) / len(records)))


def _silent(_share: float) -> None:
    pass
