"""Sentences against golden texts, one of each verdict and reason, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from lib.analysis.progress.pace import PaceStatus
from lib.analysis.progress.verdict import Reason, Verdict
from lib.model.vocabulary import Lang
from lib.wording.numbers import THIN
from lib.wording.verdict_reasons import (
    aim_words,
    distance_sentence,
    missing_sentence,
    reason_sentence,
    required_pace_sentence,
)
from tests.unit.analysis.making import GEOMETRIC, GROWTH, LINEAR, RANK, SHARE, one, points, target
from tests.unit.view.situations import SERIES, SITUATIONS

# Of each situation three lines: its name, the Vietnamese, the English.
BLOCKS = (Path(__file__).parent / "sentences.golden.txt").read_text(encoding="utf-8").split("\n\n")
GOLDEN = {name: texts for name, *texts in (block.strip().splitlines() for block in BLOCKS)}


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("name", SITUATIONS)
def test_the_reason_reads_as_it_should(name: str, lang: Lang) -> None:
    assessment, indicator = SITUATIONS[name]
    golden = dict(zip(get_args(Lang), GOLDEN[name], strict=True))
    said = reason_sentence(assessment, indicator, SERIES, lang)
    # The golden file has plain spaces, so that it can be read and written by hand.
    assert said.replace(THIN, " ") == golden[lang]


def test_every_verdict_and_every_reason_is_among_the_situations() -> None:
    made = [assessment for assessment, _ in SITUATIONS.values()]
    assert {one.verdict for one in made} == set(get_args(Verdict))
    reasons = {value for part in get_args(Reason) for value in (get_args(part) or (part,))}
    assert {one.reason for one in made} == reasons - {"ok"}
    assert set(get_args(PaceStatus)) <= reasons


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("name", SITUATIONS)
def test_no_sentence_has_a_hole(name: str, lang: Lang) -> None:
    assessment, indicator = SITUATIONS[name]
    for said in (
        reason_sentence(assessment, indicator, SERIES, lang),
        distance_sentence(assessment, indicator, lang),
        required_pace_sentence(assessment, indicator, lang),
        missing_sentence(assessment, indicator, SERIES, lang),
    ):
        assert "{" not in said
        assert "()" not in said
        assert "  " not in said
        assert not said or said[-1] in ".:", said


DISTANCES = {
    "met with something to spare": (
        "Vượt mục tiêu 7 điểm phần trăm.",
        "7 percentage points better than the target.",
    ),
    "just met": ("Vừa đúng mục tiêu.", "Exactly at the target."),
    "missed by one point": (
        "Còn cách mục tiêu 1 điểm phần trăm.",
        "1 percentage point short of the target.",
    ),
    "equal where more is asked": (
        "Vừa đúng ngưỡng, trong khi phải vượt ngưỡng.",
        "Exactly at the limit, which must be passed.",
    ),
    "missed on the last figure": ("Còn cách mục tiêu 1 bậc.", "1 place short of the target."),
    "not positive": (
        "Còn cách mục tiêu 5 tỷ đồng.",
        "5 billion VND short of the target.",
    ),
    "nothing published": ("", ""),
    "a milestone": ("", ""),
}


@pytest.mark.parametrize("name", DISTANCES)
def test_the_distance(name: str) -> None:
    assessment, indicator = SITUATIONS[name]
    said = tuple(distance_sentence(assessment, indicator, lang) for lang in get_args(Lang))
    assert said == DISTANCES[name]


def test_the_pace_needed_is_that_from_the_last_figure_to_the_end_of_the_year() -> None:
    # (40 - 17.34) / 5 = 4.532 points a year from the end of 2025 to that of 2030, rounded up.
    assessment, indicator = SITUATIONS["one figure"]
    assert required_pace_sentence(assessment, indicator, "en") == (
        "From the last figure on, it must rise by 4.54 percentage points a year until the end of "
        "2030."
    )
    assert required_pace_sentence(assessment, indicator, "vi") == (
        "Tính từ số liệu gần nhất, mỗi năm cần tăng 4,54 điểm phần trăm cho đến hết năm 2030."
    )


def test_the_pace_needed_beside_the_pace_so_far() -> None:
    # 80 to 82 in five years is 0.4 a year; 95 - 82 in five is 2.6 a year; 2.6 / 0.4 = 6.5.
    assessment = one(target(95), LINEAR, points(("2020", 80), ("2025", 82)))
    assert required_pace_sentence(assessment, LINEAR, "en") == (
        "From the last figure on, it must rise by 2.6 percentage points a year until the end of "
        "2030. That is 6.5 times the pace so far."
    )


def test_a_growing_quantity_is_also_told_as_a_rate() -> None:
    # 100 to 200 in five years: 20 a year, or 2^(1/5) - 1 = 14.87 % a year.
    assessment = one(target(200), GEOMETRIC, points(("2025", 100)))
    assert required_pace_sentence(assessment, GEOMETRIC, "en") == (
        "From the last figure on, it must rise by 20 billion VND a year until the end of 2030. "
        "That is 14.87% a year."
    )


def test_what_would_have_to_be_published() -> None:
    expected = {
        "nothing published": "A figure of “” for the end of 2025, measured on: Households; it may "
        "still be published later.",
        "one figure": "A second figure by the same method would give a provisional pace; three "
        "over at least 24 months would give a firm one.",
        "on track": "At least three figures by the same method over at least 24 months.",
        "far off": "",
        "missed": "",
        "a tier that ended": "",
        "a milestone": "A published report that says whether and when this was done.",
    }
    said = {name: missing_sentence(*SITUATIONS[name], SERIES, "en") for name in expected}
    assert said == expected


def test_aims_in_words() -> None:
    cases = (
        (target(80), SHARE, "ít nhất 80\u202f%", "at least 80%"),
        (target(30, comparator="~"), SHARE, "khoảng 30\u202f%", "about 30%"),
        (target(50, comparator=">"), SHARE, "trên 50\u202f%", "over 50%"),
        (target(100, comparator="="), SHARE, "100\u202f%", "100%"),
        (target(20, comparator="<="), SHARE, "không quá 20\u202f%", "at most 20%"),
        (target(1, 5, comparator="<="), RANK, "trong nhóm 5", "in the top 5"),
        (target(7, 7.5, comparator="range"), GROWTH, "7–7,5\u202f%/năm", "7–7.5% a year"),
        (target(100, 100, comparator="range"), SHARE, "100\u202f%", "100%"),
    )
    for made, indicator, vietnamese, english in cases:
        (aim,) = made.aims
        assert aim_words(made, aim, indicator, "vi") == vietnamese
        assert aim_words(made, aim, indicator, "en") == english
