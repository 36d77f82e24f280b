"""The Unit page's choices, the profile element, and what can be taken away of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.app.kit import (
    components,
    downloads,
    map_queries,
    selected_unit,
    session_dataset,
    url_state,
)
from lib.features.unit import colours, tables, trend_svg
from lib.features.unit import queries as source
from lib.geo.wording import count_of_units
from lib.style import png
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    import pandas as pd

    from lib.app.kit.session import Settings
    from lib.features.unit.profile_data import UnitProfileData
    from lib.model.vocabulary import Geography

_PROFILE = components.element("unit")
_KEY = "unit_profile"
_SAID = "_unit_said"

# The unit that the page is of, then those beside it, as the address calls them.
_SLOTS = ("u", "u2", "u3", "u4")
_SERIES = "u_ind"
_MOST_SOURCES = 4


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """Up to four units of one geography, the first the page's own, and the series drawn."""

    geography: Geography
    units: tuple[str, ...]
    series_id: str

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(unit.partition(":")[2] for unit in self.units)


def choose(settings: Settings) -> UnitChoice:
    """Read every choice of the page from the link and the session."""
    version = session_dataset.package().version
    every = source.ids(version)
    default = next(iter(every))
    if brought := selected_unit.brought():
        st.session_state[_SLOTS[0]] = brought
    first = url_state.value(_SLOTS[0], default=default, allowed=tuple(every))
    # The unit that stands here until one is chosen is nobody's choice.
    if first != default or selected_unit.unit():
        selected_unit.keep(first)
    geography = every[first]
    units = [first]
    for slot in _SLOTS[1:]:
        # Units of the other side of the reform are not to be compared.
        others = [one for one, where in every.items() if where == geography and one not in units]
        found = url_state.value(slot, default="", allowed=("", *others))
        units += [found] if found else []
    return UnitChoice(geography, tuple(units), _series(settings, geography))


def draw(settings: Settings, choice: UnitChoice) -> None:
    """The profile, as the element draws it."""
    _ = translator(settings.lang).gettext
    version, day, official = (
        session_dataset.package().version,
        session_dataset.today(),
        settings.official_only,
    )
    _PROFILE(
        key=_KEY,
        data={
            "book": source.address(
                version, choice.geography, day, lang=settings.lang, official_only=official
            ),
            "index": source.index_address(version, settings.lang),
            "ahead": source.ahead_address(
                version, choice.series_id, choice.geography, day, official_only=official
            ),
            "ahead_of": choice.series_id,
            "choice": {"units": choice.units, "ind": choice.series_id},
            "geographies": _geographies(settings),
            "geo_label": _("Kind of unit"),
            "elsewhere": next(u for u, g in source.ids(version).items() if g != choice.geography),
            "has_illustrative": book(settings, choice).has_illustrative,
            "official": official,
            "present": settings.present,
            "kept": url_state.kept(),
            "look": colours.element_colours(settings.theme),
            "look_id": f"{settings.theme}{settings.present:d}",
            "n": _echo(choice),
        },
        on_choice_change=_take_over,
        width="stretch",
        height="content",
    )


def book(settings: Settings, choice: UnitChoice) -> UnitProfileData:
    """The figures behind the profile."""
    return source.book(
        session_dataset.package().version,
        choice.geography,
        session_dataset.today(),
        official_only=settings.official_only,
    )


def offer(settings: Settings, choice: UnitChoice) -> None:
    """The trend as a picture, and every figure of the units shown as a table."""
    found = book(settings, choice)
    line = source.line_of_series(found, choice.series_id)
    used = {source_id for every in line.cells.sources for source_id in every if source_id}
    known = session_dataset.package().sources
    titles = sorted({known[one].title for one in used if one in known})
    notes = downloads.notes(
        settings,
        sources=tuple(titles[:_MOST_SOURCES]),
        is_illustrative=found.has_illustrative,
        shown_to=max(
            (to for one in found.lines if (to := one.cells.reaches(illustrative=False))),
            default=None,
        ),
    )
    downloads.offer(
        settings,
        key="unit",
        name="hanoiso_" + "_".join(unit.replace(":", "_") for unit in choice.units),
        frame=lambda: _table(settings, choice),
        notes=notes,
        picture=lambda: _picture(settings, choice, notes),
    )


def _series(settings: Settings, geography: Geography) -> str:
    version = session_dataset.package().version
    mapped = map_queries.mapped(version, geography)
    default = source.default_series(version, geography, official_only=settings.official_only)
    known = {one for every in source.GEOGRAPHIES for one in map_queries.mapped(version, every)}
    chosen = url_state.value(_SERIES, default=default, allowed=tuple(known))
    if chosen in mapped:
        return chosen
    # The reform gave an indicator another series: follow it across.
    counterpart = map_queries.counterpart(version, chosen, geography)
    st.session_state[_SERIES] = counterpart or default
    return url_state.value(_SERIES, default=default, allowed=tuple(mapped))


def _geographies(settings: Settings) -> list[list[str]]:
    version = session_dataset.package().version
    return [
        [geography, count_of_units(len(session_dataset.units_of(version, geography)), geography,
                                   settings.lang)]
        for geography in reversed(source.GEOGRAPHIES)
    ]  # fmt: skip


def _take_over() -> None:
    """Make the reader's choice in the element one of the page's, before it runs."""
    told = components.component_state(_KEY)
    # A run that was broken off for a newer one calls back a second time: nothing new was said.
    if not told or told == st.session_state.get(_SAID):
        return
    url_state.touched()
    units = [str(one) for one in told.get("units", [])][: len(_SLOTS)]
    for slot, unit in zip(_SLOTS, units + [""] * len(_SLOTS), strict=False):
        st.session_state[slot] = unit
    st.session_state[_SERIES] = str(told.get("ind", ""))
    st.session_state[_SAID] = told


def _echo(choice: UnitChoice) -> int:
    """The number of the element's own telling that `choice` comes from; 0 if it is from a link."""
    told: dict[str, Any] = st.session_state.get(_SAID, {})
    if tuple(told.get("units", ())) != choice.units or told.get("ind") != choice.series_id:
        return 0
    number = told.get("n", 0)
    return number if isinstance(number, int) else 0


def _labels(settings: Settings, choice: UnitChoice) -> dict[str, str]:
    return map_queries.labels(session_dataset.package().version, choice.geography, settings.lang)


def _table(settings: Settings, choice: UnitChoice) -> pd.DataFrame:
    return tables.table(
        book(settings, choice),
        choice.codes,
        labels=_labels(settings, choice),
        sources=session_dataset.package().sources,
        version=session_dataset.package().version,
        lang=settings.lang,
    )


def _picture(settings: Settings, choice: UnitChoice, notes: tuple[str, ...]) -> bytes:
    found = book(settings, choice)
    line = source.line_of_series(found, choice.series_id)
    names = [unit.name.in_(settings.lang) for unit in found.units if unit.unit_code in choice.codes]
    svg = trend_svg.picture_svg(
        found,
        line,
        choice.codes,
        ahead=source.ahead_of(session_dataset.package().version, choice.series_id, choice.geography,
                              session_dataset.today(), official_only=settings.official_only),
        lang=settings.lang,
        theme=settings.theme,
    )  # fmt: skip
    period = numbers.period(line.cells.periods[-1], settings.lang)
    return png.svg_png(
        svg,
        title=f"{_labels(settings, choice)[choice.series_id]}: {', '.join(names)} ({period})",
        notes=notes,
        theme=settings.theme,
    )
