"""The project's own elements: each a small script from `lib/static`, mounted by Streamlit.

Streamlit sends an element's script with every message. What is sent here is one line that loads
the real script from its cached address, so a change of values sends values only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.ui import assets

if TYPE_CHECKING:
    from collections.abc import Callable

# The render function of a script is `render(component)`; what it returns is called at the end.
# The address is made whole: Streamlit runs the lines from a blob, which has no folder of its own.
_LOADER = """
const way = import(new URL("{mount}", location.origin).href)
export default (component) => {{
  let end
  way.then((module) => module.mount(component, "{url}")).then((done) => {{ end = done }})
  return () => end?.()
}}
"""


def told(key: str) -> dict[str, Any]:
    """What the element keyed `key` told last as its `choice`: values by name, and a number `n`."""
    state = st.session_state.get(key) or {}
    found: dict[str, Any] = state.get("choice") or {}
    return found


def element(name: str, *, isolated: bool = True) -> Callable[..., Any]:
    """Register the element whose script is `lib/static/<name>.js` and return its mount.

    One that is not `isolated` stands in the page itself and wears the page's own style.
    """
    mount: Callable[..., Any] = st.components.v2.component(
        f"hanoiso_{name}",
        html='<div class="root" aria-busy="true"></div>\n',
        js=_LOADER.format(mount=assets.static("mount.js").url, url=assets.static(f"{name}.js").url),
        isolate_styles=isolated,
    )
    return mount
