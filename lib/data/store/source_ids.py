"""The id of a source that an editor describes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from lib.model.entities import Source

_LONGEST = 40
_HEX_DIGITS = 6


def source_of(*, title: str, publisher: str, date: str, url: str, licence: str) -> Source:
    """A source with an id made of its words: the same words always give the same id.

    So a second import from one source corrects the first, and one from another stands beside it.
    """
    words = [" ".join(text.split()) for text in (title, publisher, date, url, licence)]
    mark = hashlib.sha256("\0".join(words).encode()).hexdigest()[:_HEX_DIGITS]
    stem = "-".join(part for part in (_plain(words[1])[:_LONGEST].strip("-"), _plain(date)) if part)
    name = f"{stem or 'source'}-{mark}"
    return Source(name, words[0], words[1], words[3], words[2], words[4])


def _plain(text: str) -> str:
    """Small letters without tone marks, digits and hyphens: what an id may hold."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")
