"""The fixed banner over anything that rests on illustrative values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.text import translator

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.model.vocabulary import Lang


def illustrative(settings: Settings) -> None:
    """Say, above what is shown, that its values are made up and how to hide them."""
    st.warning(_words(settings.lang), icon=":material/texture:")


def plain(lang: Lang) -> str:
    """The same words without emphasis, for an element that draws the banner itself."""
    return _words(lang).replace("**", "")


def _words(lang: Lang) -> str:
    _ = translator(lang).gettext
    return _(
        "**Illustrative values.** Made for demonstration within published ranges; they are not "
        "figures of any unit. “Official only” hides them everywhere."
    )
