"""The legend's swatches are hatched as most of their class is, on screen and in pictures alike."""

from __future__ import annotations

import re

import pytest

from lib.geo import choropleth_svg
from lib.geo.classes import Method
from lib.geo.colour_scale import Scheme, scheme
from lib.geo.layers import Layer, value_layer
from lib.geo.outlines import Outline, Outlines
from lib.geo.unit_period_grid import grid
from lib.model.vocabulary import Provenance
from tests.unit.node import evaluated
from tests.unit.view.map_making import CODES, indicator, row, unit

UNITS = {code: unit(code) for code in CODES}
SHAPES = Outlines(
    100.0,
    100.0,
    tuple(Outline(code, f"M{i} 0l1 0l0 1Z", i, 0.0, 0.5) for i, code in enumerate(CODES)),
)
APART = (10.0, 20.0, 30.0, 40.0)
FAR = (10.0, 11.0, 12.0, 40.0)
TOGETHER = (10.0, 10.0, 10.0, 40.0)
PROVENANCES: dict[str, Provenance] = {"i": "illustrative", "o": "official"}


@pytest.mark.parametrize(
    ("values", "made", "method", "expected"),
    [
        (APART, "iiii", "equal", "iiii"),
        (APART, "oiii", "equal", "oiii"),
        (APART, "iooo", "equal", "iooo"),
        (APART, "oooo", "equal", "oooo"),
        # One official value among several of a class.
        (TOGETHER, "oiii", "equal", "ii"),
        (TOGETHER, "iooo", "equal", "oo"),
        # A class nobody is in is as the map is.
        (FAR, "iooi", "fixed", "oii"),
        (APART, "oiii", "continuous", "i"),
        (APART, "ooio", "continuous", "o"),
    ],
)
def test_a_swatch_is_hatched_where_at_least_half_of_its_class_is(
    values: tuple[float, ...], made: str, method: Method, expected: str
) -> None:
    layer = _layer(values, made)
    drawn = scheme(layer, lang="en", theme="light", method=method, breaks=(20.0, 30.0))
    screen = _on_screen(values, made, drawn)
    assert screen == _in_picture(layer, drawn)
    whole = expected * (len(drawn.colours) // len(expected))
    assert screen == whole


def _layer(values: tuple[float, ...], made: str) -> Layer:
    rows = [
        row(code, "2024", value, PROVENANCES[mark])
        for code, value, mark in zip(CODES, values, made, strict=True)
    ]
    found = grid(
        rows, series_id="fibre", indicator=indicator(), geography="district", codes=CODES,
        official_only=False,
    )  # fmt: skip
    return value_layer(found, indicator())


def _on_screen(values: tuple[float, ...], made: str, drawn: Scheme) -> str:
    cells = [
        {"place": drawn.bounds.class_of(value), "mark": mark}
        for value, mark in zip(values, made, strict=True)
    ]
    look = {"colours": drawn.colours, "continuous": drawn.bounds.ends is not None}
    body = "return of.hatchedClasses(given.cells, given.look)"
    hatched = evaluated("atlas_cells.js", body, {"cells": cells, "look": look})
    return "".join("i" if one else "o" for one in hatched)


def _in_picture(layer: Layer, drawn: Scheme) -> str:
    """How the swatches of the picture's legend are filled, lowest class first."""
    svg = choropleth_svg.picture_svg(
        choropleth_svg.Plate(
            shapes=SHAPES, layer=layer, place=0, scheme=drawn, units=UNITS, heading=("",),
            selected="", lang="en", theme="light",
        )
    )  # fmt: skip
    fills = re.findall(r'<rect [^>]*height="1[69]" fill="([^"]+)"', svg)
    found = fills if drawn.bounds.ends is not None else fills[::-1]
    assert len(found) == len(drawn.colours)
    return "".join("i" if fill.startswith("url(#li") else "o" for fill in found)
