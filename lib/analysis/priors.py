"""What the class of comparable curves says where a series is too short to say it itself.

Every constant of the projection that is no definition stands here, with how it was got. They come
from the reference class (internet users in 35 countries 1996–2023, fixed broadband 1997–2019; the
producer's filled-in years and jumps of a survey left out), by `python -m bench.priors`, which
prints the figures quoted below. They were chosen once, rounded, on the same class that the
backtest scores; `bench.priors` also scores them on each half of the countries after a choice on
the other half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from lib.analysis.scale import Floats, path_of
from lib.model.kinds import Path
from lib.model.things import Indicator

HALF_LIFE: Final = 0.75
"""Years in which the weight of a point in its pace halves. Between 0.5 and 1 the error of forecasts
one to five years ahead differs by less than 5 % on internet users, and rises past it."""

LOGIT_DAMPING: Final = 0.8
"""What is left after a year of a pace on the logit. A logistic of constant pace (Griliches 1957)
ran 3.4 points too high after five years for curves that stood at 20 to 100 %, since adoption slows
before it saturates; with 0.8 the error falls by a fifth and is below that of every simple method.
The damped trend is Gardner and McKenzie's (Management Science 31 (1985) 1237). Chosen among 0.6 to
1; each half of the countries by itself would choose 0.70 to 0.75, where three and five years ahead
curves come out too low on average."""

PRIOR_FREEDOM: Final = 4.0
"""Degrees of freedom that the class's shock variance counts for beside a series' own, as in the
scaled inverse chi-squared prior (Gelman et al., Bayesian Data Analysis, 2.6). Coverage moves by
less than 3 points between 2 and 8."""

COMMON_SHARE: Final = 0.5
"""The share of the variance of paces and yearly shocks that all units of the city have together:
the squared loading of the one-factor model (Vasicek 1987).

A judgement, held between two figures of the class. From below: countries, which share neither a
government nor a survey, have 2 to 10 % of it in common (one-way analysis of variance by year). From
above: a whole country is itself a mean of thousands of communes, and its curve still shows shocks
of 0.26 a year, which could not be if most of what moves communes were their own. Units of one city
share decisions, definitions and the day of counting, so half is taken."""

_LOGIT_SHOCK = 0.26  # median over countries, internet users on the logit, a year
_LOG_SHOCK = 0.06  # median over countries, broadband on the log once above 10 per 100
_SHARE_SHOCK = 0.02  # of the cap: internet users on the linear scale, survey jumps aside
_RATE_SHOCK = 0.006  # of a hundred: broadband, 0.68 per 100 people in the median country
_SIZE_SHOCK = 0.05  # of the largest value: broadband, 4.5 % in the median country


@dataclass(frozen=True, slots=True)
class Prior:
    """How paces behave on one scale.

    `damping` is what is left of a pace after a year. `wander` is the variance of the pace to come
    about the pace fitted, beyond the fit's own error, for a yearly-shock variance of 1, per year:
    without it bands of undamped paces cover too little as the horizon grows (55 to 70 % of 80 % at
    five years).
    """

    damping: float
    wander: float


_PRIORS: dict[Path, Prior] = {
    "logistic": Prior(damping=LOGIT_DAMPING, wander=0.0),
    "geometric": Prior(damping=1.0, wander=0.2),
    "linear": Prior(damping=1.0, wander=0.4),
    "none": Prior(damping=1.0, wander=0.0),
}


def prior_of(indicator: Indicator) -> Prior:
    """How paces behave on the indicator's scale.

    Money and counts on the log are not damped: the class holds curves that saturate, which says
    nothing of what has no ceiling.
    """
    return _PRIORS[path_of(indicator)]


def shock_sd(indicator: Indicator, values: Floats) -> Floats:
    """The class's standard deviation of a yearly shock on the scale, one for each row of `values`.

    On the linear scale it is in the indicator's unit: a share of the cap, or of a hundred for a
    rate per 100 people, else of the row's largest value.
    """
    match path_of(indicator):
        case "logistic":
            return np.full(len(values), _LOGIT_SHOCK)
        case "geometric":
            return np.full(len(values), _LOG_SHOCK)
    if indicator.cap:
        return np.full(len(values), _SHARE_SHOCK * indicator.cap)
    if indicator.unit in ("percent", "per_100"):
        return np.full(len(values), _RATE_SHOCK * 100)
    known = np.where(np.isfinite(values), np.abs(values), 0.0)
    size = known.max(axis=1, initial=0.0)
    return np.asarray(np.maximum(_SIZE_SHOCK * size, 1e-12), dtype=np.float64)


def pooled_shock(prior: Floats, squares: Floats, freedom: Floats) -> Floats:
    """The yearly-shock variance of each row: the class's and the series' own, by their freedom.

    (ν₀σ₀² + ΣQ)/(ν₀ + Σν), Q and ν summed over all rows: units of one series share one variance.
    """
    total = PRIOR_FREEDOM * prior**2 + squares.sum()
    return np.asarray(total / (PRIOR_FREEDOM + freedom.sum()), dtype=np.float64)
