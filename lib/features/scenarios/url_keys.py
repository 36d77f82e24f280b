"""A scenario's setup and its link: names of the controls, and the way there and back.

The link holds only what differs from "continue as now". Writing a setup and reading it again gives
the same setup, to the last bit.
"""

from __future__ import annotations

from typing import Final

from lib.analysis.scenarios.levers import Lever
from lib.model.vocabulary import PriceBasis

_KEYS: Final[dict[Lever, str]] = {
    "digital_economy_growth": "sc_digital",
    "employment_growth": "sc_emp",
    "population_growth": "sc_pop",
    "effort_government": "sc_gov",
    "effort_economy": "sc_eco",
    "effort_society": "sc_soc",
    "start_year": "sc_start",
    "ramp_years": "sc_ramp",
    "catch_up": "sc_catch",
    "ceiling": "sc_ceil",
    "sharing": "sc_share",
}

ONE: Final = "sc_one_"
"""Begins the key of one indicator's own effort; the indicator's id follows."""


def key_of(lever: Lever, basis: PriceBasis, indicator_id: str) -> str:
    """The control's name in the link.

    GRDP growth on another price basis is another control, and so is the effort for one indicator.
    """
    if lever == "effort_by_indicator":
        return ONE + indicator_id
    if lever == "grdp_growth":
        return "sc_grdp" if basis == "real" else "sc_grdp_nominal"
    return _KEYS[lever]
