"""The Map page's choices, the map element, and what can be taken away of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.export import picture
from lib.text import translator
from lib.ui import browser, figures, link, map_figures, takeaway
from lib.view import map_picture, map_table, map_words, numbers, words

if TYPE_CHECKING:
    import pandas as pd

    from lib.model.kinds import Geography
    from lib.ui.session import Settings
    from lib.view.map_grid import Grid

_ATLAS = browser.element("atlas")
_KEY = "map_atlas"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the map shows: a series of a geography at a period, with a unit selected or none."""

    geography: Geography
    series_id: str
    period: str
    unit: str


def choose(settings: Settings) -> Choice:
    """Draw the row of controls and read every choice of the page, those of the map included."""
    _ = translator(settings.lang).gettext
    with st.container(key="map_controls", horizontal=True, vertical_alignment="center"):
        geography = _geography(settings)
        series_id = _series(settings, geography)
    cells = _cells(settings, geography, series_id)
    return Choice(
        geography=geography,
        series_id=series_id,
        period=link.value("map_period", default=cells.periods[-1], allowed=cells.periods),
        unit=link.value("map_unit", default="", allowed=("", *cells.codes)),
    )


def draw(settings: Settings, choice: Choice) -> None:
    """The map, its legend, its periods and its table twin."""
    sent = map_figures.payload(
        figures.package().version,
        choice.series_id,
        choice.geography,
        lang=settings.lang,
        theme=settings.theme,
        official_only=settings.official_only,
    )
    told = _told()
    _ATLAS(
        key=_KEY,
        data=sent | {"unit": choice.unit, "period": choice.period, "heard": told.get("n", 0)},
        on_choice_change=_take_over,
        width="stretch",
        height="content",
    )


def cells_of(settings: Settings, choice: Choice) -> Grid:
    """The values behind the map."""
    return _cells(settings, choice.geography, choice.series_id)


def answer(settings: Settings, choice: Choice) -> str:
    """The page's answer in a sentence."""
    version = figures.package().version
    cells = cells_of(settings, choice)
    return map_words.answer(
        cells,
        cells.periods.index(choice.period),
        label=map_figures.labels(version, choice.geography, settings.lang)[choice.series_id],
        indicator=map_figures.indicator_of(choice.series_id),
        units=map_figures.units(version, choice.geography),
        lang=settings.lang,
    )


def offer(settings: Settings, choice: Choice) -> None:
    """The map as a picture, and every value of it as a table."""
    cells = cells_of(settings, choice)
    used = {source for line in cells.sources for source in line if source}
    sources = figures.package().sources
    titles = sorted({sources[source].title for source in used if source in sources})
    notes = (
        map_words.under_map(choice.geography, settings.lang),
        *takeaway.notes(
            settings, sources=tuple(titles[:_MOST_SOURCES]), is_illustrative=cells.has_illustrative
        ),
    )
    takeaway.offer(
        settings,
        key="map",
        name=f"hanoiso_{choice.series_id}_{choice.geography}",
        frame=lambda: _table(settings, choice),
        notes=notes,
        picture=lambda: _picture(settings, choice, notes),
    )


# More would not fit under a picture; the table names the source of every value.
_MOST_SOURCES = 4


def _geography(settings: Settings) -> Geography:
    version = figures.package().version

    def label_of(geography: str) -> str:
        found = next(g for g in map_figures.GEOGRAPHIES if g == geography)
        count = len(map_figures.units(version, found))
        return map_words.count_of_units(count, found, settings.lang)

    chosen = link.segments(
        translator(settings.lang).gettext("Map of"),
        map_figures.GEOGRAPHIES,
        key="map_geo",
        default=map_figures.GEOGRAPHIES[0],
        label_of=label_of,
        hide_label=True,
    )
    return next(g for g in map_figures.GEOGRAPHIES if g == chosen)


def _series(settings: Settings, geography: Geography) -> str:
    _ = translator(settings.lang).gettext
    version = figures.package().version
    citable = map_figures.mapped(version, geography)
    labels = map_figures.labels(version, geography, settings.lang)
    held = str(st.session_state.get("map_ind", ""))
    if held and held not in citable:
        # The reform gave an indicator another series: follow it across.
        st.session_state["map_ind"] = map_figures.counterpart(version, held, geography)
    asked = (st.query_params.get("map_ind"), st.session_state.get("map_ind"))
    options = [s for s in citable if citable[s] or not settings.official_only or s in asked]
    default = map_figures.DEFAULT_SERIES
    if default not in options:
        default = next((s for s in options if citable[s]), options[0])

    def label_of(series_id: str) -> str:
        pillar = words.pillar(map_figures.indicator_of(series_id).pillar, settings.lang)
        mark = "" if citable[series_id] else f" ({words.provenance('illustrative', settings.lang)})"
        return f"{pillar}: {labels[series_id]}{mark}"

    return link.select(
        _("Indicator"),
        options,
        key="map_ind",
        default=default,
        label_of=label_of,
        hide_label=True,
        placeholder=_("Indicator"),
    )


def _cells(settings: Settings, geography: Geography, series_id: str) -> Grid:
    version = figures.package().version
    return map_figures.grid(version, series_id, geography, official_only=settings.official_only)


def _told() -> dict[str, Any]:
    """What the element told last: `unit`, `period`, and the number `n` of the telling."""
    state = st.session_state.get(_KEY) or {}
    found: dict[str, Any] = state.get("choice") or {}
    return found


def _take_over() -> None:
    """Make the reader's choice in the map one of the page's, before it runs."""
    told = _told()
    st.session_state["map_unit"] = str(told.get("unit", ""))
    st.session_state["map_period"] = str(told.get("period", ""))


def _table(settings: Settings, choice: Choice) -> pd.DataFrame:
    version = figures.package().version
    return map_table.table(
        cells_of(settings, choice),
        label=map_figures.labels(version, choice.geography, settings.lang)[choice.series_id],
        indicator=map_figures.indicator_of(choice.series_id),
        units=map_figures.units(version, choice.geography),
        sources=figures.package().sources,
        lang=settings.lang,
    )


def _picture(settings: Settings, choice: Choice, notes: tuple[str, ...]) -> bytes:
    version = figures.package().version
    cells = cells_of(settings, choice)
    indicator = map_figures.indicator_of(choice.series_id)
    label = map_figures.labels(version, choice.geography, settings.lang)[choice.series_id]
    svg = map_picture.picture_svg(
        map_picture.Plate(
            shapes=map_figures.shapes(version, choice.geography),
            cells=cells,
            place=cells.periods.index(choice.period),
            bounds=map_figures.bounds(
                version,
                choice.series_id,
                choice.geography,
                official_only=settings.official_only,
            ),
            units=map_figures.units(version, choice.geography),
            measure=map_words.unit_title(indicator.unit, settings.lang),
            selected=choice.unit,
            lang=settings.lang,
            theme=settings.theme,
        )
    )
    title = f"{label}, {numbers.period(choice.period, settings.lang)}"
    return picture.svg_png(svg, title=title, notes=notes, theme=settings.theme)
