"""Paces fitted to many units at once, on the indicator's scale, and how sure each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.analysis.projection.scale import Floats
from lib.model.vocabulary import UnitGroup

LEAST_SPAN = 0.07
"""Years between first and last point below which there is no pace; a month's step is 0.077."""

LEAST_GROUP = 4
"""Units with a pace below which a group teaches nothing about one of them (see `shrunk`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """What each row's points say of its pace; arrays of one entry a row.

    `pace` is the slope on the scale a year, NaN where there is none; `error` its variance for a
    yearly-shock variance of 1, per year (see `slopes`); `count` the number of points
    and `years` the time from the first to the last.
    """

    pace: Floats
    error: Floats
    count: NDArray[np.intp]
    years: Floats


def fitted_paces(t: Floats, scaled: Floats, *, half_life: float | None = None) -> Floats:
    """The least-squares slope of each row: change a year on the scale, NaN where there is none.

    `t` is (times,), `scaled` (units, times) with NaN for missing. A row needs two points that lie
    `LEAST_SPAN` apart. Source of the formula: Σw(t−t̄)z / Σw(t−t̄)²; all points alike, or each
    weighted by ½^(age/half_life), its age counted back from the row's own last point.
    """
    return slopes(t, scaled, half_life=half_life).pace


def slopes(t: Floats, scaled: Floats, *, half_life: float | None = None) -> Slopes:
    """`fitted_paces` with each pace's error.

    The error is that of a random walk with drift, the model that the projection goes by: a slope is
    Σc_k z_k with Σc_k = 0, hence Σ_j C_j Δz_j over the steps between times, C_j being the sum of c
    from step j on, and its variance is σ²·Σ C_j² Δt_j for yearly shocks of variance σ². Independent
    errors about a line (the textbook's) would make long series look far too sure: what a country's
    curve did in one year stays in it.
    """
    known = np.isfinite(scaled)
    count = known.sum(axis=1)
    weight = _recency(t, known, half_life)
    total = np.maximum(weight.sum(axis=1, keepdims=True), 1e-300)
    centre = (weight * t).sum(axis=1, keepdims=True) / total
    centred = np.where(known, t - centre, 0.0)
    spread = (weight * centred**2).sum(axis=1)
    span = centred.max(axis=1, initial=0.0) - centred.min(axis=1, initial=0.0)
    enough = (count >= 2) & (span >= LEAST_SPAN) & (spread > 0)
    part = weight * centred / np.where(enough, spread, 1.0)[:, None]
    pace = np.where(enough, (part * np.where(known, scaled, 0.0)).sum(axis=1), np.nan)
    later = np.cumsum(part[:, ::-1], axis=1)[:, ::-1][:, 1:]
    error = np.where(enough, (later**2 * np.diff(t)).sum(axis=1), np.nan)
    return Slopes(pace, error, count, span)


def shock_evidence(t: Floats, scaled: Floats) -> tuple[Floats, Floats]:
    """Each row's own evidence of its yearly shocks: (sum of squares, degrees of freedom).

    Steps between successive points, less the row's mean drift, squared and per year between them:
    Σ(Δz − p̄Δt)²/Δt with p̄ = (z_n − z_1)/(t_n − t_1), on n − 2 degrees of freedom; nought for both
    below three points. Two values within `LEAST_SPAN` count as that far apart.
    """
    step_t, step_z = _steps(t, scaled)
    used = np.isfinite(step_z)
    years = np.where(used, step_t, 0.0)
    rise = np.where(used, step_z, 0.0)
    drift = rise.sum(axis=1) / np.maximum(years.sum(axis=1), LEAST_SPAN)
    residual = np.where(used, rise - drift[:, None] * years, 0.0)
    squares = (residual**2 / np.maximum(years, LEAST_SPAN)).sum(axis=1)
    freedom = np.maximum(used.sum(axis=1) - 1.0, 0.0)
    return np.where(freedom > 0, squares, 0.0), freedom


def shrink_empirical_bayes(
    paces: Floats, variances: Floats, groups: Sequence[UnitGroup | None]
) -> tuple[Floats, Floats, Floats]:
    """Paces drawn toward their group's mean: (paces, share B drawn, variance A within the group).

    Empirical Bayes for unequal variances: B_i = (k−3)/(k−1) · v_i/(v_i + A), toward the mean that
    is weighted by 1/(v + A). The factor is Morris's for a mean that is itself estimated, which for
    equal variances is the James–Stein estimator as Efron and Morris give it; with fewer than
    `LEAST_GROUP` paces a group draws nothing. A is by moments (DerSimonian and Laird), never below
    nought. Rows without a pace stay NaN; their A is their group's, NaN where that is unknown.
    Sources: James & Stein 1961; Efron & Morris, JASA 70 (1975) 311; Morris, JASA 78 (1983) 47;
    DerSimonian & Laird, Controlled Clinical Trials 7 (1986) 177.
    """
    drawn, share = paces.copy(), np.zeros(len(paces))
    within = np.full(len(paces), np.nan)
    labels = np.array([group or "" for group in groups], dtype=object)
    for label in set(labels):
        members = labels == label
        known = np.flatnonzero(members & np.isfinite(paces))
        if len(known) < LEAST_GROUP:
            continue
        y, v = paces[known], variances[known]
        spread = _spread_between(y, v)
        precision = 1 / (v + spread)
        centre = (precision * y).sum() / precision.sum()
        b = (len(known) - 3) / (len(known) - 1) * v * precision
        drawn[known], share[known], within[members] = y - b * (y - centre), b, spread
    return drawn, share, within


def group_medians(paces: Floats, groups: Sequence[UnitGroup | None]) -> Floats:
    """For each unit the median pace of its group, over those that have one; NaN if none has."""
    medians = np.full(len(paces), np.nan)
    labels = np.array([group or "" for group in groups], dtype=object)
    for label in set(labels):
        members = labels == label
        known = paces[members]
        known = known[np.isfinite(known)]
        if known.size:
            medians[members] = median(known)
    return medians


def median(values: Floats) -> Floats:
    """The median along the first axis, of known values: numpy's own, without its preparations."""
    rising, count = np.sort(values, axis=0), len(values)
    return np.asarray((rising[(count - 1) // 2] + rising[count // 2]) / 2, dtype=np.float64)


def last_known(t: Floats, values: Floats) -> tuple[Floats, Floats]:
    """The time and value of each row's last point; NaN both where a row has none."""
    known = np.isfinite(values)
    if not values.shape[1]:
        empty = np.full(values.shape[0], np.nan)
        return empty, empty.copy()
    last = values.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    some = known.any(axis=1)
    rows = np.arange(values.shape[0])
    return np.where(some, t[last], np.nan), np.where(some, values[rows, last], np.nan)


def _recency(t: Floats, known: NDArray[np.bool_], half_life: float | None) -> Floats:
    if half_life is None or not t.size:
        return known.astype(np.float64)
    last = np.where(known, t, -np.inf).max(axis=1, initial=-np.inf)
    age = np.where(known, last[:, None] - t, 0.0)
    return np.where(known, 0.5 ** (age / half_life), 0.0)


def _steps(t: Floats, scaled: Floats) -> tuple[Floats, Floats]:
    """Years and rise from each point's predecessor in its row, (rows, times); NaN without one."""
    step_t = np.full(scaled.shape, np.nan)
    step_z = np.full(scaled.shape, np.nan)
    before_t = np.full(len(scaled), np.nan)
    before_z = np.full(len(scaled), np.nan)
    for column in range(scaled.shape[1]):
        known = np.isfinite(scaled[:, column])
        step_t[:, column] = np.where(known, t[column] - before_t, np.nan)
        step_z[:, column] = np.where(known, scaled[:, column] - before_z, np.nan)
        before_t = np.where(known, t[column], before_t)
        before_z = np.where(known, scaled[:, column], before_z)
    return step_t, step_z


def _spread_between(y: Floats, v: Floats) -> float:
    w = 1 / v
    excess = (w * (y - (w * y).sum() / w.sum()) ** 2).sum() - (len(y) - 1)
    return float(max(excess / (w.sum() - (w**2).sum() / w.sum()), 0.0))
