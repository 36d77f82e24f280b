"""Streamlit's lists find words as readers type them, and Enter takes what is highlighted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageAt, settle


@pytest.mark.parametrize(("lang", "label"), [("vi", "Chuỗi số liệu"), ("en", "Series")])
def test_words_without_tone_marks_are_found(page_at: PageAt, lang: str, label: str) -> None:
    page = page_at("/data", lang="vi" if lang == "vi" else "en", d_part="out")
    field = page.get_by_role("combobox", name=label).first
    options = page.get_by_role("option")
    typed = {
        "vi": ("dinh danh", "DINH DANH", "ho so", "Định danh"),
        "en": ("population", "POPULATION"),
    }
    for text in typed[lang]:
        field.click()
        field.fill(text)
        found = options.filter(has_not_text="Chọn ").filter(has_not_text="Select ")
        first = {"ho so": "hồ sơ", "population": "population", "POPULATION": "population"}
        expect(found.first).to_contain_text(first.get(text, "định danh"), ignore_case=True)
        page.keyboard.press("Escape")
    field.fill(typed[lang][0])
    expect(options.first).to_be_visible()
    lit = page.locator('[role="option"][data-focused]')
    page.keyboard.press("ArrowDown")
    expect(lit).to_have_count(1)
    taken = lit.inner_text()
    page.keyboard.press("Enter")
    settle(page)
    if not taken.startswith(("Chọn ", "Select ")):
        expect(page.locator("[data-tag]").filter(has_text=taken)).to_have_count(1)
