"""A what-if link with levels that a control can't have: what was left out or held is said."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit.navigation import STOPS
from lib.model.vocabulary import Lang
from tests.app.conftest import OpenPage

PAGE = next(stop for stop in STOPS if stop.name == "scenarios")


def opened(open_page: OpenPage, lang: Lang, **query: str) -> AppTest:
    page = open_page(PAGE, lang)
    for key, text in query.items():
        page.query_params[key] = text
    page.run()
    assert not page.exception, [item.value for item in page.exception]
    return page


def told(page: AppTest) -> str:
    return re.sub(r"\s+", " ", " ".join(item.value for item in page.info).replace("\\", ""))


BEYOND = "“{}” is {} in this link, beyond its range ({}); it stands at {}."
UNREAD = "“{}” is “{}” in this link, which it cannot be; that was left out and it stands at {}."
BEYOND_VI = "Đường liên kết đặt “{}” là {}, ngoài khoảng cho phép ({}); đã lấy {}."
PAR = "Public administration reform index of the city (PAR INDEX)"


@pytest.mark.parametrize(
    ("lang", "query", "said"),
    [
        ("en", "sc_digital=80", BEYOND.format("Digital-economy growth", 80, "−10% … 50%", "50%")),
        (
            "vi",
            "sc_digital=80",
            BEYOND_VI.format("Tăng trưởng kinh tế số", 80, "−10 % … 50 %", "50 %"),
        ),
        (
            "en",
            "sc_soc=-1",
            BEYOND.format("Effort: digital society", -1, "×0 … ×3", "×0 (comes to a stop)"),
        ),
        (
            "en",
            "sc_start=2027.5",
            "“Effort starts in” is 2027.5 in this link; it was rounded to 2027.",
        ),
        ("en", "sc_start=2020", BEYOND.format("Effort starts in", 2020, "2027 … 2030", "2027")),
        ("en", "sc_grdp=<b>", UNREAD.format("GRDP growth", "<b>", "8.16%")),
        ("en", "sc_share=nobody", UNREAD.format("Who gets the effort", "nobody", "All alike")),
        (
            "en",
            "sc_one_par_index=9",
            BEYOND.format(f"Effort for this indicator alone: {PAR}", 9, "×0 … ×3", "×3"),
        ),
    ],
)
def test_what_a_control_cannot_be_is_said_with_where_it_stands(
    open_page: OpenPage, lang: Lang, query: str, said: str
) -> None:
    assert said in told(opened(open_page, lang, **dict([query.split("=")])))


def test_it_is_said_once_and_in_every_part_of_the_page(open_page: OpenPage) -> None:
    for part in ("lab", "saved", "compare"):
        page = opened(open_page, "en", sc_view=part, sc_digital="80", sc_grdp="x", sc_ind="none")
        said = told(page)
        assert "it stands at 50%" in said
        assert "it stands at 8.16%" in said
        # What is no control is said by the page's header.
        assert "sc_ind=none" in said
        assert "sc_grdp=x" not in said
        page.run()
        assert "it stands at" not in told(page)


def test_a_link_within_the_ranges_has_nothing_to_tell(open_page: OpenPage) -> None:
    assert not told(opened(open_page, "en", sc_digital="50", sc_soc="0", sc_start="2030"))
