"""What a projection starts from: the values of one series over time, by unit and for the city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from lib.analysis.progress.points import Point, points_by_series, points_of
from lib.analysis.projection.identity import growth_between
from lib.analysis.projection.scale import Floats
from lib.model.entities import CITY, Indicator, Unit
from lib.model.vocabulary import CITABLE, Provenance, UnitGroup, weakest

PriceBasis = Literal["real", "nominal"]

# The series whose last city values are the published growth rates.
_GRDP_GROWTH: dict[PriceBasis, str] = {"real": "grdp_growth", "nominal": "grdp_growth_nominal"}
_DIGITAL_ECONOMY_GROWTH = "digital_economy_va_growth"
_POPULATION = "population"


@dataclass(frozen=True, slots=True)
class Rates:
    """The last published growth of GRDP and of the digital economy, per cent a year.

    `population_growth` between its last two published figures, None without two; `at` is the end of
    the GRDP growth's period in decimal years.
    """

    grdp_growth: float
    digital_economy_growth: float
    population_growth: float | None = None
    at: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SeriesHistory:
    """One series over the units of one geography, and over the city.

    `t` is (times,) in decimal years, rising; `values` (units, times) with NaN for missing;
    `weights` (units,), people; `groups` one a unit. `city` are the published city points by time.
    `rates` are needed by what goes by an identity, and by counts of people. `provenance` is the
    weakest mark among the units' values, None if there are none. `threshold` is the city's target,
    which effort shared by shortfall is measured against.
    """

    indicator: Indicator
    unit_codes: tuple[str, ...]
    t: Floats
    values: Floats
    weights: Floats
    groups: tuple[UnitGroup | None, ...]
    city: tuple[Point, ...]
    rates: Rates | None = None
    provenance: Provenance | None = None
    threshold: float | None = None


def history_of(
    observations: pd.DataFrame,
    *,
    series_id: str,
    indicator: Indicator,
    units: Sequence[Unit],
    rates: Rates | None = None,
    official_only: bool = False,
) -> SeriesHistory:
    """Gather a series' preferred, dated, finite values for `units` (all of one geography).

    An empty `units` leaves the city's points alone. Make it once a series and cache it by data
    version: `project` itself reads arrays only.
    """
    codes = tuple(unit.unit_code for unit in units)
    rows = _unit_rows(observations, series_id, units, official_only=official_only)
    t = np.unique(rows["t"].to_numpy(np.float64))
    values = np.full((len(codes), len(t)), np.nan)
    where = {code: index for index, code in enumerate(codes)}
    row_index = rows["unit_code"].map(where).to_numpy(np.intp)
    values[row_index, np.searchsorted(t, rows["t"].to_numpy(np.float64))] = rows["value"]
    marks = set(rows["provenance"])
    return SeriesHistory(
        indicator=indicator,
        unit_codes=codes,
        t=t,
        values=values,
        weights=np.array([unit.population for unit in units], dtype=np.float64),
        groups=tuple(unit.group for unit in units),
        city=points_of(observations, series_id, CITY, official_only=official_only),
        rates=rates,
        provenance=weakest(marks) if marks else None,
    )


def published_rates(observations: pd.DataFrame, *, basis: PriceBasis = "real") -> Rates | None:
    """The last citable city values of both growth rates; None unless both are published.

    `basis` chooses the GRDP growth. The digital economy's published growth doesn't say which
    basis it is on, so both readings have to be shown.
    """
    points = points_by_series(observations, CITY, official_only=True)
    grdp = points.get(_GRDP_GROWTH[basis])
    digital = points.get(_DIGITAL_ECONOMY_GROWTH)
    if not grdp or not digital:
        return None
    return Rates(
        grdp_growth=grdp[-1].value,
        digital_economy_growth=digital[-1].value,
        population_growth=_growth_of(points.get(_POPULATION, ())),
        at=grdp[-1].t,
    )


def _growth_of(points: Sequence[Point]) -> float | None:
    """The growth a year between the last two points."""
    if len(points) < 2 or points[-1].t <= points[-2].t or min(p.value for p in points[-2:]) <= 0:
        return None
    years = points[-1].t - points[-2].t
    return growth_between(points[-2].value, points[-1].value, years=years)


def _unit_rows(
    observations: pd.DataFrame, series_id: str, units: Sequence[Unit], *, official_only: bool
) -> pd.DataFrame:
    geographies = {unit.geography for unit in units}
    if len(geographies) > 1:
        raise ValueError(f"units of {sorted(geographies)}: expected one geography")
    value = observations["value"].astype(np.float64)
    mask = (
        observations["series_id"].eq(series_id)
        & observations["geography"].isin(geographies)
        & observations["unit_code"].isin([unit.unit_code for unit in units])
        & observations["preferred"].astype(bool)
        & observations["t"].notna()
        & np.isfinite(value)
    )
    if official_only:
        mask &= observations["provenance"].isin(CITABLE)
    # Where two periods end on one day, the one that starts later is written last and stays.
    columns = ["unit_code", "t", "start", "value", "provenance"]
    return observations.loc[mask, columns].sort_values(["t", "start"], kind="stable")
