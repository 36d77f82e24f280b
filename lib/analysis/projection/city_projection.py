"""The city's part of a projection: from its units, or from its own published points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lib.analysis.progress.points import Point
from lib.analysis.projection.curves import (
    Base,
    Curves,
    Fit,
    Status,
    ahead_of,
    base_of,
    curves,
    fit_rows,
)
from lib.analysis.projection.curves import through as off_scale
from lib.analysis.projection.history import SeriesHistory
from lib.analysis.projection.predictive_distribution import (
    BandStatus,
    CityDistribution,
    Shift,
    band_statuses,
    unit_distribution,
)
from lib.analysis.projection.scale import CURVE_MARGIN, Floats, to_scale, within
from lib.analysis.scenarios.actions import ProjectionContext, alone, ceiling_of
from lib.analysis.units.city import LEAST_COVERAGE, weight_of
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import Provenance, weakest

CityFrom = Literal["points", "units", "units_shifted", "identity", "nothing"]


@dataclass(frozen=True, slots=True, eq=False)
class CityBase:
    """What no control moves of the city: what its curve rests on, and the curve as now (times,).

    From units: the rows `known`, their `weights` (which sum to 1), the `shift` to the published
    value and the moment `since` which the city is known. From points: the fit and base of the city
    as one row. `status` and `band_status` are told of the curve.
    """

    source: CityFrom
    baseline: Floats
    provenance: Provenance | None = None
    status: tuple[Status, ...] = ()
    band_status: BandStatus = "not_drawn"
    known: NDArray[np.bool_] | None = None
    weights: Floats | None = None
    shift: Shift | None = None
    since: float = -np.inf
    fit: Fit | None = None
    base: Base | None = None


@dataclass(frozen=True, slots=True, eq=False)
class City:
    """The city's scenario (times,) and the laws of both its curves (baseline, scenario)."""

    scenario: Floats
    laws: tuple[CityDistribution, CityDistribution] | None = None


def city_base(
    series: SeriesHistory, fit: Fit, t: Floats, base: Base, *, coverage: float, factor: float
) -> CityBase:
    """The city as now, given its units' fit and base; `factor` multiplies every pace.

    From the units where they have a pace, else from the city's own points where those have one.
    """
    known = np.isfinite(fit.start_value)
    averaged = weight_of(series.indicator)[0] != "none"
    found = None
    if averaged and known.any() and coverage >= LEAST_COVERAGE:
        found = _of_units(series, fit, t, base, known=known)
    if found is not None and (has_pace(fit.status) or not series.city):
        return found
    if series.city:
        points = _of_points(series, t, factor=factor)
        return points if found is None or has_pace(points.status) else found
    return CityBase("nothing", np.full(len(t), np.nan))


def has_pace(every: Iterable[Status]) -> bool:
    """Whether anything goes on at a pace, its own or its group's."""
    return any(status in ("ok", "group_pace") for status in every)


def city_under(
    city: CityBase,
    fit: Fit,
    t: Floats,
    drawn: Curves,
    controls: Controls,
    around: ProjectionContext,
) -> City:
    """The city under the controls, given its units' curves under them."""
    indicator = drawn.indicator
    if city.fit is not None and city.base is not None:
        by_itself = alone(population_growth=around.population_growth)
        row = curves(city.fit, t, city.base, indicator, controls, by_itself)
        ahead = unit_distribution(city.fit, t, row.ahead, indicator)
        raised = unit_distribution(city.fit, t, row.raised, indicator, hold=row.hold)
        whole = np.ones(1)
        return City(
            row.scenario[0], (CityDistribution(ahead, whole), CityDistribution(raised, whole))
        )
    if city.known is None or city.weights is None:
        return City(city.baseline.copy())
    scenario = _mean(city.weights, drawn.scenario[city.known])
    hold = np.inf
    if city.shift is not None:
        hold = _hold(city, indicator, controls)
        scenario = np.minimum(city.shift.forward(scenario), hold)
    return City(scenario, _laws(city, fit, t, drawn, hold=hold))


