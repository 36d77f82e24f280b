from __future__ import annotations

import math
from dataclasses import replace

import pytest

from lib.analysis.units.similar import nearest_units
from lib.model.entities import Unit
from tests.unit.analysis.making import unit

E = math.e


def made(code: str, people: float, area: float = 1.0, **changes: object) -> Unit:
    return replace(unit(code, people), area_km2=area, **changes)  # type: ignore[arg-type]


def test_a_distance_by_hand() -> None:
    # ln people 0, 1, 2: mean 1, spread √(2/3). Areas as the people: density 1 for all, no spread.
    found = nearest_units([made("a", 1, 1), made("b", E, E), made("c", E**2, E**2)], count=2)
    step = 1 / math.sqrt(2 / 3)
    assert [one.unit_code for one in found["a"]] == ["b", "c"]
    assert found["a"][0].distance == pytest.approx(step)
    assert found["a"][1].distance == pytest.approx(2 * step)


def test_people_and_density_have_the_same_say() -> None:
    # Two units differ by a factor e² in people at one area, so by as much in density: both spreads
    # are 1 and both steps 2.
    found = nearest_units([made("a", 1), made("b", E**2)], count=1)
    assert found["a"][0].distance == pytest.approx(math.sqrt(8))


def test_another_kind_and_another_group_count_as_one_each() -> None:
    units = [made("a", 5), made("b", 5, type="commune"), made("c", 5, type="commune", group="near")]
    found = nearest_units(units, count=2)
    assert [one.distance for one in found["a"]] == pytest.approx([1, math.sqrt(2)])


def test_of_equal_distances_the_smaller_code_is_first() -> None:
    found = nearest_units([made("c", 5), made("b", 5), made("a", 5)], count=2)
    assert [one.unit_code for one in found["c"]] == ["a", "b"]


def test_twice_as_many_is_as_far_as_half_as_many() -> None:
    found = nearest_units([made("a", 2, 2), made("b", 1, 1), made("c", 4, 4)], count=2)
    assert found["a"][0].distance == pytest.approx(found["a"][1].distance)


def test_a_unit_without_people_or_area_is_like_none() -> None:
    found = nearest_units([made("a", 5), made("b", 0), made("c", 5, 0), made("d", 6)], count=5)
    assert set(found) == {"a", "d"}
    assert [one.unit_code for one in found["a"]] == ["d"]


def test_nothing_to_compare() -> None:
    assert nearest_units([], count=3) == {}
    assert nearest_units([made("a", 5)], count=3) == {"a": ()}
