"""The Unit page without a browser: what is chosen, what is ignored, what can be taken away."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit.markdown_escape import plain
from lib.app.kit.navigation import STOPS

(UNIT,) = [stop for stop in STOPS if stop.name == "unit"]


def opened(app: AppTest, **asked: str) -> AppTest:
    """The page with these choices in its link."""
    for key, value in asked.items():
        app.query_params[key] = value
    app.query_params["lang"] = asked.get("lang", "en")
    app.run()
    app.switch_page(UNIT.script)
    for key, value in {"lang": "en", **asked}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, [item.value for item in app.exception]
    return app


def chosen(app: AppTest) -> list[str]:
    return [app.session_state[key] for key in ("u", "u2", "u3", "u4") if app.session_state[key]]


def test_up_to_four_units_of_one_geography(app: AppTest) -> None:
    asked = ["commune:00004", "commune:00301", "commune:00166", "commune:10489"]
    page = opened(app, **dict(zip(("u", "u2", "u3", "u4"), asked, strict=True)))
    assert chosen(page) == asked


@pytest.mark.parametrize("other", ["district:001", "commune:99999", "<b>x</b>", "commune:00004"])
def test_what_cannot_be_compared_is_left_out_and_said(app: AppTest, other: str) -> None:
    page = opened(app, u="commune:00004", u2=other)
    assert chosen(page) == ["commune:00004"]
    assert any(plain(f"u2={other}") in item.value for item in page.info)


def test_an_unknown_unit_is_said_and_another_shown(app: AppTest) -> None:
    page = opened(app, u="commune:nowhere")
    assert any(plain("u=commune:nowhere") in item.value for item in page.info)
    assert chosen(page)[0].startswith("commune:")


def test_an_indicator_is_followed_across_the_reform(app: AppTest) -> None:
    page = opened(app, u="commune:00004", u_ind="work_dossiers_online_district")
    assert page.session_state["u_ind"] == "work_dossiers_online_commune"
    assert not page.info


def test_a_district_is_opened_in_its_own_vintage(app: AppTest) -> None:
    page = opened(app, u="district:001", official="1")
    assert chosen(page) == ["district:001"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("unit", "most"), [("commune:00004", "commune:10489"), ("district:001", "district:002")]
)
def test_it_runs_in_both_languages_on_both_geographies(
    app: AppTest, lang: str, unit: str, most: str
) -> None:
    page = opened(app, lang=lang, u=unit, u2=most, official="1")
    assert chosen(page) == [unit, most]
    assert not page.info


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_unknown_unit_is_said_in_both_languages(app: AppTest, lang: str) -> None:
    page = opened(app, lang=lang, u="district:nowhere")
    word = {"vi": "bỏ qua", "en": "left out"}[lang]
    assert any(
        word in item.value and plain("u=district:nowhere") in item.value for item in page.info
    ), [item.value for item in page.info]
