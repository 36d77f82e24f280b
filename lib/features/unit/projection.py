"""Where each unit goes from its last figure: the way to the target, and its projection.

Only units that still exist are projected: what ended on 30 June 2025 goes nowhere from there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from lib.analysis.progress.schedule import path_value, schedule_status
from lib.analysis.progress.verdict import Assessment, end_of_year
from lib.analysis.projection.history import SeriesHistory
from lib.analysis.projection.projection import Fan, Projection, fan, project
from lib.analysis.projection.scale import Floats
from lib.analysis.rounding import decimals as printed_decimals
from lib.features.unit.payload import scaled
from lib.features.unit.profile_data import ProfileSeries
from lib.model.entities import Controls, Indicator

HORIZON = 2030
_STEPS = 12


def ahead(line: ProfileSeries, history: SeriesHistory | None) -> dict[str, Any]:
    """The projections and ways of every unit of a line, for the browser.

    `rows` are one a unit: nought, or [kind, t, middle, low, high] with kind "band", "fan" or
    "level" and numbers in the last printed decimal. `ways` are one a unit, by goal: [[t, value], …]
    from the unit's baseline to the target in the indicator's own shape, or null.
    """
    return {
        "rows": [] if history is None else _rows(line, history),
        "ways": [
            [_way(verdicts[at], line.indicator) for verdicts in line.verdicts]
            for at in range(len(line.points))
        ],
    }


def _rows(line: ProfileSeries, history: SeriesHistory) -> list[Any]:
    found = project(history, HORIZON, Controls())
    spread = fan(history, HORIZON, Controls())
    decimals = printed_decimals(line.indicator)
    bands = found.bands()
    rows: list[Any] = []
    for at in range(len(found.unit_codes)):
        if found.unit_band_status[at] == "band" and bands is not None:
            units = bands.units_baseline
            rows.append(_row("band", found, at, (units.middle, units.low, units.high), decimals))
        elif spread is not None and _has_pace(found, at):
            rows.append(_row("fan", found, at, _edges(spread), decimals))
        else:
            rows.append(0)
    return [_from_own_start(line, at, row) for at, row in enumerate(rows)]


def _has_pace(found: Projection, at: int) -> bool:
    return found.unit_status[at] in ("ok", "group_pace")


def _edges(spread: Fan) -> tuple[Floats, Floats, Floats]:
    low, middle, high = spread.units
    return middle, np.minimum(low, high), np.maximum(low, high)


def _row(
    kind: str, found: Projection, at: int, curves: Sequence[Floats], decimals: int
) -> list[Any] | int:
    """What a unit's curves are at the ends of years, the last figure's own moment left out."""
    t = [round(float(moment), 3) for moment in found.t]
    lines = [[float(value) for value in curve[at]] for curve in curves]
    if any(not math.isfinite(value) for values in lines for value in values):
        return 0
    return [kind, t, *([scaled(value, decimals) for value in values] for values in lines)]


def _from_own_start(line: ProfileSeries, at: int, row: Any) -> Any:
    """The curves begin at the unit's own last figure; nothing is drawn before it."""
    if not row or not line.points[at]:
        return 0
    kind, t, *curves = row
    last = line.points[at][-1]
    keep = [i for i, moment in enumerate(t) if moment > last.t + 1e-3]
    if not keep:
        return 0
    start = scaled(last.value, printed_decimals(line.indicator))
    return [
        kind,
        [round(last.t, 3), *(t[i] for i in keep)],
        *([start, *(curve[i] for i in keep)] for curve in curves),
    ]


def _way(one: Assessment | None, indicator: Indicator) -> list[list[float]] | None:
    """The required path of a target that is open, from the baseline to the end of its year."""
    if one is None or one.is_past:
        return None
    found = schedule_status(one, indicator)
    if found.shape is None or found.start is None or found.goal is None:
        return None
    if found.status not in ("ok", "one_point"):
        return None
    decimals = printed_decimals(indicator)
    begin, end = found.start[0], end_of_year(one.target.year)
    steps = 1 if found.shape == "linear" else _STEPS
    way = []
    for step in range(steps + 1):
        t = begin + (end - begin) * step / steps
        value = path_value(
            found.shape, found.start, (end, found.goal[1]), min(t, end), cap=indicator.cap
        )
        if value is None:
            return None
        way.append([round(t, 3), scaled(value, decimals)])
    return way
