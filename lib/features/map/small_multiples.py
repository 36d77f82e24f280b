"""Several maps at once: two to compare, or up to twelve small ones of periods or indicators."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final, Literal, get_args

import pandas as pd

from lib.geo import choropleth_svg, payload
from lib.geo import layer_wording as meaning_words
from lib.geo.colour_scale import Scheme, legend_keys, recoded
from lib.geo.layers import Layer
from lib.geo.outlines import Outlines
from lib.geo.unit_period_grid import PROVENANCE_OF
from lib.model.entities import Unit
from lib.model.vocabulary import Lang
from lib.style.palette import GROUNDS, Theme
from lib.text import translator
from lib.wording import numbers

Mode = Literal["none", "second", "periods", "series", "columns"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)

MOST: Final = 12
"""Small maps at once; more are too small to read."""

_PICTURE_WIDE: Final = 1500.0
_TITLE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the maps: a layer at a period in its colours.

    `title` tells it from the others, `small` says the rest of what it shows; `cells` is the address
    of what is coloured.
    """

    title: str
    small: str
    layer: Layer
    subject: meaning_words.LayerSubject
    place: int
    scheme: Scheme
    cells: str

    @property
    def is_illustrative(self) -> bool:
        return "i" in self.layer.cells.marks[self.place]


def share_bounds(one: Layer, other: Layer) -> bool:
    """Whether two maps can have the same classes: one meaning, on one scale, in one unit."""
    return (one.meaning, one.scale, one.unit, one.decimals) == (
        other.meaning,
        other.scale,
        other.unit,
        other.decimals,
    )


def message(panels: Sequence[Panel], *, lang: Lang, theme: Theme) -> dict[str, Any]:
    """The maps for the browser; a look that several share is sent once."""
    looks: list[dict[str, Any]] = []
    found = []
    for panel in panels:
        look = payload.appearance(panel.layer, panel.scheme, panel.subject, lang=lang, theme=theme)
        if look not in looks:
            looks.append(look)
        found.append(
            {
                "title": panel.title,
                "small": panel.small,
                "cells": panel.cells,
                "place": panel.place,
                "look": looks.index(look),
                "alt": alt(panel, lang),
            }
        )
    return {"panels": found, "looks": looks}


def lit_keys(panels: Sequence[Panel]) -> tuple[str, ...]:
    """What a reader can pick in the legends: the place of its map, a full stop, its key."""
    return tuple(
        f"{place}.{key}"
        for place, panel in enumerate(panels)
        for key in legend_keys(panel.layer, panel.scheme)
    )


def alt(panel: Panel, lang: Lang) -> str:
    """What a screen reader hears of one map: what it shows, and each class with its count."""
    _ = translator(lang).gettext
    values = recoded(panel.layer)[panel.place]
    known = sum(value is not None for value in values)
    said = " ".join(part for part in (panel.title, panel.small) if part)
    if panel.scheme.bounds.ends is not None:
        low, *_middle, high = panel.scheme.labels
        parts = _("from {low} to {high}").format(low=low, high=high)
    else:
        counts = panel.scheme.bounds.counts(values)
        parts = "; ".join(
            f"{label}: {count}"
            for label, count in zip(panel.scheme.labels, counts, strict=True)
            if count
        )
    return _("{what}: {known} of {all} units have a figure. {classes}").format(
        what=said, known=known, all=len(values), classes=parts
    )


def table(panels: Sequence[Panel], units: Mapping[str, Unit], lang: Lang) -> pd.DataFrame:
    """One row a unit and map: values at printed precision, verdicts in words, with their marks."""
    rows = []
    for panel in panels:
        cells = panel.layer.cells
        values = recoded(panel.layer)[panel.place]
        for code, value, mark in zip(cells.codes, values, cells.marks[panel.place], strict=True):
            provenance = PROVENANCE_OF.get(mark)
            is_status = panel.layer.scale == "status" and value is not None
            rows.append(
                {
                    "unit_code": code,
                    "unit_name": units[code].name.in_(lang),
                    "series_id": cells.series_id,
                    "indicator": panel.subject.label,
                    "period": cells.periods[panel.place],
                    "shows": meaning_words.title(panel.layer, panel.subject, lang),
                    "value": None if is_status else value,
                    "verdict": panel.scheme.labels[int(value)].partition(" ")[2]
                    if is_status and value is not None
                    else "",
                    "measure": panel.layer.unit,
                    "provenance": provenance or "",
                }
            )
    return pd.DataFrame(rows)


def picture_svg(
    panels: Sequence[Panel],
    *,
    shapes: Outlines,
    units: Mapping[str, Unit],
    selected: str,
    lang: Lang,
    theme: Theme,
) -> str:
    """All maps in one drawing, two or four to a row, each with its title and legend."""
    across = min(len(panels), 2 if len(panels) <= 2 else 4)
    ink = GROUNDS[theme].ink
    parts, tall = [], 0.0
    for i, panel in enumerate(panels):
        plate = choropleth_svg.Plate(
            shapes=shapes,
            layer=panel.layer,
            place=panel.place,
            scheme=panel.scheme,
            units=units,
            heading=(meaning_words.measure(panel.layer, lang),),
            selected=selected,
            lang=lang,
            theme=theme,
        )
        # Patterns are named for the whole picture, so each map's names get a number.
        svg = re.sub(r'(id="|url\(#)', rf"\g<1>m{i}", choropleth_svg.picture_svg(plate))
        wide, high = _size(svg)
        scale = _PICTURE_WIDE / across / wide
        tall = high * scale + _TITLE
        x, y = i % across * _PICTURE_WIDE / across, i // across * tall
        said = escape(" ".join(part for part in (panel.title, panel.small) if part))
        parts.append(
            f'<text x="{x + 4:g}" y="{y + 20:g}" font-size="15" font-weight="600" '
            f'fill="{ink}">{said}</text>'
            f'<g transform="translate({x:g} {y + _TITLE:g}) scale({scale:.4f})">{svg}</g>'
        )
    high = tall * math.ceil(len(panels) / across)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_PICTURE_WIDE:g}" height="{high:.0f}">'
        f"{''.join(parts)}</svg>"
    )


def period_title(layer: Layer, place: int, lang: Lang) -> str:
    """The period of a layer as a map's title says it."""
    return numbers.period(layer.cells.periods[place], lang)


def _size(svg: str) -> tuple[float, float]:
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    if found is None:
        raise ValueError(f"a drawing without a size: {svg[:80]}")
    return float(found[1]), float(found[2])
