"""The map in three dimensions on the page: a second indicator, the columns, and their table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from lib.app.kit import (
    assets,
    components,
    illustrative_banner,
    map_queries,
    session_dataset,
    url_state,
)
from lib.data.boundaries import read_boundaries
from lib.features.map import extruded_columns
from lib.geo import classes
from lib.geo.colour_scale import Scheme, scheme
from lib.style.palette import Theme
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from lib.app.kit.session import Settings
    from lib.features.map.page import View
    from lib.model.entities import Indicator
    from lib.model.vocabulary import Geography, Lang

_PROBE = components.element("webgl")
_PROBE_KEY = "map_webgl"
_KEY = "map_columns"
_TALL = 620


@dataclass(frozen=True, slots=True)
class Screen:
    """What drawing depends on and only the browser knows."""

    can_draw: bool
    is_narrow: bool


def draw(shown: View) -> None:
    """Columns of the map's indicator, coloured by a second one."""
    settings = shown.settings
    _ = translator(settings.lang).gettext
    screen = _ask()
    if screen is None:
        st.caption(_("Looking whether this browser draws in three dimensions …"))
        return
    if not screen.can_draw:
        st.info(
            _(
                "This browser draws no three dimensions: WebGL 2 is missing or switched off. The "
                "flat map above shows the same figures."
            )
        )
        return
    height = _measure(settings, shown.geography, shown.series_id, shown.period)
    second = _second(shown)
    colour = _measure(settings, shown.geography, second, shown.period)
    found = _scheme(shown, second)
    if colour.is_illustrative and not shown.cells.has_illustrative:
        illustrative_banner.illustrative(
            settings
        )  # the page has its own for the map's indicator alone
    st.html(extruded_columns.legend_html(height, colour, found, settings.lang, settings.theme))
    _columns(shown, height, colour, found, screen)
    _table(shown, height, colour)


def _ask() -> Screen | None:
    """What the browser said of itself; None until it has."""
    state = st.session_state.get(_PROBE_KEY) or {}
    said = state.get("screen")
    known = said if isinstance(said, dict) else None
    _PROBE(
        key=_PROBE_KEY, data={"known": known}, on_screen_change=url_state.touched, height="content"
    )
    if known is None:
        return None
    return Screen(can_draw=known.get("can") is True, is_narrow=known.get("narrow") is True)


def _second(shown: View) -> str:
    settings = shown.settings
    _ = translator(settings.lang).gettext
    version = session_dataset.package().version
    citable = map_queries.mapped(version, shown.geography)
    labels = map_queries.labels(version, shown.geography, settings.lang)
    return url_state.select(
        _("Colour of the columns"),
        [one for one in citable if citable[one] or not settings.official_only],
        key="map_ind2",
        default=shown.series_id,
        label_of=labels.__getitem__,
        placeholder=_("Indicator"),
    )


def _measure(
    settings: Settings, geography: Geography, series_id: str, period: str
) -> extruded_columns.Measure:
    """A series at `period`, or at its last period where it has none of that name."""
    version = session_dataset.package().version
    cells = map_queries.grid(version, series_id, geography, official_only=settings.official_only)
    place = cells.periods.index(period) if period in cells.periods else len(cells.periods) - 1
    return extruded_columns.Measure(
        label=map_queries.labels(version, geography, settings.lang)[series_id],
        indicator=map_queries.indicator_of(series_id),
        period=cells.periods[place],
        values=cells.values[place],
        marks=cells.marks[place],
    )


def _scheme(shown: View, series_id: str) -> Scheme:
    """The classes of the flat map's own method; a colour of a column has no continuous scale."""
    method = cast("classes.Method", shown.choice["classes"])
    return scheme(
        map_queries.layer(replace(shown.coloured, series_id=series_id, meaning="value")),
        lang=shown.settings.lang,
        theme=shown.settings.theme,
        method="quantile" if method == "continuous" else method,
        breaks=classes.parse_breaks(shown.choice["breaks"]) if series_id == shown.series_id else (),
        cap=map_queries.indicator_of(series_id).cap,
    )


def _columns(
    shown: View,
    height: extruded_columns.Measure,
    colour: extruded_columns.Measure,
    found: Scheme,
    screen: Screen,
) -> None:
    settings = shown.settings
    version, geography = session_dataset.package().version, shown.geography
    units = session_dataset.units_of(version, geography)

    def chosen() -> None:
        hit = st.session_state[_KEY].selection["objects"].get(extruded_columns.LAYER, [])
        code = str(hit[0].get("code", "")) if hit else ""
        if code in {unit.unit_code for unit in units} | {""}:
            url_state.touched()
            st.session_state["map_unit"] = code

    st.pydeck_chart(
        extruded_columns.deck(
            _site(version, geography, settings.theme),
            height=height,
            colour=colour,
            scheme=found,
            chosen=shown.unit,
            lang=settings.lang,
            theme=settings.theme,
            is_narrow=screen.is_narrow,
        ),
        key=_KEY,
        height=_TALL,
        on_select=chosen,
        alt=extruded_columns.alt(units, height, colour, settings.lang),
    )


def _table(shown: View, height: extruded_columns.Measure, colour: extruded_columns.Measure) -> None:
    settings = shown.settings
    _ = translator(settings.lang).gettext
    lang = settings.lang
    units = session_dataset.units_of(session_dataset.package().version, shown.geography)
    # In the link, so that it is open again where the link is. A run on its way when it is touched
    # can't shut it either, as it could an expander: the run that follows says it again.
    if not url_state.toggle(_("The same as a table"), key="map_columns_table"):
        return
    frame = extruded_columns.table(units, height, colour, lang)
    first, *others = frame.columns
    written: dict[Any, str | Callable[[object], str] | None] = {
        column: _writer(measure.indicator, lang)
        for column, measure in zip(others[::2], (height, colour), strict=False)
    }
    # A Styler writes numbers in our language; the browser's own would follow its settings.
    styled = frame.style.format(written, na_rep=_("no figure"))
    st.dataframe(
        styled,
        hide_index=True,
        key="map_columns_frame",
        column_config={first: {"pinned": True}},
    )


def _writer(indicator: Indicator, lang: Lang) -> Callable[[object], str]:
    def written(value: object) -> str:
        return numbers.value_of(value, indicator, lang) if isinstance(value, float) else str(value)

    return written


@lru_cache(maxsize=8)
def _site(version: str, geography: Geography, theme: Theme) -> extruded_columns.Site:
    """Units, a point inside each and the addresses of what lies beneath, once a data version."""
    path = session_dataset.package().boundary_file(geography)
    frame = read_boundaries(path)
    inside = frame.geometry.representative_point()
    ground = extruded_columns.empty_style(theme)
    return extruded_columns.Site(
        geography=geography,
        units=session_dataset.units_of(version, geography),
        places={
            str(code): (round(point.x, 5), round(point.y, 5))
            for code, point in zip(frame["code"], inside, strict=True)
        },
        outlines=assets.publish(f"{geography}_outlines.json", path.read_bytes()).url,
        style=assets.publish(f"ground_{theme}.json", ground).url,
    )
