"""Which units are like which: by people, density, type and group."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from lib.analysis.units.city import density
from lib.model.entities import Unit

MISMATCH = 1.0
"""What another type, or another group, counts for: as much as one standard deviation."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """A unit and its distance from the one that was asked for; nought is no difference."""

    unit_code: str
    distance: float


def nearest_units(units: Sequence[Unit], *, count: int) -> dict[str, tuple[Similarity, ...]]:
    """For each of `units`, all of one geography, the `count` nearest others, the nearest first.

    distance² = Δz(ln people)² + Δz(ln people per km²)² + [other type] + [other group], z being the
    deviation from the mean in standard deviations over `units`. On the log scale twice as many is
    as far as half as many; standardising gives both the same say (Euclidean distance on
    standardised variables, with the simple mismatches of Gower 1971 for the two kinds). Units
    without people or area are like none and left out. Of equal distances the smaller code is first.
    """
    known = [unit for unit in units if unit.population > 0 and unit.area_km2 > 0]
    people = _standardised([math.log(unit.population) for unit in known])
    crowding = _standardised([math.log(density(unit) or 1.0) for unit in known])
    found = {}
    for i, one in enumerate(known):
        others = [
            Similarity(
                other.unit_code,
                math.hypot(
                    people[i] - people[j],
                    crowding[i] - crowding[j],
                    MISMATCH * (one.type != other.type),
                    MISMATCH * (one.group != other.group),
                ),
            )
            for j, other in enumerate(known)
            if i != j
        ]
        others.sort(key=lambda alike: (alike.distance, alike.unit_code))
        found[one.unit_code] = tuple(others[:count])
    return found


def _standardised(values: Sequence[float]) -> tuple[float, ...]:
    """(value − mean)/standard deviation of the whole; all nought where none differs."""
    if not values:
        return ()
    mean, spread = fmean(values), pstdev(values)
    return tuple((value - mean) / spread if spread > 0 else 0.0 for value in values)
