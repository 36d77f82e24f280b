"""How far from its curve a value may lie: bands of units, and of the city that they make up.

A row's value on the scale at a time is normal about its curve, with variance

    D²·v + h·σ²    (D years' worth of pace gone, h years gone, v and σ² of `curves.Fit`)

and a part ρ of it (`COMMON_SHARE`) moves with one standard normal factor F that all rows share:
z_i = m_i + s_i·(√ρ·F + √(1−ρ)·ε_i). A row's quantiles are closed form, since its value is a
monotone function of z_i.

The city's value Y = Σ w_i·g_i(z_i) is taken given F, when its parts are independent: its mean and
variance, and skewness γ, are exact (the moments of each g_i given F by quadrature); its shape is
normal, the central limit theorem over units, bent by Cornish and Fisher's first term for the few:
Y = μ(F) + τ(F)·(η + γ(F)·(η² − 1)/6) with η standard normal, and

    P(Y ≤ y) = E_η[ Φ(F*(y, η)) ],   F* solving Y(F*, η) = y,

which is smooth in η however small τ is (the other order, a mean over F of Φ((y − μ)/τ), is a
staircase for 126 units), so that nine nodes of Gauss–Hermite are enough. Deterministic.
Sources: Vasicek 1987 and Gordy 2003 (J. Financial Intermediation 12, 199) for the one-factor mean
given the common factor; Golub & Welsch 1969 for the nodes; Trefethen & Weideman, SIAM Review 56
(2014) 385, for the inner quadrature, the trapezoidal rule on a normal density.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import NormalDist
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from lib.analysis.curves import LEAST_POINTS, LEAST_YEARS, Fit, damped_years, through
from lib.analysis.normal import HIGH, LOW, Z_HIGH, hermite, normal_cdf, normal_density
from lib.analysis.priors import COMMON_SHARE
from lib.analysis.scale import CURVE_MARGIN, LARGEST, Floats, from_scale, path_of, to_scale, within
from lib.model.things import Indicator

BandStatus = Literal[
    "band",
    "few_points",  # one or two points, or units with more hold under 80 % of the people
    "short_span",  # less than a year from the first point to the last
    "too_fast",  # a launch without a ceiling
    "not_drawn",  # no figure, or a pace is missing altogether and the curve is level
    "no_path",  # ranks and growth rates are met or not
    "identity",  # follows from chosen growth rates; how sure those are is not known
    "horizon_past",
]

QUANTILES: Final = (LOW, 0.50, HIGH)

_REACH = 6.0  # standard deviations on either side that the inner grid covers
_STEP = 0.5  # of the inner grid; the rule's error is far below 1e-9 for smooth curves
_COARSE_STEP = 0.4  # of the factor, where means are taken; between, cubics are within 1e-4
_FACTOR_REACH = 4.4  # of the common factor; beyond it lies 1 in 90,000
_FINE_STEP = 0.1
_NODES = 9
_ITERATIONS = 4
_MANY = 20  # units of like weight
_BEYOND = 50.0  # steps of the fine grid past its ends; the chance there is nought or one
_STILL = 1e-12  # a spread smaller than this part of the value is none


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The 10th, 50th and 90th percentile at each time.

    Of the city (times,), of units (units, times).
    """

    low: Floats
    middle: Floats
    high: Floats

    def held(self, hold: Floats | float) -> Band:
        """The same under what no value passes: quantiles of min(value, hold)."""
        return Band(*(np.minimum(each, hold) for each in (self.low, self.middle, self.high)))


