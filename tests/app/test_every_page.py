"""Every page draws in every language, under its own title."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit.navigation import STOPS, Stop
from lib.model.vocabulary import Lang
from lib.text import translator
from tests.app.conftest import OpenPage
from tests.serving import ROOT

VIETNAMESE_LETTERS = set("ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


def test_every_page_script_is_in_the_navigation() -> None:
    assert {stop.name for stop in STOPS} == {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert [stop.is_default for stop in STOPS].count(True) == 1


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
def test_a_page_draws_in_a_language(open_page: OpenPage, stop: Stop, lang: Lang) -> None:
    page = open_page(stop, lang)
    assert [title.value for title in page.title] == [translator(lang).gettext(stop.title)]
    said = " ".join(str(item.value) for item in (*page.title, *page.caption))
    assert lang == "en" or VIETNAMESE_LETTERS & set(said.casefold()), said


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
def test_a_page_draws_while_presenting_and_on_official_figures_only(
    app: AppTest, open_page: OpenPage, stop: Stop, lang: Lang
) -> None:
    app.query_params["present"] = "1"
    app.query_params["official"] = "1"
    page = open_page(stop, lang)
    assert page.button(key="end_presenting").label == translator(lang).gettext("End presenting")
    assert page.session_state["official"] == "1"


def test_a_link_with_nonsense_is_answered_by_a_page(app: AppTest) -> None:
    for key in ("lang", "official", "present", "indicator", "period", "unit", "year"):
        app.query_params[key] = "<script>1e999"
    app.run()
    assert not app.exception
    assert app.title


def test_main_is_where_the_server_looks_for_it() -> None:
    assert '"lib/main.py"' in (ROOT / "app.py").read_text(encoding="utf-8")
    assert Path(ROOT / "lib" / "main.py").is_file()
