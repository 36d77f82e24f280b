from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.scenarios.realism import Observed, observed_official, observed_reference, realism
from lib.model.entities import Indicator, Series
from tests.unit.analysis.making import (
    COUNT,
    DOWN,
    INDEX_0_1,
    NOTHING,
    PROPERTY,
    RANK,
    SHARE,
    observations,
)


def reference(*curves: list[float], unit: str = "percent") -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "series_id": "adoption",
                "country_code": f"C{number:02}",
                "year": float(2000 + year),
                "value": value,
                "unit": unit,
                "filled_in": "0",
            }
            for number, curve in enumerate(curves)
            for year, value in enumerate(curve)
        ]
    )


def test_windows_of_a_curve_by_hand() -> None:
    found = observed_reference(reference([10.0, 12.0, 18.0]))
    rows = sorted(zip(found.years, found.start, found.pace, strict=True))
    assert rows == [(1, 10.0, 2.0), (1, 12.0, 6.0), (2, 10.0, 4.0)]


def test_jumps_filled_in_years_and_rates_are_left_out() -> None:
    assert len(observed_reference(reference([10.0, 30.0, 31.0])).start) == 1
    frame = reference([10.0, 12.0, 14.0])
    frame.loc[1, "filled_in"] = "1"
    assert len(observed_reference(frame).start) == 0
    assert len(observed_reference(reference([10.0, 12.0], unit="per_100")).start) == 0


def test_a_percentile_by_hand() -> None:
    # 25 curves from 50, rising by 0, 1, … 24 points in two years: paces 0, 0.5, … 12.
    observed = observed_reference(reference(*[[50.0, 50 + r / 2, 50.0 + r] for r in range(25)]))
    found = realism(observed, SHARE, value=50.0, threshold=60.0, years=2.0)
    assert (found.status, found.basis, found.windows, found.curves) == ("ok", "reference", 25, 25)
    # Five points a year: slower were rises of 0 to 9.
    assert found.percentile == pytest.approx(100 * 10 / 25)
    assert (found.pace, found.years, found.low, found.high) == (5.0, 2, 45.0, 55.0)


def test_nearness_widens_when_there_are_few() -> None:
    observed = observed_reference(reference(*[[42.0, 43.0 + i / 10] for i in range(30)]))
    found = realism(observed, SHARE, value=50.0, threshold=52.0, years=1.0)
    assert (found.status, found.low, found.high) == ("ok", 40.0, 60.0)
    few = realism(observed, SHARE, value=60.0, threshold=62.0, years=1.0)
    assert (few.status, few.percentile, few.windows) == ("too_few_windows", None, 0)


def test_an_index_is_read_in_per_cent_of_its_cap() -> None:
    observed = observed_reference(reference(*[[50.0, 50.0 + i] for i in range(15)] * 2))
    share = realism(observed, SHARE, value=50.0, threshold=57.0, years=1.0)
    index = realism(observed, INDEX_0_1, value=0.50, threshold=0.57, years=1.0)
    assert index.percentile == share.percentile == pytest.approx(100 * 14 / 30)


@pytest.mark.parametrize(
    ("indicator", "value", "goal", "years", "status"),
    [
        (RANK, 9.0, 5.0, 4.0, "not_comparable"),
        (COUNT, 9.0, 50.0, 4.0, "not_comparable"),
        (DOWN, 50.0, 10.0, 4.0, "not_comparable"),
        (SHARE, 50.0, 50.0, 4.0, "not_needed"),
        (SHARE, 50.0, 60.0, 0.0, "not_needed"),
        (SHARE, float("nan"), 60.0, 4.0, "not_comparable"),
    ],
)
def test_no_percentile_and_why(
    indicator: Indicator, value: float, goal: float, years: float, status: str
) -> None:
    observed = observed_reference(reference([50.0, 51.0]))
    assert realism(observed, indicator, value=value, threshold=goal, years=years).status == status


def official(*rows: dict[str, object]) -> Observed:
    return observed_official(
        observations(*rows),
        indicators={"a_share": SHARE, "rank": RANK, "fall": replace(DOWN, indicator_id="fall")},
        series={
            "series": Series("series", "a_share", NOTHING, NOTHING),
            "ranks": Series("ranks", "rank", NOTHING, NOTHING),
            "falls": Series("falls", "fall", NOTHING, NOTHING),
        },
    )


def test_official_windows_are_citable_and_of_one_unit() -> None:
    found = official(
        {"period": "2022", "value": 40.0},
        {"period": "2023", "value": 44.0},
        {"period": "2023", "value": 60.0, "geography": "commune", "unit_code": "001"},
        {"period": "2024", "value": 66.0, "provenance": "illustrative"},
        {"period": "2022", "value": 5.0, "series_id": "ranks"},
        {"period": "2023", "value": 4.0, "series_id": "ranks"},
        {"period": "2022", "value": 5.0, "series_id": "falls"},
        {"period": "2023", "value": 4.0, "series_id": "falls"},
        {"period": "2023", "value": 4.0, "series_id": "unknown"},
    )
    assert (found.basis, found.pace.tolist()) == ("official", [4.0])


MANY = observed_reference(
    reference(*[[s, s + r, s + 2.0 * r] for s in range(5, 95, 5) for r in range(6)])
)


@PROPERTY
@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 50), st.floats(0.1, 12))
def test_a_higher_target_is_never_more_ordinary(
    value: float, goal: float, more: float, years: float
) -> None:
    near = realism(MANY, SHARE, value=value, threshold=goal, years=years)
    far = realism(MANY, SHARE, value=value, threshold=goal + more, years=years)
    if near.percentile is not None and far.percentile is not None:
        assert 0 <= near.percentile <= far.percentile <= 100
