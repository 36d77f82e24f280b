"""Text with delimiters, from a file or a paste, to a sheet."""

from __future__ import annotations

import csv
import io
from typing import Final

from lib.data.intake.intake_tables import MOST_CELLS, Sheet, too_many_cells
from lib.data.limits import Limits
from lib.data.problem import Problem
from lib.text import N_

_DELIMITERS: Final = ("\t", ";", ",", "|")
_SAMPLE: Final = 100_000
_SAMPLE_LINES: Final = 50
_LONGEST_CELL: Final = 100_000
_SHARED: Final = 50_000

# A spreadsheet's exports begin with what would otherwise be a cell of one's own: "sep=;".
_STATED: Final = "sep="


def rows_of(text: str, *, file: str, limits: Limits) -> tuple[Sheet, str, list[Problem]]:
    """The sheet, its delimiter, and the problems that stand in the way (then the sheet is empty).

    Rows end at a line feed outside quotes; a row's number is that of its first line.
    """
    stated = _stated(text)
    delimiter = stated or delimiter_of(text)
    empty = Sheet("", (), ())
    if problem := _too_wide(text, delimiter, file, limits):
        return empty, delimiter, [problem]
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, count = 1, 0
    texts: dict[str, str] = {}
    try:
        for cells in reader:
            kept = _trimmed(cells, texts)
            count += len(kept)
            if count > MOST_CELLS:
                return empty, delimiter, [too_many_cells(file)]
            if kept and not (stated and number == 1):
                rows.append(kept)
                numbers.append(number)
            number = reader.line_num + 1
            if problem := _beyond(rows, file, number - 1, limits):
                return empty, delimiter, [problem]
    except csv.Error as error:
        # Not strictly read, a quotation mark left open would swallow all rows below it.
        expected = N_("a table of CSV; is a quotation mark left open?")
        return empty, delimiter, [Problem(file, number, None, str(error), expected)]
    return Sheet("", tuple(rows), tuple(numbers)), delimiter, []


def delimiter_of(text: str) -> str:
    """The mark that splits most of the first lines into the same number of cells.

    A comma inside numbers ("12,5;13,1") splits lines too: the mark that splits the first lines
    more evenly wins, then the one that comes first in the list.
    """
    sample = text[:_SAMPLE].splitlines()[:_SAMPLE_LINES]
    lines = [line for line in sample if line.strip()]
    best, most = ",", 0.0
    for mark in _DELIMITERS:
        counts = [_count(line, mark) for line in lines]
        filled = [count for count in counts if count > 0]
        if not filled:
            continue
        usual = max(set(filled), key=filled.count)
        even = filled.count(usual) / len(lines)
        score = even + min(usual, 20) / 1000
        if score > most + 1e-9:
            best, most = mark, score
    return best


def _count(line: str, mark: str) -> int:
    """How often `mark` parts the cells of a line: not inside quotation marks."""
    return sum(part.count(mark) for part in line.split('"')[::2])


def _stated(text: str) -> str | None:
    line = text[:8].splitlines()[0].strip().lower() if text[:8].strip() else ""
    mark = line.removeprefix(_STATED)
    return mark if line.startswith(_STATED) and mark in _DELIMITERS else None


def _trimmed(cells: list[str], texts: dict[str, str]) -> tuple[str, ...]:
    """The cells without surrounding space, up to the last that holds something.

    A table repeats the same few `texts` (codes, periods, names): each is held in memory once.
    """
    if len(texts) > _SHARED:  # mostly of figures, each of which is another
        texts.clear()
    stripped = [texts.setdefault(text, text) for text in (cell.strip() for cell in cells)]
    while stripped and not stripped[-1]:
        stripped.pop()
    return tuple(stripped)


def _too_wide(text: str, delimiter: str, file: str, limits: Limits) -> Problem | None:
    """Counted before splitting: a line of a million cells would take a hundred megabytes."""
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        if len(line) > limits.columns and line.count(delimiter) > 20 * limits.columns:
            return _columns(file, number, line.count(delimiter) + 1, limits)
    return None


def _beyond(rows: list[tuple[str, ...]], file: str, number: int, limits: Limits) -> Problem | None:
    if len(rows) > limits.rows + 1:
        params = {"rows": limits.rows}
        return Problem(file, None, None, f"> {limits.rows}", N_("at most {rows} rows"), params)
    if rows and len(rows[-1]) > limits.columns:
        return _columns(file, number, len(rows[-1]), limits)
    if rows and any(len(cell) > _LONGEST_CELL for cell in rows[-1]):
        expected = N_("cells of at most {count} characters; is a quotation mark left open?")
        return Problem(file, number, None, "", expected, {"count": _LONGEST_CELL})
    return None


def _columns(file: str, row: int, found: int, limits: Limits) -> Problem:
    params = {"count": limits.columns}
    return Problem(file, row, None, str(found), N_("at most {count} columns"), params)
