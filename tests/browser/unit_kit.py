"""The Unit page's parts, by name, for the tests that use them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PageAt

PROFILE = ".st-key-unit_profile"
BA_DINH = "commune:00004"
OLD_BA_DINH = "district:001"
FOUR = {"u": BA_DINH, "u2": "commune:00301", "u3": "commune:00166", "u4": "commune:10489"}


def opened(page_at: PageAt, **asked: str) -> Page:
    """The page with these choices in its link."""
    return page_at("/unit", **asked)  # type: ignore[arg-type]


def profile(page: Page) -> Locator:
    return page.locator(PROFILE)


def headline(page: Page) -> Locator:
    return profile(page).locator(".headline")


def finder(page: Page) -> Locator:
    return profile(page).get_by_role("combobox", name=re.compile("Find a unit|Tìm đơn vị"))


def in_link(page: Page, key: str, value: str) -> None:
    """Wait until the address names the choice."""
    expect(page).to_have_url(re.compile(rf"[?&]{key}={re.escape(value.replace(':', '%3A'))}(&|$)"))


def link_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)
