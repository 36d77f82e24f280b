"""The forecasting methods that the backtest sets side by side, each with its 80 % band.

The simple ones are those of Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd
ed., 5.2 and 5.5: the last value, and the drift between two points, here on three scales.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal, NamedTuple, get_args

import numpy as np

from lib.analysis.projection.curves import ahead_of, fit_rows, through
from lib.analysis.projection.fit import shock_evidence
from lib.analysis.projection.normal import Z_HIGH
from lib.analysis.projection.predictive_distribution import unit_distribution
from lib.analysis.projection.scale import Floats, from_scale, to_scale
from lib.analysis.projection.windows import Windows
from lib.model.entities import Indicator

Method = Literal["last_value", "linear", "geometric", "logistic", "ours"]
METHODS: Final[tuple[Method, ...]] = get_args(Method)
SIMPLE: Final[tuple[Method, ...]] = ("last_value", "linear", "geometric", "logistic")

SPANS: Final = (2, 3, 5, 1000)
"""How many of the last points a drift may be taken over; the most favourable is what is scored."""


class Forecast(NamedTuple):
    """A method's forecasts of every window, with the ends of its 80 % band; all (windows,)."""

    middle: Floats
    low: Floats
    high: Floats


def ours(windows: Windows, indicator: Indicator) -> Forecast:
    """What `project` does with each window's points: the same fit, curve and law."""
    fit = fit_rows(windows.t, windows.history, indicator, None)
    middle, low, high = (np.full(len(windows), np.nan) for _ in range(3))
    for ahead in np.unique(windows.ahead):
        t = np.array([0.0, ahead])
        rows = windows.ahead == ahead
        part = fit.only(rows)
        on_scale = ahead_of(part, t)
        curve = through(part.start_value, part.start_scaled, on_scale, indicator)
        band = unit_distribution(part, t, on_scale, indicator).band()
        middle[rows], low[rows], high[rows] = curve[:, 1], band.low[:, 1], band.high[:, 1]
    return Forecast(middle, low, high)


def simple(method: Method, windows: Windows, indicator: Indicator, *, span: int) -> Forecast:
    """A simple method's forecasts from the last `span` points (all that matter to its drift).

    The band is the drift model's, ±z·s·√(h(1 + h/n)) with s the root mean square of the yearly
    steps about the drift, or about nought for the last value; n are the years of the drift.
    """
    shape = replace(indicator, path=_path(method), cap=indicator.cap or 100.0)
    if method != "logistic":
        shape = replace(shape, cap=indicator.cap)
    kept = _last_points(windows.history, span)
    scaled = to_scale(kept, shape)
    last = to_scale(windows.history[:, -1], shape)
    first_t, first = _first(windows.t, scaled)
    years = np.maximum(-first_t, 1e-9)
    moves = method != "last_value"
    drift = (last - first) / years if moves else np.zeros_like(last)
    every = to_scale(windows.history, shape)
    shock = _shock(windows.t, every, about_drift=moves)
    h = windows.ahead
    sd = shock * np.sqrt(h * (1 + h / years if moves else np.ones_like(h)))
    middle = last + drift * h
    offset = windows.history[:, -1] - from_scale(last, shape)
    low, centre, high = (
        _held(from_scale(middle + z * sd, shape) + offset, indicator)
        for z in (-Z_HIGH, 0.0, Z_HIGH)
    )
    return Forecast(centre, low, high)


def _path(method: Method) -> Literal["linear", "geometric", "logistic"]:
    if method in ("geometric", "logistic"):
        return "geometric" if method == "geometric" else "logistic"
    return "linear"


def _held(values: Floats, indicator: Indicator) -> Floats:
    cap = np.inf if indicator.cap is None else indicator.cap
    return np.asarray(np.clip(values, 0.0, cap), dtype=np.float64)


def _last_points(history: Floats, span: int) -> Floats:
    known = np.isfinite(history)
    from_last = np.cumsum(known[:, ::-1], axis=1)[:, ::-1]
    return np.where(known & (from_last <= span), history, np.nan)


def _first(t: Floats, scaled: Floats) -> tuple[Floats, Floats]:
    first = np.argmax(np.isfinite(scaled), axis=1)
    return t[first], scaled[np.arange(len(scaled)), first]


def _shock(t: Floats, scaled: Floats, *, about_drift: bool) -> Floats:
    squares, freedom = shock_evidence(t, scaled)
    if about_drift:
        return np.asarray(np.sqrt(squares / np.maximum(freedom, 1.0)), dtype=np.float64)
    first_t, first = _first(t, scaled)
    total = squares + (scaled[:, -1] - first) ** 2 / np.maximum(-first_t, 1e-9)
    return np.asarray(np.sqrt(total / (freedom + 1.0)), dtype=np.float64)
