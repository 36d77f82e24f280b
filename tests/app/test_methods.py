"""The Methods page without a browser: hostile links, and the parts that run alone."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit.navigation import STOPS
from lib.features.methods import live_example
from tests.app.conftest import OpenPage

PAGE = next(stop for stop in STOPS if stop.name == "methods")
NUMBERS = ("m_start", "m_last", "m_goal", "m_y0", "m_y", "m_yt", "m_cap")


def said(page: AppTest) -> str:
    return " ".join(str(item.proto.body) for item in page.get("html"))


@pytest.mark.parametrize("text", ["1e999", "nan", "-1e12", "1e12", "abc", "<script>"])
def test_a_hostile_value_in_a_link_is_held_in_range(open_page: OpenPage, text: str) -> None:
    page = open_page(PAGE, "en")
    for key in (*NUMBERS, "m_sense", "m_q", "m_pillar", "m_order"):
        page.query_params[key] = text
    page.run()
    assert not page.exception, [item.value for item in page.exception]
    for key in NUMBERS:
        field = live_example.FIELDS[key]
        value = page.session_state[key]
        assert type(value) is type(field.default), key
        assert field.low <= value <= field.high, key
    assert "<script>" not in said(page)


def test_numbers_in_a_link_are_the_examples_own(open_page: OpenPage) -> None:
    page = open_page(PAGE, "en")
    for key, text in (("m_start", "50"), ("m_last", "40.5"), ("m_goal", "30"), ("m_sense", "down")):
        page.query_params[key] = text
    page.run()
    # (50 − 40.5) ÷ (50 − 30), twice.
    assert "0.950" in said(page)
    assert page.session_state["m_last"] == 40.5


def test_a_search_stays_in_the_link(open_page: OpenPage) -> None:
    page = open_page(PAGE, "vi")
    page.session_state["m_q"] = "cap quang"
    page.session_state["m_pillar"] = "society"
    page.run()
    assert not page.exception
    assert "cap quang" in page.query_params["m_q"]
    assert "society" in page.query_params["m_pillar"]
    assert "m_order" not in page.query_params
