"""One step of each control, against numbers worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lib.analysis.projection.history import Rates
from lib.analysis.projection.projection import fit_series
from lib.analysis.scenarios.levers import LEVERS
from lib.analysis.scenarios.tornado import STEPS, tornado
from lib.model.entities import Controls
from tests.unit.analysis.making import LINEAR, RANK, SHARE, history, points

YEARS = [2024.0, 2025.0, 2026.0]
ECONOMY = replace(SHARE, indicator_id="digital_economy_share_grdp", pillar="economy")


def test_the_share_is_moved_by_its_two_rates_alone() -> None:
    rates = Rates(grdp_growth=8.16, digital_economy_growth=13.4)
    series = history(ECONOMY, [], [], city=points(("2025", 17.34)), rates=rates)
    bars = tornado(fit_series(series, 2030), Controls(), year=2030)
    assert [bar.lever for bar in bars] == ["grdp_growth", "digital_economy_growth"]
    grdp, digital = bars
    assert [grdp.value, grdp.low, grdp.high] == [8.16, pytest.approx(7.16), pytest.approx(9.16)]
    assert grdp.at_low == pytest.approx(17.34 * (1.134 / 1.0716) ** 5)
    assert grdp.at_high == pytest.approx(17.34 * (1.134 / 1.0916) ** 5)
    assert digital.at_high == pytest.approx(17.34 * (1.144 / 1.0816) ** 5)
    assert grdp.swing > digital.swing


def test_a_line_under_effort_by_hand() -> None:
    series = history(LINEAR, YEARS, [[40, 42, 44]])
    controls = Controls(effort_society=2.0, ramp_years=0.0)
    bars = {bar.lever: bar for bar in tornado(fit_series(series, 2030), controls, year=2030)}
    # 54 as now; effort adds 2 a year for four years from 2027, so 62 at effort 2.
    effort = bars["effort_society"]
    assert effort.value == 2.0
    assert [effort.at_low, effort.at_high] == pytest.approx([54 + 0.75 * 8, 54 + 1.25 * 8])
    assert bars["ramp_years"].low == 0.0
    assert bars["ramp_years"].at_high == pytest.approx(62 - 1)
    # A start before this range is not offered; a year later costs a year of it.
    assert bars["start_year"].low == 2027
    assert bars["start_year"].at_high == pytest.approx(60)
    assert bars["ceiling"].at_low == pytest.approx(62)
    # Named by what was moved: the pillar, until the indicator has an effort of its own.
    assert "effort_by_indicator" not in bars
    own = Controls(effort_society=3.0, effort_by_indicator=(("a_share", 2.0),), ramp_years=0.0)
    bars = {bar.lever: bar for bar in tornado(fit_series(series, 2030), own, year=2030)}
    assert bars["effort_by_indicator"].value == 2.0
    assert "effort_society" not in bars


def test_the_ways_of_sharing_are_the_two_others() -> None:
    series = history(SHARE, YEARS, [[20, 24, 27], [40, 46, 50], [60, 62, 66]])
    controls = Controls(effort_society=2.0)
    bars = {bar.lever: bar for bar in tornado(fit_series(series, 2030), controls, year=2030)}
    assert (bars["sharing"].low, bars["sharing"].high) == ("by_shortfall", "lagging_first")
    assert bars["sharing"].swing > 0


def test_the_longest_bar_comes_first() -> None:
    series = history(SHARE, YEARS, [[20, 24, 27], [40, 46, 50], [60, 62, 66]])
    swings = [bar.swing for bar in tornado(fit_series(series, 2030), Controls(), year=2030)]
    assert swings == sorted(swings, reverse=True)


def test_nothing_moves_a_rank_and_there_is_none_outside_the_horizon() -> None:
    ranked = history(RANK, [], [], city=points(("2023", 6.0), ("2024", 4.0)))
    assert tornado(fit_series(ranked, 2030), Controls(), year=2030) == ()
    series = history(LINEAR, YEARS, [[40, 42, 44]])
    assert tornado(fit_series(series, 2030), Controls(), year=2050) == ()


def test_every_control_has_a_step() -> None:
    assert set(STEPS) == set(LEVERS) - {"sharing"}
