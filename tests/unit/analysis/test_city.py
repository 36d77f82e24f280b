from __future__ import annotations

from dataclasses import replace

import pytest

from lib.analysis.units.city import city_value, density
from tests.unit.analysis.making import SHARE, point, unit

UNITS = (unit("a", 3000.0), unit("b", 1000.0), unit("c", 1000.0))


def test_units_are_weighted_never_counted_alike() -> None:
    known = {"a": point("2024", 50), "b": point("2024", 90), "c": point("2024", 70)}
    found = city_value(SHARE, UNITS, known)
    # (3·50 + 90 + 70)/5; the plain mean would be 70.
    assert found.value == pytest.approx(62.0)
    assert (found.basis, found.coverage, found.weight, found.fell_back) == (
        "units",
        1.0,
        "population",
        False,
    )
    assert found.provenance == "official"


def test_the_published_value_wins() -> None:
    found = city_value(
        SHARE, UNITS, {"a": point("2024", 50)}, published=point("2024", 65, "estimate")
    )
    assert (found.value, found.basis, found.provenance) == (65, "published", "estimate")


def test_under_80_per_cent_there_is_none_and_80_is_enough() -> None:
    three_quarters = (unit("a", 7999.0), unit("b", 2001.0))
    found = city_value(SHARE, three_quarters, {"a": point("2024", 50)})
    assert (found.value, found.basis) == (None, "low_coverage")
    assert found.coverage == pytest.approx(0.7999)
    enough = (unit("a", 8000.0), unit("b", 2000.0))
    assert city_value(SHARE, enough, {"a": point("2024", 50)}).value == 50


def test_a_weight_not_published_by_unit_falls_back_to_population_and_says_so() -> None:
    known = {code: point("2024", 50) for code in "abc"}
    for weight in ("adults", "households"):
        found = city_value(replace(SHARE, weight=weight), UNITS, known)
        assert (found.value, found.weight, found.fell_back) == (50, "population", True)


def test_what_has_no_weight_is_not_averaged() -> None:
    found = city_value(replace(SHARE, weight="none"), UNITS, {"a": point("2024", 50)})
    assert (found.value, found.basis) == (None, "not_averaged")


def test_the_weakest_mark_is_worn_and_nothing_gives_nothing() -> None:
    known = {code: point("2024", 50) for code in "ab"} | {"c": point("2024", 50, "illustrative")}
    assert city_value(SHARE, UNITS, known).provenance == "illustrative"
    empty = city_value(SHARE, UNITS, {})
    assert (empty.value, empty.basis, empty.coverage, empty.provenance) == (
        None,
        "no_data",
        0.0,
        None,
    )


def test_density() -> None:
    assert density(unit("a", 3000.0)) == 1500.0
    assert density(replace(unit("a"), area_km2=0.0)) is None
