"""Coverage, the shopping list, versions and the log in words, in both languages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lib.analysis.units.coverage import UNDATED, Coverage, CoverageCell
from lib.data.store.audit import LogEntry
from lib.data.store.history import Version
from lib.features.data_admin import coverage_html, data_gaps_html, version_tables
from lib.features.data_admin.coverage_html import Without
from lib.features.data_admin.data_gaps_html import Item, Wish
from lib.model.vocabulary import Lang
from tests.data import store_kit

AT = datetime(2026, 11, 25, 17, 5, tzinfo=UTC)
CELL = CoverageCell({"official": 5, "illustrative": 20}, {"suppressed": 1})


@pytest.mark.parametrize(
    ("lang", "of", "said"),
    [
        ("en", 30, "official 5/30, illustrative 20/30, suppressed 1/30"),
        ("vi", 30, "chính thức 5/30, minh họa 20/30, không được công khai 1/30"),
    ],
)
def test_a_cell_in_words(lang: Lang, of: int, said: str) -> None:
    assert coverage_html.cell_words(CELL, of, lang) == said


def test_a_cell_of_one_unit_has_no_counts() -> None:
    assert (
        coverage_html.cell_words(CoverageCell({"estimate": 1}, {}), 1, "en") == "official estimate"
    )
    assert (
        coverage_html.cell_words(CoverageCell({}, {"not_collected": 1}), 1, "vi")
        == "không thu thập"
    )


def test_a_matrix_has_the_years_of_its_rows_alone_and_escapes_names() -> None:
    found = Coverage("district", 30, {"a": {UNDATED: CELL, 2024: CELL}, "b": {2019: CELL}})
    said = coverage_html.coverage_html(found, [("a", "<b>x</b>")], label="l", lang="en")
    assert '<th scope="col">undated</th><th scope="col">2024</th></tr>' in said
    assert "2019" not in said
    assert "<b>x</b>" not in said
    assert "&lt;b&gt;x&lt;/b&gt;" in said


def test_why_a_row_is_empty_makes_up_no_reason() -> None:
    said = coverage_html.without_html([Without("x", (), ())], label="l", lang="en")
    assert "<td>No figure found or taken in.</td>" in said


def wish(by_whom: str) -> Wish:
    return Wish(2030, "50%", "18-NQ/TU", "A figure.", by_whom)


def test_who_would_publish_is_told_once_where_all_targets_say_the_same() -> None:
    same = Item("s", "n", "D", "C", [wish("By whom: x."), wish("By whom: x.")])
    differ = replace(same, wishes=[wish("By whom: x."), wish("By whom: y.")])
    assert data_gaps_html.wanted_html([same], "en").count("By whom: x.") == 1
    said = data_gaps_html.wanted_html([differ], "en")
    assert said.count("A figure. By whom: ") == 2


def test_the_way_to_the_highest_level_takes_months() -> None:
    said = data_gaps_html.wanted_html([Item("s", "n", "B", "A", [wish("x")])], "en")
    assert "With figures over at least 24 months, three or more, A: three points" in said


VERSION = Version(
    3, AT, "an@hanoi.example", "import", None, None, "t.csv", "vì sao", store_kit.source(),
    "official", 1234, 0, 0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("version", "lang", "said"),
    [
        (VERSION, "en",
         "Version 3, 26 November 2026 00:05, an@hanoi.example: 1,234 figures"),
        (replace(VERSION, undone_by=4), "vi",
         ("Phiên bản 3, 26/11/2026 00:05, an@hanoi.example: 1.234 số liệu "
          "(đã hoàn tác)")),
        (replace(VERSION, action="undo", undoes=2), "en",
         "Version 3, 26 November 2026 00:05, an@hanoi.example: version 2 taken back"),
    ],
)  # fmt: skip
def test_a_versions_title(version: Version, lang: Lang, said: str) -> None:
    assert version_tables.title(version, lang) == said


def test_a_version_names_the_address_of_its_source_where_there_is_one() -> None:
    assert "Address" not in dict(version_tables.facts(VERSION, "en"))
    at = replace(VERSION, source=replace(VERSION.source, url="https://so.hanoi.example"))
    assert dict(version_tables.facts(at, "en"))["Address"] == "https://so.hanoi.example"


@pytest.mark.parametrize(
    ("action", "detail", "said"),
    [
        ("import", "a: b, c.csv: 2 new, 0 changed",
         ("nhập số liệu", "a: b, c.csv: 2 số mới, 0 số thay đổi")),
        ("undo", "version 3", ("hoàn tác phiên bản", "phiên bản 3")),
        ("scenario", json.dumps({"what": "renamed", "id": "x1", "name": "Tên"}),
         ("đổi tên kịch bản", "Tên")),
        ("scenario", json.dumps({"what": "deleted", "id": "x1", "name": ""}),
         ("xóa kịch bản", "x1")),
        ("alias", "unit  'q. ba đình' = district/001",
         ("ghi nhớ nghĩa của một tên gọi", "unit  'q. ba đình' = district/001")),
        ("something new", "as it stands", ("something new", "as it stands")),
    ],
)  # fmt: skip
def test_a_line_of_the_log(action: str, detail: str, said: tuple[str, str]) -> None:
    table = version_tables.log_table([LogEntry(AT, "local", action, None, detail)], "vi")
    (line,) = table.to_numpy().tolist()
    assert tuple(line) == ("26/11/2026 00:05", "local", *said, "")
