from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.projection.curves import (
    damped_ramp_integral,
    damped_years,
    ramp_integral,
)
from lib.analysis.projection.fit import fitted_paces, shock_evidence, shrink_empirical_bayes, slopes
from lib.analysis.projection.priors import (
    PRIOR_FREEDOM,
    own_shock,
    pooled_shock,
    prior_of,
    shock_sd,
)
from lib.model.vocabulary import UnitGroup
from tests.unit.analysis.making import (
    COUNT,
    GEOMETRIC,
    INDEX_0_1,
    LINEAR,
    PROPERTY,
    RANK,
    SHARE,
)

NAN = math.nan


def test_recent_points_weigh_more_by_hand() -> None:
    # Weights ¼, ½, 1: the mean time is 10/7, Σw(t−t̄)² = 45.5/49, Σw(t−t̄)z = 14.5/7.
    found = slopes(np.array([0.0, 1.0, 2.0]), np.array([[0.0, 1.0, 4.0]]), half_life=1.0)
    assert found.pace == pytest.approx([29 / 13])
    # The slope is (−5z₁ − 3z₂ + 8z₃)/13 = (5Δ₁ + 8Δ₂)/13.
    assert found.error == pytest.approx([(25 + 64) / 169])
    assert found.count.tolist() == [3]
    assert found.years.tolist() == [2.0]


def test_age_counts_from_the_rows_own_last_point() -> None:
    t = np.array([0.0, 1.0, 2.0, 9.0])
    rows = np.array([[0.0, 1.0, 4.0, NAN], [NAN, NAN, 3.0, 10.0]])
    assert fitted_paces(t, rows, half_life=1.0) == pytest.approx([29 / 13, 1.0])


def test_the_error_of_two_points_is_one_over_the_years_between() -> None:
    found = slopes(np.array([0.0, 1.0, 4.0]), np.array([[1.0, NAN, 2.0], [NAN, 5.0, NAN]]))
    assert found.error[0] == pytest.approx(1 / 4)
    assert math.isnan(found.error[1])


def test_shocks_of_a_row_by_hand() -> None:
    t = np.array([0.0, 1.0, 2.0, 3.0])
    rows = np.array([[0.0, 2.0, NAN, 3.0], [1.0, NAN, NAN, 5.0], [NAN, 7.0, NAN, NAN]])
    squares, freedom = shock_evidence(t, rows)
    # Drift 1 a year: 2 where 1 is due, then 1 where 2 are due over two years: 1/1 + 1/2.
    assert squares == pytest.approx([1.5, 0.0, 0.0])
    assert freedom.tolist() == [1.0, 0.0, 0.0]


def test_paces_are_drawn_in_as_james_and_stein_do() -> None:
    groups: list[UnitGroup | None] = ["urban"] * 4
    # Equal variances: the factor is (k − 3)·v/Σ(y − ȳ)² = 1/56, toward the mean 4.
    drawn, share, within = shrink_empirical_bayes(
        np.array([0.0, 2.0, 4.0, 10.0]), np.ones(4), groups
    )
    assert share == pytest.approx([1 / 56] * 4)
    assert drawn == pytest.approx([4 / 56, 2 + 2 / 56, 4.0, 10 - 6 / 56])
    assert within == pytest.approx([53 / 3] * 4)


def test_paces_that_differ_by_chance_alone_are_drawn_in_most() -> None:
    groups: list[UnitGroup | None] = ["urban"] * 5
    _, share, within = shrink_empirical_bayes(
        np.array([1.0, 1.1, 0.9, 1.0, 1.0]), np.ones(5), groups
    )
    assert within == pytest.approx([0.0] * 5)
    assert share == pytest.approx([2 / 4] * 5)


def test_a_surer_pace_is_drawn_in_less() -> None:
    groups: list[UnitGroup | None] = ["urban"] * 6
    paces = np.array([0.0, 2.0, 4.0, 10.0, 3.0, 5.0])
    _, share, _ = shrink_empirical_bayes(paces, np.array([0.1, 1.0, 4.0, 1.0, 1.0, 1.0]), groups)
    assert share[0] < share[1] < share[2]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_small_group_draws_nothing(count: int) -> None:
    paces = np.arange(count, dtype=float)
    groups: list[UnitGroup | None] = ["urban"] * count
    drawn, share, within = shrink_empirical_bayes(paces, np.ones(count), groups)
    assert drawn.tolist() == paces.tolist()
    assert not share.any()
    assert np.isnan(within).all()


