from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.projection.fit import fitted_paces, group_medians
from lib.analysis.projection.history import Rates
from lib.analysis.projection.projection import Status, project, ramp_integral
from lib.analysis.projection.scale import from_scale, path_of, to_scale
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import UnitGroup
from tests.unit.analysis.making import (
    DOWN,
    GEOMETRIC,
    GROWTH,
    INDEX_0_1,
    LINEAR,
    PROPERTY,
    RANK,
    SHARE,
    history,
    point,
)

NOW = Controls()
YEARS = [2024.0, 2025.0, 2026.0]


def effort(e: float, *, start_year: int = 2027, ramp_years: float = 2.0) -> Controls:
    return Controls(effort_society=e, start_year=start_year, ramp_years=ramp_years)


# --- Pieces -----------------------------------------------------------------------------------


def test_the_ramp_integrates_exactly() -> None:
    t = np.array([2026.0, 2027.0, 2028.0, 2029.0, 2030.0])
    # r rises from 0 (2027) to 1 (2029): its area is 0, 0, 1/4, 1, 2.
    assert ramp_integral(t, start=2027.0, ramp_years=2.0) == pytest.approx([0, 0, 0.25, 1, 2])
    assert ramp_integral(t, start=2027.0, ramp_years=0.0) == pytest.approx([0, 0, 1, 2, 3])
    fine = np.linspace(2026.0, 2031.3, 200_001)
    stepped = np.trapezoid(np.clip((fine - 2027.4) / 1.7, 0, 1), fine)
    closed = ramp_integral(fine[-1:], start=2027.4, ramp_years=1.7)
    assert closed == pytest.approx([stepped], abs=1e-9)


def test_least_squares_by_hand() -> None:
    t = np.array([2020.0, 2021.0, 2023.0])
    rows = np.array(
        [
            [1.0, 2.0, 3.0],  # mean t 2021⅓, Σ(t−t̄)z = 3, Σ(t−t̄)² = 14/3
            [5.0, math.nan, 11.0],
            [7.0, math.nan, math.nan],
            [math.nan, math.nan, math.nan],
        ]
    )
    paces = fitted_paces(t, rows)
    assert paces[:2] == pytest.approx([9 / 14, 2.0])
    assert np.isnan(paces[2:]).all()


def test_two_points_too_near_in_time_have_no_pace() -> None:
    rows = np.array([[1.0, 2.0]])
    assert np.isnan(fitted_paces(np.array([2025.0, 2025.06]), rows)).all()
    assert np.isfinite(fitted_paces(np.array([2025.0, 2025.0 + 28 / 365]), rows)).all()


def test_medians_are_within_groups() -> None:
    groups: list[UnitGroup | None] = ["urban", "urban", "urban", "rural", None]
    medians = group_medians(np.array([1.0, 3.0, math.nan, math.nan, 7.0]), groups)
    assert medians[:3] == pytest.approx([2.0, 2.0, 2.0])
    assert math.isnan(medians[3])
    assert medians[4] == 7.0


@pytest.mark.parametrize("indicator", [SHARE, LINEAR, GEOMETRIC, INDEX_0_1])
def test_scales_come_back(indicator: Indicator) -> None:
    values = np.array([0.02, 0.3, 0.7, 0.98]) * (indicator.cap or 1.0)
    assert from_scale(to_scale(values, indicator), indicator) == pytest.approx(values)


def test_a_logistic_path_without_a_cap_is_none() -> None:
    assert path_of(replace(SHARE, cap=None)) == "none"
    assert path_of(replace(SHARE, cap=0.0)) == "none"
    assert path_of(SHARE) == "logistic"


# --- Worked curves ----------------------------------------------------------------------------


