"""The whole way in, by file, paste and typing, until a version is taken back again."""

from __future__ import annotations

import io
import re

import openpyxl
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser import editing_kit
from tests.browser import import_kit as kit
from tests.browser.conftest import PHONE, PageAt, settle

SHARE = "digital_economy_share_grdp_va"


def undo(page: Page, said: str) -> None:
    page.locator(".st-key-d_undo_last button").click()
    expect(page.locator('.st-key-d_in [data-testid="stAlert"]').first).to_contain_text(said)
    settle(page)


def growth(page: Page) -> Locator:
    """Where the page of targets tells the share of the digital economy for 2030."""
    return page.locator('[data-id="NQ18-2030-029"]').first


def profile(page: Page) -> Locator:
    return page.locator(".st-key-unit_profile .all")


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Quý III"
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_csv_file_in_vietnamese_until_targets_are_judged_anew_and_back(
    editor_page_at: PageAt,
) -> None:
    reader = editor_page_at("/targets")
    expect(growth(reader)).not_to_contain_text("37,77")
    page = editor_page_at("/data", d_part="in")
    text = kit.lines(
        [
            ["BÁO CÁO KINH TẾ SỐ", "", ""],
            ["Tên đơn vị", "Kỳ", "Tỷ trọng kinh tế số trong GRDP"],
            ["Toàn thành phố", "2026", "37,77"],
        ],
        delimiter=";",
    )
    kit.hand_in(page, "kinh tế số.csv", text.encode())
    assert kit.counts(page) == ["1 chờ trả lời"]
    kit.choose(
        page, re.compile("^Cột “Tỷ trọng kinh tế số trong GRDP”"), "giá trị tăng thêm, cách tính"
    )
    assert kit.counts(page) == ["1 mới"]
    expect(page.get_by_text("Thành phố Hà Nội: 37,77 % (số mới)")).to_be_visible()
    expect(kit.button(page)).to_be_disabled()
    expect(
        page.get_by_text(
            "Còn thiếu: tên tài liệu, đơn vị công bố, ngày hoặc năm công bố, lý do nhập."
        )
    ).to_be_visible()
    kit.describe(page)
    kit.take_in(page, "Đã ghi phiên bản 1: 1 số mới, 0 số thay đổi, 0 dòng bị bỏ lại.")
    (target, before, now) = next(one for one in kit.changed(page) if "2030" in one).split(" | ")
    assert "18-NQ/TU" in target
    assert "4098/QĐ-UBND" in target
    assert "17,34" in before
    assert "C: một điểm số liệu" in before
    assert "đúng tiến độ; B: hai điểm số liệu" in now
    assert "37,77" in now
    expect(growth(reader)).to_contain_text("37,77")
    undo(page, "Đã hoàn tác phiên bản 1: mọi số liệu trở lại như trước.")
    expect(growth(reader)).to_contain_text("17,34")
    expect(growth(reader)).not_to_contain_text("37,77")


def test_a_workbook_in_english_with_a_name_of_two_units(editor_page_at: PageAt) -> None:
    reader = editor_page_at("/unit", lang="en", u="commune:00454")
    expect(profile(reader)).not_to_contain_text("70,313")
    page = editor_page_at("/data", lang="en", d_part="in")
    rows: list[list[object]] = [
        ["DOSSIERS OF THE YEAR", None, None],
        ["Unit", "Period", "Administrative dossiers received"],
        ["Đông Anh", 2025, 70313],
        ["Phường Tây Hồ", 2025, 81500],
    ]
    kit.hand_in(page, "dossiers.xlsx", workbook(rows))
    assert kit.counts(page) == ["1 new", "1 waiting for an answer"]
    assert [one.split(" | ")[1] for one in kit.faults(page)] == ["waiting for an answer"]
    kit.choose(page, re.compile("^“Đông Anh” is the name or code of several"), "wards and communes")
    assert kit.counts(page) == ["2 new"]
    expect(page.locator(".st-key-d_in .da-given").first).to_contain_text("wards and communes")
    kit.describe(page)
    kit.take_in(page, "2 new, 0 changed, 0 left out.")
    expect(profile(reader)).to_contain_text("70,313")
    undo(page, "is taken back: every figure is as before.")
    expect(profile(reader)).not_to_contain_text("70,313")


