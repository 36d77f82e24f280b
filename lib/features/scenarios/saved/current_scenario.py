"""Between the laboratory and what is saved: the scenario as it stands, and opening another."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE
from lib.app.kit import session_dataset, url_state
from lib.data.scenario_schema import DECIMALS
from lib.features.scenarios import queries as source
from lib.features.scenarios import state as made
from lib.features.scenarios.parameters import BASES, HORIZON, SPANS, Setting, accepts
from lib.features.scenarios.state import ScenarioChoice, ScenarioView
from lib.features.scenarios.url_keys import ONE, key_of
from lib.model.entities import Controls
from lib.model.scenario import LONGEST_NAME, LONGEST_NOTE, Scenario, Setup, Snapshot, tidy

if TYPE_CHECKING:
    from lib.app.kit.session import Settings

VIEW = "sc_view"


def setup_of(look: ScenarioView) -> Setup:
    """What the laboratory shows."""
    return Setup(look.choice.series_id, look.choice.basis, look.choice.unit, look.controls)


def scenario_now(look: ScenarioView, *, name: str, note: str = "", author: str = "") -> Scenario:
    """What the laboratory shows, under a name, with the figures it rests on."""
    return Scenario(
        scenario_id="new",
        name=tidy(name, longest=LONGEST_NAME),
        note=tidy(note, longest=LONGEST_NOTE, has_lines=True),
        author=tidy(author, longest=LONGEST_NAME),
        made_at=datetime.now(UTC).replace(microsecond=0),
        data_version=session_dataset.package().version,
        setup=setup_of(look),
        snapshot=snapshot_of(look),
    )


def snapshot_of(look: ScenarioView) -> Snapshot:
    """The figures that the scenario rests on today."""
    landing = look.subject.landing
    last = landing.last
    is_share = look.subject.indicator.indicator_id == DIGITAL_ECONOMY_SHARE
    rates = source.rates(look.version, look.choice.basis) if is_share else None
    return Snapshot(
        year=HORIZON,
        last_period=last.period.text if last else None,
        last_value=last.value if last else None,
        grdp_growth=rates.grdp_growth if rates else None,
        digital_economy_growth=rates.digital_economy_growth if rates else None,
        baseline=_kept(landing.baseline),
        landing=_kept(landing.scenario),
    )


def view_of(settings: Settings, setup: Setup) -> ScenarioView:
    """What the laboratory would show of a setup, without going there."""
    basis, controls = source.on_basis(setup.series_id, setup.basis, setup.controls)
    choice = ScenarioChoice(setup.series_id, basis, setup.unit_code)
    own = source.indicator_of(setup.series_id).indicator_id
    others = tuple(each for each in controls.effort_by_indicator if each[0] != own)
    return made.of(settings, choice, _stand(settings, choice, controls), others)


def go_to(setup: Setup) -> None:
    """Put the laboratory where a setup has it, as a button does before the page runs again."""
    url_state.touched()
    st.session_state[VIEW] = "lab"
    st.session_state["sc_ind"] = setup.series_id
    st.session_state["sc_basis"] = setup.basis
    st.session_state["sc_unit"] = setup.unit_code
    # Whatever stood before, of any series and price basis, goes back to "as now".
    for key in [key for key in st.session_state if str(key).startswith(ONE)]:
        st.session_state[key] = None
    for indicator_id, effort in setup.controls.effort_by_indicator:
        made.keep_effort(indicator_id, effort)
    indicator = source.indicator_of(setup.series_id)
    for span in SPANS:
        for basis in BASES:
            key = key_of(span.lever, basis, indicator.indicator_id)
            st.session_state[key] = made.default_of(span, basis)
        value = _value(setup.controls, span.lever, indicator.indicator_id)
        if value is not None and accepts(span, value):
            key = key_of(span.lever, setup.basis, indicator.indicator_id)
            st.session_state[key] = value


def _stand(settings: Settings, choice: ScenarioChoice, controls: Controls) -> tuple[Setting, ...]:
    indicator_id = source.indicator_of(choice.series_id).indicator_id
    stand = []
    for one in made.stand_of(settings, choice):
        value = _value(controls, one.lever, indicator_id)
        is_set = value is not None and accepts(one.span, value)
        stand.append(one.at(value) if is_set else one)  # type: ignore[arg-type]
    return tuple(stand)


def _value(controls: Controls, lever: str, indicator_id: str) -> object:
    """Where a control stands; None leaves it where the published figure has it."""
    if lever == "effort_by_indicator":
        return dict(controls.effort_by_indicator).get(indicator_id)
    value = getattr(controls, lever)
    return float(value) if isinstance(value, int) and lever != "start_year" else value


def _kept(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS + 4)
