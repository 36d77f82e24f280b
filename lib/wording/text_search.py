"""How searches compare text: as a reader types it, without tone marks or capitals."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`text` as search compares it: without tone marks or capitals, đ as d."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
