"""The way in of figures as an editor walks it: hand in, settle, look, name the source, take in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lib.model.vocabulary import Lang
from lib.text import translator
from tests.browser.conftest import settle

SAID = {"title": "Báo cáo quý III", "publisher": "Cục Thống kê", "date": "2026-09",
        "reason": "kỳ báo cáo"}  # fmt: skip
FIRST_ROW = 35 + 18  # pixels from the top of a grid to the middle of its first row


def hand_in(page: Page, name: str, content: bytes) -> None:
    """Choose a file, and wait until it has been read: for a preview, a question or a refusal."""
    page.locator('.st-key-d_in input[type="file"]').set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.locator('[data-testid="stFileChip"]').first.wait_for()
    settle(page)


def paste(page: Page, text: str, lang: Lang) -> None:
    """Paste cells and press the button below."""
    page.locator('[class*="st-key-d_paste_"] textarea').fill(text)
    page.get_by_role("button", name=translator(lang).gettext("Read the table")).click()
    page.locator(".st-key-d_in h3").first.wait_for()
    settle(page)


def choose(page: Page, question: str | re.Pattern[str], answer: str) -> None:
    """Answer a question by the first of its options that has these words in it."""
    box = page.get_by_role("combobox", name=question).first
    box.click()
    box.fill(answer)
    page.get_by_role("option", name=answer).first.click()
    settle(page)


def type_in(page: Page, name: str | re.Pattern[str], text: str) -> None:
    """Type into a field and press Enter."""
    box = page.get_by_role("textbox", name=name).first
    box.fill(text)
    box.press("Enter")
    settle(page)


def type_cell(page: Page, text: str) -> None:
    """Type the new figure of the first unit into the table."""
    grid = page.locator('[data-testid="stDataFrame"] canvas').first
    grid.scroll_into_view_if_needed()
    # The grid lays itself out after it has been drawn, and takes no press before.
    expect(grid.locator("tbody tr").first).to_be_attached()
    size = grid.bounding_box()
    assert size is not None
    page.mouse.click(size["x"] + size["width"] * 3 / 8, size["y"] + FIRST_ROW)
    page.keyboard.press("Enter")
    field = page.locator(".gdg-input")
    field.fill(text)
    field.press("Enter")
    page.locator(".st-key-d_in .da-counts").wait_for()
    settle(page)


def counts(page: Page) -> list[str]:
    """What the preview counts, a text each: "1 new"."""
    items = page.locator(".st-key-d_in .da-counts li")
    items.first.wait_for()  # the preview comes after its questions
    return [re.sub(r"^([\d.,]+)", r"\1 ", text) for text in items.all_inner_texts()]


def faults(page: Page) -> list[str]:
    """The faults and doubts, a line each: place, kind, what was found and expected."""
    items = page.locator(".st-key-d_in .da-faults li").all()
    return [" | ".join(one.locator(":scope > span").all_inner_texts()) for one in items]


def describe(page: Page, **said: str) -> None:
    """Say where the figures come from and why they come in."""
    for name, text in {**SAID, **said}.items():
        box = page.locator(f".st-key-d_{name} input")
        box.fill(text)
        box.press("Enter")
        settle(page)


def button(page: Page) -> Locator:
    """The last button."""
    return page.locator(".st-key-d_commit button")


def take_in(page: Page, said: str | re.Pattern[str]) -> None:
    """Press the last button, and wait for the words that tell what was written."""
    button(page).click()
    expect(page.locator('.st-key-d_in [data-testid="stAlert"]').first).to_contain_text(said)
    settle(page)


def tick(page: Page, key: str) -> None:
    """Tick the box whose key begins so."""
    page.locator(f'[class*="st-key-{key}"] label').first.click()
    settle(page)


def changed(page: Page) -> list[str]:
    """The targets judged anew, a line each: target and documents, before, now."""
    rows = page.locator(".st-key-d_in .da-changes li").all()
    return [" | ".join(row.locator(":scope > span").all_inner_texts()) for row in rows]


def saved(page: Page, key: str) -> bytes:
    """What a download button gives."""
    with page.expect_download() as waiting:
        page.locator(f".st-key-{key} button").click()
    return Path(waiting.value.path()).read_bytes()


def lines(rows: Sequence[Sequence[str]], *, delimiter: str = "\t") -> str:
    """Cells as text."""
    return "\n".join(delimiter.join(row) for row in rows) + "\n"
