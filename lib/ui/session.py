"""The choices that hold on every page: language, official values only, presenting.

They live in the session and in the address (`lang`, `official`, `present`), so a link reopens the
view as it was and a page change keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st

from lib.model.kinds import Lang
from lib.ui import link

Theme = Literal["light", "dark"]

FAVICON = Path(__file__).parents[1] / "static" / "favicon.png"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this visitor looks at the program."""

    lang: Lang
    theme: Theme
    official_only: bool
    present: bool


def configure_page() -> None:
    """Set the browser tab and the wide layout; the icon is a local file, never a fetched one."""
    st.set_page_config(page_title="Hà Nội Số", page_icon=str(FAVICON), layout="wide")
    link.arrive()


def language() -> Lang:
    """The language chosen, else the one of the link, else Vietnamese."""
    return "en" if link.value("lang", default="vi", allowed=("vi", "en")) == "en" else "vi"


def settings() -> Settings:
    """The choices of this run."""
    return Settings(
        lang=language(),
        theme="dark" if st.context.theme.type == "dark" else "light",
        official_only=link.flag("official"),
        present=link.flag("present"),
    )
