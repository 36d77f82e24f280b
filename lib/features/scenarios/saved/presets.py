"""Ready-made scenarios as starting points: what each sets, opened in the laboratory."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, get_args

import streamlit as st

from lib.analysis.scenarios.goal_seek import SeekGoal
from lib.analysis.scenarios.scenario_presets import Preset, PresetTarget, best_pace, every_target
from lib.app.kit import session, session_dataset
from lib.app.kit.markdown_escape import plain
from lib.features.scenarios import queries as source
from lib.features.scenarios.parameters import HORIZON
from lib.features.scenarios.saved import current_scenario
from lib.features.scenarios.wording import percent
from lib.model.entities import Controls
from lib.model.scenario import Setup
from lib.text import N_, translator

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.features.scenarios.state import ScenarioView
    from lib.model.vocabulary import Lang, PriceBasis

Ready = Literal["as_now", "every_target", "best_pace", "high_growth", "lagging_first", "double"]
IDS: Final[tuple[Ready, ...]] = get_args(Ready)

_NAMES: Final[dict[str, str]] = {
    "as_now": N_("Continue as now"),
    "every_target": N_("Every target of 2030"),
    "best_pace": N_("The best pace for all"),
    "high_growth": N_("High GRDP growth"),
    "lagging_first": N_("Lagging first"),
    "double": N_("Twice the effort"),
}
_SETS: Final[dict[str, str]] = {
    "as_now": N_("Every control as the last figures have it."),
    "every_target": N_(
        "The least effort on each indicator that reaches its target, and the growth of the "
        "digital economy that its share needs."
    ),
    "best_pace": N_(
        "On each indicator as much effort as takes communes, on the mean, to the quickest pace of "
        "their group."
    ),
    "high_growth": N_(
        "GRDP grows 10% a year in real terms, the least of “double digits” in Plan 243."
    ),
    "lagging_first": N_("Half as much effort again in every pillar, given to the lowest first."),
    "double": N_("Twice the pace in every pillar, for all units alike."),
}

_DOUBLE_DIGITS: Final = 10.0
_SAID_OF: Final = "real"

_CONTROLS: Final[dict[str, Controls]] = {
    "as_now": Controls(),
    "high_growth": Controls(grdp_growth=_DOUBLE_DIGITS),
    "lagging_first": Controls(
        effort_government=1.5, effort_economy=1.5, effort_society=1.5, sharing="lagging_first"
    ),
    "double": Controls(effort_government=2.0, effort_economy=2.0, effort_society=2.0),
}


STYLE: Final = """<style>
[class*="st-key-ready_"] button{padding:.5rem .9rem}
[class*="st-key-ready_"] button *{width:100%;text-align:start;text-wrap:pretty}
[class*="st-key-ready_"] button strong{width:auto}
</style>"""


def name(ready: str, lang: Lang) -> str:
    """A ready-made scenario by its name."""
    return translator(lang).gettext(_NAMES[ready])


def controls(ready: str, look: ScenarioView) -> Controls:
    """How its controls stand on the price basis of `look`."""
    basis = look.choice.basis
    # Double digits are said of real growth; nominal growth of as much would be less than now.
    if ready == "high_growth" and basis != _SAID_OF:
        return Controls()
    return _set_to(ready, basis, official_only=session.settings().official_only)


def same_as_now(ready: str, look: ScenarioView, lang: Lang) -> str:
    """Why a ready-made scenario sets nothing on the price basis of `look`; "" where it does."""
    rates = source.rates(look.version, look.choice.basis)
    if ready != "high_growth" or look.choice.basis == _SAID_OF or rates is None:
        return ""
    _ = translator(lang).gettext
    return _(
        "“{ready}” is the same as “{as_now}” on nominal prices: the 10% of Plan 243 is real "
        "growth, no nominal figure is published with it, and nominal GRDP already grew {rate}."
    ).format(
        ready=name(ready, lang),
        as_now=name("as_now", lang),
        rate=percent(rates.grdp_growth, lang),
    )


def starting_points(settings: Settings, look: ScenarioView) -> None:
    """Each with what it sets, as a button that opens it in the laboratory."""
    _ = translator(settings.lang).gettext
    st.subheader(_("Starting points"), anchor=False)
    for ready in IDS:
        basis = _SAID_OF if ready == "high_growth" else look.choice.basis
        chosen = _set_to(ready, basis, official_only=settings.official_only)
        if ready == "best_pace" and chosen == Controls():
            continue  # without figures of communes there is no group to learn from
        said = f"**{name(ready, settings.lang)}.** {_(_SETS[ready])}"
        if ready == "every_target":
            said += _out_of_reach(settings, basis)
        if ready == "best_pace" and _rests_on_made_up(settings):
            said += f" ({_('illustrative')})"
        st.button(
            said,
            key=f"ready_{ready}",
            width="stretch",
            on_click=current_scenario.go_to,
            args=(Setup(look.choice.series_id, basis, controls=chosen),),
        )


def _set_to(ready: str, basis: PriceBasis, *, official_only: bool) -> Controls:
    fixed = _CONTROLS.get(ready)
    if fixed is not None:
        return fixed
    solved, best = _worked_out(
        session_dataset.package().version, session_dataset.today(), basis, official_only
    )
    return solved.controls if ready == "every_target" else best


def _out_of_reach(settings: Settings, basis: PriceBasis) -> str:
    """The targets that are missed even so, by their indicators' names, marked as their figures."""
    _ = translator(settings.lang).gettext
    version, marked = session_dataset.package().version, _("{name} (illustrative)")
    solved, _best = _worked_out(version, session_dataset.today(), basis, settings.official_only)
    made_up = source.illustrative(version) if _rests_on_made_up(settings) else frozenset()
    names = []
    for one in solved.missed:
        said = plain(source.indicator_of(one.series_id).name.in_(settings.lang))
        names.append(marked.format(name=said) if one.series_id in made_up else said)
    told = "; ".join(dict.fromkeys(names))
    return " " + _("Still out of reach: {names}.").format(names=told) if told else ""


def _rests_on_made_up(settings: Settings) -> bool:
    """Whether communes' illustrative values take part in what is worked out."""
    return not settings.official_only and bool(
        source.illustrative(session_dataset.package().version)
    )


@lru_cache(maxsize=4)
def _worked_out(
    version: str,
    day: date,
    basis: PriceBasis,
    official_only: bool,  # noqa: FBT001 - the cache keys by place
) -> tuple[Preset, Controls]:
    """The scenarios that are solved for: every target of the horizon, the best pace for all."""
    wanted, every = [], []
    for series_id in source.choices(version, official_only=official_only, today=day):
        goals = source.goals(version, series_id, day)
        aim = next((one for one in goals if one.target.year == HORIZON), None)
        threshold = aim.threshold if aim else None
        fitted = source.fitted(
            version, series_id, basis=basis, official_only=official_only, threshold=threshold
        )
        every.append(fitted)
        if aim is not None and threshold is not None:
            goal = SeekGoal(threshold, HORIZON, aim.sense, aim.target.comparator)
            wanted.append(PresetTarget(series_id, fitted, goal))
    return every_target(wanted), best_pace(every)