def _hold(city: CityBase, indicator: Indicator, controls: Controls) -> float:
    """What the shifted city never passes: it may stand above a ceiling that its units keep to."""
    ceiling = ceiling_of(indicator, controls)
    if ceiling is None or not city.baseline.size:
        return np.inf
    return max(ceiling, float(city.baseline[0]))


def _mean(weights: Floats, rows: Floats) -> Floats:
    return np.asarray(weights @ rows, dtype=np.float64)


def _of_points(series: SeriesHistory, t: Floats, *, factor: float) -> CityBase:
    """The city as one unit of its own."""
    moments = np.array([point.t for point in series.city])
    values = within([[point.value for point in series.city]], series.indicator)
    fit = fit_rows(moments, values, series.indicator, (None,)).at_pace(factor)
    base = base_of(fit, t, series.indicator)
    (band_status,) = band_statuses(fit, t)
    return CityBase(
        "points",
        base.values[0],
        weakest(point.provenance for point in series.city),
        fit.status,
        band_status,
        fit=fit,
        base=base,
    )


def _of_units(
    series: SeriesHistory, fit: Fit, t: Floats, base: Base, *, known: NDArray[np.bool_]
) -> CityBase | None:
    """The weighted mean of units, through the published value; None where nought bars the way."""
    indicator = series.indicator
    weights = series.weights[known] / series.weights[known].sum()
    baseline = _mean(weights, base.values[known])
    anchor = _anchor(series)
    band_status = _band_status(series, fit, t)
    if anchor is None:
        return CityBase(
            "units",
            baseline,
            series.provenance,
            band_status=band_status,
            known=known,
            weights=weights,
        )
    at_anchor = ahead_of(fit, np.array([anchor.t]))
    there = off_scale(fit.start_value, fit.start_scaled, at_anchor, indicator)
    start = within([anchor.value], indicator)
    scaled = to_scale(start, indicator)
    gap = scaled - to_scale(_mean(weights, there[known]), indicator, margin=CURVE_MARGIN)
    if not np.isfinite(gap).all():  # nought has no place on the log: there is no shift to measure
        return None
    shift = Shift(indicator, start, scaled, float(gap[0]))
    return CityBase(
        "units_shifted",
        shift.forward(baseline),
        weakest({anchor.provenance, series.provenance} - {None}),
        band_status=band_status,
        known=known,
        weights=weights,
        shift=shift,
        since=anchor.t,
    )


def _laws(
    city: CityBase, fit: Fit, t: Floats, drawn: Curves, *, hold: float
) -> tuple[CityDistribution, CityDistribution]:
    """The laws of the mean of units. What is published of the city is known at its own moment."""
    assert city.known is not None  # noqa: S101 - the caller has looked
    assert city.weights is not None  # noqa: S101
    known = city.known
    begin = np.maximum(fit.start_t, city.since)[known]
    part = fit.only(known)
    held = None if drawn.hold is None else drawn.hold[known]
    ahead = unit_distribution(part, t, drawn.ahead[known], drawn.indicator, since=begin)
    raised = unit_distribution(
        part, t, drawn.raised[known], drawn.indicator, since=begin, hold=held
    )
    return (
        CityDistribution(ahead, city.weights, city.shift),
        CityDistribution(raised, city.weights, city.shift, hold),
    )


def _band_status(series: SeriesHistory, fit: Fit, t: Floats) -> BandStatus:
    """A band wherever units with a forecast of their own hold 80 % of the people."""
    every = np.array(band_statuses(fit, t), dtype=object)
    total = series.weights.sum()
    if total > 0 and series.weights[every == "band"].sum() >= LEAST_COVERAGE * total:
        return "band"
    order: tuple[BandStatus, ...] = (
        "horizon_past",
        "no_path",
        "too_fast",
        "short_span",
        "few_points",
    )
    return next((status for status in order if status in every), "not_drawn")


def _anchor(series: SeriesHistory) -> Point | None:
    """The last published city value, unless it is older than any unit's figure."""
    known = series.t[np.isfinite(series.values).any(axis=0)]
    if not series.city or series.city[-1].t < known.min():
        return None
    return series.city[-1]
