from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from lib.analysis.projection.history import Rates, history_of, published_rates
from tests.unit.analysis.making import SHARE, observations, unit

FRAME = observations(
    {"geography": "commune", "unit_code": "a", "period": "2025-Q3", "value": 50},
    {"geography": "commune", "unit_code": "a", "period": "2025", "value": 55},
    {"geography": "commune", "unit_code": "b", "period": "2025-12-31", "value": 61},
    {"geography": "commune", "unit_code": "b", "period": "2025", "value": 60},
    {"geography": "commune", "unit_code": "b", "period": "2025-Q3", "value": 1, "preferred": False},
    {"geography": "commune", "unit_code": "gone", "period": "2025", "value": 3},
    {"geography": "district", "unit_code": "a", "period": "2019", "value": 2},
    {"geography": "commune", "unit_code": "a", "period": "undated", "value": 4},
    {"geography": "commune", "unit_code": "a", "period": "2026-Q1", "value": math.nan},
    {"period": "2025", "value": 70, "provenance": "estimate"},
    {"series_id": "other", "geography": "commune", "unit_code": "a", "period": "2025", "value": 9},
)
UNITS = (unit("a", 3000.0, "urban"), unit("b", 1000.0, "rural"))


def test_a_history_is_a_table_of_units_by_time() -> None:
    found = history_of(FRAME, series_id="series", indicator=SHARE, units=UNITS)
    assert found.unit_codes == ("a", "b")
    assert found.t.tolist() == pytest.approx([2025 + 273 / 365, 2026.0])
    # Where two periods end on one day the shorter one, which is nearer to that day, stays.
    expected = np.array([[50, 55], [math.nan, 61]])
    assert np.array_equal(found.values, expected, equal_nan=True)
    assert found.weights.tolist() == [3000, 1000]
    assert found.groups == ("urban", "rural")
    assert [p.value for p in found.city] == [70]
    assert found.provenance == "official"


def test_official_only_hides_what_was_made() -> None:
    made = FRAME.assign(provenance="illustrative")
    everything = history_of(made, series_id="series", indicator=SHARE, units=UNITS)
    assert everything.provenance == "illustrative"
    found = history_of(made, series_id="series", indicator=SHARE, units=UNITS, official_only=True)
    assert (found.values.shape, found.city, found.provenance) == ((2, 0), (), None)


def test_no_units_leave_the_citys_points() -> None:
    found = history_of(FRAME, series_id="series", indicator=SHARE, units=())
    assert found.values.shape == (0, 0)
    assert [p.value for p in found.city] == [70]


def test_two_geographies_at_once_are_refused() -> None:
    mixed = (unit("a"), replace(unit("a"), geography="district"))
    with pytest.raises(ValueError, match="expected one geography"):
        history_of(FRAME, series_id="series", indicator=SHARE, units=mixed)


def test_published_rates_on_both_price_bases() -> None:
    frame = observations(
        {"series_id": "grdp_growth", "period": "2024", "value": 6.52},
        {"series_id": "grdp_growth", "period": "2025", "value": 8.16},
        {"series_id": "grdp_growth", "period": "2026", "value": 99, "provenance": "illustrative"},
        {"series_id": "grdp_growth_nominal", "period": "2025", "value": 11.05},
        {"series_id": "digital_economy_va_growth", "period": "2025", "value": 13.4},
    )
    assert published_rates(frame) == Rates(8.16, 13.4, at=2026.0)
    assert published_rates(frame, basis="nominal") == Rates(11.05, 13.4, at=2026.0)
    assert published_rates(frame[frame["series_id"] != "digital_economy_va_growth"]) is None
