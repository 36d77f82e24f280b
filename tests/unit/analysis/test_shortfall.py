from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.progress.points import Point
from lib.analysis.units.shortfall import Shortfall, shares_of_shortfall
from lib.model.entities import Indicator
from lib.model.vocabulary import Provenance
from tests.unit.analysis.making import DOWN, LINEAR, PROPERTY, SHARE, point, unit

UNITS = (unit("a", 1000), unit("b", 2000), unit("c", 1000))


def shares(
    values: dict[str, float],
    goal: float = 90.0,
    *,
    indicator: Indicator = LINEAR,
    published: Point | None = None,
    provenance: Provenance = "official",
) -> Shortfall:
    known = {code: point("2025", value, provenance) for code, value in values.items()}
    return shares_of_shortfall(
        indicator, UNITS, known, threshold=goal, sense=indicator.d, published=published
    )


def test_shares_by_hand() -> None:
    # 1000·20, 2000·10 and nothing of 40,000.
    found = shares({"a": 70.0, "b": 80.0, "c": 95.0})
    assert found.status == "shares"
    assert found.shares == pytest.approx({"a": 0.5, "b": 0.5, "c": 0.0})
    assert (found.deciding, found.undecided) == (("a", "b"), None)
    assert (found.coverage, found.weight, found.provenance) == (1.0, "population", "official")


def test_where_less_is_better() -> None:
    found = shares({"a": 20.0, "b": 12.0, "c": 9.0}, 10.0, indicator=DOWN)
    assert found.shares == pytest.approx({"a": 10 / 14, "b": 4 / 14, "c": 0.0})
    assert found.deciding == ("a", "b")


def test_the_largest_share_is_named_first() -> None:
    assert shares({"a": 80.0, "b": 70.0, "c": 10.0}).deciding == ("c", "b", "a")


def test_the_city_has_met_it() -> None:
    # (70·1 + 99·2 + 99·1)/4 = 91.75: one unit is short, the city is not.
    found = shares({"a": 70.0, "b": 99.0, "c": 99.0})
    assert (found.status, found.undecided, found.deciding) == ("city_has_met", "city_has_met", ())
    assert found.shares["a"] == 1.0


def test_a_published_city_value_wins() -> None:
    met = shares({"a": 70.0, "b": 80.0, "c": 95.0}, published=point("2025", 90.0))
    assert met.status == "city_has_met"
    missed = shares({"a": 70.0, "b": 99.0, "c": 99.0}, published=point("2025", 89.0))
    assert (missed.status, missed.deciding) == ("shares", ("a",))


def test_strictly_more_is_not_met_by_as_much() -> None:
    known = {code: point("2025", 90.0) for code in "abc"}
    found = shares_of_shortfall(
        LINEAR, UNITS, known, threshold=90.0, sense=1, comparator=">", published=None
    )
    assert found.status == "nobody_short"


def test_nobody_is_short() -> None:
    found = shares({"a": 90.0, "b": 91.0, "c": 95.0})
    assert (found.status, found.shares, found.deciding) == ("nobody_short", {}, ())
    # Printed 90.00 is 90.
    assert shares({"a": 89.996, "b": 91.0, "c": 95.0}).status == "nobody_short"


def test_no_unit_is_named_on_illustrative_values() -> None:
    found = shares({"a": 70.0, "b": 80.0, "c": 95.0}, provenance="illustrative")
    assert found.status == "shares"
    assert (found.deciding, found.undecided) == ((), "illustrative")
    assert found.provenance == "illustrative"
    mixed = {"a": point("2025", 70.0), "b": point("2025", 80.0, "illustrative")}
    both = shares_of_shortfall(LINEAR, UNITS[:2], mixed, threshold=90.0, sense=1)
    assert both.undecided == "illustrative"


def test_no_unit_is_named_when_others_are_unknown() -> None:
    found = shares({"a": 70.0, "b": 80.0})
    assert found.coverage == 0.75
    assert (found.deciding, found.undecided) == ((), "low_coverage")
    assert found.shares == pytest.approx({"a": 0.5, "b": 0.5})


def test_no_figure_and_no_mean() -> None:
    assert shares({}).status == "no_data"
    assert shares({"a": 1.0}, math.nan).status == "no_data"
    assert shares({"a": 1.0}, indicator=replace(SHARE, weight="none")).status == "not_averaged"
    assert shares({"a": 70.0}, indicator=replace(SHARE, weight="households")).fell_back


@PROPERTY
@given(
    st.dictionaries(st.sampled_from("abc"), st.floats(-1e6, 1e6)),
    st.floats(-1e6, 1e6),
    st.sampled_from([LINEAR, SHARE, DOWN]),
)
def test_shares_are_parts_of_one(
    values: dict[str, float], goal: float, indicator: Indicator
) -> None:
    found = shares(values, goal, indicator=indicator)
    assert all(0 <= share <= 1 for share in found.shares.values())
    if found.shares:
        assert math.fsum(found.shares.values()) == pytest.approx(1.0)
    assert len(found.deciding) <= 3
    assert bool(found.deciding) == (found.undecided is None)
