from __future__ import annotations

from dataclasses import replace

import pytest

from lib.analysis.projection.history import Rates
from lib.analysis.projection.projection import project
from lib.analysis.scenarios.levers import (
    ACTIONS,
    ASSUMPTIONS,
    LEVERS,
    Lever,
    Unmoved,
    actions_of,
    assumptions_of,
    lever_moves,
)
from lib.model.entities import Controls, Indicator
from tests.unit.analysis.making import COUNT, DOWN, GROWTH, RANK, SHARE, history, point

DIGITAL = replace(SHARE, indicator_id="digital_economy_share_grdp", pillar="economy")
PRODUCTIVITY = replace(GROWTH, indicator_id="labour_productivity_growth", pillar="economy")


@pytest.mark.parametrize(
    ("indicator", "lever", "reason"),
    [
        (SHARE, "effort_society", None),
        (SHARE, "start_year", None),
        (SHARE, "ramp_years", None),
        (SHARE, "effort_economy", "other_pillar"),
        (SHARE, "grdp_growth", "not_in_the_model"),
        (DIGITAL, "grdp_growth", None),
        (DIGITAL, "digital_economy_growth", None),
        (DIGITAL, "effort_economy", "goes_by_identity"),
        (DIGITAL, "start_year", "goes_by_identity"),
        (RANK, "effort_society", "no_path"),
        (replace(SHARE, pillar="general"), "effort_society", "no_pillar"),
        (replace(SHARE, pillar="general"), "effort_by_indicator", None),
        (replace(SHARE, pillar="general"), "start_year", None),
        (SHARE, "effort_by_indicator", None),
        (SHARE, "catch_up", None),
        (SHARE, "sharing", None),
        (SHARE, "ceiling", None),
        (SHARE, "population_growth", "not_a_count"),
        (SHARE, "employment_growth", "not_in_the_model"),
        (COUNT, "population_growth", None),
        (replace(COUNT, unit="per_10k"), "population_growth", "not_a_count"),
        (COUNT, "ceiling", "no_cap"),
        (DOWN, "ceiling", "less_is_better"),
        (RANK, "catch_up", "no_path"),
        (PRODUCTIVITY, "employment_growth", None),
        (PRODUCTIVITY, "grdp_growth", None),
        (PRODUCTIVITY, "digital_economy_growth", "not_in_the_model"),
        (PRODUCTIVITY, "effort_economy", "goes_by_identity"),
    ],
)
def test_why_a_lever_cannot_move(
    indicator: Indicator, lever: Lever, reason: Unmoved | None
) -> None:
    assert lever_moves(indicator, lever) == reason


MOVED = {
    "grdp_growth": Controls(grdp_growth=3.0),
    "digital_economy_growth": Controls(digital_economy_growth=30.0),
    "effort_government": Controls(effort_government=3.0),
    "effort_economy": Controls(effort_economy=3.0),
    "effort_society": Controls(effort_society=3.0),
}


@pytest.mark.parametrize("lever", MOVED)
@pytest.mark.parametrize(
    "indicator",
    [
        *(replace(SHARE, pillar=p) for p in ("government", "economy", "society", "general")),
        DIGITAL,
        RANK,
    ],
)
def test_the_reason_agrees_with_the_projection(indicator: Indicator, lever: Lever) -> None:
    series = history(
        indicator,
        [],
        [],
        city=(point("2023", 40.0), point("2025", 50.0)),
        rates=Rates(grdp_growth=8.16, digital_economy_growth=13.4),
    )
    found = project(series, 2030, MOVED[lever])
    moved = found.city_scenario.tolist() != found.city_baseline.tolist()
    assert moved == (lever_moves(indicator, lever) is None)


@pytest.mark.parametrize("lever", ["catch_up", "sharing"])
def test_one_by_itself_has_nobody_to_catch_up_or_share_with(lever: Lever) -> None:
    assert lever_moves(SHARE, lever, has_units=False) == "no_units"


def test_assumptions_and_actions_are_all_and_are_apart() -> None:
    every = Controls(
        grdp_growth=9.0, population_growth=1.0, effort_society=2.0, catch_up=0.1, start_year=2028
    )
    assert assumptions_of(every) == Controls(grdp_growth=9.0, population_growth=1.0)
    assert actions_of(every) == Controls(effort_society=2.0, catch_up=0.1, start_year=2028)
    assert set(ASSUMPTIONS).isdisjoint(ACTIONS)


def test_the_effort_set_on_an_indicator_takes_its_pillars_place() -> None:
    controls = Controls(effort_society=2.0, effort_by_indicator=(("a_share", 0.5),))
    assert controls.effort_on(SHARE) == 0.5
    assert controls.effort_on(replace(SHARE, indicator_id="another")) == 2.0


def test_every_control_is_a_lever() -> None:
    assert set(LEVERS) == set(Controls.__dataclass_fields__)
