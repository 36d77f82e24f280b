"""What every chart has in common: type, grid, colours and the language of its numbers.

Charts are built with Altair into plain Vega-Lite dictionaries *without data*, once for each
language and theme; a page then sends only the rows. Building takes 10-40 ms under a lock that all
visitors share, sending 1-2.
"""

from __future__ import annotations

from typing import Any, Final

from lib.model.vocabulary import Lang
from lib.style.palette import GROUNDS, Theme

VegaSpec = dict[str, Any]

# Vega ships no Vietnamese numbers; d3's own form of a locale.
_NUMBERS: Final[dict[Lang, dict[str, Any]]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " ₫"]},
}


# The width is the page's, the height of the plane the chart's own: where Vega fits both, how high
# the plane is depends on the widths that the chart had before.
FIT: Final[dict[str, str]] = {"type": "fit-x", "contains": "padding"}


def config(lang: Lang, theme: Theme) -> dict[str, Any]:
    """The `config` of a Vega-Lite chart: calm, few ticks, numbers as the language writes them."""
    ground = GROUNDS[theme]
    return {
        "background": ground.paper,
        "font": "Source Sans, sans-serif",
        "locale": {"number": _NUMBERS[lang]},
        "view": {"stroke": None},
        "axis": {
            "labelColor": ground.soft,
            "titleColor": ground.soft,
            "titleFontWeight": "normal",
            "labelFontSize": 13,
            "titleFontSize": 13,
            "gridColor": ground.rule,
            "domainColor": ground.rule,
            "tickColor": ground.rule,
            "tickCount": 5,
            "labelOverlap": True,
        },
        "text": {"color": ground.ink, "fontSize": 13},
        "title": {"color": ground.ink, "fontSize": 15, "anchor": "start"},
        "legend": {"labelColor": ground.ink, "titleColor": ground.soft, "labelFontSize": 13},
        "rule": {"color": ground.soft},
    }


def without_rows(spec: VegaSpec, lang: Lang, theme: Theme) -> VegaSpec:
    """A layered chart of Altair's as it is kept: rows come once, for all layers, and later."""
    bare = {key: part for key, part in spec.items() if key not in ("$schema", "datasets", "data")}
    # Altair gives every layer an empty table of its own.
    layers = [
        {key: part for key, part in layer.items() if key != "data"} for layer in spec["layer"]
    ]
    return {**bare, "layer": layers, "autosize": FIT, "config": config(lang, theme)}


def with_rows(spec: VegaSpec, rows: list[dict[str, Any]]) -> VegaSpec:
    """The chart with its data inside, as an exported picture needs it; `spec` is not changed."""
    return {**spec, "data": {"values": rows}}
