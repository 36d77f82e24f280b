"""Ready-made scenarios as starting points: what each sets, and what it could not reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lib.model.things import Controls

if TYPE_CHECKING:
    from lib.model.kinds import Lang
    from lib.ui.scenario_subject import Look
    from lib.ui.session import Settings

IDS: Final = ("double",)


def name(ready: str, lang: Lang) -> str:
    return ready


def controls(ready: str, look: Look) -> Controls:
    return Controls(effort_society=2.0, effort_economy=2.0, effort_government=2.0)


def starting_points(settings: Settings, series_id: str) -> None:
    return
