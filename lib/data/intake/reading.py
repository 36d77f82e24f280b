"""The bytes of a file, or a paste, to sheets of cells."""

from __future__ import annotations

import re
from typing import Final

from lib.data.intake.delimited import rows_of
from lib.data.intake.encoding import clean, decode
from lib.data.intake.intake_tables import FileContents, FileKind, Notice
from lib.data.limits import Limits
from lib.data.problem import Problem
from lib.text import N_

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_TABLES: Final = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!")
_LONGEST_NAME: Final = 80
_BEGINNING: Final = 4_096
_UNPRINTED: Final = re.compile(r"[^\w .()+,-]")


def read(content: bytes, name: str, limits: Limits) -> FileContents:
    """What a file holds: delimited text, an XLSX workbook, or a package or map written here.

    The form is told by the content, never by the name. Raises nothing for what the file holds: a
    file that cannot be read has `problems` and no sheets.
    """
    file = file_name(name)
    if problem := _refusal(content, file, limits):
        return FileContents(file, "delimited", problems=(problem,))
    if content.startswith(_ZIP):
        # Wanted by few imports, each with libraries of its own.
        from lib.data.intake.archive import is_package, read_package  # noqa: PLC0415
        from lib.data.intake.workbook import read_workbook  # noqa: PLC0415

        if is_package(content):
            return read_package(content, file=file, limits=limits)
        return read_workbook(content, file=file, limits=limits)
    decoded = decode(content, file)
    if decoded.problem is not None:
        return FileContents(
            file, "delimited", problems=(decoded.problem,), encoding=decoded.encoding
        )
    if decoded.text.lstrip().startswith("{"):
        from lib.data.intake.archive import read_geojson  # noqa: PLC0415

        return read_geojson(decoded.text, file=file, limits=limits)
    return _delimited(decoded.text, file, "delimited", decoded.encoding, limits)


def is_archive_or_map(content: bytes) -> bool:
    """Whether a file may cost much more to read than its size: told by how it begins."""
    if content.startswith(_ZIP):
        return True
    start = content[:_BEGINNING].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return start.startswith(b"{") or not start


def read_paste(text: str, limits: Limits) -> FileContents:
    """Cells copied from a spreadsheet, or typed: tabs, semicolons or commas between them."""
    file = "paste"
    if len(text) > limits.size:
        problem = _too_big(file, len(text), limits)
        return FileContents(file, "paste", problems=(problem,))
    cleaned = clean(text, "", file)
    if cleaned.problem is not None:
        return FileContents(file, "paste", problems=(cleaned.problem,))
    return _delimited(cleaned.text, file, "paste", "", limits)


def file_name(name: str) -> str:
    """The last part of a file's name, in plain characters and of a readable length."""
    last = re.split(r"[\\/]", name)[-1]
    plain = _UNPRINTED.sub("_", last).strip() or "file"
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:60]}…{plain[-19:]}"


def _delimited(text: str, file: str, kind: FileKind, encoding: str, limits: Limits) -> FileContents:
    sheet, delimiter, problems = rows_of(text, file=file, limits=limits)
    if not problems and not sheet.rows:
        problems = [Problem(file, None, None, "", N_("at least one row"))]
    if problems:
        return FileContents(file, kind, problems=tuple(problems), encoding=encoding)
    notices: tuple[Notice, ...] = ()
    if encoding.startswith("Windows"):
        notices = (
            Notice(N_("Read as {encoding}: see that the names are right."), {"encoding": encoding}),
        )
    return FileContents(file, kind, (sheet,), notices, encoding=encoding, delimiter=delimiter)


def _refusal(content: bytes, file: str, limits: Limits) -> Problem | None:
    if not content.strip(b"\0 \t\r\n"):
        return Problem(file, None, None, "", N_("at least one row"))
    if len(content) > limits.size:
        return _too_big(file, len(content), limits)
    if content.startswith(_OLD_OFFICE):
        expected = N_("a workbook of today's form without a password; save it as .xlsx")
        return Problem(file, None, None, ".xls", expected)
    if content.startswith(_NO_TABLES):
        expected = N_("a workbook (.xlsx), a CSV file or a data package of this program")
        return Problem(file, None, None, repr(content[:4])[2:-1], expected)
    return None


def _too_big(file: str, size: int, limits: Limits) -> Problem:
    params = {"megabytes": limits.megabytes}
    found = f"{size / 1024 / 1024:.1f} MB"
    return Problem(file, None, None, found, N_("a file of at most {megabytes} MB"), params)
