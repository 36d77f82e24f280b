"""The Map page's choices, read from its link, and the map element that shows and makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from lib.model.kinds import Geography, UnitGroup, words
from lib.ui import browser, figures, link, map_figures
from lib.view import map_classes, map_meaning, map_meaning_words, map_payload, map_shapes, map_words
from lib.view.map_scheme import Scheme, scheme

if TYPE_CHECKING:
    from lib.analysis.verdict import Assessment
    from lib.model.things import Indicator
    from lib.ui.session import Settings
    from lib.view.map_grid import Grid

_ATLAS = browser.element("atlas")
_KEY = "map_atlas"

_GROUPS = ("all", *words(UnitGroup))
_STATUSES = ("any", "reached", "short", "without")
_COLUMNS = ("few", "all")

# What the element may choose: its own names for the choices, and their keys in the link.
_KEYS = {
    "geo": "map_geo",
    "ind": "map_ind",
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
}
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class View:
    """Everything the Map page shows: the reader's choices and what follows from them.

    `choice` holds the choices by the element's names. `layer` is what is coloured; `note` says why
    it is not what was asked for, and is empty where it is.
    """

    settings: Settings
    geography: Geography
    series_id: str
    period: str
    unit: str
    choice: dict[str, str]
    cells: Grid
    coloured: map_figures.Coloured
    layer: map_meaning.Layer
    subject: map_meaning_words.Subject
    scheme: Scheme
    obstacles: dict[str, str]
    note: str

    @property
    def indicator(self) -> Indicator:
        return self.subject.indicator

    @property
    def place(self) -> int:
        """The place of the period among those of the series."""
        return self.cells.periods.index(self.period)


def view(settings: Settings) -> View:
    """Read every choice of the page and gather what it shows."""
    version = figures.package().version
    today = figures.today()
    geography = _geography()
    series_id = _series(settings, geography)
    cells = map_figures.grid(version, series_id, geography, official_only=settings.official_only)
    goals = map_figures.goals(version, series_id, today)
    choice = _choice(geography, series_id, cells, goals)
    indicator = map_figures.indicator_of(series_id)
    obstacles = {m: map_meaning.obstacle(m, cells, indicator, goals) for m in map_meaning.MEANINGS}
    asked = cast("map_meaning.Meaning", choice["colour"])
    why = obstacles[asked]
    meaning: map_meaning.Meaning = asked if why is None else "value"
    coloured = map_figures.Coloured(
        version=version,
        series_id=series_id,
        geography=geography,
        meaning=meaning,
        target=choice["target"],
        since=choice["since"],
        today=today,
        official_only=settings.official_only,
    )
    layer = map_figures.layer(coloured)
    lang = settings.lang
    return View(
        settings=settings,
        geography=geography,
        series_id=series_id,
        period=choice["period"],
        unit=choice["unit"],
        choice=choice,
        cells=cells,
        coloured=coloured,
        layer=layer,
        subject=map_meaning_words.Subject(
            label=map_figures.labels(version, geography, lang)[series_id],
            indicator=indicator,
            units=map_figures.units(version, geography),
            goal=goals.get(choice["target"]),
            since=choice["since"],
        ),
        scheme=scheme(
            layer,
            lang=lang,
            theme=settings.theme,
            method=cast("map_classes.Method", choice["classes"]),
            breaks=map_classes.parse_breaks(choice["breaks"]),
            cap=indicator.cap,
        ),
        obstacles={
            m: map_meaning_words.obstacle_words(found, lang)
            for m, found in obstacles.items()
            if found is not None
        },
        note="" if why is None else map_meaning_words.obstacle_note(asked, why, lang),
    )


def draw(shown: View) -> None:
    """The element: choices, map, legend, periods, table twin and the card of the unit chosen."""
    _ATLAS(
        key=_KEY,
        data=_message(shown) | {"heard": browser.told(_KEY).get("n", 0)},
        on_choice_change=_take_over,
        width="stretch",
        height="content",
    )


def answer(shown: View) -> str:
    """The page's answer in a sentence."""
    if shown.layer.meaning != "value":
        return map_meaning_words.answer(
            shown.layer, shown.place, shown.subject, shown.settings.lang
        )
    return map_words.answer(
        shown.cells,
        shown.place,
        label=shown.subject.label,
        indicator=shown.indicator,
        units=shown.subject.units,
        lang=shown.settings.lang,
    )


def _message(shown: View) -> dict[str, Any]:
    version = figures.package().version
    where = (version, shown.series_id, shown.geography)
    lang, official = shown.settings.lang, shown.settings.official_only
    is_value = shown.layer.meaning == "value"
    return map_figures.words_of_series(*where, lang=lang, official_only=official) | {
        "geometry": map_figures.shapes_asset(version, shown.geography).url,
        "words": map_figures.words_asset(version, lang).url,
        "catalogue": map_figures.catalogue_asset(version, shown.geography, lang).url,
        "figures": map_figures.figures_asset(*where, official_only=official).url,
        "layer": "" if is_value else map_figures.layer_asset(shown.coloured).url,
        "core": list(map_shapes.core(map_figures.shapes(version, shown.geography))),
        "look": map_payload.look(
            shown.layer,
            shown.scheme,
            shown.subject,
            lang=lang,
            theme=shown.settings.theme,
        ),
        "official": official,
        "obstacles": shown.obstacles,
        "note": shown.note,
        "choice": shown.choice,
    }


def _geography() -> Geography:
    chosen = link.value(
        "map_geo", default=map_figures.GEOGRAPHIES[0], allowed=map_figures.GEOGRAPHIES
    )
    return next(g for g in map_figures.GEOGRAPHIES if g == chosen)


def _series(settings: Settings, geography: Geography) -> str:
    version = figures.package().version
    citable = map_figures.mapped(version, geography)
    held = str(st.session_state.get("map_ind", ""))
    if held and held not in citable:
        # The reform gave an indicator another series: follow it across.
        st.session_state["map_ind"] = map_figures.counterpart(version, held, geography)
    default = map_figures.DEFAULT_SERIES
    if default not in citable or (settings.official_only and not citable[default]):
        default = next((s for s in citable if citable[s]), next(iter(citable)))
    return link.value("map_ind", default=default, allowed=tuple(citable))


def _choice(
    geography: Geography, series_id: str, cells: Grid, goals: dict[str, Assessment]
) -> dict[str, str]:
    """Every choice by the element's names, each read from the link or the session."""
    since = map_meaning.since_options(cells)
    # The last one is the one still open.
    years = tuple(goals)
    return {
        "geo": geography,
        "ind": series_id,
        "period": link.value("map_period", default=cells.periods[-1], allowed=cells.periods),
        "unit": link.value("map_unit", default="", allowed=("", *cells.codes)),
        "colour": link.value("map_colour", default="value", allowed=map_meaning.MEANINGS),
        "target": link.value(
            "map_target", default=years[-1] if years else "", allowed=years or ("",)
        ),
        "since": link.value("map_since", default=since[0] if since else "", allowed=since or ("",)),
        "classes": link.value("map_classes", default="quantile", allowed=map_classes.METHODS),
        "breaks": link.text("map_breaks", longest=_LONGEST),
        "group": link.value("map_group", default="all", allowed=_GROUPS),
        "status": link.value("map_status", default="any", allowed=_STATUSES),
        "table": link.value("map_table", default="few", allowed=_COLUMNS),
    }


def _take_over() -> None:
    """Make the reader's choices in the element those of the page, before it runs."""
    told = browser.told(_KEY)
    for name, key in _KEYS.items():
        if name in told:
            st.session_state[key] = str(told[name])[:_LONGEST]
