"""Who gets the effort, who catches up, what nobody passes: against numbers worked by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.projection.history import Rates, SeriesHistory
from lib.analysis.projection.projection import project
from lib.analysis.scenarios.actions import (
    MOST_SHARE,
    ProjectionContext,
    allocate_effort,
    apply_catch_up,
)
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import Sharing, UnitGroup
from tests.unit.analysis.making import (
    COUNT,
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
    points,
)

YEARS = [2024.0, 2025.0, 2026.0]
SHARINGS: tuple[Sharing, ...] = get_args(Sharing)


def around(*weights: float, threshold: float | None = None) -> ProjectionContext:
    return ProjectionContext(np.array(weights), (None,) * len(weights), threshold)


def shares(
    levels: list[float], sharing: Sharing, who: ProjectionContext, indicator: Indicator = LINEAR
) -> list[float]:
    gain = np.ones(len(levels))
    found = allocate_effort(np.array(levels), gain, indicator, sharing, who)
    return [float(each) for each in found]


# --- Who gets the effort ----------------------------------------------------------------------


def test_by_shortfall_by_hand() -> None:
    # 20, 10 and 0 short of 60 with people 1, 1, 2: Σ w·short / Σ w = 30/4, so 20/7.5 and 10/7.5.
    found = shares([40, 50, 60], "by_shortfall", around(1, 1, 2, threshold=60.0))
    assert found == pytest.approx([20 / 7.5, 10 / 7.5, 0])


def test_by_shortfall_what_the_most_leaves_over_goes_to_the_next() -> None:
    # People 1, 4, 5 and lacks 30, 10, 0: 30 would ask for 30/7 of the mean. It gets 3, that is 0.3
    # of the whole; the second the other 0.7 over 0.4 of the people.
    found = shares([30, 50, 60], "by_shortfall", around(1, 4, 5, threshold=60.0))
    assert found == pytest.approx([3, 0.7 / 0.4, 0])


def test_by_shortfall_what_even_all_who_lack_cannot_take_goes_to_the_rest_alike() -> None:
    # A tenth of the people lack; three times the mean is 0.3 of it all, the rest have 0.7 over 0.9.
    found = shares([30, 70, 80], "by_shortfall", around(1, 4, 5, threshold=60.0))
    assert found == pytest.approx([3, 0.7 / 0.9, 0.7 / 0.9])


def test_by_shortfall_without_a_target_the_best_stands_for_it() -> None:
    assert shares([40, 50, 60], "by_shortfall", around(1, 1, 2)) == pytest.approx(
        shares([40, 50, 60], "by_shortfall", around(1, 1, 2, threshold=60.0))
    )


def test_nobody_short_is_all_alike() -> None:
    assert shares([40, 50], "by_shortfall", around(1, 2, threshold=30.0)) == [1, 1]


def test_where_less_is_better_the_highest_lack_most() -> None:
    found = shares([10, 4], "by_shortfall", around(1, 1, threshold=4.0), DOWN)
    assert found == pytest.approx([2, 0])
    assert shares([10, 4, 4, 4], "lagging_first", around(1, 1, 1, 1), DOWN) == pytest.approx(
        [3, 1 / 3, 1 / 3, 1 / 3]
    )


def test_lagging_first_fills_from_the_lowest() -> None:
    # Of 10 people the lowest 2 get 3 each (0.6 of the whole), the next 4 the other 0.4.
    assert shares([70, 40, 50], "lagging_first", around(4, 2, 4)) == pytest.approx([0, 3, 1])


def test_equals_get_alike_whatever_their_order() -> None:
    assert shares([40, 40, 40], "lagging_first", around(1, 2, 3)) == pytest.approx([1, 1, 1])


def test_whom_effort_cannot_move_gets_none_of_it() -> None:
    gain = np.array([0.0, 1.0, 1.0])
    found = allocate_effort(
        np.array([10.0, 40.0, 60.0]), gain, LINEAR, "by_shortfall", around(1, 1, 1, threshold=60.0)
    )
    assert found[1:].tolist() == pytest.approx([2, 0])


_WHO = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0.01, 1e6), st.sampled_from([0.0, 0.5, 2.0])),
    min_size=1,
    max_size=12,
)


@PROPERTY
@given(_WHO, st.sampled_from(SHARINGS), st.one_of(st.none(), st.floats(-10, 120)))
def test_every_rule_shares_out_the_same_effort(
    who: list[tuple[float, float, float]], sharing: Sharing, threshold: float | None
) -> None:
    levels, weights, gain = (np.array(column) for column in zip(*who, strict=True))
    where = ProjectionContext(weights, (None,) * len(who), threshold)
    found = allocate_effort(levels, gain, SHARE, sharing, where)
    pool = gain != 0
    assert (found >= 0).all()
    assert (found <= MOST_SHARE * (1 + 1e-12)).all()
    if pool.any():
        mean = (found[pool] * weights[pool]).sum() / weights[pool].sum()
        assert mean == pytest.approx(1.0, abs=1e-9)


@PROPERTY
@given(_WHO, st.sampled_from(SHARINGS), st.floats(0, 120))
def test_who_stands_lower_never_gets_less(
    who: list[tuple[float, float, float]], sharing: Sharing, threshold: float
) -> None:
    ordered = sorted(who)
    levels, weights, _ = (np.array(column) for column in zip(*ordered, strict=True))
    where = ProjectionContext(weights, (None,) * len(who), threshold)
    found = allocate_effort(levels, np.ones(len(who)), SHARE, sharing, where)
    assert all(low >= high - 1e-9 for low, high in pairwise(found.tolist()))


def test_sharing_in_a_curve_by_hand() -> None:
    # Both gain 2 a year on the line; three years of it from 2027 at once. Effort 2 by shortfall of
    # 60: lacks 20 and 0, so twice the mean and none.
    series = history(LINEAR, YEARS, [[36, 38, 40], [56, 58, 60]])
    series = replace(series, threshold=60.0)
    controls = Controls(effort_society=2.0, ramp_years=0.0, sharing="by_shortfall")
    found = project(series, 2029, controls)
    assert found.units_baseline[:, -1].tolist() == pytest.approx([48, 68])
    assert found.units_scenario[:, -1].tolist() == pytest.approx([48 + 3 * 2 * 2, 68])
    alike = project(series, 2029, replace(controls, sharing="all_alike"))
    # On the line the same effort gives the city the same.
    assert found.city_scenario.tolist() == pytest.approx(alike.city_scenario.tolist())


def test_less_effort_is_taken_from_all_alike() -> None:
    series = history(LINEAR, YEARS, [[36, 38, 40], [56, 58, 60]])
    drawn = [
        project(series, 2030, Controls(effort_society=0.0, sharing=rule)).units_scenario
        for rule in SHARINGS
    ]
    assert drawn[0].tobytes() == drawn[1].tobytes() == drawn[2].tobytes()
    # Two years of slackening from 2027 lose a half and one and a half of the 2 a year; then rest.
    assert drawn[1][0].tolist() == pytest.approx([40, 42, 43.5, 44, 44, 44])


# --- Catching up ------------------------------------------------------------------------------


def test_a_steady_distance_shrinks_by_the_share_every_year() -> None:
    # All gain 2 a year; 30, 40 and 50 then keep their distances, but for the one behind the median.
    series = history(LINEAR, YEARS, [[26, 28, 30], [36, 38, 40], [46, 48, 50]])
    found = project(series, 2030, Controls(catch_up=0.2, start_year=2027, ramp_years=0.0))
    # t is 2026, 2027 (start of effort), … 2031: four years of closing a fifth.
    behind = found.units_baseline[0] + 10 * (1 - 0.8 ** np.array([0, 0, 1, 2, 3, 4]))
    assert found.units_scenario[0].tolist() == pytest.approx(behind.tolist())
    assert found.units_scenario[1:] == pytest.approx(found.units_baseline[1:])


def test_catching_up_ramps_like_effort() -> None:
    raised = np.array([[30.0, 30.0], [40.0, 40.0], [50.0, 50.0]])
    where = around(1, 1, 1)
    found = apply_catch_up(raised, np.array([0.0, 0.5]), LINEAR, 0.19, where)
    assert found[0].tolist() == pytest.approx([30, 30 + 10 * (1 - math.sqrt(0.81))])


def test_groups_have_medians_of_their_own() -> None:
    groups: list[UnitGroup | None] = ["urban", "urban", "urban", "rural"]
    raised = np.array([[30.0], [40.0], [50.0], [10.0]])
    where = ProjectionContext(np.ones(4), groups)
    found = apply_catch_up(raised, np.array([1.0]), LINEAR, 0.5, where)
    assert found[:, 0].tolist() == pytest.approx([35, 40, 50, 10])


def test_where_less_is_better_the_higher_come_down() -> None:
    found = apply_catch_up(
        np.array([[30.0], [40.0], [50.0]]), np.array([1.0]), DOWN, 0.5, around(1, 1, 1)
    )
    assert found[:, 0].tolist() == pytest.approx([30, 40, 45])


def test_a_city_by_itself_has_nobody_to_catch_up_with() -> None:
    series = history(SHARE, [], [], city=points(("2024", 40.0), ("2025", 50.0)))
    found = project(series, 2030, Controls(catch_up=0.5))
    assert found.city_scenario.tobytes() == found.city_baseline.tobytes()


# --- Ceiling, people, employment --------------------------------------------------------------


def test_a_ceiling_holds_who_would_pass_it_and_lowers_nobody() -> None:
    series = history(LINEAR, YEARS, [[70, 75, 80], [88, 91, 94], [10, 10, 10]])
    found = project(series, 2030, Controls(ceiling=90.0))
    assert found.units_scenario[0].tolist() == pytest.approx([80, 85, 90, 90, 90, 90])
    assert found.units_scenario[1].tolist() == pytest.approx([94] * 6)
    assert found.units_scenario[2].tolist() == pytest.approx(found.units_baseline[2].tolist())


def test_a_ceiling_is_a_part_of_the_cap() -> None:
    series = history(INDEX_0_1, YEARS, [[0.6, 0.7, 0.8]])
    found = project(series, 2030, Controls(ceiling=85.0))
    assert found.units_scenario[0, -1] == pytest.approx(0.85)


def test_a_ceiling_holds_the_shifted_city_too() -> None:
    series = history(SHARE, YEARS, [[60, 70, 78]], city=(point("2025", 84.0),))
    found = project(series, 2035, Controls(ceiling=88.0, effort_society=3.0))
    assert found.city_from == "units_shifted"
    assert found.city_scenario[-1] == pytest.approx(88.0)
    bands = found.bands()
    assert bands is not None
    assert bands.city_scenario is not None
    assert (bands.city_scenario.high <= 88.0 + 1e-9).all()
    assert bands.city_baseline is not None
    assert bands.city_baseline.high.max() > 90


def test_people_make_counts_grow_and_nothing_else() -> None:
    # 100 → 110 is 10 % a year; people growing 2 instead of 0 make it 1.1 · 1.02.
    series = history(COUNT, [2025.0, 2026.0], [[100, 110]])
    standing = replace(series, rates=Rates(8.0, 13.0, population_growth=0.0))
    found = project(standing, 2027, Controls(population_growth=2.0))
    assert found.units_scenario[0].tolist() == pytest.approx(
        [110, 110 * 1.1 * 1.02, 110 * 1.1**2 * 1.02**2]
    )
    # Nobody published how people grew: there is nothing to hold 2 % against.
    unknown = project(series, 2027, Controls(population_growth=2.0))
    assert unknown.units_scenario.tobytes() == unknown.units_baseline.tobytes()
    known = replace(series, rates=Rates(8.0, 13.0, population_growth=2.0))
    as_now = project(known, 2027, Controls(population_growth=2.0))
    assert as_now.units_scenario[0].tolist() == pytest.approx(as_now.units_baseline[0].tolist())
    money = project(
        history(GEOMETRIC, [2025.0, 2026.0], [[100, 110]]), 2027, Controls(population_growth=2.0)
    )
    assert money.units_scenario.tobytes() == money.units_baseline.tobytes()


PRODUCTIVITY = replace(GROWTH, indicator_id="labour_productivity_growth", pillar="economy")


def productivity(*city: tuple[str, float]) -> SeriesHistory:
    rates = Rates(8.16, 13.4, at=2026.0)
    return history(PRODUCTIVITY, [], [], city=points(*city), rates=rates)


def test_productivity_grows_by_grdp_less_employment_year_by_year() -> None:
    found = project(productivity(), 2030, Controls(employment_growth=2.0))
    # Without a figure of either it is not known; with 2 % more jobs 1.0816/1.02 − 1.
    assert found.t.tolist() == [2026, 2027, 2028, 2029, 2030, 2031]
    assert np.isnan(found.city_baseline).all()
    assert (found.is_projected, found.is_assumed) == (True, True)
    faster = project(productivity(), 2030, Controls(grdp_growth=10.0))
    assert np.isnan(faster.city_scenario).all()
    assert (faster.is_projected, faster.city_from) == (False, "identity")
    assert found.city_scenario[1:].tolist() == pytest.approx([6.0392156862745] * 5)
    assert (found.city_from, found.status, found.city_provenance) == ("identity", "ok", "derived")
    grown = project(productivity(), 2030, Controls(grdp_growth=10.0, employment_growth=2.0))
    assert grown.city_scenario[-1] == pytest.approx(100 * (1.10 / 1.02 - 1))


def test_a_published_productivity_implies_how_employment_grew() -> None:
    as_now = project(productivity(("2025", 6.0)), 2030, Controls())
    assert as_now.city_baseline.tolist() == pytest.approx([6.0] * 6)
    assert (as_now.is_projected, as_now.is_assumed) == (True, False)
    assert as_now.city_scenario.tobytes() == as_now.city_baseline.tobytes()
    # 1.0816/1.06 − 1 is the implied growth of jobs; GRDP at 10 then gives 1.10·1.06/1.0816 − 1.
    faster = project(productivity(("2025", 6.0)), 2030, Controls(grdp_growth=10.0))
    assert faster.city_scenario[-1] == pytest.approx(100 * (1.10 * 1.06 / 1.0816 - 1))
    assert faster.city_scenario[0] == 6.0


def test_without_rates_productivity_stays_as_it_is_or_is_not_known() -> None:
    bare = replace(productivity(("2025", 6.0)), rates=None)
    assert project(bare, 2030, Controls(employment_growth=2.0)).status == "no_rates"
    assert project(replace(productivity(), rates=None), 2030, Controls()).status == "no_data"


# --- Everything at once -----------------------------------------------------------------------

_CELLS = st.one_of(
    st.just(math.nan), st.sampled_from([0.0, 100.0, -5.0, 103.0, 50.0]), st.floats(0, 100)
)
_INDICATORS = st.sampled_from(
    [SHARE, LINEAR, GEOMETRIC, COUNT, DOWN, INDEX_0_1, replace(SHARE, direction="down"), RANK]
)
_ROWS = st.lists(st.lists(_CELLS, min_size=4, max_size=4), min_size=1, max_size=5)
_CITY = st.one_of(st.none(), st.floats(-10, 110))
_GROUPS: list[UnitGroup | None] = ["urban", "rural", None, "near", "urban"]
_TIMES = [2024.0, 2025.0, 2025.01, 2026.5]


def ends() -> st.SearchStrategy[Controls]:
    """Every slider at either end, all at once."""
    effort = st.sampled_from([0.0, 3.0, 1e9])
    rate = st.sampled_from([-100.0, -5.0, 0.0, 50.0, 1e6])
    return st.builds(
        Controls,
        grdp_growth=rate,
        digital_economy_growth=rate,
        employment_growth=rate,
        population_growth=rate,
        effort_government=effort,
        effort_economy=effort,
        effort_society=effort,
        start_year=st.sampled_from([2020, 2027, 2040]),
        ramp_years=st.sampled_from([0.0, 10.0]),
        catch_up=st.sampled_from([0.0, 1.0]),
        ceiling=st.sampled_from([None, 0.0, 50.0, 100.0]),
        sharing=st.sampled_from(SHARINGS),
    )


def made(
    indicator: Indicator, rows: list[list[float]], published: float | None, target: float | None
) -> SeriesHistory:
    city = () if published is None else (point("2025", published),)
    weights = [float(i + 1) for i in range(len(rows))]
    series = history(
        indicator, _TIMES, rows, weights=weights, groups=_GROUPS[: len(rows)], city=city
    )
    return replace(series, threshold=target, rates=Rates(8.16, 13.4))


@PROPERTY
@given(_INDICATORS, _ROWS, _CITY, _CITY, ends())
def test_all_sliders_at_either_end_at_once_stay_finite_and_capped(
    indicator: Indicator,
    rows: list[list[float]],
    published: float | None,
    target: float | None,
    controls: Controls,
) -> None:
    found = project(made(indicator, rows, published, target), 2035, controls)
    cap = indicator.cap or math.inf
    drawn = np.array([status != "no_data" for status in found.unit_status], dtype=bool)
    assert np.isfinite(found.units_scenario[drawn]).all()
    has_city = found.city_from != "nothing" or not found.t.size
    assert np.isfinite(found.city_scenario).all() == has_city
    curves = [found.units_scenario[drawn], found.city_scenario]
    bands = found.bands()
    if bands is not None:
        curves += [bands.units_scenario.low, bands.units_scenario.high]
        if bands.city_scenario is not None:
            assert np.isfinite(bands.city_scenario.high).all()
            curves += [bands.city_scenario.low, bands.city_scenario.high]
    if indicator is not RANK:
        for curve in curves:
            known = curve[np.isfinite(curve)]
            assert ((known >= 0) & (known <= cap)).all()


@PROPERTY
@given(
    _INDICATORS,
    _ROWS,
    _CITY,
    st.floats(0, 6),
    st.floats(0, 6),
    st.sampled_from(SHARINGS),
    st.sampled_from([0.0, 0.3, 1.0]),
    st.sampled_from([None, 60.0]),
)
def test_more_effort_never_moves_the_wrong_way_under_any_rule(
    indicator: Indicator,
    rows: list[list[float]],
    published: float | None,
    one_effort: float,
    other_effort: float,
    sharing: Sharing,
    catch_up: float,
    ceiling: float | None,
) -> None:
    less, more = sorted((one_effort, other_effort))
    series = made(indicator, rows, published, 80.0)
    low, high = (
        project(
            series,
            2035,
            Controls(effort_society=e, sharing=sharing, catch_up=catch_up, ceiling=ceiling),
        )
        for e in (less, more)
    )
    for worse, better in (
        (low.units_scenario, high.units_scenario),
        (low.city_scenario, high.city_scenario),
    ):
        gained = indicator.d * (better - worse)
        rounding = 1e-9 * np.maximum(1.0, np.abs(worse))
        assert (np.isnan(gained) | (gained >= -rounding)).all()


@PROPERTY
@given(_INDICATORS, _ROWS, _CITY, st.sampled_from(SHARINGS), st.integers(2020, 2040))
def test_nothing_changed_is_the_baseline_to_the_last_bit_under_any_rule(
    indicator: Indicator,
    rows: list[list[float]],
    published: float | None,
    sharing: Sharing,
    start_year: int,
) -> None:
    controls = Controls(sharing=sharing, start_year=start_year, ramp_years=0.5)
    found = project(made(indicator, rows, published, 80.0), 2035, controls)
    assert found.units_scenario.tobytes() == found.units_baseline.tobytes()
    assert found.city_scenario.tobytes() == found.city_baseline.tobytes()