def test_linear_baseline_and_effort_by_hand() -> None:
    series = history(LINEAR, YEARS, [[40, 42, 44], [50, 54, 58]], weights=[3000, 1000])
    found = project(series, 2030, effort(2.0))
    assert found.t.tolist() == [2026, 2027, 2028, 2029, 2030, 2031]
    assert found.units_baseline[0].tolist() == pytest.approx([44, 46, 48, 50, 52, 54])
    assert found.units_baseline[1].tolist() == pytest.approx([58, 62, 66, 70, 74, 78])
    # Effort from 2027 over 2 years adds years of pace 0, 0, ¼, 1, 2, 3. The median pace is 3, so
    # the slow unit gains 3 a year and the quick one its own 4.
    assert found.units_scenario[0].tolist() == pytest.approx([44, 46, 48.75, 53, 58, 63])
    assert found.units_scenario[1].tolist() == pytest.approx([58, 62, 67, 74, 82, 90])
    assert found.city_baseline[-1] == pytest.approx((3 * 54 + 78) / 4)
    assert found.city_scenario[-1] == pytest.approx((3 * 63 + 90) / 4)
    assert (found.status, found.city_from, found.coverage) == ("ok", "units", 1.0)
    assert found.unit_status == ("ok", "ok")
    assert found.at(2030) == 5
    assert found.at(2025) == 0
    assert found.at(2035) is None


def test_logistic_baseline_by_hand() -> None:
    # Odds 1 then 2: one year doubles them again, 4 then 8.
    series = history(SHARE, [2025.0, 2026.0], [[50.0, 100 * 2 / 3]])
    found = project(series, 2027, NOW)
    assert found.units_baseline[0].tolist() == pytest.approx([200 / 3, 80.0, 100 * 8 / 9])


def test_geometric_baseline_by_hand() -> None:
    found = project(history(GEOMETRIC, [2025.0, 2026.0], [[100.0, 110.0]]), 2027, NOW)
    assert found.units_baseline[0].tolist() == pytest.approx([110.0, 121.0, 133.1])


def test_effort_cannot_change_what_is_already_measured() -> None:
    series = history(LINEAR, YEARS, [[40, 42, 44]], city=(point("2025", 47.0),))
    found = project(series, 2027, effort(2.0, start_year=2020))
    # At full effect long before the last figure: from it on, twice the pace.
    assert found.units_scenario[0].tolist() == pytest.approx([44, 48, 52])
    assert found.city_scenario.tolist() == pytest.approx([47, 51, 55])


def test_effort_on_a_share_that_should_fall_lowers_it() -> None:
    found = project(history(DOWN, YEARS, [[40, 38, 36]]), 2030, effort(2.0))
    assert found.units_baseline[0, -1] == pytest.approx(26)
    assert found.units_scenario[0, -1] == pytest.approx(26 - 3 * 2)


def test_a_falling_unit_gains_at_its_groups_median() -> None:
    series = history(LINEAR, YEARS, [[40, 39, 38], [40, 42, 44], [40, 42, 44]])
    found = project(series, 2030, effort(2.0))
    # Baseline −1 a year to 33; the group's median is +2, three years of it.
    assert found.units_baseline[0, -1] == pytest.approx(33)
    assert found.units_scenario[0, -1] == pytest.approx(39)
    alone = project(history(LINEAR, YEARS, [[40, 39, 38]]), 2030, effort(2.0))
    assert alone.units_scenario.tolist() == alone.units_baseline.tolist()


def test_a_unit_with_one_point_goes_at_its_groups_median() -> None:
    nan = math.nan
    series = history(
        LINEAR,
        YEARS,
        [[40, 42, 44], [nan, nan, 50], [nan, nan, 50], [nan, nan, nan]],
        groups=["urban", "urban", "rural", "rural"],
    )
    found = project(series, 2027, NOW)
    assert found.unit_status == ("ok", "group_pace", "not_enough_data", "no_data")
    assert found.units_baseline[1].tolist() == pytest.approx([50, 52, 54])
    assert found.units_baseline[2].tolist() == [50, 50, 50]
    assert np.isnan(found.units_baseline[3]).all()
    assert found.coverage == 0.75
    assert found.city_from == "nothing"
    assert np.isnan(found.city_baseline).all()


def test_a_unit_that_lags_in_time_is_brought_to_the_common_start() -> None:
    series = history(LINEAR, YEARS, [[40, 42, math.nan], [50, 52, 54]])
    found = project(series, 2026, NOW)
    assert found.units_baseline[0].tolist() == pytest.approx([44, 46])


