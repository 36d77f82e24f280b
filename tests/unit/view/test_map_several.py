"""Several maps at once: looks shared once, classes shared where they can be, the table says all."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from lib.features.map import small_multiples
from lib.features.map.small_multiples import Panel
from lib.geo.colour_scale import scheme
from lib.geo.layer_wording import LayerSubject
from lib.geo.layers import Layer, value_layer
from lib.geo.outlines import Outline, Outlines
from lib.geo.unit_period_grid import Grid, grid
from lib.model.vocabulary import Lang
from tests.unit.view.map_making import CODES, indicator, row, unit

UNITS = {code: unit(code) for code in CODES}
SHAPES = Outlines(
    100.0,
    100.0,
    tuple(Outline(code, f"M{i} 0l1 0l0 1Z", i, 0.0, 0.5) for i, code in enumerate(CODES)),
)


def cells(values: tuple[float | None, ...], *, made_up: bool = False) -> Grid:
    rows = [
        row(code, "2024", value, "illustrative" if made_up else "official", missing="suppressed")
        for code, value in zip(CODES, values, strict=True)
    ]
    return grid(
        rows,
        series_id="fibre",
        indicator=indicator(),
        geography="district",
        codes=CODES,
        official_only=False,
    )


def panel(
    title: str, values: tuple[float | None, ...], *, lang: Lang = "en", made_up: bool = False
) -> Panel:
    layer = value_layer(cells(values, made_up=made_up), indicator())
    return Panel(
        title=title,
        small="(2024)",
        layer=layer,
        subject=LayerSubject("Fibre", indicator(), UNITS, None, "2024"),
        place=0,
        scheme=scheme(layer, lang=lang, theme="light"),
        cells=f"/assets/{title}.json",
    )


ONE = panel("One", (1.0, 2.0, 3.0, 4.0))
OTHER = panel("Other", (10.0, 20.0, None, 40.0), made_up=True)


def test_a_look_that_maps_share_is_sent_once() -> None:
    sent = small_multiples.message(
        (ONE, replace(ONE, title="Again"), OTHER), lang="en", theme="light"
    )
    assert [found["look"] for found in sent["panels"]] == [0, 0, 1]
    assert len(sent["looks"]) == 2
    assert sent["panels"][2]["cells"] == "/assets/Other.json"


def test_what_a_screen_reader_hears_counts_each_class() -> None:
    assert small_multiples.alt(OTHER, "en") == (
        "Other (2024): 3 of 4 units have a figure. 10: 1; 20: 1; 40: 1"
    )


def test_a_continuous_scale_is_told_by_its_ends() -> None:
    smooth = replace(ONE, scheme=scheme(ONE.layer, lang="en", theme="light", method="continuous"))
    assert small_multiples.alt(smooth, "en").endswith("from 1 to 4")


def test_classes_are_shared_in_one_unit_only() -> None:
    assert small_multiples.share_bounds(ONE.layer, OTHER.layer)
    people: Layer = replace(OTHER.layer, unit="people")
    assert not small_multiples.share_bounds(ONE.layer, people)
    assert not small_multiples.share_bounds(ONE.layer, replace(OTHER.layer, meaning="gap"))


def test_the_table_has_a_row_for_each_unit_and_map() -> None:
    table = small_multiples.table((ONE, OTHER), UNITS, "vi")
    assert len(table) == 2 * len(CODES)
    assert table["value"].isna().sum() == 1
    assert table["provenance"].tolist() == ["official"] * 4 + [
        "illustrative", "illustrative", "", "illustrative",
    ]  # fmt: skip
    assert table.loc[0, "unit_name"] == UNITS[CODES[0]].name.vi


def test_a_picture_of_several_keeps_their_patterns_apart() -> None:
    svg = small_multiples.picture_svg(
        (ONE, OTHER), shapes=SHAPES, units=UNITS, selected=CODES[1], lang="en", theme="light"
    )
    names = re.findall(r'<pattern id="([^"]+)"', svg)
    assert len(names) == len(set(names))
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(names)
    assert svg.count('<path d="M0 0l1 0l0 1Z"') == 2
    assert ">One (2024)</text>" in svg


def test_a_title_with_markup_stays_text() -> None:
    hostile = replace(ONE, title="<script>alert(1)</script>")
    svg = small_multiples.picture_svg(
        (hostile,), shapes=SHAPES, units=UNITS, selected="", lang="en", theme="dark"
    )
    assert "<script" not in svg


@pytest.mark.parametrize(("count", "wide"), [(1, 1), (2, 2), (5, 4)])
def test_maps_stand_in_rows(count: int, wide: int) -> None:
    svg = small_multiples.picture_svg(
        (ONE,) * count, shapes=SHAPES, units=UNITS, selected="", lang="vi", theme="dark"
    )
    starts = set(re.findall(r'<g transform="translate\((\S+) \S+\) scale\(\S+\)"><svg', svg))
    assert len(starts) == wide
