"""From starts and paces to curves, for many rows (units, or the city as one) at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lib.analysis.projection.fit import (
    Slopes,
    group_medians,
    last_known,
    shock_evidence,
    shrink_empirical_bayes,
    slopes,
)
from lib.analysis.projection.priors import (
    COMMON_SHARE,
    FASTEST_GROWTH,
    HALF_LIFE,
    own_shock,
    pooled_shock,
    prior_of,
    shock_sd,
)
from lib.analysis.projection.scale import Floats, from_scale, path_of, to_scale, within
from lib.analysis.scenarios.actions import (
    ProjectionContext,
    allocate_effort,
    apply_catch_up,
    ceiling_of,
    population_adjustment,
)
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import UnitGroup

Status = Literal[
    "ok",  # a pace of its own
    "group_pace",  # too few points of its own: goes at its group's median pace
    "not_enough_data",  # no pace known: stays level
    "too_fast",  # a launch without a ceiling, which no pace describes: stays level
    "zero_base",  # nought has no growth rate: stays level
    "no_path",  # ranks, growth rates: a level, not a forecast
    "no_rates",  # the identity lacks a published growth rate: stays level
    "horizon_past",  # the last figure is from the horizon or later
    "no_data",
]

LEAST_POINTS = 3
LEAST_YEARS = 0.99
"""Fewer points, or less time between the first and the last (a year, but for rounding), are no
ground for a forecast: the pace is continued as it stands, with no band."""

_MOST_EFFORT = 1e6
_SHORTEST_RAMP = 1e-6  # years; half a minute is a step


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Each row's start, pace and their uncertainty on the scale; arrays of one entry a row.

    `gain` is the pace gained per unit of effort, `decay` the rate −ln φ a year at which both
    slacken (nought: never). `count` is the number of points and `years` the time they span.
    `pace_variance` is that of the pace and `shock_variance` that of a year's shock.
    """

    start_t: Floats
    start_value: Floats
    start_scaled: Floats
    pace: Floats
    gain: Floats
    decay: Floats
    count: Floats
    years: Floats
    pace_variance: Floats
    shock_variance: Floats
    status: tuple[Status, ...]

    def at_pace(self, factor: float) -> Fit:
        """The same rows at a multiple of their pace."""
        if factor == 1:
            return self
        return replace(self, pace=factor * self.pace, gain=factor * self.gain)

    def only(self, rows: NDArray[np.bool_]) -> Fit:
        """Some of the rows."""
        return Fit(
            self.start_t[rows],
            self.start_value[rows],
            self.start_scaled[rows],
            self.pace[rows],
            self.gain[rows],
            self.decay[rows],
            self.count[rows],
            self.years[rows],
            self.pace_variance[rows],
            self.shock_variance[rows],
            tuple(np.array(self.status, dtype=object)[rows].tolist()),
        )


class Base(NamedTuple):
    """Every row's curve as now, (rows, times): as values, and `ahead` on the scale."""

    values: Floats
    ahead: Floats


class Curves(NamedTuple):
    """Every row's curves, (rows, times): as values, and as points on the scale.

    `ahead` is the baseline on the scale, `raised` the scenario, `hold` (rows,) what its values
    never pass or None.
    """

    indicator: Indicator
    baseline: Floats
    scenario: Floats
    ahead: Floats
    raised: Floats
    hold: Floats | None = None


def fit_rows(
    t: Floats, values: Floats, indicator: Indicator, groups: Sequence[UnitGroup | None] | None
) -> Fit:
    """Fit every row of `values` (rows, times); `t` in decimal years, rising.

    Rows are units of one series, of one variance of shocks, each in a group; `groups` None says
    that they have nothing to do with each other, and each is fitted as if it were alone.
    """
    start_t, start_value = last_known(t, values)
    start_scaled = to_scale(start_value, indicator)
    scaled = to_scale(values, indicator)
    found = slopes(t, scaled, half_life=HALF_LIFE)
    prior, evidence = shock_sd(indicator, values), shock_evidence(t, scaled)
    if groups is None:
        shock = own_shock(prior, *evidence)
        median = np.full(len(values), np.nan)
        pace, pace_variance = found.pace, _with_wander(found.error * shock, shock, indicator)
    else:
        shock = pooled_shock(prior, *evidence)
        median = group_medians(found.pace, groups)
        pace, pace_variance = _paces(found, shock, indicator, groups)
    has_own, has_median = np.isfinite(pace), np.isfinite(median)
    pace = np.where(has_own, pace, np.where(has_median, median, 0.0))
    d = indicator.d
    gain = d * np.maximum(np.maximum(d * pace, d * np.where(has_median, median, 0.0)), 0.0)
    obstacles = [
        ~np.isfinite(start_value),
        np.full(len(start_value), path_of(indicator) == "none"),
        ~np.isfinite(start_scaled),
        np.full(len(pace), path_of(indicator) == "geometric") & (pace > FASTEST_GROWTH),
    ]
    status = np.select(
        [*obstacles, has_own, has_median],
        ["no_data", "no_path", "zero_base", "too_fast", "ok", "group_pace"],
        default="not_enough_data",
    )
    moves = (has_own | has_median) & ~np.logical_or.reduce(obstacles)
    return Fit(
        start_t,
        start_value,
        start_scaled,
        np.where(moves, pace, 0.0),
        np.where(moves, gain, 0.0),
        _decay(found, has_own=has_own, groups=groups, indicator=indicator),
        found.count.astype(np.float64),
        found.years,
        pace_variance,
        shock,
        tuple(status.tolist()),
    )


