from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pandas as pd

from lib.analysis.verdict import assess
from lib.model.things import Aim, Series, Target, Text, Unit
from lib.view import map_card
from lib.view.geometry import Outline, Outlines
from lib.view.map_card import Card, Goal, Measure, head_html, others_html
from lib.view.map_classes import classes
from lib.view.map_grid import grid
from lib.view.map_lineage import kin_by_unit
from lib.view.map_picture import Plate, picture_svg
from lib.view.map_table import table
from lib.view.palette import SEQUENTIAL
from tests.unit.view.map_making import CODES, indicator, row, unit

NASTY = '<img src=x onerror="alert(1)">'


def goal(threshold: float, *, other: Series | None = None) -> Goal:
    target = Target(
        target_id="t",
        document_id="d",
        series_id="fibre",
        pillar="society",
        name=Text("", ""),
        kind="quantified",
        comparator=">=",
        aims=(Aim("stated", threshold, threshold),),
        year=2030,
        scope="",
        quote_vi="",
        note=Text("", ""),
        source_id="",
        measurable_until=None,
    )
    day = date(2025, 1, 1)
    return Goal(assess(target, indicator(), (), document_date=day, today=day)[0], other)


def measure(value: float | None = 80.0, *goals: Goal, label: str = "Fibre") -> Measure:
    return Measure(
        label=label,
        indicator=indicator(),
        value=value,
        provenance=None if value is None else "illustrative",
        missing="not published",
        period="2024",
        standing=2,
        of=30,
        city=85.5,
        city_is_published=True,
        goals=goals,
    )


def card_of(one: Measure, named: Unit | None = None) -> str:
    shown = Card(unit=named or unit("001", "Ba Đình"), lead=one, others=(), kin=None)
    return head_html(shown, link_of=lambda key: f"?u={key[1]}", lang="en", theme="light")


def test_the_card_holds_value_mark_rank_city_and_targets() -> None:
    html = card_of(measure(80.0, goal(95.0), goal(80.0)))
    for part in ("80%", "illustrative", "rank 2 of 30", "city 85.5% (published)"):
        assert part in html, part
    assert "Target 2030: at least 95%" in html
    assert "15 percentage points short" in html
    assert "✔ reached" in html


def test_a_missing_value_is_a_word_and_reaches_nothing() -> None:
    html = card_of(measure(None, goal(80.0)))
    assert "not published" in html
    assert "reached" not in html
    assert "short" not in html


def test_a_target_for_another_series_is_named_so_and_not_judged() -> None:
    urban = Series("urban", "fibre", Text("", "Urban adults"), Text("", "Survey"))
    html = card_of(measure(99.0, goal(80.0, other=urban)))
    assert "set for: Urban adults; Survey" in html
    assert "reached" not in html
    assert "*" in others_html([measure(99.0, goal(80.0, other=urban))], "en", "light")


def test_markup_in_names_stays_text() -> None:
    nasty = replace(unit("001"), name=Text(NASTY, NASTY))
    for html in (
        card_of(measure(label=NASTY), nasty),
        others_html([measure(label=NASTY)], "en", "dark"),
        map_card.prompt_html(NASTY),
    ):
        assert "<img" not in html
        assert "&lt;img" in html


LINKS = pd.DataFrame(
    [
        ("district", "001", "Quận X", "commune", "11", "part", "1"),
        ("district", "001", "Quận X", "commune", "12", "part", "0"),
        ("old_commune", "5", "Phường Y", "commune", "11", "full", ""),
        ("old_commune", "6", "Phường Z", "commune", "11", "part", ""),
    ],
    columns=[
        "from_geography", "from_code", "from_name", "to_geography", "to_code", "part", "primary",
    ],
)  # fmt: skip


def test_kin_are_found_in_both_directions() -> None:
    communes = [replace(unit(c, f"P{c}"), geography="commune") for c in ("11", "12")]
    units = {one.key: one for one in (unit("001", "X"), *communes)}
    kin = kin_by_unit(LINKS, units)
    assert set(kin) == set(units)
    down = kin["district", "001"]
    assert [one.unit_code for one in down.main] == ["11"]
    assert [one.unit_code for one in down.part] == ["12"]
    up = kin["commune", "11"]
    assert [one.unit_code for one in up.main] == ["001"]
    assert (up.whole, up.pieces) == (("Phường Y",), ("Phường Z",))
    shown = Card(unit=units["district", "001"], lead=measure(), others=(), kin=down)
    html = head_html(shown, link_of=lambda key: f"?a=1&u={key[1]}", lang="en", theme="light")
    assert 'href="?a=1&amp;u=11"' in html


ROWS = [
    row("001", "2024", 80.0),
    row("002", "2024", 90.0, "illustrative"),
    row("003", "2024", None, missing="suppressed"),
]


def plate() -> Plate:
    cells = grid(
        ROWS,
        series_id="fibre",
        indicator=indicator(),
        geography="district",
        codes=CODES,
        official_only=False,
    )
    shapes = Outlines(
        1000.0,
        500.0,
        tuple(
            Outline(code, f"M{i}0 0l200 0l0 200Z", i * 100.0, 50.0, 40_000.0)
            for i, code in enumerate(CODES)
        ),
    )
    return Plate(
        shapes=shapes,
        cells=cells,
        place=0,
        bounds=classes(cells.all_values, decimals=2),
        units={code: unit(code, NASTY if code == "001" else code) for code in CODES},
        measure="% & more",
        selected="002",
        lang="en",
        theme="light",
    )


def test_the_picture_is_well_formed_and_marks_every_kind() -> None:
    drawn = picture_svg(plate())
    tree = ET.fromstring(drawn)  # noqa: S314 - our own drawing
    fills = [node.get("fill") for node in tree.iter() if node.get("d", "").startswith("M")]
    colours = plate().bounds.colours(SEQUENTIAL["light"])
    assert colours[0] in fills
    assert "url(#mi1)" in fills
    assert "url(#mS)" in fills
    assert "url(#mN)" in fills
    assert "<img" not in drawn


def test_the_table_has_every_unit_with_provenance_or_reason() -> None:
    found = table(
        plate().cells,
        label="Fibre",
        indicator=indicator(),
        units=plate().units,
        sources={},
        lang="en",
    )
    assert list(found["unit_code"]) == list(CODES)
    assert list(found["provenance"]) == ["official", "illustrative", "", ""]
    assert list(found["missing_reason"]) == ["", "", "suppressed", "not_published"]
    assert list(found["rank"].fillna(0)) == [2, 1, 0, 0]
