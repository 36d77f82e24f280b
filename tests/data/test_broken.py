"""A broken package is refused with the file, row and column, in words, and never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lib.data.check import main
from lib.data.package import load
from lib.data.problem import PackageError, Problem

Edit = Callable[[str, int, Callable[[str], str]], None]

MADE = "observations/illustrative_districts.csv"


def problems(root: Path) -> tuple[Problem, ...]:
    with pytest.raises(PackageError) as caught:
        load(root)
    return caught.value.problems


def only(root: Path) -> Problem:
    (problem,) = problems(root)
    return problem


def cell(place: int, new: str) -> Callable[[str], str]:
    """Change one cell of a line that has no quoted cell."""

    def change(line: str) -> str:
        cells = line.split(",")
        cells[place] = new
        return ",".join(cells)

    return change


@pytest.mark.parametrize(
    ("place", "new", "column"),
    [
        (0, "no_such_series", "series_id"),
        (1, "province", "geography"),
        (2, "999", "unit_code"),
        (3, "2021-Q5", "period"),
        (3, "2026", "period"),
        (4, "twelve", "value"),
        (4, '"12,5"', "value"),
        (4, "100.5", "value"),
        (4, "-1", "value"),
        (4, "inf", "value"),
        (4, "nan", "value"),
        (4, "", "value"),
        (5, "oficial", "provenance"),
        (6, "nobody", "source_id"),
        (7, "sure", "confidence"),
        (8, "0", "preferred"),
        (8, "yes", "preferred"),
        (9, "<img src=x onerror=alert(1)>", "quote"),
        (10, "=HYPERLINK(1)", "note"),
        (11, "5", "denominator"),
        (13, "forgotten", "missing_reason"),
    ],
)
def test_cell_of_an_observation(copy: Path, edit: Edit, place: int, new: str, column: str) -> None:
    edit(MADE, 10, cell(place, new))
    places = {(problem.file, problem.row, problem.column) for problem in problems(copy)}
    assert (MADE, 10, column) in places
    assert {row for _file, row, _column in places} == {10}


def test_two_preferred_rows(copy: Path, edit: Edit) -> None:
    edit(MADE, 10, lambda line: f"{line}\n{line}")
    problem = only(copy)
    assert (problem.file, problem.row, problem.column) == (MADE, 10, "preferred")
    assert problem.found == "2"


def test_a_derived_value_needs_its_formula(copy: Path) -> None:
    path = copy / "observations/derived.csv"
    text = path.read_text(encoding="utf-8").replace("Formula: 11 / 42", "", 1)
    path.write_text(text.replace(" public hospitals under the Department of Health", "", 1))
    problem = only(copy)
    assert (problem.file, problem.column) == ("observations/derived.csv", "note")


def test_key_twice(copy: Path, edit: Edit) -> None:
    edit("units.csv", 5, lambda line: f"{line}\n{line}")
    assert (only(copy).row, only(copy).column) == (6, "unit_code")


@pytest.mark.parametrize(
    ("name", "line", "old", "new", "column"),
    [
        ("documents.csv", 3, "2022-12-30", "2022-12-32", "date"),
        ("indicators.csv", 2, ",general,", ",politics,", "pillar"),
        ("series.csv", 2, ",dti_rank,", ",dti_ranks,", "indicator_id"),
        ("units.csv", 3, "2025-06-30", "30/06/2025", "valid_to"),
        ("units.csv", 3, ",9.21,", ",0,", "area_km2"),
        ("targets.csv", 8, ",quantified,", ",quantity,", "kind"),
        ("targets.csv", 8, ",=,100,100,", ",=,,,", "value_low"),
        ("targets.csv", 8, ",=,100,100,", ",range,100,90,", "value_high"),
        ("targets.csv", 8, ",=,100,100,", ",=,120,120,", "value_low"),
        ("targets.csv", 8, ",2025,", ",2025.5,", "year"),
        ("unit_links.csv", 2, ",full,", ",half,", "part"),
        ("groups.csv", 2, "001 002", "001 998", "members"),
    ],
)
def test_cell_of_a_table(
    copy: Path, edit: Edit, name: str, line: int, old: str, new: str, column: str
) -> None:
    edit(name, line, lambda text: text.replace(old, new, 1))
    places = {(problem.file, problem.row, problem.column) for problem in problems(copy)}
    assert (name, line, column) in places


def test_all_problems_are_told_at_once(copy: Path, edit: Edit) -> None:
    edit(MADE, 10, cell(4, "twelve"))
    edit(MADE, 20, cell(3, "then"))
    edit("documents.csv", 3, lambda line: line.replace("2022-12-30", "soon"))
    found = [(problem.file, problem.row) for problem in problems(copy)]
    assert found == [("documents.csv", 3), (MADE, 10), (MADE, 20)]


def test_header(copy: Path, edit: Edit) -> None:
    edit("series.csv", 1, lambda line: line.replace("method_en", "methods"))
    found = {(problem.row, problem.column, problem.found) for problem in problems(copy)}
    assert found == {(1, None, "methods"), (1, "method_en", "")}


def test_a_row_of_another_length_keeps_later_rows_their_numbers(copy: Path, edit: Edit) -> None:
    edit("documents.csv", 2, lambda _line: "x,y")
    edit("documents.csv", 4, lambda line: line.replace("2023-09-27", "27.9.2023"))
    assert [(problem.row, problem.column) for problem in problems(copy)] == [(2, None), (4, "date")]


def test_lacking_file(copy: Path) -> None:
    (copy / "targets.csv").unlink()
    problem = only(copy)
    assert (problem.file, problem.row, problem.column) == ("targets.csv", None, None)


def test_no_folder(tmp_path: Path) -> None:
    assert "targets.csv" in {problem.file for problem in problems(tmp_path / "nowhere")}


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"", None),
        (b"\xff\xfeg\x00r\x00", 1),
(b"group_id,geography,name_vi,name_en,members\nA,district,Qu\xe2n,A,001\n", 2),
        (b"group_id,geography\0", 1),
        (bytes(range(256)) * 100, 2),
        (b"PK\x03\x04" + bytes(range(128, 256)), 1),
    ],
)  # fmt: skip
def test_no_table_at_all(copy: Path, content: bytes, row: int | None) -> None:
    (copy / "groups.csv").write_bytes(content)
    problem = only(copy)
    assert (problem.file, problem.row) == ("groups.csv", row)


def test_huge_file(copy: Path) -> None:
    with (copy / "groups.csv").open("wb") as handle:
        handle.truncate(64 * 1024 * 1024)
    assert only(copy).found == "64 MB"


def test_folder_in_place_of_a_file(copy: Path) -> None:
    (copy / "groups.csv").unlink()
    (copy / "groups.csv").mkdir()
    assert only(copy).file == "groups.csv"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"code":"001"', '"code":"777"'),
        ('"code":"001"', '"kode":"001"'),
        ('"Polygon"', '"Point"'),
        ('{"type":"FeatureCollection"', "{{"),
    ],
)
def test_boundaries(copy: Path, old: str, new: str) -> None:
    path = copy / "boundaries/districts.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert {problem.file for problem in problems(copy)} == {"boundaries/districts.geojson"}


def test_outline_drawn_the_wrong_way_round(copy: Path) -> None:
    path = copy / "boundaries/districts.geojson"
    lines = path.read_text(encoding="utf-8").split("\n")
    head, ring = lines[1].split('"coordinates":[[')
    points, tail = ring.split("]]]", 1)
    turned = "],[".join(reversed(points.removeprefix("[").split("],[")))
    lines[1] = f'{head}"coordinates":[[[{turned}]]]{tail}'
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "clockwise" in only(copy).expected


def test_a_spreadsheets_own_line_ends_and_mark_are_fine(copy: Path) -> None:
    path = copy / "groups.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load(copy).groups) == 3


def test_version_follows_the_content(copy: Path, edit: Edit) -> None:
    before = load(copy).version
    assert len(before) == 12
    edit(MADE, 10, cell(4, "1.5"))
    assert load(copy).version != before


def test_command_says_it_in_both_languages(
    copy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(copy), "--lang", "en"]) == 0
    edit(MADE, 10, cell(4, "twelve"))
    assert main([str(copy), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert f"{MADE}, row 10, column value: found “twelve”" in said
    assert main([str(copy), "--lang", "vi"]) == 1
    assert "twelve" in capsys.readouterr().out


def test_units_of_ones_own_are_enough(copy: Path) -> None:
    """Context, reference curves and illustrative values may be left out."""
    for name in ("context.csv", MADE):
        (copy / name).unlink()
    assert len(load(copy).reference) == 0
