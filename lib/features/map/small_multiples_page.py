"""Beside the map: a second one, its periods, several indicators, or columns; nothing at first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import streamlit as st

from lib.app.kit import (
    components,
    downloads,
    illustrative_banner,
    map_queries,
    session_dataset,
    url_state,
)
from lib.features.map import small_multiples
from lib.features.map.small_multiples import MODES, MOST, Mode, Panel
from lib.geo import classes, layer_wording, layers
from lib.geo.colour_scale import scheme
from lib.model.period import parse_period
from lib.style import png
from lib.text import N_, translator
from lib.wording import numbers

if TYPE_CHECKING:
    from lib.features.map.page import View

_MAPS = components.element("maps")
_KEY = "map_maps"

_MODES: dict[Mode, str] = {
    "none": N_("Nothing"),
    "second": N_("A second map"),
    "periods": N_("Every period"),
    "series": N_("Several indicators"),
    "columns": N_("Columns in three dimensions"),
}

# What the element may choose: its own names for the choices, and their keys in the link.
_KEYS = {
    "ind": "map_ind2",
    "period": "map_period2",
    "colour": "map_colour2",
    "unit": "map_unit",
    "lit": "map_lit2",
}
_MANY = "map_many"
_LONGEST = 800


def offer(shown: View) -> None:
    """A choice of what stands below the map, and that."""
    _ = translator(shown.settings.lang).gettext
    mode = url_state.segments(
        _("Below the map"),
        MODES,
        key="map_more",
        default="none",
        label_of=lambda one: _(_MODES[cast("Mode", one)]),
    )
    if mode == "columns":
        from lib.features.map import extruded_columns_page  # noqa: PLC0415 - for the memory of pydeck, wanted here alone

        extruded_columns_page.draw(shown)
    elif mode == "second":
        _second(shown)
    elif mode == "periods":
        _draw(shown, "periods", _periods(shown))
    elif mode == "series":
        many = _chosen_series(shown)
        _draw(shown, "series", [_of_series(shown, one) for one in many], many=many)


def _second(shown: View) -> None:
    version, lang = session_dataset.package().version, shown.settings.lang
    citable = map_queries.mapped(version, shown.geography)
    series_id = url_state.value("map_ind2", default=shown.series_id, allowed=tuple(citable))
    cells = map_queries.grid(
        version, series_id, shown.geography, official_only=shown.settings.official_only
    )
    period = url_state.value("map_period2", default=cells.periods[-1], allowed=cells.periods)
    asked = cast(
        "layers.Meaning",
        url_state.value("map_colour2", default="value", allowed=layers.MEANINGS),
    )
    goals = map_queries.goals(version, series_id, shown.geography, session_dataset.today())
    indicator = map_queries.indicator_of(series_id)
    obstacles = {
        one: why
        for one in layers.MEANINGS
        if (why := layers.obstacle(one, cells, indicator, goals)) is not None
    }
    why = obstacles.get(asked)
    other = _panel(shown, series_id, period, "value" if why else asked)
    _draw(
        shown,
        "second",
        _beside(shown, other),
        ind=series_id,
        period=period,
        colour=asked,
        periods=[[one, numbers.period(one, lang)] for one in cells.periods],
        obstacles={one: layer_wording.obstacle_words(w, lang) for one, w in obstacles.items()},
        note=layer_wording.obstacle_note(asked, why, lang) if why else "",
    )


def _beside(shown: View, other: Panel) -> list[Panel]:
    """The page's own map and the other, with the same classes where both can have them."""
    own = _own(shown, shown.place)
    if not small_multiples.share_bounds(own.layer, other.layer) or own.layer.scale == "status":
        return [own, other]
    caps = {own.subject.indicator.cap, other.subject.indicator.cap}
    cap = caps.pop() if len(caps) == 1 else None

    def redone(panel: Panel, twin: Panel) -> Panel:
        found = scheme(
            panel.layer,
            lang=shown.settings.lang,
            theme=shown.settings.theme,
            method=cast("classes.Method", shown.choice["classes"]),
            breaks=classes.parse_breaks(shown.choice["breaks"]),
            cap=cap,
            beside=twin.layer.cells.all_values,
        )
        return replace(panel, scheme=found)

    return [redone(own, other), redone(other, own)]


def _periods(shown: View) -> list[Panel]:
    """The last periods that have a date, oldest first, in the classes of the page's own map."""
    dated = [
        place
        for place, period in enumerate(shown.layer.cells.periods)
        if not parse_period(period).is_undated
    ]
    found = [_own(shown, place) for place in dated[-MOST:]]
    lang = shown.settings.lang
    return [
        replace(one, title=small_multiples.period_title(one.layer, one.place, lang), small="")
        for one in found
    ]


def _chosen_series(shown: View) -> list[str]:
    """The indicators chosen, else the page's own with the first of its pillar."""
    version = session_dataset.package().version
    allowed = map_queries.mapped(version, shown.geography)
    if shown.settings.official_only:
        allowed = {one: citable for one, citable in allowed.items() if citable}
    asked = [one for one in url_state.text(_MANY, longest=_LONGEST).split(",") if one]
    # Those of the other side of the reform wait until the reader comes back there.
    known = {one for every in map_queries.GEOGRAPHIES for one in map_queries.mapped(version, every)}
    if unknown := [one for one in asked if one not in known]:
        kept = ",".join(one for one in asked if one in known)
        url_state.correct(_MANY, kept, ignored=",".join(unknown))
    found = [one for one in dict.fromkeys(asked) if one in allowed][:MOST]
    if found:
        return found
    pillar = shown.indicator.pillar
    alike = [one for one in allowed if map_queries.indicator_of(one).pillar == pillar]
    return list(dict.fromkeys([shown.series_id, *alike]))[:_FIRST]


