"""Opens a link to a part of the page at that part, however late the parts above are drawn."""

from __future__ import annotations

from lib.app.kit import components

_ANCHOR = components.element("anchor")


def draw() -> None:
    """Go to the part that the address names; draws nothing."""
    _ANCHOR(key="methods_anchor", data={}, height="content")
