"""What is asked of a page that has been drawn, whichever page it is."""

from __future__ import annotations

from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES: Final = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def violations_of(page: Page) -> list[str]:
    """The rules of WCAG 2.2 AA that axe finds broken."""
    found = Axe().run(page, options=_RULES).response["violations"]
    return [violation["id"] for violation in found]


def runs_off(page: Page) -> bool:
    """Whether anything makes the page wider than its window."""
    window, page_wide, main_wide, main = page.evaluate(
        """() => {
          const main = document.querySelector('[data-testid="stMain"]');
          return [innerWidth, document.scrollingElement.scrollWidth, main.scrollWidth,
            main.clientWidth];
        }"""
    )
    return bool(page_wide > window or main_wide > main)