_FIRST = 6  # what fills two rows of a screen


def _own(shown: View, place: int) -> Panel:
    """The page's own map at one of its periods."""
    lang = shown.settings.lang
    said = small_multiples.period_title(shown.layer, place, lang)
    if shown.layer.meaning != "value":
        said = f"{layer_wording.title(shown.layer, shown.subject, lang)}, {said}"
    return Panel(
        title=shown.subject.label,
        small=f"({said})",
        layer=shown.layer,
        subject=shown.subject,
        place=place,
        scheme=shown.scheme,
        cells=map_queries.layer_asset(shown.coloured).url,
    )


def _of_series(shown: View, series_id: str) -> Panel:
    """The values of a series at the page's period, else at its last."""
    cells = map_queries.grid(
        session_dataset.package().version,
        series_id,
        shown.geography,
        official_only=shown.settings.official_only,
    )
    period = shown.period if shown.period in cells.periods else cells.periods[-1]
    return _panel(shown, series_id, period, "value")


def _panel(shown: View, series_id: str, period: str, meaning: layers.Meaning) -> Panel:
    """A series of the page's geography at a period; its last target, its first period to change."""
    version, lang = session_dataset.package().version, shown.settings.lang
    goals = map_queries.goals(version, series_id, shown.geography, session_dataset.today())
    target = list(goals)[-1] if goals else ""
    cells = map_queries.grid(
        version, series_id, shown.geography, official_only=shown.settings.official_only
    )
    since = next(iter(layers.since_options(cells)), "")
    coloured = replace(
        shown.coloured, series_id=series_id, meaning=meaning, target=target, since=since
    )
    layer = map_queries.layer(coloured)
    subject = layer_wording.LayerSubject(
        label=map_queries.labels(version, shown.geography, lang)[series_id],
        indicator=map_queries.indicator_of(series_id),
        units=shown.subject.units,
        goal=goals.get(target),
        since=since,
    )
    place = cells.periods.index(period)
    said = small_multiples.period_title(layer, place, lang)
    if meaning != "value":
        said = f"{layer_wording.title(layer, subject, lang)}, {said}"
    return Panel(
        title=subject.label,
        small=f"({said})",
        layer=layer,
        subject=subject,
        place=place,
        scheme=scheme(layer, lang=lang, theme=shown.settings.theme, cap=subject.indicator.cap),
        cells=map_queries.layer_asset(coloured).url,
    )


def _draw(shown: View, mode: Mode, panels: list[Panel], **choice: Any) -> None:
    """The element, and the maps to take away. `choice` is what the mode lets the reader choose."""
    settings = shown.settings
    _ = translator(settings.lang).gettext
    version = session_dataset.package().version
    if any(one.is_illustrative for one in panels) and not shown.cells.has_illustrative:
        illustrative_banner.illustrative(settings)  # the page has its own for its map alone
    lit = url_state.value("map_lit2", default="", allowed=("", *small_multiples.lit_keys(panels)))
    beside = {name: choice.pop(name) for name in ("periods", "obstacles", "note") if name in choice}
    _MAPS(
        key=_KEY,
        data=small_multiples.message(panels, lang=settings.lang, theme=settings.theme)
        | {"periods": [], "obstacles": {}, "note": ""}
        | beside
        | {
            "mode": mode,
            "lang": settings.lang,
            "most": MOST,
            "many_title": _("Choose up to {n} indicators").format(n=MOST),
            "official": settings.official_only,
            "geometry": map_queries.shapes_asset(version, shown.geography).url,
            "words": map_queries.words_asset(version, settings.lang).url,
            "catalogue": map_queries.catalogue_asset(version, shown.geography, settings.lang).url,
            "choice": {"unit": shown.unit, "lit": lit, **choice},
            "heard": components.heard(_KEY),
        },
        on_choice_change=_take_over,
        width="stretch",
        height="content",
    )
    _take_away(shown, mode, panels)


def _take_away(shown: View, mode: Mode, panels: list[Panel]) -> None:
    settings = shown.settings
    _ = translator(settings.lang).gettext
    package = session_dataset.package()
    used = {source for one in panels for source in one.layer.cells.sources[one.place] if source}
    titles = sorted({package.sources[one].title for one in used if one in package.sources})
    notes = downloads.notes(
        settings,
        sources=tuple(titles[:_MOST_SOURCES]),
        is_illustrative=any(one.is_illustrative for one in panels),
    )
    downloads.offer(
        settings,
        key="map_several",
        name=f"hanoiso_{mode}_{shown.series_id}_{shown.geography}",
        frame=lambda: small_multiples.table(panels, shown.subject.units, settings.lang),
        notes=notes,
        picture=lambda: png.svg_png(
            small_multiples.picture_svg(
                panels,
                shapes=map_queries.shapes(package.version, shown.geography),
                units=shown.subject.units,
                selected=shown.unit,
                lang=settings.lang,
                theme=settings.theme,
            ),
            title=shown.subject.label if mode == "periods" else _("Maps compared"),
            notes=notes,
            theme=settings.theme,
        ),
    )


_MOST_SOURCES = 4


def _take_over() -> None:
    """Make the reader's choices in the element those of the page, before it runs."""
    url_state.touched()
    told = components.take_over(_KEY, _KEYS, longest=_LONGEST)
    many = told.get("many")
    if isinstance(many, list):
        st.session_state[_MANY] = ",".join(str(one) for one in many)[:_LONGEST]
