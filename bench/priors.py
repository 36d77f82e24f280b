"""Where the constants of `projection.priors` come from. `python -m bench.priors` prints it all.

Everything is worked out from the reference class, filled-in years left out.
"""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import numpy as np

from lib.analysis.projection.backtest import HORIZONS
from lib.analysis.projection.curves import damped_years
from lib.analysis.projection.fit import shock_evidence, slopes
from lib.analysis.projection.methods import ours
from lib.analysis.projection.priors import DAMPING, HALF_LIFE, PRIOR_FREEDOM
from lib.analysis.projection.scale import Floats, from_scale, to_scale
from lib.analysis.projection.windows import (
    JUMP,
    ReferenceCurve,
    Windows,
    reference_curves,
    reference_indicator,
    windows_of,
)
from lib.data.package import Dataset, load
from lib.data.paths import default_root
from lib.model.entities import Indicator

HALF_LIVES = (0.5, 0.7, 1.0, 1.5, 3.0)
DAMPINGS = (1.0, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6)


def own_shocks(curves: tuple[ReferenceCurve, ...], scale: Callable[[Floats], Floats]) -> Floats:
    """Each curve's own standard deviation of a yearly shock, on a scale."""
    found = []
    for curve in curves:
        value = np.where(curve.filled, np.nan, curve.value)
        squares, freedom = shock_evidence(curve.t, scale(value)[None])
        if freedom[0] > 1:
            found.append(float(np.sqrt(squares[0] / freedom[0])))
    return np.array(found)


def common_share(curves: tuple[ReferenceCurve, ...], scale: Callable[[Floats], Floats]) -> float:
    """The part of the variance of yearly steps that a year's curves share (one-way ANOVA)."""
    years = np.unique(np.concatenate([curve.t for curve in curves]))
    table = np.full((len(curves), len(years)), np.nan)
    for row, curve in enumerate(curves):
        known = np.where(curve.filled, np.nan, curve.value)
        table[row, np.searchsorted(years, curve.t)] = scale(known)
    steps = np.diff(table, axis=1)
    steps -= np.nanmean(steps, axis=1, keepdims=True)
    steps = steps[:, np.isfinite(steps).sum(axis=0) >= 10]
    size = np.isfinite(steps).sum(axis=0)
    mean = np.nanmean(steps, axis=0)
    within = np.nansum((steps - mean) ** 2) / (size - 1).sum()
    between = (size * (mean - np.nanmean(steps)) ** 2).sum() / (len(size) - 1)
    typical = (size.sum() - (size**2).sum() / size.sum()) / (len(size) - 1)
    return float((between - within) / (between + (typical - 1) * within))


def fastest(curves: tuple[ReferenceCurve, ...], *, years: float = 3.0, least: float = 1.0) -> float:
    """The steepest growth on the log over some years of any curve that stood at `least` or more."""
    found: list[float] = []
    for curve in curves:
        apart = curve.t - curve.t[:, None]
        first, last = np.nonzero((np.abs(apart - years) < 1e-6) & (curve.value >= least)[:, None])
        found += (np.log(curve.value[last] / curve.value[first]) / years).tolist()
    return max(found)


def misses(windows: Windows, indicator: Indicator, half_life: float, damping: float) -> Floats:
    """Forecast less truth at a half-life and a damping, one a window."""
    scaled = to_scale(windows.history, indicator)
    pace = slopes(windows.t, scaled, half_life=half_life).pace
    last = scaled[:, -1]
    gone = damped_years(windows.ahead, np.full(len(windows), -np.log(damping)))
    offset = windows.history[:, -1] - from_scale(last, indicator)
    return np.asarray(from_scale(last + pace * gone, indicator) + offset - windows.actual)


