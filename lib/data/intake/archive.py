"""What the program wrote itself, coming back: a data package as an archive, a map as GeoJSON."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any, Final

from lib.data.intake.delimited import rows_of
from lib.data.intake.encoding import decode
from lib.data.intake.intake_tables import Cell, FileContents, Sheet
from lib.data.limits import Limits
from lib.data.problem import Problem
from lib.text import N_

_DESCRIPTION: Final = "datapackage.json"
_TABLE: Final = re.compile(r"observations/[\w-]+\.csv")
_MOST_PARTS: Final = 200
# Enough of a text to know the file by.
_BEGINNING: Final = 80


COLUMNS: Final = (
    "series_id", "geography", "unit_code", "period", "value", "provenance", "source_id",
    "confidence", "preferred", "quote", "note", "numerator", "denominator", "missing_reason",
)  # fmt: skip
"""The columns of observations. The schema, which a test holds them to, takes long to import."""


def is_package(content: bytes) -> bool:
    """Whether an archive describes itself as a data package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _DESCRIPTION in archive.namelist()
    except MemoryError:
        raise
    # zipfile raises more than BadZipFile; whoever reads the file next says what is wrong.
    except Exception:  # noqa: BLE001
        return False


def read_package(content: bytes, *, file: str, limits: Limits) -> FileContents:
    """The tables of observations of a data package, a sheet each."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > _MOST_PARTS or unpacked > limits.unpacked_size:
                params = {"megabytes": limits.unpacked_megabytes}
                expected = N_("a data package of at most {megabytes} MB when unpacked")
                found = f"{unpacked / 1024 / 1024:.0f} MB"
                return _refused(file, Problem(file, None, None, found, expected, params))
            texts = {
                member.filename: archive.read(member)
                for member in members
                if _TABLE.fullmatch(member.filename)
            }
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        expected = N_("a whole archive; save it again and send that file")
        return _refused(file, Problem(file, None, None, f"{len(content)} B", expected))
    sheets: list[Sheet] = []
    for name, table in sorted(texts.items()):
        decoded = decode(table, f"{file} › {name}")
        if decoded.problem is not None:
            return _refused(file, decoded.problem)
        sheet, _delimiter, problems = rows_of(decoded.text, file=f"{file} › {name}", limits=limits)
        if problems:
            return _refused(file, *problems)
        sheets.append(Sheet(name, sheet.rows, sheet.numbers))
    if not sheets:
        return _refused(file, Problem(file, None, None, "", N_("a table of observations")))
    return FileContents(file, "package", tuple(sheets))


def read_geojson(text: str, *, file: str, limits: Limits) -> FileContents:
    """The observations that the features of a map carry, as one sheet."""
    try:
        features = json.loads(text)["features"]
        records = [
            record for feature in features for record in feature["properties"]["observations"]
        ]
        rows = [tuple(_cell(record.get(name)) for name in COLUMNS) for record in records]
    # A stranger's JSON: another shape, or nested so deep that the reader gives up.
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        expected = N_("a map (GeoJSON) that this program wrote")
        return _refused(file, Problem(file, None, None, text[:_BEGINNING], expected))
    if len(rows) > limits.rows:
        params = {"rows": limits.rows}
        return _refused(
            file, Problem(file, None, None, str(len(rows)), N_("at most {rows} rows"), params)
        )
    if not rows:
        return _refused(file, Problem(file, None, None, "", N_("a table of observations")))
    sheet = Sheet("", (COLUMNS, *rows), tuple(range(1, len(rows) + 2)))
    return FileContents(file, "geojson", (sheet,))


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str | int | float):
        return value
    raise TypeError(type(value))


def _refused(file: str, *problems: Problem) -> FileContents:
    return FileContents(file, "package", problems=tuple(problems))
