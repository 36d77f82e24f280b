"""Backtest: hide the last years of curves that are known, forecast them, count how far off.

Rolling origin (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.10;
Tashman, Int. J. Forecasting 16 (2000) 437): from every origin with three points over a year behind
it each method forecasts one, three and five years ahead, and is scored by its mean absolute error
and by how often the truth lay in its 80 % band. Never on illustrative values.

What to keep in mind: the constants of `priors` were chosen on the same reference curves, so for
those the scores of ours flatter it a little (`bench.priors` chooses on half of the countries and
scores on the other); a drift may be taken over the last 2, 3, 5 or all points and the span with the
least error is scored, which flatters the simple methods more. Windows of one curve overlap, so
intervals come from resampling whole curves, not windows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
import pandas as pd

from lib.analysis.projection.methods import METHODS, SPANS, Forecast, Method, ours, simple
from lib.analysis.projection.scale import Floats
from lib.analysis.projection.windows import (
    JUMP,
    Part,
    Windows,
    official_curves,
    reference_curves,
    reference_indicator,
    windows_of,
)
from lib.model.entities import Indicator, Series

Origin = Literal["reference", "official"]

HORIZONS: Final = (1, 3, 5)
PARTS: Final[tuple[Part, ...]] = ("clean", "filled_in", "jump")

WORSE_AT_MOST: Final = 1.05
"""The bar: the error of ours may be so many times that of the best simple method."""

COVERAGE: Final = (0.70, 0.90)
"""The bar: how much of the truth the 80 % band of ours may hold."""

_DRAWS = 1000
_SEED = 20260701
_LEAST_CURVES = 5  # curves below which resampling them says nothing
_OFFICIAL_SLACK = 0.25  # years by which an official figure may miss the horizon


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """How one method did, on one kind of window of one series, at one horizon.

    `error` is the mean absolute error in the series' own unit; `coverage` the share (0 to 1) of
    truths inside the 80 % band. Intervals resample whole curves (bootstrap, 1,000 draws, fixed
    seed) and are None below five curves. `span` is the number of last points that a drift was
    taken over, None where that is no choice (1000 means all).
    """

    origin: Origin
    series_id: str
    part: Part
    horizon: int
    method: Method
    windows: int
    curves: int
    error: float
    error_interval: Interval | None
    coverage: float
    coverage_interval: Interval | None
    span: int | None = None


def backtest(
    reference: pd.DataFrame,
    observations: pd.DataFrame,
    *,
    indicators: Mapping[str, Indicator],
    series: Mapping[str, Series],
    horizons: tuple[int, ...] = HORIZONS,
) -> tuple[Score, ...]:
    """Score every method on the reference curves and on the official series that allow it.

    `reference` and `observations` are the package's frames. Windows over filled-in years and over
    jumps are scored apart. A series without any window at a horizon has no score there.
    """
    found: list[Score] = []
    for series_id in sorted(reference["series_id"].unique()) if len(reference) else ():
        indicator = reference_indicator(reference, series_id)
        curves = reference_curves(reference, series_id)
        for horizon in horizons:
            windows = windows_of(curves, horizon, jump=JUMP)
            found += _scores("reference", series_id, indicator, windows, horizon)
    for series_id, indicator, curves in official_curves(
        observations, indicators=indicators, series=series
    ):
        jump = JUMP / 100 * indicator.cap if indicator.cap else np.inf
        for horizon in horizons:
            windows = windows_of(curves, horizon, jump=jump, slack=_OFFICIAL_SLACK)
            found += _scores("official", series_id, indicator, windows, horizon)
    return tuple(found)


def best_simple(scores: tuple[Score, ...], like: Score) -> Score | None:
    """The simple method with the least error on the same windows as `like`."""
    rivals = [
        score
        for score in scores
        if score.method != "ours"
        and (score.origin, score.series_id, score.part, score.horizon)
        == (like.origin, like.series_id, like.part, like.horizon)
    ]
    return min(rivals, key=lambda score: score.error, default=None)


def _scores(
    origin: Origin, series_id: str, indicator: Indicator, windows: Windows, horizon: int
) -> list[Score]:
    found = []
    for part in PARTS:
        chosen = windows.of(part)
        if not len(chosen):
            continue
        for method in METHODS:
            forecast, span = _forecast(method, chosen, indicator)
            found.append(_score(origin, series_id, part, horizon, method, chosen, forecast, span))
    return found


def _forecast(
    method: Method, windows: Windows, indicator: Indicator
) -> tuple[Forecast, int | None]:
    if method == "ours":
        return ours(windows, indicator), None
    if method == "last_value":
        return simple(method, windows, indicator, span=SPANS[0]), None
    tried = [(simple(method, windows, indicator, span=span), span) for span in SPANS]
    return min(tried, key=lambda one: float(np.abs(one[0].middle - windows.actual).mean()))


def _score(
    origin: Origin,
    series_id: str,
    part: Part,
    horizon: int,
    method: Method,
    windows: Windows,
    forecast: Forecast,
    span: int | None,
) -> Score:
    miss = np.abs(forecast.middle - windows.actual)
    inside = (windows.actual >= forecast.low) & (windows.actual <= forecast.high)
    return Score(
        origin=origin,
        series_id=series_id,
        part=part,
        horizon=horizon,
        method=method,
        windows=len(windows),
        curves=len(np.unique(windows.curve)),
        error=float(miss.mean()),
        error_interval=_resampled(miss, windows),
        coverage=float(inside.mean()),
        coverage_interval=_resampled(inside.astype(np.float64), windows),
        span=span,
    )


def _resampled(values: Floats, windows: Windows) -> Interval | None:
    """The 95 % interval of the mean over windows when whole curves are drawn with replacement."""
    _, number = np.unique(windows.curve, return_inverse=True)
    count = int(number.max()) + 1
    if count < _LEAST_CURVES:
        return None
    totals = np.bincount(number, values, count)
    sizes = np.bincount(number, minlength=count)
    drawn = _draws(count)
    means = (drawn @ totals) / (drawn @ sizes)
    low, high = np.quantile(means, (0.025, 0.975))
    return Interval(float(low), float(high))


@lru_cache(maxsize=8)
def _draws(count: int) -> Floats:
    """How often each of `count` curves is drawn, (draws, curves); the same at every call."""
    drawn = np.random.default_rng(_SEED).multinomial(count, [1 / count] * count, size=_DRAWS)
    return drawn.astype(np.float64)
