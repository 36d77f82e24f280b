"""The data package, read once at start: checked whole, typed, and never changed after."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from lib.data.geometry import BOUNDARIES, check_boundaries
from lib.data.problem import PackageError, Problem
from lib.data.read import empty, read_bytes, read_table, type_table
from lib.data.rules import check_all, with_times
from lib.data.schema import TABLES, Table
from lib.model.entities import (
    Aim,
    Document,
    Indicator,
    Proxy,
    Series,
    Source,
    Target,
    Text,
    Unit,
    UnitKey,
)
from lib.model.vocabulary import CITABLE, Geography, Named
from lib.text import N_

HEX_DIGITS = 12


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Dataset:
    """Everything the program knows.

    `version` is a hash of the content. `as_of` is the end of the latest period that a published or
    derived value holds for. Frames hold the columns of their schema, with `file` and `row` saying
    where a row stands. `observations` has besides: `start` and `end` (datetimes) and `t` (decimal
    years; NaN when undated), with `preferred` a bool. A group's observations carry the geography of
    its members and the group's id as `unit_code`; groups are not among `units`.
    """

    root: Path
    version: str
    as_of: date
    documents: Mapping[str, Document]
    indicators: Mapping[str, Indicator]
    series: Mapping[str, Series]
    units: Mapping[UnitKey, Unit]
    sources: Mapping[str, Source]
    targets: tuple[Target, ...]
    proxies: Mapping[str, tuple[Proxy, ...]]
    named_sets: Mapping[tuple[str, str, str], Named]
    unit_links: pd.DataFrame
    groups: pd.DataFrame
    observations: pd.DataFrame
    context: pd.DataFrame
    reference: pd.DataFrame

    def boundary_file(self, geography: Geography) -> Path:
        """The GeoJSON of districts or communes. Raises KeyError for the city, which has none."""
        return self.root / BOUNDARIES[geography]


def load(root: Path) -> Dataset:
    """Read and check the package in `root`.

    Raises PackageError with every problem found, ordered by file, row and column.
    """
    contents, problems = _contents(root)
    tables: dict[str, pd.DataFrame] = {}
    broken: set[str] = set()
    for table in TABLES:
        tables[table.name], found = _read(table, contents)
        problems += found
        if found or (table.required and tables[table.name].empty):
            broken.add(table.name)
    with _without_geopandas():
        for table in TABLES:
            problems += type_table(tables[table.name], table=table)
    problems += check_all(tables, broken=broken)
    units = tables["units"]
    for geography, name in BOUNDARIES.items():
        if name in contents and "units" not in broken:
            codes = units.loc[units["geography"] == geography, "unit_code"]
            problems += check_boundaries(contents[name], name=name, codes=codes)
    if problems:
        raise PackageError(_first_of_each_cell(problems))
    return _build(root, version=_version(contents), tables=tables)


@contextmanager
def _without_geopandas() -> Iterator[None]:
    """Keep pandera, at its first validation, from importing GeoPandas for frames that are none.

    It would hold 14 MB in a server that needs GeoPandas for some downloads only.
    """
    if "geopandas" in sys.modules:
        yield
        return
    # How Python marks what cannot be imported.
    sys.modules["geopandas"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["geopandas"]


def _contents(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of every file of the package by its path inside it."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    patterns = [(table.path, table.required) for table in TABLES]
    patterns += [(path, True) for path in BOUNDARIES.values()]
    for pattern, required in patterns:
        paths = sorted(root.glob(pattern)) if root.is_dir() else []
        if required and not paths:
            problems.append(Problem(pattern, None, None, "", N_("a file of this name")))
        for path in paths:
            name = path.relative_to(root).as_posix()
            contents[name], found = read_bytes(path, name)
            if found:
                problems += found
                del contents[name]
    return contents, problems


def _read(table: Table, contents: Mapping[str, bytes]) -> tuple[pd.DataFrame, list[Problem]]:
    """All files of a table as one frame of text, with the problems of their form."""
    folder, _star, ending = table.path.partition("*")
    names = [name for name in contents if name.startswith(folder) and name.endswith(ending)]
    frames: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for name in names:
        frame, found = read_table(contents[name], table=table, name=name)
        frames.append(frame)
        problems += found
    whole = pd.concat(frames, ignore_index=True) if frames else empty(table)
    return whole, problems


def _first_of_each_cell(problems: list[Problem]) -> tuple[Problem, ...]:
    """In order of place; what follows from an unreadable cell is left out."""
    first: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        place: tuple[object, ...] = problem.order
        if problem.row is None or problem.column is None:
            place += (problem.found, problem.expected)
        first.setdefault(place, problem)
    return tuple(sorted(first.values(), key=lambda problem: problem.order))


def _version(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode())
        digest.update(contents[name])
    return digest.hexdigest()[:HEX_DIGITS]


def _build(root: Path, *, version: str, tables: Mapping[str, pd.DataFrame]) -> Dataset:
    observations = with_times(tables["observations"])
    observations = observations.assign(preferred=observations["preferred"] == "1")
    return Dataset(
        root=root,
        version=version,
        as_of=as_of(observations),
        documents={row["document_id"]: _document(row) for row in _rows(tables["documents"])},
        indicators={row["indicator_id"]: _indicator(row) for row in _rows(tables["indicators"])},
        series={row["series_id"]: _series(row) for row in _rows(tables["series"])},
        units={(row["geography"], row["unit_code"]): _unit(row) for row in _rows(tables["units"])},
        sources={row["source_id"]: _source(row) for row in _rows(tables["sources"])},
        targets=tuple(_target(row) for row in _rows(tables["targets"])),
        proxies=_proxies(tables["proxies"]),
        named_sets={
            (row["series_id"], row["geography"], row["period"]): row["named"]
            for row in _rows(tables["named_sets"])
        },
        unit_links=tables["unit_links"],
        groups=tables["groups"],
        observations=observations,
        context=with_times(tables["context"]),
        reference=tables["reference"],
    )


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def as_of(observations: pd.DataFrame) -> date:
    """The end of the latest period that a published or derived value holds for."""
    citable = observations["provenance"].isin(CITABLE)
    latest = observations.loc[citable, "end"].max()
    return date.min if pd.isna(latest) else latest.date()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(row: Mapping[str, Any], stem: str) -> Text:
    return Text(row[f"{stem}_vi"], row[f"{stem}_en"])


def _document(row: Mapping[str, Any]) -> Document:
    return Document(
        document_id=row["document_id"],
        name=_text(row, "name"),
        short=row["short"],
        date=date.fromisoformat(row["date"]),
    )


def _indicator(row: Mapping[str, Any]) -> Indicator:
    return Indicator(
        indicator_id=row["indicator_id"],
        pillar=row["pillar"],
        name=_text(row, "name"),
        unit=row["unit"],
        kind=row["kind"],
        direction=row["direction"],
        cap=None if pd.isna(row["cap"]) else row["cap"],
        path=row["path"],
        weight=row["weight"],
        definition=_text(row, "definition"),
        source_id=row["source_id"],
    )


def _series(row: Mapping[str, Any]) -> Series:
    return Series(
        series_id=row["series_id"],
        indicator_id=row["indicator_id"],
        population=_text(row, "population"),
        method=_text(row, "method"),
    )


def _unit(row: Mapping[str, Any]) -> Unit:
    return Unit(
        geography=row["geography"],
        unit_code=row["unit_code"],
        name=_text(row, "name"),
        type=row["type"],
        group=row["group"] or None,
        area_km2=row["area_km2"],
        population=row["population"],
        population_year=int(row["population_year"]),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _source(row: Mapping[str, Any]) -> Source:
    return Source(
        source_id=row["source_id"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        date=row["date"],
        licence=row["licence"],
    )


def _target(row: Mapping[str, Any]) -> Target:
    return Target(
        target_id=row["target_id"],
        document_id=row["document_id"],
        series_id=row["series_id"],
        pillar=row["pillar"],
        name=_text(row, "name"),
        kind=row["kind"],
        comparator=row["comparator"],
        aims=_aims(row),
        year=int(row["year"]),
        scope=row["scope"],
        quote_vi=row["quote_vi"],
        note=_text(row, "note"),
        source_id=row["source_id"],
        measurable_until=_day(row["measurable_until"]),
    )


def _proxies(frame: pd.DataFrame) -> Mapping[str, tuple[Proxy, ...]]:
    """By the series that they stand beside, in the order of the table."""
    found: dict[str, tuple[Proxy, ...]] = {}
    for row in _rows(frame):
        one = Proxy(row["series_id"], row["proxy_series_id"], _text(row, "reason"))
        found[one.series_id] = (*found.get(one.series_id, ()), one)
    return found


def _aims(row: Mapping[str, Any]) -> tuple[Aim, ...]:
    """What the clause asks for: nothing for a milestone, two readings of an ambiguous number.

    "Among the first five" is written 1 to 5: what must be reached is the far end, 5.
    """
    if row["kind"] == "milestone":
        return ()
    low, high = row["value_low"], row["value_high"]
    high = low if pd.isna(high) else high
    if row["comparator"] == "<=":
        return (Aim("stated", high, high),)
    if pd.isna(row["points_low"]):
        return (Aim("stated", low, high),)
    points_high = row["points_low"] if pd.isna(row["points_high"]) else row["points_high"]
    return (Aim("relative", low, high), Aim("points", row["points_low"], points_high))
