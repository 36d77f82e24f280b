"""The what-if page with every control at either end, one by one and all at once."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator
from typing import Any, get_args
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.app.kit import assets, session_dataset
from lib.app.kit.navigation import STOPS
from lib.features.scenarios import panels, state
from lib.features.scenarios.parameters import SPANS, Options, Range, accepts
from lib.features.scenarios.state import ScenarioChoice
from lib.features.scenarios.url_keys import key_of
from lib.model.vocabulary import Sharing
from tests.app.conftest import OpenPage, told

PAGE = next(stop for stop in STOPS if stop.name == "scenarios")
SERIES = ("digital_economy_share_grdp_va", "adults_with_digital_signature", "par_index")

SLIDERS = [span for span in SPANS if isinstance(span, Range)]
EACH = [(span, end) for span in SLIDERS for end in (span.low, span.high)]


def element(page: AppTest) -> dict[str, Any]:
    """What the page sent to its own element in the browser."""
    (found,) = (data for data in told(page) if data.get("kind") == "curve")
    return found


def offered(page: AppTest) -> list[str]:
    """The names of the indicators to choose from, as the browser asks for them."""
    (url,) = (data["offered"] for data in told(page) if "offered" in data)
    found = assets.find(urlsplit(url).path.removeprefix("/assets/"), url.rpartition("=")[2])
    assert found is not None
    series = json.loads(gzip.decompress(found.gzipped))["series"]
    return [name for _pillar, every in series for _id, name in every]


def numbers(thing: Any) -> Iterator[float]:
    if isinstance(thing, dict):
        for part in thing.values():
            yield from numbers(part)
    elif isinstance(thing, list):
        for part in thing:
            yield from numbers(part)
    elif isinstance(thing, int | float):
        yield float(thing)


def is_sound(page: AppTest) -> None:
    assert not page.exception, [item.value for item in page.exception]
    data = element(page)
    moving = data["moving"]
    assert all(math.isfinite(number) for number in numbers(data))
    shares = [*moving["baseline"], *moving["scenario"], *moving.get("assumed", ())]
    shares += [edge for edges in (moving["band"] or {}).values() for edge in edges]
    assert shares
    assert all(0 <= value <= 100 for value in shares)


def key(span: Range | Options, series_id: str) -> str:
    indicator_id = session_dataset.package().series[series_id].indicator_id
    return key_of(span.lever, "real", indicator_id)


def put(page: AppTest, span: Range, value: float | None, series_id: str) -> None:
    if value is not None:
        value = int(value) if span.lever == "start_year" else float(value)
    page.session_state[key(span, series_id)] = value


@pytest.mark.parametrize("series_id", SERIES)
def test_controls_at_either_end(open_page: OpenPage, series_id: str) -> None:
    page = open_page(PAGE, "vi")
    page.session_state["sc_ind"] = series_id
    page.run()
    for span, end in EACH:
        before = page.session_state[key(span, series_id)]
        put(page, span, end, series_id)
        page.run()
        is_sound(page)
        assert element(page)["values"].get(span.lever, before) == end
        put(page, span, before, series_id)


@pytest.mark.parametrize("side", ["low", "high"])
@pytest.mark.parametrize("sharing", get_args(Sharing))
@pytest.mark.parametrize("series_id", SERIES)
def test_every_control_at_one_end_at_once(
    open_page: OpenPage, series_id: str, sharing: str, side: str
) -> None:
    page = open_page(PAGE, "vi")
    page.session_state["sc_ind"] = series_id
    page.session_state["sc_share"] = sharing
    for span in SLIDERS:
        put(page, span, getattr(span, side), series_id)
    for part in panels.PARTS:
        page.session_state["sc_part"] = part
        page.run()
        is_sound(page)


def test_a_link_opens_a_scenario_and_only_what_differs_stands_in_it(
    app: AppTest, open_page: OpenPage
) -> None:
    app.query_params["sc_ind"] = SERIES[1]
    app.query_params["sc_soc"] = "1.6"
    app.query_params["sc_start"] = "2028"
    app.query_params["sc_gov"] = "1"
    page = open_page(PAGE, "en")
    # The first run opened the Overview: the link is that of the page that is open.
    for key, text in (("sc_ind", SERIES[1]), ("sc_soc", "1.6"), ("sc_start", "2028")):
        page.query_params[key] = text
    page.run()
    assert element(page)["values"]["effort_society"] == 1.6
    assert element(page)["values"]["start_year"] == 2028
    assert "sc_gov" not in page.query_params
    assert "sc_grdp" not in page.query_params


@pytest.mark.parametrize("text", ["1e999", "nan", "-5", "999", "abc", "<script>"])
def test_a_hostile_value_in_a_link_is_held_in_range(open_page: OpenPage, text: str) -> None:
    page = open_page(PAGE, "en")
    for span in SPANS:
        page.query_params[key(span, SERIES[0])] = text
    page.run()
    is_sound(page)
    values = element(page)["values"]
    for span in SPANS:
        assert span.lever not in values or accepts(span, values[span.lever]), span.lever


def test_official_only_offers_no_illustrative_series(open_page: OpenPage) -> None:
    page = open_page(PAGE, "en")
    every = offered(page)
    assert any("illustrative" in option for option in every)
    page.session_state["sc_ind"] = SERIES[1]
    page.session_state["official"] = "1"
    page.run()
    assert not page.exception
    assert looked_at(page) == SERIES[0]
    official = offered(page)
    assert 5 <= len(official) < len(every)
    assert not any("illustrative" in option for option in official)
    assert not page.warning


def test_the_banner_stands_over_illustrative_values_only(open_page: OpenPage) -> None:
    page = open_page(PAGE, "vi")
    assert not page.warning
    page.session_state["sc_ind"] = SERIES[1]
    page.run()
    assert len(page.warning) == 1


HOSTILE: list[Any] = [
    None,
    7,
    "x",
    [],
    {},
    {"seq": "x", "values": 3},
    {"seq": 1, "values": {"grdp_growth": "9", "effort_society": None, "start_year": True}},
    {"seq": 1, "values": {"grdp_growth": float("nan"), "digital_economy_growth": 1e308}},
    {"seq": 1, "values": {"grdp_growth": -1e308, "start_year": 1e9, "no_such": 1}},
    {"seq": 1, "values": {"sharing": "all", "ceiling": 101, "catch_up": -1}, "basis": 3, "unit": 7},
    {"seq": True, "values": [1], "basis": "gold", "unit": "<script>"},
]


@pytest.mark.parametrize("moved", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("of", [SERIES[0], "another", None])
def test_a_hostile_message_of_the_browser_changes_nothing(moved: Any, of: Any) -> None:
    kept: dict[str, Any] = {}
    said = moved | {"of": of} if isinstance(moved, dict) else moved
    with patch.object(st, "session_state", kept):
        state.take_over(said, ScenarioChoice(SERIES[0], "real", ""))
    assert {name for name in kept if name != "sc_seq"} <= {"sc_basis", "sc_unit"}
    assert kept.get("sc_basis", "real") in ("real", "nominal")


def test_a_message_is_taken_over_for_its_own_series_only() -> None:
    said = {"seq": 4, "of": SERIES[0], "basis": "real", "unit": "", "values": {"grdp_growth": 9}}
    for series_id, expected in ((SERIES[0], 9.0), (SERIES[1], None)):
        kept: dict[str, Any] = {}
        with patch.object(st, "session_state", kept):
            state.take_over(said, ScenarioChoice(series_id, "real", ""))
        assert kept.get("sc_grdp") == expected
        assert kept["sc_seq"] == 4


def test_another_price_basis_does_not_take_the_growth_of_the_one_before() -> None:
    said = {
        "seq": 1, "of": SERIES[0], "basis": "nominal", "unit": "",
        "values": {"grdp_growth": 9, "digital_economy_growth": 20},
    }  # fmt: skip
    kept: dict[str, Any] = {}
    with patch.object(st, "session_state", kept):
        state.take_over(said, ScenarioChoice(SERIES[0], "real", ""))
    assert kept["sc_basis"] == "nominal"
    assert kept["sc_digital"] == 20.0
    assert "sc_grdp" not in kept
    assert "sc_grdp_nominal" not in kept


def looked_at(page: AppTest) -> str:
    """The series that the page's own choice shows as chosen."""
    (found,) = (data["ind"] for data in told(page) if "offered" in data)
    return str(found)


def test_official_only_keeps_the_indicator_that_it_hides_and_says_so(open_page: OpenPage) -> None:
    hidden = "adults_with_digital_signature"
    page = open_page(PAGE, "en")
    page.query_params["sc_ind"] = hidden
    page.run()
    assert looked_at(page) == hidden
    page.toggle(key="official_switch").set_value(True).run()
    is_sound(page)
    assert looked_at(page) == SERIES[0]
    (said,) = [one.value for one in page.info if "only illustrative values" in one.value]
    assert "digital signature" in said
    assert page.query_params["sc_ind"] == hidden
    page.toggle(key="official_switch").set_value(False).run()
    assert looked_at(page) == hidden
    assert not page.info


def test_no_pace_to_hold_against_others_is_no_error(open_page: OpenPage) -> None:
    page = open_page(PAGE, "en")
    page.session_state["sc_ind"] = "par_index"
    page.session_state["sc_part"] = "realism"
    page.run()
    assert not page.exception
    assert page.query_params["sc_part"] == "realism"
