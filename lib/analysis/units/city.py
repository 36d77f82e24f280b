"""City values: published, else a weighted mean of units. Never a plain mean."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lib.analysis.progress.points import Point
from lib.model.entities import Indicator, Unit
from lib.model.vocabulary import Provenance, Weight, weakest

LEAST_COVERAGE = 0.80
"""The share of the weight that must be known before a mean stands for the city."""

CityBasis = Literal["published", "units", "low_coverage", "not_averaged", "no_data"]


@dataclass(frozen=True, slots=True)
class CityValue:
    """A value for the city. `value` is None unless the basis is "published" or "units".

    `coverage` is the share (0 to 1) of the weight of units that have a value; `weight` what units
    are weighted by, and `fell_back` whether that is population because the indicator's own weight
    is not published by unit. `provenance` is the weakest mark among what it rests on.
    """

    value: float | None
    basis: CityBasis
    coverage: float
    weight: Weight
    fell_back: bool
    provenance: Provenance | None


def city_value(
    indicator: Indicator,
    units: Iterable[Unit],
    points: Mapping[str, Point],
    *,
    published: Point | None = None,
) -> CityValue:
    """The city's value at one moment: the published one if there is one, else from units.

    `units` are all units of one geography; `points` their points at that moment, by unit code.
    """
    weight, fell_back = weight_of(indicator)
    every = tuple(units)
    known = [(u.population, points[u.unit_code]) for u in every if u.unit_code in points]
    coverage = coverage_of(
        (population for population, _ in known), (unit.population for unit in every)
    )
    if published is not None:
        return CityValue(
            published.value, "published", coverage, weight, fell_back, published.provenance
        )
    if not known:
        return CityValue(None, "no_data", 0.0, weight, fell_back, None)
    mark = weakest(point.provenance for _, point in known)
    if weight == "none":
        return CityValue(None, "not_averaged", coverage, weight, fell_back, mark)
    if coverage < LEAST_COVERAGE:
        return CityValue(None, "low_coverage", coverage, weight, fell_back, mark)
    total = math.fsum(population for population, _ in known)
    mean = math.fsum(population / total * point.value for population, point in known)
    return CityValue(mean, "units", coverage, weight, fell_back, mark)


def weight_of(indicator: Indicator) -> tuple[Weight, bool]:
    """What units are weighted by, and whether that stands in for the indicator's own weight.

    Adults and households are not published by unit, so population stands in for them.
    """
    if indicator.weight in ("adults", "households"):
        return "population", True
    return indicator.weight, False


def coverage_of(known: Iterable[float], every: Iterable[float]) -> float:
    """The share of the weight that is known, 0 to 1; 0 when there is no weight at all."""
    total = math.fsum(every)
    return math.fsum(known) / total if total > 0 else 0.0


def density(unit: Unit) -> float | None:
    """People per km², or None where the area is not known."""
    return unit.population / unit.area_km2 if unit.area_km2 > 0 else None
