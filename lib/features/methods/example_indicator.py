"""An indicator that stands for all of its kind, to ask the engine how such a one is treated."""

from __future__ import annotations

from lib.model.entities import Indicator, Text
from lib.model.vocabulary import Kind, Path

NOTHING = Text("", "")


def like(
    path: Path, *, kind: Kind = "share", cap: float | None = 100.0, sense: int = 1, unit: str = ""
) -> Indicator:
    """An indicator without a name; `sense` is +1 where more is better, −1 where less is."""
    return Indicator(
        indicator_id="",
        pillar="general",
        name=NOTHING,
        unit=unit,
        kind=kind,
        direction="up" if sense > 0 else "down",
        cap=cap,
        path=path,
        weight="none",
        definition=NOTHING,
        source_id="",
    )
