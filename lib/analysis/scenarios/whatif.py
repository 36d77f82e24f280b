"""What a scenario does: its effect control by control, what a target still takes, who is where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lib.analysis.progress.verdict import end_of_year
from lib.analysis.projection.history import SeriesHistory
from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE
from lib.analysis.projection.projection import Projection, fit_series
from lib.analysis.projection.scale import Floats
from lib.analysis.rounding import meets
from lib.analysis.scenarios.levers import LEVERS, Lever, assumptions_of, lever_moves
from lib.analysis.scenarios.needed import needed_change, needed_growth
from lib.analysis.units.city import LEAST_COVERAGE
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import Comparator

SPREAD = (0.10, 0.50, 0.90)
"""The quantiles of units that a picture shows as their spread."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one changed control does to the city's value.

    `alone` when all others stay as now; `within` what the scenario would lose without it, which is
    where a later start or another way of sharing shows, that do nothing by themselves.
    """

    lever: Lever
    alone: float
    within: float


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every changed control with its effect on the city's value at the end of a year.

    All in the indicator's own unit. `assumed` is the baseline as the changed assumptions alone
    would have it. Effects alone need not add up to the one together, because the scales bend;
    `remainder` is the difference.
    """

    baseline: float
    assumed: float
    scenario: float
    effects: tuple[Effect, ...]

    @property
    def together(self) -> float:
        return self.scenario - self.baseline

    @property
    def by_assumptions(self) -> float:
        """What the assumptions do, before any action."""
        return self.assumed - self.baseline

    @property
    def by_actions(self) -> float:
        """What the actions do on top of the assumptions."""
        return self.scenario - self.assumed

    @property
    def remainder(self) -> float:
        return self.together - sum(effect.alone for effect in self.effects)


@dataclass(frozen=True, slots=True)
class RequiredChange:
    """What it takes to bring the city to a target by the end of its year.

    `per_year` is the mean change a year in the indicator's unit from the last figure on;
    `part_growth` the growth of the digital economy in per cent a year, for its share alone.
    """

    per_year: float
    part_growth: float | None = None


def changed(controls: Controls) -> tuple[Lever, ...]:
    """The levers that differ from "continue as now", in their fixed order."""
    as_now = Controls()
    return tuple(one for one in LEVERS if getattr(controls, one) != getattr(as_now, one))


def attribute_effects(
    series: SeriesHistory, projection: Projection, controls: Controls, *, horizon: int
) -> Ledger | None:
    """The effect of each changed control alone, within the scenario, and of all together.

    `projection` is that of `series` under `controls`. Each changed control that can move the
    indicator is set on the baseline by itself, and taken back from the scenario by itself; the
    others have no effect. None without a city curve, as now or under the controls.
    """
    if not projection.t.size or not np.isfinite(projection.city_scenario[-1]):
        return None
    if not np.isfinite(projection.city_baseline[-1]):
        return None
    fitted = fit_series(series, horizon)
    baseline, scenario = float(projection.city_baseline[-1]), float(projection.city_scenario[-1])
    has_units = bool(np.isfinite(projection.units_baseline).any())
    has_people_rate = fitted.around.population_growth is not None
    is_moving = {
        one: lever_moves(
            series.indicator, one, has_units=has_units, has_people_rate=has_people_rate
        )
        is None
        for one in changed(controls)
    }

    def landing(chosen: Controls) -> float:
        if chosen in (Controls(), controls):
            return baseline if chosen == Controls() else scenario
        return float(fitted.project(chosen).city_scenario[-1])

    def effect(lever: Lever) -> Effect:
        if not is_moving[lever]:
            return Effect(lever, 0.0, 0.0)
        as_now, set_to = getattr(Controls(), lever), getattr(controls, lever)
        only: Any = {lever: set_to}
        back: Any = {lever: as_now}
        return Effect(
            lever,
            landing(replace(Controls(), **only)) - baseline,
            scenario - landing(replace(controls, **back)),
        )

    moving = [lever for lever, moves in is_moving.items() if moves]
    if len(moving) == 1:  # whatever else is changed cannot move it, so it is all there is
        whole = Effect(moving[0], scenario - baseline, scenario - baseline)
        effects = tuple(whole if one == moving[0] else Effect(one, 0.0, 0.0) for one in is_moving)
    else:
        effects = tuple(effect(lever) for lever in is_moving)
    return Ledger(baseline, landing(assumptions_of(controls)), scenario, effects)


def required_change(
    series: SeriesHistory,
    projection: Projection,
    threshold: float,
    *,
    year: int,
    grdp_growth: float,
    comparator: Comparator = ">=",
    sense: int = 1,
) -> RequiredChange | None:
    """What takes the city from its last figure to `threshold` by the end of `year`, rounded up.

    None when there is no figure or no time left. `grdp_growth` (per cent a year) counts for the
    digital-economy share only: 17.34 to over 40 in five years at 8.16 needs 27.85.
    """
    if not projection.t.size or not np.isfinite(projection.city_baseline[0]):
        return None
    start, value = float(projection.t[0]), float(projection.city_baseline[0])
    indicator, years = series.indicator, end_of_year(year) - start
    if years <= 0:
        return None
    growth = None
    if indicator.indicator_id == DIGITAL_ECONOMY_SHARE:
        growth = needed_growth(
            value,
            threshold,
            indicator,
            years=years,
            whole_growth=grdp_growth,
            comparator=comparator,
        )
    change = needed_change(
        value, threshold, indicator, years=years, comparator=comparator, sense=sense
    )
    return RequiredChange(change, growth)


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
