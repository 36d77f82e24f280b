"""The page's own element, and what its browser asks for once: what no control moves."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lib.analysis.projection.history import PriceBasis
from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE
from lib.analysis.projection.projection import project
from lib.analysis.scenarios.whatif import required_change
from lib.app.kit import components, map_queries, session_dataset
from lib.app.kit.session import Settings
from lib.features.scenarios import chart, wording
from lib.features.scenarios import queries as source
from lib.features.scenarios import state as made
from lib.features.scenarios.browser_model import model_of
from lib.features.scenarios.parameters import BASES, HORIZON, described
from lib.features.scenarios.wording import ReadingWords
from lib.model.entities import Controls
from lib.model.vocabulary import Lang
from lib.text import translator

if TYPE_CHECKING:
    from lib.features.scenarios.state import ScenarioChoice, ScenarioView

draw = components.element("scenario")
"""Draws the page's own element."""


def of_curve(settings: Settings, choice: ScenarioChoice) -> dict[str, str]:
    """The addresses of the curve's still scene, its controls, its model and its communes."""
    return _of_curve(
        session_dataset.package().version,
        choice.series_id,
        choice.basis,
        settings.official_only,
        settings.lang,
        session_dataset.today(),
    )


def of_map(settings: Settings, choice: ScenarioChoice) -> dict[str, str]:
    """The addresses of the communes' names and values as now, and of the Map page's outlines."""
    version = session_dataset.package().version
    url = source.communes_url(
        version, choice.series_id, official_only=settings.official_only, lang=settings.lang
    )
    shapes = map_queries.shapes_asset(version, "commune")
    return {"still": url, "map": shapes.url}


@lru_cache(maxsize=256)
def _of_curve(
    version: str,
    series_id: str,
    basis: PriceBasis,
    official_only: bool,  # noqa: FBT001 - the cache keys by place
    lang: Lang,
    _day: date,
) -> dict[str, str]:
    settings = Settings(lang, "light", official_only, present=False)
    choice = made.ScenarioChoice(series_id, basis, "")
    as_now = made.of(settings, choice, made.stand_of(settings, choice))
    controls = described(as_now.stand, as_now.subject.indicator, lang)
    controls |= {"bases": _bases(as_now, lang, official_only=official_only), "units": None}
    found = {"still": source.publish("scenario_still", chart.still(as_now.subject, lang))}
    if source.communes(version, series_id, official_only=official_only):
        _ = translator(lang).gettext
        controls["units"] = {"label": _("Commune beside the city"), "none": _("none")}
        found["units"] = source.communes_url(
            version, series_id, official_only=official_only, lang=lang
        )
    model = model_of(as_now.subject.history, HORIZON)
    return found | {
        "model": source.publish("scenario_model", model),
        "controls": source.publish("scenario_controls", controls),
    }


def _bases(look: ScenarioView, lang: Lang, *, official_only: bool) -> dict[str, Any] | None:
    """The two price bases of the digital economy's share, and why there are two."""
    if look.subject.indicator.indicator_id != DIGITAL_ECONOMY_SHARE:
        return None
    _ = translator(lang).gettext
    return {
        "label": _("Price basis"),
        "options": [["real", _("Real GRDP growth")], ["nominal", _("Nominal GRDP growth")]],
        "note": _both_readings(look, lang, official_only=official_only),
    }


def _both_readings(look: ScenarioView, lang: Lang, *, official_only: bool) -> str:
    """Both price readings at the published rates, whatever the controls say."""
    version, goal = session_dataset.package().version, look.subject.landing.goal
    rates = source.rates(version, "real")
    if goal is None or rates is None:
        return ""
    found = []
    for basis in BASES:
        history = source.history(
            version, look.choice.series_id, basis=basis, official_only=official_only
        )
        if history.rates is None:
            return ""
        grdp = history.rates.grdp_growth
        projection = project(history, HORIZON, Controls())
        taken = required_change(
            history,
            projection,
            goal.threshold,
            year=goal.target.year,
            grdp_growth=grdp,
            comparator=goal.target.comparator,
            sense=goal.sense,
        )
        if taken is None or taken.part_growth is None:
            return ""
        found.append(ReadingWords(grdp, float(projection.city_baseline[-1]), taken.part_growth))
    return wording.readings(
        *found,
        growth=rates.digital_economy_growth,
        target=wording.aim_words(goal.target, goal.aim, look.subject.indicator, lang),
        lang=lang,
    )