def base_of(fit: Fit, t: Floats, indicator: Indicator) -> Base:
    """Each row as now at the times `t`."""
    ahead = ahead_of(fit, t)
    return Base(through(fit.start_value, fit.start_scaled, ahead, indicator), ahead)


def curves(
    fit: Fit,
    t: Floats,
    base: Base,
    indicator: Indicator,
    controls: Controls,
    around: ProjectionContext,
) -> Curves:
    """Baseline and scenario of each row at the times `t`, on which `base` is."""
    baseline, ahead = base
    raised = _raised(fit, t, ahead, indicator, controls=controls, around=around)
    if raised is ahead:
        scenario = baseline.copy()
    else:
        scenario = through(fit.start_value, fit.start_scaled, raised, indicator)
    ceiling = ceiling_of(indicator, controls)
    if ceiling is None or not t.size:
        return Curves(indicator, baseline, scenario, ahead, raised)
    hold = np.fmax(ceiling, baseline[:, 0])
    return Curves(indicator, baseline, np.minimum(scenario, hold[:, None]), ahead, raised, hold)


def ahead_of(fit: Fit, t: Floats) -> Floats:
    """The baseline on the scale, (rows, times)."""
    return fit.start_scaled[:, None] + fit.pace[:, None] * pace_years(fit, t)


def _raised(
    fit: Fit,
    t: Floats,
    ahead: Floats,
    indicator: Indicator,
    *,
    controls: Controls,
    around: ProjectionContext,
) -> Floats:
    """The scenario on the scale: effort, more people, and who catches up."""
    raised = ahead
    if not t.size:
        return raised
    more = min(max(controls.effort_on(indicator), 0.0), _MOST_EFFORT) - 1.0
    if more != 0:
        push = more * fit.gain[:, None] * _effort_years(fit, t, controls)
        if more > 0 and controls.sharing != "all_alike":
            shares = allocate_effort(fit.start_value, fit.gain, indicator, controls.sharing, around)
            push *= shares[:, None]
        raised = raised + push
    people = population_adjustment(t, indicator, controls, around)
    if people is not None:
        raised = raised + people
    if controls.catch_up > 0:
        full = ramp_integral(t, start=float(controls.start_year), ramp_years=controls.ramp_years)
        raised = apply_catch_up(raised, full - full[0], indicator, controls.catch_up, around)
    return raised


def pace_years(fit: Fit, t: Floats, *, since: Floats | None = None) -> Floats:
    """How many years' worth of its pace each row has gone by each `t`, (rows, times).

    Counted from the row's start, or from `since`. A pace that decays goes (1 − e^(−κh))/κ in h
    years, one that doesn't h.
    """
    return damped_years(t - (fit.start_t if since is None else since)[:, None], fit.decay[:, None])


def damped_years(years: Floats, decay: Floats) -> Floats:
    """∫ e^(−κu) du from 0 to each of `years`: (1 − e^(−κh))/κ, or h where κ is nought."""
    safe = np.where(decay > 0, decay, 1.0)
    return np.where(decay > 0, -np.expm1(-safe * years) / safe, years)


def ramp_integral(t: Floats, *, start: float, ramp_years: float) -> Floats:
    """∫ r from long before `start` to each `t`, r(t) = clip((t − start)/ramp_years, 0, 1), years.

    Closed form: nought, then (t − start)²/2·ramp, then t − start − ramp/2. No ramp is a step.
    """
    since = np.maximum(t - start, 0.0)
    if ramp_years <= 0:
        return since
    rising = np.minimum(since, ramp_years)
    return np.asarray(rising * rising / (2 * ramp_years) + (since - rising), dtype=np.float64)


