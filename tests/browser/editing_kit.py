"""Putting one figure in by the page, as an editor does; and what the database then holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

SERIES = "adults_with_digital_signature"
UNIT = "00004"
PERIOD = "2026-Q1"

PASTE = ".st-key-d_paste_0 textarea"


def table(value: float, *, unit: str = UNIT) -> str:
    """One figure as a spreadsheet's cells."""
    head = ["series_id", "geography", "unit_code", "period", "value"]
    return "\n".join(
        "\t".join(row) for row in (head, [SERIES, "commune", unit, PERIOD, str(value)])
    )


def paste(page: Page, text: str) -> None:
    """Paste cells into the page that takes figures in."""
    area = page.locator(PASTE)
    area.fill(text)
    area.press("Control+Enter")
    page.locator(".st-key-d_title input").wait_for()
    settle(page)


def describe(page: Page) -> None:
    """Say where the figures come from and why they come in."""
    said = {
        "title": "Báo cáo tháng 8",
        "publisher": "Sở",
        "date": "2026-09",
        "reason": "kỳ báo cáo",
    }
    for name, text in said.items():
        box = page.locator(f".st-key-d_{name} input")
        box.fill(text)
        box.press("Enter")
        settle(page)
    expect(page.locator(".st-key-d_commit button")).to_be_enabled()


def commit(page: Page) -> None:
    """The last button; waits until it has written or said why not."""
    page.locator(".st-key-d_commit button").click()
    page.locator('[data-testid="stAlert"]').first.wait_for()
    settle(page)


def versions(file: Path) -> list[tuple[int, str, str]]:
    """Number, editor and action of every version in a database."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        query = "SELECT number, editor, action FROM versions ORDER BY number"
        return [
            (int(number), str(who), str(what)) for number, who, what in connection.execute(query)
        ]
