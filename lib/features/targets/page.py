"""The list of targets: an element of our own that filters in the browser and tells the link.

The rows go to the browser once, from an address that may be cached for ever. A choice is shown by
the script at once; then it is told here, only so that the address and the download know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lib.app.kit import components, url_state
from lib.features.targets import queries
from lib.features.targets.filters import TargetFilters
from lib.features.targets.payload import choices
from lib.style.palette import TONES

if TYPE_CHECKING:
    from lib.app.kit.session import Settings

_LIST = components.element("targets")
_LIST_KEY: Final = "targets_list"
_SAID = "_targets_said"
_BETWEEN: Final = "~"  # between the ids of open drawers, as `url_state.ids` reads them

# Each choice, and what the address calls it.
_IN_LINK: Final = {
    "document": "t_doc",
    "pillar": "t_pillar",
    "year": "t_year",
    "verdict": "t_verdict",
    "by": "t_by",
    "order": "t_order",
    "text": "t_q",
    "open": "t_open",
}


def chosen() -> dict[str, str]:
    """The choices as the link and the session have them, by name; "" asks for everything."""
    book = queries.book()
    allowed = choices(book)
    found = {
        name: url_state.value(_IN_LINK[name], default="", allowed=("", *allowed[name]))
        for name in ("document", "pillar", "year", "verdict")
    }
    for name, default in (("by", "document"), ("order", "urgency")):
        found[name] = url_state.value(_IN_LINK[name], default=default, allowed=allowed[name])
    found["open"] = _BETWEEN.join(url_state.ids(_IN_LINK["open"], allowed=book.readings))
    found["text"] = url_state.text(_IN_LINK["text"])
    return found


def filters_of(choice: dict[str, str]) -> TargetFilters:
    """What a choice asks to see, whatever its grouping, order and open drawers."""
    return TargetFilters(
        document=choice["document"],
        pillar=choice["pillar"],
        year=choice["year"],
        verdict=choice["verdict"],
        text=choice["text"],
    )


def draw(settings: Settings, choice: dict[str, str], *, notes: tuple[str, ...]) -> None:
    """Draw the list with what is chosen; `notes` go under what is taken from a drawer."""
    _LIST(
        key=_LIST_KEY,
        data={
            "url": queries.document(settings.lang).url,
            "components": queries.components(notes, settings.lang).url,
            "tones": TONES[settings.theme],
            "choice": choice,
            "official": settings.official_only,
            "n": _echo(choice),
        },
        on_choice_change=_remember,
    )


def _remember() -> None:
    """Take what the script said into the session, where the link finds it."""
    said = st.session_state[_LIST_KEY].choice
    # A run that was broken off for a newer one calls back a second time: nothing new was said.
    if not isinstance(said, dict) or said == st.session_state.get(_SAID):
        return
    url_state.touched()
    for name, key in _IN_LINK.items():
        st.session_state[key] = str(said.get(name, ""))
    st.session_state[_SAID] = said


def _echo(choice: dict[str, str]) -> int:
    """The number of the script's own message that `choice` comes from; 0 if it comes from a link.

    The script may be a few letters further by the time it hears its own words again.
    """
    said: dict[str, Any] = st.session_state.get(_SAID, {})
    is_own = all(str(said.get(name, "")).strip() == text for name, text in choice.items())
    number = said.get("n", 0)
    return number if is_own and isinstance(number, int) else 0
