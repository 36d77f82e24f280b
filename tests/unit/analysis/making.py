"""Small makers of the things that analysis is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, settings

from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment, assess
from lib.analysis.projection.history import Rates, SeriesHistory
from lib.model.entities import Aim, Indicator, Target, Text, Unit
from lib.model.period import parse_period
from lib.model.vocabulary import Comparator, Provenance, UnitGroup

PROPERTY = settings(
    deadline=None,
    max_examples=150,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)

NOTHING = Text("", "")
SHARE = Indicator(
    indicator_id="a_share",
    pillar="society",
    name=NOTHING,
    unit="percent",
    kind="share",
    direction="up",
    cap=100.0,
    path="logistic",
    weight="population",
    definition=NOTHING,
    source_id="s",
)
LINEAR = replace(SHARE, path="linear")
GEOMETRIC = replace(SHARE, path="geometric", kind="money", unit="billion_vnd", cap=None)
DOWN = replace(LINEAR, direction="down")
COUNT = replace(SHARE, path="geometric", kind="count", unit="count", cap=None)
INDEX_0_1 = replace(SHARE, path="linear", kind="index", unit="index_0_1", cap=1.0)
RANK = replace(SHARE, path="none", kind="rank", unit="rank", direction="down", cap=None)
GROWTH = replace(SHARE, path="none", kind="growth", unit="percent_per_year", cap=None)

DOCUMENT = date(2019, 12, 31)
TODAY = date(2026, 1, 15)


def point(text: str, value: float, provenance: Provenance = "official") -> Point:
    period = parse_period(text)
    return Point(period.t, value, period, provenance, "s")


def points(*pairs: tuple[str, float]) -> tuple[Point, ...]:
    return tuple(point(text, value) for text, value in pairs)


def target(
    low: float = 80.0,
    high: float | None = None,
    *,
    year: int = 2030,
    comparator: Comparator = ">=",
    **changes: Any,
) -> Target:
    made = Target(
        target_id="T1",
        document_id="doc",
        series_id="series",
        pillar="society",
        name=NOTHING,
        kind="quantified",
        comparator=comparator,
        aims=(Aim("stated", low, low if high is None else high),),
        year=year,
        scope="city",
        quote_vi="",
        note=NOTHING,
        source_id="s",
        measurable_until=None,
    )
    return replace(made, **changes)


def one(
    aim: Target,
    indicator: Indicator,
    known: Sequence[Point],
    *,
    document_date: date = DOCUMENT,
    today: date = TODAY,
) -> Assessment:
    (only,) = assess(aim, indicator, known, document_date=document_date, today=today)
    return only


def unit(code: str, population: float = 1000.0, group: UnitGroup = "urban") -> Unit:
    return Unit(
        geography="commune",
        unit_code=code,
        name=NOTHING,
        type="ward",
        group=group,
        area_km2=2.0,
        population=population,
        population_year=2025,
        valid_from=date(2025, 7, 1),
        valid_to=None,
    )


def history(
    indicator: Indicator,
    t: Iterable[float],
    rows: Sequence[Sequence[float]],
    *,
    weights: Sequence[float] | None = None,
    groups: Sequence[UnitGroup | None] | None = None,
    city: tuple[Point, ...] = (),
    rates: Rates | None = None,
) -> SeriesHistory:
    times = np.array(list(t), dtype=np.float64)
    count = len(rows)
    return SeriesHistory(
        indicator=indicator,
        unit_codes=tuple(f"{index:03d}" for index in range(count)),
        t=times,
        values=np.array(rows, dtype=np.float64).reshape(count, len(times)),
        weights=np.array([1.0] * count if weights is None else weights, dtype=np.float64),
        groups=tuple(["urban"] * count if groups is None else groups),
        city=city,
        rates=rates,
        provenance="official" if count else None,
    )


def observations(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows as the data package gives them, each filled up from a plain one."""
    plain = {
        "series_id": "series",
        "geography": "city",
        "unit_code": "01",
        "period": "2024",
        "value": 50.0,
        "provenance": "official",
        "source_id": "s",
        "preferred": True,
    }
    frame = pd.DataFrame([{**plain, **row} for row in rows], columns=list(plain))
    periods = [parse_period(text) for text in frame["period"]]
    frame["value"] = frame["value"].astype(float)
    frame["preferred"] = frame["preferred"].astype(bool)
    frame["start"] = pd.to_datetime(pd.Series([period.start for period in periods]))
    frame["end"] = pd.to_datetime(pd.Series([period.end for period in periods]))
    frame["t"] = [np.nan if period.is_undated else period.t for period in periods]
    return frame
