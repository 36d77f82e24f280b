"""The map in three dimensions: a column a unit, its height one indicator, its colour another.

Drawn by deck.gl on outlines of our own, so nothing is asked of another host. Columns stand on
nought: a height is told apart by its length, which only a true zero makes honest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import pandas as pd
import pydeck

from lib.geo.colour_scale import Scheme
from lib.geo.unit_period_grid import PROVENANCE_OF, Cells
from lib.model.entities import Indicator, Unit
from lib.model.json_bytes import packed_json
from lib.model.vocabulary import Geography, Lang
from lib.style.palette import GROUNDS, MISSING, Theme
from lib.text import translator
from lib.wording import numbers, terms

LAYER: Final = "columns"
"""The layer whose objects can be chosen; each has a `code`."""

_TALLEST: Final = 16_000.0  # metres on the ground, a third of the way across the inner map
_RADIUS: Final[dict[Geography, int]] = {"district": 1_500, "commune": 650}
_STYLE: Final = (
    "<style>.columns-legend{font-size:.875rem}.columns-legend p{margin:0}"
    ".columns-legend ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;"
    "margin:.25rem 0 0}.columns-legend i{display:inline-block;width:1em;height:1em;"
    "margin-right:.35em;vertical-align:-.1em}</style>"
)
_CAMERA: Final = {"pitch": 48.0, "bearing": -12.0}
_ZOOM: Final = 9.05
_ZOOM_NARROW: Final = 8.1  # a phone held upright
# Columns rise from their places: with the middle of the city in the middle of the picture its south
# would be cut off, under an empty sky. Degrees.
_SOUTHWARD: Final = 0.06


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the two indicators, at one period: values and marks in the order of the units."""

    label: str
    indicator: Indicator
    period: str
    values: Cells
    marks: str

    @property
    def is_illustrative(self) -> bool:
        return "i" in self.marks


@dataclass(frozen=True, slots=True)
class Site:
    """Where columns stand: units, a point inside each (longitude, latitude), what lies beneath.

    `outlines` and `style` are addresses on our own server: GeoJSON, and a map style with nothing
    in it.
    """

    geography: Geography
    units: Sequence[Unit]
    places: Mapping[str, tuple[float, float]]
    outlines: str
    style: str


class Deck(pydeck.Deck):  # type: ignore[misc]  # pydeck ships no types
    """A deck whose JSON has no spaces: pydeck writes it for people, five times the size."""

    def to_json(self) -> str:
        """The deck as deck.gl reads it."""
        return packed_json(json.loads(super().to_json())).decode()


def deck(
    site: Site,
    *,
    height: Measure,
    colour: Measure,
    scheme: Scheme,
    chosen: str,
    lang: Lang,
    theme: Theme,
    is_narrow: bool,
) -> Deck:
    """The columns of a site, with the unit `chosen` (a code or "") in the colour of ink.

    A unit without a height has no column, one without a colour a grey one.
    """
    ground = GROUNDS[theme]
    rows = _rows(site, height, colour, scheme, chosen=chosen, lang=lang, theme=theme)
    easts = [at[0] for at in site.places.values()]
    norths = [at[1] for at in site.places.values()]
    return Deck(
        layers=[
            pydeck.Layer(
                "GeoJsonLayer",
                id="outlines",
                data=site.outlines,
                get_fill_color=_rgb(ground.panel),
                get_line_color=_rgb(ground.rule),
                line_width_min_pixels=1,
            ),
            pydeck.Layer(
                "ColumnLayer",
                id=LAYER,
                data=rows,
                get_position="at",
                get_elevation="high",
                get_fill_color="colour",
                radius=_RADIUS[site.geography],
                disk_resolution=6,
                extruded=True,
                # The same light from everywhere: any other would change the legend's colours.
                material={"ambient": 1, "diffuse": 0, "specularColor": [0, 0, 0]},
                wireframe=True,
                get_line_color=_rgb(ground.paper),
                pickable=True,
                auto_highlight=True,
            ),
        ],
        map_provider="maplibre",
        map_style=site.style,
        initial_view_state=pydeck.ViewState(
            longitude=(min(easts) + max(easts)) / 2,
            latitude=(min(norths) + max(norths)) / 2 - _SOUTHWARD,
            zoom=_ZOOM_NARROW if is_narrow else _ZOOM,
            **_CAMERA,
        ),
        # Text, never HTML: names come from data.
        tooltip={"text": "{said}"},
    )


