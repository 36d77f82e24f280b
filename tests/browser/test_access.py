"""axe finds no violation of ours on any page, in both themes and languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from lib.ui.navigation import STOPS, Stop
from tests.browser.conftest import PHONE, PageAt, Screen, Theme

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

DESKTOP: Screen = (1920, 1080)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
def test_no_violation(page_at: PageAt, stop: Stop, theme: Theme, screen: Screen) -> None:
    path = "/" if stop.is_default else f"/{stop.name}"
    page = page_at(path, lang="vi" if theme == "light" else "en", theme=theme, screen=screen)
    found = Axe().run(page, options=RULES).response["violations"]
    told = [
        f"{violation['id']}: {node['target']} {node['failureSummary'][:300]}"
        for violation in found
        for node in violation["nodes"]
    ]
    assert not told, "\n".join(told)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= screen[0]
