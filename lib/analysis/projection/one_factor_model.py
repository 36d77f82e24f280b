"""The city's value given the factor that all units share: moments, chances and quantiles.

A law is kept as Y(F, η), (times, nodes of η, grid of F), rising along the last axis; see `spread`
for what Y is. Everything here is numbers on fixed grids: the same in every run.
Sources: Golub & Welsch 1969 for the nodes; Trefethen & Weideman, SIAM Review 56 (2014) 385, for the
inner quadrature, the trapezoidal rule on a normal density.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lib.analysis.projection.normal import hermite, normal_cdf, normal_density
from lib.analysis.projection.scale import Floats

_REACH = 6.0  # standard deviations on either side that the inner grid covers
_STEP = 0.5  # of the inner grid; the rule's error is far below 1e-9 for smooth curves
_COARSE_STEP = 0.4  # of the factor, where means are taken; between, cubics are within 1e-4
_FACTOR_REACH = 4.4  # of the common factor; beyond it lies 1 in 90,000
_FINE_STEP = 0.1
NODES: Final = 9
_ITERATIONS = 4
_MANY = 20  # units of like weight
_BEYOND = 50.0  # steps of the fine grid past its ends; the chance there is nought or one
_STILL = 1e-12  # a spread smaller than this part of the value is none


def given_factor(values: Floats, weights: Floats, kernel: Floats) -> tuple[Floats, Floats, Floats]:
    """μ(F), τ(F) and the bend τ(F)·γ(F)/6 of Σ w·value, each (times, coarse grid of F).

    The variance and third moment of a sum of independent parts are sums of theirs. The bend is left
    out where units are many, for there it is lost in the last digit.
    """
    first = values @ kernel.T
    mean = summed(weights, first)
    squares = np.einsum("i,itk,itk->tk", weights**2, values, values) @ kernel.T
    variance = squares - np.einsum("i,itk,itk->tk", weights**2, first, first)
    deviation = np.sqrt(np.maximum(variance, 0.0))
    if (weights**2).sum() * _MANY <= 1:
        return mean, deviation, np.zeros_like(mean)
    second = (values * values) @ kernel.T - first * first
    third = (values**3) @ kernel.T - first * (3 * second + first * first)
    moves = deviation > _STILL * np.maximum(np.abs(mean), 1e-300)
    skew = summed(weights**3, third) / np.where(moves, deviation, 1.0) ** 3
    return mean, deviation, deviation * np.where(moves, np.clip(skew, -1.0, 1.0), 0.0) / 6


def summed(weights: Floats, rows: Floats) -> Floats:
    """Σ w·row, without the linear-algebra library: its threads cost more than the sum."""
    return np.asarray(np.einsum("i,i...->...", weights, rows), dtype=np.float64)


def quantiles(values: Floats, middle: Floats, q: Floats) -> Floats:
    """(quantiles, times) of a law, by Newton's method on the factor f with y = Y(f, η = 0).

    On f the chance runs nearly like Φ(f) whatever the scale of y, so that four steps from f = z
    are enough.
    """
    curve = np.ascontiguousarray(values[:, NODES // 2, :])
    row = np.arange(len(curve))[:, None] * curve.shape[1]  # where each begins in the flat array
    flat = curve.ravel()
    f = np.tile([NormalDist().inv_cdf(each) for each in q], (len(curve), 1))
    y = np.empty_like(f)
    for turn in range(_ITERATIONS + 1):
        place = (f + _FACTOR_REACH) / _FINE_STEP
        left = np.minimum(np.maximum(place.astype(int), 0), curve.shape[1] - 2)
        start = flat[row + left]
        rise = flat[row + left + 1] - start
        y = start + (place - left) * rise
        if turn < _ITERATIONS:
            chance, density = below(values, y)
            steepness = np.maximum(density * rise / _FINE_STEP, 1e-6)
            f = f - clamp_quantiles((chance - q) / steepness, 0.5)
            f = clamp_quantiles(f, _FACTOR_REACH)
    y = np.where(is_still(values)[:, None], middle[:, None], y)
    return np.asarray(np.sort(y, axis=1).T, dtype=np.float64)


@lru_cache(maxsize=1)
def factor_grid() -> Floats:
    """The values of the common factor at which a city's law is kept."""
    count = round(2 * _FACTOR_REACH / _FINE_STEP) + 1
    return np.linspace(-_FACTOR_REACH, _FACTOR_REACH, count)


@lru_cache(maxsize=4)
def rules(common: float) -> tuple[Floats, Floats, Floats]:
    """The inner grid, the mean given the factor as a matrix on it, and the refining matrix.

    Given F, the part in brackets of z is normal about √ρ·F with variance 1 − ρ; the trapezoidal
    rule on that density, its weights made to sum to 1, takes the mean. It is taken at a coarse
    grid of F and read between by cubics through four neighbours.
    """
    inner = np.linspace(-_REACH, _REACH, round(2 * _REACH / _STEP) + 1)
    coarse = np.linspace(-_FACTOR_REACH, _FACTOR_REACH, round(2 * _FACTOR_REACH / _COARSE_STEP) + 1)
    apart = (inner - np.sqrt(common) * coarse[:, None]) / np.sqrt(1 - common)
    kernel = normal_density(apart)
    kernel /= kernel.sum(axis=1, keepdims=True)
    return inner, kernel, _cubic(coarse, factor_grid())


def _cubic(coarse: Floats, fine: Floats) -> Floats:
    """The matrix of Lagrange's cubic through the four nearest of evenly spaced points."""
    step = coarse[1] - coarse[0]
    first = np.clip(((fine - coarse[0]) / step).astype(int) - 1, 0, len(coarse) - 4)
    x = (fine - coarse[first]) / step
    matrix = np.zeros((len(fine), len(coarse)))
    for j in range(4):
        others = [k for k in range(4) if k != j]
        part = np.prod([(x - k) / (j - k) for k in others], axis=0)
        matrix[np.arange(len(fine)), first + j] = part
    return matrix


def is_still(values: Floats) -> NDArray[np.bool_]:
    """Which times have no spread at all."""
    low, high = values[:, 0, 0], values[:, -1, -1]
    return np.asarray(high - low <= _STILL * np.maximum(np.abs(high), 1e-300), dtype=np.bool_)


def below(values: Floats, y: Floats) -> tuple[Floats, Floats]:
    """P(Y ≤ y) and its density; `values` (times, nodes, grid), `y` (times, any)."""
    grid = factor_grid()
    _, weights = hermite(NODES)
    count = np.add.reduce(values[:, None] <= y[:, :, None, None], axis=3)
    right = np.minimum(np.maximum(count, 1), len(grid) - 1)
    begins = np.arange(values.shape[0] * values.shape[1]).reshape(values.shape[:2]) * len(grid)
    flat, at = values.ravel(), begins[:, None] + right
    upper, lower = flat[at], flat[at - 1]
    rise = upper - lower
    safe = np.maximum(rise, 1e-290)
    place = (
        grid[right - 1] + clamp_quantiles(y[:, :, None] - lower, _BEYOND * rise) / safe * _FINE_STEP
    )
    chance = normal_cdf(place) @ weights
    density = (normal_density(place) * _FINE_STEP / safe) @ weights
    return chance, density


def clamp_quantiles(values: Floats, most: Floats | float) -> Floats:
    """Values between −most and most; numpy's own clip costs more than the two on small arrays."""
    return np.asarray(np.minimum(np.maximum(values, -most), most), dtype=np.float64)
