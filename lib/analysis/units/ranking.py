"""Where a value stands among others: its rank, said with its ties, and its lead over its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from lib.model.vocabulary import Direction

LEAST_PEERS = 4
"""Fewer values have no quartiles worth the name."""

LEAST_RANKED = 0.8
"""Where fewer of all units are published, no rank, range, best or worst is made of them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rank from 1, the best: equal values hold all the places from `first` to `last` of `of`."""

    first: int
    last: int
    of: int


def places(values: Sequence[float | None], direction: Direction) -> tuple[Place | None, ...]:
    """The place of each value, None where there is none. Compare values at printed precision."""
    sign = -1.0 if direction == "up" else 1.0
    keys = sorted(sign * value for value in values if value is not None)
    first: dict[float, int] = {}
    last: dict[float, int] = {}
    for place, key in enumerate(keys, 1):
        first.setdefault(key, place)
        last[key] = place
    return tuple(
        None if value is None else Place(first[sign * value], last[sign * value], len(keys))
        for value in values
    )


def is_selection(published: int, units: int) -> bool:
    """Whether values were published for some units only, chosen by the source: parts, no whole."""
    return 0 < published < LEAST_RANKED * units


def leads(values: Sequence[float | None], direction: Direction) -> tuple[float | None, ...]:
    """How far each value is ahead of the median, in interquartile ranges; below nought is behind.

    d·(y − median)/(Q3 − Q1), quartiles by linear interpolation between the values (Hyndman & Fan
    1996, type 7). Free of units, so that a unit's lead in one indicator can be held against its
    lead in another. All None where fewer than `LEAST_PEERS` values are known, or the middle half of
    them is all alike.
    """
    known = [value for value in values if value is not None]
    if len(known) < LEAST_PEERS:
        return (None,) * len(values)
    low, _, high = quantiles(known, n=4, method="inclusive")
    if not high > low:
        return (None,) * len(values)
    middle, d = median(known), 1 if direction == "up" else -1
    return tuple(None if value is None else d * (value - middle) / (high - low) for value in values)
