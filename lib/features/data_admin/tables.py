"""The Data page's tables to take away. Columns are English names in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from lib.analysis.units.coverage import UNDATED, Coverage
from lib.features.data_admin.data_gaps_html import Item


def coverage_table(found: Coverage, names: Mapping[str, str]) -> pd.DataFrame:
    """One row a series, year and kind: how many of the units; a series without rows has one too."""
    lines = []
    for series_id, name in names.items():
        base = {"series_id": series_id, "series": name, "geography": found.geography}
        cells = found.cells.get(series_id)
        if not cells:
            lines.append({**base, "year": "", "kind": "no row", "units": 0, "of": found.of})
            continue
        for year, cell in cells.items():
            for kind, count in (*cell.units.items(), *cell.missing.items()):
                when = "undated" if year == UNDATED else str(year)
                lines.append({**base, "year": when, "kind": kind, "units": count, "of": found.of})
    return pd.DataFrame(
        lines, columns=["series_id", "series", "geography", "year", "kind", "units", "of"]
    )


def wanted_table(items: Iterable[Item]) -> pd.DataFrame:
    """One row a target that waits for a figure, in the order of the list."""
    return pd.DataFrame(
        [
            {
                "series_id": one.series_id,
                "series": one.name,
                "level": one.level,
                "level_after": one.gains,
                "target_year": wish.year,
                "target": wish.asked,
                "document": wish.document,
                "figure": wish.figure,
                "by_whom": wish.by_whom,
            }
            for one in items
            for wish in one.wishes
        ]
    )
