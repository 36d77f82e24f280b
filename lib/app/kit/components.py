"""The project's own elements: each a small script from `lib/static`, mounted by Streamlit.

Streamlit sends an element's script with every message. What is sent here is one line that loads
the real script from its cached address, so a change of values sends values only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.app.kit import assets, url_state
from lib.model.json_bytes import packed_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# The render function of a script is `render(component)`; what it returns is called at the end.
# `shell.mount` stands in the page itself (lib/app/shell/index_page.py), there if a script is lost.
# It is sent with every message, so it is short; on one line Streamlit would take it for the name of
# a file.
_LOADER = 'export default (c)=>\nshell.mount(c,"{url}")'


def component_state(key: str) -> dict[str, Any]:
    """What the element keyed `key` told last as its `choice`: values by name, and a number `n`."""
    state = st.session_state.get(key) or {}
    found: dict[str, Any] = state.get("choice") or {}
    return found


def heard(key: str) -> int:
    """The number of the last choice that the element keyed `key` told; 0 before the first."""
    found: int = component_state(key).get("n", 0)
    return found


def take_over(key: str, held: Mapping[str, str], *, longest: int) -> dict[str, Any]:
    """Put what the element keyed `key` told where the session has it, and give all it told.

    `held` are the session's keys by the element's own names for them. A text is cut to `longest`.
    """
    found = component_state(key)
    for name, session_key in held.items():
        if name in found:
            url_state.take(session_key, str(found[name])[:longest])
    return found


def element(name: str, *, isolated: bool = True) -> Callable[..., None]:
    """Register the element whose script is `lib/static/<name>.js` and return its mount.

    It takes a `key`, the `data` for the script, and what else Streamlit's own mount takes. One that
    is not `isolated` stands in the page itself and wears the page's own style.
    """
    mount: Callable[..., Any] = st.components.v2.component(
        f"hanoiso_{name}",
        html='<div class="root" aria-busy="true"></div>\n',
        js=_LOADER.format(url=assets.static(f"{name}.js").url),
        isolate_styles=isolated,
    )

    def drawn(*, data: Mapping[str, Any], **given: Any) -> None:
        # As bytes: Streamlit looks for a table in anything else, at every move of a slider as long
        # as the projection takes, and writes it with spaces and every tone mark as an escape.
        mount(data=packed_json(data), **given)

    return drawn
