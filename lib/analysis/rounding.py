"""The precision that figures are printed at, and compared at."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from lib.model.entities import Indicator
from lib.model.vocabulary import Comparator

_INDEX_DECIMALS = 4
_DECIMALS = 2
_MADE_INDEX_DECIMALS = 2


def decimals(indicator: Indicator) -> int:
    """Decimals of a value: 0 for ranks and counts, 4 for an index from 0 to 1, else 2.

    A count over something ("per_10k") and an area are no whole numbers: 2.
    """
    if indicator.kind == "rank":
        return 0
    if indicator.kind == "count":
        return _DECIMALS if indicator.unit.startswith("per_") or indicator.unit == "km2" else 0
    if indicator.unit == "index_0_1":
        return _INDEX_DECIMALS
    return _DECIMALS


def round_for_display(value: float, indicator: Indicator) -> float:
    """`value` as it is printed: halves away from zero, as people round (89.995 is 90.00).

    What is not a finite number comes back as it is.
    """
    return rounded(value, decimals(indicator))


def illustrative_decimals(indicator: Indicator) -> int:
    """Decimals of a value made for demonstration: none, but hundredths of an index from 0 to 1."""
    return _MADE_INDEX_DECIMALS if indicator.unit == "index_0_1" else 0


def round_illustrative(value: float, indicator: Indicator) -> float:
    """`printed` for a value made for demonstration, which nobody measured."""
    return rounded(value, illustrative_decimals(indicator))


def rounded(value: float, places: int) -> float:
    """`value` with so many decimals, halves away from zero; as it is where it isn't finite."""
    if not math.isfinite(value):
        return value
    step = Decimal(1).scaleb(-places)
    return float(Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP))


def meets(
    value: float, threshold: float, indicator: Indicator, *, comparator: Comparator, sense: int
) -> bool:
    """Whether a value meets a target's number, both at printed precision."""
    gap = sense * (round_for_display(threshold, indicator) - round_for_display(value, indicator))
    return gap < 0 if comparator == ">" else gap <= 0


def printed_edge(
    threshold: float, indicator: Indicator, *, comparator: Comparator, sense: int
) -> float:
    """The value from which on a figure, once printed, meets the threshold.

    Half a last digit before it, since 89.995 is printed 90.00; after it where more is asked than
    the threshold itself.
    """
    half = 0.5 * 10.0 ** -decimals(indicator)
    aside = -half if comparator != ">" else half
    return round_for_display(threshold, indicator) + sense * aside
