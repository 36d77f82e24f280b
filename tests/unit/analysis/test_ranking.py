from __future__ import annotations

import pytest

from lib.analysis.units.ranking import Place, leads, places


def test_equal_values_hold_their_places_together() -> None:
    found = places((90.0, 80.0, None, 80.0, 70.0), "up")
    assert found == (Place(1, 1, 4), Place(2, 3, 4), None, Place(2, 3, 4), Place(4, 4, 4))


def test_where_less_is_better_the_lowest_is_first() -> None:
    assert places((3.0, 1.0, 2.0), "down") == (Place(3, 3, 3), Place(1, 1, 3), Place(2, 2, 3))


def test_no_value_no_place() -> None:
    assert places((None, None), "up") == (None, None)
    assert places((), "up") == ()


def test_all_alike_share_every_place() -> None:
    assert set(places((5.0,) * 3, "up")) == {Place(1, 3, 3)}


def test_a_lead_is_counted_in_interquartile_ranges() -> None:
    # 10 20 30 40 50: quartiles 20 and 40, median 30.
    assert leads((10.0, 20.0, 30.0, 40.0, 50.0), "up") == (-1.0, -0.5, 0.0, 0.5, 1.0)
    assert leads((10.0, 20.0, 30.0, 40.0, 50.0), "down") == (1.0, 0.5, 0.0, -0.5, -1.0)


def test_quartiles_lie_between_values() -> None:
    # 0 1 2 10: Q1 0.75, median 1.5, Q3 4.
    found = leads((0.0, 1.0, 2.0, 10.0, None), "up")
    assert found[3] == pytest.approx(8.5 / 3.25)
    assert found[4] is None


@pytest.mark.parametrize("values", [(1.0, 2.0, 3.0), (1.0, 5.0, 5.0, 5.0, 5.0, 9.0), ()])
def test_too_few_or_all_alike_give_no_lead(values: tuple[float, ...]) -> None:
    assert leads(values, "up") == (None,) * len(values)
