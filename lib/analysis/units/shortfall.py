"""Whose shortfall is it? What each unit lacks of the city's target, and which units decide."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lib.analysis.progress.points import Point
from lib.analysis.rounding import round_for_display
from lib.analysis.units.city import LEAST_COVERAGE, CityValue, city_value, weight_of
from lib.model.entities import Indicator, Unit
from lib.model.vocabulary import Comparator, Provenance, Weight

DECIDING = 3
"""How many units are named as deciding."""

ShortfallStatus = Literal[
    "shares",
    "city_has_met",  # the city is there, so no unit decides, though some may be short
    "nobody_short",
    "not_averaged",  # the city's value is no mean of units
    "no_data",
]
Undecided = (
    ShortfallStatus
    | Literal[
        "illustrative",  # no unit is named on values made for demonstration
        "low_coverage",  # units without a figure could be the ones that decide
    ]
)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Shares of the shortfall by unit code, summing to 1 over the units that are short.

    `shares` holds every unit with a figure, nought for those that are there; it is empty unless the
    status is "shares" or "city_has_met". `deciding` are at most three codes, the largest share
    first; when empty, `undecided` says why. `coverage` is the share of the weight with a figure.
    """

    status: ShortfallStatus
    shares: Mapping[str, float]
    deciding: tuple[str, ...]
    undecided: Undecided | None
    coverage: float
    weight: Weight
    fell_back: bool
    provenance: Provenance | None


def shares_of_shortfall(
    indicator: Indicator,
    units: Iterable[Unit],
    points: Mapping[str, Point],
    *,
    threshold: float,
    sense: int,
    comparator: Comparator = ">=",
    published: Point | None = None,
) -> Shortfall:
    """What each unit has of w·max(0, d(yT − y)) / Σ, measured against the city's target.

    `units` are all of one geography, `points` theirs at one moment by unit code, `published` the
    city's own figure if there is one. Source: the project's design, "City values".
    """
    every = tuple(units)
    city = city_value(indicator, every, points, published=published)
    weight, fell_back = weight_of(indicator)
    known = [unit for unit in every if unit.unit_code in points]
    status, shares = _shares(indicator, known, points, city, threshold, sense, comparator)
    marks = {points[unit.unit_code].is_citable for unit in known}
    undecided = _undecided(status, is_citable=marks == {True}, coverage=city.coverage)
    ranked = sorted((code for code in shares if shares[code] > 0), key=lambda code: -shares[code])
    units_alone = city_value(indicator, every, points)
    return Shortfall(
        status,
        shares,
        () if undecided else tuple(ranked[:DECIDING]),
        undecided,
        city.coverage,
        weight,
        fell_back,
        units_alone.provenance,
    )


def _shares(
    indicator: Indicator,
    known: list[Unit],
    points: Mapping[str, Point],
    city: CityValue,
    threshold: float,
    sense: int,
    comparator: Comparator,
) -> tuple[ShortfallStatus, Mapping[str, float]]:
    if not known or not math.isfinite(threshold):
        return "no_data", {}
    if weight_of(indicator)[0] == "none":
        return "not_averaged", {}
    goal = round_for_display(threshold, indicator)
    lacks = {
        unit.unit_code: unit.population
        * max(0.0, sense * (goal - round_for_display(points[unit.unit_code].value, indicator)))
        for unit in known
    }
    total = math.fsum(lacks.values())
    if not total > 0:
        return "nobody_short", {}
    shares = {code: lack / total for code, lack in lacks.items()}
    if city.value is None:
        return "shares", shares
    gap = sense * (goal - round_for_display(city.value, indicator))
    has_met = gap < 0 if comparator == ">" else gap <= 0
    return ("city_has_met" if has_met else "shares"), shares


def _undecided(status: ShortfallStatus, *, is_citable: bool, coverage: float) -> Undecided | None:
    if status != "shares":
        return status
    if not is_citable:
        return "illustrative"
    return "low_coverage" if coverage < LEAST_COVERAGE else None
