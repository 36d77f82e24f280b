"""Which controls can move which indicator, so that a page can disable the rest and say why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, Literal, get_args

from lib.analysis.projection.identity import (
    DIGITAL_ECONOMY_SHARE,
    GRDP_GROWTH,
    IDENTITIES,
    PRODUCTIVITY_GROWTH,
)
from lib.analysis.projection.scale import path_of
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import Pillar

Assumption = Literal[
    "grdp_growth", "digital_economy_growth", "employment_growth", "population_growth"
]
Action = Literal[
    "effort_government",
    "effort_economy",
    "effort_society",
    "effort_by_indicator",
    "start_year",
    "ramp_years",
    "catch_up",
    "ceiling",
    "sharing",
]
Lever = Assumption | Action
ASSUMPTIONS: Final[tuple[Assumption, ...]] = get_args(Assumption)
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)
LEVERS: Final[tuple[Lever, ...]] = (*ASSUMPTIONS, *ACTIONS)

Unmoved = Literal[
    "goes_by_identity",  # it follows from growth rates alone, by definition
    "not_in_the_model",  # growth rates enter the indicators that follow from them only
    "no_people_rate",  # no growth of the population is published that the pace so far holds
    "not_a_count",  # more people make counts of people and things larger, not shares or rates
    "other_pillar",  # effort of one pillar doesn't move another's indicators
    "no_pillar",  # "general" indicators belong to no pillar's effort
    "no_path",  # ranks and growth rates are not projected
    "no_units",  # one unit by itself has no median to catch up with, nobody to share with
    "no_cap",  # a ceiling is a part of the highest value that can be, and there is none
    "less_is_better",  # a ceiling holds nobody who is to come down
]

Idle = Literal[
    "own_effort",  # the indicator has an effort of its own
    "no_effort",  # neither effort nor catching up is set, whose start and growth it is
    "no_more_effort",  # only what is put in beyond today's is shared out
]

_PILLAR_OF: dict[Lever, Pillar] = {
    "effort_government": "government",
    "effort_economy": "economy",
    "effort_society": "society",
}

_MOVED_BY_IDENTITY: dict[Lever, tuple[str, ...]] = {
    "grdp_growth": (DIGITAL_ECONOMY_SHARE, PRODUCTIVITY_GROWTH, GRDP_GROWTH),
    "digital_economy_growth": (DIGITAL_ECONOMY_SHARE,),
    "employment_growth": (PRODUCTIVITY_GROWTH,),
}


def lever_moves(
    indicator: Indicator, lever: Lever, *, has_units: bool = True, has_people_rate: bool = True
) -> Unmoved | None:
    """None if `lever` can move the projection of `indicator`, else the reason why it cannot.

    `has_units` says whether units have curves, `has_people_rate` whether the population's growth
    is published. When effort starts, how fast it grows and who gets
    it matters only beside an effort or catching up, yet wherever one of these can be set.
    """
    if lever in _MOVED_BY_IDENTITY:
        is_moved = indicator.indicator_id in _MOVED_BY_IDENTITY[lever]
        return None if is_moved else "not_in_the_model"
    if indicator.indicator_id in IDENTITIES:
        return "goes_by_identity"
    if lever == "population_growth":
        if not grows_with_people(indicator):
            return "not_a_count"
        return None if has_people_rate else "no_people_rate"
    if path_of(indicator) == "none":
        return "no_path"
    return _of_action(indicator, lever, has_units=has_units)


def idle(controls: Controls, lever: Lever, indicator: Indicator) -> Idle | None:
    """Why a control that can move the indicator does nothing as the others stand; None if it does.

    An effort on the indicator alone takes its pillar's place. When and how fast effort acts, and
    who gets it, says nothing while there is none.
    """
    own = dict(controls.effort_by_indicator).get(indicator.indicator_id)
    if lever in _PILLAR_OF:
        return None if own is None else "own_effort"
    more = controls.effort_on(indicator) - 1
    if lever == "sharing":
        return None if more > 0 else "no_more_effort"
    if lever in ("start_year", "ramp_years"):
        return None if more or controls.catch_up else "no_effort"
    return None


def _of_action(indicator: Indicator, lever: Lever, *, has_units: bool) -> Unmoved | None:
    pillar = _PILLAR_OF.get(lever, indicator.pillar)
    obstacles: tuple[tuple[bool, Unmoved], ...] = (
        (pillar != indicator.pillar and indicator.pillar == "general", "no_pillar"),
        (pillar != indicator.pillar, "other_pillar"),
        (lever == "ceiling" and indicator.cap is None, "no_cap"),
        (lever == "ceiling" and indicator.direction == "down", "less_is_better"),
        (lever in ("catch_up", "sharing") and not has_units, "no_units"),
    )
    return next((reason for is_so, reason in obstacles if is_so), None)


def grows_with_people(indicator: Indicator) -> bool:
    """Whether the indicator counts what more people make more: accounts, firms, people themselves.

    Of counts those on the log, with no ceiling; a count by head (per 10,000) is a rate, whose
    numerator and denominator grow alike, and a count on the line one of tasks or places.
    """
    return (
        indicator.kind == "count"
        and path_of(indicator) == "geometric"
        and indicator.cap is None
        and not indicator.unit.startswith("per_")
    )


def assumptions_of(controls: Controls) -> Controls:
    """The assumptions without any action: the modified baseline."""
    return replace(Controls(), **{one: getattr(controls, one) for one in ASSUMPTIONS})


def actions_of(controls: Controls) -> Controls:
    """The actions alone, every assumption as published."""
    return replace(Controls(), **{one: getattr(controls, one) for one in ACTIONS})


def with_lever(
    controls: Controls, lever: Lever, value: float | str, indicator: Indicator
) -> Controls:
    """The controls with one of them set; the effort by indicator is that on `indicator`."""
    kept: Any = int(value) if lever == "start_year" else value
    if lever == "effort_by_indicator":
        own = indicator.indicator_id
        others = (one for one in controls.effort_by_indicator if one[0] != own)
        kept = tuple(sorted((*others, (own, float(value)))))
    return replace(controls, **{lever: kept})
