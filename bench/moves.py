"""What the benchmark does on each page: one table, to be kept in step with the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["onward", "each", "switch", "type"]


@dataclass(frozen=True, slots=True)
class Move:
    """A change of one control on a page, and the picture that must become another by it.

    `control` and `picture` are CSS selectors whose spaces reach into shadow trees. The picture is
    what the move is about (the map's shapes, the chart's marks, the table's rows), never the
    control itself.
    `how`: "onward" takes the next option of a drop-down list or adds a step to a slider or number,
    "each" clicks the first element that the selector finds, then the second and so on, "switch"
    clicks the first, "type" types the next letter of a search. None goes back, so that each value
    is new to the browser; a page that has no further one is opened anew in an empty browser.
    `renew` is a list or slider that is taken onward, untimed, before each turn, where the control
    itself has few values.
    """

    name: str
    path: str
    control: str
    how: How
    picture: str
    query: tuple[tuple[str, str], ...] = ()
    renew: str = ""
    bar: str = "≤ 74"


# The first answer that a leader reads on the first page.
ANSWER = ".st-key-overview_answer"

MAP = ".st-key-map_atlas"
SHAPES = f"{MAP} .sheet svg"
INDICATORS = f"{MAP} [data-choice=ind]"
COMMUNES = (("map_geo", "commune"),)
STEPPED = (*COMMUNES, ("map_ind", "electronic_health_records"))
LAB = ".st-key-sc_lab"
CURVE = f"{LAB} .chart svg"
COMPARED = ".st-key-compare_curves .chart svg, .st-key-compare_maps .chart svg"
TWO = (("sc_view", "compare"), ("sc_ind", "adults_with_digital_signature"))
PROFILE = ".st-key-unit_profile"
FOUR = (
    ("u", "commune:00004"),
    ("u2", "commune:00301"),
    ("u3", "commune:00166"),
    ("u4", "commune:10489"),
)
TARGETS = ".st-key-targets_list"
REGISTER = ".st-key-methods_register"
SIGNATURES = (("sc_ind", "adults_with_digital_signature"),)
BOTH = (*SIGNATURES, ("sc_part", "communes"))
NEW_MAP = "≤ 24, p95 ≤ 50"
LET_GO = "≤ 35, p95 ≤ 70"

MOVES: tuple[Move, ...] = (
    Move("map: indicator, districts", "/map", INDICATORS, "onward", SHAPES, bar=NEW_MAP),
    Move("map: indicator, communes", "/map", INDICATORS, "onward", SHAPES, COMMUNES, bar=NEW_MAP),
    Move(
        "map: geography", "/map", f"{MAP} [data-geo][aria-pressed=false]", "switch", SHAPES,
        renew=INDICATORS,
    ),
    Move(
        "map: value, gap, share, change, communes", "/map", f"{MAP} [data-choice=colour]", "onward",
        SHAPES, STEPPED,
    ),
    Move(
        "map: class method, communes", "/map", f"{MAP} [data-choice=classes]", "onward", SHAPES,
        STEPPED,
    ),
    Move(
        "map: a step in time, communes", "/map", f"{MAP} .steps input", "onward", SHAPES,
        (*STEPPED, ("map_period", "2025-Q3")), bar="≤ 16",
    ),
    Move("map: a unit chosen", "/map", f"{MAP} tbody tr", "each", f"{MAP} .card", STEPPED),
    Move(
        "map: published only", "/map", ".st-key-official_switch label", "switch", SHAPES, COMMUNES,
        renew=INDICATORS,
    ),
    Move(
        "unit: the next one", "/unit", f"{PROFILE} .bar .steps button:last-child", "switch",
        f"{PROFILE} .all table",
    ),
    Move(
        "unit: indicator", "/unit", f"{PROFILE} [name=indicator]", "onward",
        f"{PROFILE} .chart svg",
    ),
    Move(
        "unit: indicator, four compared", "/unit", f"{PROFILE} [name=indicator]", "onward",
        f"{PROFILE} .chart svg", FOUR,
    ),
    Move("scenarios: GRDP growth", "/scenarios", "#grdp_growth", "onward", CURVE, bar=LET_GO),
    Move(
        "scenarios: effort", "/scenarios", "#effort_society", "onward", CURVE, SIGNATURES,
        bar=LET_GO,
    ),
    Move(
        "scenarios: effort, curve and communes", "/scenarios", "#effort_society", "onward",
        f"{CURVE}, .st-key-sc_units .chart svg", BOTH,
    ),
    Move(
        "scenarios: price basis", "/scenarios", f"{LAB} [name=basis]:not(:checked) + label",
        "switch", CURVE, renew="#digital_economy_growth",
    ),
    Move(
        "scenarios: indicator", "/scenarios", ".st-key-sc_choice select", "onward", CURVE,
    ),
    Move(
        "scenarios: indicator, two compared", "/scenarios", ".st-key-sc_choice select", "onward",
        COMPARED, TWO,
    ),
    Move(
        "targets: pillar", "/targets", f"{TARGETS} [name=pillar]", "onward", f"{TARGETS} .group",
    ),
    Move(
        "methods: a number of the example", "/methods", "[name=m_y]", "onward", ".me-sums",
    ),
    Move("methods: a search", "/methods", f"{REGISTER} input", "type", f"{REGISTER} table"),
)  # fmt: skip
