"""What there is and what there is not: series by year, and in how many units, by provenance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from lib.model.vocabulary import Geography, MissingReason, Provenance

UNDATED: Final = 0
"""The column of figures without a date."""


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One series in one year: how many units have a figure of each provenance, or why none.

    A unit counts once, by the strongest of its figures of the year.
    """

    units: Mapping[Provenance, int]
    missing: Mapping[MissingReason, int]

    @property
    def known(self) -> int:
        return sum(self.units.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """`cells` by series and year (`UNDATED` first); `of` is how many units the geography has."""

    geography: Geography
    of: int
    cells: Mapping[str, Mapping[int, CoverageCell]]

    def years_of(self, series_ids: Iterable[str]) -> tuple[int, ...]:
        """The years that any of these series has a row of, in order."""
        return tuple(sorted({year for one in series_ids for year in self.cells.get(one, ())}))


_STRENGTH: Final[dict[str, int]] = {"official": 0, "derived": 1, "estimate": 2, "illustrative": 3}


def coverage(
    observations: pd.DataFrame, geography: Geography, *, units: frozenset[str]
) -> Coverage:
    """The coverage of a geography's `units` (codes), over preferred rows; groups are left out."""
    here = observations.loc[
        observations["geography"].eq(geography)
        & observations["preferred"].astype(bool)
        & observations["unit_code"].isin(units)
    ]
    year = here["end"].dt.year.fillna(UNDATED).astype(int)
    rows = here.assign(
        year=year,
        known=here["value"].notna(),
        strength=here["provenance"].map(_STRENGTH),
    ).sort_values(["known", "strength"], ascending=[False, True], kind="stable")
    first = rows.drop_duplicates(["series_id", "year", "unit_code"])
    cells: dict[str, dict[int, CoverageCell]] = {}
    for _key, part in first.groupby(["series_id", "year"], sort=True):
        series_id, at = str(part["series_id"].iloc[0]), int(part["year"].iloc[0])
        known = part["known"]
        cells.setdefault(series_id, {})[at] = CoverageCell(
            Counter(part.loc[known, "provenance"].tolist()),
            Counter(part.loc[~known, "missing_reason"].tolist()),
        )
    return Coverage(geography, len(units), cells)
