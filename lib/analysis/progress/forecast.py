"""Where will we land? The projection of an open target's own figures to the end of its year.

The second of the two questions of the UN regional commissions' progress reports; the first, where
we should be today, is `progress.lead`'s. Everything rests on the points that the verdict rests on:
the city's published ones, never on what was made for demonstration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lib.analysis.progress.points import Point, citable
from lib.analysis.progress.verdict import Assessment, end_of_year
from lib.analysis.projection.chance import chance_of
from lib.analysis.projection.history import PriceBasis, Rates, SeriesHistory
from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE
from lib.analysis.projection.projection import Projection, fan, project
from lib.model.entities import Controls, Indicator

LandingStatus = Literal[
    "band",  # level A: a value, a 10–90 % band and a chance
    "fan",  # level B: at half, the whole and one and a half times the pace so far; no chance
    "identity",  # by published growth rates, in both readings of their price basis; no chance
    "milestone",
    "tier_ended",
    "target_past",
    "met_or_not",  # ranks and growth rates aren't projected
    "no_path",
    "without_figure",
    "one_point",
    "target_date_reached",  # the last figure is from the target year's end or later
    "not_drawn",  # no pace can be had from the figures, e.g. a rate from nought
]


@dataclass(frozen=True, slots=True)
class TargetForecast:
    """What the figures come to at the end of the target year, in the indicator's unit.

    `value` goes on at the pace so far; `low` and `high` are the 10th and 90th percentile, `chance`
    (0 to 1) that the printed figure reaches the target: all three only at level A. `fan` holds
    (multiple of the pace so far, value), `readings` the value by the price basis of growth.
    """

    status: LandingStatus
    value: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    fan: tuple[tuple[float, float], ...] = ()
    readings: tuple[tuple[PriceBasis, float], ...] = ()


def forecast_at_target(
    assessment: Assessment,
    indicator: Indicator,
    points: Sequence[Point],
    *,
    rates: Mapping[PriceBasis, Rates] | None = None,
) -> TargetForecast:
    """Where an assessed target lands if the city goes on as it has.

    `points` are those of the target's series, by time; only citable ones count, as in the verdict.
    `rates` are the published growth rates of `history.published_rates`, for the digital-economy
    share alone.
    """
    usable = citable(points)
    obstacle = _obstacle(assessment, indicator, usable)
    if obstacle is not None:
        return TargetForecast(obstacle)
    if indicator.indicator_id == DIGITAL_ECONOMY_SHARE:
        return _by_identity(assessment, indicator, usable, rates or {})
    if assessment.level == "C":
        return TargetForecast("one_point")
    history = _city_alone(indicator, usable)
    if assessment.level == "A":
        found = _with_band(assessment, project(history, assessment.target.year, Controls()))
        if found is not None:
            return found
    return _as_fan(assessment, history)


def _obstacle(
    assessment: Assessment, indicator: Indicator, points: Sequence[Point]
) -> LandingStatus | None:
    due = end_of_year(assessment.target.year)
    found: tuple[tuple[bool, LandingStatus], ...] = (
        (assessment.target.kind == "milestone", "milestone"),
        (assessment.reason == "tier_ended", "tier_ended"),
        (assessment.is_past, "target_past"),
        (indicator.kind in ("rank", "growth"), "met_or_not"),
        (indicator.path == "none", "no_path"),
        (not points, "without_figure"),
        (bool(points) and points[-1].t >= due, "target_date_reached"),
    )
    return next((status for is_so, status in found if is_so), None)


def _with_band(assessment: Assessment, projected: Projection) -> TargetForecast | None:
    year, threshold = assessment.target.year, assessment.threshold
    column, bands = projected.at(year), projected.bands()
    if column is None or threshold is None or bands is None or bands.city_baseline is None:
        return None
    chance = chance_of(
        projected,
        threshold,
        year,
        comparator=assessment.target.comparator,
        sense=assessment.sense,
        curve="baseline",
    )
    return TargetForecast(
        "band",
        value=float(projected.city_baseline[column]),
        low=float(bands.city_baseline.low[column]),
        high=float(bands.city_baseline.high[column]),
        chance=chance.value,
    )


def _as_fan(assessment: Assessment, history: SeriesHistory) -> TargetForecast:
    spread = fan(history, assessment.target.year, Controls())
    if spread is None or len(spread.t) < 2:
        return TargetForecast("not_drawn")
    ends = spread.city[:, -1]
    if not np.isfinite(ends).all():
        return TargetForecast("not_drawn")
    drawn = tuple((factor, float(end)) for factor, end in zip(spread.factors, ends, strict=True))
    return TargetForecast("fan", value=dict(drawn)[1.0], fan=drawn)


def _by_identity(
    assessment: Assessment,
    indicator: Indicator,
    points: Sequence[Point],
    rates: Mapping[PriceBasis, Rates],
) -> TargetForecast:
    found: list[tuple[PriceBasis, float]] = []
    for basis, known in rates.items():
        history = _city_alone(indicator, points, known)
        projected = project(history, assessment.target.year, Controls())
        column = projected.at(assessment.target.year)
        if projected.is_projected and column is not None:
            found.append((basis, float(projected.city_baseline[column])))
    return (
        TargetForecast("identity", readings=tuple(found)) if found else TargetForecast("not_drawn")
    )


def _city_alone(
    indicator: Indicator, points: Sequence[Point], rates: Rates | None = None
) -> SeriesHistory:
    """The city's own points, without units: what the verdict itself rests on."""
    return SeriesHistory(
        indicator=indicator,
        unit_codes=(),
        t=np.empty(0),
        values=np.empty((0, 0)),
        weights=np.empty(0),
        groups=(),
        city=tuple(points),
        rates=rates,
    )
