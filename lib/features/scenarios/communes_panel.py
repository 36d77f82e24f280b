"""The communes at the horizon: on a map, ranked as dots, and as a table when opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.analysis.rounding import decimals
from lib.app.kit import downloads, map_queries, session_dataset, url_state
from lib.features.scenarios import captions, chart, chart_svg, communes_chart, routes, tables
from lib.features.scenarios import wording as scenario_words
from lib.features.scenarios.parameters import HORIZON
from lib.geo import projected_maps_svg
from lib.geo import wording as map_words
from lib.style import png
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    import pandas as pd

    from lib.app.kit.session import Settings
    from lib.features.scenarios.state import ScenarioView


_KEY = "sc_units"
_TALL = 24  # em
_TALL_NARROW = 22


def communes(settings: Settings, look: ScenarioView) -> None:
    """What becomes of the communes: in words, on the map, ranked, and in figures."""
    lang = settings.lang
    st.html(scenario_words.sentences_html(communes_chart.verdicts(look.subject, lang)))
    _drawn(settings, look)
    table = st.expander(
        translator(lang).gettext("As a table, and to take away"),
        key="sc_table",
        on_change="rerun",
    )
    if table.open:
        with table:
            st.html(scenario_words.sentences_html(communes_chart.units_alt(look.subject, lang)))
            with st.container(horizontal=True):
                _offer(settings, look)
                _offer_map(settings, look)
            _table(settings, look)


def _drawn(settings: Settings, look: ScenarioView) -> None:
    def picked() -> None:
        code = st.session_state[_KEY].picked
        if code in look.subject.projection.unit_codes:
            st.session_state["sc_unit"] = code
            url_state.touched()

    routes.draw(
        key=_KEY,
        data={
            "kind": "communes",
            "lang": settings.lang,
            "tall": _TALL,
            "narrow": _TALL_NARROW,
            "colours": chart.colours(look.subject.indicator, settings.theme),
            "assets": routes.of_map(settings, look.choice),
            **communes_chart.communes_scene(
                look.subject, lang=settings.lang, theme=settings.theme, shown=look.choice.unit
            ),
        },
        on_picked_change=picked,
    )


def _offer(settings: Settings, look: ScenarioView) -> None:
    _ = translator(settings.lang).gettext
    subject, lang = look.subject, settings.lang
    title = _("Communes at the end of {year}").format(year=HORIZON)

    def drawn() -> bytes:
        svg = chart_svg.units_svg(
            communes_chart.units_scene(subject, lang=lang, shown=look.choice.unit),
            now=communes_chart.as_now(subject.projection),
            colours=chart.colours(subject.indicator, settings.theme),
        )
        return _png(svg, settings, look, title)

    downloads.offer(
        settings,
        key="sc_communes",
        name=f"hanoiso_{look.choice.series_id}_communes_{HORIZON}",
        label=_("Download the ranking"),
        frame=lambda: _taken(settings, look),
        notes=captions.notes(settings, look),
        picture=drawn,
    )


def _offer_map(settings: Settings, look: ScenarioView) -> None:
    """The scenario's map as a picture; as figures it is the communes' table."""
    _ = translator(settings.lang).gettext
    subject, lang = look.subject, settings.lang
    title = _("Communes at the end of {year}").format(year=HORIZON)

    def drawn() -> bytes:
        projection = subject.projection
        svg = projected_maps_svg.maps_svg(
            communes_chart.map_classes(subject, lang=lang, theme=settings.theme),
            [{"scene": communes_chart.map_scene(subject, lang), "title": title, "kind": "main"}],
            map_queries.shapes(look.version, "commune"),
            [projection.unit_codes[i] for i in communes_chart.ranked(projection)],
            colours=chart.colours(subject.indicator, settings.theme),
        )
        notes = (communes_chart.verdicts(subject, lang), map_words.under_map("commune", lang))
        return _png(svg, settings, look, title, notes=notes)

    downloads.offer(
        settings,
        key="sc_map",
        name=f"hanoiso_{look.choice.series_id}_map_{HORIZON}",
        label=_("Download the map"),
        frame=lambda: _taken(settings, look),
        notes=captions.notes(settings, look),
        picture=drawn,
    )


def _png(
    svg: str, settings: Settings, look: ScenarioView, title: str, *, notes: tuple[str, ...] = ()
) -> bytes:
    """A drawing under what it shows, with `notes` before those of everything that is taken away."""
    return png.svg_png(
        svg,
        title=f"{captions.title(settings, look)}: {title}",
        notes=(*notes, *captions.notes(settings, look)),
        theme=settings.theme,
    )


def _taken(settings: Settings, look: ScenarioView) -> pd.DataFrame:
    """The communes' table as it leaves the program."""
    units = {unit.unit_code: unit for unit in session_dataset.units_of(look.version, "commune")}
    sources = "; ".join(captions.sources(look))
    return tables.taken_communes(look.subject, units, sources=sources, lang=settings.lang)


def _table(settings: Settings, look: ScenarioView) -> None:
    lang = settings.lang
    units = {unit.unit_code: unit for unit in session_dataset.units_of(look.version, "commune")}
    frame = tables.communes_frame(look.subject, units, lang=lang)
    first, *others = frame.columns
    places = decimals(look.subject.indicator)

    def written(value: object) -> str:
        if not isinstance(value, float):
            return str(value)
        return numbers.number(value, lang, decimals=places, exact=True)

    # A Styler writes numbers in our language; the browser's own would follow its settings.
    styled = frame.style.format(dict.fromkeys(others, written))
    st.dataframe(styled, hide_index=True, key="sc_frame", column_config={first: {"pinned": True}})
