"""axe finds no violation of ours on any page, in both themes and languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from lib.app.kit.navigation import STOPS, Stop
from tests.browser.conftest import PHONE, PageAt, Screen, Theme
from tests.browser.picture import ground, picture, solid_colours

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


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("/targets", [".track .fill", '[data-testid="stCheckbox"] label > div']),
        ("/unit", [".key .fan"]),
        ("/scenarios", ["input[type=range]"]),
        ("/", [".ov-track i"]),
    ],
)
def test_marks_are_painted_in_high_contrast(page_at: PageAt, path: str, marks: list[str]) -> None:
    """Windows drops backgrounds there, which must not take figures and states with them."""
    query = {"u": "commune:00004"} if path == "/unit" else {}
    page = page_at(path, lang="en", screen=(1280, 720), **query)  # type: ignore[arg-type]
    page.emulate_media(forced_colors="active")
    for mark in marks:
        image = picture(page, mark)
        painted = {ground(image), *solid_colours(image)}
        assert painted - {(0, 0, 0), (255, 255, 255)}, mark


def test_what_stands_in_the_head_is_of_one_height_and_ground(page_at: PageAt) -> None:
    page = page_at("/data", lang="vi", screen=(1280, 720))
    controls = page.locator(".st-key-controls")
    parts = controls.locator('[data-testid^="stBaseButton"], [role="radio"], .root button').all()
    boxes = [part.bounding_box() for part in parts]
    places = {(round(box["y"]), round(box["height"])) for box in boxes if box}
    assert len(parts) >= 4
    assert len(places) == 1, places
    # The alternative that is on has its own.
    off = controls.locator('[data-testid^="stBaseButton"], [role="radio"][aria-checked="false"]')
    grounds = off.evaluate_all("nodes => nodes.map((one) => getComputedStyle(one).backgroundColor)")
    paper = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert set(grounds) <= {"rgba(0, 0, 0, 0)", paper}
