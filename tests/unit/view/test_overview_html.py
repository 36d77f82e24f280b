"""The Overview's pieces of page: shape, word, number and width agree, and data cannot break out."""

from __future__ import annotations

import re
from dataclasses import replace

from lib.features.overview import balance_table, html
from lib.features.overview.summary import Fact, by_pillar
from lib.model.entities import Text
from lib.wording import terms
from tests.unit.analysis.making import SHARE, target
from tests.unit.view.overviews import due, fact, shipped, shipped_fact

HOSTILE = Text('<img src=x onerror="alert(1)">', "<script>alert(1)</script>")


def hostile() -> Fact:
    made = fact(SHARE, (("2025", 97.0),), due(90))
    return replace(made, indicator=replace(made.indicator, name=HOSTILE))


def address(one: Fact) -> str:
    return f'/targets?lang=en&t_q={one.series_id}"'


def test_a_bar_has_a_share_a_shape_a_word_and_a_number_for_each_verdict() -> None:
    bar = html.verdict_bar({"not_reported": 27, "met": 1, "missed_on_last": 2}, 2025, "en", "light")
    assert re.findall(r"flex:(\d+) 1 0", bar) == ["1", "2", "27"]
    text = re.sub(r"<[^>]+>", " ", bar)
    assert re.sub(r"\s+", " ", text).strip() == (
        "2025 ✔ met 1 ✗ missed on the last figure 2 ○ not reported 27"
    )
    assert 'aria-label="Targets for 2025"' in bar
    # The drawn part is not read aloud: the list says the same.
    assert '<div class="ov-year" aria-hidden="true">' in bar


def test_a_year_without_targets_has_no_bar() -> None:
    assert html.verdict_bar({}, 2025, "en", "light") == ""


def test_a_bullet_is_as_long_as_its_value_and_marks_its_targets() -> None:
    made = fact(SHARE, (("2025", 80.0),), due(90), target(95))
    drawn = html.bullets([made], "society", "en", "light")
    assert 'style="width:80.00%"' in drawn
    assert re.findall(r'<u class="(\w+)" style="left:([\d.]+)%"', drawn) == [
        ("past", "90.00"),
        ("open", "95.00"),
    ]
    assert "2025: 90%" in drawn
    assert terms.verdict("missed", "en") in drawn


def test_a_figure_that_two_documents_judge_apart_shows_both() -> None:
    records = shipped_fact("electronic_health_records")
    found = [
        html.bullets([records], "society", "vi", "light"),
        balance_table.table([records], address, "vi", "light"),
        balance_table.svg([records], "vi", "light"),
    ]
    for drawn in found:
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", drawn)).replace("\u202f", " ")
        assert "✔ hoàn thành" in text
        assert "4098/QĐ-UBND: 100 % ✖ không hoàn thành" in text


def test_bullets_share_a_scale_that_holds_all_of_them() -> None:
    assert html.scale_top([shipped_fact("digital_economy_share_grdp_va")]) == 50
    assert html.scale_top([shipped_fact("electronic_health_records")]) == 100
    assert html.scale_top([fact(SHARE, (("2025", 10.0),))]) == 20
    assert html.scale_top([fact(SHARE, (("2025", 104.0),))]) == 110
    assert html.scale_top([fact(SHARE, (("2025", 0.0),))]) == 10


def test_no_bullet_leaves_its_track() -> None:
    made = fact(SHARE, (("2025", -5.0),))
    assert "width:0.00%" in html.bullets([made], "society", "en", "light")
    assert html.bullets([], "society", "en", "light") == ""


def test_the_sheet_groups_what_is_known_by_how_it_came_out() -> None:
    groups = balance_table.groups(shipped().balance, "en")
    assert [title for title, _ in groups] == [
        "Met: 4",
        "Missed: 4",
        "Not reported: the last figure is from another time: 1",
    ]
    missed = {line.name: line.cells[1:] for line in groups[1][1]}
    assert missed["Digital economy share of GRDP"] == (
        "30%",
        "17.34%, 2025 (estimate)",
        "12.66 percentage points short of the target",
    )
    assert missed["Provincial competitiveness rank (PCI)"] == (
        "a top 5 place",
        "rank 24, 2024",
        "19 places short of the target",
    )


def test_a_row_of_the_sheet_leads_to_what_proves_it() -> None:
    table = balance_table.table([hostile()], address, "en", "light")
    assert 'href="/targets?lang=en&amp;t_q=trial&quot;"' in table


def test_what_is_folded_is_told_by_number_and_pillar() -> None:
    silent = [one for one in shipped().balance if not one.points]
    folded = balance_table.folded("Not reported: 50", by_pillar(silent), address, "en", "light")
    assert folded.startswith('<details class="ov-more"><summary>Not reported: 50</summary>')
    assert folded.count("<li>") == len(silent) == 50
    assert "Digital government: 20" in folded


def test_names_of_the_data_cannot_break_out_of_the_page() -> None:
    made = hostile()
    for text in (
        html.bullets([made], "society", "en", "light"),
        balance_table.table([made], address, "vi", "light"),
        balance_table.folded("<b>", by_pillar([made]), address, "en", "dark"),
        balance_table.svg([made], "en", "light"),
        html.headline("<script>"),
        html.notes(["<script>"]),
        html.caption("<script>"),
    ):
        assert "<script" not in text
        assert "<img" not in text


def test_the_sheet_as_a_picture_holds_every_line() -> None:
    drawn = balance_table.svg(shipped().balance, "vi", "light")
    for _, lines in balance_table.groups(shipped().balance, "vi"):
        for line in lines:
            assert line.name in drawn
    assert drawn.count("<line ") == 9
