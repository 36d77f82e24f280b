"""The unit that a reader has chosen, carried by the menu from the Map to Units and back.

There is one in a session. An address that names another unit wins, since it says the whole state
of its page; what it shows is then the one that is carried.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from lib.app.kit import page_address

_UNIT: Final = "_carried_unit"


def brought() -> str:
    """The unit, as `geography:code`, to be shown by a page that the menu has opened; else ""."""
    return unit() if page_address.is_by_menu() else ""


def unit() -> str:
    """The unit that was chosen last, as `geography:code`; "" where none is."""
    return str(st.session_state.get(_UNIT, ""))


def keep(chosen: str) -> None:
    """Remember which unit a page shows as chosen; "" for none."""
    st.session_state[_UNIT] = chosen
