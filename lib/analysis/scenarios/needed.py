"""What a target takes, as a number that can be printed and that reaches the target once it is set.

Rounded to the nearest, half of all such numbers would fall a hair short. They are rounded here and
nowhere else: to the step from which on the printed value meets the printed target.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from lib.analysis.progress.pace import pace
from lib.analysis.projection.identity import required_part_growth, share_after
from lib.analysis.rounding import decimals, meets, printed_edge
from lib.model.entities import Indicator
from lib.model.vocabulary import Comparator

GROWTH_STEP = 0.01
"""A rate of growth is printed, and can be set, to a hundredth of a per cent."""

_LEAST_DECIMALS = 2
_MOST_STEPS = 10_000


def just_enough(
    is_enough: Callable[[float], bool], near: float, *, step: float, rises: bool, origin: float = 0
) -> float:
    """The step that is just enough: one step less is not. `near` is about where it lies.

    Steps count from `origin`; `rises` says that more of it is enough, else less.
    """
    way = 1 if rises else -1
    at = round((near - origin) / step)

    def value(place: int) -> float:
        return round(origin + place * step, 10)

    for _turn in range(_MOST_STEPS):
        if is_enough(value(at)):
            break
        at += way
    for _turn in range(_MOST_STEPS):
        if not is_enough(value(at - way)):
            break
        at -= way
    return value(at)


def needed_growth(
    share: float,
    threshold: float,
    indicator: Indicator,
    *,
    years: float,
    whole_growth: float,
    comparator: Comparator,
) -> float | None:
    """The least growth of a part, per cent a year as printed, whose share meets the target.

    None when no rate does. 17.34 to over 40 in five years with GRDP growing 8.16 takes 27.85, for
    27.84 comes to 40.00.
    """
    edge = printed_edge(threshold, indicator, comparator=comparator, sense=1)
    near = required_part_growth(share, edge, years=years, whole_growth=whole_growth)
    if near is None:
        return None

    def is_enough(growth: float) -> bool:
        (after,) = share_after(share, [years], part_growth=growth, whole_growth=whole_growth)
        return meets(float(after), threshold, indicator, comparator=comparator, sense=1)

    return just_enough(is_enough, near, step=GROWTH_STEP, rises=True)


def needed_change(
    start: float,
    threshold: float,
    indicator: Indicator,
    *,
    years: float,
    comparator: Comparator,
    sense: int,
) -> float:
    """The least mean change a year, as printed, that brings `start` to the target in `years`.

    Where the target is met already, what leads to it exactly, of the other sign.
    """
    exact = (threshold - start) / years
    if meets(start, threshold, indicator, comparator=comparator, sense=sense):
        return exact
    step = 10.0 ** -max(_LEAST_DECIMALS, decimals(indicator))
    if not math.isfinite(exact):
        return exact

    def is_enough(change: float) -> bool:
        after = start + change * years
        return meets(after, threshold, indicator, comparator=comparator, sense=sense)

    edge = printed_edge(threshold, indicator, comparator=comparator, sense=sense)
    return just_enough(is_enough, (edge - start) / years, step=step, rises=sense > 0)


def needed_rate(
    start: float,
    threshold: float,
    indicator: Indicator,
    *,
    years: float,
    comparator: Comparator,
    sense: int,
) -> float:
    """The same as a steady rate of growth, per cent a year as printed. Both values above nought."""
    exact = _rate(start, threshold, years)
    if meets(start, threshold, indicator, comparator=comparator, sense=sense):
        return exact

    def is_enough(rate: float) -> bool:
        after = start * max(0.0, 1 + rate / 100) ** years
        return meets(after, threshold, indicator, comparator=comparator, sense=sense)

    edge = printed_edge(threshold, indicator, comparator=comparator, sense=sense)
    near = _rate(start, edge, years) if edge > 0 else exact
    return just_enough(is_enough, near, step=GROWTH_STEP, rises=sense > 0)


def _rate(start: float, end: float, years: float) -> float:
    return 100 * pace("geometric", (0.0, start), (years, end), cap=None)