def damped_ramp_integral(t: Floats, *, start: float, ramp_years: float, decay: float) -> Floats:
    """∫ r(s)·e^(−κ(s−t₀)) ds from t₀, the first of `t`, to each `t`; κ is `decay`, above nought.

    Closed form by parts: while r rises, −e^(−κ(s−t₀))·((s − start)/κ + 1/κ²)/ramp, and after it
    −e^(−κ(s−t₀))/κ, each between the bounds that lie after t₀.
    """
    first = t[0]
    top = start + max(ramp_years, 0.0)
    full = np.maximum(t, max(top, first))
    total = (np.exp(-decay * (max(top, first) - first)) - np.exp(-decay * (full - first))) / decay
    if ramp_years <= _SHORTEST_RAMP or top <= first:
        return np.asarray(total, dtype=np.float64)
    low = min(max(start, first), max(top, first))
    high = np.clip(t, low, max(top, low))

    def part(s: Floats) -> Floats:
        slowed = np.exp(-decay * (s - first)) * ((s - start) / decay + 1 / decay**2)
        return np.asarray(-slowed / ramp_years, dtype=np.float64)

    return np.asarray(total + part(high) - part(np.full_like(high, low)), dtype=np.float64)


def through(value: Floats, scaled: Floats, curve: Floats, indicator: Indicator) -> Floats:
    """The curve off the scale, each row starting at its own value.

    A start at nought or at the cap has no place on the logit and stands a little inside it; the
    curve is moved back by that much. A start without any place on the scale stays level.
    """
    moved = from_scale(curve, indicator) + (value - from_scale(scaled, indicator))[:, None]
    level = np.broadcast_to(value[:, None], curve.shape)
    return within(np.where(np.isfinite(scaled)[:, None], moved, level), indicator)


def _paces(
    found: Slopes, shock: Floats, indicator: Indicator, groups: Sequence[UnitGroup | None]
) -> tuple[Floats, Floats]:
    """Paces drawn toward their groups, and the variance of what the pace will be.

    Only what units do not share scatters them about their group, so only that part is drawn in.
    """
    variance = found.error * shock
    own, share, between = shrink_empirical_bayes(found.pace, (1 - COMMON_SHARE) * variance, groups)
    sure = variance * (1 - (1 - COMMON_SHARE) * share)
    typical = group_medians(variance, groups) + np.where(np.isfinite(between), between, 0.0)
    spread = np.where(np.isfinite(sure), sure, typical)
    return own, _with_wander(spread, shock, indicator)


def _with_wander(variance: Floats, shock: Floats, indicator: Indicator) -> Floats:
    known = np.where(np.isfinite(variance), variance, 0.0)
    return np.asarray(known + prior_of(indicator).wander * shock, dtype=np.float64)


def _decay(
    found: Slopes,
    *,
    has_own: NDArray[np.bool_],
    groups: Sequence[UnitGroup | None] | None,
    indicator: Indicator,
) -> Floats:
    """−ln φ where a forecast is made: for rows with points enough, or following a group with such.

    Less is no forecast but the pace as it stands.
    """
    enough = (found.count >= LEAST_POINTS) & (found.years >= LEAST_YEARS) & has_own
    labels = [group or "" for group in groups or [None] * len(enough)]
    led = {label for label, leads in zip(labels, enough.tolist(), strict=True) if leads}
    followed = np.array([label in led for label in labels], dtype=bool) & ~has_own
    return np.where(enough | followed, -np.log(prior_of(indicator).damping), 0.0)


def _effort_years(fit: Fit, t: Floats, controls: Controls) -> Floats:
    """∫ r(s)·e^(−κ(s−start)) ds from the first `t`: years of gain that effort 2 adds."""
    start, ramp = float(controls.start_year), controls.ramp_years
    done = ramp_integral(t, start=start, ramp_years=ramp)
    years = np.broadcast_to(done - done[0], (len(fit.pace), len(t)))
    slowing = fit.decay > 0
    if not slowing.any():
        return years
    rate = float(fit.decay[slowing][0])
    damped = damped_ramp_integral(t, start=start, ramp_years=ramp, decay=rate)
    gone = np.exp(-rate * np.maximum(t[0] - fit.start_t, 0.0))
    return np.where(slowing[:, None], gone[:, None] * damped, years)
