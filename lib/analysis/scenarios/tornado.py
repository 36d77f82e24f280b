"""The tornado: one step of each control, and how far it moves where the city lands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, get_args

import numpy as np

from lib.analysis.projection.identity_projection import implied_employment_growth
from lib.analysis.projection.projection import FittedSeries
from lib.analysis.scenarios.goal_seek import SEEKABLE
from lib.analysis.scenarios.levers import LEVERS, Lever, idle, lever_moves, with_lever
from lib.model.entities import Controls
from lib.model.vocabulary import Sharing

STEPS: Final[dict[Lever, float]] = {
    "grdp_growth": 1.0,
    "digital_economy_growth": 1.0,
    "employment_growth": 1.0,
    "population_growth": 1.0,
    "effort_government": 0.25,
    "effort_economy": 0.25,
    "effort_society": 0.25,
    "effort_by_indicator": 0.25,
    "start_year": 1.0,
    "ramp_years": 1.0,
    "catch_up": 0.05,
    "ceiling": 5.0,
}
"""One step of each control, in its own unit: a point of growth, a quarter of the pace, a year."""


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """What one step of a control, down and up, makes of the city's value.

    `value` is where the control stands, `low` and `high` where it goes (held in its range), and
    `at_low` and `at_high` what the city comes to then, in the indicator's unit. Of the ways of
    sharing, the two that do not hold.
    """

    lever: Lever
    value: float | str
    low: float | str
    high: float | str
    at_low: float
    at_high: float

    @property
    def swing(self) -> float:
        return abs(self.at_high - self.at_low)


def tornado(fitted: FittedSeries, controls: Controls, *, year: int) -> tuple[TornadoBar, ...]:
    """A bar for every control that can move the indicator, the longest first.

    Each step is from where the controls stand, the others held there. Of the effort on the
    indicator alone and that of its pillar, the one that it goes by. Empty without
    a city curve at the end of `year`.
    """
    column = fitted.project(controls).at(year)
    if column is None:
        return ()

    def landing(lever: Lever, value: float | str) -> float:
        chosen = with_lever(controls, lever, value, fitted.series.indicator)
        return float(fitted.project(chosen).city_scenario[column])

    bars = []
    for lever in _moving(fitted, controls):
        value = standing(fitted, controls, lever)
        low, high = _step(lever, value)
        bars.append(TornadoBar(lever, value, low, high, landing(lever, low), landing(lever, high)))
    known = [bar for bar in bars if np.isfinite(bar.swing)]
    return tuple(sorted(known, key=lambda bar: -bar.swing))


def standing(fitted: FittedSeries, controls: Controls, lever: Lever) -> float | str:
    """Where a control stands: what it is set to, or what "as now" means for it."""
    if lever == "effort_by_indicator":
        return controls.effort_on(fitted.series.indicator)
    chosen = getattr(controls, lever)
    if chosen is not None:
        return chosen if isinstance(chosen, str) else float(chosen)
    return 100.0 if lever == "ceiling" else _published(fitted, lever)


def _published(fitted: FittedSeries, lever: Lever) -> float:
    """The published rate that an assumption goes by when it is not set."""
    series, rates = fitted.series, fitted.series.rates
    if rates is None:
        return 0.0
    last = series.city[-1].value if series.city else None
    published = {
        "grdp_growth": rates.grdp_growth,
        "digital_economy_growth": rates.digital_economy_growth,
        "employment_growth": implied_employment_growth(rates, last),
    }.get(lever, fitted.around.population_growth)
    return float("nan") if published is None else published


def _moving(fitted: FittedSeries, controls: Controls) -> list[Lever]:
    indicator = fitted.series.indicator
    has_own = indicator.pillar == "general" or any(
        each == indicator.indicator_id for each, _effort in controls.effort_by_indicator
    )
    has_units = bool(np.isfinite(fitted.fit.start_value).any())
    own: Lever = "effort_by_indicator"
    has_people_rate = fitted.around.population_growth is not None
    return [
        lever
        for lever in LEVERS
        if (has_own or lever != own)
        and idle(controls, lever, indicator) in (None, "no_effort", "no_more_effort")
        and lever_moves(indicator, lever, has_units=has_units, has_people_rate=has_people_rate)
        is None
    ]


def _step(lever: Lever, value: float | str) -> tuple[float | str, float | str]:
    if isinstance(value, str):
        others = [one for one in get_args(Sharing) if one != value]
        return others[0], others[1]
    low, high = SEEKABLE[lever]
    step = STEPS[lever]
    return max(value - step, min(low, value)), min(value + step, max(high, value))
