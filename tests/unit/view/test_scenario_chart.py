"""The what-if page's scenes: what is drawn, and that the picture draws the same."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import Any

import pytest

from lib.analysis.rounding import round_for_display
from lib.app.kit import session_dataset
from lib.features.scenarios import chart, chart_svg, communes_chart
from lib.features.scenarios import queries as source
from lib.features.scenarios.axes import axis
from lib.features.scenarios.chart import NEW_BOUNDARIES
from lib.style import png as picture
from tests.unit.analysis.making import INDEX_0_1
from tests.unit.analysis.making import SHARE as A_SHARE
from tests.unit.view.scenarios import (
    CITY_ONLY,
    ILLUSTRATIVE,
    ONE_FIGURE,
    SEVERAL_YEARS,
    SHARE,
    subject,
)


def kinds(scene: dict[str, Any]) -> list[str]:
    return [line["kind"] for line in scene["lines"]]


def line(scene: dict[str, Any], kind: str) -> list[list[float]]:
    (found,) = (one["pts"] for one in scene["lines"] if one["kind"] == kind)
    assert isinstance(found, list)
    return found


def test_the_baseline_is_always_drawn_and_the_scenario_beside_it() -> None:
    as_now = chart.scene(subject(SHARE)[0], "vi")
    moved = chart.scene(subject(SHARE, sc_digital=20.0)[0], "vi")
    assert "scenario" not in kinds(as_now)
    assert line(as_now, "now") == line(moved, "now")
    assert line(moved, "now")[0] == line(moved, "scenario")[0] == [2026.0, 17.34]
    assert line(moved, "now")[-1] == [2031.0, pytest.approx(21.968, abs=5e-4)]
    assert line(moved, "scenario")[-1][1] > 28


def test_another_method_is_a_point_of_its_own_never_joined() -> None:
    scene = chart.scene(subject(SHARE)[0], "vi")
    assert line(scene, "other") == [[2023.0, 17.15]]
    assert line(scene, "published") == [[2026.0, 17.34]]


def test_no_line_crosses_the_change_of_boundaries() -> None:
    for series_id in source.choices(
        session_dataset.package().version, official_only=False, today=subject(SHARE)[0].today
    ):
        found = subject(series_id)[0]
        scene = chart.scene(found, "vi")
        # The city itself kept its boundaries: its own figures, and a curve from them, may go on.
        of_city = {"published"}
        if found.projection.city_from in ("points", "identity"):
            of_city |= {"now", "scenario", "fan"}
        for one in scene["lines"]:
            if one["kind"] in of_city:
                continue
            for (before, _), (after, _) in pairwise(one["pts"]):
                assert not before <= NEW_BOUNDARIES < after, (series_id, one["kind"])
    assert chart.scene(subject(ILLUSTRATIVE)[0], "vi")["break"][0] == NEW_BOUNDARIES


def test_targets_of_both_years_with_comparator_and_readings() -> None:
    share = chart.scene(subject(SHARE, lang="en")[0], "en")["targets"]
    assert [(mark["t"], mark["lo"], mark["text"]) for mark in share] == [
        (2026.0, 30.0, "30%"),
        (2031.0, 40.0, "more than 40%"),
    ]
    signature = chart.scene(subject(ILLUSTRATIVE, lang="en")[0], "en")["targets"]
    assert [(mark["lo"], mark["hi"], mark["text"]) for mark in signature[1:]] == [
        (60.0, 65.0, "60–65% (relative reading)"),
        (70.0, 80.0, "70–80% (in points)"),
    ]


def test_two_readings_that_say_the_same_are_one_mark() -> None:
    scene = chart.scene(subject(ONE_FIGURE, lang="en", official_only=True)[0], "en")
    at_2030 = [mark["text"] for mark in scene["targets"] if mark["t"] == 2031.0]
    assert at_2030 == ["100%"]


def test_too_few_figures_draw_no_curve_but_the_way() -> None:
    scene = chart.scene(subject(ONE_FIGURE, official_only=True)[0], "vi")
    assert kinds(scene) == ["published", "way"]
    assert line(scene, "way") == [[2024.0, 93.15], [2031.0, 100.0]]


def test_the_band_is_where_the_scenario_lies_in_8_cases_of_10() -> None:
    found = subject(SEVERAL_YEARS, lang="en", sc_gov=2.0)[0]
    scene = chart.scene(found, "en")
    bands = found.projection.bands()
    assert bands is not None
    assert bands.city_scenario is not None
    assert [row[1] for row in scene["band"]] == pytest.approx(bands.city_scenario.low, rel=1e-9)
    assert [row[2] for row in scene["band"]] == pytest.approx(bands.city_scenario.high, rel=1e-9)
    assert ["band", "Scenario: 8 chances in 10 lie within"] in scene["legend"]
    # Two published figures are no ground for a band.
    assert chart.scene(subject(CITY_ONLY)[0], "en")["band"] == []


def test_two_figures_draw_a_fan_and_no_band() -> None:
    found = subject(CITY_ONLY, lang="en", sc_gov=2.0)[0]
    scene = chart.scene(found, "en")
    assert kinds(scene).count("fan") == 2
    assert ["fan", "At half and at one and a half times the pace so far"] in scene["legend"]
    sent = chart.moving(found)
    assert [one["factor"] for one in sent["fan"]] == [0.5, 1.0, 1.5]
    assert sent["fan"][1]["values"] == pytest.approx(sent["scenario"])
    assert "fan" not in kinds(chart.scene(subject(SEVERAL_YEARS)[0], "en"))


def test_what_moves_is_told_apart_from_what_stands() -> None:
    as_now, moved = subject(SHARE)[0], subject(SHARE, sc_digital=20.0)[0]
    assert chart.still(as_now, "vi") == chart.still(moved, "vi")
    sent = chart.moving(moved)
    assert sent["baseline"] == pytest.approx(moved.projection.city_baseline, rel=1e-9)
    assert sent["scenario"] == pytest.approx(moved.projection.city_scenario, rel=1e-9)


def test_without_a_pace_nothing_moves() -> None:
    sent = chart.moving(subject(ONE_FIGURE, official_only=True)[0])
    assert sent == {"t": [], "baseline": None, "scenario": None, "band": None, "unit": None}


def test_official_only_leaves_no_illustrative_line() -> None:
    found = subject(ONE_FIGURE, official_only=True)[0]
    assert not found.has_communes
    assert subject(ONE_FIGURE)[0].has_communes


def test_a_commune_is_drawn_beside_the_city_by_name() -> None:
    code = session_dataset.units_of(session_dataset.package().version, "commune")[3].unit_code
    found = subject(ILLUSTRATIVE, unit=code, sc_soc=2.0)[0]
    scene = chart.scene(found, "vi")
    assert {"unit", "unit_now", "unit_ahead"} <= set(kinds(scene))
    assert any(end.get("label") == "Phường Ngọc Hà" for end in scene["lines"])


def test_a_scene_is_small_and_finite() -> None:
    for series_id in (SHARE, ILLUSTRATIVE, CITY_ONLY):
        found = subject(series_id, sc_soc=3.0, sc_digital=50.0, sc_gov=3.0)[0]
        text = json.dumps(chart.scene(found, "vi"), allow_nan=False, ensure_ascii=False)
        assert len(text.encode()) < 4000, series_id


def test_the_alt_text_tells_the_figures() -> None:
    text = chart.alt(subject(SHARE, lang="en", sc_digital=20.0)[0], "en")
    for part in ("17.34% (2025)", "as now 21.97%", "in the scenario", "more than 40%"):
        assert part in text


@pytest.mark.parametrize(
    ("values", "low", "ticks"),
    [
        ([17.34, 40.0], 0.0, [0, 10, 20, 30, 40, 50]),
        ([2.0, 99.4], 0.0, [0, 25, 50, 75, 100]),
        ([93.15, 100.0], 92.0, [92, 94, 96, 98, 100]),
    ],
)
def test_few_round_ticks_that_end_at_the_cap(
    values: list[float], low: float, ticks: list[float]
) -> None:
    found = axis(values, A_SHARE, "en")
    assert found["lo"] == low
    assert [value for value, _ in found["ticks"]] == ticks


def test_ticks_are_written_with_as_many_decimals_as_they_need() -> None:
    found = axis([0.82, 0.93], INDEX_0_1, "vi")
    assert [text for _, text in found["ticks"]][:2] == ["0,8", "0,825"]


def test_communes_are_ranked_by_where_they_land_as_now() -> None:
    found = subject(ILLUSTRATIVE, lang="en", sc_soc=2.0)[0]
    now = communes_chart.as_now(found.projection)
    scene = communes_chart.units_scene(found, lang="en")
    assert now == sorted(now)
    assert len(scene["scenario"]) == len(now) == 126
    assert scene["target"] == [70.0, "Target 2030: 70–80%"]
    names = dict.fromkeys(found.projection.unit_codes, "n")
    still = [row[2] for row in communes_chart.still(found.projection, found.indicator, names)]
    assert still == [float(f"{value:.2f}") for value in now]
    assert all(then >= before for before, then in zip(still, scene["scenario"], strict=True))


def test_what_the_browser_prints_is_what_the_sentences_print() -> None:
    """A value that was shortened on its way would be rounded twice."""
    told, meant = [], []
    for series_id in source.choices(
        session_dataset.package().version, official_only=False, today=subject(SHARE)[0].today
    ):
        found = subject(series_id, sc_soc=1.5, sc_gov=1.5)[0]
        projection, order = found.projection, communes_chart.ranked(found.projection)
        curve = projection.city_baseline.tolist()
        lines = {one["kind"]: one["pts"] for one in chart.scene(found, "en")["lines"]}
        if "now" in lines:
            told += [round_for_display(value, found.indicator) for _t, value in lines["now"]]
            meant += [round_for_display(value, found.indicator) for value in curve]
        if found.has_communes:
            told += communes_chart.units_scene(found, lang="en")["scenario"]
            units = projection.units_scenario[order, -1].tolist()
            meant += [round_for_display(value, found.indicator) for value in units]
    assert len(told) > 2000
    assert told == meant


@pytest.mark.parametrize("series_id", [SHARE, ILLUSTRATIVE, CITY_ONLY, ONE_FIGURE])
def test_the_exported_picture_is_drawn_from_the_same_scene(series_id: str) -> None:
    found = subject(series_id, sc_soc=2.0)[0]
    colours = chart.colours(found.indicator, "light")
    scene = chart.scene(found, "vi")
    svg = chart_svg.curve_svg(scene, colours=colours)
    for one in scene["lines"]:
        if "label" in one:
            assert one["text"] in svg
    for mark in scene["targets"]:
        assert mark["text"].replace("<", "&lt;") in svg
    png = picture.svg_png(svg, title="t", notes=("n",), theme="light")
    assert png.startswith(b"\x89PNG")
    if found.has_communes:
        units = communes_chart.units_scene(found, lang="vi")
        now = communes_chart.as_now(found.projection)
        drawn = chart_svg.units_svg(units, now=now, colours=colours)
        assert drawn.count("<circle") == 2 * 126 + 2


def test_labels_are_kept_apart_and_above_the_foot() -> None:
    assert chart_svg.apart([10, 12, 90], gap=20, foot=100) == [10, 30, 90]
    assert chart_svg.apart([95, 96, 97], gap=20, foot=100) == [60, 80, 100]
    assert chart_svg.apart([], gap=20, foot=100) == []


def test_moments_are_finite_numbers() -> None:
    scene = chart.scene(subject(ILLUSTRATIVE)[0], "vi")
    numbers = [part for one in scene["lines"] for pair in one["pts"] for part in pair]
    assert numbers
    assert all(math.isfinite(number) for number in numbers)
