"""Paces fitted to many units at once, on the indicator's scale."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lib.analysis.scale import Floats
from lib.model.kinds import UnitGroup

LEAST_SPAN = 0.07
"""Years between first and last point below which there is no pace; a month's step is 0.077."""


def fitted_paces(t: Floats, scaled: Floats) -> Floats:
    """The least-squares slope of each row: change a year on the scale, NaN where there is none.

    `t` is (times,), `scaled` (units, times) with NaN for missing. A row needs two points that lie
    `LEAST_SPAN` apart. Source of the formula: Σ(t−t̄)z / Σ(t−t̄)², all points alike.
    """
    known = np.isfinite(scaled)
    count = known.sum(axis=1, keepdims=True)
    times = np.where(known, t, 0.0)
    centred = np.where(known, t - times.sum(axis=1, keepdims=True) / np.maximum(count, 1), 0.0)
    spread = (centred**2).sum(axis=1)
    span = centred.max(axis=1, initial=0.0) - centred.min(axis=1, initial=0.0)
    enough = (count[:, 0] >= 2) & (span >= LEAST_SPAN)
    rise = (centred * np.where(known, scaled, 0.0)).sum(axis=1)
    return np.where(enough, rise / np.where(enough, spread, 1.0), np.nan)


def group_medians(paces: Floats, groups: Sequence[UnitGroup | None]) -> Floats:
    """For each unit the median pace of its group, over those that have one; NaN if none has."""
    medians = np.full(len(paces), np.nan)
    labels = np.array([group or "" for group in groups], dtype=object)
    for label in set(labels):
        members = labels == label
        known = paces[members]
        known = known[np.isfinite(known)]
        if known.size:
            medians[members] = np.median(known)
    return medians


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