def test_a_start_inside_a_year_goes_on_to_its_end() -> None:
    found = project(history(LINEAR, [2025.75, 2026.75], [[40, 44]]), 2027, NOW)
    assert found.t.tolist() == [2026.75, 2027.0, 2028.0]
    assert found.units_baseline[0].tolist() == pytest.approx([44, 45, 49])


def test_units_start_at_their_own_value_even_at_the_cap() -> None:
    found = project(history(SHARE, YEARS, [[90, 99, 100], [50, 20, 0]]), 2030, effort(5.0))
    assert found.units_baseline[:, 0].tolist() == [100.0, 0.0]
    assert (found.units_baseline[0] <= 100).all()
    assert (found.units_baseline[1] >= 0).all()


def test_values_beyond_the_cap_are_held_at_it() -> None:
    found = project(history(SHARE, YEARS, [[90, 95, 103]]), 2030, NOW)
    assert found.units_baseline[0, 0] == 100.0


def test_nought_has_no_growth_rate() -> None:
    found = project(history(GEOMETRIC, YEARS, [[5, 3, 0]]), 2030, effort(3.0))
    assert found.unit_status == ("zero_base",)
    assert (found.units_scenario == 0).all()


@pytest.mark.parametrize("indicator", [RANK, GROWTH])
def test_ranks_and_growth_rates_are_not_forecast(indicator: Indicator) -> None:
    series = history(indicator, [], [], city=(point("2023", -6.0), point("2024", 4.0)))
    found = project(series, 2030, effort(5.0))
    assert found.status == "no_path"
    assert (found.city_scenario == 4.0).all()


# --- The city ---------------------------------------------------------------------------------


def test_the_city_starts_at_its_published_value() -> None:
    series = history(LINEAR, YEARS, [[40, 42, 44]], city=(point("2025", 47.0),))
    found = project(series, 2027, NOW)
    assert found.city_from == "units_shifted"
    assert found.city_baseline.tolist() == pytest.approx([47, 49, 51])
    assert found.units_baseline[0].tolist() == pytest.approx([44, 46, 48])


def test_an_older_published_value_is_passed_through_at_its_own_moment() -> None:
    series = history(LINEAR, [2025.0, 2026.0], [[42, 44]], city=(point("2024", 45.0),))
    # Units stood at 42 when the city was published at 45: 3 points above from then on.
    assert project(series, 2026, NOW).city_baseline.tolist() == pytest.approx([47, 49])


def test_the_shift_is_on_the_scale_so_that_the_cap_holds() -> None:
    series = history(SHARE, YEARS, [[50, 80, 95]], city=(point("2025", 99.0),))
    found = project(series, 2035, effort(10.0))
    assert found.city_baseline[0] == pytest.approx(99.0)
    assert (np.diff(found.city_baseline) > 0).all()
    assert (found.city_scenario <= 100).all()


def test_a_published_value_older_than_the_units_shifts_nothing() -> None:
    series = history(LINEAR, YEARS, [[40, 42, 44]], city=(point("2019", 90.0),))
    found = project(series, 2027, NOW)
    assert (found.city_from, found.city_baseline[0]) == ("units", 44.0)


def test_units_at_nought_cannot_be_shifted_to_a_published_value() -> None:
    series = history(GEOMETRIC, YEARS, [[0, 0, 0]], city=(point("2024", 8.0), point("2025", 9.0)))
    found = project(series, 2026, NOW)
    assert found.city_from == "points"
    assert found.city_baseline.tolist() == pytest.approx([9, 81 / 8])


def test_a_newer_published_value_moves_the_start() -> None:
    series = history(LINEAR, YEARS, [[40, 42, 44]], city=(point("2026", 50.0),))
    found = project(series, 2027, NOW)
    assert found.t.tolist() == [2027, 2028]
    assert found.city_baseline.tolist() == pytest.approx([50, 52])
    assert found.units_baseline[0].tolist() == pytest.approx([46, 48])


