"""What a map shows: one value or one kind of missing for each unit and period of a series."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

import pandas as pd

from lib.analysis.rounding import round_for_display, round_illustrative
from lib.analysis.units.ranking import is_selection
from lib.model.entities import Indicator
from lib.model.period import parse_period
from lib.model.vocabulary import CITABLE, Direction, Geography, MissingReason, Named, Provenance

# One letter a cell is what the browser gets: provenances small, kinds of missing capital.
PROVENANCE_LETTERS: Final[dict[Provenance, str]] = {
    "official": "o",
    "estimate": "e",
    "derived": "d",
    "illustrative": "i",
}
MISSING_LETTERS: Final[dict[MissingReason, str]] = {
    "not_published": "N",
    "not_collected": "C",
    "not_applicable": "A",
    "suppressed": "S",
    "no_data_for_period": "P",
}
PROVENANCE_OF: Final[dict[str, Provenance]] = {v: k for k, v in PROVENANCE_LETTERS.items()}

_CITABLE_LETTERS = frozenset(PROVENANCE_LETTERS[mark] for mark in CITABLE)

Cells = tuple[float | None, ...]


class UnitRow(NamedTuple):
    """What a map needs of one observation; a value that is missing is NaN, `t` of no date too."""

    geography: Geography
    unit_code: str
    period: str
    t: float
    value: float
    provenance: Provenance
    source_id: str
    missing_reason: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Values of one series, period by period, for `codes` in their order, at printed precision.

    `values[p][u]` is None where there is no value, and then the letter `marks[p][u]` says which
    kind of missing it is; else it says the value's provenance. `sources[p][u]` is a source id or
    empty. `periods` are as the data writes them, oldest first, and never empty. `said` says by
    period which units a source named, where it named only some of them.
    """

    series_id: str
    geography: Geography
    codes: tuple[str, ...]
    periods: tuple[str, ...]
    values: tuple[Cells, ...]
    marks: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]
    said: Mapping[str, Named] = field(default_factory=dict)

    @property
    def all_values(self) -> tuple[float, ...]:
        """Every value of every period."""
        return tuple(value for cells in self.values for value in cells if value is not None)

    @property
    def has_illustrative(self) -> bool:
        return any("i" in marks for marks in self.marks)

    def reaches(self, *, illustrative: bool) -> date | None:
        """The last day that its published values hold for, or those made for demonstration."""
        ends = [
            parse_period(text).end
            for text, marks in zip(self.periods, self.marks, strict=True)
            if ("i" in marks if illustrative else not _CITABLE_LETTERS.isdisjoint(marks))
        ]
        return max((end for end in ends if end is not None), default=None)

    def named(self, place: int) -> Named | None:
        """Which units were published, where these are so few that no rank or range is made."""
        if not is_selection(len(self.citable(place)), len(self.codes)):
            return None
        return self.said.get(self.periods[place], "some")

    def is_league(self, place: int) -> bool:
        """Whether a sentence may rank the units: nearly all are published, and none is made up."""
        known = any(value is not None for value in self.values[place])
        return known and "i" not in self.marks[place] and self.named(place) is None

    def citable(self, place: int) -> tuple[tuple[str, float], ...]:
        """The (code, value) pairs of the period at `place` that a sentence may rest on."""
        return tuple(
            (code, value)
            for code, value, mark in zip(
                self.codes, self.values[place], self.marks[place], strict=True
            )
            if value is not None and mark in _CITABLE_LETTERS
        )


def rows_by_series(observations: pd.DataFrame) -> dict[str, list[UnitRow]]:
    """The preferred observations of each series, oldest period first, undated ones before all.

    One pass over the frame of the data package: asking it anew for every series costs more than
    everything else that a map needs.
    """
    preferred = observations.loc[observations["preferred"].astype(bool)]
    ordered = preferred.sort_values(["t", "start"], na_position="first", kind="stable")
    found: dict[str, list[UnitRow]] = defaultdict(list)
    columns = [ordered[name].tolist() for name in ("series_id", *UnitRow._fields)]
    for series_id, *cells in zip(*columns, strict=True):
        found[series_id].append(UnitRow(*cells))
    return dict(found)


def grid(
    rows: Sequence[UnitRow],
    *,
    series_id: str,
    indicator: Indicator,
    geography: Geography,
    codes: Sequence[str],
    official_only: bool,
    said: Mapping[str, Named] | None = None,
) -> Grid:
    """The grid of a series from its observations, in the order of `rows_by_series`.

    Rows of anything but the `codes` of `geography` are left out. With `official_only`, what was
    made for demonstration counts as not published, and periods with nothing else go, unless
    nothing would be left: then the latest stays, to say so. `said` is that of the grid.
    """
    wanted = frozenset(codes)
    cells: dict[tuple[str, str], _Cell] = {}
    periods: dict[str, bool] = {}
    for row in rows:
        if row.geography != geography or row.unit_code not in wanted:
            continue
        cell = _cell(row, indicator, official_only=official_only)
        periods[row.period] = periods.get(row.period, False) or cell is not None
        if cell is not None:
            cells[row.period, row.unit_code] = cell
    shown = [period for period, has_cells in periods.items() if has_cells] or list(periods)[-1:]
    with_value = {code for (_, code), (value, _, _) in cells.items() if value is not None}
    table = [[cells.get((p, code)) or _absent(code, with_value) for code in codes] for p in shown]
    return Grid(
        series_id=series_id,
        geography=geography,
        codes=tuple(codes),
        periods=tuple(shown),
        values=tuple(tuple(value for value, _, _ in line) for line in table),
        marks=tuple("".join(mark for _, mark, _ in line) for line in table),
        sources=tuple(tuple(source for _, _, source in line) for line in table),
        said=said or {},
    )


def ranks(values: Sequence[float | None], direction: Direction) -> tuple[int | None, ...]:
    """Standing of each value, 1 for the best in `direction`; equal values share the better one."""
    sign = -1.0 if direction == "up" else 1.0
    keys = sorted(sign * value for value in values if value is not None)
    first: Mapping[float, int] = {key: place for place, key in reversed(list(enumerate(keys, 1)))}
    return tuple(None if value is None else first[sign * value] for value in values)


_Cell = tuple[float | None, str, str]


def _cell(row: UnitRow, indicator: Indicator, *, official_only: bool) -> _Cell | None:
    if math.isnan(row.value):
        reason: MissingReason = next(
            (why for why in MISSING_LETTERS if why == row.missing_reason), "not_published"
        )
        return None, MISSING_LETTERS[reason], row.source_id
    if official_only and row.provenance not in CITABLE:
        return None
    rounded = round_for_display if row.provenance in CITABLE else round_illustrative
    return rounded(row.value, indicator), PROVENANCE_LETTERS[row.provenance], row.source_id


def _absent(code: str, with_value: set[str]) -> _Cell:
    """A unit known at other times lacks this period; one never known is not published."""
    reason: MissingReason = "no_data_for_period" if code in with_value else "not_published"
    return None, MISSING_LETTERS[reason], ""
