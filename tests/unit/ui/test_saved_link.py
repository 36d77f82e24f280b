"""A scenario is the same after it went through a link, whichever kind of link."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st

from lib.app.kit import page_address, session_dataset
from lib.app.kit.session import Settings
from lib.features.scenarios import queries as source
from lib.features.scenarios import state as made
from lib.features.scenarios.compare import url_keys
from lib.features.scenarios.parameters import SPANS, Range
from lib.features.scenarios.saved import current_scenario
from lib.features.scenarios.saved.validation_context import known
from lib.model.entities import Controls
from lib.model.scenario import Setup, tidy
from tests.unit.analysis.making import PROPERTY

SETTINGS = Settings("vi", "light", official_only=False, present=False)
VERSION = session_dataset.package().version
KNOWN = known(VERSION)
SERIES = source.choices(VERSION, official_only=False, today=date(2026, 11, 25))


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    """Setups as the page's controls can be set, each value on its control's own step."""
    series_id = draw(st.sampled_from(SERIES))
    indicator = source.indicator_of(series_id)
    bases = ("real", "nominal") if "digital_economy_share" in series_id else ("real",)
    basis: Any = draw(st.sampled_from(bases))
    communes = source.communes(VERSION, series_id, official_only=False)
    moved: dict[str, Any] = {}
    for span in draw(st.sets(st.sampled_from(SPANS))):
        value: Any
        if isinstance(span, Range):
            steps = draw(st.integers(0, round((span.high - span.low) / span.step)))
            value = round(span.low + steps * span.step, 4)
        else:
            value = draw(st.sampled_from(span.ids))
        if value == made.default_of(span, basis):
            continue
        if span.lever == "effort_by_indicator":
            other = draw(st.sampled_from(("population_with_internet", indicator.indicator_id)))
            value = ((other, value),) if other in KNOWN.indicators else ()
        moved[span.lever] = int(value) if span.lever == "start_year" else value
    return Setup(series_id, basis, draw(st.sampled_from(("", *communes))), Controls(**moved))


def page(state: dict[str, Any], query: dict[str, str]) -> Any:
    """What the laboratory shows with this session and this address."""
    with (
        patch.object(streamlit, "session_state", state),
        patch.object(streamlit, "query_params", query),
    ):
        look = made.current_view(SETTINGS, state.get("sc_ind", query.get("sc_ind", SERIES[0])))
        query.update(page_address.whole())
        return look


@given(setups())
@PROPERTY
def test_opened_and_sent_as_a_link_it_is_the_same(setup: Setup) -> None:
    state: dict[str, Any] = {"sc_soc": 2.0, "sc_one_x": 3.0, "sc_grdp_nominal": 1.0}
    query: dict[str, str] = {}
    with patch.object(streamlit, "session_state", state):
        current_scenario.go_to(setup)
    assert current_scenario.setup_of(page(state, query)) == setup
    # The address of a browser that has never been here.
    again = page({}, {**query, "sc_ind": setup.series_id})
    assert current_scenario.setup_of(again) == setup


@given(setups(), st.text(min_size=1))
@PROPERTY
def test_held_for_a_comparison_it_is_the_same(setup: Setup, typed: str) -> None:
    name = tidy(typed, longest=120) or "x"
    token = url_keys.own(name, setup)
    found = url_keys.read_own(token, setup.series_id, KNOWN)
    assert found is not None
    assert found[0] == name
    assert (found[1].basis, found[1].controls) == (setup.basis, setup.controls)
    assert url_keys.parted(url_keys.joined((token, "now"))) == (token, "now")


def test_only_what_differs_stands_in_the_address() -> None:
    state: dict[str, Any] = {}
    query: dict[str, str] = {}
    with patch.object(streamlit, "session_state", state):
        current_scenario.go_to(Setup(SERIES[0], controls=Controls(digital_economy_growth=20.0)))
    page(state, query)
    assert query == {"sc_digital": "20"}


def encoded(text: str) -> str:
    return url_keys.OWN + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "token",
    [
        "c-",
        "c-!",
        "now",
        "c-" + "A" * 5_000,
        encoded("7"),
        encoded("[" * 800),
        encoded('{"n": "x", "b": "real", "c": {"magic": 1}}'),
        encoded('{"n": "x", "b": "real", "c": {"grdp_growth": 1e999}}'),
        encoded('{"n": "x", "b": "real", "c": {"grdp_growth": NaN}}'),
        encoded('{"n": "x", "b": "black", "c": {}}'),
        encoded('{"n": "", "b": "real", "c": {}}'),
        encoded('{"n": "x", "b": "real", "c": {}, "d": 1}'),
        encoded('{"n": "x", "b": "real", "c": null}'),
    ],
)
def test_a_token_of_no_scenario_gives_none(token: str) -> None:
    assert url_keys.read_own(token, SERIES[0], KNOWN) is None


def test_no_more_than_can_be_compared_are_taken_and_each_once() -> None:
    assert url_keys.parted("a~b~a~~c~d~e") == ("a", "b", "c", "d")
    assert url_keys.parted("") == ()