@dataclass(frozen=True, slots=True, eq=False)
class RowsLaw:
    """The distribution of each row's value at each time; `mean` and `sd` on the scale.

    All (rows, times) but the starts, (rows,). `hold` is what no value of a row passes, (rows, 1)
    or (rows, times), or None.
    """

    indicator: Indicator
    start_value: Floats
    start_scaled: Floats
    mean: Floats
    sd: Floats
    hold: Floats | None = None

    def band(self) -> Band:
        """The 10th, 50th and 90th percentile of every row, closed form."""
        low, middle, high = (
            through(self.start_value, self.start_scaled, self.mean + z * self.sd, self.indicator)
            for z in (-Z_HIGH, 0.0, Z_HIGH)
        )
        band = Band(low, middle, high)
        return band if self.hold is None else band.held(self.hold)

    def below(self, value: float, row: int, column: int) -> float:
        """The chance that a row's value is at most `value` at a time."""
        if self.hold is not None and value >= self.hold[row, -1]:
            return 1.0
        offset = self.start_value[row] - from_scale(self.start_scaled[row], self.indicator)
        place = scale_place(value - float(offset), self.indicator)
        mean, sd = float(self.mean[row, column]), float(self.sd[row, column])
        if sd <= 0 or not np.isfinite(place):
            return float(mean <= place)
        return NormalDist().cdf((place - mean) / sd)


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """How the mean of units is brought to a published city value: by `gap` on the scale."""

    indicator: Indicator
    start_value: Floats
    start_scaled: Floats
    gap: float

    def forward(self, curve: Floats) -> Floats:
        """The city's values for means of units, (times,)."""
        if path_of(self.indicator) == "geometric":
            curve = np.maximum(curve, 1 / LARGEST)  # what has shrunk to nought stays on the log
        moved = to_scale(curve, self.indicator, margin=CURVE_MARGIN) + self.gap
        return np.ravel(through(self.start_value, self.start_scaled, moved[None], self.indicator))

    def back(self, value: float) -> float:
        """The mean of units that a city value stands for; ±∞ beyond all of them."""
        offset = self.start_value - from_scale(self.start_scaled, self.indicator)
        place = scale_place(value - float(offset[0]), self.indicator) - self.gap
        if not np.isfinite(place) or path_of(self.indicator) not in ("logistic", "geometric"):
            return place
        return float(from_scale(place, self.indicator))


