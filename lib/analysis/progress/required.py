"""The pace that a target asks for from the last figure on, and how it compares with that so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lib.analysis.progress.pace import Moment, Shape, goal_on, pace, scale_obstacle
from lib.analysis.progress.points import Point
from lib.analysis.scenarios.needed import needed_change, needed_rate
from lib.model.entities import Indicator
from lib.model.vocabulary import Comparator


@dataclass(frozen=True, slots=True)
class RequiredPace:
    """What it takes from the last point to the end of the target year.

    `per_year` is the mean change a year in the indicator's own unit (points for a share), signed,
    rounded up to where the printed target is reached.
    `rate` is the same as per cent a year, rounded alike, for geometric indicators only.
    `times_so_far` compares the pace needed with the pace since the baseline, both in the
    indicator's own shape; None when there is no pace so far or it goes the wrong way.
    """

    per_year: float
    rate: float | None
    times_so_far: float | None


def shape_of(indicator: Indicator) -> Shape:
    """The indicator's own shape; a straight line where it follows none."""
    return "linear" if indicator.path == "none" else indicator.path


def required_pace(
    indicator: Indicator,
    *,
    start: Point | None,
    last: Point,
    goal: Moment,
    sense: int,
    comparator: Comparator,
) -> RequiredPace | None:
    """What leads from `last` to `goal`, a value at a time; None where no time is left.

    `start` is the baseline that the pace so far counts from.
    """
    years = goal[0] - last.t
    if years <= 0:
        return None
    needed = _own_pace(indicator, last, goal)
    asked: Any = {"years": years, "comparator": comparator, "sense": sense}
    has_rate = needed is not None and indicator.path == "geometric"
    return RequiredPace(
        per_year=needed_change(last.value, goal[1], indicator, **asked),
        rate=needed_rate(last.value, goal[1], indicator, **asked) if has_rate else None,
        times_so_far=_times_so_far(indicator, start, last, needed, sense),
    )


def _times_so_far(
    indicator: Indicator, start: Point | None, last: Point, needed: float | None, sense: int
) -> float | None:
    if start is None or needed is None or indicator.path == "none":
        return None
    so_far = _own_pace(indicator, start, (last.t, last.value))
    if so_far is None or sense * so_far <= 0 or sense * needed <= 0:
        return None
    return needed / so_far


def _own_pace(indicator: Indicator, start: Point, end: Moment) -> float | None:
    """The pace in the indicator's own shape, or None where that shape has none."""
    shape, cap = shape_of(indicator), indicator.cap
    goal, _ = goal_on(shape, end[1], cap)
    if end[0] <= start.t or scale_obstacle(shape, start.value, goal, cap=cap) != "ok":
        return None
    return pace(shape, (start.t, start.value), (end[0], goal), cap=cap)
