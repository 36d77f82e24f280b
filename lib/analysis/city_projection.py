"""The city's part of a projection: from its units, or from its own published points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lib.analysis.actions import Around, alone, ceiling_of
from lib.analysis.city import LEAST_COVERAGE, weight_of
from lib.analysis.curves import Curves, Fit, Status, ahead_of, curves, fit_rows, through
from lib.analysis.history import SeriesHistory
from lib.analysis.points import Point
from lib.analysis.scale import CURVE_MARGIN, Floats, to_scale, within
from lib.analysis.spread import BandStatus, CityLaw, Shift, band_statuses, rows_law
from lib.model.kinds import Provenance, weakest
from lib.model.things import Controls

CityFrom = Literal["points", "units", "units_shifted", "identity", "nothing"]


@dataclass(frozen=True, slots=True, eq=False)
class City:
    """The city's curves (times,), what they rest on, and their laws (baseline, scenario)."""

    baseline: Floats
    scenario: Floats
    source: CityFrom
    provenance: Provenance | None
    status: tuple[Status, ...] = ()
    band_status: BandStatus = "not_drawn"
    laws: tuple[CityLaw, CityLaw] | None = None


def project_city(
    series: SeriesHistory,
    fit: Fit,
    t: Floats,
    controls: Controls,
    *,
    drawn: Curves,
    coverage: float,
    factor: float,
    around: Around,
) -> City:
    """The city's curves, given its units' fit and curves; `factor` multiplies every pace."""
    known = np.isfinite(fit.start_value)
    averaged = weight_of(series.indicator)[0] != "none"
    if averaged and known.any() and coverage >= LEAST_COVERAGE:
        found = _of_units(series, fit, t, controls, drawn=drawn, known=known)
        if found is not None:
            return found
    if series.city:
        by_itself = alone(population_growth=around.population_growth)
        return _of_points(series, t, controls, factor=factor, around=by_itself)
    nothing = np.full(len(t), np.nan)
    return City(nothing, nothing.copy(), "nothing", None)


def _of_points(
    series: SeriesHistory, t: Floats, controls: Controls, *, factor: float, around: Around
) -> City:
    """The city as one unit of its own."""
    moments = np.array([point.t for point in series.city])
    values = within([[point.value for point in series.city]], series.indicator)
    fit = fit_rows(moments, values, series.indicator, (None,)).at_pace(factor)
    drawn = curves(fit, t, series.indicator, controls, around)
    (band_status,) = band_statuses(fit, t)
    ahead = rows_law(fit, t, drawn.ahead, series.indicator)
    raised = rows_law(fit, t, drawn.raised, series.indicator, hold=drawn.hold)
    whole = np.ones(1)
    return City(
        drawn.baseline[0],
        drawn.scenario[0],
        "points",
        weakest(point.provenance for point in series.city),
        fit.status,
        band_status,
        (CityLaw(ahead, whole), CityLaw(raised, whole)),
    )


def _of_units(
    series: SeriesHistory,
    fit: Fit,
    t: Floats,
    controls: Controls,
    *,
    drawn: Curves,
    known: NDArray[np.bool_],
) -> City | None:
    """The weighted mean of units, through the published value; None where nought bars the way."""
    weights = series.weights[known] / series.weights[known].sum()

    def mean(rows: Floats) -> Floats:
        return np.asarray(weights @ rows[known], dtype=np.float64)

    baseline, scenario = mean(drawn.baseline), mean(drawn.scenario)
    anchor = _anchor(series)
    band_status = _band_status(series, fit, t)
    if anchor is None:
        laws = _laws(series, fit, t, drawn=drawn, known=known, weights=weights)
        return City(
            baseline, scenario, "units", series.provenance, band_status=band_status, laws=laws
        )
    there = through(
        fit.start_value,
        fit.start_scaled,
        ahead_of(fit, np.array([anchor.t])),
        series.indicator,
    )
    start = within([anchor.value], series.indicator)
    scaled = to_scale(start, series.indicator)
    gap = scaled - to_scale(mean(there), series.indicator, margin=CURVE_MARGIN)
    if not np.isfinite(gap).all():  # nought has no place on the log: there is no shift to measure
        return None
    shift = Shift(series.indicator, start, scaled, float(gap[0]))
    shifted = shift.forward(baseline)
    ceiling = ceiling_of(series.indicator, controls)
    hold = np.inf if ceiling is None else max(ceiling, float(shifted[0]))
    return City(
        shifted,
        np.minimum(shift.forward(scenario), hold),
        "units_shifted",
        weakest({anchor.provenance, series.provenance} - {None}),
        band_status=band_status,
        laws=_laws(
            series,
            fit,
            t,
            drawn=drawn,
            known=known,
            weights=weights,
            shift=shift,
            since=anchor.t,
            hold=hold,
        ),
    )


def _laws(
    series: SeriesHistory,
    fit: Fit,
    t: Floats,
    *,
    drawn: Curves,
    known: NDArray[np.bool_],
    weights: Floats,
    shift: Shift | None = None,
    since: float = -np.inf,
    hold: float = np.inf,
) -> tuple[CityLaw, CityLaw]:
    """The laws of the mean of units. What is published of the city is known at its own moment."""
    begin = np.maximum(fit.start_t, since)[known]
    part = fit.only(known)

    held = None if drawn.hold is None else drawn.hold[known]
    ahead = rows_law(part, t, drawn.ahead[known], series.indicator, since=begin)
    raised = rows_law(part, t, drawn.raised[known], series.indicator, since=begin, hold=held)
    return CityLaw(ahead, weights, shift), CityLaw(raised, weights, shift, hold)


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
