"""Subjects of the what-if page, made from the shipped figures."""

from __future__ import annotations

from datetime import date
from typing import Any
from unittest.mock import patch

from lib.app.kit import session_dataset
from lib.app.kit.session import Settings
from lib.features.scenarios import state as made
from lib.features.scenarios.chart import ChartSubject
from lib.features.scenarios.parameters import Setting
from lib.features.scenarios.state import ScenarioChoice, ScenarioView
from lib.model.vocabulary import Lang

SHARE = "digital_economy_share_grdp_va"
ILLUSTRATIVE = "adults_with_digital_signature"
ONE_FIGURE = "fibre_broadband_households"
CITY_ONLY = "par_index"
SEVERAL_YEARS = "pci_score"


def subject(
    series_id: str,
    *,
    lang: Lang = "vi",
    official_only: bool = False,
    nominal: bool = False,
    unit: str = "",
    today: date = date(2026, 11, 25),
    **chosen: float | str,
) -> tuple[ChartSubject, tuple[Setting, ...], Any]:
    """A subject with controls set by their names in the link, as a link would set them."""
    look = looked(
        series_id,
        lang=lang,
        official_only=official_only,
        nominal=nominal,
        unit=unit,
        today=today,
        **chosen,
    )
    return look.subject, look.stand, look.controls


def looked(
    series_id: str,
    *,
    lang: Lang = "vi",
    official_only: bool = False,
    nominal: bool = False,
    unit: str = "",
    today: date = date(2026, 11, 25),
    **chosen: float | str,
) -> ScenarioView:
    """What the page looks at, with controls set by their names in the link."""
    settings = Settings(lang, "light", official_only, present=False)
    choice = ScenarioChoice(series_id, "nominal" if nominal else "real", unit)
    with patch.object(session_dataset, "today", lambda: today):
        stand = made.stand_of(settings, choice)
        return made.of(
            settings, choice, tuple(one.at(chosen.get(one.key, one.value)) for one in stand)
        )
