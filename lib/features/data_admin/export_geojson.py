"""Observations of one set of units as a map: GeoJSON with the figures inside each feature."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.data.package import Dataset
from lib.features.data_admin.export_files import COLUMNS, notes
from lib.geo.geojson import feature_collection
from lib.model.vocabulary import Geography, Lang
from lib.text import N_, translator

# What each outline's maker wants said, word for word.
_ATTRIBUTION = {
    "district": "Administrative boundaries: geoBoundaries (geoboundaries.org; Runfola et al. "
    "2020), from OCHA ROAP / Government of Viet Nam, CC BY 3.0 IGO",
    "commune": "© OpenStreetMap contributors, ODbL 1.0",
}
_CITY = N_("Figures of the city and of groups of units have no outline and are not in this map.")


def figures_geojson(
    rows: pd.DataFrame, package: Dataset, *, geography: Geography, lang: Lang
) -> bytes:
    """Rows of `select` for the districts or communes.

    Each feature bears its code, name and `observations`, with the columns of the data package, and
    beside them, for programs that draw, the last figure of each series under the series' id.
    """
    from lib.data.boundaries import read_boundaries  # noqa: PLC0415 - 60 MB, wanted by maps alone

    chosen = rows[rows["geography"] == geography]
    shapes = read_boundaries(package.boundary_file(geography))
    return feature_collection(
        shapes,
        {str(code): _properties(part, package, lang) for code, part in chosen.groupby("unit_code")},
        notes=(
            _ATTRIBUTION[geography],
            *notes(chosen, package, lang),
            translator(lang).gettext(_CITY),
        ),
    )


def _properties(rows: pd.DataFrame, package: Dataset, lang: Lang) -> dict[str, Any]:
    geography, code = rows["geography"].iloc[0], rows["unit_code"].iloc[0]
    unit = package.units.get((geography, code))
    used = rows[rows["preferred"].astype(bool) & rows["value"].notna()]
    last = used.sort_values("t", na_position="first").groupby("series_id").tail(1)
    return {
        "geography": geography,
        "unit_code": code,
        "name": unit.name.in_(lang) if unit is not None else code,
        "data_version": package.version,
        **dict(zip(last["series_id"], last["value"], strict=True)),
        "observations": [_record(row) for row in rows[list(COLUMNS)].to_dict("records")],
    }


def _record(row: dict[Any, Any]) -> dict[str, Any]:
    return {
        name: None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - NaN
        for name, value in row.items()
        if value != ""
    }
