"""Goal seek, tornado and realism in words, against figures worked by hand."""

from __future__ import annotations

import math
from typing import get_args

import pytest

from lib.analysis.projection.chance import Chance
from lib.analysis.scenarios.goal_seek import SeekGoal, needed_by_unit, seek
from lib.analysis.scenarios.realism import Realism
from lib.analysis.scenarios.tornado import tornado
from lib.features.scenarios import goal_seek_wording, realism
from lib.features.scenarios import tornado as scenario_tornado
from lib.model.vocabulary import Lang, Sharing
from tests.unit.view.scenarios import CITY_ONLY, ILLUSTRATIVE, SHARE, looked

LANGS: tuple[Lang, ...] = get_args(Lang)
ABOVE_40 = SeekGoal(40.0, 2030, comparator=">")


def said(lang: Lang = "en", **chosen: float) -> str:
    look = looked(SHARE, lang=lang, **chosen)  # type: ignore[arg-type]
    (one,) = (one for one in look.stand if one.lever == "digital_economy_growth")
    found = seek(look.fitted, look.controls, one.lever, ABOVE_40, between=(0.0, 50.0))
    value = found.value if found.value is None else math.ceil(100 * found.value) / 100
    return " ".join(
        goal_seek_wording.sought_sentences(
            found, one, look.subject.indicator, goal="over 40%", value=value, lang=lang
        )
    )


def test_what_a_control_must_be() -> None:
    # 17.34·((1 + d)/1.0816)⁵ ≥ 40.005: d = 27.85 %.
    assert said() == (
        "over 40%: “Digital-economy growth” must be 27.85%; it stands at 13.4%. All else stays as "
        "it is."
    )
    assert "27,85" in said("vi")
    # 17.34·((1 + d)/1.10)⁵: 30.02 % is just enough.
    assert "must be 30.02%" in said(sc_grdp=10.0)


def test_what_is_met_already_is_said_with_what_is_enough() -> None:
    assert said(sc_digital=35.0).startswith("over 40%: met as things stand.")


def test_out_of_reach_says_how_close_the_best_comes() -> None:
    look = looked(SHARE, lang="en")
    (one,) = (one for one in look.stand if one.lever == "grdp_growth")
    found = seek(look.fitted, look.controls, one.lever, ABOVE_40, between=(0.0, 20.0))
    text = " ".join(
        goal_seek_wording.sought_sentences(
            found, one, look.subject.indicator, goal="over 40%", value=None, lang="en"
        )
    )
    # 17.34·1.134⁵ = 32.52 with no growth of GRDP at all.
    assert "out of reach by “GRDP growth” alone, from 0% to 20%" in text
    assert "0% comes closest: 32.52%, 7.49 percentage points short." in text


@pytest.mark.parametrize("lang", LANGS)
def test_every_way_to_share_has_a_row_and_every_commune_a_figure(lang: Lang) -> None:
    look = looked(ILLUSTRATIVE, lang=lang)
    found = needed_by_unit(look.fitted, look.controls, SeekGoal(90.0, 2030))
    html = goal_seek_wording.shares_html(found, look.subject.indicator, goal="90%", lang=lang)
    assert html.count("<tr>") == 1 + len(get_args(Sharing))
    names = list(found[0].unit_codes)
    frame = goal_seek_wording.shares_frame(found, names, look.subject.indicator, lang=lang)
    assert len(frame) == len(names)
    assert frame.iloc[:, 1].nunique() == 1, "all alike: the same effort everywhere"
    assert frame.iloc[:, 7].nunique() > 1, "lagging first: not the same"


@pytest.mark.parametrize("lang", LANGS)
def test_the_tornado_shows_each_step_longest_first(lang: Lang) -> None:
    look = looked(SHARE, lang=lang)
    landing = look.subject.landing.scenario
    assert landing is not None
    bars = tornado(look.fitted, look.controls, year=2030)
    stand = {one.lever: one for one in look.stand}
    html = scenario_tornado.tornado_html(
        bars, landing, stand, look.subject.indicator, year=2030, lang=lang
    )
    assert html.count("<tr>") == 1 + len(bars)
    # 17.34·(1.134/1.0716)⁵ − 17.34·(1.134/1.0816)⁵ = 1.04 points.
    assert ("+1.04" if lang == "en" else "+1,04") in html
    frame = scenario_tornado.tornado_frame(bars, landing, look.subject.indicator, lang=lang)
    swings = (frame.iloc[:, 3] - frame.iloc[:, 5]).abs().tolist()
    assert swings == sorted(swings, reverse=True)


@pytest.mark.parametrize(
    ("percentile", "verdict"),
    [
        (0.0, "Almost none was as slow."),
        (10.0, "Few were as slow."),
        (30.0, "Slower than most."),
        (50.0, "About the middle."),
        (60.0, "Faster than most."),
        (85.0, "Few were as fast."),
        (97.0, "Almost none was as fast."),
        (100.0, "None of them was as fast."),
    ],
)
def test_the_place_of_a_pace_in_words_and_on_a_bar(percentile: float, verdict: str) -> None:
    one = Realism("ok", "reference", percentile, 6.0, 5, 20.0, 30.0, windows=214, curves=93)
    html = realism.realism_html("title", (one,), "en")
    assert verdict in html
    assert f"width:{percentile:.1f}%" in html
    # Each bar stands under the words that say what it is of.
    assert html.index("Reference class") < html.index("sc-bar")
    assert "of 214 windows of 5 years from 93 curves that began at 20–30%" in html


def test_too_few_windows_are_said_and_draw_no_bar() -> None:
    html = realism.realism_html("t", (Realism("too_few_windows", "official"),), "en")
    assert "not enough data" in html
    assert "sc-bar" not in html


def test_a_chance_stands_with_its_evidence_and_its_lack_with_the_reason() -> None:
    none = Chance(None, "few_points", "official")
    told = realism.chance_sentence(none, none, "B", is_changed=False, lang="en")
    assert told.startswith("No chance is given: fewer than three figures. Evidence B")
    then, now = Chance(0.714, "band", None), Chance(0.2, "band", None)
    told = realism.chance_sentence(then, now, "A", is_changed=True, lang="en")
    assert "about 71% in this scenario, about 20% as now" in told
    assert "Evidence A" in told


def test_a_series_of_the_city_alone_is_moved_by_effort_not_by_sharing() -> None:
    look = looked(CITY_ONLY)
    rests = {one.lever: one.rest for one in look.stand}
    assert rests["effort_government"] is None
    assert rests["sharing"] == rests["catch_up"] == "no_units"
