"""The way in without a browser: what stands in the way of a table is told, and nothing follows."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from lib.app.kit import editing
from lib.app.kit.navigation import STOPS
from lib.data.editing import Allowed
from lib.data.intake import sheet_parser
from lib.data.intake import value_cells as intake_figures
from lib.data.store.database_url import BUSY, UnavailableError
from lib.model.vocabulary import Lang
from lib.text import translator
from tests.app.conftest import OpenPage

TABLE = (
    "Mã\tKỳ\tDân số trưởng thành có điện thoại thông minh\n"
    "00004\t2026-Q3\t73,5\n00008\t2026-Q3\t74\n"
)
LEFT_OUT = {"vi": "Không nhập được bảng này. Chưa có gì được ghi.",
            "en": "This cannot be taken in. Nothing was written."}  # fmt: skip


@pytest.fixture(autouse=True)
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks may edit, as at the machine itself."""
    monkeypatch.setattr(editing, "may_edit_now", lambda: Allowed("local"))


def pasted(open_page: OpenPage, lang: Lang, text: str) -> AppTest:
    """The page after a paste."""
    (stop,) = (stop for stop in STOPS if stop.name == "data")
    page = open_page(stop, lang)
    page.query_params["d_part"], page.query_params["d_way"] = "in", "paste"
    page.run()
    page.text_area[0].set_value(text).run()
    assert not page.exception
    return page


def test_a_paste_is_compared(open_page: OpenPage) -> None:
    page = pasted(open_page, "vi", TABLE)
    assert not page.error
    assert "Những gì sẽ thay đổi" in [one.value for one in page.subheader]
    assert page.button(key="d_commit").label == "Ghi 2 số liệu"
    assert page.button(key="d_commit").disabled


@pytest.mark.parametrize(("first", "then"), [("vi", "en"), ("en", "vi")])
@pytest.mark.parametrize(
    ("written", "answer", "value"),
    [("12.345", 1, 12345.0), ("12.345", 2, 12.345), ("18.50", 0, 18.5)],
)
def test_the_language_does_not_decide_how_a_number_is_read(
    open_page: OpenPage, first: Lang, then: Lang, written: str, answer: int, value: float
) -> None:
    """Nor whether it is asked about, and an answer outlives a change of language."""

    def asked() -> list[Selectbox[Any]]:
        return [one for one in page.selectbox if written in one.label]

    def read() -> list[float]:
        return list(page.session_state["_d_seen"][1].rows["value"])

    head = "Mã\tKỳ\tDân số trưởng thành có điện thoại thông minh"
    page = pasted(open_page, first, f"{head}\n00004\t2026-Q3\t{written}\n")
    assert len(asked()) == bool(answer)
    for one in asked():
        one.select_index(answer).run()
    assert read() == [value]
    page.session_state["lang"] = then
    page.run()
    assert not page.exception
    assert not asked()
    assert read() == [value]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "không quá 1 số liệu mỗi lần"), ("en", "at most 1 figures at once")],
)
def test_a_table_with_too_many_figures_is_refused_in_words(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, lang: Lang, said: str
) -> None:
    """Known only once the table is understood, after its file was read without fault."""
    for module in (sheet_parser, intake_figures):
        monkeypatch.setattr(module, "MOST_FIGURES", 1)
    page = pasted(open_page, lang, TABLE)
    (told,) = [one.value for one in page.error]
    assert told.startswith(LEFT_OUT[lang])
    assert said in told.replace("\\", "")
    assert not page.subheader
    assert "d_commit" not in [one.key for one in page.button]


def test_a_paste_of_too_many_columns_is_refused_in_words(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPORT_COLUMNS", "2")
    page = pasted(open_page, "en", TABLE)
    (told,) = [one.value for one in page.error]
    assert "at most 2 columns" in told.replace("\\", "")
    assert "At most 200,000 rows and 2 columns." in [one.value for one in page.caption]


def test_a_database_that_cannot_be_written_leaves_the_preview(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when another program holds it for long; pressed again later, the button does its work."""

    def locked(*_given: object, **_named: object) -> None:
        raise UnavailableError(BUSY)

    monkeypatch.setattr(editing, "commit", locked)
    page = pasted(open_page, "vi", TABLE)
    for name in ("title", "publisher", "date", "reason"):
        page.text_input(key=f"d_{name}").set_value("2026-09")
    page.run()
    page.button(key="d_commit").click().run()
    assert not page.exception
    assert [one.value for one in page.error] == [translator("vi").gettext(BUSY)]
    assert page.button(key="d_commit").label == "Ghi 2 số liệu"
    assert not page.button(key="d_commit").disabled
    assert page.text_area[0].value == TABLE
