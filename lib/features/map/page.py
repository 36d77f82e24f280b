"""The Map page's choices, read from its link, and the map element that shows and makes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from lib.app.kit import components, map_queries, selected_unit, session_dataset, url_state
from lib.features.map import view_model
from lib.geo import classes as map_classes
from lib.geo import layer_wording, layers, wording
from lib.geo.colour_scale import legend_keys
from lib.model.vocabulary import Geography, Pillar, UnitGroup, words
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.geo.colour_scale import Scheme
    from lib.geo.unit_period_grid import Grid
    from lib.model.entities import Indicator

_ATLAS = components.element("atlas")
_KEY = "map_atlas"

_PILLARS = ("all", *words(Pillar))
_GROUPS = ("all", *words(UnitGroup))
_STATUSES = ("any", "reached", "short", "without")
_COLUMNS = ("few", "all")
# By which of the table's columns its rows are ordered, and whether from the lowest up.
_ORDERS = tuple(
    f"{column}-{way}"
    for column in ("shown", "rank", "unit", "value", "versus", "status", "group", "origin")
    for way in ("down", "up")
)

# What the element may choose: its own names for the choices, and their keys in the link.
_KEYS = {
    "geo": "map_geo",
    "ind": "map_ind",
    "pillar": "map_pillar",
    "period": "map_period",
    "unit": "map_unit",
    "colour": "map_colour",
    "target": "map_target",
    "since": "map_since",
    "classes": "map_classes",
    "breaks": "map_breaks",
    "group": "map_group",
    "status": "map_status",
    "table": "map_table",
    "sort": "map_sort",
    "lit": "map_lit",
    "find": "map_find",
}


@dataclass(frozen=True, slots=True)
class View:
    """Everything the Map page shows: the reader's choices and what follows from them.

    `choice` holds the choices by the element's names, `colours` those that the figures hang on.
    """

    settings: Settings
    reader: view_model.RequestContext
    colours: view_model.MapChoice
    choice: dict[str, str]
    sheet: view_model.MapView

    @property
    def geography(self) -> Geography:
        return self.colours.geo

    @property
    def series_id(self) -> str:
        return self.colours.ind

    @property
    def period(self) -> str:
        return self.choice["period"]

    @property
    def unit(self) -> str:
        return self.choice["unit"]

    @property
    def cells(self) -> Grid:
        return self.sheet.cells

    @property
    def coloured(self) -> map_queries.Coloured:
        return self.sheet.coloured

    @property
    def layer(self) -> layers.Layer:
        return self.sheet.layer

    @property
    def subject(self) -> layer_wording.LayerSubject:
        return self.sheet.subject

    @property
    def scheme(self) -> Scheme:
        return self.sheet.scheme

    @property
    def indicator(self) -> Indicator:
        return self.subject.indicator

    @property
    def place(self) -> int:
        """The place of the period among those of the series."""
        return self.cells.periods.index(self.period)


def view(settings: Settings) -> View:
    """Read every choice of the page and gather what it shows."""
    reader = view_model.RequestContext(
        version=session_dataset.package().version,
        today=session_dataset.today(),
        lang=settings.lang,
        theme=settings.theme,
        official_only=settings.official_only,
    )
    _bring()
    asked = _asked(reader)
    colours = view_model.MapChoice(**cast("dict[str, Any]", asked))
    found = view_model.sheet(reader, colours)
    choice = asked | _own_choices(reader, found)
    selected_unit.keep(f"{choice['geo']}:{choice['unit']}" if choice["unit"] else "")
    return View(settings=settings, reader=reader, colours=colours, choice=choice, sheet=found)


def draw(shown: View) -> None:
    """The element: choices, map, legend, periods, table twin and the card of the unit chosen."""
    _ATLAS(
        key=_KEY,
        data={
            "reader": shown.reader.address(),
            "sheet": shown.colours.address(shown.reader),
            "choice": shown.choice,
            "presenting": shown.settings.present,
            "heard": components.heard(_KEY),
        },
        on_choice_change=_take_over,
        width="stretch",
        height="content",
    )


def say_hidden(shown: View) -> None:
    """Say where "official only" hides the period that was looked at."""
    hidden = url_state.stood_for(_KEYS["period"])
    if hidden:
        lang = shown.settings.lang
        _ = translator(lang).gettext
        st.info(
            _(
                "Of {period} there are only illustrative values, which “Official only” hides. "
                "{other} is shown until the switch is off again."
            ).format(period=numbers.period(hidden, lang), other=numbers.period(shown.period, lang))
        )


def answer(shown: View) -> str:
    """The page's answer in a sentence."""
    if shown.layer.meaning != "value":
        return layer_wording.answer(shown.layer, shown.place, shown.subject, shown.settings.lang)
    return wording.answer(
        shown.cells,
        shown.place,
        label=shown.subject.label,
        indicator=shown.indicator,
        units=shown.subject.units,
        lang=shown.settings.lang,
    )


