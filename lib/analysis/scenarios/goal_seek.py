"""Goal seek: the value of a control that brings the city, or a unit, to a target by a year.

Solved, not hunted for: a curve's value at a moment rises or falls with every control as a whole, so
there is at most one crossing, and where there is none the better end of the range says how close
the best comes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from lib.analysis.projection.projection import FittedSeries
from lib.analysis.projection.root_finding import find_root
from lib.analysis.projection.scale import Floats
from lib.analysis.rounding import printed_edge
from lib.analysis.scenarios.actions import allocate_effort
from lib.analysis.scenarios.levers import Lever, Unmoved, lever_moves, with_lever
from lib.model.entities import Controls
from lib.model.vocabulary import Comparator, Sharing

SEEKABLE: Final[dict[Lever, tuple[float, float]]] = {
    "grdp_growth": (0.0, 20.0),
    "digital_economy_growth": (0.0, 50.0),
    "employment_growth": (-5.0, 10.0),
    "population_growth": (-2.0, 5.0),
    "effort_government": (0.0, 3.0),
    "effort_economy": (0.0, 3.0),
    "effort_society": (0.0, 3.0),
    "effort_by_indicator": (0.0, 3.0),
    "start_year": (2027.0, 2030.0),
    "ramp_years": (0.0, 5.0),
    "catch_up": (0.0, 0.5),
    "ceiling": (50.0, 100.0),
}
"""Every control that has a value to be sought, and the range it is sought in unless told."""

SoughtStatus = Literal[
    "found",  # `value` is the least change that is enough
    "always",  # every value in the range is enough
    "unreachable",  # none is; `best` comes closest
    "cannot_move",  # the control cannot move the indicator; `reason` says why
    "no_curve",  # there is no figure, or the year is outside the horizon
]


@dataclass(frozen=True, slots=True)
class SeekGoal:
    """What is to be reached: `threshold` by the end of `year`, of the city or of one unit.

    `sense` is +1 if the value must be at least the threshold, −1 if at most.
    """

    threshold: float
    year: int
    sense: int = 1
    comparator: Comparator = ">="
    unit_code: str | None = None


@dataclass(frozen=True, slots=True)
class SeekResult:
    """What a control would have to be.

    `value` is the control's where the curve just meets the goal, None where none is needed or none
    is enough, as figures are printed. `best` is the value that comes closest where none is enough,
    and `missing` what is lacking then, above nought. `landing` is what the curve comes to with
    either, or as the controls stand, in the indicator's unit. `is_met` says whether the controls as
    they stand meet it.
    """

    lever: Lever
    status: SoughtStatus
    value: float | None = None
    landing: float | None = None
    best: float | None = None
    missing: float = 0.0
    is_met: bool = False
    reason: Unmoved | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """What each unit would have to do under one way of sharing the effort that the city needs.

    `effort` is the city's; `efforts` (units,) each unit's own multiple of its pace; `per_year`
    (units,) its mean change a year to the end of the goal's year in the indicator's unit, NaN
    without figures; `landings` (units,) where it comes to.
    """

    sharing: Sharing
    effort: SeekResult
    unit_codes: tuple[str, ...]
    efforts: Floats
    per_year: Floats
    landings: Floats


def seek(
    fitted: FittedSeries,
    controls: Controls,
    lever: Lever,
    goal: SeekGoal,
    *,
    between: tuple[float, float] | None = None,
) -> SeekResult:
    """What `lever` must be, all other controls as they stand, for the goal to be met.

    `between` is the range that it can be set in, `SEEKABLE`'s by default. Raises ValueError for
    a control that has no value on a scale.
    """
    if lever not in SEEKABLE:
        raise ValueError(f"lever {lever!r}: expected one of {tuple(SEEKABLE)}")
    indicator = fitted.series.indicator
    has_units = bool(np.isfinite(fitted.fit.start_value).any())
    now = landing_under(fitted, controls, goal)
    printed = printed_edge(goal.threshold, indicator, comparator=goal.comparator, sense=goal.sense)
    is_met = now is not None and goal.sense * (now - printed) >= 0
    has_people_rate = fitted.around.population_growth is not None
    reason = lever_moves(indicator, lever, has_units=has_units, has_people_rate=has_people_rate)
    if reason is not None:
        return SeekResult(lever, "cannot_move", landing=now, is_met=is_met, reason=reason)

    def landing(value: float) -> float:
        found = landing_under(fitted, with_lever(controls, lever, value, indicator), goal)
        return float("nan") if found is None else found

    low, high = SEEKABLE[lever] if between is None else between
    ends = (goal.sense * landing(low), goal.sense * landing(high))
    # What hangs on a rate that nobody published has a curve once the rate is set, and only then.
    if not np.isfinite(ends).all():
        return SeekResult(lever, "no_curve")
    if min(ends) >= goal.sense * printed:
        return SeekResult(lever, "always", landing=now, is_met=is_met)
    if max(ends) < goal.sense * printed:
        best = low if ends[0] > ends[1] else high
        missing = goal.sense * printed - max(ends)
        return SeekResult(lever, "unreachable", None, landing(best), best, missing, is_met)
    # The number itself where it can be had; a curve never comes to its cap, only to its print.
    is_exact = goal.comparator != ">" and lever != "start_year"
    is_exact = is_exact and min(ends) < goal.sense * goal.threshold <= max(ends)
    edge = goal.threshold if is_exact else printed

    def over(value: float) -> float:
        return goal.sense * (landing(value) - edge)

    value = (
        _latest(over, int(low), int(high), is_rising=ends[1] > ends[0])
        if lever == "start_year"
        else find_root(over, low, high)
    )
    return SeekResult(lever, "found", value, landing(value), is_met=is_met)


def needed_by_unit(
    fitted: FittedSeries, controls: Controls, goal: SeekGoal, *, most: float = 3.0
) -> tuple[Shares, ...]:
    """The effort that the city needs under each way of sharing, and what it asks of each unit.

    The effort is that on the indicator alone, from 0 to `most`. Where even the most is not enough,
    the units' are those of the most.
    """
    return tuple(
        _shared(fitted, controls, goal, sharing=sharing, most=most) for sharing in get_args(Sharing)
    )


def landing_under(fitted: FittedSeries, controls: Controls, goal: SeekGoal) -> float | None:
    """The value of the city, or the unit, at the end of the goal's year; None without a curve."""
    found = fitted.project(controls)
    column = found.at(goal.year)
    if column is None:
        return None
    if goal.unit_code is None:
        value = float(found.city_scenario[column])
    elif goal.unit_code in found.unit_codes:
        value = float(found.units_scenario[found.unit_codes.index(goal.unit_code), column])
    else:
        return None
    return value if np.isfinite(value) else None


