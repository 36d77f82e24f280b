"""Colour classes of a map: their bounds, colours, words and counts.

Bounds are found over every period of a series, so that a colour means the same when time moves.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lib.model.kinds import Lang
from lib.view import numbers

MOST = 6
_FEWEST_BY_QUANTILE = 4
# Rounder bounds read better; a class may then hold this many times its even share, not more.
_UNEVEN = 1.5


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes from low to high.

    `edges` are the low ends of all classes but the first: a value belongs to the class whose low
    end it reaches. `exact` holds the one value of each class where there are few values, and is
    empty otherwise. `decimals` is the precision the edges are rounded to.
    """

    edges: tuple[float, ...]
    exact: tuple[float, ...]
    decimals: int
    size: int

    def class_of(self, value: float) -> int:
        """The place of the class that `value` falls into, 0 for the lowest."""
        return bisect_right(self.edges, value)

    def labels(self, lang: Lang) -> tuple[str, ...]:
        """What the legend writes beside each class, from low to high."""
        if self.exact:
            return tuple(numbers.number(v, lang, decimals=self.decimals) for v in self.exact)
        said = [numbers.number(edge, lang, decimals=self.decimals) for edge in self.edges]
        if not said:
            return ()
        between = [f"{low} – {high}" for low, high in pairwise(said)]
        return (f"< {said[0]}", *between, f"≥ {said[-1]}")

    def counts(self, values: Iterable[float | None]) -> tuple[int, ...]:
        """How many of `values` fall into each class; None falls into none."""
        places = [self.class_of(value) for value in values if value is not None]
        return tuple(places.count(place) for place in range(self.size))

    def colours(self, ramp: Sequence[str]) -> tuple[str, ...]:
        """One colour a class, spread over the whole of `ramp`."""
        if self.size <= 1:
            return (ramp[len(ramp) // 2],) * self.size
        last = len(ramp) - 1
        return tuple(ramp[round(i * last / (self.size - 1))] for i in range(self.size))


def classes(values: Iterable[float], *, decimals: int) -> Classes:
    """Classes for `values`, which are printed with `decimals` places.

    Up to six different values are each a class. Else each class holds about as many values as the
    next (quantiles), unless so many are alike that equal steps tell more.
    """
    found = np.sort(np.fromiter(values, dtype=float))
    distinct = np.unique(found)
    if distinct.size <= MOST:
        exact = tuple(float(value) for value in distinct)
        return Classes(exact[1:], exact, decimals, len(exact))
    edges, places = _rounded(found, np.quantile(found, _inner(MOST)), decimals, is_even=True)
    if len(edges) + 1 < _FEWEST_BY_QUANTILE:
        steps = found[0] + (found[-1] - found[0]) * _inner(MOST)
        edges, places = _rounded(found, steps, decimals, is_even=False)
    return Classes(edges, (), places, len(edges) + 1)


def _inner(count: int) -> np.ndarray:
    """The shares at which `count` equal parts meet."""
    return np.arange(1, count) / count


def _rounded(
    values: np.ndarray, edges: np.ndarray, decimals: int, *, is_even: bool
) -> tuple[tuple[float, ...], int]:
    """`edges` at the fewest decimals that keep classes apart (and even), and those decimals."""
    coarsest = 1 - math.ceil(math.log10(float(values[-1] - values[0])))
    for places in range(min(coarsest, decimals), decimals):
        rounded = np.unique(np.round(edges, places))
        if rounded.size == edges.size and _serves(values, rounded, is_even=is_even):
            return tuple(float(edge) for edge in rounded), max(places, 0)
    finest = np.unique(np.round(edges, decimals))
    inside = finest[(finest > values[0]) & (finest <= values[-1])]
    return tuple(float(edge) for edge in inside), max(decimals, 0)


def _serves(values: np.ndarray, edges: np.ndarray, *, is_even: bool) -> bool:
    held = np.bincount(np.searchsorted(edges, values, side="right"), minlength=edges.size + 1)
    if not is_even:
        return bool(held[0] > 0 and held[-1] > 0)
    return bool(held.min() > 0 and held.max() <= _UNEVEN * values.size / (edges.size + 1))
