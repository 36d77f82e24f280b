"""Where a series goes from here: as now, and with the levers moved; and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lib.analysis.progress.verdict import end_of_year
from lib.analysis.projection.city_projection import (
    CityBase,
    CityFrom,
    city_base,
    city_under,
    has_pace,
)
from lib.analysis.projection.curves import (
    Base,
    Fit,
    Status,
    base_of,
    curves,
    fit_rows,
    ramp_integral,
)
from lib.analysis.projection.history import SeriesHistory
from lib.analysis.projection.identity import IDENTITIES
from lib.analysis.projection.identity_projection import by_identity, year_ends
from lib.analysis.projection.predictive_distribution import (
    Band,
    BandStatus,
    CityDistribution,
    UnitDistribution,
    band_statuses,
    bands_of,
    unit_distribution,
)
from lib.analysis.projection.scale import Floats, within
from lib.analysis.scenarios.actions import ProjectionContext
from lib.analysis.units.city import coverage_of
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import Provenance

__all__ = [
    "FAN",
    "BandStatus",
    "Bands",
    "CityFrom",
    "Curve",
    "Fan",
    "FittedSeries",
    "Projection",
    "Status",
    "fan",
    "fit_series",
    "project",
    "ramp_integral",
]

Curve = Literal["baseline", "scenario"]

FAN = (0.5, 1.0, 1.5)
"""The multiples of the pace so far that stand in for a band where there are one or two points."""


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """10–90 % bands: units (units, times), NaN where a unit has none; the city (times,) or None."""

    units_baseline: Band
    units_scenario: Band
    city_baseline: Band | None
    city_scenario: Band | None


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """Curves from the last figure to the end of the horizon.

    `t` is (times,) in decimal years: the last figure's own moment, then the end of each year
    (2030 is 2031.0). `units_baseline` and `units_scenario` are (units, times), in the order of
    `unit_codes`, NaN for a unit without figures; `city_baseline` and `city_scenario` (times,), NaN
    where the city has none. `city_from` tells what the city's curve rests on and `coverage` the
    share of people in units with figures. Marks of provenance are the weakest among the inputs.
    `unit_band_status` and `city_band_status` tell why there is a band or none. `is_projected` says
    whether the city's scenario goes on from figures, at a pace or by growth rates, and is no last
    figure held level; `is_assumed` whether it hangs on a rate for which no figure is published.
    """

    indicator: Indicator
    t: Floats
    unit_codes: tuple[str, ...]
    units_baseline: Floats
    units_scenario: Floats
    unit_status: tuple[Status, ...]
    city_baseline: Floats
    city_scenario: Floats
    city_from: CityFrom
    coverage: float
    status: Status
    units_provenance: Provenance | None
    city_provenance: Provenance | None
    unit_band_status: tuple[BandStatus, ...] = ()
    city_band_status: BandStatus = "not_drawn"
    unit_laws: tuple[UnitDistribution, UnitDistribution] | None = None
    city_laws: tuple[CityDistribution, CityDistribution] | None = None
    is_projected: bool = False
    is_assumed: bool = False

    def at(self, year: int) -> int | None:
        """The column that stands for the end of `year`, or None if there is none."""
        found = np.flatnonzero(np.isclose(self.t, end_of_year(year), rtol=0.0, atol=1e-9))
        return int(found[0]) if found.size else None

    def bands(self) -> Bands | None:
        """10–90 % bands of every curve, worked out at the call; None where nothing has one."""
        if self.unit_laws is None:
            return None
        has_city = self.city_band_status == "band" and self.city_laws is not None
        if not has_city and "band" not in self.unit_band_status:
            return None
        known = np.array([status == "band" for status in self.unit_band_status], dtype=bool)
        units = [_masked(law.band(), known) for law in self.unit_laws]
        if not has_city or self.city_laws is None:
            return Bands(units[0], units[1], None, None)
        return Bands(units[0], units[1], *bands_of(*self.city_laws))

    def city_band(self, curve: Curve = "scenario") -> Band | None:
        """The 10–90 % band of one curve of the city, (times,); None where it has none."""
        if self.city_band_status != "band" or self.city_laws is None:
            return None
        return self.city_laws[0 if curve == "baseline" else 1].band()


@dataclass(frozen=True, slots=True, eq=False)
class Fan:
    """What becomes of the series at multiples of its pace so far: scenarios, not likelihoods.

    `factors` are `FAN`; `units` (factors, units, times) and `city` (factors, times) with the levers
    as they are set.
    """

    factors: tuple[float, ...]
    t: Floats
    units: Floats
    city: Floats


def project(series: SeriesHistory, horizon: int, controls: Controls) -> Projection:
    """Project a series to the end of the year `horizon`, for every unit and the city.

    Model, of every series but the digital-economy share. A unit goes on from its last value at
    its pace, a straight line on the indicator's scale (logit, log or the value itself):

    - Pace: least squares with weights that halve in `HALF_LIFE` years, drawn toward the mean of the
      unit's group by empirical Bayes, the more the less its own points say (`fit.shrunk`: James &
      Stein 1961, Efron & Morris 1975, Morris 1983). A unit without a pace of its own goes at its
      group's median. A logistic path is that of Griliches (Econometrica 25 (1957) 501); the pace
      of a share on it, and of a count on the log, slackens to `DAMPING` a year (Gardner & McKenzie
      1985), for without that it forecasts worse than a straight line (backtest). Two points, or
      less than a year of them, are no ground for a forecast: their pace goes on as it is.
    - Effort e, of the pillar or of the indicator by itself, adds (e − 1)·r(t)·max(d·pace, m, 0)·d
      to the pace, m being the group's median of d·pace and r(t) = clip((t − start)/ramp_years, 0,
      1), and slackens with it; the curve uses the exact integral from the last figure on. Effort 1
      is the baseline to the last bit. Everything is held between nought and the cap.
    - More than 1 is shared out: e_i − 1 = (e − 1)·a_i (`actions.effort_shares`), all alike, by
      shortfall or lagging first, always the same effort by head in all; less is taken from all
      alike. Catching up closes a share a year of the distance to the group's median
      (`actions.caught_up`), by the same r(t). A ceiling holds whoever would pass it. Another growth
      of the population multiplies counts (`actions.more_people`).
    - Uncertainty: a random walk about the pace. Its error and yearly shocks make the variance, of
      which `COMMON_SHARE` is common to all units; the shocks' variance is pooled from the series'
      own steps and the reference class's (`priors`). A unit's band is closed form, the city's by
      quadrature (`spread`); both from three points on, and read by `Projection.bands` and
      `chance.chance_of`. Below that there is `fan`. Prediction intervals of a drift model: Hyndman
      & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.5.

    The city is the population-weighted mean of its units where they cover 80 % of people, shifted
    on the indicator's scale by a constant, so that it passes through the last published city
    value at that value's own moment (hence starts at it when no unit figure is newer). A value
    published before the units' first figure shifts nothing. Without such units the city is
    projected from its own points, as a unit is. The city's curve is the mean of the units' curves;
    where a cap bends them the middle of its band lies a little off it.

    The digital-economy share follows s_t = s_0·Π(1 + d)/(1 + g) from its own period, year by
    year, and productivity growth is (1 + GRDP growth)/(1 + employment growth) − 1 of each year;
    effort doesn't move them, and units have no curve.

    What it is not: a forecast of policy, of a change of method or of boundaries, or of a ceiling
    other than the cap; it knows no seasons and no cause. Errors of measurement count as shocks, so
    quarterly figures that wobble get wide bands. The drawn-in pace's variance shares `COMMON_SHARE`
    like the rest, an approximation. `t` has no entry when there is no figure at all, and only the
    last figure's when the horizon is past.
    """
    return fit_series(series, horizon).project(controls)


def fan(series: SeriesHistory, horizon: int, controls: Controls) -> Fan | None:
    """The scenarios at half, the whole and one and a half times the pace so far, with no chance.

    For one or two points, where no band can be had. None where no pace is known at all, or the
    series goes by an identity.
    """
    if series.indicator.indicator_id in IDENTITIES:
        return None
    every = [fit_series(series, horizon, factor=factor).project(controls) for factor in FAN]
    if every[0].status not in ("ok", "group_pace"):
        return None
    return Fan(
        FAN,
        every[0].t,
        np.stack([one.units_scenario for one in every]),
        np.stack([one.city_scenario for one in every]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class FittedSeries:
    """What no control moves of a projection: fits, and the curves as now.

    Whoever tries many controls on one series (goal seek, the tornado) makes it once.
    """

    series: SeriesHistory
    horizon: int
    t: Floats
    fit: Fit
    base: Base
    around: ProjectionContext
    coverage: float
    city: CityBase

    def project(self, controls: Controls) -> Projection:
        """The projection under the controls."""
        if self.series.indicator.indicator_id in IDENTITIES:
            return _project_identity(self.series, self.horizon, controls)
        fit, t, indicator, city = self.fit, self.t, self.series.indicator, self.city
        drawn = curves(fit, t, self.base, indicator, controls, self.around)
        moved = city_under(city, fit, t, drawn, controls, self.around)
        return Projection(
            indicator=indicator,
            t=t,
            unit_codes=self.series.unit_codes,
            units_baseline=drawn.baseline,
            units_scenario=drawn.scenario,
            unit_status=fit.status,
            city_baseline=city.baseline,
            city_scenario=moved.scenario,
            city_from=city.source,
            coverage=self.coverage,
            status=_overall(t, (*fit.status, *city.status)),
            units_provenance=self.series.provenance,
            city_provenance=city.provenance,
            unit_band_status=band_statuses(fit, t),
            city_band_status=city.band_status,
            unit_laws=(
                unit_distribution(fit, t, drawn.ahead, indicator),
                unit_distribution(fit, t, drawn.raised, indicator, hold=drawn.hold),
            ),
            city_laws=moved.laws,
            is_projected=_goes_on(t, city, fit, moved.scenario),
        )


def fit_series(series: SeriesHistory, horizon: int, *, factor: float = 1.0) -> FittedSeries:
    """Fit a series, for units and the city; `factor` multiplies every pace."""
    usable = replace(series, values=within(series.values, series.indicator))
    t = _times(usable, horizon)
    fit = fit_rows(usable.t, usable.values, series.indicator, series.groups).at_pace(factor)
    base = base_of(fit, t, series.indicator)
    known = np.isfinite(fit.start_value)
    coverage = coverage_of(series.weights[known].tolist(), series.weights.tolist())
    published = series.rates.population_growth if series.rates else None
    return FittedSeries(
        series=series,
        horizon=horizon,
        t=t,
        fit=fit,
        base=base,
        around=ProjectionContext(series.weights, series.groups, series.threshold, published),
        coverage=coverage,
        city=city_base(usable, fit, t, base, coverage=coverage, factor=factor),
    )


def _masked(band: Band, known: NDArray[np.bool_]) -> Band:
    keep = known[:, None]
    return Band(*(np.where(keep, each, np.nan) for each in (band.low, band.middle, band.high)))


def _times(series: SeriesHistory, horizon: int) -> Floats:
    known = series.t[np.isfinite(series.values).any(axis=0)]
    return year_ends([*known.tolist(), *(point.t for point in series.city)], horizon)


def _project_identity(series: SeriesHistory, horizon: int, controls: Controls) -> Projection:
    found = by_identity(series, horizon, controls)
    has_curve = found.provenance is not None
    ends = found.scenario
    return Projection(
        indicator=series.indicator,
        t=found.t,
        unit_codes=(),
        units_baseline=np.empty((0, len(found.t))),
        units_scenario=np.empty((0, len(found.t))),
        unit_status=(),
        city_baseline=found.baseline,
        city_scenario=found.scenario,
        city_from="identity" if has_curve else "nothing",
        coverage=0.0,
        status="horizon_past" if len(found.t) == 1 else found.status,
        units_provenance=None,
        city_provenance=found.provenance,
        city_band_status="identity" if has_curve else "not_drawn",
        is_projected=found.status == "ok" and len(found.t) > 1 and bool(np.isfinite(ends[-1])),
        is_assumed=found.is_assumed,
    )


def _goes_on(t: Floats, city: CityBase, fit: Fit, scenario: Floats) -> bool:
    """Whether what the city's curve rests on, its own points or its units, has a pace."""
    every = city.status if city.fit is not None else fit.status
    return len(t) > 1 and has_pace(every) and bool(np.isfinite(scenario[-1]))


def _overall(t: Floats, every: tuple[Status, ...]) -> Status:
    """One word for the whole: the best of its parts, since a curve is drawn where one can be."""
    if not t.size:
        return "no_data"
    if len(t) == 1:
        return "horizon_past"
    order: tuple[Status, ...] = (
        "ok",
        "group_pace",
        "too_fast",
        "not_enough_data",
        "zero_base",
        "no_path",
    )
    return next((status for status in order if status in every), "no_data")
