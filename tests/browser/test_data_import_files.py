"""What goes to and fro as files: the workbook to fill in, the faults, the rows left out."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from lib.model.vocabulary import Lang
from tests.browser import import_kit as kit
from tests.browser.conftest import PageAt, settle

PHONES = "Dân số trưởng thành có điện thoại thông minh"
FAULTY = kit.lines(
    [
        ["Mã", "Tên phường, xã", "Kỳ", PHONES],
        ["00004", "Phường Ba Đình", "2026-Q1", "73,31"],
        ["00008", "Phường Ngọc Hà", "2026-Q1", "740"],
        ["", "Phường Không Có", "2026-Q1", "75"],
        ["00025", "Phường Giảng Võ", "2031-Q1", "76"],
        ["00070", "Phường Hoàn Kiếm", "2026-Q1", "77"],
        ["00070", "Phường Hoàn Kiếm", "2026-Q1", "78"],
        ["00091", "Phường Hồng Hà", "2026-Q1", "nhiều"],
        ["00103", "Phường Tây Hồ", "2026-Q1", "7,5"],
        ["00118", "Phường Bồ Đề", "2026-Q1", "79,5"],
    ],
    delimiter=";",
)


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def mended(content: bytes) -> bytes:
    """The rows left out with what was wrong in them put right."""
    right = {
        "740": "74", "nhiều": "78.5", "2031-Q1": "2026-Q1", "Phường Không Có": "Phường Bồ Đề",
        "Phường Hồng Hà": "Phường Phú Thượng",
    }  # fmt: skip
    text = content.decode("utf-8-sig")
    for wrong, better in right.items():
        assert wrong in text
        text = text.replace(wrong, better)
    return text.encode()


@pytest.mark.parametrize(("lang", "series"), [("vi", PHONES), ("en", "Adults with a smartphone")])
def test_a_workbook_from_the_page_comes_back_and_matches_whole(
    editor_page_at: PageAt, lang: Lang, series: str
) -> None:
    page = editor_page_at("/data", lang=lang, d_part="in")
    page.locator(".st-key-d_templates summary").click()
    settle(page)
    box = page.locator(".st-key-d_tpl_series_pick input").first
    box.click()
    box.fill(series)
    page.get_by_role("option", name=series).first.click()
    settle(page)
    page.keyboard.press("Escape")
    periods = page.locator(".st-key-d_tpl_periods input")
    periods.fill("2026-Q1")
    periods.press("Enter")
    page.locator(".st-key-d_get_template").wait_for()
    settle(page)
    book = openpyxl.load_workbook(io.BytesIO(kit.saved(page, "d_get_template")))
    sheet = book.worksheets[0]
    given = 0
    for row in sheet.iter_rows(min_row=2):
        row[3].value = 60 + row[0].row % 30
        given += 1
    content = io.BytesIO()
    book.save(content)
    kit.hand_in(page, "bảng mẫu.xlsx", content.getvalue())
    # Nothing is asked, no figure is in doubt; only illustrative ones of one series give way.
    expect(page.locator(".st-key-d_in .da-counts")).to_be_visible()
    assert given == 126
    expected = {"vi": ["126 thay đổi"], "en": ["126 changed"]}[lang]
    assert kit.counts(page) == expected
    assert kit.faults(page) == []
    expect(page.get_by_role("heading", name=re.compile("^(Điều tệp|What the file)"))).to_have_count(
        0
    )


def test_every_fault_is_told_in_words_and_as_a_file(editor_page_at: PageAt) -> None:
    page = editor_page_at("/data", d_part="in")
    kit.hand_in(page, "tháng 9.csv", FAULTY.encode("utf-16"))
    assert kit.counts(page) == [
        "3 thay đổi", "2 không rõ đơn vị", "1 không đọc được kỳ", "1 ngoài khoảng cho phép",
        "2 trùng lặp",
    ]  # fmt: skip
    told = kit.faults(page)
    assert told[0] == (
        "Dòng 3, cột D | ngoài khoảng cho phép | gặp “740”, cần không quá 100, mức trần của chỉ "
        "tiêu"
    )
    assert told[1] == (
        "Dòng 4, cột B | không rõ đơn vị | gặp “Phường Không Có”, cần mã hoặc tên một đơn vị của "
        "Hà Nội"
    )
    assert len(told) == 6
    head, *rows = table(kit.saved(page, "d_get_findings"))
    assert head == ["Tệp", "Trang tính", "Dòng", "Cột", "Trạng thái", "Gặp phải", "Cần có"]
    assert len(rows) == len(told)
    for row, line in zip(rows, told, strict=True):
        file, _sheet, number, column, status, found, expected = row
        assert file == "tháng 9.csv"
        assert line == f"Dòng {number}, cột {column} | {status} | gặp “{found}”, cần {expected}"


@pytest.mark.parametrize("form", ["left", "leftx"])
def test_rows_left_out_come_back_once_they_are_mended(editor_page_at: PageAt, form: str) -> None:
    page = editor_page_at("/data", d_part="in")
    kit.hand_in(page, "tháng 9.csv", FAULTY.encode())
    handed = kit.saved(page, f"d_get_{form}")
    if form == "leftx":
        sheet = openpyxl.load_workbook(io.BytesIO(handed)).worksheets[0]
        text = io.StringIO()
        csv.writer(text).writerows([[cell.value for cell in row] for row in sheet.iter_rows()])
        handed = text.getvalue().encode()
    assert len(table(handed)) == 7
    kit.hand_in(page, "sửa.csv", mended(handed))
    assert kit.counts(page) == ["4 thay đổi", "2 trùng lặp"]


def test_a_source_is_named_whole_before_anything_is_written(editor_page_at: PageAt) -> None:
    page = editor_page_at("/data", lang="en", d_part="in", d_way="paste")
    kit.paste(page, kit.lines([["Unit", "Period", "Series", "Value"],
              ["00004", "2026-Q1", "adults_with_smartphone", "73.5"]]), "en")  # fmt: skip
    wanted = page.get_by_text(re.compile("^Still wanted:"))
    expect(wanted).to_have_text("Still wanted: title, publisher, date or year, why they come in.")
    kit.describe(page, publisher="", title="<b>Report</b>", url="thongke.gov.vn/a b")
    expect(wanted).to_have_text("Still wanted: publisher.")
    kit.describe(page, title="<b>Report</b>", url="thongke.gov.vn/a b")
    expect(wanted).to_have_count(0)
    expect(page.get_by_text("Title: plain text, please, without markup")).to_be_visible()
    expect(page.get_by_text("The address begins with https:// or http://")).to_be_visible()
    expect(kit.button(page)).to_be_disabled()
    kit.describe(page, title="Report", url="https://thongke.gov.vn/a")
    expect(kit.button(page)).to_be_enabled()
    kit.choose(page, "What kind of figures *", "computed from official figures")
    expect(wanted).to_have_text("Still wanted: how they were computed.")
    expect(kit.button(page)).to_be_disabled()
    assert kit.counts(page) == ["1 changed"]