def _latest(over: Callable[[float], float], low: int, high: int, *, is_rising: bool) -> float:
    """The whole value that is just enough: the last before, or the first from which, it is."""
    enough = [value for value in range(low, high + 1) if over(value) >= 0]
    return float(min(enough) if is_rising else max(enough))


def _shared(
    fitted: FittedSeries, controls: Controls, goal: SeekGoal, *, sharing: Sharing, most: float
) -> Shares:
    indicator, fit = fitted.series.indicator, fitted.fit
    ruled = with_lever(controls, "sharing", sharing, indicator)
    sought = seek(fitted, ruled, "effort_by_indicator", goal, between=(0.0, most))
    effort = controls.effort_on(indicator)
    for known in (sought.value, sought.best):
        effort = effort if known is None else known
    chosen = with_lever(ruled, "effort_by_indicator", effort, indicator)
    found = fitted.project(chosen)
    shares = np.ones(len(fit.gain))
    if effort > 1:
        shares = allocate_effort(fit.start_value, fit.gain, indicator, sharing, fitted.around)
    column = found.at(goal.year)
    lands = np.full(len(shares), np.nan) if column is None else found.units_scenario[:, column]
    years = np.nan if column is None else found.t[column] - found.t[0]
    first = found.units_scenario[:, 0] if found.t.size else lands
    per_year = (lands - first) / years if years > 0 else np.full(len(shares), np.nan)
    return Shares(
        sharing, sought, fitted.series.unit_codes, 1 + (effort - 1) * shares, per_year, lands
    )