def show_grid(curves: tuple[ReferenceCurve, ...], indicator: Indicator) -> None:
    """Mean absolute error by half-life and damping, at each horizon."""
    every = [windows_of(curves, h, jump=JUMP).of("clean") for h in HORIZONS]
    print(f"\n{indicator.indicator_id}: mean absolute error at {HORIZONS} years")
    for half_life in HALF_LIVES:
        for damping in DAMPINGS:
            errors = [np.abs(misses(w, indicator, half_life, damping)).mean() for w in every]
            print(f"  half-life {half_life}, damping {damping}:", *(f"{e:.3f}" for e in errors))
    for damping in (1.0, DAMPING):
        high = [w.history[:, -1] >= 20 for w in every]
        bias = [
            misses(w, indicator, HALF_LIFE, damping)[h].mean()
            for w, h in zip(every, high, strict=True)
        ]
        print(f"  bias from 20 up, damping {damping}:", *(f"{b:+.2f}" for b in bias))


def show_halves(curves: tuple[ReferenceCurve, ...], indicator: Indicator) -> None:
    """Choose on every other country, score on the rest."""
    print("\nChosen on half of the countries, scored on the other half; the constants beside it")
    for half in (0, 1):
        every = [windows_of(curves, h, jump=JUMP).of("clean") for h in HORIZONS]
        mine = [w.curve % 2 == half for w in every]
        scale = [np.abs(w.history[:, -1] - w.actual).mean() for w in every]

        def relative(half_life: float, damping: float) -> float:
            parts = zip(every, mine, scale, strict=True)  # noqa: B023 - used in this turn only
            return sum(
                float(np.abs(misses(w, indicator, half_life, damping))[m].mean() / s)
                for w, m, s in parts
            )

        best = min(((a, b) for a in HALF_LIVES for b in DAMPINGS), key=lambda pair: relative(*pair))
        for name, pair in (("chosen", best), ("constants", (HALF_LIFE, DAMPING))):
            other = [
                np.abs(misses(w, indicator, *pair))[~m].mean()
                for w, m in zip(every, mine, strict=True)
            ]
            print(f"  {name} {pair}:", *(f"{e:.3f}" for e in other))


def show_coverage(curves: tuple[ReferenceCurve, ...], indicator: Indicator) -> None:
    """Coverage of the 80 % band as the prior's degrees of freedom vary."""
    print(
        f"\n{indicator.indicator_id}: coverage of the 80 % band by degrees of freedom of the prior"
    )
    for freedom in (2.0, PRIOR_FREEDOM, 8.0):

        def weighed(prior: Floats, squares: Floats, count: Floats, nu: float = freedom) -> Floats:
            return np.asarray((nu * prior**2 + squares) / (nu + count))

        shares = []
        with patch("lib.analysis.projection.curves.own_shock", weighed):
            for horizon in HORIZONS:
                windows = windows_of(curves, horizon, jump=JUMP).of("clean")
                found = ours(windows, indicator)
                inside = (windows.actual >= found.low) & (windows.actual <= found.high)
                shares.append(inside.mean())
        print(f"  {freedom:.0f}:", *(f"{share:.3f}" for share in shares))


def main() -> None:
    """Print every figure that `priors` quotes."""
    package: Dataset = load(default_root())
    for series_id in ("internet_users", "fixed_broadband_per_100"):
        curves = reference_curves(package.reference, series_id)
        indicator = reference_indicator(package.reference, series_id)
        largest = np.array([curve.value.max() for curve in curves])

        def scaled(values: Floats, of: Indicator = indicator) -> Floats:
            return to_scale(values, of)

        print(f"\n{series_id}: yearly shock, median over countries")
        print(f"  own scale {np.median(own_shocks(curves, scaled)):.3f}")
        plain = own_shocks(curves, lambda values: values)
        print(f"  as it is {np.median(plain):.3f}, of the largest {np.median(plain / largest):.3f}")
        high = own_shocks(curves, lambda values: np.log(np.where(values > 10, values, np.nan)))
        print(f"  on the log, above 10: {np.median(high):.3f}")
        print(f"  fastest growth over three years, on the log: {fastest(curves):.2f} a year")
        print(f"  common to all countries: {common_share(curves, scaled):.3f}")
        show_grid(curves, indicator)
        show_coverage(curves, indicator)
        if indicator.path == "logistic":
            show_halves(curves, indicator)


if __name__ == "__main__":
    main()