def test_without_units_the_city_goes_by_its_own_points() -> None:
    series = history(LINEAR, [], [], city=(point("2023", 40.0), point("2025", 44.0)))
    found = project(series, 2027, effort(2.0, start_year=2026, ramp_years=0.0))
    assert (found.city_from, found.status, found.city_provenance) == ("points", "ok", "official")
    assert found.city_baseline.tolist() == pytest.approx([44, 46, 48])
    assert found.city_scenario.tolist() == pytest.approx([44, 48, 52])
    assert found.units_baseline.shape == (0, 3)


def test_one_city_point_stays_level_and_says_so() -> None:
    found = project(history(SHARE, [], [], city=(point("2025", 97.0),)), 2030, effort(4.0))
    assert found.status == "not_enough_data"
    assert found.city_baseline == pytest.approx(97.0)
    assert found.city_scenario.tolist() == found.city_baseline.tolist()


def test_what_is_not_averaged_keeps_its_units_and_the_citys_own_points() -> None:
    unweighted = replace(LINEAR, weight="none")
    series = history(unweighted, YEARS, [[1, 2, 3]], city=(point("2025", 40.0),))
    found = project(series, 2027, NOW)
    assert found.city_from == "points"
    assert found.city_baseline.tolist() == [40, 40, 40]


def test_marks_are_the_weakest_of_the_inputs() -> None:
    series = history(LINEAR, YEARS, [[1, 2, 3]], city=(point("2025", 40.0, "estimate"),))
    found = project(replace(series, provenance="illustrative"), 2027, NOW)
    assert (found.units_provenance, found.city_provenance) == ("illustrative", "illustrative")


def test_no_figure_and_no_time() -> None:
    empty = project(history(LINEAR, [], []), 2030, NOW)
    assert (empty.status, empty.t.size, empty.city_from) == ("no_data", 0, "nothing")
    nothing = project(history(LINEAR, YEARS, [[math.nan] * 3]), 2030, NOW)
    assert (nothing.status, nothing.units_baseline.shape) == ("no_data", (1, 0))
    late = project(history(LINEAR, YEARS, [[40, 42, 44]]), 2020, NOW)
    assert (late.status, late.units_baseline.tolist()) == ("horizon_past", [[44.0]])


# --- The identity -----------------------------------------------------------------------------

DIGITAL = replace(SHARE, indicator_id="digital_economy_share_grdp", pillar="economy")
RATES = Rates(grdp_growth=8.16, digital_economy_growth=13.4)


def test_the_digital_economy_share_goes_by_its_identity() -> None:
    series = history(DIGITAL, [], [], city=(point("2025", 17.34, "estimate"),), rates=RATES)
    found = project(series, 2030, Controls(grdp_growth=10.0, digital_economy_growth=30.02))
    assert found.t.tolist() == [2026, 2027, 2028, 2029, 2030, 2031]
    assert found.city_baseline[-1] == pytest.approx(21.97, abs=0.005)
    assert found.city_scenario[-1] == pytest.approx(40.0, abs=0.01)
    assert (found.city_from, found.status, found.city_provenance) == ("identity", "ok", "estimate")


def test_effort_does_not_move_the_identity() -> None:
    series = history(DIGITAL, [], [], city=(point("2025", 17.34),), rates=RATES)
    found = project(series, 2030, replace(NOW, effort_economy=5.0))
    assert found.city_scenario.tolist() == found.city_baseline.tolist()


def test_one_chosen_rate_leaves_the_other_as_published() -> None:
    series = history(DIGITAL, [], [], city=(point("2025", 17.34),), rates=RATES)
    found = project(series, 2026, replace(NOW, grdp_growth=13.4))
    assert found.city_scenario.tolist() == pytest.approx([17.34, 17.34])


def test_without_published_rates_the_share_stays_level() -> None:
    series = history(DIGITAL, [], [], city=(point("2025", 17.34),))
    found = project(series, 2030, replace(NOW, grdp_growth=10.0))
    assert found.status == "no_rates"
    assert (found.city_scenario == 17.34).all()
    assert project(history(DIGITAL, [], []), 2030, NOW).status == "no_data"


