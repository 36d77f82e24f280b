"""Where the labels of a chart stand, so that none lies on another, on a point or on a line.

As lib/static/unit_labels.js places those of the page, for the picture that is taken away.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

Pair = tuple[float, float]
Box = tuple[float, float, float, float]
Anchor = Literal["start", "end"]

_LETTER: Final = 0.56  # of the size of bold type
_ON_LABEL, _OUTSIDE, _ON_POINT, _ON_LINE, _FAR = 1000.0, 400.0, 40.0, 3.0, 0.1
_HEIGHTS: Final = (
    -0.75, 1.55, -1.9, 2.7, -3.05, 3.85, -4.2, 5, -5.35, 6.15, -6.5, -7.65, -8.8, -9.95,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label's baseline begins or ends, as its anchor says."""

    x: float
    y: float
    anchor: Anchor


@dataclass(slots=True)
class LabelPlaces:
    """What stands on a drawing already; labels stay within (left, top, right, bottom)."""

    room: Box
    size: float
    _taken: list[tuple[Box, float]] = field(default_factory=list)

    def point(self, at: Pair) -> None:
        """Note a mark, which a label should not cover."""
        self._take(at, 0.45 * self.size, _ON_POINT)

    def line(self, points: Sequence[Pair]) -> None:
        """Note a line through `points`."""
        for (x, y), (to_x, to_y) in pairwise(points):
            steps = max(1, math.ceil(math.hypot(to_x - x, to_y - y) / (0.5 * self.size)))
            for i in range(steps + 1):
                part = i / steps
                self._take((x + (to_x - x) * part, y + (to_y - y) * part), 1.5, _ON_LINE)

    def put(self, text: str, spots: Iterable[Spot], at: Pair) -> Spot:
        """The best of `spots` for the label of `at`, the nearest first; it is taken from now on."""
        ranked = [
            (self._cost(text, spot) + self._crossed(spot, at) + _FAR * i, i, spot)
            for i, spot in enumerate(spots)
        ]
        best = min(ranked, key=lambda one: one[:2])[2]
        self._taken.append((self._box(text, best), _ON_LABEL))
        return best

    def around(self, at: Pair, *, is_late: bool) -> list[Spot]:
        """Spots around a point: beside it, then over and under it, further and further away."""
        sides: tuple[tuple[Anchor, float], ...] = (("start", 0.6), ("end", -0.6))
        return [
            Spot(at[0] + by * self.size, at[1] + up * self.size, anchor)
            for up in _HEIGHTS
            for anchor, by in (sides[::-1] if is_late else sides)
        ]

    def _take(self, at: Pair, reach: float, cost: float) -> None:
        x, y = at
        self._taken.append(((x - reach, y - reach, x + reach, y + reach), cost))

    def _cost(self, text: str, spot: Spot) -> float:
        box, room = self._box(text, spot), self.room
        is_outside = box[0] < room[0] or box[1] < room[1] or box[2] > room[2] or box[3] > room[3]
        met = math.fsum(cost for other, cost in self._taken if _meet(box, other))
        return met + (_OUTSIDE if is_outside else 0.0)

    def _crossed(self, spot: Spot, at: Pair) -> float:
        """What a leader from the spot to its point would run over, the point's own end apart."""
        if not self.needs_leader(spot, at):
            return 0.0
        parts = [part / 40 for part in range(12, 40)]
        way = [(at[0] + (spot.x - at[0]) * p, at[1] + (spot.y - at[1]) * p) for p in parts]
        return _ON_LINE * sum(
            any(box[0] < x < box[2] and box[1] < y < box[3] for box, _ in self._taken)
            for x, y in way
        )

    def needs_leader(self, spot: Spot, at: Pair) -> bool:
        """Whether a label stands so far off that a line must say what it is of."""
        return abs(spot.y - at[1]) > 2.2 * self.size

    def _box(self, text: str, spot: Spot) -> Box:
        wide = _LETTER * self.size * len(text)
        left = spot.x - (wide if spot.anchor == "end" else 0.0)
        return left, spot.y - 0.95 * self.size, left + wide, spot.y + 0.3 * self.size


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
