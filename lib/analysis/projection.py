"""Where a series goes from here: as now, and with the levers moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lib.analysis.city import LEAST_COVERAGE, coverage_of, weight_of
from lib.analysis.fit import fitted_paces, group_medians, last_known
from lib.analysis.history import SeriesHistory
from lib.analysis.identity import DIGITAL_ECONOMY_SHARE, share_after
from lib.analysis.points import Point
from lib.analysis.scale import CURVE_MARGIN, Floats, from_scale, path_of, to_scale, within
from lib.analysis.verdict import end_of_year
from lib.model.kinds import Provenance, weakest
from lib.model.things import Controls, Indicator

Status = Literal[
    "ok",  # a pace of its own
    "group_pace",  # too few points of its own: goes at its group's median pace
    "not_enough_data",  # no pace known: stays level
    "zero_base",  # nought has no growth rate: stays level
    "no_path",  # ranks, growth rates: a level, not a forecast
    "no_rates",  # the identity lacks a published growth rate: stays level
    "horizon_past",  # the last figure is from the horizon or later
    "no_data",
]

CityFrom = Literal["points", "units", "units_shifted", "identity", "nothing"]

_MOST_EFFORT = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """Curves from the last figure to the end of the horizon.

    `t` is (times,) in decimal years: the last figure's own moment, then the end of each year
    (2030 is 2031.0). `units_baseline` and `units_scenario` are (units, times), in the order of
    `unit_codes`, NaN for a unit without figures; `city_baseline` and `city_scenario` (times,), NaN
    where the city has none. `city_from` tells what the city's curve rests on and `coverage` the
    share of people in units with figures. Marks of provenance are the weakest among the inputs.
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

    def at(self, year: int) -> int | None:
        """The column that stands for the end of `year`, or None if there is none."""
        found = np.flatnonzero(np.isclose(self.t, end_of_year(year), rtol=0.0, atol=1e-9))
        return int(found[0]) if found.size else None


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """Each row's start and pace on the scale; `gain` is its pace gained per unit of effort."""

    start_t: Floats
    start_value: Floats
    start_scaled: Floats
    pace: Floats
    gain: Floats
    status: tuple[Status, ...]


def project(series: SeriesHistory, horizon: int, controls: Controls) -> Projection:
    """Project a series to the end of the year `horizon`, for every unit and the city.

    Model, of every series but the digital-economy share. A unit goes on from its last value at
    its pace, a straight line on the indicator's scale (logit, log or the value itself) fitted by
    least squares, all points alike; with fewer than two points at its group's median pace. Effort
    e of the pillar adds (e − 1)·r(t)·max(d·pace, m, 0)·d to that pace, m being the group's median
    of d·pace and r(t) = clip((t − start)/ramp_years, 0, 1); the curve uses the exact integral of r
    from the last figure on. Effort 1 is the baseline to the last bit. Everything is held between
    nought and the cap.

    The city is the population-weighted mean of its units where they cover 80 % of people, shifted
    on the indicator's scale by a constant, so that it passes through the last published city
    value at that value's own moment (hence starts at it when no unit figure is newer). A value
    published before the units' first figure shifts nothing. Without such units the city is
    projected from its own points, as a unit is.

    The digital-economy share follows s_t = s_0·Π(1 + d)/(1 + g) from its own period, year by
    year; effort doesn't move it, and units have no curve.

    What it is not: a forecast of saturation other than the cap's, of policy, or of chance. There
    is no band yet; recency weights and shrinkage toward the group are not in it either.
    Source: the project's design, "Projection" and "What-if". `t` has no entry when there is no
    figure at all, and only the last figure's when the horizon is past.
    """
    if series.indicator.indicator_id == DIGITAL_ECONOMY_SHARE:
        return _project_identity(series, horizon, controls)
    usable = replace(series, values=within(series.values, series.indicator))
    t = _times(usable, horizon)
    fit = _fit(usable.t, usable.values, usable)
    baseline, scenario = _curves(fit, t, series.indicator, controls)
    coverage = coverage_of(
        series.weights[np.isfinite(fit.start_value)].tolist(), series.weights.tolist()
    )
    city = _project_city(usable, fit, t, controls, coverage=coverage)
    return Projection(
        indicator=series.indicator,
        t=t,
        unit_codes=series.unit_codes,
        units_baseline=baseline,
        units_scenario=scenario,
        unit_status=fit.status,
        city_baseline=city.baseline,
        city_scenario=city.scenario,
        city_from=city.source,
        coverage=coverage,
        status=_overall(t, (*fit.status, *city.status)),
        units_provenance=series.provenance,
        city_provenance=city.provenance,
    )