def test_groups_do_not_mix_and_rows_without_a_pace_stay_so() -> None:
    paces = np.array([0.0, 2.0, 4.0, 10.0, NAN, 100.0])
    groups: list[UnitGroup | None] = ["urban", "urban", "urban", "urban", "urban", "rural"]
    drawn, _, within = shrink_empirical_bayes(paces, np.where(np.isfinite(paces), 1.0, NAN), groups)
    assert drawn[0] == pytest.approx(4 / 56)
    assert math.isnan(drawn[4])
    assert within[4] == pytest.approx(53 / 3)
    assert drawn[5] == 100.0


def test_the_shock_variance_is_shared_by_freedom() -> None:
    assert PRIOR_FREEDOM == 4
    prior, squares, freedom = np.array([2.0, 2.0]), np.array([9.0, 0.0]), np.array([1.0, 1.0])
    # Together they estimate 9/2, which counts as the one step that both went through.
    assert pooled_shock(prior, squares, freedom) == pytest.approx([20.5 / 5, 20.5 / 5])
    assert pooled_shock(prior, np.zeros(2), np.zeros(2)).tolist() == [4.0, 4.0]
    assert own_shock(prior, squares, freedom) == pytest.approx([5.0, 16 / 5])


def test_priors_are_in_the_scales_own_terms() -> None:
    values = np.array([[10.0, 40.0], [NAN, 200.0]])
    assert shock_sd(SHARE, values).tolist() == [0.26, 0.26]
    assert shock_sd(LINEAR, values).tolist() == [2.0, 2.0]
    assert shock_sd(INDEX_0_1, values).tolist() == [0.02, 0.02]
    uncapped = replace(LINEAR, cap=None, unit="count")
    assert shock_sd(uncapped, values).tolist() == pytest.approx([2.0, 10.0])
    rate = replace(LINEAR, cap=None, unit="per_100")
    assert shock_sd(rate, values).tolist() == pytest.approx([0.6, 0.6])


def test_shares_and_counts_slacken_and_money_and_lines_do_not() -> None:
    assert [prior_of(one).damping for one in (SHARE, COUNT, GEOMETRIC, LINEAR, RANK)] == [
        0.8,
        0.8,
        1.0,
        1.0,
        1.0,
    ]


def test_years_of_a_slackening_pace() -> None:
    decay = -math.log(0.8)
    # A fifth is lost in the first year: (1 − 0.8)/−ln 0.8.
    found = damped_years(np.array([0.0, 1.0, 1e9]), np.array([decay] * 3))
    assert found == pytest.approx([0.0, 0.2 / decay, 1 / decay])
    assert damped_years(np.array([3.0]), np.zeros(1)).tolist() == [3.0]


@pytest.mark.parametrize(
    ("start", "ramp"),
    [(2027.4, 1.7), (2020.0, 2.0), (2026.0, 3.0), (2025.0, 3.0), (2028.0, 0.0), (2050.0, 1.0)],
)
def test_effort_on_a_slackening_pace_integrates_exactly(start: float, ramp: float) -> None:
    fine = np.linspace(2026.0, 2031.0, 500_001)
    rising = np.clip((fine - start) / ramp, 0, 1) if ramp else (fine >= start).astype(float)
    stepped = np.trapezoid(rising * np.exp(-0.22 * (fine - 2026.0)), fine)
    closed = damped_ramp_integral(
        np.array([2026.0, 2031.0]), start=start, ramp_years=ramp, decay=0.22
    )
    assert closed[0] == 0.0
    assert closed[1] == pytest.approx(stepped, abs=1e-5)


@PROPERTY
@given(st.floats(2015, 2040), st.floats(0, 10), st.floats(0.01, 3))
def test_slackening_only_takes_away(start: float, ramp: float, decay: float) -> None:
    t = np.array([2026.5, 2027.0, 2030.0, 2036.0])
    damped = damped_ramp_integral(t, start=start, ramp_years=ramp, decay=decay)
    plain = ramp_integral(t, start=start, ramp_years=ramp)
    assert (np.diff(damped) >= -1e-9).all()
    assert (damped <= plain - plain[0] + 1e-9).all()


@PROPERTY
@given(
    st.lists(st.floats(-50, 50), min_size=3, max_size=6),
    st.floats(-100, 100),
    st.floats(0.01, 100),
)
def test_a_shift_or_a_factor_of_values_does_what_it_must(
    values: list[float], shift: float, factor: float
) -> None:
    t = np.arange(len(values), dtype=float)
    row = np.array([values])
    plain = slopes(t, row, half_life=0.7)
    moved = slopes(t, factor * row + shift, half_life=0.7)
    assert moved.pace == pytest.approx(factor * plain.pace, abs=1e-6 * (1 + factor))
    assert moved.error.tolist() == plain.error.tolist()
    squares, _ = shock_evidence(t, row)
    scaled, _ = shock_evidence(t, factor * row + shift)
    assert scaled == pytest.approx(factor**2 * squares, rel=1e-6, abs=1e-6 * (1 + factor**2))
