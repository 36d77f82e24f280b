"""What an import is made of: cells, sheets, readings, and the questions that it asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from babel.numbers import format_decimal

from lib.data.problem import Problem
from lib.model.entities import Text
from lib.model.vocabulary import Lang
from lib.text import N_, translator


class Percent(float):
    """A number that the spreadsheet shows with a % sign: 0.85 is shown, and meant, as 85 %."""

    __slots__ = ()


Cell = str | int | float | date
"""What a cell holds: "" where it is empty. Delimited files and pastes hold text alone."""

FileKind = Literal["delimited", "workbook", "paste", "geojson", "package"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of the catalogue with what fills it.

    Filled parts may be `Text` or `Said`; floats are written as the language writes them, whole
    numbers (of rows, of cells) as they are.
    """

    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def in_(self, lang: Lang) -> str:
        if not self.message:  # gettext keeps the catalogue's own heading under ""
            return ""
        filled = {
            name: part.in_(lang)
            if isinstance(part, Text | Notice)
            else format_decimal(part, format="#,##0.###############", locale=lang)
            if isinstance(part, float)
            else part
            for name, part in self.params.items()
        }
        return translator(lang).gettext(self.message).format(**filled)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that hold something. `numbers` is the spreadsheet's number of each row, from 1."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]

    def cell(self, row: int, column: int) -> Cell:
        """The cell at these places, counted from 0 among the rows held; "" outside."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a file holds. With `problems` there are no sheets; `notices` tell what was left aside.

    `encoding` and `delimiter` are "" where the file's form has none.
    """

    file: str
    kind: FileKind
    sheets: tuple[Sheet, ...] = ()
    notices: tuple[Notice, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    delimiter: str = ""


Accepts = Literal["option", "series", "unit", "period"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question."""

    option_id: str
    label: Notice | Text


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not say.

    Answered by an option, or where `accepts` says so by any series id, unit ("district/002") or
    period. Without the answer to a `required` question some rows cannot be accepted. `suggested` is
    what the file hints at, never taken unasked. `about` is the text that is asked about.
    """

    question_id: str
    asks: Notice
    options: tuple[Option, ...]
    accepts: Accepts = "option"
    required: bool = True
    suggested: str | None = None
    about: str = ""


Answers = Mapping[str, str]
"""The option of each question that has been answered, by its id."""

Aliases = Mapping[str, str]
"""What names were said to mean before: "unit:<plain>" → "district/002", "series:<plain>" → id."""

SKIP: Final = "skip"

LONGEST: Final = 200
"""Longer texts are no name, heading, number or period: nothing looks for one in them."""

MOST_CELLS: Final = 4_000_000
"""In a whole file: the longest table of the widest form that is written here, and no more memory
than a server can spare."""

_GAP = re.compile(r"\s+")


def shown(cell: Cell) -> str:
    """A cell as a person would write it, on one line."""
    if isinstance(cell, str):
        return _GAP.sub(" ", cell).strip()
    if isinstance(cell, Percent):
        return f"{float(cell) * 100:.15g}%"
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def too_many_cells(file: str) -> Problem:
    """What is said of a file with more than `MOST_CELLS`."""
    params = {"count": f"{MOST_CELLS:_}".replace("_", "\u202f")}
    return Problem(file, None, None, "", N_("at most {count} cells"), params)


def clipped(text: str) -> str:
    """A text cut to the length at which it can be asked about."""
    return text if len(text) <= 80 else f"{text[:79]}…"


def letters(column: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
