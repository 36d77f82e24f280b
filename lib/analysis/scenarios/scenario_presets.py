"""Ready-made scenarios that have to be worked out: every target reached, the best pace for all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE
from lib.analysis.projection.projection import FittedSeries
from lib.analysis.scenarios.goal_seek import SeekGoal, SeekResult, landing_under, seek
from lib.analysis.scenarios.levers import Lever, with_lever
from lib.model.entities import Controls

MOST_EFFORT: Final = 3.0
MOST_GROWTH: Final = 50.0
"""As far as the controls go: three times the pace, per cent a year."""

_EFFORT_STEP: Final = 0.05
_GROWTH_STEP: Final = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class PresetTarget:
    """A target to be reached: of which series, and what."""

    series_id: str
    fitted: FittedSeries
    goal: SeekGoal


@dataclass(frozen=True, slots=True)
class UnreachedTarget:
    """A target that no setting of the controls reaches, and how close the best comes."""

    series_id: str
    sought: SeekResult


@dataclass(frozen=True, slots=True)
class Preset:
    """Controls, and the targets that they do not reach."""

    controls: Controls
    missed: tuple[UnreachedTarget, ...] = ()


def every_target(wanted: Iterable[PresetTarget]) -> Preset:
    """The least effort on each indicator that reaches its target, the pillars' own as now.

    The digital economy's share, which effort does not move, gets the growth that it takes. Each is
    solved by itself and rounded up to a step of its control; an indicator wanted twice gets the
    larger. What is out of reach is set to the best that can be, if that is better than now, and
    told; what cannot be projected is left out.
    """
    controls, missed = Controls(), []
    for one in wanted:
        indicator = one.fitted.series.indicator
        is_share = indicator.indicator_id == DIGITAL_ECONOMY_SHARE
        lever: Lever = "digital_economy_growth" if is_share else "effort_by_indicator"
        most, step = (MOST_GROWTH, _GROWTH_STEP) if is_share else (MOST_EFFORT, _EFFORT_STEP)
        found = seek(one.fitted, Controls(), lever, one.goal, between=(0.0, most))
        if not one.fitted.project(Controls()).is_projected:
            continue  # one figure, a rank, a rate that nobody published: no telling what is reached
        if not found.is_met and found.status != "found":
            missed.append(UnreachedTarget(one.series_id, found))
        asked = found.value if found.status == "found" else found.best
        as_now = landing_under(one.fitted, Controls(), one.goal)
        if found.is_met or asked is None or found.landing == as_now:
            continue
        least = controls.digital_economy_growth or 0.0
        before = least if is_share else controls.effort_on(indicator)
        value = max(before, min(_up(asked, step), most))
        controls = with_lever(controls, lever, value, indicator)
    return Preset(controls, tuple(missed))


def best_pace(every: Sequence[FittedSeries]) -> Controls:
    """The effort on each indicator with which its units go, on the mean, at their groups' best.

    In full effect Σ w(d·pace + (e − 1)·gain) = Σ w·best, best being the quickest pace among the
    units of a group that have one of their own. To the nearest step, at most `MOST_EFFORT`.
    """
    controls = Controls()
    for fitted in every:
        effort = _to_the_best(fitted)
        if effort > 1:
            indicator = fitted.series.indicator
            controls = with_lever(controls, "effort_by_indicator", effort, indicator)
    return controls


def _to_the_best(fitted: FittedSeries) -> float:
    fit, d = fitted.fit, fitted.series.indicator.d
    own = np.array([status == "ok" for status in fit.status], dtype=bool)
    gains = np.flatnonzero(np.isfinite(fit.start_scaled) & (fit.gain != 0))
    labels = np.array([group or "" for group in fitted.series.groups], dtype=object)
    weights, pace, gain = fitted.series.weights, d * fit.pace, d * fit.gain
    best = np.array([pace[own & (labels == labels[row])].max(initial=pace[row]) for row in gains])
    given = (weights[gains] * gain[gains]).sum()
    if not given > 0:
        return 1.0
    effort = 1 + float((weights[gains] * (best - pace[gains])).sum() / given)
    return min(round(round(effort / _EFFORT_STEP) * _EFFORT_STEP, 4), MOST_EFFORT)


def _up(value: float, step: float) -> float:
    """The next step at or above a value; a crossing found a hair above a step is on it."""
    return round(math.ceil(value / step - 1e-6) * step, 4)