def ramp_integral(t: Floats, *, start: float, ramp_years: float) -> Floats:
    """∫ r from long before `start` to each `t`, r(t) = clip((t − start)/ramp_years, 0, 1), years.

    Closed form: nought, then (t − start)²/2·ramp, then t − start − ramp/2. No ramp is a step.
    """
    since = np.maximum(t - start, 0.0)
    if ramp_years <= 0:
        return since
    rising = np.minimum(since, ramp_years)
    return np.asarray(rising * rising / (2 * ramp_years) + (since - rising), dtype=np.float64)


def _times(series: SeriesHistory, horizon: int) -> Floats:
    known = series.t[np.isfinite(series.values).any(axis=0)]
    moments = [*known.tolist(), *(point.t for point in series.city)]
    if not moments:
        return np.empty(0)
    origin = max(moments)
    first = int(np.floor(origin + 1e-9))
    ends = [end_of_year(year) for year in range(first, horizon + 1)]
    return np.array([origin, *ends], dtype=np.float64)


def _fit(t: Floats, values: Floats, series: SeriesHistory) -> _Fit:
    indicator, d = series.indicator, series.indicator.d
    start_t, start_value = last_known(t, values)
    start_scaled = to_scale(start_value, indicator)
    own = fitted_paces(t, to_scale(values, indicator))
    median = group_medians(own, series.groups)
    has_own, has_median = np.isfinite(own), np.isfinite(median)
    pace = np.where(has_own, own, np.where(has_median, median, 0.0))
    gain = d * np.maximum(np.maximum(d * pace, d * np.where(has_median, median, 0.0)), 0.0)
    status = np.select(
        [
            ~np.isfinite(start_value),
            np.full(len(start_value), path_of(indicator) == "none"),
            ~np.isfinite(start_scaled),
            has_own,
            has_median,
        ],
        ["no_data", "no_path", "zero_base", "ok", "group_pace"],
        default="not_enough_data",
    )
    moves = np.isin(status, ["ok", "group_pace"])
    return _Fit(
        start_t,
        start_value,
        start_scaled,
        np.where(moves, pace, 0.0),
        np.where(moves, gain, 0.0),
        tuple(status.tolist()),
    )


def _curves(
    fit: _Fit, t: Floats, indicator: Indicator, controls: Controls
) -> tuple[Floats, Floats]:
    """Baseline and scenario of each row, (rows, times)."""
    if not t.size:
        empty = np.empty((len(fit.pace), 0))
        return empty, empty.copy()
    ahead = fit.start_scaled[:, None] + fit.pace[:, None] * (t - fit.start_t[:, None])
    gained = np.outer(fit.gain, _effort_years(t, indicator, controls))
    baseline = _through(fit.start_value, fit.start_scaled, ahead, indicator)
    return baseline, _through(fit.start_value, fit.start_scaled, ahead + gained, indicator)


def _effort_years(t: Floats, indicator: Indicator, controls: Controls) -> Floats:
    """(e − 1)·∫r from the last figure to each `t`: years' worth of pace that effort adds."""
    effort = min(max(controls.effort(indicator.pillar), 0.0), _MOST_EFFORT)
    done = ramp_integral(t, start=float(controls.start_year), ramp_years=controls.ramp_years)
    return np.asarray((effort - 1.0) * (done - done[0]), dtype=np.float64)


def _through(value: Floats, scaled: Floats, curve: Floats, indicator: Indicator) -> Floats:
    """The curve off the scale, each row starting at its own value.

    A start at nought or at the cap has no place on the logit and stands a little inside it; the
    curve is moved back by that much. A start without any place on the scale stays level.
    """
    moved = from_scale(curve, indicator) + (value - from_scale(scaled, indicator))[:, None]
    level = np.broadcast_to(value[:, None], curve.shape)
    return within(np.where(np.isfinite(scaled)[:, None], moved, level), indicator)


@dataclass(frozen=True, slots=True, eq=False)
class _City:
    baseline: Floats
    scenario: Floats
    source: CityFrom
    provenance: Provenance | None
    status: tuple[Status, ...] = ()


