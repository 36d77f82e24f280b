"""The communes at the horizon: on a map, ranked as dots, and as a table when opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.analysis.printed import decimals
from lib.export import picture
from lib.text import translator
from lib.ui import figures, link, map_figures, scenario_assets, scenario_said, takeaway
from lib.view import (
    compare_picture,
    map_words,
    numbers,
    scenario_chart,
    scenario_picture,
    scenario_tables,
    scenario_units,
    scenario_words,
)
from lib.view.scenario_controls import HORIZON

if TYPE_CHECKING:
    import pandas as pd

    from lib.ui.scenario_subject import Look
    from lib.ui.session import Settings


_KEY = "sc_units"
_TALL = 24  # em
_TALL_NARROW = 22


def communes(settings: Settings, look: Look) -> None:
    """What becomes of the communes: in words, on the map, ranked, and in figures."""
    lang = settings.lang
    st.html(scenario_words.said_html(scenario_units.verdicts(look.subject, lang)))
    _drawn(settings, look)
    table = st.expander(
        translator(lang).gettext("As a table, and to take away"),
        key="sc_table",
        on_change="rerun",
    )
    if table.open:
        with table:
            st.html(scenario_words.said_html(scenario_units.units_alt(look.subject, lang)))
            with st.container(horizontal=True):
                _offer(settings, look)
                _offer_map(settings, look)
            _table(settings, look)


def _drawn(settings: Settings, look: Look) -> None:
    def picked() -> None:
        code = st.session_state[_KEY].picked
        if code in look.subject.projection.unit_codes:
            st.session_state["sc_unit"] = code
            link.touched()

    scenario_assets.draw(
        key=_KEY,
        data={
            "kind": "communes",
            "lang": settings.lang,
            "tall": _TALL,
            "narrow": _TALL_NARROW,
            "colours": scenario_chart.colours(look.subject.indicator, settings.theme),
            "assets": scenario_assets.of_map(settings, look.choice),
            **scenario_units.communes_scene(
                look.subject, lang=settings.lang, theme=settings.theme, shown=look.choice.unit
            ),
        },
        on_picked_change=picked,
    )


def _offer(settings: Settings, look: Look) -> None:
    _ = translator(settings.lang).gettext
    subject, lang = look.subject, settings.lang
    title = _("Communes at the end of {year}").format(year=HORIZON)

    def drawn() -> bytes:
        svg = scenario_picture.units_svg(
            scenario_units.units_scene(subject, lang=lang, shown=look.choice.unit),
            now=scenario_units.as_now(subject.projection),
            colours=scenario_chart.colours(subject.indicator, settings.theme),
        )
        return _png(svg, settings, look, title)

    takeaway.offer(
        settings,
        key="sc_communes",
        name=f"hanoiso_{look.choice.series_id}_communes_{HORIZON}",
        label=_("Download the ranking"),
        frame=lambda: _taken(settings, look),
        notes=scenario_said.notes(settings, look),
        picture=drawn,
    )


def _offer_map(settings: Settings, look: Look) -> None:
    """The scenario's map as a picture; as figures it is the communes' table."""
    _ = translator(settings.lang).gettext
    subject, lang = look.subject, settings.lang
    title = _("Communes at the end of {year}").format(year=HORIZON)

    def drawn() -> bytes:
        projection = subject.projection
        svg = compare_picture.maps_svg(
            scenario_units.map_classes(subject, lang=lang, theme=settings.theme),
            [{"scene": scenario_units.map_scene(subject, lang), "title": title, "kind": "main"}],
            map_figures.shapes(look.version, "commune"),
            [projection.unit_codes[i] for i in scenario_units.ranked(projection)],
            colours=scenario_chart.colours(subject.indicator, settings.theme),
        )
        notes = (scenario_units.verdicts(subject, lang), map_words.under_map("commune", lang))
        return _png(svg, settings, look, title, notes=notes)

    takeaway.offer(
        settings,
        key="sc_map",
        name=f"hanoiso_{look.choice.series_id}_map_{HORIZON}",
        label=_("Download the map"),
        frame=lambda: _taken(settings, look),
        notes=scenario_said.notes(settings, look),
        picture=drawn,
    )


def _png(
    svg: str, settings: Settings, look: Look, title: str, *, notes: tuple[str, ...] = ()
) -> bytes:
    """A drawing under what it shows, with `notes` before those of everything that is taken away."""
    return picture.svg_png(
        svg,
        title=f"{scenario_said.title(settings, look)}: {title}",
        notes=(*notes, *scenario_said.notes(settings, look)),
        theme=settings.theme,
    )


def _taken(settings: Settings, look: Look) -> pd.DataFrame:
    """The communes' table as it leaves the program."""
    units = {unit.unit_code: unit for unit in figures.units_of(look.version, "commune")}
    sources = "; ".join(scenario_said.sources(look))
    return scenario_tables.taken_communes(look.subject, units, sources=sources, lang=settings.lang)


def _table(settings: Settings, look: Look) -> None:
    lang = settings.lang
    units = {unit.unit_code: unit for unit in figures.units_of(look.version, "commune")}
    frame = scenario_tables.communes_frame(look.subject, units, lang=lang)
    first, *others = frame.columns
    places = decimals(look.subject.indicator)

    def written(value: object) -> str:
        if not isinstance(value, float):
            return str(value)
        return numbers.number(value, lang, decimals=places, exact=True)

    # A Styler writes numbers in our language; the browser's own would follow its settings.
    styled = frame.style.format(dict.fromkeys(others, written))
    st.dataframe(styled, hide_index=True, key="sc_frame", column_config={first: {"pinned": True}})