def test_a_paste_whose_series_period_and_decimal_mark_are_asked(editor_page_at: PageAt) -> None:
    page = editor_page_at("/data", lang="en", d_part="in", d_way="paste")
    table = kit.lines(
        [["Đơn vị", "Giá trị"], ["Phường Ba Đình", "1.234"], ["Phường Ngọc Hà", "2.345"]]
    )
    kit.paste(page, table, "en")
    expect(page.get_by_text("3 answers are needed before their rows can be taken.")).to_be_visible()
    kit.choose(page, "Which series do the figures belong to?", "Administrative dossiers received")
    kit.type_in(page, "When do the figures hold?", "2026-Q3")
    assert kit.counts(page) == ["2 waiting for an answer"]
    kit.choose(page, re.compile("^How is “1.234”"), "decimal comma: 1234")
    assert kit.counts(page) == ["2 new"]
    expect(page.get_by_text("Ba Dinh Ward: 1,234 dossiers (new)")).to_be_visible()
    # An answer can be taken back: this one made a thousand of one.
    page.get_by_role("button", name="Answer these anew").click()
    settle(page)
    assert kit.counts(page) == ["2 waiting for an answer"]
    kit.choose(page, re.compile("^How is “1.234”"), "decimal comma: 1234")
    kit.type_in(page, "When do the figures hold?", "2026-Q3")
    kit.choose(page, "Which series do the figures belong to?", "Administrative dossiers received")
    reader = editor_page_at("/unit", lang="en", u="commune:00004")
    expect(profile(reader)).not_to_contain_text("1,234")
    kit.describe(page)
    kit.take_in(page, "2 new, 0 changed")
    expect(profile(reader)).to_contain_text("1,234")
    # By the list of versions, as one does weeks later.
    page.get_by_role("radio", name="Versions").or_(
        page.get_by_role("button", name="Versions")
    ).first.click()
    settle(page)
    page.locator('[class*="st-key-d_version_"] summary').first.click()
    settle(page)
    why = page.locator('[class*="st-key-d_why_"] input').first
    why.fill("a thousand too many")
    why.press("Enter")
    settle(page)
    page.locator('[class*="st-key-d_undo_"] button').first.click()
    expect(profile(reader)).not_to_contain_text("1,234")


def open_by_menu(page: Page, title: str) -> None:
    page.locator('[data-testid="stTopNavLink"]').filter(has_text=title).click()
    expect(page.locator("h1")).to_have_text(title)
    settle(page)


