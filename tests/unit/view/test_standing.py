"""The two questions in words, against golden texts in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from lib.analysis.progress.forecast import LandingStatus, TargetForecast
from lib.analysis.progress.schedule import ScheduleStatus
from lib.features.overview import wording
from lib.features.overview.summary import Fact
from lib.model.vocabulary import Lang
from lib.wording.numbers import THIN
from lib.wording.outlook import (
    chance_words,
    landing_sentences,
    landing_words,
    modelled,
    months_words,
    standing_sentences,
)
from tests.unit.analysis.making import GEOMETRIC, INDEX_0_1, LINEAR, SHARE
from tests.unit.view.standing_situations import SITUATIONS, said, told

# Of each situation three lines: its name, the Vietnamese, the English.
BLOCKS = (Path(__file__).parent / "standing.golden.txt").read_text(encoding="utf-8").split("\n\n")
GOLDEN = {name: texts for name, *texts in (block.strip().splitlines() for block in BLOCKS)}


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("name", SITUATIONS)
def test_both_questions_are_answered_as_they_should_be(name: str, lang: Lang) -> None:
    golden = dict(zip(get_args(Lang), GOLDEN[name], strict=True))
    assert said(name, lang) == golden[lang]


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("name", SITUATIONS)
def test_no_answer_has_a_hole(name: str, lang: Lang) -> None:
    assessed, found = told(name)
    indicator = SITUATIONS[name].indicator
    for sentence in (
        *standing_sentences(found, assessed, indicator, lang),
        *landing_sentences(found, assessed, indicator, lang),
    ):
        assert "{" not in sentence
        assert "()" not in sentence
        assert "  " not in sentence
        assert sentence.endswith(".")


def test_every_way_to_land_is_among_the_situations() -> None:
    met = {told(name)[1].landing.status for name in SITUATIONS}
    # What is over, has ended or has no number is not asked where it will land.
    assert met == set(get_args(LandingStatus)) - {"milestone", "tier_ended", "target_past"}


@pytest.mark.parametrize(
    ("months", "vietnamese", "english"),
    [
        (-6.6, "chậm 7 tháng", "7 months late"),
        (3.2, "sớm 3 tháng", "3 months early"),
        (-1.0, "chậm 1 tháng", "1 month late"),
        (0.5, "đúng lộ trình", "on the path"),  # halves go to the even number, nought here
        (-0.4, "đúng lộ trình", "on the path"),
        (41.0, "sớm 41 tháng", "41 months early"),
    ],
)
def test_months(months: float, vietnamese: str, english: str) -> None:
    standing = ScheduleStatus("ok", months=months)
    assert (months_words(standing, "vi"), months_words(standing, "en")) == (vietnamese, english)


def test_months_beyond_the_path_have_words_and_no_number() -> None:
    before = ScheduleStatus("ok", beyond="before_the_start")
    beyond = ScheduleStatus("ok", beyond="beyond_the_target_date")
    assert months_words(before, "en") == "before the start"
    assert months_words(beyond, "en") == "beyond the target date"
    assert months_words(ScheduleStatus("one_point"), "en") == ""


@pytest.mark.parametrize(
    ("chance", "english"),
    [(0.0, "under 1%"), (0.004, "under 1%"), (0.006, "about 1%"), (0.5, "about 50%"),
     (0.994, "about 99%"), (0.996, "over 99%"), (1.0, "over 99%")],
)  # fmt: skip
def test_a_chance_is_never_certain(chance: float, english: str) -> None:
    assert chance_words(chance, "en") == english


def test_a_modelled_value_is_rounded_more_coarsely_than_a_figure() -> None:
    assert modelled(70.1234, SHARE, "en") == "70.1%"
    assert modelled(99.96, SHARE, "en") == "99.96%"  # never the highest value itself
    assert modelled(213.4, GEOMETRIC, "en") == "213 billion VND"
    assert modelled(0.80901, INDEX_0_1, "vi") == "0,809"


def test_the_landing_of_a_row() -> None:
    band = TargetForecast("band", 70.12, 53.14, 82.93, 0.5)
    assert landing_words(band, SHARE, 2030, "en") == "2030: 70.1% (53.1–82.9%)"
    still = TargetForecast("band", 100.0, 99.9999, 100.0, 0.99)
    assert landing_words(still, SHARE, 2030, "en") == "2030: 100%"
    fan = TargetForecast("fan", 18.0, fan=((0.5, 20.0), (1.0, 18.0), (1.5, 16.0)))
    assert landing_words(fan, SHARE, 2030, "en") == "2030: 18% (16–20%)"
    two = TargetForecast("identity", readings=(("real", 21.97), ("nominal", 19.25)))
    assert landing_words(two, SHARE, 2030, "en") == "2030: 19.25–21.97%"
    alone = replace(two, readings=(("real", 21.97),))
    assert landing_words(alone, SHARE, 2030, "vi") == f"2030: 21,97{THIN}%"
    # Both ends to the same decimal.
    even = replace(two, readings=(("real", 21.97), ("nominal", 19.0)))
    assert landing_words(even, SHARE, 2030, "en") == "2030: 19.00–21.97%"
    assert landing_words(TargetForecast("one_point"), SHARE, 2030, "en") == ""


def of_overview(name: str) -> Fact:
    assessed, found = told(name)
    known = (assessed.last,) if assessed.last else ()
    return Fact("trial", SITUATIONS[name].indicator, known, None, assessed, found)


OVERVIEW = {
    "late": (
        (
            "So với lộ trình đến năm 2030: chậm 12 tháng; giữ tốc độ đến nay sẽ đạt 75 %, "
            "khả năng đạt mục tiêu khoảng 40 %."
        ),
        (
            "Against the path to 2030: 12 months late; at its pace so far it comes to 75%, "
            "chance of meeting the target about 40%."
        ),
    ),
    "less is better": (
        (
            "So với lộ trình đến năm 2030, tạm tính: chậm 12 tháng; giữ tốc độ đến nay sẽ đạt "
            "11,7 %, số liệu còn ít nên chưa nêu khả năng đạt."
        ),
        (
            "Against the path to 2030, provisionally: 12 months late; at its pace so far it comes "
            "to 11.7%, too few figures for a chance."
        ),
    ),
    "slipped below": (
        "Giữ tốc độ đến nay, năm 2030 sẽ đạt 75 %, khả năng đạt mục tiêu khoảng 31 %.",
        "At its pace so far it comes to 75% in 2030, chance of meeting the target about 31%.",
    ),
    "a single figure": ("", ""),
    "the digital economy": (
        (
            "Nếu kinh tế số và GRDP giữ tốc độ tăng công bố gần nhất, năm 2030 sẽ đạt "
            "19,25–21,97 %, tùy cách tính giá."
        ),
        (
            "If the digital economy and GRDP grow as last published it comes to 19.25–21.97% in "
            "2030, depending on the price basis."
        ),
    ),
    "a rank": ("", ""),
}


@pytest.mark.parametrize("name", OVERVIEW)
def test_the_overview_tells_it_where_the_evidence_allows(name: str) -> None:
    fact = of_overview(name)
    found = tuple(wording.outlook(fact, lang).replace(THIN, " ") for lang in get_args(Lang))
    assert found == OVERVIEW[name]
    sentence = wording.fact_words(replace(fact, outlook=None), "en")
    assert wording.fact_words(fact, "en") == " ".join(
        filter(None, (sentence, wording.outlook(fact, "en")))
    )


def test_two_figures_that_slipped_are_told_without_a_chance() -> None:
    fact = of_overview("slipped below")
    assert fact.outlook is not None
    fan = TargetForecast("fan", 76.2, fan=((0.5, 78.0), (1.0, 76.2), (1.5, 74.0)))
    assert wording.outlook(replace(fact, outlook=replace(fact.outlook, landing=fan)), "en") == (
        "Provisionally, at its pace so far it comes to 76.2% in 2030; too few figures for a chance."
    )


def test_a_range_is_met_from_its_nearer_end() -> None:
    assessed, found = told("late")
    wide = replace(assessed.target.aims[0], high=90.0)
    ranged = replace(assessed, aim=wide, target=replace(assessed.target, comparator="range"))
    text = " ".join(landing_sentences(found, ranged, LINEAR, "en"))
    assert "Chance of at least 82% by then: about 40%." in text
