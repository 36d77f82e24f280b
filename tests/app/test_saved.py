"""Keeping and comparing scenarios without a browser: who may save, what a list says, the link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit import editing, session_dataset
from lib.app.kit.navigation import STOPS
from lib.data.editing import IS_OFF, Allowed, Refused
from lib.data.store import access, scenarios
from lib.features.scenarios.saved import repository
from lib.model.scenario import LONGEST_NAME
from lib.model.vocabulary import Lang
from tests.app.conftest import OpenPage, told
from tests.data.scenario_making import scenario

PAGE = next(stop for stop in STOPS if stop.name == "scenarios")


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/kept.db")


@pytest.fixture
def editor() -> Iterator[None]:
    with patch.object(editing, "may_edit_now", lambda: Allowed("lan@hanoi")):
        yield


def view(open_page: OpenPage, which: str, lang: Lang = "en", **query: str) -> AppTest:
    page = open_page(PAGE, lang)
    for key, text in {"sc_view": which, **query}.items():
        page.query_params[key] = text
    return sound(page.run())


def sound(page: AppTest) -> AppTest:
    assert not page.exception, [item.value for item in page.exception]
    return page


def rows(page: AppTest) -> list[str]:
    found = [one.proto.body for one in page.get("html")]
    return [body for body in found if 'class="sv-name"' in body]


def words(page: AppTest) -> str:
    html = " ".join(one.proto.body for one in page.get("html"))
    return " ".join((*(one.value for one in (*page.caption, *page.success, *page.error)), html))


def test_a_reader_has_no_way_to_write(open_page: OpenPage) -> None:
    with patch.object(editing, "may_edit_now", lambda: Refused(IS_OFF, {})):
        page = view(open_page, "saved")
        assert IS_OFF in words(page)
        keys = [button.key or "" for button in page.button]
        assert not [key for key in keys if key.startswith(("saved_save", "saved_keep"))]


@pytest.mark.usefixtures("editor")
def test_a_write_asks_again_who_writes(open_page: OpenPage) -> None:
    page = view(open_page, "saved")
    page.text_input(key="saved_name").set_value("Một").run()
    # Between the page and the click the right is taken away.
    with patch.object(editing, "may_edit_now", lambda: Refused(IS_OFF, {})):
        sound(page.button(key="saved_save").click().run())
    assert IS_OFF in words(page)
    assert access.existing() is None


@pytest.mark.usefixtures("editor")
def test_saving_needs_a_name(open_page: OpenPage) -> None:
    page = view(open_page, "saved")
    sound(page.button(key="saved_save").click().run())
    assert "Give the scenario a name first" in words(page)
    assert rows(page) == []


@pytest.mark.usefixtures("editor")
def test_a_name_typed_just_before_the_click_is_the_one_saved_and_a_double_click_saves_once(
    open_page: OpenPage,
) -> None:
    page = view(open_page, "saved")
    page.text_input(key="saved_name").set_value("Một").run()
    page.text_input(key="saved_name").set_value("Hai")
    for now, said, count in ((100.0, "Hai", 1), (101.0, "Hai", 1), (105.0, "Hai (2)", 2)):
        with patch.object(repository, "monotonic", lambda now=now: now):
            sound(page.button(key="saved_save").click().run())
        assert f"“{said}”" in words(page).replace("\\", "")
        assert [row for row in rows(page) if "Hai" in row] == rows(page)
        assert len(rows(page)) == count
    store = access.existing()
    assert store is not None
    # Two of one name would be taken for each other.
    assert {one.name for one in scenarios.every(store)} == {"Hai", "Hai (2)"}


@pytest.mark.usefixtures("editor")
def test_what_is_saved_is_listed_and_opens_in_the_laboratory(open_page: OpenPage) -> None:
    page = view(open_page, "saved", sc_digital="20", sc_grdp="9.5")
    page.text_input(key="saved_name").set_value("<i>Nhanh</i>").run()
    sound(page.button(key="saved_save").click().run())
    (row,) = rows(page)
    assert "&lt;i&gt;Nhanh&lt;/i&gt;" in row
    store = access.existing()
    assert store is not None
    (one,) = scenarios.every(store)
    assert one.changed_by == "lan@hanoi"
    page.session_state["sc_digital"] = 13.4
    page.session_state["sc_grdp"] = 2.0
    sound(page.button(key=f"saved_open_{one.scenario_id}").click().run())
    assert page.session_state["sc_digital"] == 20
    assert page.session_state["sc_grdp"] == 9.5
    assert page.query_params["sc_digital"] == "20"
    assert "sc_view" not in page.query_params


def put(count: int, **changes: Any) -> None:
    store = access.ready()
    for number in range(count):
        made = replace(scenario(f"Kịch bản {number:03}"), **changes)
        scenarios.add(store, made, editor="lan@hanoi")


@pytest.mark.usefixtures("editor")
def test_many_are_paged_and_found_without_tone_marks(open_page: OpenPage) -> None:
    put(20)
    page = view(open_page, "saved")
    assert len(rows(page)) == 8
    sound(page.text_input(key="saved_search").set_value("kich ban 017").run())
    (row,) = rows(page)
    assert "Kịch bản 017" in row
    sound(page.text_input(key="saved_search").set_value("khong co").run())
    assert rows(page) == []
    assert "0 of 20" in words(page)


@pytest.mark.usefixtures("editor")
def test_a_long_name_is_kept_whole(open_page: OpenPage) -> None:
    put(1, name="x" * LONGEST_NAME)
    assert "x" * LONGEST_NAME in rows(view(open_page, "saved"))[0]


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(
    ("lang", "listed", "told"),
    [
        (
            "en",
            "made on other data",
            (
                "Made on data version 0000",
                "published GRDP growth: 7.5%, now 8.16%",
                "as now, end of 2030: 20%, now 21.97%",
            ),
        ),
        (
            "vi",
            "lập trên dữ liệu khác",
            (
                "Lập trên phiên bản dữ liệu 0000",
                "7,5 %, nay 8,16 %",
                "20 %, nay 21,97 %",
            ),
        ),
    ],
)
def test_a_scenario_of_older_data_says_what_has_changed(
    open_page: OpenPage, lang: Lang, listed: str, told: tuple[str, ...]
) -> None:
    made = scenario()
    put(1, data_version="0000", snapshot=replace(made.snapshot, grdp_growth=7.5, baseline=20.0))
    page = view(open_page, "saved", lang)
    assert listed in rows(page)[0]
    store = access.existing()
    assert store is not None
    (one,) = scenarios.every(store)
    sound(page.button(key=f"saved_open_{one.scenario_id}").click().run())
    said = re.sub(r"\s+", " ", words(page))
    for part in told:
        assert part in said


@pytest.mark.usefixtures("editor")
def test_one_that_cannot_be_read_is_told(open_page: OpenPage) -> None:
    put(1, schema_version=99)
    page = view(open_page, "saved")
    store = access.existing()
    assert store is not None
    (one,) = scenarios.every(store)
    sound(page.button(key=f"saved_open_{one.scenario_id}").click().run())
    assert "cannot be opened" in words(page)
    assert page.session_state["sc_view"] == "saved"


def compared(page: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = next(data["scene"] for data in told(page) if "scene" in data)
    return found


def test_two_to_four_are_compared_and_stand_in_the_link(open_page: OpenPage) -> None:
    page = view(open_page, "compare", sc_digital="20", sc_cmp="now~lab")
    scene = compared(page)
    ends = {line["kind"]: line["text"] for line in scene["lines"] if "label" in line}
    assert ends == {"one": "21.97%", "two": "29.15%"}
    assert "B is 7.18 percentage points above A" in words(page)
    sound(page.multiselect(key="compare_pick").set_value(["now"]).run())
    assert page.query_params["sc_cmp"] == "now"
    assert not [data for data in told(page) if "scene" in data]


def test_a_held_scenario_travels_whole_in_the_link(open_page: OpenPage) -> None:
    page = view(open_page, "compare", sc_digital="20")
    page.session_state["compare_hold_menu"] = True
    sound(page.run())
    page.text_input(key="compare_name").set_value("Nhanh ~ & xa").run()
    sound(page.button(key="compare_hold").click().run())
    asked = str(page.query_params["sc_cmp"])
    assert session_dataset.package().version not in asked
    page = view(open_page, "compare", sc_digital="13.4", sc_cmp=asked)
    assert "Nhanh ~ &amp; xa" in words(page)
    assert "29.15%" in [line.get("text") for line in compared(page)["lines"]]


@pytest.mark.parametrize(
    "text", ["s-no-such~now~lab", "c-!!!!~now~lab", "~~~", "x" * 9_000, "now~now~now", "c-e30~now"]
)
def test_a_hostile_link_leaves_a_comparison_that_stands(open_page: OpenPage, text: str) -> None:
    page = view(open_page, "compare", sc_cmp=text)
    assert page.multiselect(key="compare_pick").value is not None


def test_a_starting_point_that_is_solved_opens_with_what_it_takes(open_page: OpenPage) -> None:
    page = view(open_page, "saved")
    ready = page.button(key="ready_every_target")
    assert "Still out of reach" in ready.label
    page = sound(ready.click().run())
    # From 17.34 % to 40 % of GRDP in five years takes 27.84 % a year, and a step more.
    assert page.session_state["sc_digital"] == 27.85


def test_without_figures_of_communes_there_is_no_best_pace_to_take(open_page: OpenPage) -> None:
    keys = {button.key for button in view(open_page, "saved", official="1").button}
    assert "ready_best_pace" not in keys
    assert "ready_every_target" in keys


def test_a_name_and_note_not_yet_saved_outlive_their_page(open_page: OpenPage) -> None:
    page = view(open_page, "saved")
    page.text_input(key="saved_name").set_value("Phương án A").run()
    page.text_area(key="saved_note").set_value("giả định").run()
    for script in ("../pages/map.py", PAGE.script):
        page.switch_page(script)
        page.query_params["sc_view"] = "saved"
        sound(page.run())
    assert page.text_input(key="saved_name").value == "Phương án A"
    assert page.text_area(key="saved_note").value == "giả định"
