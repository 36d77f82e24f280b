"""Ready-made scenarios against numbers worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lib.analysis.projection.history import Rates
from lib.analysis.projection.projection import fit_series
from lib.analysis.scenarios.goal_seek import SeekGoal
from lib.analysis.scenarios.scenario_presets import PresetTarget, best_pace, every_target
from lib.model.entities import Controls
from tests.unit.analysis.making import DOWN, LINEAR, RANK, SHARE, history, points

YEARS = [2024.0, 2025.0, 2026.0]
ECONOMY = replace(SHARE, indicator_id="digital_economy_share_grdp", pillar="economy")


def wanted(threshold: float, *, name: str = "a", start: float = 40.0) -> PresetTarget:
    """A line of 2 a year: 54 in 2030 as now from 40, and 6 more for each unit of effort."""
    indicator = replace(LINEAR, indicator_id=name)
    series = history(indicator, YEARS, [[start, start + 2, start + 4]])
    return PresetTarget(f"series_{name}", fit_series(series, 2030), SeekGoal(threshold, 2030))


def test_each_target_gets_the_least_step_that_reaches_it() -> None:
    found = every_target([wanted(60.0, name="a"), wanted(57.1, name="b"), wanted(50.0, name="c")])
    # 60 takes 2 exactly, 57.1 takes 1.5167 and so 1.55; 50 is reached as now.
    assert found.controls == Controls(effort_by_indicator=(("a", 2.0), ("b", 1.55)))
    assert found.missed == ()
    for one in (wanted(60.0, name="a"), wanted(57.1, name="b")):
        landed = one.fitted.project(found.controls).city_scenario[-1]
        assert landed >= one.goal.threshold - 1e-6


def test_what_cannot_be_reached_is_set_to_the_best_and_told() -> None:
    found = every_target([wanted(70.0)])
    assert found.controls.effort_by_indicator == (("a", 3.0),)
    (missed,) = found.missed
    assert missed.series_id == "series_a"
    assert missed.sought.landing == pytest.approx(66)


def test_an_indicator_wanted_twice_gets_the_larger() -> None:
    for order in ((60.0, 57.0), (57.0, 60.0)):
        found = every_target([wanted(threshold) for threshold in order])
        assert found.controls.effort_by_indicator == (("a", 2.0),)


def test_the_share_gets_the_growth_that_it_takes() -> None:
    rates = Rates(grdp_growth=8.16, digital_economy_growth=13.4)
    series = history(ECONOMY, [], [], city=points(("2025", 17.34)), rates=rates)
    found = every_target([PresetTarget("share", fit_series(series, 2030), SeekGoal(40.0, 2030))])
    # 27.843 to be exact.
    assert found.controls == Controls(digital_economy_growth=27.85)


def test_what_no_control_moves_is_told_and_changes_nothing() -> None:
    series = history(RANK, [], [], city=points(("2023", 6.0), ("2024", 4.0)))
    found = every_target(
        [PresetTarget("rank", fit_series(series, 2030), SeekGoal(3.0, 2030, sense=-1))]
    )
    assert (found.controls, found.missed) == (Controls(), ())


def test_without_a_pace_there_is_nothing_to_set() -> None:
    series = history(SHARE, [], [], city=points(("2025", 78.0)))
    found = every_target([PresetTarget("one", fit_series(series, 2030), SeekGoal(90.0, 2030))])
    assert (found.controls, found.missed) == (Controls(), ())


def test_what_hangs_on_a_rate_that_nobody_published_is_neither_reached_nor_missed() -> None:
    productivity = replace(ECONOMY, indicator_id="labour_productivity_growth", path="none")
    rates = Rates(grdp_growth=8.16, digital_economy_growth=13.4, at=2026.0)
    series = history(productivity, [], [], rates=rates)
    found = every_target([PresetTarget("work", fit_series(series, 2030), SeekGoal(9.0, 2030))])
    assert (found.controls, found.missed) == (Controls(), ())


def test_the_best_pace_of_the_group_for_all_by_hand() -> None:
    # Paces 2 and 4, people 3 and 1, median 3: gains 3 and 4. The best is 4 for both, so
    # (e − 1)·(3·3 + 1·4) = 3·(4 − 2), e = 1 + 6/13 = 1.4615, nearest step 1.45.
    series = history(LINEAR, YEARS, [[40, 42, 44], [50, 54, 58]], weights=[3, 1])
    found = best_pace([fit_series(series, 2030)])
    assert found == Controls(effort_by_indicator=(("a_share", 1.45),))


def test_groups_have_bests_of_their_own_and_less_may_be_better() -> None:
    series = history(
        LINEAR, YEARS, [[40, 42, 44], [50, 54, 58]], groups=["urban", "rural"], weights=[3, 1]
    )
    assert best_pace([fit_series(series, 2030)]) == Controls()
    falling = history(DOWN, YEARS, [[44, 42, 40], [58, 54, 50]], weights=[3, 1])
    assert best_pace([fit_series(falling, 2030)]).effort_by_indicator == (("a_share", 1.45),)


def test_a_city_by_itself_has_no_group_to_learn_from() -> None:
    series = history(LINEAR, [], [], city=points(("2023", 40.0), ("2025", 44.0)))
    assert best_pace([fit_series(series, 2030)]) == Controls()
