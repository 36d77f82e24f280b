"""Taking a chart or table away: PNG and CSV with title, source, period, provenance, version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from lib.app.kit import session_dataset
from lib.style.csv_table import to_csv
from lib.text import translator
from lib.wording import numbers

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from lib.app.kit.session import Settings


@dataclass(frozen=True, slots=True)
class Thing:
    """A chart or table that can be taken away; the work is done at the click.

    `name` names the files, without an ending. A table has no `picture`, only a map `geojson`.
    """

    key: str
    name: str
    frame: Callable[[], pd.DataFrame]
    notes: tuple[str, ...]
    picture: Callable[[], bytes] | None = None
    geojson: Callable[[], bytes] | None = None
    title: str = ""


def notes(
    settings: Settings,
    *,
    sources: tuple[str, ...],
    is_illustrative: bool,
    shown_to: date | None = None,
) -> tuple[str, ...]:
    """The lines that stand under whatever leaves the program.

    `shown_to` is the day that the published figures shown reach to, where that is not the day of
    the whole package.
    """
    _ = translator(settings.lang).gettext
    package = session_dataset.package()
    lines = [
        _("Source: {sources}").format(sources="; ".join(sources)),
        _("Data as of {day}, version {version}; made on {today} by Hà Nội Số.").format(
            day=numbers.day(shown_to or session_dataset.as_of(), settings.lang),
            version=package.version,
            today=numbers.day(session_dataset.today(), settings.lang),
        ),
    ]
    if is_illustrative:
        lines.insert(0, _("ILLUSTRATIVE values, made for demonstration: not published figures."))
    return tuple(lines)


def offer(
    settings: Settings,
    *,
    key: str,
    name: str,
    frame: Callable[[], pd.DataFrame],
    notes: tuple[str, ...],
    picture: Callable[[], bytes] | None = None,
    geojson: Callable[[], bytes] | None = None,
    label: str = "",
    when_opened: bool = False,
) -> None:
    """A small menu with what can be taken away; the work is done at the click.

    `label` stands for "Download" where a page has several side by side. `when_opened` draws what is
    in the menu only once it is opened: for a part that is drawn again at every move of a slider.
    `name` names the files, without an ending. A table has no `picture`, only a map `geojson`. What
    is taken away is made of the figures that the page shows, whatever was committed since.
    """
    _ = translator(settings.lang).gettext
    menu = st.popover(
        label or _("Download"),
        key=f"{key}_menu",
        width="content",
        on_change="rerun" if when_opened else "ignore",
    )
    if when_opened and not menu.open:
        return
    with menu:
        _buttons(settings, Thing(key, name, frame, notes, picture=picture, geojson=geojson))


def offer_several(settings: Settings, *, key: str, things: Iterable[Thing]) -> None:
    """One menu for what stands on a page, each under its title; `things` once it is opened."""
    _ = translator(settings.lang).gettext
    menu = st.popover(_("Download"), key=f"{key}_menu", width="content", on_change="rerun")
    if menu.open:
        with menu:
            for thing in things:
                st.caption(thing.title)
                _buttons(settings, thing)


def _buttons(settings: Settings, thing: Thing) -> None:
    _ = translator(settings.lang).gettext

    def table() -> bytes:
        return to_csv(thing.frame(), notes=thing.notes)

    for label, ending, mime, make in (
        (_("Picture (PNG)"), "png", "image/png", thing.picture),
        (_("Figures (CSV)"), "csv", "text/csv", table),
        (_("Map (GeoJSON)"), "geojson", "application/geo+json", thing.geojson),
    ):
        if make is not None:
            st.download_button(
                label,
                data=session_dataset.holding(make),
                file_name=f"{thing.name}.{ending}",
                mime=mime,
                key=f"{thing.key}_{ending}",
                on_click="ignore",
            )
