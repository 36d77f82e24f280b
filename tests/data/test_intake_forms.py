"""Numbers, periods and names in the forms that tables write them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from lib.data.intake.intake_tables import Cell, Percent
from lib.data.intake.lookup import NameIndex, name_index
from lib.data.intake.numbers import marks_of, read_number
from lib.data.intake.periods import periods_in, read_period
from lib.data.package import Dataset
from lib.model.entities import UnitKey


@pytest.fixture(scope="module")
def known(shipped: Dataset) -> NameIndex:
    return name_index(shipped)


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("12", 12, 12),
        ("-5", -5, -5),
        ("−5", -5, -5),
        ("12,5", 12.5, None),
        ("12.5", None, 12.5),
        ("1.234", 1234, 1.234),
        ("1,234", 1.234, 1234),
        ("1.234.567", 1234567, None),
        ("1,234,567.8", None, 1234567.8),
        ("1.234,5", 1234.5, None),
        ("1 234 567,5", 1234567.5, None),
        ("1\u202f234", 1234, 1234),
        ("0,125", 0.125, None),
        ("0.125", None, 0.125),
        ("85,5 %", 85.5, None),
        ("85%", 85, 85),
        ("1 2", None, None),
        ("1.2.3", None, None),
        ("12.34.567", None, None),
        ("1e3", None, None),
        ("٣٤", None, None),
        ("nan", None, None),
        ("12 người", None, None),
    ],
)
def test_number(text: str, comma: float | None, point: float | None) -> None:
    assert read_number(text, "comma").value == comma
    assert read_number(text, "point").value == point


@pytest.mark.parametrize(
    ("cell", "value"), [(3, 3.0), (0.1, 0.1), (Percent(0.855), 85.5), (Percent(0.07), 7.0)]
)
def test_number_of_a_workbook(cell: Cell, value: float) -> None:
    assert read_number(cell, None).value == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-", "not_applicable"),
        ("…", "not_collected"),
        ("...", "not_collected"),
        ("x", "suppressed"),
        ("X", "suppressed"),
        (":", "not_published"),
        ("NA", "no_data_for_period"),
        ("n/a", "no_data_for_period"),
        ("Chưa công bố", "not_published"),
        ("not_collected", "not_collected"),
        ("#N/A", None),
        ("0", None),
        ("", None),
    ],
)
def test_sign_of_a_missing_figure(text: str, reason: str | None) -> None:
    assert read_number(text, "comma").missing == reason


@pytest.mark.parametrize(
    ("cells", "mark", "must_ask"),
    [
        (["1.234", "5.678"], None, True),
        (["1.234", "12,5"], "comma", False),
        (["1.234", "12.5"], "point", False),
        (["12", "13"], None, False),
        (["12,5", "12.5"], None, True),
        (["1,234", "1,234,567"], "point", False),
        ([1.234, 5.678], None, False),
    ],
)
def test_decimal_mark_of_a_column(cells: list[Cell], mark: str | None, *, must_ask: bool) -> None:
    assert (marks_of(cells).mark, marks_of(cells).must_ask) == (mark, must_ask)


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2025", "2025"),
        (2025, "2025"),
        (2025.0, "2025"),
        ("Năm 2025", "2025"),
        ("Q3/2025", "2025-Q3"),
        ("Quý III/2025", "2025-Q3"),
        ("quý 4 năm 2025", "2025-Q4"),
        ("2025-Q3", "2025-Q3"),
        ("T9/2025", "2025-09"),
        ("9/2025", "2025-09"),
        ("tháng 9 năm 2025", "2025-09"),
        ("Tháng 09/2025", "2025-09"),
        ("Sep 2025", "2025-09"),
        ("September 2025", "2025-09"),
        ("2025-09", "2025-09"),
        ("30/6/2025", "2025-06-30"),
        ("ngày 30 tháng 6 năm 2025", "2025-06-30"),
        ("1/2/2025", "2025-02-01"),
        (date(2025, 6, 30), "2025-06-30"),
        (45838, "2025-06-30"),
        ("6 tháng đầu năm 2025", "2025-01-01/2025-06-30"),
        ("9 tháng năm 2025", "2025-01-01/2025-09-30"),
        ("H2 2025", "2025-07-01/2025-12-31"),
        ("2025-07-01/2025-09-23", "2025-07-01/2025-09-23"),
        ("undated", "undated"),
        ("13/2025", None),
        ("31/2/2025", None),
        ("6/30/2025", None),
        ("Kế hoạch 2025", None),
        ("1025", None),
        (12.5, None),
        (12, None),
        ("", None),
    ],
)
def test_period(cell: Cell, period: str | None) -> None:
    read = read_period(cell)
    assert (None if read is None else read.text) == period


@pytest.mark.parametrize("text", ["Ước 2025", "Sơ bộ 2025", "2025 (ước)", "Ước thực hiện 2025"])
def test_estimate_in_a_period(text: str) -> None:
    read = read_period(text)
    assert read is not None
    assert (read.text, read.estimate) == ("2025", True)


def test_periods_of_a_title() -> None:
    title = "Bảng 3. Tỷ lệ hồ sơ trực tuyến tháng 9 năm 2025 so với quý II/2024"
    assert periods_in(title) == ("2025-09", "2024-Q2")


HOAN_KIEM_OLD, HOAN_KIEM = ("district", "002"), ("commune", "00070")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Quận Hoàn Kiếm", [HOAN_KIEM_OLD]),
        ("Q. Hoàn  Kiếm", [HOAN_KIEM_OLD]),
        ("quan hoan kiem", [HOAN_KIEM_OLD]),
        ("12. Q.Hoàn Kiếm", [HOAN_KIEM_OLD]),
        ("II. QUẬN HOÀN KIẾM", [HOAN_KIEM_OLD]),
        ("Hoan Kiem District", [HOAN_KIEM_OLD]),
        ("P. Hoàn Kiếm", [HOAN_KIEM]),
        ("Phường Hoàn Kiếm", [HOAN_KIEM]),
        ("Hoàn Kiếm", [HOAN_KIEM_OLD, HOAN_KIEM]),
        ("TX Sơn Tây", [("district", "269")]),
        ("Đống Đa", [("district", "006"), ("commune", "00235")]),
        ("X. Ô Diên", [("commune", "09817")]),
        ("01 - Văn Miếu – Quốc Tử Giám", [("commune", "00226")]),
        ("Toàn thành phố", [("city", "01")]),
        ("Cộng", [("city", "01")]),
        ("TỔNG SỐ", [("city", "01")]),
        ("Hà Nội", [("city", "01")]),
        ("Huyện Hoàn Kiếm", []),
        ("Trung bình", []),
        ("Quận 1", []),
        ("Hoàn Kiem X", []),
    ],
)
def test_unit_by_name(known: NameIndex, text: str, units: list[UnitKey]) -> None:
    for form in ("NFC", "NFD"):
        assert list(known.units_named(unicodedata.normalize(form, text))) == units


def test_every_unit_is_found_by_its_own_names(known: NameIndex) -> None:
    for key, name in known.names.items():
        for text in (name.vi, name.en, name.vi.upper()):
            assert known.units_named(text) == (key,), text


@pytest.mark.parametrize(
    ("code", "units"),
    [
        ("00070", [HOAN_KIEM]),
        ("70", [HOAN_KIEM]),
        ("4", [("district", "004"), ("commune", "00004")]),
        ("004", [("district", "004")]),
        ("01", [("city", "01")]),
        ("ALL126", [("commune", "ALL126")]),
        ("99999", []),
        ("x", []),
    ],
)
def test_unit_by_code(known: NameIndex, code: str, units: list[UnitKey]) -> None:
    assert list(known.units_coded(code)) == units


def test_series_by_heading(known: NameIndex) -> None:
    assert known.series_named("pci_score") == ("pci_score",)
    assert known.series_named("Điểm năng lực cạnh tranh cấp tỉnh (PCI)") == ("pci_score",)
    assert known.series_named("Hồ sơ quá hạn (hồ sơ)") == ("dossiers_overdue",)
    assert known.series_named("Bất kỳ [dossiers_overdue]") == ("dossiers_overdue",)
    assert known.series_named("Bất kỳ [no_such_series]") == ()
    assert len(known.series_named("Tỷ lệ hồ sơ nộp trực tuyến (%)")) == 2
    assert known.series_named("Tỷ lệ nào đó") == ()


def test_what_is_like_is_suggested_and_never_taken(known: NameIndex) -> None:
    assert HOAN_KIEM in known.similar_units("Phường Hoàn Kim")
    assert known.units_named("Phường Hoàn Kim") == ()
