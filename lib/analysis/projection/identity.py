"""Identities: what follows from definitions alone, without any fit.

A share of GRDP moves only because its own value added and GRDP grow at different rates:
s_t = s_0 · Π (1 + d_k)/(1 + g_k), both rates on one price basis. Rates are in per cent a year.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

DIGITAL_ECONOMY_SHARE = "digital_economy_share_grdp"
"""The indicator that goes by the identity of shares."""

PRODUCTIVITY_GROWTH = "labour_productivity_growth"
"""The indicator that goes by `productivity_growth`."""

GRDP_GROWTH = "grdp_growth"
"""The indicator that is an assumption itself: it grows as a scenario says."""

IDENTITIES = (DIGITAL_ECONOMY_SHARE, PRODUCTIVITY_GROWTH, GRDP_GROWTH)

_LEAST_FACTOR = 1e-3  # an economy that shrinks by more than 99.9 % a year is a slip of the pen


def growth_between(earlier: float, later: float, *, years: float = 1.0) -> float:
    """The growth from `earlier` to `later`, per cent a year (1,430 → 1,588 is 11.05).

    Both must be above zero and `years` too, else ValueError.
    """
    if earlier <= 0 or later <= 0 or years <= 0:
        raise ValueError(
            f"growth from {earlier} to {later} in {years} years: all must be above zero"
        )
    return float(100 * ((later / earlier) ** (1 / years) - 1))


def share_after(
    share: float, years: ArrayLike, *, part_growth: float, whole_growth: float
) -> NDArray[np.float64]:
    """A share after each of `years` (from its own period), within 0 and 100.

    `part_growth` is that of the numerator (the digital economy's value added), `whole_growth`
    that of the denominator (GRDP). Worked: 17.34 with 13.4 and 8.16 is 21.97 after 5 years.
    """
    log_ratio = np.log(factor(part_growth)) - np.log(factor(whole_growth))
    elapsed = np.asarray(years, dtype=np.float64)
    # exp() of at most 60: far above any share, and finite.
    grown = share * np.exp(np.clip(elapsed * log_ratio, -60.0, 60.0))
    return np.asarray(np.clip(grown, 0.0, 100.0), dtype=np.float64)


def required_part_growth(
    share: float, target: float, *, years: float, whole_growth: float
) -> float | None:
    """The growth of the numerator that takes `share` to `target` in `years`, per cent a year.

    None when no rate does: no share to grow from, a target of nought or less, or no time left.
    Worked: 17.34 to 40 in 5 years with GRDP growing 8.16 needs 27.84.
    """
    if share <= 0 or target <= 0 or years <= 0:
        return None
    return float(100 * ((target / share) ** (1 / years) * factor(whole_growth) - 1))


def productivity_growth(grdp_growth: float, employment_growth: float) -> float:
    """Growth of labour productivity: (1 + GRDP growth)/(1 + employment growth) − 1, per cent."""
    return 100 * (factor(grdp_growth) / factor(employment_growth) - 1)


def factor(rate: float) -> float:
    """What a year of growth multiplies by: 1.0816 for 8.16 per cent; never nought or less."""
    return max(1 + rate / 100, _LEAST_FACTOR)
