"""In Vietnamese, nothing of a page speaks English: neither what it shows nor what can be opened."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from lib.app.shell import streamlit_texts
from tests.browser.conftest import PageAt, settle
from tests.serving import Server

# Every text and every name for screen readers outside of our own elements (which have their words
# from the catalogue, as a test of the unit says).
TEXTS = """() => {
  const found = new Set()
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) found.add(child.data.trim())
      if (child.nodeType !== Node.ELEMENT_NODE || !child.checkVisibility()) continue
      for (const name of ['aria-label', 'title', 'placeholder']) {
        found.add(child.getAttribute(name) ?? '')
      }
      if (child.dataset.testid !== 'stIconMaterial') walk(child)
    }
  }
  walk(document.body)
  return [...found]
}"""

CSV = "Đơn vị,2024\nBa Đình,5\nĐống Đa,7\n".encode()

ALSO = {"Record screen", "Made with Streamlit", "Streamlit", "Running the app", "Connecting to"}


def english(page: Page) -> list[str]:
    """The texts of the page that are, or begin with, what the framework writes in English."""
    alike = {source for source, said in streamlit_texts.words("vi").items() if source == said}
    whole = {source for source in streamlit_texts.words("vi") if "{" not in source} - alike
    starts = tuple(
        source.split("{")[0]
        for source in streamlit_texts.words("vi")
        if len(source.split("{")[0]) > 3 and "{" in source
    )
    return [
        text
        for text in page.evaluate(TEXTS)
        if text in whole or text.startswith((*starts, *ALSO)) or text.endswith("per file")
    ]


def test_no_english_of_the_framework_in_vietnamese(page_at: PageAt, editor_page_at: PageAt) -> None:
    # A page that is not there, the menu, and a help that is pointed at.
    page = page_at("/")
    assert english(page) == []
    page.locator('[data-testid="stMainMenu"] button').click()
    menu = page.locator('[data-testid="stMainMenuPopover"]')
    menu.get_by_text("Sáng").wait_for()
    assert english(page) == []
    assert not menu.get_by_text("Record").is_visible()
    assert not menu.get_by_text("Made with").is_visible()
    menu.get_by_text("Tối").click()
    page.keyboard.press("Escape")
    page.close()

    # A list in which several are chosen, one in which nothing is found.
    page = page_at("/scenarios", sc_view="compare")
    field = page.locator('[data-testid="stMultiSelect"] input')
    field.click()
    page.get_by_text("Chọn tất cả").wait_for()
    assert english(page) == []
    field.fill("zzzz")
    page.get_by_text("Không tìm thấy").wait_for()
    assert english(page) == []
    page.close()

    # A file, before and after it is chosen, and a table with its menus.
    page = editor_page_at("/data", d_part="in", d_way="file")
    assert english(page) == []
    page.set_input_files(
        '[data-testid="stFileUploaderDropzoneInput"]',
        files=FilePayload(name="a.csv", mimeType="text/csv", buffer=CSV),
    )
    page.locator('[data-testid="stFileChip"]').wait_for()
    settle(page)
    assert english(page) == []
    page.close()
    for path, part in (("/map", ""), ("/data", "out"), ("/data", "versions"), ("/methods", "")):
        page = page_at(path, d_part=part)
        popover = page.locator('[data-testid="stPopover"] button')
        if popover.count():
            popover.first.click()
        assert english(page) == [], path
        page.close()


def test_a_page_that_is_not_there_is_told_in_the_language_of_the_address(
    empty_context: BrowserContext, server: Server
) -> None:
    # Not by `page_at`, which would mind that Streamlit writes the same to the console.
    page = empty_context.new_page()
    said = {"vi": "Không có trang này", "en": "There is no such page"}
    for lang, words in said.items():
        page.goto(f"{server.url}/no-such-page?lang={lang}")
        expect(page.locator('[role="dialog"]')).to_contain_text(words)


def test_the_language_switch_turns_the_words_of_the_framework_too(page_at: PageAt) -> None:
    page = page_at("/scenarios", sc_view="compare")
    field = page.locator('[data-testid="stMultiSelect"]')
    expect(field.locator('button[aria-label="Bỏ chọn tất cả"]')).to_have_count(1)
    page.locator(".st-key-lang").get_by_text("English").click()
    page.locator("h1", has_text="Scenarios").wait_for()
    expect(field.locator('button[aria-label="Clear all"]')).to_have_count(1)


def test_a_file_that_is_refused_is_told_in_the_language_of_the_page(
    empty_context: BrowserContext, editors: Server
) -> None:
    """By the page itself, and by the server where only that knows: both in Streamlit's words."""
    # Not by `page_at`, which would mind that the browser writes the status to the console.
    page = empty_context.new_page()
    field = page.locator('[data-testid="stFileUploader"]')

    def choose(name: str, size: int) -> None:
        page.set_input_files(
            '[data-testid="stFileUploaderDropzoneInput"]',
            files=FilePayload(name=name, mimeType="text/plain", buffer=bytes(size)),
        )

    page.goto(f"{editors.url}/scenarios?lang=vi&sc_view=saved")
    settle(page)
    choose("a.json", 3 << 20)
    expect(field).to_contain_text("Lỗi: Tệp không được quá 1.0MB.")

    for name, value in editors.key().items():
        empty_context.add_cookies([{"name": name, "value": value, "url": editors.url}])
    page.goto(f"{editors.url}/data?lang=vi&d_part=in&d_way=file")
    settle(page)
    # The right to edit ends while the page is open, then whatever a browser keeps of the server.
    empty_context.clear_cookies(name=re.compile("hanoiso_editor"))
    choose("a.csv", 3 << 20)
    expect(field).to_contain_text("Máy chủ không nhận tệp lớn như thế này từ bạn.")
    assert english(page) == []
    empty_context.clear_cookies()
    choose("b.csv", 10)
    expect(field).to_contain_text("Tệp chưa đến được máy chủ (403).")
    assert english(page) == []
    assert "Error" not in field.inner_text()
