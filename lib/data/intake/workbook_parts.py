"""What stands inside a workbook, looked at before anything unpacks it whole.

A workbook is a compressed archive of XML. Its declared sizes bound what can be unpacked (the
standard library stops at them); a document type, which could define entities that grow, is never
part of an honest workbook; macros are never run, and a file that carries them is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Final

from lib.data.intake.intake_tables import MOST_CELLS, Notice, too_many_cells
from lib.data.limits import Limits
from lib.data.problem import Problem
from lib.text import N_

_MOST_PARTS: Final = 5_000
_HIGHEST_RATIO: Final = 400
_RATIO_FROM: Final = 8 * 1024 * 1024
_LAST_ROW: Final = 1_048_576  # of any sheet, by the format
_MOST_MERGED: Final = 20_000
_HEAVIEST: Final = 4 * 1024 * 1024
_TEXTS: Final = "xl/sharedstrings.xml"
# Nothing opens these.
_UNREAD: Final = (
    "customxml/", "xl/charts/", "xl/comments", "xl/drawings/", "xl/externallinks/",
    "xl/pivotcache/", "xl/pivottables/", "xl/querytables/", "xl/tables/", "xl/threadedcomments/",
)  # fmt: skip

_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^<>]*\br\s*=\s*["']([A-Za-z]{1,9})(\d{1,12})["'])[^<>]*(?<!/)>"""
    rb"(\s*+<(?:\w+:)?f\b[^<>]*>(?:[^<]*)|\s*+<(?:\w+:)?f\b[^<>]*/>)?"
)
_MERGED: Final = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^<>]*\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
_OTHER_FILE: Final = re.compile(rb">[^<>]*\[\d+\]")
_OTHER_CODING: Final = re.compile(
    rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["'](?!utf-?8)""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What the text of a sheet tells; rows count from 1 and columns from 0.

    `cells` are counted up to one more than may be. `last_row` and `last_column` are the last that
    hold something, `foreign` are the formulas that take from another file, `merged` ranges include
    their ends.
    """

    cells: int
    last_row: int
    last_column: int
    formulas: frozenset[tuple[int, int]]
    foreign: frozenset[tuple[int, int]]
    merged: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The sheets by path inside the archive, what is left aside, and what stands in the way."""

    sheets: dict[str, SheetPart] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    problems: tuple[Problem, ...] = ()


def inspect(content: bytes, *, file: str, limits: Limits) -> Parts:
    """Every part of the archive in `content`; raises nothing for what it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if problem := _refusal(members, len(content), file, limits):
                return Parts(problems=(problem,))
            return _parts(archive, members, file, limits)
    except MemoryError:
        raise
    # zipfile raises these and more (NotImplementedError, zlib.error, struct.error, EOFError).
    except Exception:  # noqa: BLE001
        return Parts(problems=(not_whole(content, file),))


def not_whole(content: bytes, file: str) -> Problem:
    """That a workbook, or a part of it, cannot be unpacked."""
    expected = N_("a whole workbook (.xlsx); save it again and send that file")
    return Problem(file, None, None, f"{len(content)} B", expected)


def _refusal(
    members: list[zipfile.ZipInfo], packed: int, file: str, limits: Limits
) -> Problem | None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_PARTS:
        params: dict[str, object] = {"count": _MOST_PARTS}
        expected = N_("a workbook of at most {count} parts")
        return Problem(file, None, None, str(len(members)), expected, params)
    if unpacked > limits.unpacked_size:
        params = {"megabytes": limits.unpacked_megabytes}
        expected = N_("a workbook of at most {megabytes} MB when unpacked")
        return Problem(file, None, None, f"{unpacked / 1024 / 1024:.0f} MB", expected, params)
    if unpacked > _RATIO_FROM and unpacked > _HIGHEST_RATIO * packed:
        params = {"ratio": _HIGHEST_RATIO}
        expected = N_("a workbook that unpacks to at most {ratio} times its size")
        return Problem(file, None, None, f"{unpacked / packed:.0f}×", expected, params)
    return _kind_refusal(members, file)


def _kind_refusal(members: list[zipfile.ZipInfo], file: str) -> Problem | None:
    """What is no plain workbook: with macros, under a password, or another archive."""
    names = {member.filename.lower() for member in members}
    if any(name.endswith("vbaproject.bin") for name in names):
        expected = N_("a workbook without macros; save it as .xlsx")
        return Problem(file, None, None, "vbaProject.bin", expected)
    if any(member.flag_bits & 1 for member in members) or "encryptedpackage" in names:
        return Problem(file, None, None, "", N_("a workbook without a password"))
    if "xl/workbook.xml" not in names:
        expected = N_("a workbook (.xlsx), a CSV file or a data package of this program")
        return Problem(file, None, None, ", ".join(sorted(names)[:3]), expected)
    return None


def _parts(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], file: str, limits: Limits
) -> Parts:
    sheets: dict[str, SheetPart] = {}
    notices: list[Notice] = []
    for member in members:
        name = member.filename.lstrip("/")
        if not name.lower().endswith((".xml", ".rels")):
            continue
        if problem := _heavy_refusal(member, name, file):
            return Parts(problems=(problem,))
        text = archive.read(member)
        if problem := _xml_refusal(text, f"{file} › {name}"):
            return Parts(problems=(problem,))
        if _SHEET.fullmatch(name):
            sheets[name] = _sheet_part(text)
        if name.lower().startswith("xl/externallinks/") and not notices:
            notices.append(
                Notice(N_("The workbook links to other files: their figures are not fetched."))
            )
    if problem := _size_refusal(sheets, file, limits):
        return Parts(problems=(problem,))
    if any(part.formulas for part in sheets.values()):
        notices.append(
            Notice(N_("Formulas are not run: the results stored in the file are read instead."))
        )
    return Parts(sheets, tuple(notices))


def _heavy_refusal(member: zipfile.ZipInfo, name: str, file: str) -> Problem | None:
    """A part that grows twentyfold when read, of a size that no honest one has."""
    low = name.lower()
    if low == _TEXTS or _SHEET.fullmatch(low) or low.startswith(_UNREAD):
        return None
    if member.file_size <= _HEAVIEST:
        return None
    params: dict[str, object] = {"megabytes": _HEAVIEST >> 20}
    expected = N_(
        "styles and other parts of at most {megabytes} MB; copy the table to a new workbook"
    )
    found = f"{member.file_size / 1024 / 1024:.0f} MB"
    return Problem(f"{file} › {name}", None, None, found, expected, params)


def _size_refusal(sheets: dict[str, SheetPart], file: str, limits: Limits) -> Problem | None:
    params: dict[str, object] = {"count": limits.sheets}
    if len(sheets) > limits.sheets:
        expected = N_("at most {count} sheets")
        return Problem(file, None, None, str(len(sheets)), expected, params)
    if sum(part.cells for part in sheets.values()) > MOST_CELLS:
        return too_many_cells(file)
    for name, part in sheets.items():
        place = f"{file} › {name}"
        if part.last_row > _LAST_ROW:
            params = {"rows": limits.rows}
            found = str(part.last_row)
            return Problem(place, None, None, found, N_("at most {rows} rows"), params)
        if part.last_column >= limits.columns:
            params = {"count": limits.columns}
            found = str(part.last_column + 1)
            return Problem(place, None, None, found, N_("at most {count} columns"), params)
    return None


def _xml_refusal(text: bytes, place: str) -> Problem | None:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        expected = N_("a workbook without document types or entities")
        return Problem(place, None, None, "<!DOCTYPE", expected)
    # UTF-16 would hide the marks that are looked for.
    if b"\0" in text[:4096] or _OTHER_CODING.search(text[:200].removeprefix(b"\xef\xbb\xbf")):
        return Problem(place, None, None, "", N_("a workbook whose parts are in UTF-8"))
    return None


def _sheet_part(text: bytes) -> SheetPart:
    columns: dict[bytes, int] = {}
    last_row = 0
    formulas: set[tuple[int, int]] = set()
    foreign: set[tuple[int, int]] = set()
    cells = 0
    for cell in _CELL.finditer(text):
        letters, number, formula = cell.groups()
        cells += 1
        if cells > MOST_CELLS:
            break
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = _column(letters)
        row = int(number)
        last_row = max(last_row, row)
        if formula:
            formulas.add((row, column))
            if _OTHER_FILE.search(formula):
                foreign.add((row, column))
    merged: list[tuple[int, int, int, int]] = []
    area = 0
    for left, top, right, bottom in _MERGED.findall(text):
        first, last = _column(left), _column(right)
        area += (int(bottom) - int(top) + 1) * (last - first + 1)
        if area > _MOST_MERGED or int(bottom) > _LAST_ROW:
            break
        merged.append((int(top), first, int(bottom), last))
    last_column = max(columns.values(), default=-1)
    return SheetPart(
        cells, last_row, last_column, frozenset(formulas), frozenset(foreign), tuple(merged)
    )


def _column(letters: bytes) -> int:
    """A to 0, AA to 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1