def empty_style(theme: Theme) -> bytes:
    """A MapLibre style with a ground and nothing on it, since any other would be fetched."""
    layer = {
        "id": "ground",
        "type": "background",
        "paint": {"background-color": GROUNDS[theme].paper},
    }
    style = {"version": 8, "name": "ground", "sources": {}, "layers": [layer]}
    return json.dumps(style, separators=(",", ":")).encode()


def alt(units: Sequence[Unit], height: Measure, colour: Measure, lang: Lang) -> str:
    """What a screen reader hears in place of the picture."""
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    known = sum(value is not None for value in height.values)
    count = n_("{n} unit has a figure", "{n} units have a figure", known).format(n=known)
    return _(
        "Columns in three dimensions: height is {height}, colour is {colour}; {count} of {all}. "
        "The table below says the same."
    ).format(
        height=_titled(height, lang),
        colour=_titled(colour, lang),
        count=count,
        all=len(units),
    )


def legend_html(height: Measure, colour: Measure, scheme: Scheme, lang: Lang, theme: Theme) -> str:
    """What height and colour stand for, with the classes of the colour and their counts.

    Units without a colour have an entry of their own; those without a height have no column, and
    a sentence says how many.
    """
    _, n_ = translator(lang).gettext, translator(lang).ngettext
    counts = scheme.bounds.counts(colour.values)
    entries = list(zip(scheme.colours, scheme.labels, counts, strict=True))
    grey = colour.values.count(None)
    if grey:
        entries.append((MISSING[theme], _("no figure"), grey))
    swatches = "".join(
        f"<li><i style='background:{shade}'></i>{escape(label)} <small>({count})</small></li>"
        for shade, label, count in entries
    )
    flat = height.values.count(None)
    absent = n_(
        "{n} unit without a figure has no column.", "{n} units without a figure have no column.",
        flat,
    ).format(n=flat)  # fmt: skip
    return (
        f"{_STYLE}<div class='columns-legend'>"
        f"<p>{escape(_('Height: {what}').format(what=_titled(height, lang)))}"
        f"{'. ' + escape(absent) if flat else ''}</p>"
        f"<p>{escape(_('Colour: {what}').format(what=_titled(colour, lang)))}</p>"
        f"<ul>{swatches}</ul></div>"
    )


def table(units: Sequence[Unit], height: Measure, colour: Measure, lang: Lang) -> pd.DataFrame:
    """One row a unit: its name, both figures (NaN where there is none) and their marks."""
    _ = translator(lang).gettext
    found: dict[str, list[Any]] = {_("Name of the unit"): [unit.name.in_(lang) for unit in units]}
    for measure in dict.fromkeys((height, colour)):
        marks = [PROVENANCE_OF.get(mark) for mark in measure.marks]
        title = _titled(measure, lang)
        found[title] = [float("nan") if value is None else value for value in measure.values]
        found[_("Mark: {what}").format(what=title)] = [
            terms.provenance(mark, lang) if mark else "" for mark in marks
        ]
    return pd.DataFrame(found)


def _titled(measure: Measure, lang: Lang) -> str:
    said = numbers.period(measure.period, lang)
    if measure.is_illustrative:
        said += f", {terms.provenance('illustrative', lang)}"
    return f"{measure.label} ({said})"


def _rows(
    site: Site,
    height: Measure,
    colour: Measure,
    scheme: Scheme,
    *,
    chosen: str,
    lang: Lang,
    theme: Theme,
) -> list[dict[str, Any]]:
    top = max((value for value in height.values if value is not None), default=0.0)
    found = []
    for i, unit in enumerate(site.units):
        tall, shade = height.values[i], colour.values[i]
        if tall is None or unit.unit_code not in site.places:
            continue
        base = MISSING[theme] if shade is None else scheme.colours[scheme.bounds.class_of(shade)]
        if unit.unit_code == chosen:
            base = GROUNDS[theme].ink
        found.append(
            {
                "code": unit.unit_code,
                "at": list(site.places[unit.unit_code]),
                "high": round(_TALLEST * max(tall, 0.0) / top) if top > 0 else 0,
                "colour": _rgb(base),
                "said": _said(unit, i, (height, colour), lang),
            }
        )
    return found


def _said(unit: Unit, i: int, measures: Sequence[Measure], lang: Lang) -> str:
    _ = translator(lang).gettext
    lines = [unit.name.in_(lang)]
    for measure in dict.fromkeys(measures):
        value = measure.values[i]
        figure = _("no figure")
        if value is not None:
            mark = terms.provenance(PROVENANCE_OF[measure.marks[i]], lang)
            figure = f"{numbers.value_of(value, measure.indicator, lang)} ({mark})"
        lines.append(f"{measure.label}: {figure}")
    return "\n".join(lines)


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