def test_a_table_typed_in(editor_page_at: PageAt) -> None:
    reader = editor_page_at("/targets")
    page = editor_page_at("/data", d_part="in", d_way="typed", d_series=SHARE)
    kit.type_in(page, "Kỳ số liệu", "quý tư")
    expect(page.get_by_text("Không phải kỳ số liệu: quý tư.", exact=False)).to_be_visible()
    kit.type_in(page, "Kỳ số liệu", "2026")
    kit.type_cell(page, "31,25")
    assert kit.counts(page) == ["1 mới"]
    # What was typed outlives a change of the language.
    for lang, name, counted in (("en", "English", "1 new"), ("vi", "Tiếng Việt", "1 mới")):
        page.get_by_text(name, exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        settle(page)
        assert kit.counts(page) == [counted]
    kit.describe(page)
    # Nor is it lost with the page, left by the menu and come back to by Back or by the menu.
    data = page.locator("h1").inner_text()
    for way in ("history", "menu"):
        open_by_menu(page, "Bản đồ")
        if way == "menu":
            open_by_menu(page, data)
        else:
            page.go_back()
            expect(page.locator("h1")).to_have_text(data)
            settle(page)
        assert kit.counts(page) == ["1 mới"]
        for name, text in kit.SAID.items():
            expect(page.locator(f".st-key-d_{name} input")).to_have_value(text)
    kit.take_in(page, "1 số mới")
    expect(growth(reader)).to_contain_text("31,25")
    undo(page, "mọi số liệu trở lại như trước")
    expect(growth(reader)).not_to_contain_text("31,25")


def test_a_field_stays_itself_while_the_preview_is_made_again(editor_page_at: PageAt) -> None:
    """Else what is being typed into it would be lost."""
    page = editor_page_at("/data", lang="en", d_part="in", d_way="paste")
    table = kit.lines([["Unit", "Period", "Value"], ["00004", "2026-Q1", "73.5"]])
    kit.paste(page, table, "en")
    fields = {name: page.locator(f".st-key-d_{name} input") for name in kit.SAID}
    for field in fields.values():
        field.evaluate("(e) => { e.isTheSame = true; }")
    for name, field in fields.items():
        field.fill(kit.SAID[name])
        field.press("Enter")
    settle(page)
    kit.choose(page, "Which series do the figures belong to?", "Adults with a smartphone")
    assert kit.counts(page) == ["1 changed"]
    for name, field in fields.items():
        assert field.evaluate("(e) => e.isTheSame === true")
        expect(field).to_have_value(kit.SAID[name])
    expect(kit.button(page)).to_be_enabled()


def test_the_whole_way_on_a_phone(editor_page_at: PageAt) -> None:
    page = editor_page_at("/data", screen=PHONE, d_part="in")
    reader = editor_page_at("/unit", screen=PHONE, u="commune:00004")
    text = kit.lines(
        [
            ["Mã", "Kỳ", "Dân số trưởng thành có điện thoại thông minh"],
            ["00004", "2026-Q1", "73,31"],
            ["00008", "2026-Q1", "nhiều"],
        ]
    )
    kit.hand_in(page, "t9.csv", text.encode("utf-16"))
    assert kit.counts(page) == ["1 thay đổi", "1 không đọc được giá trị"]
    kit.describe(page)
    expect(kit.button(page)).to_be_disabled()
    kit.tick(page, "d_partial")
    expect(kit.button(page)).to_be_enabled()
    kit.take_in(page, "1 số thay đổi, 1 dòng bị bỏ lại.")
    expect(profile(reader)).to_contain_text("73,31")
    undo(page, "mọi số liệu trở lại như trước")
    expect(profile(reader)).not_to_contain_text("73,31")


def test_the_whole_way_by_keyboard(editor_page_at: PageAt) -> None:
    page = editor_page_at("/data", lang="en", d_part="in", d_way="paste")

    def reach(target: Locator, steps: int = 60) -> None:
        for _step in range(steps):
            page.keyboard.press("Tab")
            if target.evaluate("(e) => e === document.activeElement"):
                return
        raise AssertionError("not reached by Tab")

    reach(page.locator('[class*="st-key-d_paste_"] textarea'))
    table = kit.lines(
        [["Unit", "Value", "Series"], ["Phường Ba Đình", "1.234", "dossiers_received"]]
    )
    page.evaluate("(text) => document.execCommand('insertText', false, text)", table)
    page.keyboard.press("Control+Enter")
    settle(page)
    reach(page.get_by_role("textbox", name="When do the figures hold?"))
    page.keyboard.type("2026-Q3")
    page.keyboard.press("Enter")
    settle(page)
    reach(page.get_by_role("combobox", name=re.compile("^How is “1.234”")))
    page.keyboard.type("comma")
    page.get_by_role("option", name="decimal comma: 1234").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    assert kit.counts(page) == ["1 new"]
    page.locator('[class*="st-key-d_paste_"] textarea').focus()
    for name in ("title", "publisher", "reason", "date"):
        reach(page.locator(f".st-key-d_{name} input"))
        page.keyboard.type(kit.SAID[name])
        page.keyboard.press("Enter")
        settle(page)
    expect(kit.button(page)).to_be_enabled()
    reach(kit.button(page))
    page.keyboard.press("Enter")
    alert = page.locator('.st-key-d_in [data-testid="stAlert"]').first
    expect(alert).to_contain_text("1 new, 0 changed")
    settle(page)
    page.evaluate("document.activeElement.blur()")
    reach(page.locator(".st-key-d_undo_last button"))
    page.keyboard.press("Enter")
    expect(alert).to_contain_text("is taken back")


def test_a_browser_asks_before_figures_in_preview_are_left(editor_page_at: PageAt) -> None:
    page = editor_page_at("/data", lang="en", d_part="in", d_way="paste")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    editing_kit.paste(page, editing_kit.table(41.5))
    page.evaluate("location.href = '/map'")
    expect(page.locator(editing_kit.PASTE)).to_have_value(editing_kit.table(41.5))
    assert asked == ["beforeunload"]
    # Once there is nothing to lose, nobody is asked.
    page.locator(editing_kit.PASTE).fill("")
    page.locator(editing_kit.PASTE).press("Control+Enter")
    expect(page.locator(".st-key-d_commit")).to_have_count(0)
    page.evaluate("location.href = '/map'")
    page.wait_for_url("**/map")
    assert asked == ["beforeunload"]
