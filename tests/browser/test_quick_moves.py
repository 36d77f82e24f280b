"""Moves in quicker succession than the server answers: the page lives, and shows the last one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageAt, settle

# Presses the buttons in turn, `gap` milliseconds apart, and then the last of them.
PRESS = """async ([selector, times, gap]) => {
  const press = (at) => {
    const all = document.querySelectorAll(selector)
    all[at < 0 ? all.length - 1 : at % all.length].click()
    return new Promise((done) => setTimeout(done, gap))
  }
  for (let i = 0; i < times; i++) await press(i)
  await press(-1)
}"""


@pytest.mark.parametrize(
    ("choice", "gap", "part"),
    [
        # Parts within parts, one of them a fragment of its own.
        ("d_way", 2, "in"),
        ("d_way", 15, "in"),
        ("d_way", 35, "in"),
        # Each of them another page's worth of elements.
        ("d_part", 15, "coverage"),
    ],
)
def test_a_page_survives_a_hail_of_presses(
    editor_page_at: PageAt,
    choice: str,
    gap: int,
    part: str,
) -> None:
    page = editor_page_at("/data", d_part=part)
    buttons = f".st-key-{choice} button"
    page.evaluate(PRESS, [buttons, 60, gap])
    settle(page)
    expect(page.locator(buttons).last).to_have_attribute("aria-checked", "true")
    # And it still answers. What went wrong on the way would be in the console.
    page.locator(buttons).first.click()
    settle(page)
    expect(page.locator(buttons).first).to_have_attribute("aria-checked", "true")
