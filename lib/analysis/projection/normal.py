"""The normal distribution and Gauss–Hermite quadrature, on arrays."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np

from lib.analysis.projection.scale import Floats

LOW, HIGH = 0.10, 0.90
"""The ends of every band: four in five outcomes lie between them."""

Z_HIGH: Final = NormalDist().inv_cdf(HIGH)


def normal_cdf(x: Floats) -> Floats:
    """Φ of each entry, within 1.5e-7 (Abramowitz & Stegun, 7.1.26)."""
    z: Floats = np.abs(x) * np.sqrt(0.5)
    u = 1 / (1 + 0.3275911 * z)
    poly = u * (
        0.254829592 + u * (-0.284496736 + u * (1.421413741 + u * (-1.453152027 + u * 1.061405429)))
    )
    tail: Floats = 0.5 * poly * np.exp(-z * z)
    return np.asarray(np.where(x < 0, tail, 1 - tail), dtype=np.float64)


def normal_density(x: Floats) -> Floats:
    """φ of each entry."""
    return np.asarray(np.exp(-0.5 * x * x) / np.sqrt(2 * np.pi), dtype=np.float64)


@lru_cache(maxsize=4)
def hermite(count: int) -> tuple[Floats, Floats]:
    """Nodes and weights such that Σ w·f(x) is the mean of f of a standard normal.

    Gauss–Hermite, by numpy's Golub–Welsch start and Newton step; exact for polynomials of degree
    2·count − 1.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(count)
    return nodes, weights / weights.sum()
