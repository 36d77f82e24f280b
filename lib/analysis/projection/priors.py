"""What the class of comparable curves says where a series is too short to say it itself.

Every constant of the projection that is no definition stands here, with how it was got. They come
from the reference class (internet users in 35 countries 1996–2023, fixed broadband 1997–2019; the
producer's filled-in years and jumps of a survey left out), by `python -m bench.priors`, which
prints the figures quoted below. They were chosen once, rounded, on the same class that the
backtest scores; `bench.priors` also scores them on each half of the countries after a choice on
the other half.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from lib.analysis.projection.scale import Floats, path_of
from lib.model.entities import Indicator
from lib.model.vocabulary import Path

HALF_LIFE: Final = 0.7
"""Years in which the weight of a point in its pace halves. On internet users the error one to five
years ahead is flat within 3 % between 0.5 and 1; on broadband it rises from 0.5 on, and 0.5 leaves
little but the last two points. All points alike would err by a quarter more."""

DAMPING: Final = 0.8
"""What is left after a year of the pace of an adoption, on the logit or the log.

A logistic of constant pace (Griliches 1957) ran 3.2 points too high after five years for curves
that stood at 20 or more, and missed by 10.8 where a straight line misses by 7.9, since adoption
slows before it saturates. The damped trend is Gardner and McKenzie's (Management Science 31 (1985)
1237). With 0.8 the misses are 2.0, 4.6 and 7.5 points after one, three and five years. Less than
0.8 would take a little more off the error on this class, at the price of curves that come out too
low (by 3.5 points after five years even with 0.8); each half of the countries alone would choose
0.70 or 0.75, and 0.8 scores within 4 % of that choice on the other half."""

PRIOR_FREEDOM: Final = 4.0
"""Degrees of freedom that the class's shock variance counts for beside a series' own, as in the
scaled inverse chi-squared prior (Gelman et al., Bayesian Data Analysis, 2.6). Between 2 and 8
coverage moves by 2 points at most."""

COMMON_SHARE: Final = 0.5
"""The share of the variance of paces and yearly shocks that all units of the city have together:
the squared loading of the one-factor model (Vasicek 1987).

A judgement, held between two figures of the class. From below: countries, which share neither a
government nor a survey, have 8 to 10 % of it in common (one-way analysis of variance by year). From
above: a whole country is itself a mean of thousands of communes, and its curve still shows shocks
of 0.26 a year, which could not be if most of what moves communes were their own. Units of one city
share decisions, definitions and the day of counting, so half is taken."""

FASTEST_GROWTH: Final = 0.92
"""The steepest pace on the log that is taken for one: 2.5-fold a year. No curve of the class grew
faster for three years once it stood at 1 per 100. What does is a launch, whose end its own points
cannot tell."""

# Standard deviations of a yearly shock. Medians over countries of the curves' own steps about their
# mean drift, but for the share on the line, where most of the 0.034 is a bend and not a shock.
_LOGIT_SHOCK = 0.26  # internet users on the logit
_LOG_SHOCK = 0.06  # broadband on the log, once above 10 per 100
_SHARE_SHOCK = 0.02  # of the cap: internet users on the line
_RATE_SHOCK = 0.006  # of a hundred: broadband (0.0068, a part of it a bend)
_SIZE_SHOCK = 0.05  # of the largest value: broadband (0.045)


@dataclass(frozen=True, slots=True)
class Prior:
    """How paces behave on one scale.

    `damping` is what is left of a pace after a year. `wander` is the variance of the pace to come
    about the pace fitted, beyond the fit's own error, for a yearly-shock variance of 1, per year:
    without it an 80 % band of undamped paces holds 60 to 70 % of the truths after five years.
    """

    damping: float
    wander: float


_PRIORS: dict[Path, Prior] = {
    "logistic": Prior(damping=DAMPING, wander=0.0),
    "geometric": Prior(damping=1.0, wander=0.2),
    "linear": Prior(damping=1.0, wander=0.4),
    "none": Prior(damping=1.0, wander=0.0),
}


def prior_of(indicator: Indicator) -> Prior:
    """How paces behave on the indicator's scale.

    Counts (of accounts, firms, teams) on the log slacken as shares do; money does not, since the
    class holds curves that saturate, which says nothing of what has no ceiling.
    """
    prior = _PRIORS[path_of(indicator)]
    if path_of(indicator) == "geometric" and indicator.kind == "count":
        return replace(prior, damping=DAMPING)
    return prior


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


def own_shock(prior: Floats, squares: Floats, freedom: Floats) -> Floats:
    """`pooled_shock` of rows that have nothing to do with each other: each its own variance."""
    total = PRIOR_FREEDOM * prior**2 + squares
    return np.asarray(total / (PRIOR_FREEDOM + freedom), dtype=np.float64)


def pooled_shock(prior: Floats, squares: Floats, freedom: Floats) -> Floats:
    """The yearly-shock variance of each row: the class's and the series' own, by their freedom.

    (ν₀σ₀² + ν·ΣQ/Σν_i)/(ν₀ + ν): units of one series share one variance, whose own estimate is
    ΣQ/Σν_i over all of them. It counts for no more than the longest row's freedom ν, since what
    units have in common happened to all of them in the same few steps: a year of a hundred communes
    is still one year.
    """
    longest = freedom.max(initial=0.0)
    own = squares.sum() / max(freedom.sum(), 1.0)
    total = PRIOR_FREEDOM * prior**2 + longest * own
    return np.asarray(total / (PRIOR_FREEDOM + longest), dtype=np.float64)
