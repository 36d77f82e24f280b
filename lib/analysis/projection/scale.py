"""The scales that paces are fitted on: logit, log or the value itself, by the indicator's path."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lib.analysis.progress.pace import CAP_MARGIN
from lib.model.entities import Indicator
from lib.model.vocabulary import Path

Floats = NDArray[np.float64]

LARGEST = 1e18
"""No figure is larger; what would be is held here, so that every result is finite."""

CURVE_MARGIN = 1e-9
"""How near to nought or the cap a point of a curve may come on the logit, as a share of the cap."""

_FURTHEST_LOGIT = 40.0  # beyond it the value is the cap, or nought, to the last digit


def path_of(indicator: Indicator) -> Path:
    """The indicator's path; a logistic one without a cap has none."""
    if indicator.path == "logistic" and not (indicator.cap or 0) > 0:
        return "none"
    return indicator.path


def within(values: ArrayLike, indicator: Indicator) -> Floats:
    """Values held between nought and the cap; without a path as they are. NaN stays NaN."""
    array = np.asarray(values, dtype=np.float64)
    if path_of(indicator) == "none":
        return array
    cap = LARGEST if indicator.cap is None else indicator.cap
    return np.asarray(np.clip(array, 0.0, cap), dtype=np.float64)


def to_scale(values: ArrayLike, indicator: Indicator, *, margin: float = CAP_MARGIN) -> Floats:
    """Values on the indicator's scale; NaN where they have no place on it (a log of nought).

    On the logit a value stands at least `margin` of the cap away from nought and from the cap,
    since the logit of either is infinite: half a per cent for observed values, `CURVE_MARGIN` for
    points of a curve.
    """
    array = within(values, indicator)
    match path_of(indicator):
        case "logistic":
            cap = indicator.cap or 0.0
            inside = np.clip(array, margin * cap, (1 - margin) * cap)
            return np.asarray(np.log(inside) - np.log(cap - inside), dtype=np.float64)
        case "geometric":
            positive = np.where(array > 0, array, np.nan)
            return np.asarray(np.log(np.maximum(positive, 1 / LARGEST)), dtype=np.float64)
        case _:
            return array


def from_scale(scaled: ArrayLike, indicator: Indicator) -> Floats:
    """The inverse of `to_scale`: finite for every finite argument, however far out."""
    array = np.asarray(scaled, dtype=np.float64)
    match path_of(indicator):
        case "logistic":
            held = np.clip(array, -_FURTHEST_LOGIT, _FURTHEST_LOGIT)
            return np.asarray((indicator.cap or 0.0) / (1 + np.exp(-held)), dtype=np.float64)
        case "geometric":
            furthest = np.log(LARGEST)
            return np.asarray(np.exp(np.clip(array, -furthest, furthest)), dtype=np.float64)
        case _:
            return np.asarray(np.clip(array, -LARGEST, LARGEST), dtype=np.float64)
