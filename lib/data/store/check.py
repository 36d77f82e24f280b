"""Rows on their way in, held to the same rules as the shipped package."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from lib.data import schema
from lib.data.package import Dataset
from lib.data.problem import PackageError, Problem
from lib.data.read import (
    check_schema,
    is_number,
    problems_where,
    read_bytes,
    read_table,
    type_table,
)
from lib.data.rules import check_observations
from lib.model.entities import Source
from lib.text import N_

COLUMNS = tuple(schema.OBSERVATIONS.schema.columns)
_NUMBERS = [
    name for name, column in schema.OBSERVATIONS.schema.columns.items() if is_number(column)
]

# Enough to be sure of every rule of an observation.
_NEEDED = (schema.INDICATORS, schema.SERIES, schema.UNITS, schema.GROUPS, schema.SOURCES)


def clean(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with the columns of the schema alone, typed, and `file` and `row` before them.

    Columns that a table needn't have are filled: quote, note, numerator, denominator and
    missing_reason with nothing, confidence with `high`, preferred with `1`. Raises KeyError for a
    column that is missing.
    """
    filled = {"quote": "", "note": "", "numerator": None, "denominator": None}
    filled |= {"missing_reason": "", "confidence": "high", "preferred": "1"}
    frame = rows.assign(**{name: value for name, value in filled.items() if name not in rows})
    if "file" not in frame:
        frame = frame.assign(file="")
    if "row" not in frame:
        frame = frame.assign(row=range(1, len(frame) + 1))
    frame = frame[["file", "row", *COLUMNS]].reset_index(drop=True)
    numbers = {name: pd.to_numeric(frame[name]).astype("float64") for name in _NUMBERS}
    texts = {name: frame[name].astype("str") for name in COLUMNS if name not in _NUMBERS}
    return frame.assign(**numbers, **texts)


def problems(
    rows: pd.DataFrame, *, package: Dataset, sources: Iterable[Source] = ()
) -> list[Problem]:
    """What is wrong with clean `rows`, by file, row and column as they say.

    Foreign keys are looked up in `package` and among `sources`, those that come along.
    """
    tables = dict(_tables(package.root))
    known = pd.Series([*package.sources, *(one.source_id for one in sources)], dtype="str")
    tables["sources"] = pd.DataFrame({"source_id": known})
    tables["observations"] = rows
    found = check_schema(rows, table=schema.OBSERVATIONS)
    found += [*_same_key(rows), *check_observations(tables)]
    return sorted(found, key=lambda problem: problem.order)


def require(rows: pd.DataFrame, *, package: Dataset, sources: Iterable[Source] = ()) -> None:
    """Raises PackageError with every problem of `rows`."""
    found = problems(rows, package=package, sources=sources)
    if found:
        raise PackageError(tuple(found))


def source_columns(source: Source) -> set[str]:
    """The fields of a source that the table of sources would not allow as they are."""
    names = list(schema.SOURCES.schema.columns)
    frame = pd.DataFrame([{name: getattr(source, name) for name in names}], dtype="str")
    frame = frame.assign(file="", row=1)[["file", "row", *names]]
    found = check_schema(frame, table=schema.SOURCES)
    return {problem.column for problem in found if problem.column is not None}


def _same_key(rows: pd.DataFrame) -> list[Problem]:
    """Of two rows about the same thing from one source, which one is meant?"""
    twice = rows.duplicated(["series_id", "geography", "unit_code", "period", "source_id"])
    expected = N_("one row for a series, unit, period and source")
    return problems_where(rows, twice, column="period", expected=expected)


@lru_cache(maxsize=2)
def _tables(root: Path) -> dict[str, pd.DataFrame]:
    """The small tables of a package that was found good at the start, typed."""
    tables = {}
    for table in _NEEDED:
        content, _ = read_bytes(root / table.path, table.path)
        tables[table.name], _ = read_table(content, table=table, name=table.path)
        type_table(tables[table.name], table=table)
    return tables
