"""Is the pace that a target needs one that has ever been seen?

The required pace is set among those of observed windows of the same length that started at a
similar level: of the reference class (adoption by country), named as such, and of Hà Nội's own
official series where there are enough. "Reference class forecasting": Kahneman & Tversky 1979;
Flyvbjerg, Project Management Journal 37 (2006) 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from lib.analysis.projection.scale import Floats
from lib.analysis.projection.windows import (
    JUMP,
    ReferenceCurve,
    official_curves,
    reference_curves,
    reference_indicator,
)
from lib.model.entities import Indicator, Series

LEAST_WINDOWS: Final = 20
"""Observed windows below which no percentile is given."""

Basis = Literal["reference", "official"]
RealismStatus = Literal[
    "ok",
    "not_comparable",  # no share with a cap, or less is better: the class holds neither
    "not_needed",  # the target is reached, or no time is left
    "too_few_windows",
]

_NEARNESS = (5.0, 10.0)  # per cent of the cap, tried in turn until there are windows enough
_LONGEST = 10
_SLACK = 0.25  # years by which an official window's length may differ


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """Every observed window of one basis, all (windows,).

    `start` is the level it began at and `pace` its change a year, both in per cent of the cap;
    `years` its length; `curve` numbers the curve.
    """

    basis: Basis
    start: Floats
    pace: Floats
    years: Floats
    curve: Floats


@dataclass(frozen=True, slots=True)
class Realism:
    """`percentile` (0 to 100): the share of similar windows that were slower than is needed.

    `pace` is what is needed, in per cent of the cap a year, over `years` whole years. `low` and
    `high` bound the levels that count as similar; `windows` and `curves` are how many there were.
    """

    status: RealismStatus
    basis: Basis
    percentile: float | None = None
    pace: float | None = None
    years: int | None = None
    low: float | None = None
    high: float | None = None
    windows: int = 0
    curves: int = 0


def observed_reference(reference: pd.DataFrame) -> Observed:
    """The windows of every reference series that is a share; make it once a data version."""
    curves: list[tuple[ReferenceCurve, float]] = []
    for series_id in sorted(reference["series_id"].unique()) if len(reference) else ():
        if reference_indicator(reference, series_id).cap:
            curves += [(curve, 100.0) for curve in reference_curves(reference, series_id)]
    return _observed("reference", curves)


def observed_official(
    observations: pd.DataFrame,
    *,
    indicators: Mapping[str, Indicator],
    series: Mapping[str, Series],
) -> Observed:
    """The windows of Hà Nội's official series with a cap where more is better."""
    curves: list[tuple[ReferenceCurve, float]] = []
    for _, indicator, found in official_curves(observations, indicators=indicators, series=series):
        if indicator.cap and indicator.direction == "up":
            curves += [(curve, indicator.cap) for curve in found]
    return _observed("official", curves)


def realism(
    observed: Observed, indicator: Indicator, *, value: float, threshold: float, years: float
) -> Realism:
    """Where the pace from `value` to `threshold` in `years` lies among similar observed windows.

    Windows have that length in whole years (1 to 10) and started within 5 % of the cap of `value`,
    or 10 % where there are under 20 so near. Below 20 no percentile is given.
    """
    basis = observed.basis
    if not indicator.cap or indicator.direction == "down" or indicator.kind in ("rank", "growth"):
        return Realism("not_comparable", basis)
    if not np.isfinite([value, threshold, years]).all():
        return Realism("not_comparable", basis)
    if years <= 0 or threshold <= value:
        return Realism("not_needed", basis)
    length = int(np.clip(round(years), 1, _LONGEST))
    level, pace = 100 * value / indicator.cap, 100 * (threshold - value) / indicator.cap / years
    alike = np.abs(observed.years - length) <= _SLACK
    near = alike & (np.abs(observed.start - level) <= _NEARNESS[0])
    reach = _NEARNESS[0]
    if near.sum() < LEAST_WINDOWS:
        reach = _NEARNESS[1]
        near = alike & (np.abs(observed.start - level) <= reach)
    count, curves = int(near.sum()), len(np.unique(observed.curve[near]))
    enough = count >= LEAST_WINDOWS
    return Realism(
        "ok" if enough else "too_few_windows",
        basis,
        percentile=float(100 * (observed.pace[near] < pace).mean()) if enough else None,
        pace=float(pace),
        years=length,
        low=max(level - reach, 0.0),
        high=min(level + reach, 100.0),
        windows=count,
        curves=curves,
    )


def _observed(basis: Basis, curves: Iterable[tuple[ReferenceCurve, float]]) -> Observed:
    """Every pair of points a whole number of years apart, but for jumps and filled-in years."""
    rows: list[tuple[float, float, float, float]] = []
    for number, (curve, cap) in enumerate(curves):
        level = 100 * curve.value / cap
        jumps = np.concatenate([[0], np.cumsum(np.abs(np.diff(level)) > JUMP)])
        filled = np.concatenate([[0], np.cumsum(curve.filled)])
        for first in range(len(level)):
            years = curve.t[first + 1 :] - curve.t[first]
            whole = np.abs(years - np.round(years)) <= _SLACK
            usable = whole & (years >= 1 - _SLACK) & (years <= _LONGEST + _SLACK)
            usable &= jumps[first + 1 :] == jumps[first]
            usable &= filled[first + 2 :] == filled[first]
            for step in np.flatnonzero(usable).tolist():
                pace = (level[first + 1 + step] - level[first]) / years[step]
                rows.append((level[first], pace, years[step], number))
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 4)
    return Observed(basis, table[:, 0], table[:, 1], table[:, 2], table[:, 3])