@dataclass(frozen=True, slots=True, eq=False)
class MeanLaw:
    """The distribution of a weighted mean of rows at each time, on a grid of the common factor.

    `values` is (times, nodes of η, grid of F), rising along the last axis; `middle` (times,) the
    mean of the rows' medians, which is its value where nothing varies.
    """

    values: Floats
    middle: Floats
    shift: Shift | None = None

    def band(self) -> Band:
        """The 10th, 50th and 90th percentile at each time."""
        low, middle, high = self._quantiles(np.array(QUANTILES))
        if self.shift is None:
            return Band(low, middle, high)
        return Band(self.shift.forward(low), self.shift.forward(middle), self.shift.forward(high))

    def below(self, value: float, column: int) -> float:
        """The chance that the city's value is at most `value` at a time."""
        place = value if self.shift is None else self.shift.back(value)
        if not np.isfinite(place):
            return float(place > 0)
        law = self.values[column : column + 1]
        if _is_still(law)[0]:
            return float(self.middle[column] <= place)
        chance, _ = _below(law, np.array([[place]]))
        return float(np.clip(chance[0, 0], 0.0, 1.0))

    def _quantiles(self, q: Floats) -> Floats:
        """(quantiles, times), by Newton's method on the factor f with y = Y(f, η = 0).

        On f the chance runs nearly like Φ(f) whatever the scale of y, so that four steps from f = z
        are enough.
        """
        curve = self.values[:, _NODES // 2, :]
        f = np.tile([NormalDist().inv_cdf(each) for each in q], (len(curve), 1))
        y = np.empty_like(f)
        for turn in range(_ITERATIONS + 1):
            place = (f + _FACTOR_REACH) / _FINE_STEP
            left = np.clip(place.astype(int), 0, curve.shape[1] - 2)
            start = np.take_along_axis(curve, left, axis=1)
            rise = np.take_along_axis(curve, left + 1, axis=1) - start
            y = start + (place - left) * rise
            if turn < _ITERATIONS:
                chance, density = _below(self.values, y)
                steepness = np.maximum(density * rise / _FINE_STEP, 1e-6)
                f = f - np.clip((chance - q) / steepness, -0.5, 0.5)
                f = np.clip(f, -_FACTOR_REACH, _FACTOR_REACH)
        y = np.where(_is_still(self.values)[:, None], self.middle[:, None], y)
        return np.asarray(np.sort(y, axis=1).T, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class CityLaw:
    """The distribution of the city's value: a mean of rows by `weights`, perhaps shifted.

    One row by itself is closed form; of several the law is worked out when it is asked for. `hold`
    is what the city's value never passes.
    """

    rows: RowsLaw
    weights: Floats
    shift: Shift | None = None
    hold: float = np.inf

    def band(self) -> Band:
        """The 10th, 50th and 90th percentile at each time."""
        if self._is_row:
            found = self.rows.band()
            return Band(found.low[0], found.middle[0], found.high[0])
        return mean_law(self.rows, self.weights, shift=self.shift).band().held(self.hold)

    def below(self, value: float, column: int) -> float:
        """The chance that the city's value is at most `value` at a time."""
        if self._is_row:
            return self.rows.below(value, 0, column)
        if value >= self.hold:
            return 1.0
        only = slice(column, column + 1)
        there = replace(self.rows, mean=self.rows.mean[:, only], sd=self.rows.sd[:, only])
        return mean_law(there, self.weights, shift=self.shift).below(value, 0)

    @property
    def _is_row(self) -> bool:
        return len(self.weights) == 1 and self.shift is None


def bands_of(baseline: CityLaw, scenario: CityLaw) -> tuple[Band, Band]:
    """The bands of both curves of the city, worked out in one go."""
    if scenario.rows.hold is None and np.array_equal(baseline.rows.mean, scenario.rows.mean):
        band = baseline.band()
        return band, band
    rows, count = baseline.rows, baseline.rows.mean.shape[1]
    both = replace(
        rows,
        mean=np.hstack([rows.mean, scenario.rows.mean]),
        sd=np.hstack([rows.sd, scenario.rows.sd]),
        hold=_beside(rows.mean, scenario.rows),
    )
    band = replace(baseline, rows=both).band()
    every = (band.low, band.middle, band.high)
    first, second = (
        Band(*(each[part] for each in every)) for part in (slice(count), slice(count, None))
    )
    return first, second.held(scenario.hold)


def _beside(free: Floats, rows: RowsLaw) -> Floats | None:
    """What rows are held at, beside times at which nothing holds them."""
    if rows.hold is None:
        return None
    held = np.broadcast_to(rows.hold, rows.mean.shape)
    return np.hstack([np.full(free.shape, np.inf), held])


def band_statuses(fit: Fit, t: Floats) -> tuple[BandStatus, ...]:
    """Why each row has a band, or has none."""
    if len(t) <= 1:
        return ("horizon_past" if len(t) else "not_drawn",) * len(fit.pace)
    status = np.array(fit.status, dtype=object)
    few = (fit.count < LEAST_POINTS) & np.isin(status, ["ok", "group_pace", "not_enough_data"])
    found = np.select(
        [
            status == "no_path",
            status == "too_fast",
            few,
            (status == "ok") & (fit.years < LEAST_YEARS),
            status == "ok",
        ],
        ["no_path", "too_fast", "few_points", "short_span", "band"],
        default="not_drawn",
    )
    return tuple(found.tolist())


def rows_law(
    fit: Fit,
    t: Floats,
    mean: Floats,
    indicator: Indicator,
    *,
    since: Floats | None = None,
    hold: Floats | None = None,
) -> RowsLaw:
    """The law of each row about its curve `mean` (rows, times) on the scale, held at `hold`.

    Uncertainty grows from the row's last figure on, or from `since` (rows,).
    """
    begin = fit.start_t if since is None else since
    years = np.maximum(t - begin[:, None], 0.0)
    gone = damped_years(years, fit.decay[:, None])
    variance = gone**2 * fit.pace_variance[:, None] + years * fit.shock_variance[:, None]
    held = None if hold is None else hold[:, None]
    return RowsLaw(indicator, fit.start_value, fit.start_scaled, mean, np.sqrt(variance), held)


def mean_law(
    rows: RowsLaw, weights: Floats, *, shift: Shift | None = None, common: float = COMMON_SHARE
) -> MeanLaw:
    """The law of Σ w·value over rows whose deviations share the part `common` of their variance.

    `weights` are (rows,) and sum to 1; every row must have a curve. `common` must be well inside 0
    to 1: what the factor does not move at all cannot be read from its quantiles.
    """
    inner, kernel, refine = _rules(common)
    values = _on_grid(rows, inner)
    given = _given_factor(values, weights, kernel)
    nodes, _ = hermite(_NODES)
    mean, deviation, bend = (part @ refine.T for part in given)
    eta = nodes[:, None]
    spread = np.maximum(deviation, 0.0)[:, None] * eta
    spread += bend[:, None] * (eta * eta - 1)
    spread += mean[:, None]
    lowest, middle, highest = (
        _summed(weights, values[:, :, place]) for place in (0, len(inner) // 2, -1)
    )
    np.clip(spread, lowest[:, None, None], highest[:, None, None], out=spread)
    return MeanLaw(np.maximum.accumulate(spread, axis=2), middle, shift)


def _on_grid(rows: RowsLaw, inner: Floats) -> Floats:
    """Every row's value `inner` standard deviations off its mean, (rows, times, grid)."""
    offset = rows.start_value - from_scale(rows.start_scaled, rows.indicator)
    level = ~np.isfinite(rows.start_scaled)
    values = from_scale(rows.mean[:, :, None] + rows.sd[:, :, None] * inner, rows.indicator)
    if offset.any() or path_of(rows.indicator) == "linear":
        values += np.where(level, 0.0, offset)[:, None, None]
        values = within(values, rows.indicator)
    values[level] = rows.start_value[level][:, None, None]
    if rows.hold is not None:
        np.minimum(values, rows.hold[:, :, None], out=values)
    return values


def _given_factor(values: Floats, weights: Floats, kernel: Floats) -> tuple[Floats, Floats, Floats]:
    """μ(F), τ(F) and the bend τ(F)·γ(F)/6 of Σ w·value, each (times, coarse grid of F).

    The variance and third moment of a sum of independent parts are sums of theirs. The bend is left
    out where units are many, for there it is lost in the last digit.
    """
    first = values @ kernel.T
    mean = _summed(weights, first)
    squares = np.einsum("i,itk,itk->tk", weights**2, values, values) @ kernel.T
    variance = squares - np.einsum("i,itk,itk->tk", weights**2, first, first)
    deviation = np.sqrt(np.maximum(variance, 0.0))
    if (weights**2).sum() * _MANY <= 1:
        return mean, deviation, np.zeros_like(mean)
    second = (values * values) @ kernel.T - first * first
    third = (values**3) @ kernel.T - first * (3 * second + first * first)
    moves = deviation > _STILL * np.maximum(np.abs(mean), 1e-300)
    skew = _summed(weights**3, third) / np.where(moves, deviation, 1.0) ** 3
    return mean, deviation, deviation * np.where(moves, np.clip(skew, -1.0, 1.0), 0.0) / 6


def _summed(weights: Floats, rows: Floats) -> Floats:
    """Σ w·row, without the linear-algebra library: its threads cost more than the sum."""
    return np.asarray(np.einsum("i,i...->...", weights, rows), dtype=np.float64)


def scale_place(value: float, indicator: Indicator) -> float:
    """Where a value stands on the scale; −∞ at or below all that can be, +∞ above it."""
    path, cap = path_of(indicator), indicator.cap
    if path == "none":
        return value
    if cap is not None and value >= cap:
        return np.inf
    if path == "linear":
        return value if value >= 0 else -np.inf
    if value <= 0:
        return -np.inf
    return float(to_scale(value, indicator, margin=1e-15))


@lru_cache(maxsize=1)
def factor_grid() -> Floats:
    """The values of the common factor at which a city's law is kept."""
    count = round(2 * _FACTOR_REACH / _FINE_STEP) + 1
    return np.linspace(-_FACTOR_REACH, _FACTOR_REACH, count)


@lru_cache(maxsize=4)
def _rules(common: float) -> tuple[Floats, Floats, Floats]:
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


def _is_still(values: Floats) -> NDArray[np.bool_]:
    """Which times have no spread at all."""
    low, high = values[:, 0, 0], values[:, -1, -1]
    return np.asarray(high - low <= _STILL * np.maximum(np.abs(high), 1e-300), dtype=np.bool_)


def _below(values: Floats, y: Floats) -> tuple[Floats, Floats]:
    """P(Y ≤ y) and its density; `values` (times, nodes, grid), `y` (times, any)."""
    grid = factor_grid()
    _, weights = hermite(_NODES)
    count = (values[:, None, :, :] <= y[:, :, None, None]).sum(axis=3)
    right = np.clip(count, 1, len(grid) - 1)
    flat = np.broadcast_to(values[:, None], (*y.shape, *values.shape[1:]))
    upper = np.take_along_axis(flat, right[..., None], axis=3)[..., 0]
    lower = np.take_along_axis(flat, right[..., None] - 1, axis=3)[..., 0]
    rise = upper - lower
    above = np.clip(y[:, :, None] - lower, -_BEYOND * rise, _BEYOND * rise)
    safe = np.maximum(rise, 1e-290)
    place = grid[right - 1] + above / safe * _FINE_STEP
    chance = normal_cdf(place) @ weights
    density = (normal_density(place) * _FINE_STEP / safe) @ weights
    return chance, density
