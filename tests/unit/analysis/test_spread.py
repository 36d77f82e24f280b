from __future__ import annotations

import math
from dataclasses import replace
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.projection.curves import damped_years, fit_rows
from lib.analysis.projection.normal import Z_HIGH, hermite, normal_cdf
from lib.analysis.projection.predictive_distribution import (
    CityDistribution,
    UnitDistribution,
    band_statuses,
    scale_place,
    weighted_mean_distribution,
)
from lib.analysis.projection.projection import Projection, fan, project
from lib.analysis.projection.scale import Floats, from_scale
from lib.model.entities import Controls, Indicator
from tests.unit.analysis.making import (
    COUNT,
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
YEARS = [2022.0, 2023.0, 2024.0, 2025.0, 2026.0]
FREE = replace(LINEAR, cap=None, unit="percent")
NORMAL = NormalDist()


# --- Pieces -----------------------------------------------------------------------------------


def test_the_normal_distribution() -> None:
    x = np.linspace(-6, 6, 241)
    exact = [NORMAL.cdf(each) for each in x]
    assert normal_cdf(x) == pytest.approx(exact, abs=2e-7)


def test_quadrature_is_exact_for_moments() -> None:
    nodes, weights = hermite(9)
    moments = [float((weights * nodes**power).sum()) for power in (0, 1, 2, 4, 6)]
    assert moments == pytest.approx([1, 0, 1, 3, 15])


def test_a_slackening_logistic_by_hand() -> None:
    # Odds 1, 2, 4: a pace of ln 2, of which a year leaves (1 − 0.8)/−ln 0.8 = 0.8963 years' worth.
    series = history(SHARE, [2024.0, 2025.0, 2026.0], [[50.0, 200 / 3, 80.0]])
    found = project(series, 2027, NOW)
    odds = [4 * 2 ** ((1 - 0.8**h) / -math.log(0.8)) for h in (0, 1, 2)]
    assert found.units_baseline[0].tolist() == pytest.approx([100 * o / (1 + o) for o in odds])


def test_two_points_or_less_than_a_year_go_on_as_they_are() -> None:
    two = project(history(SHARE, [2025.0, 2026.0], [[50.0, 200 / 3]]), 2026, NOW)
    assert two.units_baseline[0, 1] == pytest.approx(80.0)
    assert two.unit_band_status == ("few_points",)
    short = history(SHARE, [2025.5, 2025.75, 2026.0], [[50.0, 200 / 3, 80.0]])
    found = project(short, 2026, NOW)
    assert found.units_baseline[0, 1] == pytest.approx(100 * 64 / 65)  # four quarters of doubling
    assert found.unit_band_status == ("short_span",)
    assert found.bands() is None


def test_the_variance_of_a_row_by_hand() -> None:
    # On a line without a cap of 100: prior 0.6, no residual, so σ² = 4·0.36/(4 + 1) = 0.288; the
    # slope over three even points is half the last less the first, its error 1/2 if all are alike.
    t = np.array([2024.0, 2025.0, 2026.0])
    fit = fit_rows(t, np.array([[40.0, 42.0, 44.0]]), FREE, (None,))
    assert fit.shock_variance == pytest.approx([0.288])
    a = 0.5 ** (1 / 0.7)  # weights a², a, 1
    mean = (a + 2) / (a * a + a + 1)
    spread = a * a * mean**2 + a * (1 - mean) ** 2 + (2 - mean) ** 2
    first, last = a * a * mean / spread, (2 - mean) / spread
    error = first**2 + last**2
    assert fit.pace_variance == pytest.approx([0.288 * (error + 0.4)])


def test_a_units_band_is_closed_form() -> None:
    series = history(FREE, YEARS, [[40, 43, 44, 47, 49]])
    found = project(series, 2030, NOW)
    fit = fit_rows(series.t, series.values, FREE, series.groups)
    bands = found.bands()
    assert bands is not None
    h = found.t - 2026.0
    sd = np.sqrt(h**2 * fit.pace_variance + h * fit.shock_variance)
    assert bands.units_baseline.high[0] == pytest.approx(found.units_baseline[0] + Z_HIGH * sd)
    assert bands.units_baseline.low[0] == pytest.approx(found.units_baseline[0] - Z_HIGH * sd)
    assert bands.units_baseline.middle[0] == pytest.approx(found.units_baseline[0])
    # One unit is the city; its law is the unit's own.
    assert bands.city_baseline is not None
    assert bands.city_baseline.high == pytest.approx(bands.units_baseline.high[0])


def test_a_mean_of_lines_is_exactly_normal() -> None:
    mean = np.array([[10.0], [20.0], [40.0]])
    sd = np.array([[1.0], [2.0], [0.5]])
    free = replace(FREE, path="none")
    rows = UnitDistribution(free, mean[:, 0], mean[:, 0], mean, sd)
    weights = np.array([0.5, 0.3, 0.2])
    band = weighted_mean_distribution(rows, weights).band()
    # Half of each variance is common: (0.5 + 0.6 + 0.1)²/2 + (0.25 + 0.36 + 0.01)/2.
    total = 1.44 / 2 + 0.62 / 2
    assert band.middle == pytest.approx([19.0], abs=1e-3)
    assert band.high == pytest.approx([19.0 + Z_HIGH * math.sqrt(total)], abs=2e-3)
    law = CityDistribution(rows, weights)
    assert law.below(19.0 + math.sqrt(total), 0) == pytest.approx(NORMAL.cdf(1), abs=5e-4)


@pytest.mark.parametrize("common", [0.2, 0.5, 0.9])
def test_any_common_share(common: float) -> None:
    count = 40
    mean = np.linspace(10, 30, count)[:, None]
    sd = np.linspace(0.5, 2, count)[:, None]
    rows = UnitDistribution(replace(FREE, path="none"), mean[:, 0], mean[:, 0], mean, sd)
    weights = np.full(count, 1 / count)
    band = weighted_mean_distribution(rows, weights, common=common).band()
    part = (weights * sd[:, 0]) ** 2
    total = common * (weights @ sd[:, 0]) ** 2 + (1 - common) * part.sum()
    assert band.high - band.middle == pytest.approx([Z_HIGH * math.sqrt(total)], rel=0.01)


# --- Against a simulation ---------------------------------------------------------------------


def curved(count: int, *, indicator: Indicator = SHARE, seed: int = 11) -> Any:
    rng = np.random.default_rng(seed)
    calm = 0.3 if indicator.path == "geometric" else 1.0  # money does not leap as adoption does
    pace = calm * rng.normal(0.3, 0.15, count)
    scaled = rng.uniform(-1, 1.5, count)[:, None] + pace[:, None] * np.arange(5)
    scaled += calm * rng.normal(0, 0.2, (count, 5)).cumsum(axis=1)
    values = from_scale(scaled, indicator) if indicator.path != "linear" else 60 + 5 * scaled
    return history(
        indicator,
        YEARS,
        values.tolist(),
        weights=rng.uniform(10, 100, count).tolist(),
        groups=[("urban", "near", "rural")[i % 3] for i in range(count)],
    )


def stratified(draws: int) -> Floats:
    """Normal draws at the middles of equal parts: the common factor without its sampling noise."""
    u = (np.arange(draws) + 0.5) / draws
    grid = np.linspace(-5.5, 5.5, 20_001)
    return np.interp(u, [NORMAL.cdf(x) for x in grid], grid)


def simulated(found: Projection, column: int, *, draws: int = 200_000, seed: int = 5) -> Floats:
    """City values drawn one by one from the factor model, in place and in single precision."""
    assert found.city_laws is not None
    law = found.city_laws[1]
    rows, rng = law.rows, np.random.default_rng(seed)
    shared = np.float32(math.sqrt(0.5)) * stratified(draws).astype(np.float32)
    total = np.zeros(draws)
    draw = np.empty(draws, dtype=np.float32)
    offset = rows.start_value - from_scale(rows.start_scaled, rows.indicator)
    for i in range(len(law.weights)):
        rng.standard_normal(out=draw, dtype=np.float32)
        draw *= np.float32(math.sqrt(0.5))
        draw += shared
        draw *= np.float32(rows.sd[i, column])
        draw += np.float32(rows.mean[i, column])
        values = from_scale(draw, rows.indicator) + offset[i]
        total += law.weights[i] * np.clip(values, 0, rows.indicator.cap or math.inf)
    return total if law.shift is None else law.shift.forward(total)


@pytest.mark.parametrize(
    ("count", "indicator"), [(126, SHARE), (30, SHARE), (30, LINEAR), (30, GEOMETRIC), (4, SHARE)]
)
def test_the_citys_band_and_chance_against_200_000_draws(count: int, indicator: Indicator) -> None:
    found = project(curved(count, indicator=indicator), 2030, Controls(effort_society=1.5))
    column = found.at(2030)
    bands = found.bands()
    assert column is not None
    assert bands is not None
    assert bands.city_scenario is not None
    assert found.city_laws is not None
    drawn = simulated(found, column)
    low, middle, high = np.quantile(drawn, (0.1, 0.5, 0.9))
    size = 100.0 if indicator.cap else float(middle)
    within = 0.001 * size
    assert bands.city_scenario.low[column] == pytest.approx(low, abs=within)
    assert bands.city_scenario.middle[column] == pytest.approx(middle, abs=within)
    assert bands.city_scenario.high[column] == pytest.approx(high, abs=within)
    slack = 0.001 if count >= 30 else 0.002
    for goal in (low, middle, high):
        chance = found.city_laws[1].below(float(goal), column)
        assert chance == pytest.approx(float((drawn <= goal).mean()), abs=slack)


def test_a_shifted_city_against_the_same_draws() -> None:
    series = replace(curved(30), city=(point("2024", 47.0),))
    found = project(series, 2030, NOW)
    assert found.city_from == "units_shifted"
    column = found.at(2030)
    bands = found.bands()
    assert column is not None
    assert bands is not None
    assert bands.city_scenario is not None
    drawn = simulated(found, column)
    assert bands.city_scenario.low[column] == pytest.approx(np.quantile(drawn, 0.1), abs=0.1)
    assert bands.city_scenario.high[column] == pytest.approx(np.quantile(drawn, 0.9), abs=0.1)


def test_the_variance_is_that_of_the_process_it_stands_for() -> None:
    """Pace error and five yearly shocks drawn apart, the shocks one by one."""
    series = curved(1)
    fit = fit_rows(series.t, series.values, SHARE, series.groups)
    found = project(series, 2030, NOW)
    rng, draws = np.random.default_rng(3), 200_000
    gone = damped_years(np.array([5.0]), fit.decay)[0]
    deviation = gone * math.sqrt(fit.pace_variance[0]) * rng.standard_normal(draws)
    for _ in range(5):
        deviation += math.sqrt(fit.shock_variance[0]) * rng.standard_normal(draws)
    assert found.unit_laws is not None
    assert found.unit_laws[0].sd[0, found.at(2030) or 0] == pytest.approx(deviation.std(), rel=0.01)


# --- When there is a band ---------------------------------------------------------------------


def test_a_city_of_three_points_has_the_closed_form_band() -> None:
    city = (point("2021", 40.0), point("2023", 48.0), point("2025", 55.0))
    found = project(history(SHARE, [], [], city=city), 2030, NOW)
    bands = found.bands()
    assert (found.city_from, found.city_band_status) == ("points", "band")
    assert bands is not None
    assert bands.city_baseline is not None
    assert bands.city_baseline.low[0] == bands.city_baseline.high[0] == pytest.approx(55.0)
    assert (np.diff(bands.city_baseline.high - bands.city_baseline.low) > 0).all()
    assert bands.city_baseline.middle.tolist() == pytest.approx(found.city_baseline.tolist())


@pytest.mark.parametrize(
    ("indicator", "city", "status"),
    [
        (SHARE, (("2025", 50.0),), "few_points"),
        (SHARE, (("2024", 50.0), ("2025", 55.0)), "few_points"),
        (SHARE, (("2025-01", 50.0), ("2025-03", 52.0), ("2025-06", 55.0)), "short_span"),
        (SHARE, (), "not_drawn"),
        (RANK, (("2023", 5.0), ("2024", 4.0), ("2025", 3.0)), "no_path"),
        (GROWTH, (("2023", 5.0), ("2024", 4.0), ("2025", 3.0)), "no_path"),
        (GEOMETRIC, (("2023", 5.0), ("2024", 4.0), ("2025", 0.0)), "not_drawn"),
    ],
)
def test_why_a_city_has_no_band(
    indicator: Indicator, city: tuple[tuple[str, float], ...], status: str
) -> None:
    series = history(indicator, [], [], city=tuple(point(*pair) for pair in city))
    found = project(series, 2030, NOW)
    assert found.city_band_status == status
    assert found.bands() is None


def test_the_horizon_past_has_no_band() -> None:
    late = project(history(SHARE, YEARS, [[40, 42, 44, 46, 48]]), 2020, NOW)
    assert (late.city_band_status, late.unit_band_status) == ("horizon_past", ("horizon_past",))
    assert band_statuses(fit_rows(np.empty(0), np.empty((2, 0)), SHARE, None), np.empty(0)) == (
        "not_drawn",
        "not_drawn",
    )


def test_units_with_a_forecast_must_hold_most_of_the_people() -> None:
    nan = math.nan
    rows: list[list[float]] = [[40, 42, 44, 46, 48], [nan, nan, nan, 40, 42]]
    most = project(history(SHARE, YEARS, rows, weights=[80, 20]), 2030, NOW)
    assert (most.city_band_status, most.unit_band_status) == ("band", ("band", "few_points"))
    bands = most.bands()
    assert bands is not None
    assert np.isnan(bands.units_baseline.low[1]).all()
    fewer = project(history(SHARE, YEARS, rows, weights=[79, 21]), 2030, NOW)
    assert fewer.city_band_status == "few_points"


def test_what_is_published_of_the_city_is_known_at_its_moment() -> None:
    series = replace(curved(6), city=(point("2026", 60.0),))  # a year after the units' last figure
    bands = project(series, 2030, NOW).bands()
    assert bands is not None
    assert bands.city_baseline is not None
    assert bands.city_baseline.low[0] == pytest.approx(60.0, abs=1e-6)
    assert bands.city_baseline.high[0] == pytest.approx(60.0, abs=1e-6)
    assert bands.units_baseline.high[0, 0] > bands.units_baseline.low[0, 0]


def test_a_city_band_is_narrower_than_a_units_but_does_not_vanish() -> None:
    found = project(curved(126), 2030, NOW)
    bands = found.bands()
    assert bands is not None
    assert bands.city_baseline is not None
    city = bands.city_baseline.high[-1] - bands.city_baseline.low[-1]
    units = np.median(bands.units_baseline.high[:, -1] - bands.units_baseline.low[:, -1])
    assert 0.5 * units < city < 0.9 * units


def test_fan_of_two_points_by_hand() -> None:
    series = history(LINEAR, [], [], city=(point("2023", 40.0), point("2025", 44.0)))
    found = fan(series, 2027, NOW)
    assert found is not None
    assert found.factors == (0.5, 1.0, 1.5)
    assert found.city.tolist() == [
        pytest.approx([44, 45, 46]),
        pytest.approx([44, 46, 48]),
        pytest.approx([44, 47, 50]),
    ]
    assert found.city[1].tolist() == project(series, 2027, NOW).city_scenario.tolist()


def test_a_launch_is_no_pace() -> None:
    # Published accounts went from 160,267 to 5.8 million in 13 months; no curve goes on so.
    city = (point("2024-07", 160_267.0), point("2024-11", 1_633_840.0), point("2025-08", 5.8e6))
    found = project(history(COUNT, [], [], city=city), 2030, Controls(effort_society=3.0))
    assert (found.status, found.city_band_status) == ("too_fast", "too_fast")
    assert (found.city_scenario == 5.8e6).all()
    assert found.bands() is None
    assert fan(history(COUNT, [], [], city=city), 2030, NOW) is None
    slower = (point("2023", 1.0e6), point("2024", 2.4e6), point("2025", 5.8e6))
    assert project(history(COUNT, [], [], city=slower), 2030, NOW).city_band_status == "band"


def test_no_fan_without_a_pace() -> None:
    assert fan(history(LINEAR, [], [], city=(point("2025", 44.0),)), 2030, NOW) is None
    assert fan(history(LINEAR, [], []), 2030, NOW) is None
    assert fan(history(RANK, [], [], city=(point("2025", 4.0),)), 2030, NOW) is None


@pytest.mark.parametrize(
    ("value", "indicator", "place"),
    [
        (50.0, SHARE, 0.0),
        (0.0, SHARE, -math.inf),
        (100.0, SHARE, math.inf),
        (120.0, LINEAR, math.inf),
        (-1.0, LINEAR, -math.inf),
        (0.0, GEOMETRIC, -math.inf),
        (1.0, GEOMETRIC, 0.0),
        (-7.0, GROWTH, -7.0),
    ],
)
def test_places_on_the_scale(value: float, indicator: Indicator, place: float) -> None:
    assert scale_place(value, indicator) == pytest.approx(place, abs=1e-9)


# --- Properties -------------------------------------------------------------------------------

_CELLS = st.one_of(
    st.just(math.nan),
    st.sampled_from([0.0, 100.0, -5.0, 103.0, 50.0]),
    st.floats(-1e6, 1e6),
    st.floats(0, 100),
)
_INDICATORS = st.sampled_from(
    [SHARE, LINEAR, GEOMETRIC, COUNT, INDEX_0_1, RANK, replace(SHARE, direction="down"), FREE]
)


@PROPERTY
@given(
    _INDICATORS,
    st.lists(st.lists(_CELLS, min_size=5, max_size=5), min_size=1, max_size=6),
    st.one_of(st.none(), st.floats(-1e6, 1e6)),
    st.floats(0, 5),
    st.floats(-1e6, 1e6),
)
def test_any_series_gives_ordered_bands_and_a_chance_or_a_reason(
    indicator: Indicator,
    rows: list[list[float]],
    published: float | None,
    e: float,
    goal: float,
) -> None:
    city = () if published is None else (point("2025", published),)
    series = history(indicator, YEARS, rows, city=city)
    found = project(series, 2032, Controls(effort_society=e))
    bands = found.bands()
    has_band = found.city_band_status == "band"
    if bands is None:
        assert not has_band
        return
    for band in (bands.units_baseline, bands.units_scenario):
        known = np.array([status == "band" for status in found.unit_band_status], dtype=bool)
        assert np.isfinite(band.low[known]).all()
        assert (band.low[known] <= band.high[known]).all()
        if indicator.cap:
            assert (band.high[known] <= indicator.cap).all()
    assert (bands.city_baseline is not None) == has_band
    for own in (bands.city_baseline, bands.city_scenario):
        if own is not None:
            slack = 1e-6 * np.maximum(1.0, np.abs(own.high))
            assert np.isfinite(own.low).all()
            assert (own.low <= own.middle + slack).all()
            assert (own.middle <= own.high + slack).all()
    if has_band and found.city_laws is not None:
        assert 0 <= found.city_laws[1].below(goal, len(found.t) - 1) <= 1


@PROPERTY
@given(st.lists(st.floats(5, 95), min_size=5, max_size=5), st.floats(0.01, 100))
def test_a_change_of_unit_changes_the_band_alike(row: list[float], factor: float) -> None:
    plain = project(history(SHARE, YEARS, [row]), 2030, NOW).bands()
    other = replace(SHARE, cap=100 * factor)
    scaled = project(history(other, YEARS, [[factor * y for y in row]]), 2030, NOW).bands()
    assert plain is not None
    assert scaled is not None
    assert scaled.units_baseline.low == pytest.approx(factor * plain.units_baseline.low, rel=1e-6)
    assert scaled.units_baseline.high == pytest.approx(factor * plain.units_baseline.high, rel=1e-6)


@PROPERTY
@given(st.lists(st.floats(5, 95), min_size=5, max_size=5))
def test_mirroring_a_share_mirrors_its_band(row: list[float]) -> None:
    plain = project(history(SHARE, YEARS, [row]), 2030, NOW).bands()
    down = replace(SHARE, direction="down")
    mirrored = project(history(down, YEARS, [[100 - y for y in row]]), 2030, NOW).bands()
    assert plain is not None
    assert mirrored is not None
    assert mirrored.units_baseline.high == pytest.approx(100 - plain.units_baseline.low, abs=1e-6)
