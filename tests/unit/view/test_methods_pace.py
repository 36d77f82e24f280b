"""Worked checks and a reader's own example: R, class and guards by figures worked out by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest

from lib.analysis.progress.pace import SHAPES, Shape
from lib.features.methods.pace_examples import (
    WORKED,
    Example,
    PaceExample,
    frame,
    live_answer,
    live_sums,
    live_table,
    readings,
    worked_table,
)
from lib.model.vocabulary import Lang

EIGHTY = Example(80.0, 2020, 88.0, 2025, 95.0, 2030)


def by_shape(example: Example) -> dict[Shape, PaceExample]:
    return {one.shape: one for one in readings(example)}


def cells(html: str) -> list[list[str]]:
    """The text of every cell of the rows of a table's body."""
    rows = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", html)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.split(r"</t[hd]>", row) if cell]
        for row in rows
    ]


@pytest.mark.parametrize(
    ("start", "last", "goal", "linear", "geometric", "logistic"),
    [
        (80, 88, 95, 1.067, 1.110, 0.778),
        (10, 40, 80, 0.857, 1.382, 1.000),
        (80, 97, 100, 1.700, 1.741, 1.070),
    ],
)
def test_the_worked_checks(
    start: float, last: float, goal: float, linear: float, geometric: float, logistic: float
) -> None:
    found = by_shape(Example(start, 2020, last, 2025, goal, 2030))
    ratios = {shape: round(one.ratio.ratio or 0.0, 3) for shape, one in found.items()}
    assert ratios == {"linear": linear, "geometric": geometric, "logistic": logistic}


def test_the_page_shows_the_worked_checks() -> None:
    assert cells(worked_table("en", "light")) == [
        ["80 → 88, target 95", "1.067 ▲on track", "1.110 ▲on track", "0.778 ◆must accelerate"],
        ["10 → 40, target 80", "0.857 ◆must accelerate", "1.382 ▲on track", "1.000 ▲on track"],
        [
            "80 → 97, target 100",
            "1.700 ▲on track",
            "1.741 ▲on track",
            "1.070 ▲on tracktarget taken as 99.5",
        ],
        ["92 → 89, target 90", "▽slipped below", "▽slipped below", "▽slipped below"],
    ]
    assert "1,110" in worked_table("vi", "dark")
    assert "0,778" in worked_table("vi", "dark")


def test_place_on_the_path_and_months() -> None:
    rows = cells(live_table(readings(EIGHTY), "en", "light"))
    assert rows == [
        ["straight line", "1.067", "▲on track", "87.5", "0.5 ahead; 4 months early"],
        ["steady rate of growth", "1.110", "▲on track", "87.2", "0.8 ahead; 7 months early"],
        ["S-curve", "0.778", "◆must accelerate", "89.7", "1.7 behind; 13 months late"],
    ]


def test_the_arithmetic_has_the_readers_figures() -> None:
    said = live_sums(readings(EIGHTY), "en")
    assert "Distance = 95 − 88 = 7" in said
    assert "(95 − 88) ÷ 5 years, rounded up: 1.4 a year" in said
    assert "R (straight line) = 1.6 ÷ 1.5 = 1.067" in said
    assert "own shape" not in said


@pytest.mark.parametrize(
    ("example", "shape", "status", "said"),
    [
        (replace(EIGHTY, start=0.0, last=5.0), "geometric", "not_positive", "above zero"),
        (replace(EIGHTY, start=0.0, last=5.0), "logistic", "outside_cap", "highest possible"),
        (replace(EIGHTY, last=120.0, goal=130.0), "logistic", "outside_cap", "highest possible"),
        (replace(EIGHTY, cap=None), "logistic", "no_cap", "no highest possible value"),
        (replace(EIGHTY, start_year=2025), "linear", "nothing_since_baseline", "no figure after"),
        (replace(EIGHTY, start_year=2027), "linear", "nothing_since_baseline", "no figure after"),
        (replace(EIGHTY, last_year=2031), "linear", "target_date_reached", "target date or later"),
        (replace(EIGHTY, goal_year=2024), "linear", "target_date_reached", "target date or later"),
        (
            replace(EIGHTY, start=99.9, last=99.8, goal=100.0),
            "logistic",
            "too_near_cap",
            "too near the highest",
        ),
    ],
)
def test_every_guard_is_told_in_words_and_gives_no_number(
    example: Example, shape: Shape, status: str, said: str
) -> None:
    one = by_shape(example)[shape]
    assert one.ratio.status == status
    assert one.ratio.ratio is None
    row = cells(live_table((one,), "en", "light"))[0]
    assert row[1] == "–"
    assert row[2].startswith("no pace: ")
    assert said in row[2]


def test_no_distance_is_reached_or_slipped() -> None:
    reached = by_shape(replace(EIGHTY, start=80.0, last=80.0, goal=80.0))
    assert {one.assessment.verdict for one in reached.values()} == {"achieved"}
    slipped = by_shape(Example(92.0, 2020, 89.0, 2025, 90.0, 2030))
    assert {one.assessment.verdict for one in slipped.values()} == {"slipped_below"}
    assert {one.ratio.status for one in slipped.values()} == {"no_distance"}


def test_the_mirror_image_has_the_same_ratios() -> None:
    mirror = Example(20.0, 2020, 12.0, 2025, 5.0, 2030, sense=-1)
    for shape in ("linear", "logistic"):
        there, here = by_shape(mirror)[shape], by_shape(EIGHTY)[shape]
        assert there.ratio.ratio == pytest.approx(here.ratio.ratio)
        assert there.assessment.verdict == here.assessment.verdict


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_sentence_says_whether_the_shape_decides(lang: Lang) -> None:
    decides = live_answer(readings(EIGHTY), lang)
    agrees = live_answer(readings(replace(EIGHTY, last=97.0, goal=100.0)), lang)
    assert decides.count(":") == 4
    assert agrees.count(":") == 1
    assert decides != agrees


def test_the_table_taken_away_has_both_paces() -> None:
    table = frame(WORKED, "en")
    assert len(table) == 4 * len(SHAPES)
    first = table.iloc[0]
    assert (first["pace_so_far"], first["pace_needed"]) == (pytest.approx(1.6), 1.5)
    assert table["pace_ratio"].isna().sum() == 3
    assert set(table["class_words"]) == {"on track", "must accelerate", "slipped below"}


@pytest.mark.parametrize("cap", [None, 100.0, 0.5])
@pytest.mark.parametrize("start", [-5.0, 0.0, 80.0, 100.0])
@pytest.mark.parametrize("last", [-5.0, 0.0, 80.0, 100.0])
@pytest.mark.parametrize("years", [(2020, 2025, 2030), (2030, 2025, 2020), (2025, 2025, 2025)])
def test_no_combination_breaks(
    cap: float | None, start: float, last: float, years: tuple[int, int, int]
) -> None:
    for sense in (1, -1):
        example = Example(start, years[0], last, years[1], 100.0, years[2], cap, sense)
        found = readings(example)
        for lang in get_args(Lang):
            assert "nan" not in live_table(found, lang, "light")
            assert live_answer(found, lang)
            live_sums(found, lang)
