from __future__ import annotations

import math
from dataclasses import replace
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.projection.chance import chance_of
from lib.analysis.projection.projection import Projection, project
from lib.analysis.rounding import printed_edge
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import Comparator
from tests.unit.analysis.making import (
    DOWN,
    GEOMETRIC,
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
ROW = [40.0, 43.0, 44.0, 47.0, 49.0]
CITY = (point("2021", 40.0), point("2023", 48.0), point("2025", 55.0))


def of_city(indicator: Indicator = SHARE, controls: Controls = NOW) -> Projection:
    return project(history(indicator, [], [], city=CITY), 2030, controls)


def test_the_middle_has_an_even_chance() -> None:
    found = of_city(LINEAR)
    column = found.at(2030)
    assert column is not None
    # Half a last digit is left and right of the middle, whatever is asked.
    middle = float(found.city_scenario[column]) + 0.005
    chance = chance_of(found, round(middle, 2), 2030)
    assert chance.value == pytest.approx(0.5, abs=0.001)
    assert (chance.reason, chance.provenance) == ("band", "official")


def test_the_ends_of_the_band_have_one_in_ten() -> None:
    for indicator in (SHARE, LINEAR):
        found = of_city(indicator)
        bands, column = found.bands(), found.at(2030)
        assert bands is not None
        assert bands.city_scenario is not None
        assert column is not None
        low = float(bands.city_scenario.low[column])
        high = float(bands.city_scenario.high[column])
        at_low = chance_of(found, low, 2030).value
        at_high = chance_of(found, high, 2030).value
        assert at_low == pytest.approx(0.9, abs=0.002)
        assert at_high == pytest.approx(0.1, abs=0.002)


def test_a_line_by_hand() -> None:
    # A row of the linear law: z = (goal − mean)/sd at the printed edge.
    series = history(LINEAR, YEARS, [ROW])
    found = project(series, 2030, NOW)
    column = found.at(2030)
    assert found.unit_laws is not None
    assert column is not None
    sd = found.unit_laws[0].sd[0, column]
    goal = 70.0
    z = (goal - 0.005 - found.units_baseline[0, column]) / sd
    chance = chance_of(found, goal, 2030, unit_code="000", curve="baseline")
    assert chance.value == pytest.approx(1 - NormalDist().cdf(z))
    assert chance.provenance == "official"


@pytest.mark.parametrize(
    ("comparator", "sense", "edge"),
    [(">=", 1, 89.995), (">", 1, 90.005), ("<=", -1, 90.005), ("~", 1, 89.995)],
)
def test_edges_are_those_of_the_printed_figure(
    comparator: Comparator, sense: int, edge: float
) -> None:
    assert printed_edge(90.0, SHARE, comparator=comparator, sense=sense) == pytest.approx(edge)


def test_edges_of_an_index_and_of_money() -> None:
    assert printed_edge(0.8, INDEX_0_1, comparator=">=", sense=1) == pytest.approx(0.79995)
    assert printed_edge(500.0, GEOMETRIC, comparator=">=", sense=1) == pytest.approx(499.995)


def test_at_most_is_the_other_side() -> None:
    found = of_city()
    least = chance_of(found, 60.0, 2030, sense=1).value
    most = chance_of(found, 60.0, 2030, sense=-1).value
    assert least is not None
    assert most is not None
    assert least + most == pytest.approx(1.0, abs=0.001)  # both have the printed 60.00 itself
    down = chance_of(of_city(DOWN), 60.0, 2030).value
    linear = chance_of(of_city(LINEAR), 60.0, 2030, sense=-1).value
    assert down == linear


def test_the_cap_itself_is_possible_only_when_printed() -> None:
    found = of_city()
    full = chance_of(found, 100.0, 2030).value
    assert full is not None
    assert full == pytest.approx(0.0, abs=1e-6)
    assert chance_of(found, 101.0, 2030).value == 0.0
    assert chance_of(found, 0.0, 2030).value == 1.0


def test_effort_raises_the_chance() -> None:
    more = Controls(effort_society=2.0)
    scenario = of_city(SHARE, more)
    assert (chance_of(scenario, 75.0, 2030).value or 0) > (
        chance_of(scenario, 75.0, 2030, curve="baseline").value or 1
    )
    assert chance_of(scenario, 75.0, 2030, curve="baseline") == chance_of(of_city(), 75.0, 2030)


@pytest.mark.parametrize(
    ("indicator", "city", "reason"),
    [
        (SHARE, CITY[:1], "few_points"),
        (SHARE, CITY[:2], "few_points"),
        (RANK, CITY, "no_path"),
        (SHARE, (), "not_drawn"),
        (replace(SHARE, indicator_id="digital_economy_share_grdp"), CITY, "identity"),
    ],
)
def test_no_chance_and_why(indicator: Indicator, city: tuple[object, ...], reason: str) -> None:
    found = project(history(indicator, [], [], city=city), 2030, NOW)  # type: ignore[arg-type]
    chance = chance_of(found, 60.0, 2030)
    assert (chance.value, chance.reason) == (None, reason)


def test_years_and_units_that_are_not_there() -> None:
    found = of_city()
    assert chance_of(found, 60.0, 2031).reason == "outside_horizon"
    assert chance_of(found, 60.0, 2020).reason == "outside_horizon"
    assert chance_of(found, 60.0, 2030, unit_code="zzz").reason == "unknown_unit"


def test_on_values_made_for_demonstration_there_is_none() -> None:
    series = history(SHARE, YEARS, [ROW], city=(point("2025", 48.0),))
    assert chance_of(project(series, 2030, NOW), 60.0, 2030).value is not None
    found = project(replace(series, provenance="illustrative"), 2030, NOW)
    for code in (None, "000"):
        chance = chance_of(found, 60.0, 2030, unit_code=code)
        assert (chance.value, chance.reason) == (None, "illustrative")
        assert chance.provenance == "illustrative"


@PROPERTY
@given(
    st.lists(st.lists(st.floats(1, 99), min_size=5, max_size=5), min_size=1, max_size=5),
    st.floats(-10, 110),
    st.floats(0, 20),
    st.floats(1, 3),
)
def test_a_higher_target_is_never_likelier_and_more_effort_never_less(
    rows: list[list[float]], goal: float, more: float, e: float
) -> None:
    series = history(SHARE, YEARS, rows)
    found = project(series, 2030, Controls(effort_society=e))
    near, far = chance_of(found, goal, 2030).value, chance_of(found, goal + more, 2030).value
    plain = chance_of(found, goal, 2030, curve="baseline").value
    assert near is not None
    assert far is not None
    assert plain is not None
    assert 0 <= far <= near + 1e-9 <= 1 + 1e-9
    assert plain <= near + 1e-6


@PROPERTY
@given(st.floats(-1e9, 1e9), st.integers(1990, 2060), st.sampled_from([SHARE, LINEAR, GEOMETRIC]))
def test_any_target_gives_a_chance_or_a_reason(
    goal: float, year: int, indicator: Indicator
) -> None:
    chance = chance_of(of_city(indicator), goal, year)
    assert (chance.value is None) == (chance.reason != "band")
    if chance.value is not None:
        assert 0 <= chance.value <= 1
        assert not math.isnan(chance.value)
