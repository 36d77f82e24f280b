"""The pages, in the order a meeting walks through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from lib.text import N_, translator

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

    from lib.app.kit.session import Settings


@dataclass(frozen=True, slots=True)
class Stop:
    """One page: its script beside this package, its place in the address, its title.

    On one that is `always_official` no illustrative value is ever shown, so the switch that hides
    those changes nothing there.
    """

    name: str
    title: str
    is_default: bool = False
    always_official: bool = False

    @property
    def script(self) -> str:
        """The path as `st.Page` and `st.switch_page` want it: from the main script's folder."""
        return f"../pages/{self.name}.py"


STOPS: tuple[Stop, ...] = (
    Stop("overview", N_("Overview"), is_default=True, always_official=True),
    Stop("map", N_("Map")),
    Stop("unit", N_("Units")),
    Stop("targets", N_("Targets")),
    Stop("scenarios", N_("Scenarios")),
    Stop("data", N_("Data")),
    Stop("methods", N_("Methods"), always_official=True),
)


def pages(settings: Settings) -> StreamlitPage:
    """Declare the pages in the visitor's language and return the one that is open.

    While presenting the menu is hidden; keys go from page to page instead.
    """
    _ = translator(settings.lang).gettext
    return st.navigation(
        [
            st.Page(stop.script, title=_(stop.title), url_path=stop.name, default=stop.is_default)
            for stop in STOPS
        ],
        position="hidden" if settings.present else "top",
    )


def stop_at(url_path: str) -> Stop:
    """The page at `url_path`, where "" is the default one's; that one too for any unknown."""
    return next((stop for stop in STOPS if stop.name == url_path), STOPS[0])
