"""What the benchmark does on each page: one table, to be kept in step with the pages' keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["slider", "select", "segments", "toggle"]


@dataclass(frozen=True, slots=True)
class Move:
    """A change of one control on a page, and the picture that must become another by it.

    `key` is the control's Streamlit key, `picture` a CSS selector. A slider goes a step right,
    then a step left; a select box to the next option and back; segments and a toggle likewise.
    """

    name: str
    path: str
    key: str
    how: How
    picture: str


# The first answer that a leader reads on the first page.
ANSWER = ".st-key-overview_answer"

MOVES: tuple[Move, ...] = (
    Move("map: indicator", "/map", "indicator", "select", ".st-key-map"),
    Move("map: period", "/map", "period", "select", ".st-key-map"),
    Move("map: geography", "/map", "geography", "segments", ".st-key-map"),
    Move("targets: pillar", "/targets", "pillar", "segments", ".st-key-targets"),
    Move("scenarios: effort", "/scenarios", "effort_government", "slider", ".st-key-curve"),
    Move("overview: official only", "/", "official_switch", "toggle", "[data-testid='stMain']"),
)
