"""A stranger's file is read in a process of its own, which ends where the file asks too much."""

from __future__ import annotations

import io
import json
import logging
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from lib.data.intake import archive, isolated
from lib.data.intake.encoding import clean
from lib.data.intake.intake_tables import Percent
from lib.data.intake.isolated import read_isolated
from lib.data.intake.reading import is_archive_or_map, read
from lib.data.limits import Limits
from lib.data.schema import OBSERVATIONS
from lib.model.vocabulary import Lang

LIMITS = Limits()


def workbook(**parts: bytes) -> bytes:
    """A small workbook, some parts of which are others, by the last part of their name."""
    made, spoilt = io.BytesIO(), io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    percent, day = book.add_format({"num_format": "0%"}), book.add_format({"num_format": "d/m/yy"})
    for name in ("Một", "Hai"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Mã", "Tên đơn vị", "2025", "ghi chú"])
        for row in range(1, 30):
            sheet.write_row(row, 0, ["00070", "Phường Hoàn Kiếm", 12.5 + row, ""])
        sheet.write(30, 2, 0.85, percent)
        sheet.write_datetime(31, 1, date(2025, 6, 30), day)
        sheet.write_formula(32, 2, "=[1]Other!A1", None, 3)
    book.close()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(spoilt, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            name = Path(member.filename).stem
            new.writestr(member.filename, parts.get(name, old.read(member)))
    return spoilt.getvalue()


def geojson() -> bytes:
    record = {"series_id": "adults_with_digital_signature", "unit_code": "00004", "value": 4.5}
    feature = {"properties": {"observations": [record]}}
    return json.dumps({"features": [feature]}).encode()


FILES = {
    "workbook": workbook(),
    "map": geojson(),
    "broken archive": b"PK\x03\x04" + bytes(range(256)),
    "document type": workbook(sheet1=b"<!DOCTYPE x><worksheet/>"),
    "no map": b'{"type": "FeatureCollection"}',
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_apart_is_what_is_read_here(name: str) -> None:
    content = FILES[name]
    assert is_archive_or_map(content)
    here, apart = read(content, "bảng.xlsx", LIMITS), read_isolated(content, "bảng.xlsx", LIMITS)
    assert apart == here
    kinds = [[type(cell) for cell in row] for sheet in here.sheets for row in sheet.rows]
    assert kinds == [[type(cell) for cell in row] for sheet in apart.sheets for row in sheet.rows]
    assert any(Percent in row for row in kinds) == (name == "workbook")


def test_many_rows_come_in_pieces_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(FILES["workbook"], "a.xlsx", LIMITS)
    monkeypatch.setattr(isolated, "_CELLS", 7)
    lines = list(isolated._told(found))
    assert sum(len(line.get("rows", ())) for line in lines) == sum(
        len(sheet.rows) for sheet in found.sheets
    )
    texts = [text for line in lines for text in line.get("texts", ())]
    assert len(texts) == len(set(texts))


def test_the_columns_of_a_map_are_those_of_the_schema() -> None:
    assert tuple(OBSERVATIONS.schema.columns) == archive.COLUMNS


def in_a_child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the child do something else than read."""
    import sys

    class Popen(isolated.subprocess.Popen):  # type: ignore[misc,name-defined]
        def __init__(self, _command: list[str], **named: object) -> None:
            super().__init__([sys.executable, "-c", code], **named)

    monkeypatch.setattr(isolated.subprocess, "Popen", Popen)  # type: ignore[attr-defined]


TOO_MUCH = {
    "time": (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass",
        {"vi": "mất quá nhiều thời gian", "en": "less time to read"},
    ),
    "clock": (
        "import time; time.sleep(600)",
        {"vi": "mất quá nhiều thời gian", "en": "less time to read"},
    ),
    "memory": (
        "import resource as r; r.setrlimit(r.RLIMIT_AS, (1 << 27, 1 << 27)); x = bytes(1 << 28)",
        {"vi": "mất quá nhiều bộ nhớ", "en": "less memory to read"},
    ),
    "killed": (
        "import os; os.kill(os.getpid(), 9)",
        {"vi": "mất quá nhiều bộ nhớ", "en": "less memory to read"},
    ),
    "broken": ("raise SystemExit(7)", {"vi": "còn nguyên vẹn", "en": "a whole archive"}),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("what", TOO_MUCH)
def test_who_hands_in_a_file_that_asks_too_much_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, what: str, lang: Lang
) -> None:
    code, said = TOO_MUCH[what]
    in_a_child(monkeypatch, code)
    if what == "clock":
        monkeypatch.setattr(isolated, "SECONDS", 1)
    caplog.set_level(logging.WARNING, logger="hanoiso")
    found = read_isolated(FILES["workbook"], "a.xlsx", LIMITS)
    assert not found.sheets
    assert said[lang] in found.problems[0].text(lang)
    assert len(caplog.messages) == 1


def test_the_child_bounds_itself_before_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of 8 MB that becomes hundreds, by a limit that is small for the test."""
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    content = workbook(sheet1=sheet + b"<x/>" * 1_900_000 + b"</sheetData></worksheet>")
    code = (
        "from lib.data.intake import isolated\n"
        "isolated.MEGABYTES = 160\n"
        "raise SystemExit(isolated._main())"
    )
    in_a_child(monkeypatch, code)
    found = read_isolated(content, "a.xlsx", LIMITS)
    assert "less memory" in found.problems[0].text("en")


def test_parts_that_no_honest_workbook_has_are_not_unpacked() -> None:
    for part in ("styles", "workbook", "theme1", "app"):
        found = read(workbook(**{part: b"<a/>" * 1_100_000}), "a.xlsx", LIMITS)
        assert "at most 4 MB" in found.problems[0].text("en"), part


def test_heaps_of_marks_are_cut_and_words_are_not() -> None:
    heap = "a" + "\u0300\u0323" * 200_000
    assert len(clean(heap, "", "").text) < 40
    for text in ("Phường Hoàn Kiếm", "汉字" * 100, "e\u0323\u0302", "\u0e01\u0e34\u0e48" * 60):
        assert clean(text, "", "").text == unicodedata.normalize("NFC", text)
