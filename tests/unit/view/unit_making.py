"""A small book of units for the tests of the Unit page: four wards, two series, one target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from lib.analysis.progress.verdict import assess
from lib.analysis.units.city import CityValue
from lib.features.unit.profile_data import (
    ProfileSeries,
    ProfileTarget,
    UnitProfileData,
    book_of,
    line_of,
)
from lib.geo.lineage import Kin
from lib.geo.unit_period_grid import UnitRow, grid
from lib.model.entities import Indicator, Series, Text, Unit
from lib.model.vocabulary import Direction, Provenance, UnitGroup
from tests.unit.analysis.making import target
from tests.unit.view.map_making import CODES, indicator

TODAY = date(2026, 11, 25)
PERIODS = ("2024", "2025")
NO_CITY = CityValue(None, "no_data", 0.0, "population", fell_back=False, provenance=None)


def ward(
    code: str, *, people: float = 1000.0, area: float = 1.0, group: UnitGroup = "urban"
) -> Unit:
    return Unit(
        geography="commune",
        unit_code=code,
        name=Text(f"Phường {code}", f"{code} Ward"),
        type="ward",
        group=group,
        area_km2=area,
        population=people,
        population_year=2025,
        valid_from=date(2025, 7, 1),
        valid_to=None,
    )


WARDS = tuple(ward(code, people=1000.0 * (i + 1)) for i, code in enumerate(CODES))


def goal(low: float = 80.0, *, year: int = 2030, other: Series | None = None) -> ProfileTarget:
    (found,) = assess(
        target(low, year=year), indicator(), (), document_date=date(2023, 1, 1), today=TODAY
    )
    return ProfileTarget(found, other)


def line(
    values: Mapping[str, tuple[float | None, ...]],
    *,
    provenance: Provenance = "official",
    goals: tuple[ProfileTarget, ...] = (),
    direction: Direction = "up",
    units: tuple[Unit, ...] = WARDS,
    series_id: str = "fibre",
    pillar_is_general: bool = False,
    official_only: bool = False,
) -> ProfileSeries:
    """A series with a value a period (or None) for each code of `values`."""
    measured: Indicator = indicator(direction=direction)
    if pillar_is_general:
        measured = replace(measured, pillar="general")
    rows = [
        UnitRow("commune", code, period, float(period) + 1, value, provenance, "yearbook", "")
        for place, period in enumerate(PERIODS)
        for code, every in values.items()
        if (value := every[place]) is not None
    ]
    cells = grid(
        rows,
        series_id=series_id,
        indicator=measured,
        geography="commune",
        codes=[unit.unit_code for unit in units],
        official_only=official_only,
    )
    return line_of(
        cells,
        indicator=measured,
        city=(NO_CITY,) * len(cells.periods),
        goals=goals,
        units=units,
        today=TODAY,
    )


def book(*lines: ProfileSeries, units: tuple[Unit, ...] = WARDS) -> UnitProfileData:
    kin: dict[tuple[str, str], Kin] = {}
    return book_of("commune", units, lines, kin)  # type: ignore[arg-type]
