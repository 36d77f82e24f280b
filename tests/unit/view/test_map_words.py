from __future__ import annotations

from lib.geo.unit_labels import short_name
from lib.geo.unit_period_grid import Grid, UnitRow, grid
from lib.geo.wording import answer, answer_html, series_labels
from lib.model.entities import Series, Text
from tests.unit.view.map_making import CODES, indicator, row, unit

NAMES = ("Ba Đình", "Đống Đa", "Ba Vì", "Sóc Sơn")
UNITS = {code: unit(code, name) for code, name in zip(CODES, NAMES, strict=True)}


def said(rows: list[UnitRow], *, official_only: bool = False) -> str:
    cells: Grid = grid(
        rows,
        series_id="fibre",
        indicator=indicator(),
        geography="district",
        codes=CODES,
        official_only=official_only,
    )
    return answer(
        cells,
        len(cells.periods) - 1,
        label="Fibre",
        indicator=indicator(),
        units=UNITS,
        lang="en",
    )


def test_units_are_named_when_all_are_published() -> None:
    rows = [row(code, "2024", value) for code, value in zip(CODES, (80, 90, 70, 75), strict=True)]
    assert said(rows) == "Fibre, 2024: from 70% (Ba Vì) to 90% (Đống Đa)."


def test_ties_are_named_or_counted() -> None:
    rows = [row(code, "2024", value) for code, value in zip(CODES, (70, 70, 70, 90), strict=True)]
    assert said(rows) == "Fibre, 2024: from 70% (Ba Đình and 2 others) to 90% (Sóc Sơn)."


def test_no_unit_is_named_on_illustrative_values() -> None:
    rows = [row(code, "2024", 70.0 + i, "illustrative") for i, code in enumerate(CODES)]
    sentence = said(rows)
    assert sentence == "Fibre, 2024: illustrative values from 70% to 73% in 4 districts."
    assert not any(name in sentence for name in NAMES)


def test_where_they_mix_only_the_published_are_named() -> None:
    rows = [row(code, "2024", 99.0, "illustrative") for code in CODES[2:]]
    rows += [row("001", "2024", 60.0), row("002", "2024", 80.0)]
    assert said(rows) == (
        "Fibre, 2024: published for some only, so none is ranked (2 of 4 districts): "
        "Ba Đình 60%; Đống Đa 80%."
    )
    alone = [*rows[:2], row("001", "2024", 60.0)]
    assert said(alone) == (
        "Fibre, 2024: published for some only, so none is ranked (1 of 4 districts): Ba Đình 60%."
    )


def test_nothing_published_is_said() -> None:
    rows = [row("001", "2024", 60.0, "illustrative")]
    assert "no official value" in said(rows, official_only=True)


def test_the_kind_of_unit_is_left_out_of_short_names() -> None:
    assert short_name(Text("Quận Đống Đa", "Dong Da District")) == Text("Đống Đa", "Dong Da")
    assert short_name(Text("Thị xã Sơn Tây", "Son Tay Town")) == Text("Sơn Tây", "Son Tay")
    assert short_name(Text("Phường Láng", "Lang Ward")) == Text("Láng", "Lang")


def test_series_of_one_indicator_are_told_apart() -> None:
    def series(series_id: str, method: str) -> Series:
        return Series(series_id, "fibre", Text("Hộ", "Households"), Text(method, method))

    chosen = [series("fibre", "Report"), series("fibre_census", "Census")]
    assert series_labels(chosen, {"fibre": indicator()}, "en") == {
        "fibre": "Fibre",
        "fibre_census": "Fibre (Census)",
    }


def test_markup_in_a_sentence_stays_text() -> None:
    assert "<script>" not in answer_html("<script>alert(1)</script>")
