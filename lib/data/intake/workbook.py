"""An XLSX workbook to sheets of cells, streamed row by row."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from lib.data.intake.encoding import without_heaps
from lib.data.intake.intake_tables import Cell, FileContents, Percent, Sheet, shown
from lib.data.intake.workbook_parts import Parts, SheetPart, inspect, not_whole
from lib.data.limits import Limits
from lib.data.problem import Problem
from lib.text import N_

_LONGEST_CELL: Final = 32_767
_NO_RESULT: Final = "=…"
_OTHER_FILE: Final = "=[…]"


class _LimitError(Exception):
    """A sheet past a limit, with the problem to tell."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.expected)
        self.problem = problem


def read_workbook(content: bytes, *, file: str, limits: Limits) -> FileContents:
    """The sheets of a workbook, or why it is not read."""
    parts = inspect(content, file=file, limits=limits)
    if parts.problems:
        return FileContents(file, "workbook", problems=parts.problems)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which nothing here reads
            sheets = tuple(_sheets(content, parts, file, limits))
    except _LimitError as error:
        return FileContents(file, "workbook", problems=(error.problem,))
    except MemoryError:
        raise
    # openpyxl tells a broken part by whatever its own code stumbles over.
    except Exception:  # noqa: BLE001
        return FileContents(file, "workbook", problems=(not_whole(content, file),))
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        problem = Problem(file, None, None, "", N_("a sheet with a table"))
        return FileContents(file, "workbook", problems=(problem,))
    return FileContents(file, "workbook", filled, parts.notices)


def _sheets(content: bytes, parts: Parts, file: str, limits: Limits) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415 - 20 MB, wanted by imports alone

    book: Any = load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False, keep_vba=False
    )
    rows = 0
    try:
        for sheet in book.worksheets:
            path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
            part = parts.sheets.get(path, SheetPart(0, 0, -1, frozenset(), frozenset(), ()))
            if part.last_column < 0:
                continue
            read = _sheet(sheet, part, file, limits)
            rows += len(read.rows)
            if rows > limits.rows + limits.sheets:
                raise _LimitError(_too_long(file, limits))
            yield read
    finally:
        book.close()


def _sheet(sheet: Any, part: SheetPart, file: str, limits: Limits) -> Sheet:
    # The declared size may be a lie, and is no reason to walk ten million empty rows.
    sheet.reset_dimensions()
    rows: list[tuple[Cell, ...]] = []
    numbers: list[int] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=part.last_column + 1), start=1):
        kept = [_cell(cell) for cell in cells]
        if part.formulas:
            _mark_formulas(kept, number, part)
        while kept and kept[-1] == "":
            kept.pop()
        if kept:
            rows.append(tuple(kept))
            numbers.append(number)
        if len(rows) > limits.rows + 1:
            raise _LimitError(_too_long(f"{file} › {sheet.title}", limits))
    return _spread(Sheet(str(sheet.title), tuple(rows), tuple(numbers)), part)


def _too_long(place: str, limits: Limits) -> Problem:
    params = {"rows": limits.rows}
    return Problem(place, None, None, f"> {limits.rows}", N_("at most {rows} rows"), params)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return without_heaps(value[:_LONGEST_CELL]).strip()
    if isinstance(value, bool) or not isinstance(value, int | float | date):
        return str(value).upper()
    if isinstance(value, date):
        return _day(value)
    if not math.isfinite(value):
        return str(value)
    return Percent(value) if "%" in str(cell.number_format) else value


def _day(value: date) -> Cell:
    if not isinstance(value, datetime):
        return value
    return value.date() if value.time() == value.min.time() else value.isoformat(sep=" ")


def _mark_formulas(cells: list[Cell], number: int, part: SheetPart) -> None:
    """A formula on another file, or one without a stored result, is no figure."""
    for column, cell in enumerate(cells):
        if (number, column) in part.foreign:
            cells[column] = _OTHER_FILE
        elif cell == "" and (number, column) in part.formulas:
            cells[column] = _NO_RESULT


def _spread(sheet: Sheet, part: SheetPart) -> Sheet:
    """Texts of merged cells stand in each of them; a figure is never repeated."""
    if not part.merged:
        return sheet
    place = {number: index for index, number in enumerate(sheet.numbers)}
    rows = [list(cells) for cells in sheet.rows]
    for top, left, bottom, right in part.merged:
        if top not in place or left >= len(rows[place[top]]):
            continue
        text = rows[place[top]][left]
        if not isinstance(text, str) or not shown(text):
            continue
        for number in range(top, bottom + 1):
            if number not in place:
                continue
            cells = rows[place[number]]
            cells += [""] * (right + 1 - len(cells))
            for column in range(left, right + 1):
                cells[column] = cells[column] if cells[column] != "" else text
    return Sheet(sheet.name, tuple(tuple(cells) for cells in rows), sheet.numbers)
