from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lib.analysis.units.ranking import Place
from lib.model.entities import Series, Text
from tests.unit.view.map_making import CODES
from tests.unit.view.unit_making import WARDS, book, goal, line, ward

LAST = {"001": 90.0, "002": 80.0, "003": 80.0, "004": 10.0}
VALUES = {code: (None, value) for code, value in LAST.items()}


def test_places_are_by_period_with_their_ties() -> None:
    found = line(VALUES)
    assert found.cells.periods == ("2025",)
    assert found.places[-1] == (Place(1, 1, 4), Place(2, 3, 4), Place(2, 3, 4), Place(4, 4, 4))


def test_the_last_value_is_the_units_own() -> None:
    found = line({"001": (5.0, None), "002": (5.0, 6.0)})
    assert [found.last(at) for at in range(4)] == [0, 1, None, None]


def test_a_unit_is_held_against_the_citys_target_by_its_own_figures() -> None:
    found = line({"001": (70.0, 85.0), "002": (50.0, 40.0)}, goals=(goal(80.0),))
    verdicts = [one.verdict if one else None for one in found.verdicts[0]]
    assert verdicts == ["achieved", "going_back", None, None]


def test_illustrative_figures_are_judged_too_and_known_as_such() -> None:
    found = line(VALUES, provenance="illustrative", goals=(goal(80.0),))
    assert found.verdicts[0][0] is not None
    assert found.is_illustrative(0)
    assert book(found).has_illustrative


def test_official_only_leaves_nothing_of_them() -> None:
    found = line(VALUES, provenance="illustrative", goals=(goal(80.0),), official_only=True)
    assert found.last(0) is None
    assert found.verdicts[0] == (None,) * 4
    assert not book(found).has_illustrative


def test_a_target_set_for_another_series_gives_no_verdict() -> None:
    other = Series("other", "fibre", Text("người", "people"), Text("đếm", "counted"))
    assert line(VALUES, goals=(goal(other=other),)).verdicts[0] == (None,) * 4


def test_a_unit_that_ended_before_the_year_gets_no_verdict() -> None:
    ended = tuple(replace(unit, valid_to=date(2025, 6, 30)) for unit in WARDS)
    found = line(VALUES, goals=(goal(80.0, year=2025), goal(80.0, year=2030)), units=ended)
    assert found.verdicts[0][0] is not None
    assert found.verdicts[1] == (None,) * 4


# 10 80 80 90: Q1 62.5, median 80, Q3 82.5, so a range of 20.
def test_standouts_are_measured_against_the_group() -> None:
    found = book(line(VALUES)).standouts
    (ahead,), (behind,) = found["001"], found["004"]
    assert ahead.lead == pytest.approx(0.5)
    assert (ahead.middle, ahead.place) == (80.0, Place(1, 1, 4))
    assert behind.lead == pytest.approx(-3.5)
    assert found["002"] == ()


def test_next_to_nothing_is_neither_strength_nor_lag() -> None:
    """However narrow the group is: 99.98 % is not ahead of 99.89 %."""
    latest = {"001": 99.98, "002": 99.89, "003": 99.89, "004": 99.7}
    near = {code: (99.0, value) for code, value in latest.items()}
    assert set(book(line(near)).standouts.values()) == {()}


def test_a_group_of_its_own_is_no_group() -> None:
    units = (*WARDS[:3], replace(WARDS[3], group="rural"))
    assert set(book(line(VALUES, units=units), units=units).standouts.values()) == {()}


def test_three_each_way_the_furthest_first() -> None:
    lines = []
    for step in range(5):
        last = {"001": 90.0 + step, "002": 80.0, "003": 80.0, "004": 10.0}
        lines.append(line({code: (None, value) for code, value in last.items()}))
    found = book(*lines).standouts["001"]
    assert [one.line for one in found] == [4, 3, 2]


def test_people_and_area_are_neither_strength_nor_lag() -> None:
    assert book(line(VALUES, pillar_is_general=True)).standouts["001"] == ()


def test_density_is_ranked_over_all_units() -> None:
    units = (ward("001", people=10), ward("002", people=30), ward("003", area=0))
    found = book(units=units)
    assert found.density_places == (Place(2, 2, 2), Place(1, 1, 2), None)
    assert set(found.alike) == {"001", "002"}


def test_every_unit_has_standouts_and_likes() -> None:
    found = book(line(VALUES))
    assert set(found.standouts) == set(found.alike) == set(CODES)
