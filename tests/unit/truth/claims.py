"""What a place of the program says of a thing, so that places can be held against each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lib.model.vocabulary import Lang


@dataclass(frozen=True, slots=True)
class Claim:
    """What a place says: `what` of a unit (or "city"), series and period is `said`."""

    place: str
    unit: str
    series_id: str
    period: str
    what: str
    said: Any


_NUMBER = re.compile(r"[−+-]?\d(?:[\d.,]*\d)?")


def numbers_in(text: str, lang: Lang) -> tuple[float, ...]:
    """The numbers that stand in a text, as a reader of the language reads them."""
    found = [number.replace("−", "-") for number in _NUMBER.findall(text)]
    if lang == "vi":
        return tuple(float(one.replace(".", "").replace(",", ".")) for one in found)
    return tuple(float(one.replace(",", "")) for one in found)


def number_in(text: str, lang: Lang) -> float:
    """The first of them: the value itself, whatever its unit is called."""
    return numbers_in(text, lang)[0]


def disagreements(claims: Iterable[Claim]) -> list[str]:
    """Each thing of which two places say something different."""
    said: dict[tuple[str, ...], dict[Any, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in claims:
        said[one.unit, one.series_id, one.period, one.what][one.said].add(one.place)
    return [
        f"{about}: " + "; ".join(f"{what!r} ({', '.join(sorted(p))})" for what, p in found.items())
        for about, found in said.items()
        if len(found) > 1
    ]
