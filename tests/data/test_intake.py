"""What a table is understood to say, what it is asked about, and what it would change."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pandera.pandas as pandera
import pytest

from lib.data.intake import report
from lib.data.intake.intake_tables import SKIP
from lib.data.intake.layout import best_sheet
from lib.data.intake.lookup import name_index
from lib.data.intake.preview import Origin
from lib.data.package import Dataset
from lib.data.schema import OBSERVATIONS
from lib.features.data_admin.import_html import findings_html
from tests.data.making_intake import asked, drafted, figures, previewed
from tests.data.test_intake_reading import workbook

RATE = "online_dossier_share"


Found = dict[tuple[str, str, str, str], float]


def in_words(package: Dataset, text: str, **answers: str) -> Found:
    return figures(drafted(package, text, answers=answers))


def test_long_table(shipped: Dataset) -> None:
    text = (
        "Chỉ tiêu\tKỳ\tMã\tTên đơn vị\tGiá trị\n"
        "pci_score\tT9/2025\t00070\tPhường Hoàn Kiếm\t85,5\n"
        "dossiers_overdue\tQuý III/2025\t82\tCửa Nam\t12\n"
    )
    assert in_words(shipped, text) == {
        ("pci_score", "commune", "00070", "2025-09"): 85.5,
        ("dossiers_overdue", "commune", "00082", "2025-Q3"): 12,
    }


def test_units_by_periods_below_titles(shipped: Dataset) -> None:
    text = (
        "UBND THÀNH PHỐ HÀ NỘI\n"
        "Bảng 1. Hồ sơ quá hạn các quận, huyện\n\n"
        "STT\tQuận, huyện\t2023\t2024\tKế hoạch 2025\n"
        "A\tB\t1\t2\t3\n"
        "1\tQ. Ba Đình\t10\t12\t9\n"
        "2\tH. Sóc Sơn\t-\t30\t9\n"
        "\tTổng số\t200\t210\t9\n"
        "Nguồn: báo cáo của các quận, huyện\n"
    )
    draft = drafted(shipped, text, answers={"series": "dossiers_overdue"})
    found = figures(draft)
    assert found[("dossiers_overdue", "district", "001", "2024")] == 12
    assert np.isnan(found[("dossiers_overdue", "district", "016", "2023")])
    assert found[("dossiers_overdue", "city", "01", "2024")] == 210
    assert len(found) == 6
    assert [notice.in_("en") for notice in draft.notices] == [
        "Plan values are no results and are left aside: Kế hoạch 2025"
    ]


def test_units_by_indicators_with_the_period_asked(shipped: Dataset) -> None:
    text = (
        "Số liệu tháng 9 năm 2025\n"
        "Phường, xã\tĐiểm năng lực cạnh tranh cấp tỉnh (PCI)\tHồ sơ quá hạn (hồ sơ)\n"
        "Phường Láng\t70,5\t3\n"
    )
    draft = drafted(shipped, text)
    (question,) = draft.needed
    assert (question.question_id, question.suggested) == ("period", "2025-09")
    assert figures(draft) == {}
    assert in_words(shipped, text, period="T9/2025") == {
        ("pci_score", "commune", "00199", "2025-09"): 70.5,
        ("dossiers_overdue", "commune", "00199", "2025-09"): 3,
    }


def test_heading_in_two_levels(shipped: Dataset) -> None:
    text = (
        "Đơn vị\tĐiểm năng lực cạnh tranh cấp tỉnh (PCI)\t\tHồ sơ quá hạn\t\n"
        "\tT9/2025\tT10/2025\tT9/2025\tT10/2025\n"
        "Phường Láng\t70,5\t71,5\t3\t4\n"
    )
    assert in_words(shipped, text) == {
        ("pci_score", "commune", "00199", "2025-09"): 70.5,
        ("pci_score", "commune", "00199", "2025-10"): 71.5,
        ("dossiers_overdue", "commune", "00199", "2025-09"): 3,
        ("dossiers_overdue", "commune", "00199", "2025-10"): 4,
    }


def test_months_without_a_year_are_asked_about(shipped: Dataset) -> None:
    text = (
        "Hồ sơ quá hạn các phường năm 2026\n"
        "Đơn vị\tTháng 1\tTháng 2\tQuý I\nPhường Láng\t5\t6\t18\n"
    )
    draft = drafted(shipped, text, answers={"series": "dossiers_overdue"})
    (question,) = draft.questions
    assert (question.question_id, question.suggested, figures(draft)) == ("year", "2026", {})
    found = in_words(shipped, text, series="dossiers_overdue", year="2026")
    assert {key[3]: value for key, value in found.items()} == {
        "2026-01": 5,
        "2026-02": 6,
        "2026-Q1": 18,
    }
    below = text.replace("Đơn vị\tTháng 1", "Đơn vị\tNăm 2026\t\t\n\tTháng 1")
    assert in_words(shipped, below, series="dossiers_overdue") == found
    down = "Tháng\tPhường Láng\nTháng 1\t5\nTháng 2\t6\n"
    assert asked(drafted(shipped, down, answers={"series": "dossiers_overdue"})) == ["year"]
    found = in_words(shipped, down, series="dossiers_overdue", year="2026")
    assert [key[3] for key in found] == ["2026-01", "2026-02"]


def test_units_across_and_periods_down(shipped: Dataset) -> None:
    text = "Năm\tTháng\tPhường Láng\tPhường Kim Liên\n2025\t9\t1\t2\n2025\t10\t3\t4\n"
    assert in_words(shipped, text, series="dossiers_overdue") == {
        ("dossiers_overdue", "commune", "00199", "2025-09"): 1,
        ("dossiers_overdue", "commune", "00229", "2025-09"): 2,
        ("dossiers_overdue", "commune", "00199", "2025-10"): 3,
        ("dossiers_overdue", "commune", "00229", "2025-10"): 4,
    }


def test_city_alone(shipped: Dataset) -> None:
    text = "Chỉ tiêu\t2023\t2024\nĐiểm năng lực cạnh tranh cấp tỉnh (PCI)\t67,2\t68,1\n"
    assert asked(drafted(shipped, text)) == ["unit"]
    assert in_words(shipped, text, unit="city/01") == {
        ("pci_score", "city", "01", "2023"): 67.2,
        ("pci_score", "city", "01", "2024"): 68.1,
    }


def test_columns_may_stand_in_any_order(shipped: Dataset) -> None:
    rows = [
        ["Mã", "Tên đơn vị", "Kỳ", "Chỉ tiêu", "Giá trị"],
        ["00070", "Phường Hoàn Kiếm", "T9/2025", "pci_score", "85,5"],
    ]
    tables = {
        tuple(
            sorted(
                in_words(
                    shipped, "\n".join("\t".join(row[i] for i in order) for row in rows)
                ).items()
            )
        )
        for order in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 4, 0, 3, 1])
    }
    assert tables == {((("pci_score", "commune", "00070", "2025-09"), 85.5),)}


def test_a_name_of_two_vintages_is_settled_by_the_period(shipped: Dataset) -> None:
    text = "Đơn vị\tKỳ\tGiá trị\nHoàn Kiếm\t2024\t1\nHoàn Kiếm\tT9/2025\t2\nHoàn Kiếm\t2025\t3\n"
    draft = drafted(shipped, text, answers={"series": "dossiers_overdue"})
    assert figures(draft) == {
        ("dossiers_overdue", "district", "002", "2024"): 1,
        ("dossiers_overdue", "commune", "00070", "2025-09"): 2,
    }
    assert asked(draft) == ["geography"]
    said = in_words(shipped, text, series="dossiers_overdue", geography="commune")
    assert said[("dossiers_overdue", "commune", "00070", "2025")] == 3
    assert said[("dossiers_overdue", "district", "002", "2024")] == 1


def test_a_unit_outside_its_time_is_refused(shipped: Dataset) -> None:
    text = "Đơn vị\tKỳ\tGiá trị\nQuận Ba Đình\tT9/2025\t1\nPhường Láng\tT5/2025\t2\n"
    view = previewed(shipped, drafted(shipped, text, answers={"series": "dossiers_overdue"}))
    assert view.counts["unknown_unit"] == 2
    assert "existed" in view.findings[0].expected.in_("en")


def test_code_and_name_must_agree(shipped: Dataset) -> None:
    text = "Mã\tTên đơn vị\tT9/2025\n00070\tPhường Láng\t1\n"
    draft = drafted(shipped, text, answers={"series": "dossiers_overdue"})
    (finding,) = previewed(shipped, draft).findings
    assert "Phường Hoàn Kiếm" in finding.expected.in_("vi")
    assert (finding.row, finding.column, finding.found) == (2, "B", "00070 Phường Láng")


def test_an_unknown_name_is_asked_about_and_remembered(shipped: Dataset) -> None:
    text = "Tên đơn vị\tT9/2025\nPhường Hoàn Kim\t1\n"
    draft = drafted(shipped, text, answers={"series": "dossiers_overdue"})
    (question,) = draft.questions
    assert (question.question_id, question.required) == ("unit:phuong hoan kim", False)
    assert "commune/00070" in [option.option_id for option in question.options]
    assert figures(draft) == {}
    answers = {"series": "dossiers_overdue", question.question_id: "commune/00070"}
    told = drafted(shipped, text, answers=answers)
    key = ("dossiers_overdue", "commune", "00070", "2025-09")
    assert figures(told) == {key: 1}
    again = drafted(shipped, text, answers={"series": key[0]}, aliases=told.learnt)
    assert (figures(again), again.questions) == ({key: 1}, ())


def test_a_heading_of_several_series_is_asked_about(shipped: Dataset) -> None:
    text = "Tên đơn vị\tKỳ\tTỷ lệ hồ sơ nộp trực tuyến (%)\nPhường Láng\tT9/2025\t71,5\n"
    draft = drafted(shipped, text)
    (question,) = draft.needed
    assert [option.option_id for option in question.options] == [
        "online_application_rate",
        "online_application_rate_766",
        SKIP,
    ]
    answers = {question.question_id: "online_application_rate"}
    told = drafted(shipped, text, answers=answers)
    assert list(figures(told).values()) == [71.5]
    again = drafted(shipped, text, aliases=told.learnt)
    assert (figures(again), again.questions) == (figures(told), ())


def test_an_unknown_heading_is_left_out_unless_told(shipped: Dataset) -> None:
    text = "Tên đơn vị\tKỳ\tHồ sơ quá hạn\tSo với kỳ trước\nPhường Láng\tT9/2025\t3\t105\n"
    draft = drafted(shipped, text)
    assert [(question.question_id, question.required) for question in draft.questions] == [
        ("column:3", False)
    ]
    assert list(figures(draft)) == [("dossiers_overdue", "commune", "00199", "2025-09")]


def test_ambiguous_numbers_are_asked_about_once_a_column(shipped: Dataset) -> None:
    text = "Tên đơn vị\tT9/2025\tT10/2025\nPhường Láng\t1.234\t12,5\nPhường Kim Liên\t5\t1.234\n"
    series = {"series": "dossiers_received"}
    draft = drafted(shipped, text, answers=series)
    assert asked(draft) == ["numbers:1"]
    found = figures(draft)
    assert found[("dossiers_received", "commune", "00229", "2025-10")] == 1234
    assert ("dossiers_received", "commune", "00199", "2025-09") not in found
    key = ("dossiers_received", "commune", "00199", "2025-09")
    for answer, value in (("comma", 1234), ("point", 1.234)):
        said = drafted(shipped, text, answers=series | {"numbers:1": answer})
        assert (figures(said)[key], said.questions) == (value, ())


@pytest.mark.parametrize(
    ("title", "heading"),
    [("ĐVT: nghìn hồ sơ", "T9/2025"), ("Bảng 1", "T9/2025 (nghìn hồ sơ)")],
)
def test_another_measure_is_asked_about(shipped: Dataset, title: str, heading: str) -> None:
    text = f"{title}\nTên đơn vị\t{heading}\nPhường Láng\t1,5\n"
    series = {"series": "dossiers_received"}
    draft = drafted(shipped, text, answers=series)
    assert (asked(draft), figures(draft)) == (["scale:1"], {})
    for answer, value in (("convert", 1500), ("as_is", 1.5)):
        said = drafted(shipped, text, answers=series | {"scale:1": answer})
        assert list(figures(said).values()) == [value]


def test_a_measure_of_the_series_is_not_asked_about(shipped: Dataset) -> None:
    text = "ĐVT: tỷ đồng; tỷ lệ: %\nTên đơn vị\t2024\nHà Nội\t1588,5\n"
    money = next(
        series_id
        for series_id, series in shipped.series.items()
        if shipped.indicators[series.indicator_id].unit == "billion_vnd"
    )
    assert list(in_words(shipped, text, series=money).values()) == [1588.5]


def test_a_share_is_no_count_of_the_same_name(shipped: Dataset) -> None:
    text = "Tên đơn vị\tKỳ\tHồ sơ quá hạn (%)\nPhường Láng\tT9/2025\t3\n"
    draft = drafted(shipped, text)
    assert (asked(draft), figures(draft)) == (["column:2"], {})


def test_shares_below_one_are_asked_about(shipped: Dataset) -> None:
    text = "Tên đơn vị\tT9/2025\nPhường Láng\t0,85\nPhường Kim Liên\t0,9\n"
    draft = drafted(shipped, text, answers={"series": RATE})
    assert (asked(draft), figures(draft)) == (["percent:1"], {})
    said = drafted(shipped, text, answers={"series": RATE, "percent:1": "times_100"})
    assert sorted(figures(said).values()) == [85, 90]
    said = drafted(shipped, text, answers={"series": RATE, "percent:1": "as_is"})
    assert sorted(figures(said).values()) == [0.85, 0.9]


def test_first_days_of_months_are_asked_about(shipped: Dataset) -> None:
    text = "Tên đơn vị\tKỳ\tGiá trị\nPhường Láng\t45901\t5\n"
    answers = {"series": "dossiers_overdue"}
    assert asked(drafted(shipped, text, answers=answers)) == []  # text was typed, not turned

    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0].append(["Tên đơn vị", "Kỳ", "Giá trị"])
        book.worksheets[0].append(["Phường Láng", 45901, 5])

    reading = workbook(fill)
    assert asked(drafted(shipped, reading, answers=answers)) == ["dates"]
    for answer, period in (("months", "2025-09"), ("days", "2025-09-01")):
        said = drafted(shipped, reading, answers=answers | {"dates": answer})
        assert [key[3] for key in figures(said)] == [period]


def test_a_sheet_without_a_heading_is_asked_about(shipped: Dataset) -> None:
    text = "abc\tdef\n1\t2\n"
    assert asked(drafted(shipped, text)) == ["header"]
    said = {"header": "1"}
    assert asked(drafted(shipped, text, answers=said)) == ["column:0", "column:1"]
    said |= {"column:0": SKIP, "column:1": "pci_score", "period": "2024", "unit": "city/01"}
    assert list(figures(drafted(shipped, text, answers=said)).values()) == [2]


def test_the_sheet_with_the_table_is_found(shipped: Dataset) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0].append(["Giải thích", "cách điền"])
        table = book.create_sheet("Số liệu")
        table.append(["Tên đơn vị", "T9/2025"])
        table.append(["Phường Láng", 5])

    assert best_sheet(workbook(fill).sheets, name_index(shipped)) == 1


def official(package: Dataset, series_id: str) -> list[tuple[str, str, float]]:
    """Units by name, period and value of published figures."""
    frame = package.observations
    chosen = frame[
        (frame["series_id"] == series_id) & (frame["provenance"] == "official") & frame["preferred"]
    ]
    return [
        (package.units[geography, code].name.vi, period, float(value))
        for geography, code, period, value in zip(
            chosen["geography"], chosen["unit_code"], chosen["period"], chosen["value"], strict=True
        )
        if (geography, code) in package.units
    ]


def test_statuses(shipped: Dataset) -> None:
    series = "unit_par_index"
    (same, period, first), (changed_unit, later, second), (odd, when, _value) = official(
        shipped, series
    )[:3]
    text = (
        "Tên đơn vị\tKỳ\tGiá trị\n"
        f"{same}\t{period}\t{first}\n"
        f"{changed_unit}\t{later}\t{second + 0.25}\n"
        "Quận Tây Hồ\tT5/2022\t94.25\n"
        f"{odd}\t{when}\t12.5\n"
        "Quận Nào Đó\t2023\t90.5\n"
        "Quận Đống Đa\t2023\tabc\n"
        "Quận Cầu Giấy\t2023\t123.5\n"
        "Quận Hà Đông\tT5/2022\t90.5\n"
        "Quận Hà Đông\tT5/2022\t91.5\n"
        "Quận Hoàng Mai\tT13/2023\t91.5\n"
        "Quận Thanh Xuân\tT5/2022\t93.5\n"
        "Quận Thanh Xuân\tT5/2022\t93.5\n"
    )
    view = previewed(shipped, drafted(shipped, text, answers={"series": series}))
    assert list(view.rows["status"]) == [
        "same", "changed", "new", "unusual", "unknown_unit", "bad_value", "out_of_range",
        "duplicate", "duplicate", "bad_period", "new", "duplicate",
    ]  # fmt: skip
    changed = view.rows.iloc[1]
    assert (changed["old"], changed["value"]) == (second, second + 0.25)
    assert view.taken == 3
    assert sum(view.counts.values()) == 12
    confirmed = previewed(
        shipped, drafted(shipped, text, answers={"series": series}), confirmed=frozenset({3})
    )
    assert confirmed.taken == 4


def test_findings_say_file_row_column_found_and_expected(shipped: Dataset) -> None:
    text = "Tên đơn vị\tKỳ\tGiá trị\nQuận Ba Đình\t2023\tabc\n"
    view = previewed(shipped, drafted(shipped, text, answers={"series": "unit_par_index"}))
    told = re.sub("<[^>]+>", "|", findings_html(view.findings, label="", lang="en"))
    assert re.sub(r"\|+", "|", told) == (
        "|Row 2, column C|unreadable value|found “|abc|”, expected a number, or a sign for none: "
        "-, …, x, NA|"
    )
    assert (view.file, view.findings[0].file) == ("paste", "paste")


def test_accepted_rows_conform_to_the_schema(shipped: Dataset) -> None:
    text = (
        "Tên đơn vị\tKỳ\tGiá trị\tGhi chú\n"
        "Phường Láng\tT9/2025\t5\t=HYPERLINK(1)\n"
        "Phường Kim Liên\tT9/2025\t…\tchưa có báo cáo\n"
        "Phường Bạch Mai\tƯớc 2025\t7\t\n"
    )
    origin = Origin(
        "github-com-2026-09", provenance="official", confidence="medium", note="Công văn"
    )
    draft = drafted(shipped, text, answers={"series": "dossiers_overdue"})
    rows = previewed(shipped, draft, origin=origin).accepted()
    pandera.DataFrameSchema(OBSERVATIONS.schema.columns).validate(
        rows[list(OBSERVATIONS.schema.columns)]
    )
    assert list(rows["row"]) == [3, 4]
    assert list(rows["missing_reason"]) == ["not_collected", ""]
    assert list(rows["provenance"]) == ["official", "estimate"]
    assert list(rows["note"]) == ["chưa có báo cáo", "Công văn"]
    assert set(rows["confidence"]) == {"medium"}


def test_an_official_figure_takes_the_place_of_an_illustrative_one_and_not_back(
    shipped: Dataset,
) -> None:
    made = shipped.observations[shipped.observations["provenance"] == "illustrative"].iloc[0]
    unit = shipped.units[made["geography"], made["unit_code"]].name.vi
    text = f"Tên đơn vị\tKỳ\tGiá trị\n{unit}\t{made['period']}\t{float(made['value'])!r}\n"
    draft = drafted(shipped, text, answers={"series": made["series_id"], "percent:*": "as_is"})
    assert previewed(shipped, draft).counts["changed"] == 1
    official = shipped.observations.assign(
        provenance=shipped.observations["provenance"].replace("illustrative", "official"),
        value=shipped.observations["value"] + 1,
    )
    view = previewed(
        replace(shipped, observations=official),
        draft,
        origin=Origin("x", provenance="illustrative"),
    )
    assert (view.counts["bad_value"], view.taken) == (1, 0)


def test_a_figure_that_would_be_lost_is_asked_about(shipped: Dataset) -> None:
    unit, period, _value = official(shipped, "unit_par_index")[0]
    text = f"Tên đơn vị\tKỳ\tGiá trị\n{unit}\t{period}\tx\n"
    view = previewed(shipped, drafted(shipped, text, answers={"series": "unit_par_index"}))
    assert view.counts["unusual"] == 1


def test_a_slip_of_the_decimal_mark_stands_out_among_units(shipped: Dataset) -> None:
    units = [unit for unit in shipped.units.values() if unit.geography == "commune"][:40]
    lines = [f"{unit.unit_code}\t{unit.name.vi}\t{100 + place}" for place, unit in enumerate(units)]
    lines[7] = lines[7] + "000"
    text = "\n".join(["Mã\tTên đơn vị\tT9/2025", *lines])
    view = previewed(shipped, drafted(shipped, text, answers={"series": "dossiers_overdue"}))
    assert list(view.rows.index[view.rows["status"] == "unusual"]) == [7]


def test_left_out_rows_come_back_as_a_file_that_can_be_sent_again(shipped: Dataset) -> None:
    text = "Tên đơn vị\tKỳ\tGiá trị\nPhường Láng\tT9/2025\tabc\nPhường Kim Liên\tT9/2025\t5\n"
    view = previewed(shipped, drafted(shipped, text, answers={"series": "dossiers_overdue"}))
    for content in (report.left_out_csv(view, "vi"), report.left_out_xlsx(view, "vi")):
        again = previewed(shipped, drafted(shipped, content))
        assert list(again.rows["unit_code"]) == ["00199"]
        assert list(again.rows["status"]) == ["bad_value"]
        assert list(again.rows["series_id"]) == ["dossiers_overdue"]
    table = pd.read_csv(io.BytesIO(report.findings_csv(view, "en")))
    assert list(table.columns) == ["File", "Sheet", "Row", "Column", "Status", "Found", "Expected"]
    assert table["Row"].tolist() == [2]


def test_progress_is_told_and_ends_at_one(shipped: Dataset) -> None:
    told: list[float] = []
    draft = drafted(shipped, "Tên đơn vị\tT9/2025\nPhường Láng\t5\n", answers={"series": RATE})
    previewed(shipped, draft, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("period", ["T12/2026", "2027"])
def test_a_period_that_has_not_begun_is_refused(shipped: Dataset, period: str) -> None:
    text = f"Tên đơn vị\tKỳ\tGiá trị\nPhường Láng\t{period}\t5\n"
    view = previewed(shipped, drafted(shipped, text, answers={"series": "dossiers_overdue"}))
    assert view.counts["bad_period"] == 1


def test_a_column_of_units_may_hold_codes(shipped: Dataset) -> None:
    rows = (("00004", "61,5"), ("12", "5"))
    text = "Đơn vị\tKỳ\tSeries\tGiá trị\n"
    text += "".join(f"{unit}\t2026-Q3\tpci_score\t{value}\n" for unit, value in rows)
    draft = drafted(shipped, text)
    assert [row[:3] for row in figures(draft)] == [("pci_score", "commune", "00004")]
    assert list(draft.rows["status"]) == ["", "unknown_unit"]


def test_rows_left_out_come_back_with_all_they_bear(shipped: Dataset) -> None:
    head = ["Mã", "Tên đơn vị", "Kỳ", "Chỉ tiêu", "Giá trị", "provenance", "Ghi chú"]
    row = ["00008", "Phường Ngọc Hà", "2026-Q3", "adults_with_smartphone", "740", "estimate",
           "sơ bộ"]  # fmt: skip
    view = previewed(shipped, drafted(shipped, "\t".join(head) + "\n" + "\t".join(row)))
    assert view.counts["out_of_range"] == 1
    handed = report.left_out_csv(view, "vi").decode("utf-8-sig").replace("740", "74")
    again = previewed(shipped, drafted(shipped, handed.encode()))
    (taken,) = again.accepted().to_dict("records")
    assert (taken["unit_code"], taken["value"]) == ("00008", 74)
    assert (taken["provenance"], taken["note"]) == ("estimate", "sơ bộ")


def test_numbers_in_words_are_written_as_the_language_writes_them(shipped: Dataset) -> None:
    text = "Mã\tKỳ\tChỉ tiêu\tGiá trị\n01\t2026\tdigital_economy_share_grdp_va\t77,3\n"
    (finding,) = previewed(shipped, drafted(shipped, text)).findings
    assert "17,34 (2025)" in finding.expected.in_("vi")
    assert "17.34 (2025)" in finding.expected.in_("en")


def test_a_period_to_come_is_what_was_found(shipped: Dataset) -> None:
    text = "Mã\tKỳ\tChỉ tiêu\tGiá trị\n00004\t2031\tadults_with_smartphone\t77,3\n"
    (finding,) = previewed(shipped, drafted(shipped, text)).findings
    assert (finding.status, finding.found) == ("bad_period", "2031")
