"""Files as offices send them: encodings, delimiters, workbooks."""

from __future__ import annotations

import io
import unicodedata
from datetime import date, datetime

import openpyxl
import pytest

from lib.data.intake.intake_tables import FileContents, Percent
from lib.data.intake.reading import read, read_paste
from lib.data.limits import Limits

TEXT = "Mã;Tên đơn vị;Tháng 9/2025\n00070;Phường Hoàn Kiếm;85,5\n00082;Phường Cửa Nam;61,25\n"
CELLS = tuple(tuple(line.split(";")) for line in TEXT.splitlines())


def cp1258(text: str) -> bytes:
    """Windows-1258 has tone marks as letters of their own, after the vowel."""
    tones = "\u0300\u0309\u0303\u0301\u0323"
    made = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        made += (base + "".join(part for part in parts if part in tones)).encode("cp1258")
    return made


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (unicodedata.normalize("NFD", TEXT).encode(), "UTF-8"),
        (cp1258(TEXT), "Windows-1258"),
    ],
)
def test_encoding(content: bytes, encoding: str) -> None:
    reading = read(content, "a.csv", Limits())
    assert reading.problems == ()
    assert reading.sheets[0].rows == CELLS
    assert reading.encoding.upper() == encoding.upper()


@pytest.mark.parametrize("mark", [";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_end(mark: str, end: str) -> None:
    reading = read(TEXT.replace(";", mark).replace("\n", end).encode(), "a.csv", Limits())
    assert (reading.sheets[0].rows, reading.delimiter) == (CELLS, mark)


def test_commas_and_quotation_marks() -> None:
    text = 'Mã,Tên,Ghi chú\n00070,"Phường Hoàn Kiếm","hai dòng\nmột ""ô"""\n'
    reading = read(text.encode(), "a.csv", Limits())
    assert reading.sheets[0].rows[1] == ("00070", "Phường Hoàn Kiếm", 'hai dòng\nmột "ô"')


def test_a_text_that_a_table_repeats_is_held_once() -> None:
    lines = [f"00004,2026-{month:02d},{n}.5" for n in range(60_000) for month in (n % 12 + 1,)]
    (sheet,) = read("\n".join(lines).encode(), "a.csv", Limits()).sheets
    held = {id(cell) for row in sheet.rows for cell in row[:2]}
    assert len(held) <= 2 * 13


def test_stated_delimiter() -> None:
    reading = read(f"sep=;\n{TEXT}".encode(), "a.csv", Limits())
    assert reading.sheets[0].rows == CELLS
    assert reading.sheets[0].numbers[0] == 2


def test_paste() -> None:
    reading = read_paste(TEXT.replace(";", "\t"), Limits())
    assert (reading.kind, reading.sheets[0].rows) == ("paste", CELLS)


def workbook(fill: object) -> FileContents:
    book = openpyxl.Workbook()
    fill(book)  # type: ignore[operator]
    content = io.BytesIO()
    book.save(content)
    return read(content.getvalue(), "a.xlsx", Limits())


def test_workbook_cells() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.title = "Số liệu"
        sheet.append(["Mã", None, "Kỳ", "Tỷ lệ"])
        sheet.append(["00070", 12, date(2025, 9, 1), 0.855])
        sheet["D2"].number_format = "0.0%"
        sheet.append([])
        sheet.append([70, 1.5, datetime(2025, 9, 1, 7, 30), True])  # noqa: DTZ001 - as typed
        book.create_sheet("Trống")
        book.create_sheet("Khác").append(["x"])

    reading = workbook(fill)
    assert [sheet.name for sheet in reading.sheets] == ["Số liệu", "Khác"]
    first = reading.sheets[0]
    assert first.numbers == (1, 2, 4)
    assert first.rows[1] == ("00070", 12, date(2025, 9, 1), 0.855)
    assert isinstance(first.rows[1][3], Percent)
    assert first.rows[2] == (70, 1.5, "2025-09-01 07:30:00", "TRUE")


def test_merged_text_is_spread_and_a_merged_figure_is_not() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["Tiêu đề", None, None])
        sheet.append(["Đơn vị", "Kỳ", "x"])
        sheet.append(["Phường Láng", 5, 7])
        sheet.append([None, None, 8])
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B3:B4")

    rows = workbook(fill).sheets[0].rows
    assert rows[0] == ("Tiêu đề",) * 3
    assert rows[3] == ("Phường Láng", "", 8)


def test_a_formula_is_read_as_its_stored_result_and_told() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0].append(["a", "b"])
        book.worksheets[0].append(["x", "=1+1"])  # openpyxl stores no result

    reading = workbook(fill)
    assert reading.sheets[0].rows[1] == ("x", "=…")
    assert [notice.in_("en") for notice in reading.notices] == [
        "Formulas are not run: the results stored in the file are read instead."
    ]


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (Limits(rows=1), "rows"),
        (Limits(columns=2), "columns"),
        (Limits(megabytes=0), "MB"),
    ],
)
def test_limits_are_told(limits: Limits, found: str) -> None:
    (problem,) = read(TEXT.encode(), "a.csv", limits).problems
    assert found in problem.text("en")


def test_a_name_of_a_file_is_only_a_name() -> None:
    reading = read(TEXT.encode(), "C:\\x\\..\\<b>\u202e" + "a" * 200 + ".csv", Limits())
    assert "<" not in reading.file
    assert "\\" not in reading.file
    assert len(reading.file) <= 81
