"""Columns: heights from nought, the legend's own colours, and names that stay names."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lib.data.package import load
from lib.features.map import extruded_columns
from lib.geo.classes import classes
from lib.geo.colour_scale import Scheme
from lib.model.vocabulary import Lang
from lib.style.palette import GROUNDS, MISSING, SEQUENTIAL
from tests.serving import ROOT

PACKAGE = load(ROOT / "data")
UNITS = tuple(unit for unit in PACKAGE.units.values() if unit.geography == "district")[:4]
DENSITY = PACKAGE.indicators["population_density"]
SITE = extruded_columns.Site(
    "district",
    UNITS,
    {unit.unit_code: (105.0 + i, 21.0) for i, unit in enumerate(UNITS)},
    "/assets/district_outlines.json?v=1",
    "/assets/ground_light.json?v=1",
)
HEIGHT = extruded_columns.Measure("Density", DENSITY, "2018", (50.0, 200.0, None, 0.0), "odNo")
COLOUR = extruded_columns.Measure("Density, again", DENSITY, "2019", (1.0, None, 2.0, 3.0), "oNoi")
BOUNDS = classes((1.0, 2.0, 3.0), decimals=0)
SCHEME = Scheme(BOUNDS, BOUNDS.colours(SEQUENTIAL["light"]), BOUNDS.labels("en"))


def drawn(chosen: str = "", site: extruded_columns.Site = SITE) -> dict[str, object]:
    deck = extruded_columns.deck(
        site,
        height=HEIGHT, colour=COLOUR, scheme=SCHEME,
        chosen=chosen, lang="en", theme="light", is_narrow=False,
    )  # fmt: skip
    found: dict[str, object] = json.loads(deck.to_json())
    return found


def columns(chosen: str = "", site: extruded_columns.Site = SITE) -> list[dict[str, object]]:
    layers = drawn(chosen, site)["layers"]
    assert isinstance(layers, list)
    rows = next(layer for layer in layers if layer["id"] == extruded_columns.LAYER)["data"]
    assert isinstance(rows, list)
    return rows


def rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def test_heights_are_in_proportion_from_nought_and_a_unit_without_a_figure_has_no_column() -> None:
    assert [row["code"] for row in columns()] == [UNITS[i].unit_code for i in (0, 1, 3)]
    assert [row["high"] for row in columns()] == [4_000, 16_000, 0]


def test_colours_are_the_legends_and_none_is_grey() -> None:
    ramp = BOUNDS.colours(SEQUENTIAL["light"])
    assert [row["colour"] for row in columns()] == [
        rgb(ramp[0]), rgb(MISSING["light"]), rgb(ramp[2]),
    ]  # fmt: skip
    legend = extruded_columns.legend_html(HEIGHT, COLOUR, SCHEME, "en", "light")
    assert [legend.count(f"background:{shade}") for shade in ramp] == [1, 1, 1]
    assert legend.count(f"background:{MISSING['light']}'></i>no figure <small>(1)</small>") == 1
    assert "Height: Density (2018). 1 unit without a figure has no column." in legend
    assert "Colour: Density, again (2019, illustrative)" in legend


def test_of_units_that_all_have_figures_none_is_said_to_be_missing() -> None:
    whole = replace(HEIGHT, values=(1.0, 2.0, 3.0, 1.0))
    legend = extruded_columns.legend_html(whole, whole, SCHEME, "en", "light")
    assert "no column" not in legend
    assert "no figure" not in legend


def test_the_unit_chosen_stands_out() -> None:
    assert columns(UNITS[1].unit_code)[1]["colour"] == rgb(GROUNDS["light"].ink)


def test_what_a_column_says_names_its_marks() -> None:
    said = str(columns()[2]["said"]).splitlines()
    assert said[0] == UNITS[3].name.en
    assert said[1].startswith("Density: 0")
    assert said[2].endswith("(illustrative)")


def test_a_name_with_markup_stays_text() -> None:
    hostile = replace(UNITS[0], name=replace(UNITS[0].name, en="<img src=x onerror=alert(1)>"))
    site = replace(SITE, units=(hostile, *UNITS[1:]))
    assert str(columns(site=site)[0]["said"]).startswith("<img")
    assert drawn()["mapStyle"] == SITE.style
    deck = extruded_columns.deck(
        site, height=HEIGHT, colour=COLOUR, scheme=SCHEME,
        chosen="", lang="en", theme="light", is_narrow=True,
    )  # fmt: skip
    assert deck._tooltip == {"text": "{said}"}
    label = replace(COLOUR, label="<b>x</b>")
    assert "<b>" not in extruded_columns.legend_html(label, label, SCHEME, "vi", "dark")


def test_nothing_is_asked_of_another_host() -> None:
    assert "http" not in json.dumps(drawn())
    assert json.loads(extruded_columns.empty_style("dark"))["sources"] == {}


def test_a_site_where_nothing_stands_taller_than_nought() -> None:
    flat = replace(HEIGHT, values=(0.0, -3.0, None, 0.0))
    deck = extruded_columns.deck(
        SITE, height=flat, colour=COLOUR, scheme=SCHEME,
        chosen="", lang="vi", theme="dark", is_narrow=True,
    )  # fmt: skip
    rows = json.loads(deck.to_json())["layers"][1]["data"]
    assert [row["high"] for row in rows] == [0, 0, 0]


@pytest.mark.parametrize(("lang", "word"), [("vi", "Tên đơn vị"), ("en", "Name of the unit")])
def test_the_table_says_the_same(lang: Lang, word: str) -> None:
    table = extruded_columns.table(UNITS, HEIGHT, COLOUR, lang)
    assert table.columns[0] == word
    assert table.iloc[:, 1].tolist()[:2] == [50.0, 200.0]
    assert table.iloc[:, 1].isna().tolist() == [False, False, True, False]
    assert len(extruded_columns.table(UNITS, HEIGHT, HEIGHT, lang).columns) == 3


def test_a_screen_reader_hears_what_is_drawn() -> None:
    said = extruded_columns.alt(UNITS, HEIGHT, COLOUR, "en")
    assert "height is Density (2018)" in said
    assert "3 units have a figure of 4" in said
