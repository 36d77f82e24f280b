"""The what-if page's sentences, with the figures worked by hand, in both languages."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from lib.app.kit import session_dataset
from lib.features.scenarios import queries as source
from lib.features.scenarios import wording as say
from lib.features.scenarios.wording import ReadingWords
from lib.model.vocabulary import Lang
from lib.text import translator
from tests.unit.view.scenarios import CITY_ONLY, ILLUSTRATIVE, ONE_FIGURE, SHARE, subject

LANGS: tuple[Lang, ...] = get_args(Lang)


def plain(sentences: tuple[str, ...]) -> str:
    return " ".join(sentences).replace("\u202f", " ")


def test_as_now_in_vietnamese() -> None:
    found, _, _ = subject(SHARE)
    assert plain(say.answer(found.landing, "vi")) == (
        "Tỷ trọng kinh tế số trong GRDP: 21,97 % vào cuối năm 2030 nếu tiếp tục như hiện nay. "
        "Còn thiếu 18,03 điểm phần trăm so với mục tiêu năm 2030: trên 40 %. "
        "Để đạt trên 40 %, kinh tế số phải tăng 27,85 % mỗi năm khi GRDP tăng 8,16 % mỗi năm."
    )


def test_as_now_in_english() -> None:
    found, _, _ = subject(SHARE, lang="en")
    assert plain(say.answer(found.landing, "en")) == (
        "Digital economy share of GRDP: 21.97% at the end of 2030 if things go on as now. "
        "That is 18.03 percentage points short of the target for 2030: more than 40%. "
        "To reach more than 40%, the digital economy must grow 27.85% a year while GRDP grows "
        "8.16% a year."
    )


@pytest.mark.parametrize(
    ("lang", "share", "need"), [("vi", "19,25 %", "31,26 %"), ("en", "19.25%", "31.26%")]
)
def test_on_nominal_prices(lang: Lang, share: str, need: str) -> None:
    found, _, _ = subject(SHARE, lang=lang, nominal=True)
    first, _, takes = (plain((one,)) for one in say.answer(found.landing, lang))
    assert share in first
    assert need in takes


@pytest.mark.parametrize(("lang", "need"), [("vi", "30,02 %"), ("en", "30.02%")])
def test_with_grdp_at_ten(lang: Lang, need: str) -> None:
    found, _, _ = subject(SHARE, lang=lang, sc_grdp=10.0)
    assert need in plain(say.answer(found.landing, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_both_readings_are_told_with_all_four_figures(lang: Lang) -> None:
    text = say.readings(
        ReadingWords(8.16, 21.968, 27.838),
        ReadingWords(11.05, 19.254, 31.255),
        growth=13.4,
        target="40%",
        lang=lang,
    )
    mark = "," if lang == "vi" else "."
    for figure in ("21.97", "27.84", "19.25", "31.26", "8.16", "11.05", "13.4"):
        assert figure.replace(".", mark) in text, figure


def test_at_exactly_forty_a_strict_target_is_touched_and_not_met() -> None:
    found, _, _ = subject(SHARE, lang="en", sc_digital=27.84)
    text = plain(say.answer(found.landing, "en"))
    assert "40% at the end of 2030 in this scenario, 21.97% if things go on as now" in text
    assert "touches the target for 2030, more than 40%, without passing it" in text


def test_above_forty_it_is_met_from_a_year_on() -> None:
    found, _, _ = subject(SHARE, lang="en", sc_digital=35.0)
    # 17.34 · (1.35/1.0816)ᵏ passes 40 at k = 3.77, so by the end of the fourth year, 2029.
    assert found.landing.reached == 2029
    assert "met from 2029 on" in plain(say.answer(found.landing, "en"))


def test_a_share_that_would_pass_its_cap_is_said_to_be_held_there() -> None:
    # 17.34 · 1.5ᵏ passes 100 at k = 4.3: at the end of 2030 it would be 131.7.
    held, _, _ = subject(SHARE, lang="en", sc_digital=50.0, sc_grdp=0.0)
    said = "It cannot be more than 100%, so the curve goes no further."
    assert say.answer(held.landing, "en")[1] == said
    below, _, _ = subject(SHARE, lang="en", sc_digital=35.0)
    assert said not in say.answer(below.landing, "en")


@pytest.mark.parametrize("lang", LANGS)
def test_one_figure_says_what_is_missing_and_still_what_it_takes(lang: Lang) -> None:
    found, _, _ = subject(ONE_FIGURE, lang=lang, official_only=True)
    assert found.landing.scenario is None
    text = plain(say.answer(found.landing, lang))
    # (100 − 93.15) over the seven years from the end of 2023.
    for figure in ("93.15", "+0.98"):
        assert figure.replace(".", "," if lang == "vi" else ".") in text


def test_two_figures_are_provisional() -> None:
    found, _, _ = subject(CITY_ONLY, official_only=True)
    assert found.landing.is_provisional
    assert not subject(SHARE)[0].landing.is_provisional


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("official_only", [False, True])
def test_every_series_on_offer_says_where_it_lands_and_never_a_chance(
    lang: Lang,
    *,
    official_only: bool,
) -> None:
    today = subject(SHARE)[0].today
    version = session_dataset.package().version
    offered = source.choices(version, official_only=official_only, today=today)
    assert offered[0] == SHARE
    assert len(offered) >= (5 if official_only else 20)
    for series_id in offered:
        found, _, _ = subject(series_id, lang=lang, official_only=official_only)
        text = plain(say.answer(found.landing, lang))
        # What hangs on a rate that nobody published has no number to say.
        assert re.search(r"\d", text) or found.landing.is_assumed, series_id
        assert not re.search(r"nan|inf|None|per_|score_|_0_|xác suất|chance|likely", text), text
        assert found.is_illustrative is (say_mark(found.landing, lang) != ""), series_id
        assert not (official_only and found.is_illustrative), series_id


def say_mark(landing: say.LandingWords, lang: Lang) -> str:
    html = say.answer_html(("a",), small=(), mark=landing.provenance, lang=lang)
    return "sc-mark" if "sc-mark" in html else ""


def test_the_illustrative_sentence_wears_its_mark() -> None:
    found, _, _ = subject(ILLUSTRATIVE)
    html = say.answer_html(("x",), small=(), mark=found.provenance, lang="vi")
    assert translator("vi").gettext("illustrative") in html
    assert "sc-mark" not in say.answer_html(("x",), small=(), mark="estimate", lang="vi")


def test_what_comes_from_data_is_escaped() -> None:
    html = say.answer_html(("<b>a</b>", "c<"), small=("<i>",), mark=None, lang="en")
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;" in html
