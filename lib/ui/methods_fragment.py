"""Parts of the page that run again alone when something in them is chosen.

The link codec must hear of every run, and once only: `lib.ui.session` tells it of runs of the whole
program, a part that runs alone has to do so itself.
"""

from __future__ import annotations

import streamlit as st

from lib.ui import link


def whole(name: str) -> None:
    """Say that the whole page is being drawn; call just before the part `name`."""
    st.session_state[_key(name)] = True


def noted(name: str) -> None:
    """Tell the link codec of this run if the part `name` runs alone; call first in the part."""
    if not st.session_state.pop(_key(name), False):
        link.arrive()


def _key(name: str) -> str:
    return f"_methods_whole_{name}"
