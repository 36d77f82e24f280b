"""Which controls can move which indicator, so that a page can disable the rest and say why."""

from __future__ import annotations

from typing import Literal, get_args

from lib.analysis.identity import DIGITAL_ECONOMY_SHARE
from lib.analysis.scale import path_of
from lib.model.kinds import Pillar
from lib.model.things import Indicator

Lever = Literal[
    "grdp_growth",
    "digital_economy_growth",
    "effort_government",
    "effort_economy",
    "effort_society",
    "start_year",
    "ramp_years",
]
LEVERS: tuple[Lever, ...] = get_args(Lever)

Unmoved = Literal[
    "goes_by_identity",  # the digital-economy share follows from growth rates alone
    "not_in_the_model",  # growth rates enter the digital-economy share only
    "other_pillar",  # effort of one pillar doesn't move another's indicators
    "no_pillar",  # "general" indicators belong to no pillar's effort
    "no_path",  # ranks and growth rates are not projected
]

_PILLAR_OF: dict[Lever, Pillar] = {
    "effort_government": "government",
    "effort_economy": "economy",
    "effort_society": "society",
}


def lever_moves(indicator: Indicator, lever: Lever) -> Unmoved | None:
    """None if `lever` can move the projection of `indicator`, else the reason why it cannot.

    When effort starts and how fast it grows matters wherever the effort of the indicator's own
    pillar does.
    """
    is_share = indicator.indicator_id == DIGITAL_ECONOMY_SHARE
    if lever in ("grdp_growth", "digital_economy_growth"):
        return None if is_share else "not_in_the_model"
    if is_share:
        return "goes_by_identity"
    if path_of(indicator) == "none":
        return "no_path"
    if indicator.pillar == "general":
        return "no_pillar"
    pillar = _PILLAR_OF.get(lever, indicator.pillar)
    return None if pillar == indicator.pillar else "other_pillar"
