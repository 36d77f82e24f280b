"""Where a table begins in a sheet, and what each of its columns is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lib.data.intake.headings import ROLES, Role
from lib.data.intake.intake_tables import (
    LONGEST,
    SKIP,
    Aliases,
    Answers,
    Cell,
    Sheet,
    clipped,
    shown,
)
from lib.data.intake.lookup import NameIndex
from lib.data.intake.measures import is_in_percent, says_percent
from lib.data.intake.names import plain
from lib.data.intake.numbers import missing_reason
from lib.data.intake.periods import (
    ReadPeriod,
    in_year,
    is_part_of_year,
    periods_in,
    read_period,
)
from lib.model.entities import UnitKey

_PLAN: Final = re.compile(r"\b(?:ke hoach|kh|muc tieu|chi tieu giao|plan|planned|target)\b")
_MEASURE: Final = re.compile(r"(?<!\s)\s*+\([^()]{0,40}\)\s*+$")
_WITH_PERIOD: Final = re.compile(
    r"(?P<name>.*[^\s,:;–-])[\s,:;–-]++"
    r"(?P<period>(?:ước |sơ bộ )?(?:năm|tháng|quý|t|q)\s?\S{0,4}\s?.{0,8}\d{4})",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"\(?(?:[A-Za-z]|\d{1,3})\)?(?:\s*=.*)?")
_JOIN: Final = " · "
_SEARCHED: Final = 60
_FACTS: Final = frozenset({"unit_name", "unit_code", "period", "series", "value"})

OWN_FORM: Final = frozenset(
    {"series_id", "geography", "unit_code", "period", "value", "provenance", "source_id"}
)
"""The headings of the program's own tables, whose decimal mark is a point."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, what it is, and what its heading says of every figure below it.

    `series` are those that the heading can mean: several must be asked about. `part` is a month or
    quarter without its year.
    """

    index: int
    heading: str
    role: Role
    series: tuple[str, ...] = ()
    period: ReadPeriod | None = None
    units: tuple[UnitKey, ...] = ()
    part: str = ""

    @property
    def is_joined(self) -> bool:
        """Whether the heading stands in two levels."""
        return _JOIN in self.heading


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: its columns, the places of its rows in the sheet, and the words above it.

    `width` is how many cells the heading has.
    """

    columns: tuple[Column, ...]
    width: int
    body: tuple[int, ...]
    titles: tuple[str, ...]
    own_form: bool

    def of(self, *roles: Role) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role in roles)

    @property
    def figures(self) -> tuple[Column, ...]:
        return self.of("value", "figures")


def layout_of(
    sheet: Sheet, *, known: NameIndex, answers: Answers, aliases: Aliases
) -> Layout | None:
    """The table of a sheet; None where no row can be told to be its heading.

    The answer "header" gives the number of the heading's row as the spreadsheet counts it.
    """
    start = _stated(sheet, answers)
    if start is None:
        start = _header(sheet, known, aliases)
    if start is None:
        return None
    upper = list(sheet.rows[start])
    body = start + 1
    lower = _lower(sheet, body, upper, known, aliases)
    body += lower is not None
    if body < len(sheet.rows) and _counts_columns(sheet.rows[body]):
        body += 1
    width = max(len(row) for row in sheet.rows[start:])
    columns = tuple(_columns(upper, lower, width, known, answers, aliases))
    headings = {shown(cell) for cell in upper}
    return Layout(
        columns=tuple(_with_unknown_figures(columns, sheet, body)),
        width=max(len(upper), len(lower or ())),
        body=tuple(row for row in range(body, len(sheet.rows)) if list(sheet.rows[row]) != upper),
        titles=_titles(sheet, start),
        own_form=headings >= OWN_FORM,
    )


def best_sheet(sheets: tuple[Sheet, ...], known: NameIndex) -> int:
    """The sheet with the most rows below a heading that is understood; the first where none is."""

    def rows(place: int) -> int:
        start = _header(sheets[place], known, {})
        return -1 if start is None else len(sheets[place].rows) - start

    return max(range(len(sheets)), key=lambda place: (rows(place), -place))


def _stated(sheet: Sheet, answers: Answers) -> int | None:
    stated = answers.get("header", "")
    if not stated.isdecimal() or int(stated) not in sheet.numbers:
        return None
    return sheet.numbers.index(int(stated))


def _header(sheet: Sheet, known: NameIndex, aliases: Aliases) -> int | None:
    """The first row that heads: two cells are understood, one of them as the word for a column.

    Failing that, the first row with two periods or two series side by side: a figure is neither.
    """
    second: int | None = None
    for place, row in enumerate(sheet.rows[:_SEARCHED]):
        cells = [cell for cell in row if cell != ""]
        if len({shown(cell) for cell in cells}) < 2:
            continue
        read = [_read_heading(0, (cell,), known, aliases) for cell in cells[:400]]
        words = [column.role for column in read if column.role not in {"unknown", "figures"}]
        figures = [column for column in read if column.role == "figures"]
        if _FACTS & set(words) and len(words) + len(figures) >= 2:
            return place
        named = [one for one in figures if one.series or (one.period and not one.units)]
        if second is None and len(named) >= 2 and not any(one.units for one in figures):
            second = place
    return second


