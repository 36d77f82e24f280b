from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from lib.analysis.progress.baseline import baseline
from lib.analysis.progress.evidence import evidence_level, years_after
from lib.analysis.progress.points import citable, points_by_series, points_of
from lib.analysis.rounding import decimals, round_for_display
from lib.model.entities import Indicator
from lib.model.vocabulary import Provenance
from tests.unit.analysis.making import (
    COUNT,
    GROWTH,
    INDEX_0_1,
    RANK,
    SHARE,
    observations,
    point,
    points,
)


def test_points_are_preferred_dated_finite_and_by_time() -> None:
    frame = observations(
        {"period": "2025", "value": 60},
        {"period": "2023", "value": 40},
        {"period": "2024", "value": 99, "preferred": False},
        {"period": "2024", "value": 50},
        {"period": "undated", "value": 1},
        {"period": "2022", "value": np.nan},
        {"period": "2021", "value": np.inf},
        {"period": "2020", "value": 7, "unit_code": "ALL30", "geography": "district"},
        {"period": "2020", "value": 8, "series_id": "other"},
    )
    found = points_of(frame, "series")
    assert [(p.period.text, p.value) for p in found] == [("2023", 40), ("2024", 50), ("2025", 60)]
    assert points_of(frame, "nothing") == ()
    assert [p.value for p in points_of(frame, "series", ("district", "ALL30"))] == [7]
    assert set(points_by_series(frame)) == {"series", "other"}


def test_official_only_leaves_out_what_was_made_for_demonstration() -> None:
    marks: tuple[Provenance, ...] = ("official", "estimate", "derived", "illustrative")
    frame = observations(
        *({"period": str(2020 + k), "provenance": mark} for k, mark in enumerate(marks))
    )
    assert len(points_of(frame, "series")) == 4
    official = points_of(frame, "series", official_only=True)
    assert [p.provenance for p in official] == ["official", "estimate", "derived"]
    assert citable(points_of(frame, "series")) == official


def test_two_periods_that_end_on_one_day_both_stay_the_longer_first() -> None:
    frame = observations({"period": "2024-12-31", "value": 2}, {"period": "2024", "value": 1})
    assert [p.value for p in points_of(frame, "series")] == [1, 2]


@pytest.mark.parametrize(
    ("texts", "level"),
    [
        ((), "D"),
        (("2024",), "C"),
        (("2024", "2024-12-31"), "C"),
        (("2020", "2025"), "B"),
        (("2023", "2024", "2025"), "A"),
        (("2024", "2025-06", "2025-11"), "B"),
        (("2023-11", "2024-12", "2025-10"), "B"),
        (("2023-11", "2024-12", "2025-11"), "A"),
        (("2024-03-31", "2025-03-31", "2026-03-31"), "A"),  # a leap year's day is a shorter step
        (("2024-02-29", "2025-02-28", "2026-02-28"), "A"),
    ],
)
def test_levels_of_evidence(texts: tuple[str, ...], level: str) -> None:
    assert evidence_level(points(*((text, 1.0) for text in texts))) == level


def test_demonstration_values_are_no_evidence() -> None:
    made = [point(str(year), 1.0, "illustrative") for year in range(2020, 2026)]
    assert evidence_level(made) == "D"
    assert evidence_level([*made, point("2019", 1.0, "derived")]) == "C"


def test_years_after_29_february() -> None:
    assert years_after(date(2024, 2, 29), 2) == date(2026, 2, 28)
    assert years_after(date(2025, 12, 31), -2) == date(2023, 12, 31)


def test_baseline_is_the_last_before_the_document_else_the_first_after() -> None:
    known = points(("2019", 1), ("2020", 2), ("2021", 3), ("2022", 4))
    assert baseline(known, date(2021, 9, 6)) == known[1]
    assert baseline(known, date(2021, 12, 31)) == known[2]
    assert baseline(known, date(2018, 1, 1)) == known[0]
    assert baseline((), date(2021, 9, 6)) is None


@pytest.mark.parametrize(
    ("indicator", "value", "shown"),
    [
        (SHARE, 89.995, 90.00),
        (SHARE, 89.994999, 89.99),
        (SHARE, -0.005, -0.01),
        (GROWTH, 8.5 - 8.16, 0.34),
        (INDEX_0_1, 0.82415, 0.8242),
        (RANK, 4.5, 5.0),
        (COUNT, 1633840.4, 1633840.0),
    ],
)
def test_printed_precision(indicator: Indicator, value: float, shown: float) -> None:
    assert round_for_display(value, indicator) == shown


def test_decimals_and_what_is_no_number() -> None:
    assert [decimals(i) for i in (SHARE, GROWTH, INDEX_0_1, RANK, COUNT)] == [2, 2, 4, 0, 0]
    assert math.isnan(round_for_display(math.nan, SHARE))
    assert round_for_display(math.inf, SHARE) == math.inf
