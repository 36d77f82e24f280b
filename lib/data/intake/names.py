"""Names as people write them, brought to one form: no tone marks, case, order or punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from lib.data.intake.intake_tables import LONGEST
from lib.model.vocabulary import UnitType

# Marks that nobody sees: zero-width and those that turn the reading direction.
_UNSEEN: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_NOT_WORD: Final = re.compile(r"[^0-9a-z%\[\]]+")
# A Roman ten alone stays: "X." is the usual short form of xã, commune.
_ORDER: Final = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}|[iv]{1,4}|ix|x[ivx]{1,4})[.)]|\d{1,3}\s*[-–:]|\d{1,3}\s)\s*"
)

# The words before (Vietnamese) or after (English) a unit's own name, and what they can mean.
_BEFORE: Final[dict[str, tuple[UnitType, ...]]] = {
    "quan": ("urban_district",),
    "q": ("urban_district",),
    "huyen": ("rural_district",),
    "h": ("rural_district",),
    "thi xa": ("town",),
    "tx": ("town",),
    "t x": ("town",),
    "phuong": ("ward",),
    "p": ("ward",),
    "xa": ("commune",),
    "x": ("commune",),
}
_AFTER: Final[dict[str, tuple[UnitType, ...]]] = {
    "urban district": ("urban_district",),
    "rural district": ("rural_district",),
    "district": ("urban_district", "rural_district"),
    "town": ("town",),
    "ward": ("ward",),
    "commune": ("commune",),
}

# Total rows: the city itself, never one of its units. A mean of units is no value of the city.
CITY_NAMES: Final = frozenset(
    {
        "toan thanh pho", "toan thanh pho ha noi", "toan tp", "ca thanh pho", "thanh pho",
        "thanh pho ha noi", "tp ha noi", "ha noi", "hanoi", "ha noi city", "hanoi city",
        "city of hanoi", "cong", "tong", "tong so", "tong cong", "tong chung",
        "tong cong toan thanh pho", "tong so toan thanh pho", "toan thanh pho tong so",
        "total", "grand total", "city total", "whole city", "the city", "citywide",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Lower-case ASCII words with single spaces: "Q.  Hoàn Kiếm" and "q hoan kiem" are one.

    Composed and decomposed letters, đ and d, full-width forms and unseen marks make no difference.
    """
    return _plain(text) if len(text) <= LONGEST else _folded(text)


@lru_cache(maxsize=32_768)
def _plain(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKD", _UNSEEN.sub("", text)).casefold()
    bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return _NOT_WORD.sub(" ", bare.replace("đ", "d")).strip()


def plain_name(text: str) -> str:
    """A unit's name in plain form, without a number of order before it ("12. ", "IV) ", "3 - ")."""
    return _plain_name(text) if len(text) <= LONGEST else plain(text)


@lru_cache(maxsize=16_384)
def _plain_name(text: str) -> str:
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    return plain(_ORDER.sub("", seen)) or plain(text)


def split_type(name: str) -> tuple[str, tuple[UnitType, ...]]:
    """A plain name without its word for the kind of unit, and the types that the word allows.

    No types: the name does not say.
    """
    for word, types in _BEFORE.items():
        if name.startswith(f"{word} "):
            return name[len(word) + 1 :], types
    for word, types in _AFTER.items():
        if name.endswith(f" {word}"):
            return name[: -len(word) - 1], types
    return name, ()