def _project_city(
    series: SeriesHistory, fit: _Fit, t: Floats, controls: Controls, *, coverage: float
) -> _City:
    known = np.isfinite(fit.start_value)
    averaged = weight_of(series.indicator)[0] != "none"
    if averaged and known.any() and coverage >= LEAST_COVERAGE:
        return _city_of_units(series, fit, t, controls, known)
    if series.city:
        return _city_of_points(series, t, controls)
    nothing = np.full(len(t), np.nan)
    return _City(nothing, nothing.copy(), "nothing", None)


def _city_of_points(series: SeriesHistory, t: Floats, controls: Controls) -> _City:
    """The city as one unit of its own."""
    alone = replace(
        series,
        t=np.array([point.t for point in series.city]),
        values=within([[point.value for point in series.city]], series.indicator),
        groups=(None,),
    )
    fit = _fit(alone.t, alone.values, alone)
    baseline, scenario = _curves(fit, t, series.indicator, controls)
    mark = weakest(point.provenance for point in series.city)
    return _City(baseline[0], scenario[0], "points", mark, fit.status)


def _city_of_units(
    series: SeriesHistory, fit: _Fit, t: Floats, controls: Controls, known: NDArray[np.bool_]
) -> _City:
    indicator = series.indicator
    weights = np.where(known, series.weights, 0.0) / series.weights[known].sum()

    def mean(curves: Floats) -> Floats:
        return np.asarray(weights[known] @ curves[known], dtype=np.float64)

    baseline, scenario = (mean(curves) for curves in _curves(fit, t, indicator, controls))
    anchor = _anchor(series)
    if anchor is None:
        return _City(baseline, scenario, "units", series.provenance)
    # Effort is counted from the first moment asked for, so at the anchor it has added nothing.
    there, _ = _curves(fit, np.array([anchor.t]), indicator, controls)
    start = within([anchor.value], indicator)
    scaled = to_scale(start, indicator)
    gap = scaled - to_scale(mean(there), indicator, margin=CURVE_MARGIN)
    if not np.isfinite(gap).all():  # nought has no place on the log: there is no shift to measure
        return _city_of_points(series, t, controls)

    def shifted(curve: Floats) -> Floats:
        moved = to_scale(curve, indicator, margin=CURVE_MARGIN) + gap
        return np.ravel(_through(start, scaled, moved[None], indicator))

    marks = {anchor.provenance, series.provenance} - {None}
    return _City(shifted(baseline), shifted(scenario), "units_shifted", weakest(marks))


def _anchor(series: SeriesHistory) -> Point | None:
    """The last published city value, unless it is older than any unit's figure."""
    known = series.t[np.isfinite(series.values).any(axis=0)]
    if not series.city or series.city[-1].t < known.min():
        return None
    return series.city[-1]


def _project_identity(series: SeriesHistory, horizon: int, controls: Controls) -> Projection:
    cityonly = replace(
        series, unit_codes=(), t=np.empty(0), values=np.empty((0, 0)), weights=np.empty(0)
    )
    t = _times(cityonly, horizon)
    last = series.city[-1] if series.city else None
    baseline = scenario = np.full(len(t), np.nan)
    status: Status = "no_data"
    if last is not None:
        baseline, scenario = (
            _identity_curve(series, last, t, chosen) for chosen in (Controls(), controls)
        )
        status = "ok" if series.rates is not None else "no_rates"
    return Projection(
        indicator=series.indicator,
        t=t,
        unit_codes=(),
        units_baseline=np.empty((0, len(t))),
        units_scenario=np.empty((0, len(t))),
        unit_status=(),
        city_baseline=baseline,
        city_scenario=scenario,
        city_from="identity" if last else "nothing",
        coverage=0.0,
        status="horizon_past" if len(t) == 1 else status,
        units_provenance=None,
        city_provenance=last.provenance if last else None,
    )


def _identity_curve(series: SeriesHistory, last: Point, t: Floats, controls: Controls) -> Floats:
    rates = series.rates
    part = controls.digital_economy_growth
    whole = controls.grdp_growth
    if rates is not None:
        part = rates.digital_economy_growth if part is None else part
        whole = rates.grdp_growth if whole is None else whole
    if part is None or whole is None:
        return np.full(len(t), last.value)
    return share_after(last.value, t - last.t, part_growth=part, whole_growth=whole)


def _overall(t: Floats, every: tuple[Status, ...]) -> Status:
    """One word for the whole: the best of its parts, since a curve is drawn where one can be."""
    if not t.size:
        return "no_data"
    if len(t) == 1:
        return "horizon_past"
    order: tuple[Status, ...] = ("ok", "group_pace", "not_enough_data", "zero_base", "no_path")
    return next((status for status in order if status in every), "no_data")
