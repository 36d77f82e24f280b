"""What scenarios side by side say and show, on the shipped figures."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from lib.analysis.scenarios.comparison import ComparisonRow, counts
from lib.app.kit import map_queries, session_dataset
from lib.features.scenarios import chart_svg, communes_chart
from lib.features.scenarios.compare import queries, wording
from lib.features.scenarios.compare import scene as compare_scene
from lib.features.scenarios.compare import tables as compare_table
from lib.features.scenarios.compare.scene import ComparedScenario
from lib.geo import projected_maps_svg
from lib.model.entities import Controls
from lib.model.scenario import Setup
from lib.model.vocabulary import Lang
from lib.style.palette import Theme
from tests.unit.view.scenarios import ILLUSTRATIVE, ONE_FIGURE, SHARE, subject

TODAY = date(2026, 11, 25)
HOSTILE = '<img src=x onerror="alert(1)">'
LANGS: tuple[Lang, ...] = get_args(Lang)


def entries(
    series_id: str, *settings: dict[str, float], lang: Lang = "en"
) -> list[ComparedScenario]:
    names = ("As now", "Fast", HOSTILE, "x" * 120)
    return [
        ComparedScenario(name, subject(series_id, lang=lang, **chosen)[0])  # type: ignore[arg-type]
        for name, chosen in zip(names, settings, strict=False)
    ]


def rows(*controls: Controls, official_only: bool = True) -> tuple[ComparisonRow, ...]:
    setups = tuple(Setup(SHARE, controls=one) for one in controls)
    return queries.rows(setups, today=TODAY, official_only=official_only)


def test_the_difference_in_words() -> None:
    found = entries(SHARE, {}, {"sc_digital": 30.0})
    table = rows(Controls(), Controls(digital_economy_growth=30.0))
    said = wording.answer(found, table, counts(table, year=2030), year=2030, lang="en")
    # 17.34·(1.3/1.0816)⁵ = 43.49; less 21.97.
    assert said[0] == "Digital economy share of GRDP at the end of 2030: A 21.97%; B 43.49%."
    assert said[1] == "B is 21.52 percentage points above A."
    assert said[2] == "The target for 2030, more than 40%, is met in B only."
    assert said[-1] == "They part on: Digital economy share of GRDP (met in B)."


def test_scenarios_that_come_to_the_same_are_said_to() -> None:
    found = entries(SHARE, {}, {"sc_soc": 2.0})
    said = wording.answer(found, (), (), year=2030, lang="en")
    assert "the same in all" in said[1]
    assert said[2].startswith("None of them meets")


def test_without_a_curve_that_is_said() -> None:
    alone = subject(ONE_FIGURE, lang="en", official_only=True)[0]
    found = [ComparedScenario("a", alone), ComparedScenario("b", alone)]
    assert not any(entry.has_curve for entry in found)
    assert "not enough data" in wording.answer(found, (), (), year=2030, lang="en")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_four_lines_with_letters_over_one_past(lang: Lang) -> None:
    chosen: tuple[dict[str, float], ...] = ({}, {"sc_soc": 1.5}, {"sc_soc": 2.0}, {"sc_soc": 0.0})
    found = entries(ILLUSTRATIVE, *chosen, lang=lang)
    scene = compare_scene.curves_scene(found, lang)
    ahead = [line for line in scene["lines"] if "label" in line]
    assert [line["kind"] for line in ahead] == list(compare_scene.KINDS)
    assert [line["label"][0] for line in ahead] == list("ABCD")
    assert all(len(line["label"]) <= 34 for line in ahead)
    assert all(scene["y"]["lo"] <= v <= scene["y"]["hi"] for line in ahead for _t, v in line["pts"])
    assert len({line["pts"][-1][1] for line in ahead}) == 4
    assert all(entry.name[:10] in scene["alt"] for entry in found)


@pytest.mark.parametrize("theme", get_args(Theme))
def test_maps_share_their_classes(theme: Theme) -> None:
    found = entries(ILLUSTRATIVE, {}, {"sc_soc": 2.0})
    one, two = compare_scene.maps_scene(found, "en")
    classes = compare_scene.maps_classes(found, lang="en", theme=theme)
    other_way = compare_scene.maps_classes(found[::-1], lang="en", theme=theme)
    assert classes == other_way
    assert len(classes["fills"]) == len(classes["edges"]) + 1
    assert one["scene"]["scenario"] != two["scene"]["scenario"]
    assert len(one["scene"]["short"]) == len(one["scene"]["scenario"]) == 126
    assert compare_scene.maps_scene(entries(SHARE, {}, {}), "en") == []


def test_the_table_has_a_cell_for_each_scenario_and_names_stay_text() -> None:
    table = rows(Controls(), Controls(digital_economy_growth=30.0))
    moved, *others = compare_table.verdicts(table, ("As now", HOSTILE), lang="en", theme="light")
    assert [one["letter"] for one in moved["scenarios"]] == ["A", "B"]
    assert moved["scenarios"][1]["name"] == HOSTILE
    assert all(len(cells) == 2 for _target, cells in moved["rows"])
    first, second = moved["rows"][0][1]
    assert first["text"] == "21.97%"
    assert first["said"].startswith("18.03 percentage points short")
    assert second["text"] == "43.49%"
    assert second["said"].startswith("meets it")
    assert first["shape"] != second["shape"]
    # All targets are told: those that move, and folded ones by why they do not.
    assert all(one["fold"] for one in others)
    assert sum(len(one["rows"]) for one in (moved, *others)) == len(table)
    assert "<img" not in compare_table.names_html([HOSTILE], theme="dark")


def test_scenarios_that_come_to_the_same_say_so() -> None:
    note, *others = compare_table.verdicts(
        rows(Controls(), Controls()), ("a", "b"), lang="en", theme="dark"
    )
    assert note == {"note": "No target comes to different values in these scenarios."}
    assert others


def test_made_up_values_are_marked_and_hidden_by_official_only() -> None:
    def marks(found: tuple[ComparisonRow, ...]) -> set[str]:
        tables = compare_table.verdicts(found, ("a", "b"), lang="en", theme="light")
        return {target["mark"] for one in tables for target, _cells in one.get("rows", ())}

    controls = (Controls(), Controls(effort_society=2.0))
    assert marks(rows(*controls, official_only=False)) == {"", "illustrative"}
    hidden = rows(*controls)
    assert marks(hidden) == {""}
    assert all(one.provenance != "illustrative" for row in hidden for one in row.cells)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_taken_away_has_a_row_for_each_target_and_scenario(lang: Lang) -> None:
    table = rows(Controls(), Controls(digital_economy_growth=30.0))
    frame = compare_table.verdicts_frame(
        table, ("a", "b"), sources=queries.sources(table), lang=lang
    )
    assert len(frame) == 2 * len(table)
    share = frame[frame.iloc[:, 4].isin([21.97, 43.49])]
    assert share.iloc[:, 4].tolist() == [21.97, 43.49]
    assert share.iloc[:, -1].str.len().min() > 10
    curves = compare_table.curves_frame(entries(SHARE, {}, {}), sources="s", lang=lang)
    assert len(curves) == 12


def test_the_pictures_have_every_commune_and_every_line() -> None:
    found = entries(ILLUSTRATIVE, {}, {"sc_soc": 0.5})
    colours = compare_scene.colours(found[0].subject.indicator, "light")
    projection = found[0].subject.projection
    codes = [projection.unit_codes[i] for i in communes_chart.ranked(projection)]
    maps = compare_scene.maps_scene(found, "en")
    classes = compare_scene.maps_classes(found, lang="en", theme="light")
    shapes = map_queries.shapes(session_dataset.package().version, "commune")
    svg = projected_maps_svg.maps_svg(classes, maps, shapes, codes, colours=colours)
    assert svg.count("<path d=") == 2 * 126 + len(classes["fills"])
    # On values made for demonstration nobody is called short, on the map or in its legend.
    assert {mark for each in maps for mark in each["scene"]["short"]} == {"0"}
    assert "<circle" not in svg
    curves = chart_svg.curve_svg(compare_scene.curves_scene(found, "en"), colours=colours)
    assert colours["one"] in curves
    assert colours["two"] in curves
    assert "B · Fast" in curves
    frame = compare_table.communes_frame(
        found,
        {
            unit.unit_code: unit
            for unit in session_dataset.units_of(session_dataset.package().version, "commune")
        },
        sources="s",
        lang="en",
    )
    assert len(frame) == 2 * 126
