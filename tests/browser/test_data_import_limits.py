"""How much may come in, told before and at each refusal; hostile tables; long ones."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from bench.intake import as_csv, table
from lib.data.package import load
from lib.data.paths import default_root
from tests.browser import import_kit as kit
from tests.browser.conftest import OpenerOf, editing, settle
from tests.serving import Server

LONG_MS = 120_000

# Notes what every bar has said and how far it came, from now on.
WATCH_BARS = """() => {
  window.bars = new Map();
  new MutationObserver(() => {
    for (const bar of document.querySelectorAll('[data-testid="stProgress"]')) {
      const value = Number(
        bar.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow'));
      const words = bar.innerText.trim();
      window.bars.set(words, [...(window.bars.get(words) ?? []), value]);
    }
  }).observe(document.body, {subtree: true, childList: true, characterData: true,
    attributes: true});
}"""


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that lets little in."""
    limits = {"IMPORT_MEGABYTES": "1", "IMPORT_ROWS": "300", "IMPORT_SHEETS": "2",
              "IMPORT_UNPACKED_MEGABYTES": "2"}  # fmt: skip
    with editing(tmp_path_factory.mktemp("store"), **limits) as server:
        yield server


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with editing(tmp_path_factory.mktemp("store")) as server:
        yield server


def refusal(page: Page) -> str:
    told = page.locator('.st-key-d_in [data-testid="stAlert"]')
    expect(told).to_have_count(1)
    return told.inner_text()


def workbook(*, sheets: int = 1, rows: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for place in range(1, sheets):
        book.create_sheet(f"Trang {place}")
    for sheet in book.worksheets:
        for row in range(rows):
            sheet.append(["00004", f"Phường {row}", 5])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def unpacking_large() -> bytes:
    """A workbook of a few kilobytes that would be megabytes once unpacked."""
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/much.bin", bytes(5 * 1024 * 1024))
    return content.getvalue()


def test_limits_are_told_before_and_at_each_refusal(narrow: Server, opener_of: OpenerOf) -> None:
    page = opener_of(narrow)("/data", d_part="in")
    expect(
        page.get_by_text(
            "Mỗi tệp tối đa 1 MB, 2 trang tính, mỗi trang 300 dòng và 2.000 cột; bảng tính hoặc "
            "gói dữ liệu sau khi giải nén tối đa 2 MB."
        )
    ).to_be_visible()
    long = kit.lines([["Mã", "Giá trị"], *(["00004", str(row)] for row in range(400))])
    cases = {
        "dài.csv": (long.encode(), "cần không quá 300 dòng"),
        "nhiều trang.xlsx": (workbook(sheets=4), "không quá 2 trang tính"),
        "nén.xlsx": (unpacking_large(), "2 MB"),
        "hỏng.xlsx": (workbook()[:900], "còn nguyên vẹn"),
        "cũ.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
        "trống.csv": (b"\n \n", "ít nhất một dòng"),
    }
    for name, (content, said) in cases.items():
        kit.hand_in(page, name, content)
        expect(page.locator('.st-key-d_in [data-testid="stAlert"]')).to_contain_text(name)
        told = refusal(page)
        assert told.startswith("Không nhập được bảng này. Chưa có gì được ghi.")
        assert said in told, told
        expect(kit.button(page)).to_have_count(0)
        page.locator('[data-testid="stFileChipDeleteBtn"] button').click()
        settle(page)


def test_a_file_too_large_is_refused_in_the_readers_words(
    narrow: Server, opener_of: OpenerOf
) -> None:
    """By the browser, which sends nothing of it."""
    page = opener_of(narrow)("/data", d_part="in")
    page.locator('.st-key-d_in input[type="file"]').set_input_files(
        {"name": "lớn.csv", "mimeType": "text/csv", "buffer": bytes(2 * 1024 * 1024)}
    )
    page.locator('[data-testid="stFileChip"][aria-invalid="true"]').wait_for()
    told = page.locator('.st-key-d_in [data-testid="stFileUploader"]').evaluate(
        "(e) => getComputedStyle(e, '::after').content"
    )
    assert told == (
        '"Không nhận tệp này: chỉ nhận CSV, TSV, TXT, XLSX, ZIP hoặc GeoJSON, tối đa 1 MB."'
    )


def test_a_hostile_table_is_shown_as_text(wide: Server, opener_of: OpenerOf) -> None:
    page = opener_of(wide)("/data", lang="en", d_part="in", d_way="paste")
    names = {
        "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
        "=HYPERLINK(1)": "=HYPERLINK(1)",
        "Phường \u202eanh\u202c": "Phường \\u202eanh\\u202c",
        "**x** [y](https://example.org) :red[z]": "**x** [y](https://example.org) :red[z]",
    }
    rows = [[name, "2026-Q3", "50"] for name in names]
    bad = ["00004", "2026-Q3", "<script>alert(1)</script>"]
    head = ["Unit", "Period", "Adults with a smartphone"]
    kit.paste(page, kit.lines([head, *rows, bad]), "en")
    inside = page.locator(".st-key-d_in")
    told = "\n".join(kit.faults(page))
    for shown in (*names.values(), "<script>alert(1)</script>"):
        assert f"found “{shown}”" in told
    labels = page.locator(".st-key-d_in [data-testid='stWidgetLabel']").all_inner_texts()
    asked = [label.replace("\N{WORD JOINER}", "") for label in labels]
    for shown in names.values():
        assert f"Which unit is “{shown}”?" in asked
    expect(inside.locator("img, a, strong, script")).to_have_count(0)
    assert "\u202e" not in inside.evaluate(
        "(e) => { const c = e.cloneNode(true); c.querySelectorAll('textarea').forEach((t) => "
        "t.remove()); return c.innerHTML; }"
    )
    handed = kit.saved(page, "d_get_findings").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in handed


def test_a_long_table_shows_how_far_it_is(wide: Server, opener_of: OpenerOf) -> None:
    """126 units, 24 series, 12 months: 36,288 figures."""
    page = opener_of(wide)("/data", lang="en", d_part="in")
    page.set_default_timeout(LONG_MS)
    page.evaluate(WATCH_BARS)
    page.locator('.st-key-d_in input[type="file"]').set_input_files(
        {
            "name": "all.csv",
            "mimeType": "text/csv",
            "buffer": as_csv(table(load(default_root()))),
        }
    )
    page.locator(".st-key-d_in .da-counts").wait_for(timeout=LONG_MS)
    page.locator(".st-key-d_commit").wait_for()
    seen: dict[str, list[float]] = page.evaluate("Object.fromEntries(window.bars)")
    assert {"Reading the figures …", "Comparing with the figures held now …"} <= set(seen)
    assert len(set(seen["Reading the figures …"])) > 2
    total = sum(int(one.split(" ")[0].replace(",", "")) for one in kit.counts(page))
    assert total == 36_288
    if page.locator('[class*="st-key-d_confirm"]').count():
        page.locator('[class*="st-key-d_confirm"] label').first.click()
    for name, text in kit.SAID.items():
        box = page.locator(f".st-key-d_{name} input")
        box.fill(text)
        box.press("Enter")
    if page.locator('[class*="st-key-d_partial"]').count():
        kit.tick(page, "d_partial")
    expect(kit.button(page)).to_be_enabled(timeout=LONG_MS)
    kit.button(page).click()
    told = page.locator('.st-key-d_in [data-testid="stAlert"]').first
    expect(told).to_contain_text(re.compile(r"Version 1 is in: [\d,]+ new"), timeout=LONG_MS)
    seen = page.evaluate("Object.fromEntries(window.bars)")
    assert len(set(seen["Writing …"])) > 2
