"""Where should we be today? The way from the baseline to the target, and how far off it we are.

The first of the two questions of the UN regional commissions' progress reports (ESCAP's "current
status"); the second, where we will land, is the projection's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from lib.analysis.progress.pace import (
    Moment,
    PaceStatus,
    Shape,
    goal_on,
    scale_obstacle,
)
from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment, end_of_year
from lib.model.entities import Indicator
from lib.model.period import decimal_year

StandingStatus = (
    PaceStatus
    | Literal[
        "milestone",
        "without_figure",
        "met_or_not",  # ranks and growth rates have no way to go
        "no_path",
        "one_point",  # it is the baseline itself: the way is known, the place on it is not
        "tier_ended",
        "target_past",
    ]
)
Beyond = Literal["before_the_start", "beyond_the_target_date"]

_LEAST_DISTANCE: Final = 1e-9
"""Of the target's value: a shorter way is what arithmetic leaves of none."""


@dataclass(frozen=True, slots=True)
class ScheduleStatus:
    """The last figure beside the path from (t0, y0) to (T, yT) in the indicator's own shape.

    `status` is "ok" where there is a lead. `lead` is d·(y − path at the figure's own time) in the
    indicator's unit and `months` 12·(t_path(y) − t): both above nought when early, below when late.
    Where the figure lies off the path's ends `months` is None and `beyond` the words for it.
    `path_at_last` and `path_today` are the path's values then and now, None outside [t0, T].
    """

    status: StandingStatus
    shape: Shape | None = None
    start: Moment | None = None
    goal: Moment | None = None
    last: Point | None = None
    path_at_last: float | None = None
    path_today: float | None = None
    lead: float | None = None
    months: float | None = None
    beyond: Beyond | None = None


def schedule_status(
    assessment: Assessment, indicator: Indicator, *, today: date | None = None
) -> ScheduleStatus:
    """Where the last figure of an assessed target stands on the way to it.

    A target at the cap stands half a per cent of the cap inside it on the logit, as for R.
    """
    obstacle = _without_path(assessment, indicator)
    start, last, threshold = assessment.baseline, assessment.last, assessment.threshold
    if obstacle is not None or start is None or last is None or threshold is None:
        return ScheduleStatus(obstacle or "without_figure", last=last)
    shape: Shape = "linear" if indicator.path == "none" else indicator.path
    end, _ = goal_on(shape, threshold, indicator.cap)
    begin, goal = (start.t, start.value), (end_of_year(assessment.target.year), end)
    status = _obstacle(shape, begin, goal, last, indicator, assessment.sense)
    if status not in ("ok", "one_point"):
        return ScheduleStatus(status, shape, begin, goal, last)
    now = None if today is None else decimal_year(today)
    known = {
        "path_at_last": path_value(shape, begin, goal, last.t, cap=indicator.cap),
        "path_today": None
        if now is None
        else path_value(shape, begin, goal, now, cap=indicator.cap),
    }
    if status == "one_point" or known["path_at_last"] is None:
        return ScheduleStatus(status, shape, begin, goal, last, path_today=known["path_today"])
    lead = assessment.sense * (last.value - known["path_at_last"])
    moment = path_moment(shape, begin, goal, last.value, cap=indicator.cap, sense=assessment.sense)
    beyond = moment if isinstance(moment, str) else None
    months = None if isinstance(moment, str) else 12 * (moment - last.t)
    return ScheduleStatus(
        "ok", shape, begin, goal, last, lead=lead, months=months, beyond=beyond, **known
    )


def path_value(
    shape: Shape, start: Moment, goal: Moment, t: float, *, cap: float | None
) -> float | None:
    """The path's value at `t`; None outside [t0, T].

    Linear y0 + (yT − y0)·x, geometric y0·(yT/y0)^x, logistic the same on L(y) = ln(y/(K − y)), x
    being (t − t0)/(T − t0). Both ends must lie where the shape is defined.
    """
    if not start[0] <= t <= goal[0] or goal[0] <= start[0]:
        return None
    part = (t - start[0]) / (goal[0] - start[0])
    low, high = _on_scale(shape, start[1], cap), _on_scale(shape, goal[1], cap)
    return _off_scale(shape, low + (high - low) * part, cap)


def path_moment(
    shape: Shape, start: Moment, goal: Moment, value: float, *, cap: float | None, sense: int
) -> float | Beyond:
    """When the path reaches `value`, in decimal years; words where it never does in [t0, T]."""
    if sense * (value - start[1]) < 0:
        return "before_the_start"
    if sense * (value - goal[1]) > 0:
        return "beyond_the_target_date"
    low, high = _on_scale(shape, start[1], cap), _on_scale(shape, goal[1], cap)
    part = (_on_scale(shape, value, cap) - low) / (high - low)
    return start[0] + part * (goal[0] - start[0])


def _without_path(assessment: Assessment, indicator: Indicator) -> StandingStatus | None:
    if assessment.target.kind == "milestone":
        return "milestone"
    if assessment.reason == "tier_ended":
        return "tier_ended"
    if indicator.kind in ("rank", "growth"):
        return "met_or_not"
    if indicator.path == "none":
        return "no_path"
    return "target_past" if assessment.is_past else None


def _obstacle(
    shape: Shape, start: Moment, goal: Moment, last: Point, indicator: Indicator, sense: int
) -> StandingStatus:
    if goal[0] <= start[0]:
        return "target_date_reached"
    status = scale_obstacle(shape, start[1], goal[1], cap=indicator.cap)
    if status != "ok":
        return status
    if sense * (goal[1] - start[1]) <= _LEAST_DISTANCE * max(abs(goal[1]), 1):
        return "no_distance"
    if last.t <= start[0]:
        return "one_point"
    return "ok" if last.t <= goal[0] else "target_date_reached"


def _on_scale(shape: Shape, value: float, cap: float | None) -> float:
    if shape == "linear":
        return value
    if shape == "geometric":
        return math.log(value)
    return math.log(value) - math.log((cap or 0.0) - value)


def _off_scale(shape: Shape, scaled: float, cap: float | None) -> float:
    if shape == "linear":
        return scaled
    if shape == "geometric":
        return math.exp(scaled)
    return (cap or 0.0) / (1 + math.exp(-scaled))
