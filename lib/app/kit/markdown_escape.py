"""Words of strangers where Streamlit would read Markdown."""

from __future__ import annotations

import re

# What the browser makes a link of even where every mark is escaped: it looks at the text itself.
_LINKS = re.compile(r"https?(?=://)|www(?=\.)|(?<=[\w.+-])(?=@)", re.IGNORECASE)
_JOINER = "\N{WORD JOINER}"  # not seen, and no part of an address

_MARKUP = frozenset("\\`*_{}[]()<>#+-.!|~$:^=@&")


def plain(text: str) -> str:
    """Text as Markdown shows it unchanged."""
    return "".join(f"\\{mark}" if mark in _MARKUP else mark for mark in unlinked(text))


def unlinked(text: str) -> str:
    """Text in which no address becomes a link."""
    return _LINKS.sub(lambda found: found[0] + _JOINER, text)
