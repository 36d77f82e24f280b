"""From the bytes of a file to a typed table, or to the problems that stand in the way.

A data package may come from a stranger: nothing here trusts a name, an encoding or a size, and
nothing raises for what a file holds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
from pyarrow import csv

from lib.data.problem import Problem
from lib.data.schema import Table
from lib.text import N_

MAX_BYTES = 32 * 1024 * 1024
MAX_ROWS = 500_000
FIRST_ROW = 2  # a spreadsheet's number of the first row under the header

_HEADER = 1


def read_bytes(path: Path, name: str) -> tuple[bytes, list[Problem]]:
    """The content of a file, or why it cannot be read."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            expected = N_("a file of at most {megabytes} MB")
            found = f"{size / 1024 / 1024:.0f} MB"
            params = {"megabytes": MAX_BYTES // 1024 // 1024}
            return b"", [Problem(name, None, None, found, expected, params)]
        return path.read_bytes(), []
    except OSError:
        return b"", [Problem(name, None, None, "", N_("a file that can be read"))]


def read_table(content: bytes, *, table: Table, name: str) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows of a CSV file as text, with columns `file` and `row`, and the problems.

    The frame is empty, with its columns, when the file's form is so broken that rows mean nothing.
    """
    text, problems = _decode(content, name)
    if problems:
        return empty(table), problems
    records, rows, problems = _parse(text, name)
    if header := _header_problems(records, table=table, name=name):
        return empty(table), header  # under another header the lengths of rows mean nothing
    if table.filled and not rows and not problems:
        problems.append(Problem(name, None, None, "", N_("at least one row")))
    if any(problem.row is None for problem in problems):
        return empty(table), problems
    frame = records.to_pandas().astype("str")
    frame.insert(0, "row", rows)
    frame.insert(0, "file", name)
    return frame, problems


def type_table(frame: pd.DataFrame, *, table: Table) -> list[Problem]:
    """Turn the number columns of `frame` into floats in place and check it by the schema.

    Several files of one table are checked together: a schema costs the same for many rows.
    """
    problems = _type_columns(frame, table=table)
    skip = {(problem.file, problem.row, problem.column) for problem in problems}
    found = check_schema(frame, table=table)
    return problems + [
        problem for problem in found if (problem.file, problem.row, problem.column) not in skip
    ]


def empty(table: Table) -> pd.DataFrame:
    """No rows, but the columns of the table, as text."""
    frame = pd.DataFrame(columns=["file", *table.schema.columns], dtype="str")
    frame.insert(1, "row", pd.Series(dtype="int64"))
    return frame


def is_number(column: pandera.Column) -> bool:
    """Whether the column is read as numbers; all others are text."""
    return str(column.dtype) == "float64"


def _decode(content: bytes, name: str) -> tuple[bytes, list[Problem]]:
    """UTF-8 without a byte-order mark."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        found = repr(content[error.start : error.start + 4])
        return b"", [Problem(name, row, None, found, N_("text in the encoding UTF-8"))]
    if b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        return b"", [Problem(name, row, None, "\0", N_("text, not a binary file"))]
    return content, []


def _parse(content: bytes, name: str) -> tuple[pa.Table, list[int], list[Problem]]:
    """Records as text, the spreadsheet row of each, and the rows of another length."""
    problems: list[Problem] = []
    skipped: set[int] = set()

    def skip(row: csv.InvalidRow) -> str:
        skipped.add(row.number)
        expected = N_("{count} cells, as many as the header has")
        params = {"count": row.expected_columns}
        found = str(row.actual_columns)
        problems.append(Problem(name, row.number, None, found, expected, params))
        return "skip"

    header = _header(content)
    try:
        records = csv.read_csv(
            io.BytesIO(content),
            read_options=csv.ReadOptions(use_threads=False, block_size=MAX_BYTES),
            parse_options=csv.ParseOptions(newlines_in_values=True, invalid_row_handler=skip),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
        found = re.sub(r"\s+", " ", str(error))
        return pa.table({}), [], [Problem(name, None, None, found, N_("a table of CSV"))]
    if records.num_rows > MAX_ROWS:
        problem = Problem(
            name, None, None, str(records.num_rows), N_("at most {rows} rows"), {"rows": MAX_ROWS}
        )
        return pa.table({}), [], [problem]
    last = records.num_rows + len(skipped) + FIRST_ROW
    return records, [row for row in range(FIRST_ROW, last) if row not in skipped], problems


def _header(content: bytes) -> list[str]:
    """The names in the first line, so that every column is read as text."""
    line = content.split(b"\n", 1)[0].decode("utf-8").rstrip("\r")
    return [name.strip('"') for name in line.split(",")]


def _header_problems(records: pa.Table, *, table: Table, name: str) -> list[Problem]:
    found = list(records.column_names)
    if not found:
        return []
    wanted = list(table.schema.columns)
    problems = [
        Problem(name, _HEADER, column, "", N_("a column of this name"))
        for column in wanted
        if column not in found
    ]
    problems += [
        Problem(name, _HEADER, None, column, N_("one of the columns {columns}"), _names(wanted))
        for column in found
        if column not in wanted
    ]
    twice = sorted({column for column in found if found.count(column) > 1})
    return problems + [
        Problem(name, _HEADER, column, column, N_("each column once")) for column in twice
    ]


def _names(columns: Iterable[str]) -> dict[str, object]:
    return {"columns": ", ".join(columns)}


def _type_columns(frame: pd.DataFrame, *, table: Table) -> list[Problem]:
    problems: list[Problem] = []
    for column, schema in table.schema.columns.items():
        if not is_number(schema):
            continue
        texts = frame[column]
        filled = texts[texts != ""]
        values = pd.to_numeric(filled, errors="coerce").astype("float64")
        bad = filled[values.isna() | (filled.str.strip() != filled)]
        problems += [_cell_problem(frame, place, column, bad[place], schema) for place in bad.index]
        frame[column] = values.reindex(frame.index, fill_value=np.nan)
    return problems


def check_schema(frame: pd.DataFrame, *, table: Table) -> list[Problem]:
    """The cells of a typed table that its schema refuses."""
    columns = table.schema.columns
    try:
        table.schema.validate(frame[list(columns)], lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases.dropna(subset=["index"])
        cells = cases[["index", "column"]].drop_duplicates()
        return [
            _cell_problem(frame, place, column, _shown(frame.loc[place, column]), columns[column])
            for place, column in zip(cells["index"].astype(int), cells["column"], strict=True)
        ]
    return []


def _shown(value: object) -> str:
    """A cell as text; an empty number is nothing."""
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.15g}"
    return str(value)


def _cell_problem(
    frame: pd.DataFrame, place: int, column: str, found: str, schema: pandera.Column
) -> Problem:
    metadata = schema.metadata or {}
    cell = frame.loc[place, ["file", "row"]].to_dict()
    return Problem(
        cell["file"], cell["row"], column, found, metadata["expected"], metadata["params"]
    )


def problems_where(
    frame: pd.DataFrame,
    mask: pd.Series,
    *,
    column: str,
    expected: str,
    found: str | None = None,
    params: Callable[[dict[Any, Any]], dict[str, object]] | None = None,
) -> list[Problem]:
    """A problem at `column` of every row of `mask`; `found` names another column to quote."""
    if not mask.any():
        return []
    return [
        Problem(
            row["file"],
            row["row"],
            column,
            _shown(row[found or column]),
            expected,
            params(row) if params else {},
        )
        for row in frame[mask].to_dict("records")
    ]
