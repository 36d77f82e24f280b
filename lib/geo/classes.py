"""Colour classes of a map: their bounds, colours, words and counts.

Bounds are found over every period of what is shown, so that a colour means the same when time
moves; two maps that are to share bounds pass the values of both. Everything a bound depends on is
an argument here.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, get_args

import numpy as np

from lib.model.vocabulary import Lang
from lib.wording import numbers

Method = Literal["quantile", "equal", "fixed", "continuous"]
METHODS: Final[tuple[Method, ...]] = get_args(Method)

MOST = 6
STEPS: Final = 32
"""The steps of a continuous scale: more than an eye tells apart, few enough for a legend."""

_FEWEST_BY_QUANTILE = 4
# Rounder bounds read better; a class may then hold this many times its even share, not more.
_UNEVEN = 1.5
# Round breaks: 1, 2, 2.5 or 5 times a power of ten.
_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0, 20.0)
_MOST_ROUND: Final = 5
_SIDES: Final = 3
_OF_CAP: Final = 1 / 200
_OF_VALUE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes from low to high.

    `edges` are the low ends of all classes but the first: a value belongs to the class whose low
    end it reaches. `exact` holds the one value of each class where there are few values, and is
    empty otherwise. `decimals` is the precision the edges are rounded to. `ends` are the lowest
    and highest value of a continuous scale, and None for classes proper. `is_signed` shows signs,
    and `least` is then the smallest size above nought, where the class of nought itself ends.
    `span` are the lowest and highest value where they differ too little for the whole of a ramp.
    `ends_in_nought` says that the last class is nought itself.
    """

    edges: tuple[float, ...]
    exact: tuple[float, ...]
    decimals: int
    size: int
    ends: tuple[float, float] | None = None
    is_signed: bool = False
    least: float = 0.0
    span: tuple[float, float] | None = None
    ends_in_nought: bool = False

    def class_of(self, value: float) -> int:
        """The place of the class that `value` falls into, 0 for the lowest."""
        return bisect_right(self.edges, value)

    def labels(self, lang: Lang) -> tuple[str, ...]:
        """What the legend writes beside each class, low to high; of a continuous scale its ends."""
        if self.ends is not None:
            low, high = self.ends
            return tuple(self._said(end, lang) for end in (low, (low + high) / 2, high))
        if self.exact:
            return tuple(self._said(v, lang) for v in self.exact)
        if not self.edges:
            return (self._range(*self.span, lang),) if self.span else ()
        between = [self._range(low, high, lang) for low, high in pairwise(self.edges)]
        return (self._first(lang), *between, self._last(lang))

    def counts(self, values: Iterable[float | None]) -> tuple[int, ...]:
        """How many of `values` fall into each class; None falls into none."""
        places = [self.class_of(value) for value in values if value is not None]
        return tuple(places.count(place) for place in range(self.size))

    def colours(self, ramp: Sequence[str]) -> tuple[str, ...]:
        """One colour a class, spread over the whole of `ramp`, mixed where it has too few."""
        if self.size <= 1:
            return (ramp[len(ramp) // 2],) * self.size
        last = len(ramp) - 1
        # Classes that are few because the values are close take the middle of the ramp.
        share = min(1.0, (self.size - 1) / (MOST - 1)) if self.span else 1.0
        places = [last * (0.5 + share * (i / (self.size - 1) - 0.5)) for i in range(self.size)]
        if self.size > len(ramp) or self.span:
            return tuple(between(ramp, place) for place in places)
        return tuple(ramp[round(place)] for place in places)

    def _first(self, lang: Lang) -> str:
        is_nought = self.is_signed and self.edges[0] == self.least
        return self._said(0.0, lang) if is_nought else f"< {self._said(self.edges[0], lang)}"

    def _last(self, lang: Lang) -> str:
        return (
            self._said(0.0, lang)
            if self.ends_in_nought
            else f"≥ {self._said(self.edges[-1], lang)}"
        )

    def _range(self, low: float, high: float, lang: Lang) -> str:
        if self.is_signed and low == 0 and high == self.least:
            return self._said(low, lang)
        # Between signed numbers a dash would read as one more minus.
        dash = "…" if self.is_signed else "–"
        above = "> 0" if self.is_signed and low == self.least else self._said(low, lang)
        return f"{above} {dash} {self._said(high, lang)}"

    def _said(self, value: float, lang: Lang) -> str:
        said = numbers.signed if self.is_signed else numbers.number
        return said(value, lang, decimals=self.decimals)


def classes(
    values: Iterable[float],
    *,
    decimals: int,
    method: Method = "quantile",
    breaks: Sequence[float] = (),
    cap: float | None = None,
    step: float = 0.0,
) -> Classes:
    """Classes for `values`, which are printed with `decimals` places.

    Up to six different values are each a class, unless a scale is asked to be continuous or
    `breaks` are given. "quantile": each class holds about as many values as the next, unless so
    many are alike that equal steps tell more. "equal": six equal steps from lowest to highest.
    "fixed": at `breaks`, else at round numbers between 0 and `cap`, or over the values where there
    is none. "continuous": 32 equal steps. But for given breaks no class is narrower than `step`,
    below which a difference means nothing; values that differ less than that are one class.
    """
    found = np.sort(np.fromiter(values, dtype=float))
    distinct = np.unique(found)
    if method == "fixed" and breaks:
        return _at(_ascending(breaks), decimals)
    if distinct.size > 1 and method == "continuous":
        return _continuous(*_widened(float(found[0]), float(found[-1]), step * MOST, cap), decimals)
    if distinct.size > 1 and method != "fixed" and distinct[-1] - distinct[0] < MOST * step:
        return _close(found, step, decimals)
    if distinct.size <= MOST:
        exact = tuple(float(value) for value in distinct)
        return Classes(exact[1:], exact, decimals, len(exact))
    if method == "fixed":
        low, high = (0.0, cap) if cap is not None else (float(found[0]), float(found[-1]))
        return _at(_round_breaks(low, high), decimals)
    edges: tuple[float, ...] = ()
    if method == "quantile":
        edges, places = _rounded(found, np.quantile(found, _inner(MOST)), decimals, is_even=True)
    if len(edges) + 1 < _FEWEST_BY_QUANTILE:
        steps = found[0] + (found[-1] - found[0]) * _inner(MOST)
        edges, places = _rounded(found, steps, decimals, is_even=False)
    return Classes(edges, (), places, len(edges) + 1)


def diverging(
    values: Iterable[float],
    *,
    decimals: int,
    method: Method = "quantile",
    breaks: Sequence[float] = (),
    step: float = 0.0,
) -> Classes:
    """Classes that lie alike on both sides of nought, which is a class of its own where it occurs.

    A side has no class further from nought than its values. Methods as for `classes`, each
    applied to the sizes of `values` without their signs; no class is narrower than `step`.
    """
    found = np.fromiter(values, dtype=float)
    sizes = np.sort(np.abs(found[found != 0]))
    if not sizes.size:
        return Classes((), (0.0,) * min(1, found.size), decimals, min(1, found.size))
    most = max(float(sizes[-1]), step * _SIDES)
    if method == "continuous":
        return _continuous(-most, most, decimals, is_signed=True)
    inner = _sizes(sizes, most, method=method, breaks=breaks, decimals=decimals)
    is_given = method == "fixed" and bool(breaks)
    if not is_given:
        inner = _apart(inner, step)
    # Nought itself is neither ahead nor behind: from the last printed digit on it is either.
    least = 10.0**-decimals
    has_nought, has_below, has_above = (
        bool(one.any()) for one in (found == 0, found < 0, found > 0)
    )
    low, high = float(found.min()), float(found.max())
    edges = (
        *(-edge for edge in reversed(inner) if low < -edge or is_given),
        *([0.0] if has_below and (has_nought or has_above) else []),
        *([least] if has_above and has_nought else []),
        *(edge for edge in inner if high >= edge or is_given),
    )
    if not edges:
        exact = (low,) if low == high else ()
        return Classes((), exact, decimals, 1, is_signed=True, least=least, span=(low, high))
    places = max((_decimals_of(edge) for edge in inner), default=decimals)
    return Classes(
        edges,
        (),
        min(places, decimals),
        len(edges) + 1,
        is_signed=True,
        least=least,
        ends_in_nought=has_nought and not has_above,
    )


def places_of(count: int) -> Classes:
    """One class for each of `count` kinds that are written as whole numbers from nought."""
    exact = tuple(float(place) for place in range(count))
    return Classes(exact[1:], exact, 0, count)


def parse_breaks(text: str) -> tuple[float, ...]:
    """The breaks of an address, "20,40,60.5", rising and finite; nothing where it is none."""
    found = []
    for part in text.split(","):
        try:
            found.append(float(part))
        except ValueError:
            return ()
    return _ascending(v for v in found if math.isfinite(v))


def _ascending(breaks: Iterable[float]) -> tuple[float, ...]:
    return tuple(sorted(set(breaks)))[:_MOST_BREAKS]


_MOST_BREAKS: Final = 9


def _at(edges: tuple[float, ...], decimals: int) -> Classes:
    """Classes at `edges`, written with as many decimals as they need, at most `decimals`."""
    edges = _ascending(round(edge, decimals) for edge in edges)
    needed = max((_decimals_of(edge) for edge in edges), default=0)
    places = max(min(needed, decimals), 0)
    return Classes(edges, (), places, len(edges) + 1)


def _decimals_of(value: float) -> int:
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def _continuous(low: float, high: float, decimals: int, *, is_signed: bool = False) -> Classes:
    steps = np.round(np.linspace(low, high, STEPS + 1)[1:-1], decimals)
    edges = tuple(float(edge) for edge in np.unique(steps) if edge > low)
    return Classes(edges, (), decimals, len(edges) + 1, (low, high), is_signed)


def _round_breaks(low: float, high: float, *, at_most: int = _MOST_ROUND) -> tuple[float, ...]:
    """At most so many round numbers between `low` and `high`, evenly apart."""
    rough = (high - low) / (at_most + 1)
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in _ROUND:
        step = factor * power
        first = math.floor(low / step) + 1
        last = math.ceil(high / step) - 1
        if last - first < at_most:
            return tuple(round(step * i, 10) for i in range(first, last + 1))
    raise AssertionError(f"{low} to {high}: twenty powers hold fewer breaks than {at_most}")


def _sizes(
    sizes: np.ndarray, most: float, *, method: Method, breaks: Sequence[float], decimals: int
) -> tuple[float, ...]:
    """The bounds on one side of nought, rising, all above it."""
    if method == "fixed":
        given = _ascending(round(abs(edge), decimals) for edge in breaks)
        given = tuple(edge for edge in given if edge > 10.0**-decimals)
        rounds = _round_breaks(0.0, most, at_most=_SIDES - 1)
        return given or tuple(edge for edge in rounds if edge > 10.0**-decimals)
    third = np.arange(1, _SIDES) / _SIDES
    raw = np.quantile(sizes, third) if method == "quantile" else most * third
    least = 10.0**-decimals
    for places in range(min(1 - math.ceil(math.log10(most)), decimals), decimals):
        rounded = np.unique(np.round(raw, places))
        if rounded.size == raw.size and rounded[0] > least:
            return tuple(float(edge) for edge in rounded)
    return tuple(float(edge) for edge in np.unique(np.round(raw, decimals)) if edge > least)


def least_step(cap: float | None, values: Sequence[float] = ()) -> float:
    """The smallest difference that means something: half a point where there can be a hundred.

    Less for small `values`, of which half a point is much; none where there is no `cap`.
    """
    if cap is None:
        return 0.0
    size = abs(float(np.median(np.asarray(values)))) if values else math.inf
    return min(cap * _OF_CAP, _OF_VALUE * size)


def _close(values: np.ndarray, step: float, decimals: int) -> Classes:
    """The few classes of values that lie close to one another: equal ones, `step` wide or wider."""
    low, high = float(values[0]), float(values[-1])
    count = int((high - low) / step) if step else 0
    edges: tuple[float, ...] = ()
    places = decimals
    if count > 1:
        edges, places = _rounded(
            values, low + (high - low) * _inner(count), decimals, is_even=False
        )
    return Classes(edges, (), places if edges else decimals, len(edges) + 1, span=(low, high))


def _widened(low: float, high: float, least: float, cap: float | None) -> tuple[float, float]:
    """The ends of a scale, `least` apart at least, inside nought and `cap`."""
    lack = max(0.0, least - (high - low)) / 2
    if cap is None or not lack:
        return low, high
    return max(min(low, 0.0), low - lack), min(max(high, cap), high + lack)


def _apart(edges: tuple[float, ...], step: float) -> tuple[float, ...]:
    """Those of the rising `edges` that are `step` from nought and from one another."""
    kept: list[float] = []
    for edge in edges:
        if edge - (kept[-1] if kept else 0.0) >= step:
            kept.append(edge)
    return tuple(kept)


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


def between(ramp: Sequence[str], place: float) -> str:
    """The colour at `place` (0 to the last of `ramp`), mixed channel by channel."""
    low = min(int(place), len(ramp) - 2)
    return mixed(ramp[low], ramp[low + 1], place - low)


def mixed(first: str, second: str, share: float) -> str:
    """`first` with `share` (0 to 1) of `second`, both #rrggbb."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
