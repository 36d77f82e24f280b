"""Units of measure that a table states: per cent, thousands, millions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lib.data.intake.names import plain
from lib.model.entities import Indicator

_IN_BRACKETS: Final = re.compile(r"\(([^()]{1,60})\)")
_STATED: Final = re.compile(r"(?:don vi tinh|don vi|dvt|unit of measure|unit)\b(.{1,60})")

# A bare "tỷ" is not among them: "tỷ lệ" is a share.
_SCALES: Final = (
    (re.compile(r"\b(?:nghin|ngan|thousand|thousands)\b"), 1e3),
    (re.compile(r"\b(?:trieu|million|millions)\b"), 1e6),
    (re.compile(r"\b(?:ty (?:dong|vnd|usd)|ty|billion|billions)\b(?! le)"), 1e9),
)
_OWN: Final = {
    "billion_vnd": 1e9,
    "billion_usd": 1e9,
    "million_vnd": 1e6,
    "million_vnd_per_worker": 1e6,
}
_PERCENT: Final = frozenset({"percent", "percent_per_year"})


def is_in_percent(indicator: Indicator) -> bool:
    """Whether values of the indicator are per cent of something."""
    return indicator.unit in _PERCENT


def says_percent(heading: str) -> bool:
    """Whether a heading says that what it heads is in per cent: "(%)", "…, %"."""
    return heading.rstrip(" )]").endswith("%")


def stated_scale(heading: str, titles: Iterable[str]) -> float | None:
    """How many of one a figure counts, by the heading's brackets or the line above the table.

    None where neither says: then figures are taken to be in the indicator's own measure.
    """
    places = [plain(found) for found in _IN_BRACKETS.findall(heading)]
    places += [match[1] for title in titles for match in _STATED.finditer(plain(title))]
    for place in places:
        for form, scale in _SCALES:
            if form.search(place):
                return scale
    return None


def factor(stated: float, indicator: Indicator) -> float:
    """What figures in the stated measure are multiplied by to be in the indicator's own."""
    return stated / _OWN.get(indicator.unit, 1.0)