def _bring() -> None:
    """Show the unit that was chosen on another page, where the menu has led here from it."""
    geography, _, code = selected_unit.brought().partition(":")
    if code:
        st.session_state["map_geo"], st.session_state["map_unit"] = geography, code


def _asked(reader: view_model.RequestContext) -> dict[str, str]:
    """The choices that the figures hang on by the element's names, from the link or the session."""
    geographies = map_queries.GEOGRAPHIES
    chosen = url_state.value("map_geo", default=geographies[0], allowed=geographies)
    geography = next(g for g in geographies if g == chosen)
    mapped = map_queries.mapped(reader.version, geography)
    held = str(st.session_state.get("map_ind", ""))
    if held and held not in mapped:
        # The reform gave an indicator another series: follow it across.
        followed = map_queries.counterpart(reader.version, held, geography)
        st.session_state["map_ind"] = followed
    default = view_model.default_series(reader, geography)
    series_id = url_state.value("map_ind", default=default, allowed=tuple(mapped))
    # What "official only" hides is kept until the switch is off again.
    every = view_model.options(_unlimited(reader), geography, series_id)
    rest = {
        name: url_state.value(_KEYS[name], default=default, allowed=ids, hidden=every[name][1])
        for name, (default, ids) in view_model.options(reader, geography, series_id).items()
    }
    breaks = url_state.text("map_breaks", longest=view_model.LONGEST)
    if breaks and not map_classes.parse_breaks(breaks):
        url_state.correct("map_breaks", "", ignored=breaks)
        breaks = ""
    return {"geo": geography, "ind": series_id, **rest, "breaks": breaks}


def _unlimited(reader: view_model.RequestContext) -> view_model.RequestContext:
    """The reader without "official only"."""
    return replace(reader, official_only=False)


def _own_choices(reader: view_model.RequestContext, found: view_model.MapView) -> dict[str, str]:
    """The choices that the browser answers by itself, by the element's names."""
    cells = found.cells
    every = map_queries.grid(
        reader.version, cells.series_id, cells.geography, official_only=False
    ).periods
    classes = legend_keys(found.layer, found.scheme)
    return {
        "period": url_state.value(
            "map_period", default=cells.periods[-1], allowed=cells.periods, hidden=every
        ),
        "unit": url_state.value("map_unit", default="", allowed=("", *cells.codes)),
        "pillar": url_state.value("map_pillar", default="all", allowed=_PILLARS),
        "group": url_state.value("map_group", default="all", allowed=_GROUPS),
        "status": url_state.value("map_status", default="any", allowed=_STATUSES),
        "table": url_state.value("map_table", default="few", allowed=_COLUMNS),
        "sort": url_state.value("map_sort", default=_ORDERS[0], allowed=_ORDERS),
        "lit": url_state.value("map_lit", default="", allowed=("", *classes)),
        "find": url_state.text("map_find", longest=view_model.LONGEST),
    }


def _take_over() -> None:
    """Make the reader's choices in the element those of the page, before it runs."""
    components.take_over(_KEY, _KEYS, longest=view_model.LONGEST)
