"""The chance that a curve reaches a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from lib.analysis.projection.projection import BandStatus, Curve, Projection
from lib.analysis.rounding import printed_edge
from lib.model.vocabulary import Comparator, Provenance

ChanceReason = BandStatus | Literal["outside_horizon", "unknown_unit", "illustrative"]


Odds = Literal["met", "even", "short"]
"""What is said of a target ahead: met, about even odds, or short of it."""

EVEN_ODDS: Final = (0.40, 0.60)
"""Between these chances, ends included, it may as well be met as not."""


@dataclass(frozen=True, slots=True)
class Chance:
    """`value` from 0 to 1, or None with `reason` telling why there is none.

    `reason` is "band" where there is a chance. `provenance` is the weakest mark of what the curve
    rests on; on illustrative values there is no chance.
    """

    value: float | None
    reason: ChanceReason
    provenance: Provenance | None


def chance_of(
    projection: Projection,
    threshold: float,
    year: int,
    *,
    unit_code: str | None = None,
    comparator: Comparator = ">=",
    sense: int | None = None,
    curve: Curve = "scenario",
) -> Chance:
    """The chance that the value at the end of `year`, as printed, meets `threshold`.

    Of the city, or of one unit. `sense` is +1 if the value must be at least the threshold, −1 if at
    most; None takes the indicator's direction. None with one or two points, for an identity, for
    ranks, outside the horizon, and on values made for demonstration.
    """
    of_city = unit_code is None
    mark = projection.city_provenance if of_city else projection.units_provenance
    if unit_code is not None and unit_code not in projection.unit_codes:
        return Chance(None, "unknown_unit", None)
    if mark == "illustrative":
        return Chance(None, "illustrative", mark)
    row = projection.unit_codes.index(unit_code) if unit_code is not None else 0
    status = projection.city_band_status if of_city else projection.unit_band_status[row]
    if status != "band":
        return Chance(None, status, mark)
    column = projection.at(year)
    if column is None:
        return Chance(None, "outside_horizon", mark)
    which = 0 if curve == "baseline" else 1
    sense = projection.indicator.d if sense is None else sense
    edge = printed_edge(threshold, projection.indicator, comparator=comparator, sense=sense)
    if of_city:
        assert projection.city_laws is not None  # noqa: S101 - "band" says there are some
        below = projection.city_laws[which].below(edge, column)
    else:
        assert projection.unit_laws is not None  # noqa: S101 - "band" says there are some
        below = projection.unit_laws[which].below(edge, row, column)
    return Chance(1 - below if sense > 0 else below, "band", mark)


def odds(*, is_met: bool, chance: float | None) -> Odds:
    """What is said of a target: by its curve, and even odds where the chance does not bear it out.

    Words and marks come from here alone. Without a chance the curve decides.
    """
    low, high = EVEN_ODDS
    if chance is None or (chance > high if is_met else chance < low):
        return "met" if is_met else "short"
    return "even"
