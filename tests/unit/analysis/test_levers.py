from __future__ import annotations

from dataclasses import replace

import pytest

from lib.analysis.history import Rates
from lib.analysis.levers import LEVERS, Lever, Unmoved, lever_moves
from lib.analysis.projection import project
from lib.model.things import Controls, Indicator
from tests.unit.analysis.making import RANK, SHARE, history, point

DIGITAL = replace(SHARE, indicator_id="digital_economy_share_grdp", pillar="economy")


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
        (replace(SHARE, pillar="general"), "start_year", "no_pillar"),
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


def test_every_control_is_a_lever() -> None:
    assert set(LEVERS) == set(Controls.__dataclass_fields__)
