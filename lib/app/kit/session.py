"""The choices that hold on every page: language, official values only, presenting.

They live in the session and in the address (`lang`, `official`, `present`), so a link reopens the
view as it was and a page change keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Literal

import streamlit as st

from lib.app.kit import url_state
from lib.model.vocabulary import Lang

Theme = Literal["light", "dark"]

# What the program is called, in both languages.
NAME: Final = "Hà Nội Số"

_HELD = "_settings"

FAVICON = Path(__file__).parents[2] / "static" / "favicon.png"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this visitor looks at the program."""

    lang: Lang
    theme: Theme
    official_only: bool
    present: bool


def configure_page() -> None:
    """Set the browser tab and the wide layout; the icon is a local file, never a fetched one."""
    st.set_page_config(page_title=NAME, page_icon=str(FAVICON), layout="wide")
    url_state.arrive()


def begin() -> Settings:
    """Read the choices of this run from the link; call once, before their switches are drawn.

    A widget's value cannot be set once it is drawn, and the address may change within a run:
    everything later in the run asks `settings`, which reads nothing.
    """
    lang: Lang = (
        "en" if url_state.value("lang", default="vi", allowed=("vi", "en")) == "en" else "vi"
    )
    st.session_state[_HELD] = Settings(
        lang=lang,
        theme="dark" if st.context.theme.type == "dark" else "light",
        official_only=url_state.flag("official"),
        present=url_state.flag("present"),
    )
    return settings()


def settings() -> Settings:
    """The choices of this run."""
    found: Settings = st.session_state[_HELD]
    return found


@st.fragment(run_every=timedelta(days=1))
def restore_after_restart() -> None:
    """Have an open page give a restarted server its address and choices at once; draws nothing.

    A browser that finds its server again asks for a run only if some part of the page runs by
    itself. Without that, the first thing a restarted server hears of a reader is a click in the
    menu, which carries neither language nor "official only". What follows waits for the answer
    (`lib.app.shell.rate_limit`).
    """


def language() -> Lang:
    """The language of this run, Vietnamese where it failed before that was known."""
    found: Settings | None = st.session_state.get(_HELD)
    return found.lang if found else "vi"
