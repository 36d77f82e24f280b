"""Every verdict with every reason that can give it, on made-up figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from lib.analysis.progress.verdict import Assessment
from lib.model.entities import Indicator, Series, Text
from lib.model.vocabulary import Comparator
from tests.unit.analysis.making import (
    COUNT,
    GEOMETRIC,
    GROWTH,
    INDEX_0_1,
    LINEAR,
    RANK,
    SHARE,
    one,
    points,
    target,
)

SERIES = Series(
    series_id="series",
    indicator_id="a_share",
    population=Text("Hộ gia đình", "Households"),
    method=Text("Theo số liệu công bố", "As published"),
)

PATHLESS = replace(INDEX_0_1, path="none")
MILESTONE = target(kind="milestone", aims=())

DUE = 2025
TWO = (("2020", 80.0), ("2025", 88.0))


def _closed(
    low: float, *known: tuple[str, float], comparator: Comparator = ">=", **more: Any
) -> Assessment:
    return one(target(low, year=DUE, comparator=comparator, **more), SHARE, points(*known))


def _rank(top: float, year: int, *known: tuple[str, float]) -> Assessment:
    return one(target(1, top, year=year, comparator="<="), RANK, points(*known))


def _open(low: float, indicator: Indicator, *known: tuple[str, float], **more: Any) -> Assessment:
    return one(target(low, **more), indicator, points(*known))


_DISTRICTS: dict[str, Any] = {"measurable_until": date(2025, 6, 30)}

SITUATIONS: dict[str, tuple[Assessment, Indicator]] = {
    "met with something to spare": (_closed(90, ("2025", 97)), SHARE),
    "just met": (_closed(90, ("2025-12", 90)), SHARE),
    "missed": (_closed(30, ("2025", 17.34), comparator="~"), SHARE),
    "missed by one point": (_closed(80, ("2025", 79)), SHARE),
    "equal where more is asked": (_closed(50, ("2025", 50), comparator=">"), SHARE),
    "met on the last figure": (_rank(5, DUE, ("2024", 1)), RANK),
    "just met on the last figure": (_rank(5, DUE, ("2024", 5)), RANK),
    "missed on the last figure": (_rank(5, DUE, ("2024", 6)), RANK),
    "equal on the last figure where more is asked": (
        _closed(50, ("2024-06", 50), comparator=">"),
        SHARE,
    ),
    "nothing published": (_closed(80), SHARE),
    "an older figure only": (_closed(80, ("2022-11", 78)), SHARE),
    "later figures only": (_closed(80, ("2026-01-10", 85)), SHARE),
    "nothing published of a tier that ended": (_closed(80, **_DISTRICTS), SHARE),
    "open without a figure": (_open(80, SHARE), SHARE),
    "achieved": (_open(80, SHARE, ("2025", 80.5)), SHARE),
    "a rank not reached": (_rank(3, 2030, ("2024", 24)), RANK),
    "a growth rate not reached": (_open(10, GROWTH, ("2025", 8.16)), GROWTH),
    "one figure": (_open(40, SHARE, ("2025", 17.34), comparator=">"), SHARE),
    "no path": (_open(0.9, PATHLESS, ("2023", 0.7), ("2025", 0.8)), PATHLESS),
    "nothing since the baseline": (_open(95, LINEAR, ("2017", 70), ("2019", 75)), LINEAR),
    "a figure of the target date": (_open(95, LINEAR, ("2020", 80), ("2030", 90)), LINEAR),
    "no distance at the start": (
        _open(50, LINEAR, ("2020", 50), ("2025", 50), comparator=">"),
        LINEAR,
    ),
    "too near the cap": (_open(100, SHARE, ("2020", 99.8), ("2025", 99.9)), SHARE),
    "not positive": (_open(10, GEOMETRIC, ("2020", 0), ("2025", 5)), GEOMETRIC),
    "outside the cap": (_open(80, SHARE, ("2020", 0), ("2025", 5)), SHARE),
    "no cap": (_open(80, replace(SHARE, cap=None), ("2020", 20), ("2025", 25)), SHARE),
    "slipped below": (_open(90, SHARE, ("2020", 92), ("2025", 89)), SHARE),
    "on track": (_open(95, LINEAR, *TWO), LINEAR),
    "must accelerate": (_open(95, SHARE, *TWO), SHARE),
    "far off": (_open(95, LINEAR, ("2020", 80), ("2022", 80.5), ("2025", 82)), LINEAR),
    "as fast as needed": (_open(95, LINEAR, ("2020", 80), ("2025", 87.51)), LINEAR),
    "hardly moved": (_open(95, LINEAR, ("2020", 80), ("2025", 80.03)), LINEAR),
    "just short of on track": (_open(95, LINEAR, ("2020", 80), ("2025", 87.11)), LINEAR),
    "just short of must accelerate": (_open(95, LINEAR, ("2020", 80), ("2025", 84.49)), LINEAR),
    "going back": (_open(95, LINEAR, ("2020", 80), ("2022", 79), ("2025", 78)), LINEAR),
    "a tier that ended": (_open(90, SHARE, **_DISTRICTS), SHARE),
    "a milestone": (
        Assessment(MILESTONE, None, "no_report", "milestone", "D", date(2019, 12, 31), False),
        COUNT,
    ),
    "a milestone with a report": (
        Assessment(MILESTONE, None, "report_found", "milestone", "D", date(2019, 12, 31), False),
        COUNT,
    ),
}
