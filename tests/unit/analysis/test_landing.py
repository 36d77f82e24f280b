"""Where a target lands, against numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import exp, log

import pytest

from lib.analysis.progress.forecast import LandingStatus, TargetForecast, forecast_at_target
from lib.analysis.projection.chance import chance_of
from lib.analysis.projection.history import Rates
from lib.analysis.projection.projection import project
from lib.model.entities import Controls, Indicator
from tests.unit.analysis.making import (
    COUNT,
    GROWTH,
    LINEAR,
    RANK,
    SHARE,
    history,
    one,
    point,
    points,
    target,
)

THREE = (("2021", 60.0), ("2023", 66.0), ("2025", 72.0))


def land(
    indicator: Indicator, low: float, *known: tuple[str, float], year: int = 2030
) -> TargetForecast:
    found = points(*known)
    return forecast_at_target(one(target(low, year=year), indicator, found), indicator, found)


def test_two_figures_give_a_fan_and_no_chance() -> None:
    # 3 points a year from 2022.0 to 2026.0, and five years to go: 72 + 5·(1.5, 3, 4.5).
    found = land(LINEAR, 90, ("2021", 60), ("2025", 72))
    assert found.status == "fan"
    assert [factor for factor, _ in found.fan] == [0.5, 1.0, 1.5]
    assert [value for _, value in found.fan] == pytest.approx([79.5, 87.0, 94.5])
    assert found.value == pytest.approx(87.0)
    assert (found.low, found.high, found.chance) == (None, None, None)


def test_a_fan_on_the_logit() -> None:
    found = land(SHARE, 90, ("2021", 40), ("2025", 60))
    pace = 2 * log(1.5) / 4
    ends = [100 / (1 + exp(-(log(1.5) + factor * pace * 5))) for factor in (0.5, 1.0, 1.5)]
    assert [value for _, value in found.fan] == pytest.approx(ends)


def test_three_figures_over_two_years_give_a_band_and_a_chance() -> None:
    found = land(LINEAR, 80, *THREE)
    assert found.status == "band"
    assert found.value == pytest.approx(87.0)  # 3 points a year, straight on
    assert found.low is not None
    assert found.high is not None
    assert found.chance is not None
    assert found.low < 87.0 < found.high
    assert 0.5 < found.chance < 1.0  # 80 lies below the middle
    sure = land(LINEAR, 60.5, *THREE)
    vain = land(LINEAR, 99.9, *THREE)
    assert sure.chance is not None
    assert vain.chance is not None
    assert vain.chance < found.chance < sure.chance


def test_the_chance_is_the_projections_own() -> None:
    known = points(*THREE)
    projected = project(history(LINEAR, [], [], city=known), 2030, Controls())
    for comparator in (">=", ">"):
        assessed = one(target(85, comparator=comparator), LINEAR, known)
        own = chance_of(projected, 85, 2030, comparator=comparator, curve="baseline")
        assert forecast_at_target(assessed, LINEAR, known).chance == own.value


def test_three_figures_within_two_years_are_provisional_and_get_a_fan() -> None:
    found = land(LINEAR, 90, ("2024", 60), ("2025-06", 63), ("2025", 66))
    assert (found.status, found.chance) == ("fan", None)


def test_what_was_made_for_demonstration_gives_no_landing() -> None:
    made = tuple(point(text, value, "illustrative") for text, value in THREE)
    assessed = one(target(90), LINEAR, made)
    assert forecast_at_target(assessed, LINEAR, made) == TargetForecast("without_figure")
    mixed = (*made[:2], point("2025", 72))
    assert forecast_at_target(one(target(90), LINEAR, mixed), LINEAR, mixed).status == "one_point"


def test_the_digital_economy_share_goes_by_its_identity_in_both_readings() -> None:
    share = replace(SHARE, indicator_id="digital_economy_share_grdp")
    known = points(("2025", 17.34))
    found = forecast_at_target(
        one(target(40, comparator=">"), share, known),
        share,
        known,
        rates={"real": Rates(8.16, 13.4), "nominal": Rates(11.0489, 13.4)},
    )
    # 17.34·(1.134/1.0816)^5 = 21.97; with nominal growth 19.25.
    assert found.status == "identity"
    assert [(basis, round(value, 2)) for basis, value in found.readings] == [
        ("real", 21.97),
        ("nominal", 19.25),
    ]
    assert found.chance is None
    assert forecast_at_target(one(target(40), share, known), share, known) == TargetForecast(
        "not_drawn"
    )


@pytest.mark.parametrize(
    ("indicator", "low", "known", "status"),
    [
        (SHARE, 80, (), "without_figure"),
        (SHARE, 80, (("2025", 70),), "one_point"),
        (RANK, 3, (("2023", 9), ("2024", 5)), "met_or_not"),
        (GROWTH, 8, (("2023", 6), ("2024", 7)), "met_or_not"),
        (replace(LINEAR, path="none"), 80, (("2023", 60), ("2024", 70)), "no_path"),
        (LINEAR, 80, (("2023", 60), ("2030", 70)), "target_date_reached"),
        (COUNT, 80, (("2023", 0), ("2025", 0)), "not_drawn"),
    ],
)
def test_what_cannot_be_projected_says_why(
    indicator: Indicator, low: float, known: tuple[tuple[str, float], ...], status: LandingStatus
) -> None:
    assert land(indicator, low, *known) == TargetForecast(status)


def test_a_year_that_is_over_a_milestone_and_a_tier_that_ended_have_no_landing() -> None:
    assert land(LINEAR, 80, *THREE, year=2025).status == "target_past"
    ended = target(80, measurable_until=date(2025, 6, 30))
    assert forecast_at_target(one(ended, LINEAR, ()), LINEAR, ()).status == "tier_ended"