# --- Properties -------------------------------------------------------------------------------

_CELLS = st.one_of(
    st.just(math.nan),
    st.sampled_from([0.0, 100.0, -5.0, 103.0, 50.0]),
    st.floats(-1e6, 1e6),
    st.floats(0, 100),
)
_INDICATORS = st.sampled_from(
    [
        SHARE,
        LINEAR,
        GEOMETRIC,
        DOWN,
        INDEX_0_1,
        replace(SHARE, direction="down"),
        RANK,
        replace(LINEAR, cap=None),
        replace(SHARE, cap=None),
    ]
)
_ROWS = st.lists(st.lists(_CELLS, min_size=4, max_size=4), min_size=1, max_size=5)
_CITY = st.one_of(st.none(), st.floats(-1e6, 1e6))
_EFFORT = st.one_of(st.floats(0, 5), st.sampled_from([0.0, 1e9]))
_GROUPS: list[UnitGroup | None] = ["urban", "rural", None, "near", "urban"]


@PROPERTY
@given(_INDICATORS, _ROWS, _CITY, _EFFORT, st.integers(2020, 2040), st.floats(0, 10))
def test_any_series_and_any_lever_give_finite_curves_within_the_cap(
    indicator: Indicator,
    rows: list[list[float]],
    published: float | None,
    e: float,
    start_year: int,
    ramp_years: float,
) -> None:
    city = () if published is None else (point("2025", published),)
    series = history(
        indicator, [2024.0, 2025.0, 2025.01, 2026.5], rows, groups=_GROUPS[: len(rows)], city=city
    )
    found = project(series, 2035, effort(e, start_year=start_year, ramp_years=ramp_years))
    assert found.status in get_args(Status)
    assert len(found.unit_status) == len(rows)
    drawn = np.array([status != "no_data" for status in found.unit_status], dtype=bool)
    for curves in (found.units_baseline, found.units_scenario):
        assert curves.shape == (len(rows), found.t.size)
        assert np.isfinite(curves[drawn]).all()
        if path_of(indicator) != "none":
            assert (curves[drawn] >= 0).all()
            assert (curves[drawn] <= (indicator.cap or math.inf)).all()
    for curve in (found.city_baseline, found.city_scenario):
        assert np.isfinite(curve).all() == (found.city_from != "nothing" or curve.size == 0)


@PROPERTY
@given(_INDICATORS, _ROWS, _CITY, st.integers(2020, 2040), st.floats(0, 10))
def test_effort_of_one_is_the_baseline_to_the_last_bit(
    indicator: Indicator,
    rows: list[list[float]],
    published: float | None,
    start_year: int,
    ramp_years: float,
) -> None:
    city = () if published is None else (point("2025", published),)
    series = history(indicator, [2024.0, 2025.0, 2025.01, 2026.5], rows, city=city)
    found = project(series, 2035, effort(1.0, start_year=start_year, ramp_years=ramp_years))
    assert found.units_scenario.tobytes() == found.units_baseline.tobytes()
    assert found.city_scenario.tobytes() == found.city_baseline.tobytes()


@PROPERTY
@given(_INDICATORS, _ROWS, _CITY, st.floats(0, 6), st.floats(0, 6), st.floats(0, 5))
def test_more_effort_never_moves_the_wrong_way(
    indicator: Indicator,
    rows: list[list[float]],
    published: float | None,
    one_effort: float,
    other_effort: float,
    ramp_years: float,
) -> None:
    less, more = sorted((one_effort, other_effort))
    city = () if published is None else (point("2025", published),)
    series = history(indicator, [2024.0, 2025.0, 2025.01, 2026.5], rows, city=city)
    low, high = (project(series, 2035, effort(e, ramp_years=ramp_years)) for e in (less, more))
    pairs = ((low.units_scenario, high.units_scenario), (low.city_scenario, high.city_scenario))
    for worse, better in pairs:
        gain = indicator.d * (better - worse)
        rounding = 1e-9 * np.maximum(1.0, np.abs(worse))
        assert (np.isnan(gain) | (gain >= -rounding)).all()
