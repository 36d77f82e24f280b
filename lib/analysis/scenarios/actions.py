"""Who gets the additional effort, who catches up, and what nobody passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from lib.analysis.projection.fit import median
from lib.analysis.projection.identity import factor
from lib.analysis.projection.scale import Floats, path_of
from lib.analysis.scenarios.levers import grows_with_people
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import Sharing, UnitGroup

MOST_SHARE: Final = 3.0
"""The most additional effort by head that one unit gets, as a multiple of the city's mean.

A judgement: what is put into one commune cannot be raised at will, and without a bound a rule that
lifts the lowest first would pour the whole city's effort into one. Three means that the effort of
a city whose every commune works half as hard again (1.5) becomes at most 2.5 in one.
"""


@dataclass(frozen=True, slots=True, eq=False)
class ProjectionContext:
    """What the scenario of rows depends on beside each row's own fit.

    `weights` are (rows,), people; `groups` one a row. `threshold` is the city's target, which
    shortfalls are measured against; `population_growth` the published one, per cent a
    year, None where none is published.
    """

    weights: Floats
    groups: Sequence[UnitGroup | None]
    threshold: float | None = None
    population_growth: float | None = None


def alone(*, population_growth: float | None = None) -> ProjectionContext:
    """One row that has nobody to share with or to catch up with."""
    return ProjectionContext(np.ones(1), (None,), population_growth=population_growth)


def allocate_effort(
    levels: Floats, gain: Floats, indicator: Indicator, sharing: Sharing, around: ProjectionContext
) -> Floats:
    """Each row's part a in the additional effort, (rows,): e_i − 1 = (e − 1)·a_i.

    Over the rows that effort can move (`gain` is not nought) the mean of a, weighted by people, is
    1 whatever the rule, so that none makes free effort and none wastes any. `levels` are the last
    figures, in the indicator's unit. By shortfall: in proportion to max(0, d(yT − y)), so that
    w·a is the row's share of the city's shortfall; without a threshold the best row stands for it.
    Lagging first: filled from the lowest. None gets more than `MOST_SHARE`; what that leaves over
    goes to the next.
    """
    shares = np.ones(len(levels))
    pool = np.flatnonzero(np.isfinite(levels) & (gain != 0) & (around.weights > 0))
    if sharing == "all_alike" or len(pool) < 2:
        return shares
    standing = indicator.d * levels[pool]
    people = around.weights[pool] / around.weights[pool].sum()
    if sharing == "lagging_first":
        shares[pool] = _filled(standing, people)
    else:
        goal = standing.max() if around.threshold is None else indicator.d * around.threshold
        shares[pool] = _in_proportion(np.maximum(goal - standing, 0.0), people)
    return shares


def _filled(standing: Floats, people: Floats) -> Floats:
    """From the lowest standing up, `MOST_SHARE` each until nothing is left; equals get alike."""
    _, place = np.unique(standing, return_inverse=True)
    size = np.bincount(place, weights=people)
    before = np.cumsum(size) - size
    return np.asarray(np.clip((1 - MOST_SHARE * before) / size, 0.0, MOST_SHARE)[place])


def _in_proportion(lacks: Floats, people: Floats) -> Floats:
    """min(λ·lack, MOST_SHARE) with λ such that the mean is 1.

    Where even the most for all who lack leaves something over, the rest have it alike; where
    nobody lacks, all have.
    """
    order = np.argsort(-lacks, kind="stable")
    lack, part = lacks[order], people[order]
    if lack[0] <= 0:
        return np.ones(len(lacks))
    # λ if the k that lack most get the most, for every k.
    full = np.concatenate([[0.0], np.cumsum(part)[:-1]])
    asked = np.cumsum((part * lack)[::-1])[::-1]
    rate = (1 - MOST_SHARE * full) / np.where(asked > 0, asked, np.inf)
    fits = (rate > 0) & (rate * lack <= MOST_SHARE)
    if fits.any():
        return np.asarray(np.minimum(rate[np.argmax(fits)] * lacks, MOST_SHARE))
    short = lacks > 0
    held = people[short].sum()
    rest = (1 - MOST_SHARE * held) / max(1 - held, 1e-300)
    return np.where(short, MOST_SHARE, rest)


def apply_catch_up(
    raised: Floats, ramped: Floats, indicator: Indicator, share: float, around: ProjectionContext
) -> Floats:
    """The curves on the scale when units behind close `share` of their distance a year.

    `raised` is (rows, times), `ramped` (times,) the years of full effect so far. A row behind its
    group's median (of the rows' own curves) stands 1 − (1 − share)^ramped of the way nearer to it.
    So a distance that would have stayed shrinks by `share` a year, nobody overtakes the median, and
    who leads it is not touched.
    """
    share = min(max(share, 0.0), 1.0)
    if share <= 0 or path_of(indicator) == "none":
        return raised
    closed = 1 - (1 - share) ** ramped
    found = raised.copy()
    labels = np.array([group or "" for group in around.groups], dtype=object)
    for label in set(labels.tolist()):
        rows = np.flatnonzero((labels == label) & np.isfinite(raised[:, 0]))
        if len(rows) > 1:
            own = raised[rows]
            ahead = median(own) - own
            found[rows] = own + np.where(indicator.d * ahead > 0, closed * ahead, 0.0)
    return found


def population_adjustment(
    t: Floats, indicator: Indicator, controls: Controls, around: ProjectionContext
) -> Floats | None:
    """What another growth of the population adds on the log, (times,); None if nothing.

    (1 + p)/(1 + p₀) a year from the first `t` on, p₀ being the published growth that the pace so
    far holds already; where none is published there is nothing to take off, and nothing is added.
    """
    chosen, published = controls.population_growth, around.population_growth
    if chosen is None or published is None or not grows_with_people(indicator):
        return None
    step = np.log(factor(chosen)) - np.log(factor(published))
    return np.asarray(step * (t - t[0]), dtype=np.float64)


def ceiling_of(indicator: Indicator, controls: Controls) -> float | None:
    """What nobody passes, in the indicator's unit; None where nothing holds but the cap."""
    if controls.ceiling is None or indicator.cap is None or indicator.direction == "down":
        return None
    if path_of(indicator) == "none" or controls.ceiling >= 100:
        return None
    return max(controls.ceiling, 0.0) / 100 * indicator.cap
