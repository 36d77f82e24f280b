"""Forecast origins of past curves, each laid with its last known point at time nought.

What the backtest and the realism meter look at. Zeros are dropped, since they have no logit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.analysis.projection.curves import LEAST_POINTS, LEAST_YEARS
from lib.analysis.projection.scale import Floats, path_of
from lib.model.entities import Indicator, Series, Text
from lib.model.vocabulary import CITABLE

Part = Literal["clean", "filled_in", "jump"]

JUMP: Final = 15.0
"""A step of more points than this from one figure to the next is likely a change of survey."""

RECENT: Final = 5
"""Points up to the origin that are looked at for filled-in years and jumps."""

_NOTHING = Text("", "")


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceCurve:
    """One observed curve: `t` in decimal years, rising; `filled` where the producer filled in."""

    name: str
    t: Floats
    value: Floats
    filled: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Origins of the curves of one series with what came after.

    `t` is (times,), rising to nought; `history` (windows, times) with NaN for missing, each
    window's last point at nought; `actual` (windows,) the value at `ahead` (windows,) years after.
    `curve` numbers the curve that a window is of, and `part` tells what kind it is.
    """

    t: Floats
    history: Floats
    ahead: Floats
    actual: Floats
    curve: NDArray[np.intp]
    part: NDArray[np.str_]

    def of(self, part: Part) -> Windows:
        """Only the windows of one kind."""
        keep = self.part == part
        return replace(
            self,
            history=self.history[keep],
            ahead=self.ahead[keep],
            actual=self.actual[keep],
            curve=self.curve[keep],
            part=self.part[keep],
        )

    def __len__(self) -> int:
        return len(self.actual)


def reference_curves(reference: pd.DataFrame, series_id: str) -> tuple[ReferenceCurve, ...]:
    """The curves of one reference series, one a country, at the ends of their years."""
    rows = reference.loc[reference["series_id"].eq(series_id) & (reference["value"] > 0)]
    return tuple(
        ReferenceCurve(
            str(name),
            part["year"].to_numpy(np.float64) + 1.0,
            part["value"].to_numpy(np.float64),
            part["filled_in"].astype(str).eq("1").to_numpy(np.bool_),
        )
        for name, part in rows.sort_values("year").groupby("country_code", sort=True)
    )


def reference_indicator(reference: pd.DataFrame, series_id: str) -> Indicator:
    """What the curves of a reference series are: a share on its logistic path, or a rate.

    A rate per 100 people may pass 100, so it has no cap and goes by the line.
    """
    units = reference.loc[reference["series_id"].eq(series_id), "unit"]
    unit = str(units.iloc[0]) if len(units) else "percent"
    is_share = unit == "percent"
    return Indicator(
        indicator_id=series_id,
        pillar="general",
        name=_NOTHING,
        unit=unit,
        kind="share",
        direction="up",
        cap=100.0 if is_share else None,
        path="logistic" if is_share else "linear",
        weight="none",
        definition=_NOTHING,
        source_id="",
    )


def official_curves(
    observations: pd.DataFrame,
    *,
    indicators: Mapping[str, Indicator],
    series: Mapping[str, Series],
) -> Iterator[tuple[str, Indicator, tuple[ReferenceCurve, ...]]]:
    """Citable curves of every series that has a path, by series id: of the city and its units.

    Never what was made for demonstration.
    """
    columns = ["series_id", "geography", "unit_code", "t", "value"]
    mask = (
        observations["preferred"].astype(bool)
        & observations["t"].notna()
        & (observations["value"] > 0)
        & np.isfinite(observations["value"].astype(np.float64))
        & observations["provenance"].isin(CITABLE)
    )
    gathered: dict[str, dict[str, dict[float, float]]] = defaultdict(lambda: defaultdict(dict))
    rows = observations.loc[mask, columns].sort_values("t", kind="stable")
    for series_id, geography, code, t, value in rows.itertuples(index=False, name=None):
        gathered[series_id][f"{geography} {code}"][float(t)] = float(value)
    for series_id in sorted(gathered):
        known = series.get(series_id)
        indicator = indicators.get(known.indicator_id) if known else None
        if indicator is not None and path_of(indicator) != "none":
            yield (
                series_id,
                indicator,
                tuple(
                    _official_curve(name, points) for name, points in gathered[series_id].items()
                ),
            )


def _official_curve(name: str, points: Mapping[float, float]) -> ReferenceCurve:
    t = np.array(list(points), dtype=np.float64)
    value = np.array(list(points.values()), dtype=np.float64)
    return ReferenceCurve(name, t, value, np.zeros(len(t), dtype=np.bool_))


def windows_of(
    curves: tuple[ReferenceCurve, ...], horizon: float, *, jump: float, slack: float = 1e-6
) -> Windows:
    """Every origin that a forecast can be made from, with a figure `horizon` years later.

    It has three points over a year behind it, and the figure is off the horizon by `slack` at most.
    `jump` is the step, in the curves' unit, that marks a change of survey.
    """
    found: list[_Found] = []
    for number, curve in enumerate(curves):
        if len(curve.t) <= LEAST_POINTS:
            continue
        apart = np.abs(curve.t - curve.t[:, None] - horizon)
        targets = apart.argmin(axis=1)
        usable = (apart.min(axis=1) <= slack) & (curve.t - curve.t[0] >= LEAST_YEARS)
        usable &= targets > np.arange(len(targets))
        usable[: LEAST_POINTS - 1] = False
        jumps = np.append(np.abs(np.diff(curve.value)) > jump, False)
        for origin in np.flatnonzero(usable).tolist():
            target = int(targets[origin])
            since = max(0, origin - RECENT + 1)
            part: Part = "jump" if jumps[since:target].any() else "clean"
            if curve.filled[since : target + 1].any():
                part = "filled_in"
            found.append(_Found(number, curve, origin, target, part))
    return _gathered(found)


class _Found(NamedTuple):
    number: int
    curve: ReferenceCurve
    origin: int
    target: int
    part: Part


def _gathered(found: list[_Found]) -> Windows:
    behind = [np.round(f.curve.t[: f.origin + 1] - f.curve.t[f.origin], 6) for f in found]
    times = np.unique(np.concatenate(behind)) if found else np.empty(0)
    history = np.full((len(found), len(times)), np.nan)
    for index, (one, before) in enumerate(zip(found, behind, strict=True)):
        history[index, np.searchsorted(times, before)] = one.curve.value[: one.origin + 1]
    ahead = [round(float(one.curve.t[one.target] - one.curve.t[one.origin]), 6) for one in found]
    return Windows(
        times,
        history,
        np.array(ahead, dtype=np.float64),
        np.array([one.curve.value[one.target] for one in found], dtype=np.float64),
        np.array([one.number for one in found], dtype=np.intp),
        np.array([one.part for one in found], dtype=np.str_),
    )
