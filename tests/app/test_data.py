"""Every part of the Data page, in both languages, for who may edit and for who may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit import editing
from lib.app.kit.navigation import STOPS
from lib.data.editing import IS_OFF, LOCAL_EDITOR, Allowed, Mode, Refused
from lib.data.store import access
from lib.data.store.commit import commit
from lib.model.vocabulary import Lang
from lib.text import translator
from tests.app.conftest import OpenPage
from tests.data import store_kit

PAGE = next(stop for stop in STOPS if stop.name == "data")
LANGS = get_args(Lang)
OFF, LOCAL = Refused(IS_OFF, {}), Allowed(LOCAL_EDITOR)


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/figures.db")


@pytest.fixture(params=["off", "local"])
def mode(request: pytest.FixtureRequest) -> Iterator[Mode]:
    chosen: Mode = request.param
    with patch.object(editing, "may_edit_now", lambda: OFF if chosen == "off" else LOCAL):
        yield chosen


def part(open_page: OpenPage, which: str, lang: Lang, **query: str) -> AppTest:
    page = open_page(PAGE, lang)
    for key, text in {"d_part": which, **query}.items():
        page.query_params[key] = text
    page.run()
    assert not page.exception, [item.value for item in page.exception]
    return page


def html(page: AppTest) -> str:
    return " ".join(one.proto.body for one in page.get("html"))


def downloads(page: AppTest) -> list[str]:
    return [one.proto.label for one in page.get("download_button")]


@pytest.mark.parametrize(
    ("lang", "cell", "key"),
    [
        ("en", "official 5/30, illustrative 25/30", "an empty cell: no figure found or taken in"),
        ("vi", "chính thức 5/30, minh họa 25/30", "ô trống: chưa tìm thấy hoặc chưa nhập số liệu"),
    ],
)
def test_what_there_is(mode: Mode, open_page: OpenPage, lang: Lang, cell: str, key: str) -> None:
    page = part(open_page, "coverage", lang, d_geo="district")
    assert cell in html(page)
    assert key in html(page)
    # Whether one may edit changes nothing of what there is.
    assert not page.info
    assert mode in ("off", "local")


@pytest.mark.parametrize(
    ("lang", "why"),
    [("en", "No figure found or taken in."), ("vi", "Chưa tìm thấy hoặc chưa nhập số liệu nào.")],
)
def test_what_there_is_not(open_page: OpenPage, lang: Lang, why: str) -> None:
    page = part(open_page, "coverage", lang, d_show="none")
    assert why in html(page)
    assert "<summary>" not in html(page)


@pytest.mark.parametrize(
    ("lang", "head", "target"),
    [
        ("en", "D → C: ", "Target 2030: 70–80% (18-NQ/TU)"),
        ("vi", "D → C: ", "Mục tiêu 2030: 70–80 % (18-NQ/TU)"),
    ],
)
def test_what_is_wanted(open_page: OpenPage, lang: Lang, head: str, target: str) -> None:
    said = html(part(open_page, "wanted", lang)).replace("\u202f", " ").replace("\xa0", " ")
    assert f"<h2>{head}" in said
    assert target in said


@pytest.mark.parametrize("lang", LANGS)
def test_taking_in_is_offered_to_who_may(mode: Mode, open_page: OpenPage, lang: Lang) -> None:
    page = part(open_page, "in", lang)
    offered = bool(page.get("file_uploader"))
    assert offered is (mode == "local")
    told = translator(lang).gettext(IS_OFF) in [one.value for one in page.info]
    assert told is (mode == "off")


@pytest.mark.parametrize(
    ("lang", "nothing"),
    [("en", "Nothing has been taken in yet"), ("vi", "Chưa nhập gì: số liệu là bộ kèm theo")],
)
def test_no_version_yet(mode: Mode, open_page: OpenPage, lang: Lang, nothing: str) -> None:
    page = part(open_page, "versions", lang)
    assert mode
    assert [one.value.startswith(nothing) for one in page.info] == [True]
    assert not page.expander


@pytest.mark.parametrize(
    ("lang", "title", "undo", "what"),
    [
        ("en", ": 1 figure", "Undo version 1", "figures taken in"),
        ("vi", ": 1 số liệu", "Hoàn tác phiên bản 1", "nhập số liệu"),
    ],
)
def test_a_version_opens_and_is_taken_back_by_who_may(
    mode: Mode, open_page: OpenPage, lang: Lang, title: str, undo: str, what: str
) -> None:
    commit(access.ready(), store_kit.draft({("00004", "2026-08"): 41.5}, base=0))
    page = part(open_page, "versions", lang)
    labels = [one.label for one in page.expander]
    assert title in labels[0].replace("\\", "")
    page.session_state["d_version_1"] = True
    page.run()
    assert not page.exception
    assert "số liệu tháng 8" in html(page)
    assert [one.label for one in page.button if one.label == undo] == (
        [undo] if mode == "local" else []
    )
    tables = [one.value for one in page.dataframe]
    assert any(what in table.to_numpy() for table in tables)


@pytest.mark.parametrize(
    ("lang", "rest"),
    [
        ("en", ["Data package (ZIP)", "GeoJSON: 30 districts", "GeoJSON: 126 wards and communes"]),
        ("vi", ["Gói dữ liệu (ZIP)", "GeoJSON: 30 quận, huyện, thị xã", "GeoJSON: 126 phường, xã"]),
    ],
)
def test_everybody_may_take_figures_out(
    mode: Mode, open_page: OpenPage, lang: Lang, rest: list[str]
) -> None:
    page = part(open_page, "out", lang)
    assert mode
    assert downloads(page)[:5] == ["CSV", "Excel (XLSX)", *rest]
    everything = "All" if lang == "en" else "Tất cả"
    boxes = {box.key: box.proto.placeholder for box in page.multiselect}
    assert boxes["d_out_series_pick"] == boxes["d_out_geo_pick"] == everything


def test_what_a_workbook_is_asked_for_is_in_the_link(open_page: OpenPage) -> None:
    page = part(open_page, "out", "en")
    page.selectbox(key="d_tpl_geo").set_value("city").run()
    page.text_input(key="d_tpl_periods").set_value("2025, 2025-Q3").run()
    wanted = ["adults_with_smartphone", "adults_with_digital_signature"]
    page.multiselect(key="d_tpl_series_pick").set_value(wanted).run()
    asked = {key: str(page.query_params[key]) for key in page.query_params if "d_tpl" in key}
    again = part(open_page, "out", "vi", **asked)
    assert again.selectbox(key="d_tpl_geo").value == "city"
    assert again.text_input(key="d_tpl_periods").value == "2025, 2025-Q3"
    assert again.multiselect(key="d_tpl_series_pick").value == wanted