def _lower(
    sheet: Sheet, place: int, upper: list[Cell], known: NameIndex, aliases: Aliases
) -> list[Cell] | None:
    """The second row of a heading in two levels: names below, or nothing under the labels."""
    if place >= len(sheet.rows):
        return None
    row = list(sheet.rows[place])
    found = 0
    for index, cell in enumerate(row):
        above = upper[index] if index < len(upper) else ""
        role = _read_heading(index, (above,), known, aliases).role if above != "" else "unknown"
        if cell == "":
            continue
        if role not in {"unknown", "figures", "value"} and shown(cell) != shown(above):
            return None  # under the word for a column stands what the column holds
        below = _read_heading(index, (cell,), known, aliases)
        found += below.role == "figures" and not below.units
    return row if found else None


def _counts_columns(row: tuple[Cell, ...]) -> bool:
    """A row such as "A, B, 1, 2, 3" or "(1), (2), (3)", which numbers the columns."""
    texts = [shown(cell) for cell in row if cell != ""]
    if len(texts) < 2 or not all(_COUNTED.fullmatch(text) for text in texts):
        return False
    numbers = [int(digits[0]) for text in texts if (digits := re.findall(r"^\(?(\d+)", text))]
    return (
        bool(numbers)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and (numbers[0] <= 3 and (len(numbers) < len(texts) or any("(" in text for text in texts)))
    )


def _columns(
    upper: list[Cell],
    lower: list[Cell] | None,
    width: int,
    known: NameIndex,
    answers: Answers,
    aliases: Aliases,
) -> Iterator[Column]:
    last: Cell = ""
    for index in range(width):
        above = upper[index] if index < len(upper) else ""
        below = lower[index] if lower is not None and index < len(lower) else ""
        if lower is not None and above == "" and below != "":
            above = last  # a merged heading stands in its first cell alone
        last = above if above != "" else last
        parts = (above,) if shown(below) in {"", shown(above)} else (above, below)
        column = _read_heading(index, parts, known, aliases)
        yield _answered(column, known, answers)


def _answered(column: Column, known: NameIndex, answers: Answers) -> Column:
    """The column as it was said to be."""
    said = answers.get(f"column:{column.index}")
    if said is None:
        return column
    if said == SKIP:
        return Column(column.index, column.heading, "ignored")
    if said in known.series:
        return replace(column, role="figures", series=(said,))
    return column


def _read_heading(
    index: int, parts: tuple[Cell, ...], known: NameIndex, aliases: Aliases
) -> Column:
    heading = _JOIN.join(shown(part) for part in parts if part != "")
    if len(heading) > LONGEST:
        return Column(index, clipped(heading), "unknown")
    if len(parts) == 1 and isinstance(parts[0], str):
        word = ROLES.get(plain(parts[0])) or ROLES.get(plain(_MEASURE.sub("", parts[0])))
        if word is not None:
            return Column(index, heading, word)
    if _PLAN.search(plain(heading)) and periods_in(heading):
        return Column(index, heading, "plan")
    series: tuple[str, ...] = ()
    period: ReadPeriod | None = None
    units: tuple[UnitKey, ...] = ()
    month = ""
    for part in _split(parts):
        bare = _MEASURE.sub("", part) if isinstance(part, str) else part
        read = read_period(part) or read_period(bare)
        if read is not None:
            period = period or read
        elif is_part_of_year(bare):
            month = shown(bare)
        elif isinstance(part, str) and part:
            alias = aliases.get(f"series:{plain(part)}")
            named = _in_its_measure(part, known.series_named(part), known)
            series = series or ((alias,) if alias and alias in known.series else named)
            units = units or (() if series else known.units_named(part))
    if month and period is not None:  # "Tháng 9" below "Năm 2025"
        period, month = in_year(month, period.text) or period, ""
    role: Role = "figures" if series or period or units or month else "unknown"
    return Column(index, heading, role, series, period, units, month)


def _in_its_measure(heading: str, series: tuple[str, ...], known: NameIndex) -> tuple[str, ...]:
    """Those of the series that can be in per cent, where the heading says that its figures are."""
    if not says_percent(heading):
        return series
    return tuple(one for one in series if is_in_percent(known.indicator(one)))


def _split(parts: tuple[Cell, ...]) -> Iterator[Cell]:
    """Each part of a heading; a name with its period ("Dân số năm 2025") as two."""
    for part in parts:
        match = _WITH_PERIOD.fullmatch(part) if isinstance(part, str) else None
        if match is not None and read_period(match["period"]) and read_period(part) is None:
            yield match["name"]
            yield match["period"]
        else:
            yield part


def _with_unknown_figures(columns: tuple[Column, ...], sheet: Sheet, body: int) -> Iterator[Column]:
    """Columns of an unknown heading that hold no figure are set aside without a question."""
    sample = range(body, min(body + 200, len(sheet.rows)))
    for column in columns:
        if column.role == "unknown" and not any(
            _is_figure(sheet.cell(row, column.index)) for row in sample
        ):
            yield Column(column.index, column.heading, "ignored")
        else:
            yield column


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return missing_reason(cell) is None and bool(re.search(r"\d", cell)) and len(cell) < 25
    return True


def _titles(sheet: Sheet, start: int) -> tuple[str, ...]:
    texts = [shown(cell) for row in sheet.rows[:start] for cell in row if isinstance(cell, str)]
    return tuple(dict.fromkeys(text for text in (sheet.name, *texts) if text))
