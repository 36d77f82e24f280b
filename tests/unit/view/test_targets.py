"""The Targets page before it is drawn: filters, answer, rows, drawers, table."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import replace
from typing import Any, get_args

import pytest

from lib.analysis.progress.verdict import Verdict
from lib.data.package import Dataset, load
from lib.features.targets.bullet_bar import bar
from lib.features.targets.context import TargetsContext
from lib.features.targets.filters import (
    VERDICT_GROUPS,
    TargetFilters,
    answer,
    group_of,
    lead,
    urgency,
)
from lib.features.targets.payload import choices, page
from lib.features.targets.tables import components, table
from lib.model.vocabulary import Lang
from lib.style.csv_table import to_csv
from lib.wording.text_search import fold
from tests.serving import ROOT
from tests.unit.analysis.making import LINEAR, RANK, SHARE, one, points, target
from tests.unit.view.books import block, blocks, book_of, row


@pytest.fixture(scope="module")
def package() -> Dataset:
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def book(package: Dataset) -> TargetsContext:
    return book_of(package)


@pytest.fixture(scope="module")
def pages(book: TargetsContext) -> dict[Lang, dict[str, Any]]:
    return {lang: page(book, lang) for lang in get_args(Lang)}


def ids(pages: dict[Lang, dict[str, Any]], lang: Lang = "vi", **asked: str) -> set[str]:
    filters = TargetFilters(**asked)
    return {row["id"] for row in pages[lang]["rows"] if filters.finds(row)}


def test_fold_drops_tone_marks_and_capitals() -> None:
    assert fold("Điện thoại THÔNG MINH, đô thị") == "dien thoai thong minh, do thi"
    assert fold("Nghị quyết") == fold("nghi quyet")


def test_every_verdict_is_in_one_group_and_has_its_urgency() -> None:
    for verdict in get_args(Verdict):
        assert sum(verdict in group.verdicts for group in VERDICT_GROUPS.values()) == 1
        assert verdict in VERDICT_GROUPS[group_of(verdict)].verdicts
    places = [urgency([verdict]) for verdict in get_args(Verdict)]
    assert sorted(places) == list(range(len(get_args(Verdict))))
    assert urgency(["no_figure", "missed"]) == 0


@pytest.mark.parametrize("lang", get_args(Lang))
def test_all_clauses_are_there(pages: dict[Lang, dict[str, Any]], lang: Lang) -> None:
    rows = pages[lang]["rows"]
    assert len(rows) == len({row["id"] for row in rows}) == 151
    assert sum(row["milestone"] for row in rows) == 52
    assert all(row["readings"] and row["drawer"] for row in rows)


def test_filters_by_id(pages: dict[Lang, dict[str, Any]]) -> None:
    by_document = {name: len(ids(pages, document=name)) for name in ("nq18", "qd4098", "kh239")}
    assert by_document == {"nq18": 40, "qd4098": 85, "kh239": 15}
    assert ids(pages, year="2025") | ids(pages, year="2030") == ids(pages)
    assert len(ids(pages, verdict="milestone")) == 52
    assert ids(pages, verdict="unmeasurable") == {"QD4098-2030-073"}
    assert ids(pages, verdict="missed", pillar="economy") == {
        "NQ18-2025-012",
        "KH239-2025-003",
        "QD4098-2025-031",
        "KH243-2025-001",
    }


@pytest.mark.parametrize("typed", ["điện thoại thông minh", "DIEN THOAI thong  minh", "thoai dien"])
def test_search_without_tone_marks(pages: dict[Lang, dict[str, Any]], typed: str) -> None:
    assert "NQ18-2025-015" in ids(pages, text=typed)
    assert len(ids(pages, text=typed)) < 12


def test_search_in_english_finds_the_vietnamese_clause_as_well(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    assert "NQ18-2025-015" in ids(pages, "en", text="smartphone")
    assert "NQ18-2025-015" in ids(pages, "en", text="dien thoai")
    assert ids(pages, "en", text="no such words") == set()


def test_the_answer_counts_what_rests_on_an_earlier_figure() -> None:
    counted: dict[Verdict, int] = {"met": 2, "met_on_last": 1, "missed": 1, "not_reported": 5}
    assert answer(counted, year=2025, is_past=True, lang="en") == (
        "Of <b>9</b> distinct targets for <b>2025</b>: <b>3</b> met (1 of them on the last "
        "figure), <b>1</b> missed and <b>5</b> not reported."
    )
    assert answer(counted, year=2025, is_past=True, lang="vi") == (
        "Trong <b>9</b> mục tiêu định lượng của năm <b>2025</b>: <b>3</b> hoàn thành (trong đó 1 "
        "theo số liệu gần nhất), <b>1</b> không hoàn thành và <b>5</b> chưa công bố kết quả."
    )


def test_the_answer_to_one_and_to_none() -> None:
    assert answer({"distance_only": 1}, year=2030, is_past=False, lang="en") == (
        "Of <b>1</b> target for <b>2030</b>, so far: <b>1</b> with a single figure."
    )
    assert answer({}, year=2035, is_past=False, lang="en") == (
        "No target with a number falls due in 2035."
    )
    assert "Không có mục tiêu định lượng" in lead(
        [answer({}, year=2035, is_past=False, lang="vi")], "vi"
    )


def test_a_missed_target_says_all(pages: dict[Lang, dict[str, Any]]) -> None:
    found = row(pages, "NQ18-2025-012")
    (reading,) = found["readings"]
    assert (reading["word"], reading["shape"], reading["tone"]) == ("missed", "✖", "bad")
    assert reading["aim"] == "about 30%"
    assert reading["distance"] == "12.66 percentage points short"
    assert found["last"] == {"value": "17.34%", "when": "2025 · official estimate"}
    assert found["level"] == "C"
    assert "Distance = 30% − 17.34% = 12.66 percentage points" in block(
        found, "How it was worked out"
    )


def test_the_clause_is_quoted_in_vietnamese_in_both_languages(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    for lang in get_args(Lang):
        for found in pages[lang]["rows"]:
            (clause,) = (block for block in found["drawer"] if block.get("kind") == "quote")
            quote = clause["items"][0]
            assert quote["lang"] == "vi"
            assert len(quote["text"]) > 10


def test_the_pace_needed_of_an_open_target(pages: dict[Lang, dict[str, Any]]) -> None:
    found = row(pages, "NQ18-2030-029")
    (reading,) = found["readings"]
    assert reading["pace"] == "needs +4.54 percentage points a year"
    assert (
        "Pace needed = (40% − 17.34%) ÷ 5 years, rounded up: 4.54 percentage points a year"
        in block(found, "How it was worked out")
    )


def test_an_ambiguous_clause_is_two_readings(pages: dict[Lang, dict[str, Any]]) -> None:
    relative, by_points = row(pages, "NQ18-2030-034")["readings"]
    assert (relative["aim"], by_points["aim"]) == ("60–65%", "70–80%")
    assert relative["reading"] != by_points["reading"]
    assert relative["word"] == by_points["word"] == "no published figure"
    assert any(
        "two ways" in text for text in block(row(pages, "NQ18-2030-034"), "Why this verdict")
    )


def test_two_readings_that_come_to_the_same_number_are_one_line(
    book: TargetsContext, pages: dict[Lang, dict[str, Any]]
) -> None:
    # 90 % a fifth more, or twenty points more: both end at 100 %.
    same = [
        one.target.target_id
        for one in book.assessed
        if one.aim
        and one.aim.reading == "points"
        and one.aim.low == one.aim.high == 100
        and len(book.shown(one.target.target_id)) == 1
    ]
    assert same
    found = row(pages, same[0])
    (reading,) = found["readings"]
    assert (reading["aim"], reading["reading"]) == ("100%", "in either reading")
    assert any("come to the same number" in text for text in block(found, "Why this verdict"))
    # What is taken away keeps both.
    assert list(table(book, same[:1], "en")["reading"]) == ["relative", "points"]


def test_the_components_of_one_verdict_are_its_lines_of_the_table(book: TargetsContext) -> None:
    notes = ("Source: a document", 'Data as of a "day"')
    found = components(book, notes, "vi")
    assert set(found["rows"]) == set(book.readings)
    for target_id in ("NQ18-2025-012", "NQ18-2030-034", "NQ18-2025-006"):
        made = found["head"] + found["rows"][target_id] + found["notes"]
        expected = to_csv(table(book, [target_id], "vi"), notes=notes).decode()
        assert list(csv.reader(io.StringIO(made))) == list(
            csv.reader(io.StringIO(expected.removeprefix("\ufeff")))
        )


def test_clauses_that_differ_are_shown_with_the_one_that_binds(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    said = block(row(pages, "QD4098-2025-044"), "Clauses on the same measure and year")
    assert said == [
        "239/KH-UBND (27 September 2023): 90% → ✔ met",
        "18-NQ/TU (30 December 2022): at least 90% → ✔ met",
        "4098/QĐ-UBND (6 September 2021): 100% → ✖ missed",
        "239/KH-UBND binds (90%): it is the latest document with a number.",
    ]
    assert block(row(pages, "QD4098-2025-004"), "Clauses on the same measure and year") == []


def test_other_published_values_of_the_same_period_are_shown(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    said = block(row(pages, "KH243-2025-001"), "Other values published for the same period")
    assert any(text.startswith("another source says 8.5% a year (2025, ") for text in said)
    # 9.37 and 8.29 beside the preferred 8.89, which another source repeats.
    assert sum("(2022, " in text for text in said) == 2
    vietnamese = block(row(pages, "KH243-2025-001", "vi"), "Số liệu khác đã công bố cho cùng kỳ")
    assert any(text.startswith("nguồn khác ghi 8,5") for text in vietnamese)


def test_another_method_is_named_and_kept_apart(pages: dict[Lang, dict[str, Any]]) -> None:
    said = block(row(pages, "NQ18-2025-012"), "Measured otherwise, so not used for the verdict")
    assert any(text.startswith("17.15% (2022") for text in said)


def test_a_milestone_shows_no_number(pages: dict[Lang, dict[str, Any]]) -> None:
    found = row(pages, "QD4098-2030-083")
    (reading,) = found["readings"]
    assert (reading["word"], reading["aim"], reading["distance"]) == ("no report found", "", "")
    assert found["bar"] is None
    assert found["last"] == {"value": "", "when": ""}
    assert block(found, "What would have to be published")


def test_what_cannot_be_measured_says_when_the_tier_ended(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    (said,) = block(row(pages, "QD4098-2030-073"), "Why this verdict")
    assert "30 June 2025" in said


def test_links_lead_to_web_pages_only(pages: dict[Lang, dict[str, Any]]) -> None:
    urls = [
        item["url"]
        for found in pages["en"]["rows"]
        for block in found["drawer"]
        for item in block["items"]
        if "url" in item
    ]
    assert urls
    assert all(url.startswith(("https://", "http://")) for url in urls)


def test_the_document_is_sent_once_and_small(pages: dict[Lang, dict[str, Any]]) -> None:
    for content in pages.values():
        assert len(gzip.compress(json.dumps(content, ensure_ascii=False).encode())) < 64_000


def test_choices_are_those_of_the_package(book: TargetsContext) -> None:
    found = choices(book)
    assert found["document"] == ("qd4098", "nq18", "kh239", "kh243")
    assert found["year"] == ("2025", "2030")


def test_a_bar_in_parts_of_a_hundred() -> None:
    made = one(target(90, year=2030), SHARE, points(("2019", 40), ("2025", 60)))
    drawn = bar([made], SHARE, "en")
    assert drawn is not None
    assert (drawn.last, drawn.start, drawn.goals, drawn.end) == (60, 40, ((90, 90),), "100%")
    assert drawn.alt == ("Target: at least 90%, last figure: 60%, start: 40%, bar from 0 to 100%")


def test_a_bar_without_a_highest_value_ends_beyond_the_largest() -> None:
    free = replace(LINEAR, cap=None, unit="count", kind="count")
    drawn = bar([one(target(200), free, points(("2025", 50)))], free, "en")
    assert drawn is not None
    # 50 and 200 of 230.
    assert (drawn.last, drawn.goals) == (21.7, ((87.0, 87.0),))


def test_ranks_and_values_below_zero_have_no_bar() -> None:
    rank = one(target(1, 5, comparator="<="), RANK, points(("2024", 24)))
    assert bar([rank], RANK, "en") is None
    below = one(target(5), LINEAR, points(("2024", -3)))
    assert bar([below], LINEAR, "en") is None


def test_the_table_holds_what_the_page_knows(book: TargetsContext) -> None:
    frame = table(book, ["NQ18-2025-012", "NQ18-2030-034", "QD4098-2030-083"], "vi")
    assert list(frame["target_id"]) == [
        "NQ18-2025-012",
        "NQ18-2030-034",
        "NQ18-2030-034",
        "QD4098-2030-083",
    ]
    first = frame.loc[frame["target_id"].eq("NQ18-2025-012")].iloc[0]
    assert first["verdict"] == "missed"
    assert first["verdict_words"] == "không hoàn thành"
    assert first["distance"] == 12.66
    assert first["evidence_level"] == "C"
    assert not first["binding"]
    assert first["last_source_url"].startswith("https://")
    assert first["quote_vi"] == "Tỷ trọng kinh tế số trong GRDP của Hà Nội khoảng 30%"
    assert first["data_version"] == book.package.version
    assert "không hoàn thành" in to_csv(frame).decode("utf-8-sig")


def test_growth_is_held_against_its_target_year_by_year(pages: dict[Lang, dict[str, Any]]) -> None:
    (found,) = blocks(row(pages, "KH243-2030-002"), "Each figure against the target")
    assert found["head"] == ["Period", "Figure", "at least 10% a year"]
    assert found["lines"][0] == ["2019", "8.13% a year", "✖ 1.87 percentage points short"]
    assert found["lines"][-1] == ["2025", "8.16% a year", "✖ 1.84 percentage points short"]
    (said,) = block(row(pages, "KH243-2030-002"), "Each figure against the target")
    assert said.startswith("Reached in 0 of 6 figures")
    # 8.89 in 2022 reached 8.5; no other year did.
    (of_2025,) = blocks(row(pages, "KH243-2025-001"), "Each figure against the target")
    assert [line[2][0] for line in of_2025["lines"]] == ["✖", "✖", "✔", "✖", "✖", "✖"]


def test_a_rank_is_held_against_its_target_edition_by_edition(
    pages: dict[Lang, dict[str, Any]],
) -> None:
    (found,) = blocks(row(pages, "QD4098-2030-069", "vi"), "Từng số liệu so với mục tiêu")
    assert found["lines"][0] == ["2019", "hạng 9", "✖ còn cách 6 bậc"]
    assert blocks(row(pages, "NQ18-2025-012"), "Each figure against the target") == []


def test_a_figure_that_two_documents_judge_apart_shows_both_in_either_row(
    book: TargetsContext, pages: dict[Lang, dict[str, Any]]
) -> None:
    clauses = [
        clause
        for clause in book.assessed
        if (clause.target.series_id, clause.target.year) == ("electronic_health_records", 2025)
    ]
    for clause in clauses:
        told = {
            (said["asked"].partition(":")[0], said["said"])
            for said in row(pages, clause.target.target_id)["beside"]
        }
        other = {"met": ("4098/QĐ-UBND", "✖ missed"), "missed": ("239/KH-UBND", "✔ met")}
        assert told == {other[clause.verdict]}
