"""What a scenario does: its effect control by control, what a target still takes, who is where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from lib.analysis.city import LEAST_COVERAGE
from lib.analysis.history import SeriesHistory
from lib.analysis.identity import DIGITAL_ECONOMY_SHARE, required_part_growth
from lib.analysis.levers import LEVERS, Lever, lever_moves
from lib.analysis.printed import printed
from lib.analysis.projection import Projection, project
from lib.analysis.scale import Floats
from lib.analysis.verdict import end_of_year
from lib.model.kinds import Comparator
from lib.model.things import Controls, Indicator

SPREAD = (0.10, 0.50, 0.90)
"""The quantiles of units that a picture shows as their spread."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one changed control does to the city's value when all others stay as now."""

    lever: Lever
    alone: float


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every changed control with its effect on the city's value at the end of a year.

    All in the indicator's own unit. Effects alone need not add up to the one together, because
    the scales bend; `remainder` is the difference.
    """

    baseline: float
    scenario: float
    effects: tuple[Effect, ...]

    @property
    def together(self) -> float:
        return self.scenario - self.baseline

    @property
    def remainder(self) -> float:
        return self.together - sum(effect.alone for effect in self.effects)


@dataclass(frozen=True, slots=True)
class Need:
    """What it takes to bring the city to a target by the end of its year.

    `per_year` is the mean change a year in the indicator's unit from the last figure on;
    `part_growth` the growth of the digital economy in per cent a year, for its share alone.
    """

    per_year: float
    part_growth: float | None = None


def changed(controls: Controls) -> tuple[Lever, ...]:
    """The levers that differ from "continue as now", in their fixed order."""
    as_now = Controls()
    names = {field.name for field in fields(Controls)}
    return tuple(
        lever
        for lever in LEVERS
        if lever in names and getattr(controls, lever) != getattr(as_now, lever)
    )


def ledger(
    series: SeriesHistory, projection: Projection, controls: Controls, *, horizon: int
) -> Ledger | None:
    """The effect of each changed control alone and of all together; None without a city curve.

    `projection` is that of `series` under `controls`. Each changed control that can move the
    indicator is set on the baseline by itself, one projection for each; the others have no effect.
    """
    if not projection.t.size or not np.isfinite(projection.city_scenario[-1]):
        return None
    baseline = float(projection.city_baseline[-1])
    scenario = float(projection.city_scenario[-1])
    moving = [one for one in changed(controls) if lever_moves(series.indicator, one) is None]

    def landing(lever: Lever) -> float:
        if lever not in moving:
            return baseline
        if len(moving) == 1:
            return scenario
        only = replace(Controls(), **{lever: getattr(controls, lever)})
        return float(project(series, horizon, only).city_scenario[-1])

    effects = tuple(Effect(lever, landing(lever) - baseline) for lever in changed(controls))
    return Ledger(baseline, scenario, effects)


def need(
    series: SeriesHistory,
    projection: Projection,
    threshold: float,
    *,
    year: int,
    grdp_growth: float,
) -> Need | None:
    """What takes the city from its last figure to `threshold` by the end of `year`.

    None when there is no figure or no time left. `grdp_growth` (per cent a year) counts for the
    digital-economy share only: 17.34 to 40 in five years at 8.16 needs 27.84.
    """
    if not projection.t.size or not np.isfinite(projection.city_baseline[0]):
        return None
    start, value = float(projection.t[0]), float(projection.city_baseline[0])
    years = end_of_year(year) - start
    if years <= 0:
        return None
    growth = None
    if series.indicator.indicator_id == DIGITAL_ECONOMY_SHARE:
        growth = required_part_growth(value, threshold, years=years, whole_growth=grdp_growth)
    return Need((threshold - value) / years, growth)


def meets(
    value: float, threshold: float, indicator: Indicator, *, comparator: Comparator, sense: int
) -> bool:
    """Whether a value meets a target's number, both at printed precision."""
    gap = sense * (printed(threshold, indicator) - printed(value, indicator))
    return gap < 0 if comparator == ">" else gap <= 0


def first_year(
    t: Floats,
    curve: Floats,
    threshold: float,
    indicator: Indicator,
    *,
    comparator: Comparator,
    sense: int,
) -> int | None:
    """The first year at whose end the curve meets the target and stays there to its own end."""
    found: int | None = None
    for moment, value in zip(t[::-1].tolist(), curve[::-1].tolist(), strict=True):
        if not meets(value, threshold, indicator, comparator=comparator, sense=sense):
            break
        found = int(np.ceil(moment - 1e-9)) - 1
    return found


def spread(values: Floats, *, quantiles: Sequence[float] = SPREAD) -> Floats:
    """Quantiles over units at each time, (quantiles, times): how units differ, not how sure we are.

    Units count alike whatever their size; a time at which no unit has a value gives NaN.
    """
    found = np.full((len(quantiles), values.shape[1]), np.nan)
    known = np.isfinite(values).any(axis=0)
    if known.any():
        found[:, known] = np.nanquantile(values[:, known], quantiles, axis=0)
    return found


def mean_over_units(series: SeriesHistory) -> tuple[Floats, Floats]:
    """Times and population-weighted means where units with a value hold 80 % of the people."""
    known = np.isfinite(series.values)
    total = float(series.weights.sum())
    if not known.size or total <= 0:
        return np.empty(0), np.empty(0)
    weight = series.weights @ known
    mean = series.weights @ np.where(known, series.values, 0.0) / np.maximum(weight, 1e-300)
    covered = weight / total >= LEAST_COVERAGE
    return series.t[covered], np.asarray(mean[covered], dtype=np.float64)
