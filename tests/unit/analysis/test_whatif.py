"""What a scenario does, against numbers worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lib.analysis.projection.history import Rates, SeriesHistory
from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE
from lib.analysis.projection.projection import project
from lib.analysis.rounding import meets
from lib.analysis.scenarios.whatif import (
    attribute_effects,
    changed,
    first_year,
    mean_over_units,
    required_change,
    spread,
)
from lib.model.entities import Controls
from tests.unit.analysis.making import COUNT, DOWN, LINEAR, SHARE, history, points

ECONOMY = replace(SHARE, indicator_id=DIGITAL_ECONOMY_SHARE, pillar="economy")


def share(*, grdp: float = 8.16) -> SeriesHistory:
    """The published share: 17.34 % in 2025, with +13.4 % of the digital economy."""
    rates = Rates(grdp_growth=grdp, digital_economy_growth=13.4)
    return history(ECONOMY, [], [], city=points(("2025", 17.34)), rates=rates)


@pytest.mark.parametrize(
    ("grdp", "landing", "growth"), [(8.16, 21.97, 27.84), (11.05, 19.25, 31.26)]
)
def test_the_two_price_readings(grdp: float, landing: float, growth: float) -> None:
    series = share(grdp=grdp)
    projection = project(series, 2030, Controls())
    found = required_change(series, projection, 40.0, year=2030, grdp_growth=grdp)
    assert round(float(projection.city_baseline[-1]), 2) == landing
    assert found is not None
    assert found.part_growth is not None
    assert round(found.part_growth, 2) == growth
    # (40 − 17.34)/5 = 4.532: 4.53 a year comes to 39.99, 4.54 to 40.04.
    assert found.per_year == pytest.approx(4.54)


def test_with_grdp_growing_ten_per_cent_40_takes_30_02() -> None:
    series = share()
    found = required_change(
        series, project(series, 2030, Controls()), 40.0, year=2030, grdp_growth=10.0
    )
    assert found is not None
    assert found.part_growth == pytest.approx(30.02, abs=0.005)


def test_the_growth_needed_is_the_growth_that_reaches() -> None:
    series = share()
    found = required_change(
        series, project(series, 2030, Controls()), 40.0, year=2030, grdp_growth=8.16
    )
    assert found is not None
    reached = project(series, 2030, Controls(digital_economy_growth=found.part_growth))
    assert round(float(reached.city_scenario[-1]), 2) == 40.0
    over = required_change(
        series,
        project(series, 2030, Controls()),
        40.0,
        year=2030,
        grdp_growth=8.16,
        comparator=">",
    )
    assert over is not None
    assert over.part_growth == 27.85  # 27.84 comes to 40.00, which is not over 40


def test_no_need_without_time_or_figures() -> None:
    series = share()
    projection = project(series, 2030, Controls())
    assert required_change(series, projection, 40.0, year=2025, grdp_growth=8.16) is None
    bare = replace(series, city=())
    assert (
        required_change(bare, project(bare, 2030, Controls()), 40.0, year=2030, grdp_growth=8.16)
        is None
    )


def test_a_ledger_tells_each_alone_and_all_together() -> None:
    series = share()
    controls = Controls(grdp_growth=10.0, digital_economy_growth=20.0)
    found = attribute_effects(series, project(series, 2030, controls), controls, horizon=2030)
    assert found is not None
    alone = {effect.lever: effect.alone for effect in found.effects}
    # 17.34 · (1.134/1.0816)⁵ is 21.968; with 1.10 below 20.187; with 1.20 above 29.147.
    assert found.baseline == pytest.approx(21.968, abs=5e-4)
    assert alone["grdp_growth"] == pytest.approx(20.187 - 21.968, abs=1e-2)
    assert alone["digital_economy_growth"] == pytest.approx(29.15 - 21.968, abs=2e-2)
    assert found.together == pytest.approx(17.34 * (1.2 / 1.1) ** 5 - 21.968, abs=1e-3)
    assert found.remainder == pytest.approx(found.together - sum(alone.values()))


def test_one_changed_control_alone_is_all_together() -> None:
    series = share()
    controls = Controls(grdp_growth=10.0)
    found = attribute_effects(series, project(series, 2030, controls), controls, horizon=2030)
    assert found is not None
    assert found.effects[0].alone == found.together
    assert found.remainder == 0


YEARS = [2024.0, 2025.0, 2026.0]


def test_a_later_start_does_nothing_alone_and_shows_within() -> None:
    # 54 as now. Effort 2 with no ramp adds 2 a year: from 2027 four years, from 2029 two.
    series = history(LINEAR, YEARS, [[40, 42, 44]])
    controls = Controls(effort_society=2.0, start_year=2029, ramp_years=0.0)
    found = attribute_effects(series, project(series, 2030, controls), controls, horizon=2030)
    assert found is not None
    effects = {effect.lever: effect for effect in found.effects}
    assert list(effects) == ["effort_society", "start_year", "ramp_years"]
    assert found.scenario == pytest.approx(58)
    # Alone it has the ramp of two years from 2027: three years' worth.
    assert effects["effort_society"].alone == pytest.approx(6)
    assert effects["effort_society"].within == pytest.approx(4)
    assert effects["start_year"].alone == 0
    assert effects["start_year"].within == pytest.approx(58 - 62)
    # With a ramp of two years from 2029 only one year's worth would be left.
    assert effects["ramp_years"].within == pytest.approx(58 - 56)


def test_assumptions_and_actions_have_their_parts() -> None:
    rates = Rates(8.0, 13.0, population_growth=0.0)
    series = history(COUNT, [], [], city=points(("2024", 100.0), ("2025", 110.0)), rates=rates)
    controls = Controls(population_growth=2.0, effort_society=2.0, start_year=2026, ramp_years=0.0)
    found = attribute_effects(series, project(series, 2027, controls), controls, horizon=2027)
    assert found is not None
    assert found.baseline == pytest.approx(110 * 1.1**2)
    assert found.assumed == pytest.approx(110 * 1.1**2 * 1.02**2)
    assert found.by_assumptions == pytest.approx(found.assumed - found.baseline)
    assert found.by_assumptions + found.by_actions == pytest.approx(found.together)
    assert found.scenario == pytest.approx(110 * 1.1**4 * 1.02**2)


def test_what_cannot_move_it_is_listed_with_no_effect() -> None:
    series = history(LINEAR, YEARS, [[40, 42, 44]])
    controls = Controls(effort_society=2.0, grdp_growth=10.0)
    found = attribute_effects(series, project(series, 2030, controls), controls, horizon=2030)
    assert found is not None
    assert [(one.lever, one.alone == found.together) for one in found.effects] == [
        ("grdp_growth", False),
        ("effort_society", True),
    ]
    assert found.assumed == found.baseline


def test_nothing_changed_has_no_effects() -> None:
    series = share()
    found = attribute_effects(series, project(series, 2030, Controls()), Controls(), horizon=2030)
    assert found is not None
    assert found.effects == ()
    assert found.together == 0


def test_a_series_without_figures_has_no_ledger() -> None:
    bare = replace(share(), city=())
    assert (
        attribute_effects(bare, project(bare, 2030, Controls()), Controls(), horizon=2030) is None
    )


def test_changed_levers_come_in_their_order() -> None:
    assert changed(Controls()) == ()
    assert changed(Controls(start_year=2028, grdp_growth=9.0)) == ("grdp_growth", "start_year")


def test_strict_and_other_comparators_at_printed_precision() -> None:
    assert not meets(40.004, 40.0, SHARE, comparator=">", sense=1)
    assert meets(40.006, 40.0, SHARE, comparator=">", sense=1)
    assert meets(39.996, 40.0, SHARE, comparator=">=", sense=1)
    assert meets(3.0, 3.0, DOWN, comparator="<=", sense=-1)
    assert not meets(3.01, 3.0, DOWN, comparator="<=", sense=-1)


def test_the_first_year_is_the_one_from_which_the_curve_stays() -> None:
    t = np.array([2026.75, 2027.0, 2028.0, 2029.0])

    def when(*values: float) -> int | None:
        return first_year(t, np.array(values), 50.0, LINEAR, comparator=">=", sense=1)

    assert when(40, 45, 50, 55) == 2027
    assert when(51, 52, 53, 54) == 2026
    assert when(51, 45, 50, 55) == 2027
    assert when(51, 52, 53, 49) is None


def test_the_spread_counts_units_alike_and_leaves_unknown_times_empty() -> None:
    values = np.array([[10.0, np.nan], [20.0, np.nan], [30.0, np.nan]])
    found = spread(values)
    assert found[:, 0].tolist() == pytest.approx([12.0, 20.0, 28.0])
    assert np.isnan(found[:, 1]).all()


def test_the_mean_over_units_is_weighted_and_needs_80_per_cent() -> None:
    series = history(
        LINEAR,
        [2025.0, 2026.0],
        [[10.0, 20.0], [40.0, np.nan], [np.nan, 50.0]],
        weights=[70.0, 20.0, 10.0],
    )
    t, mean = mean_over_units(series)
    # 2025: 90 % known, (70·10 + 20·40)/90; 2026: 80 % known, (70·20 + 10·50)/80.
    assert t.tolist() == [2025.0, 2026.0]
    assert mean.tolist() == pytest.approx([1500 / 90, 1900 / 80])
    few, _ = mean_over_units(replace(series, weights=np.array([70.0, 9.0, 21.0])))
    assert few.tolist() == [2026.0]
