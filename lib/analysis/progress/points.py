"""The points of one series in one unit: what every pace, verdict and line rests on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.model.entities import CITY, UnitKey
from lib.model.period import Period, parse_period
from lib.model.vocabulary import CITABLE, Provenance

_COLUMNS = ["series_id", "period", "value", "provenance", "source_id"]


@dataclass(frozen=True, slots=True)
class Point:
    """One dated value. `t` is the end of its period's last day, in decimal years."""

    t: float
    value: float
    period: Period
    provenance: Provenance
    source_id: str

    @property
    def is_citable(self) -> bool:
        """Whether a verdict, a count or a sentence may rest on it."""
        return self.provenance in CITABLE


def points_of(
    observations: pd.DataFrame,
    series_id: str,
    unit: UnitKey = CITY,
    *,
    official_only: bool = False,
) -> tuple[Point, ...]:
    """The preferred, dated, finite values of a series in a unit, by time, one a period.

    `official_only` leaves out what was made for demonstration. Two periods that end on one day
    (a year and its 31 December) both stay, the longer one first.
    """
    chosen = observations["series_id"].eq(series_id)
    found = points_by_series(observations.loc[chosen], unit, official_only=official_only)
    return found.get(series_id, ())


def points_by_series(
    observations: pd.DataFrame, unit: UnitKey = CITY, *, official_only: bool = False
) -> Mapping[str, tuple[Point, ...]]:
    """`points_of` for every series that has a point in `unit`, in one pass over the frame."""
    geography, unit_code = unit
    mask = (
        observations["geography"].eq(geography)
        & observations["unit_code"].eq(unit_code)
        & observations["preferred"].astype(bool)
        & observations["period"].ne("undated")
        & observations["value"].notna()
    )
    if official_only:
        mask &= observations["provenance"].isin(CITABLE)
    rows: Iterable[tuple[Any, ...]] = observations.loc[mask, _COLUMNS].itertuples(
        index=False, name=None
    )
    found: dict[str, dict[str, Point]] = defaultdict(dict)
    for series_id, text, value, provenance, source_id in rows:
        if math.isfinite(value):
            period = parse_period(text)
            point = Point(period.t, float(value), period, provenance, source_id)
            found[series_id][text] = point
    return {series_id: _by_time(points.values()) for series_id, points in found.items()}


def citable(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points that a verdict may rest on, in the order given."""
    return tuple(point for point in points if point.is_citable)


def _by_time(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: (point.t, point.period.start)))
