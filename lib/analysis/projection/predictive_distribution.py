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
Source: Vasicek 1987 and Gordy 2003 (J. Financial Intermediation 12, 199) for the one-factor mean
given the common factor. The numbers are worked out in `factor`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Final, Literal

import numpy as np

from lib.analysis.projection.curves import LEAST_POINTS, LEAST_YEARS, Fit, damped_years, through
from lib.analysis.projection.normal import HIGH, LOW, Z_HIGH, hermite
from lib.analysis.projection.one_factor_model import (
    NODES,
    below,
    given_factor,
    is_still,
    quantiles,
    rules,
    summed,
)
from lib.analysis.projection.priors import COMMON_SHARE
from lib.analysis.projection.scale import (
    CURVE_MARGIN,
    LARGEST,
    Floats,
    from_scale,
    path_of,
    to_scale,
    within,
)
from lib.model.entities import Indicator

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
class UnitDistribution:
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
class WeightedMeanDistribution:
    """The distribution of a weighted mean of rows at each time, on a grid of the common factor.

    `values` is (times, nodes of η, grid of F), rising along the last axis; `middle` (times,) the
    mean of the rows' medians, which is its value where nothing varies.
    """

    values: Floats
    middle: Floats
    shift: Shift | None = None

    def band(self) -> Band:
        """The 10th, 50th and 90th percentile at each time."""
        low, middle, high = quantiles(self.values, self.middle, np.array(QUANTILES))
        if self.shift is None:
            return Band(low, middle, high)
        return Band(self.shift.forward(low), self.shift.forward(middle), self.shift.forward(high))

    def below(self, value: float, column: int) -> float:
        """The chance that the city's value is at most `value` at a time."""
        place = value if self.shift is None else self.shift.back(value)
        if not np.isfinite(place):
            return float(place > 0)
        law = self.values[column : column + 1]
        if is_still(law)[0]:
            return float(self.middle[column] <= place)
        chance, _ = below(law, np.array([[place]]))
        return float(np.clip(chance[0, 0], 0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class CityDistribution:
    """The distribution of the city's value: a mean of rows by `weights`, perhaps shifted.

    One row by itself is closed form; of several the law is worked out when it is asked for. `hold`
    is what the city's value never passes.
    """

    rows: UnitDistribution
    weights: Floats
    shift: Shift | None = None
    hold: float = np.inf

    def band(self) -> Band:
        """The 10th, 50th and 90th percentile at each time."""
        if self._is_row:
            found = self.rows.band()
            return Band(found.low[0], found.middle[0], found.high[0])
        return (
            weighted_mean_distribution(self.rows, self.weights, shift=self.shift)
            .band()
            .held(self.hold)
        )

    def below(self, value: float, column: int) -> float:
        """The chance that the city's value is at most `value` at a time."""
        if self._is_row:
            return self.rows.below(value, 0, column)
        if value >= self.hold:
            return 1.0
        only = slice(column, column + 1)
        there = replace(self.rows, mean=self.rows.mean[:, only], sd=self.rows.sd[:, only])
        return weighted_mean_distribution(there, self.weights, shift=self.shift).below(value, 0)

    @property
    def _is_row(self) -> bool:
        return len(self.weights) == 1 and self.shift is None


def bands_of(baseline: CityDistribution, scenario: CityDistribution) -> tuple[Band, Band]:
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


def _beside(free: Floats, rows: UnitDistribution) -> Floats | None:
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
    goes_on = (status == "ok") | (status == "group_pace") | (status == "not_enough_data")
    few = (fit.count < LEAST_POINTS) & goes_on
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


def unit_distribution(
    fit: Fit,
    t: Floats,
    mean: Floats,
    indicator: Indicator,
    *,
    since: Floats | None = None,
    hold: Floats | None = None,
) -> UnitDistribution:
    """The law of each row about its curve `mean` (rows, times) on the scale, held at `hold`.

    Uncertainty grows from the row's last figure on, or from `since` (rows,).
    """
    begin = fit.start_t if since is None else since
    years = np.maximum(t - begin[:, None], 0.0)
    gone = damped_years(years, fit.decay[:, None])
    variance = gone**2 * fit.pace_variance[:, None] + years * fit.shock_variance[:, None]
    held = None if hold is None else hold[:, None]
    return UnitDistribution(
        indicator, fit.start_value, fit.start_scaled, mean, np.sqrt(variance), held
    )


def weighted_mean_distribution(
    rows: UnitDistribution,
    weights: Floats,
    *,
    shift: Shift | None = None,
    common: float = COMMON_SHARE,
) -> WeightedMeanDistribution:
    """The law of Σ w·value over rows whose deviations share the part `common` of their variance.

    `weights` are (rows,) and sum to 1; every row must have a curve. `common` must be well inside 0
    to 1: what the factor does not move at all cannot be read from its quantiles.
    """
    inner, kernel, refine = rules(common)
    values = _on_grid(rows, inner)
    given = given_factor(values, weights, kernel)
    nodes, _ = hermite(NODES)
    mean, deviation, bend = (part @ refine.T for part in given)
    eta = nodes[:, None]
    spread = np.maximum(deviation, 0.0)[:, None] * eta
    spread += bend[:, None] * (eta * eta - 1)
    spread += mean[:, None]
    lowest, middle, highest = (
        summed(weights, values[:, :, place]) for place in (0, len(inner) // 2, -1)
    )
    np.maximum(spread, lowest[:, None, None], out=spread)
    np.minimum(spread, highest[:, None, None], out=spread)
    return WeightedMeanDistribution(np.maximum.accumulate(spread, axis=2), middle, shift)


def _on_grid(rows: UnitDistribution, inner: Floats) -> Floats:
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
