"""What the benchmark does on each page: one table, to be kept in step with the pages' keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal[
    "slider", "select", "segments", "radio", "filter", "geo", "ind", "onward", "colour", "classes",
    "row", "switch", "number", "search",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A change of one control on a page, and the picture that must become another by it.

    `key` is the control's Streamlit key, `picture` a CSS selector. A slider goes a step right,
    then a step left; segments go to the next option and back, and so do the radio buttons and the
    drop-down list of an element of our own. A filter is the second list of such an element. A
    number goes a step up, then down, the first of an element of our own; a search is for the letter
    `term`, then for nothing.
    The other names are choices of the map element, a row the first or second of its table; onward
    goes through its indicators, so that each one is new to the browser.
    `query` opens the page.
    """

    name: str
    path: str
    key: str
    how: How
    picture: str
    query: tuple[tuple[str, str], ...] = ()
    term: str = ""


# The first answer that a leader reads on the first page.
ANSWER = ".st-key-overview_answer"

ATLAS = ".st-key-map_atlas"
COMMUNES = (("map_geo", "commune"),)
STEPPED = (("map_geo", "commune"), ("map_ind", "electronic_health_records"))
LAB = ".st-key-sc_lab"
MAIN = '[data-testid="stMain"]'
CURVES = ".st-key-compare_curves"
TWO = (("sc_view", "compare"), ("sc_ind", "adults_with_digital_signature"))
PROFILE = ".st-key-unit_profile"
FOUR = (
    ("u", "commune:00004"),
    ("u2", "commune:00301"),
    ("u3", "commune:00166"),
    ("u4", "commune:10489"),
)
REGISTER = ".st-key-methods_register"
BOTH = (("sc_ind", "adults_with_digital_signature"), ("sc_part", "communes"))

MOVES: tuple[Move, ...] = (
    # Nothing else of that page may change, so the switch is its own picture.
    Move("overview: official only", "/", "official_switch", "switch", ".st-key-official_switch"),
    Move("map: indicator, districts", "/map", "map_atlas", "ind", ATLAS),
    Move("map: indicator, communes", "/map", "map_atlas", "ind", ATLAS, COMMUNES),
    Move("map: new indicator, districts", "/map", "map_atlas", "onward", ATLAS),
    Move("map: new indicator, communes", "/map", "map_atlas", "onward", ATLAS, COMMUNES),
    Move("map: geography", "/map", "map_atlas", "geo", ATLAS),
    Move("map: value to gap, communes", "/map", "map_atlas", "colour", ATLAS, STEPPED),
    Move("map: class method, communes", "/map", "map_atlas", "classes", ATLAS, STEPPED),
    Move("map: a step in time", "/map", "map_atlas", "slider", ATLAS, STEPPED),
    Move("map: a unit chosen", "/map", "map_atlas", "row", ATLAS, STEPPED),
    Move("unit: the next one", "/unit", "unit_profile", "segments", PROFILE),
    Move("unit: indicator", "/unit", "unit_profile", "filter", PROFILE),
    Move("unit: indicator, four compared", "/unit", "unit_profile", "filter", PROFILE, FOUR),
    Move("scenarios: GRDP growth", "/scenarios", "sc_lab", "slider", LAB),
    Move("scenarios: price basis", "/scenarios", "sc_lab", "radio", LAB),
    Move("scenarios: effort, city and communes", "/scenarios", "sc_lab", "slider", LAB, BOTH),
    Move("scenarios: laboratory to saved", "/scenarios", "sc_choice", "radio", MAIN),
    Move("scenarios: indicator, two compared", "/scenarios", "sc_choice", "select", CURVES, TWO),
    Move("targets: pillar", "/targets", "targets_list", "filter", ".st-key-targets_list"),
    Move("methods: a number of the example", "/methods", "methods_example", "number", ".me-sums"),
    Move("methods: a search", "/methods", "methods_register", "search", REGISTER, term="w"),
)
