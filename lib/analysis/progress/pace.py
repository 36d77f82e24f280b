"""Paces, in the three shapes that a way to a target can have.

A pace is a change a year: linear in the value's own unit; geometric as a rate, (y/y0)^(1/Δt) − 1;
logistic in L(y) = ln(y/(K − y)), K being the cap. R is the observed pace over the required one,
each signed. What cannot be computed has a stated status, never a number that looks sure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Shape = Literal["linear", "geometric", "logistic"]
SHAPES: tuple[Shape, ...] = ("linear", "geometric", "logistic")

PaceStatus = Literal[
    "ok",
    "nothing_since_baseline",
    "target_date_reached",
    "no_distance",
    "too_near_cap",
    "not_positive",
    "outside_cap",
    "no_cap",
]

Moment = tuple[float, float]
"""(t in decimal years, value)."""

CAP_MARGIN = 0.005
"""A share of the cap. A target at the cap is infinitely far on the logit, so it stands this far
inside: K − 0.5 for K = 100. A target of nought, its mirror image, stands as far above nought."""

_STEEPEST = 700.0  # exp() of more than 709 is no number
_LEAST = 1e-12  # a required pace smaller than this part of the observed one is rounding


@dataclass(frozen=True, slots=True)
class PaceRatio:
    """R in one shape, with its two parts; all three None unless `status` is "ok".

    `inside_cap` says that the target is the cap and stood half a per cent of it inside.
    """

    shape: Shape
    status: PaceStatus
    observed: float | None = None
    required: float | None = None
    ratio: float | None = None
    inside_cap: bool = False


def pace_ratio(
    shape: Shape, baseline: Moment, latest: Moment, goal: Moment, *, cap: float | None, d: int
) -> PaceRatio:
    """R = observed pace / required pace, from baseline to latest and from baseline to goal.

    `d` is +1 where more is better, −1 where less is. Worked: 80 (2020) → 88 (2025) against 95
    (2030) is linear 1.067, geometric 1.110, logistic 0.778.
    """
    end, inside = goal_on(shape, goal[1], cap)
    target = (goal[0], end)
    status = _obstacle(shape, baseline, latest, target, cap=cap, d=d, inside=inside)
    if status != "ok":
        return PaceRatio(shape, status, inside_cap=inside)
    observed = pace(shape, baseline, latest, cap=cap)
    required = pace(shape, baseline, target, cap=cap)
    if required == 0 or abs(required) <= _LEAST * abs(observed):
        return PaceRatio(shape, "no_distance", inside_cap=inside)
    return PaceRatio(shape, "ok", observed, required, observed / required, inside)


def pace(shape: Shape, start: Moment, end: Moment, *, cap: float | None) -> float:
    """The change a year from `start` to `end`, in the shape's own terms.

    Both values must lie where the shape is defined (`scale_obstacle` is "ok") and `end` after
    `start`.
    """
    years = end[0] - start[0]
    if shape == "linear":
        return (end[1] - start[1]) / years
    if shape == "geometric":
        steepness = (math.log(end[1]) - math.log(start[1])) / years
        return math.expm1(min(max(steepness, -_STEEPEST), _STEEPEST))
    assert cap is not None  # noqa: S101 - scale_obstacle has refused it
    return (_logit(end[1], cap) - _logit(start[1], cap)) / years


def goal_on(shape: Shape, value: float, cap: float | None) -> tuple[float, bool]:
    """Where a target value stands on the shape's scale, and whether it had to move inside."""
    if shape == "logistic" and cap is not None and cap > 0:
        if value == cap:
            return cap * (1 - CAP_MARGIN), True
        if value == 0:
            return cap * CAP_MARGIN, True
    return value, False


def scale_obstacle(shape: Shape, *values: float, cap: float | None) -> PaceStatus:
    """Why values can't be put on the shape's scale, or "ok"."""
    if shape == "geometric" and min(values) <= 0:
        return "not_positive"
    if shape == "logistic":
        if cap is None or cap <= 0:
            return "no_cap"
        if min(values) <= 0 or max(values) >= cap:
            return "outside_cap"
    return "ok"


def _obstacle(
    shape: Shape,
    baseline: Moment,
    latest: Moment,
    target: Moment,
    *,
    cap: float | None,
    d: int,
    inside: bool,
) -> PaceStatus:
    if latest[0] <= baseline[0]:
        return "nothing_since_baseline"
    if target[0] <= latest[0]:
        return "target_date_reached"
    status = scale_obstacle(shape, baseline[1], latest[1], target[1], cap=cap)
    if status == "ok" and d * (target[1] - baseline[1]) <= 0:
        return "too_near_cap" if inside else "no_distance"
    return status


def _logit(value: float, cap: float) -> float:
    return math.log(value) - math.log(cap - value)
