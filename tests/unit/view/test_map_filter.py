"""What the reader's filters leave on the map, for what is taken away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lib.geo.colour_scale import scheme
from lib.geo.layers import value_layer
from lib.geo.unit_filter import FilteredUnits, UnitFilters, filter_words, greyed
from lib.model.vocabulary import Lang
from tests.unit.view.map_making import CODES, cells_of, goal, indicator, row, unit

NAMES = ("Hoàn Kiếm", "Đống Đa", "Hà Đông", "Thanh Xuân")


def shown(*, has_goal: bool = True) -> FilteredUnits:
    """Four units of which the last has no figure; the first alone lies in the core."""
    rows = [row("001", "2024", 80.0), row("002", "2024", 79.99), row("003", "2024", 60.0)]
    cells = cells_of(rows)
    layer = value_layer(cells, indicator())
    units = {code: unit(code, name) for code, name in zip(CODES, NAMES, strict=True)}
    units |= {code: replace(units[code], group="near") for code in CODES[1:]}
    found = scheme(layer, lang="en", theme="light")
    goal_80 = goal(80.0) if has_goal else None
    return FilteredUnits(cells, layer, found, 0, units, indicator(), goal_80)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (UnitFilters(), CODES),
        (UnitFilters(group="near"), ("002", "003", "004")),
        (UnitFilters(status="reached"), ("001",)),
        (UnitFilters(status="short"), ("002", "003")),
        (UnitFilters(status="without"), ("004",)),
        (UnitFilters(lit="c1"), ("003",)),
        (UnitFilters(lit="not_published"), ("004",)),
        (UnitFilters(lit="a class of another map"), CODES),
        (UnitFilters(find="dong"), ("002", "003")),
        (UnitFilters(find="DDA"), ()),
        (UnitFilters(find="đđ"), ("002",)),
        (UnitFilters(find="q. thanh x"), ("004",)),
        (UnitFilters(find="huyen"), ()),
        (UnitFilters(group="near", status="short", find="ha"), ("003",)),
    ],
)
def test_who_is_left(filters: UnitFilters, left: tuple[str, ...]) -> None:
    assert greyed(shown(), filters) == {*CODES} - {*left}


def test_without_a_target_nobody_is_sorted_by_it() -> None:
    assert greyed(shown(has_goal=False), UnitFilters(status="short")) == set()
    assert filter_words(shown(has_goal=False), UnitFilters(status="short"), "en") == ""


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "On the screen: near the core, below the target's level, 60, “ha”, 1 of 4 districts.",
        ),
        (
            "vi",
            "Đang lọc trên màn hình: khu vực ven đô, chưa bằng mức chỉ tiêu, 60, “ha” – 1",
        ),
    ],
)
def test_filters_are_named_with_how_many_they_leave(lang: Lang, said: str) -> None:
    filters = UnitFilters(group="near", status="short", lit="c1", find="ha")
    assert filter_words(shown(), filters, lang).startswith(said)


def test_what_is_not_filtered_is_not_spoken_of() -> None:
    assert filter_words(shown(), UnitFilters(), "vi") == ""
