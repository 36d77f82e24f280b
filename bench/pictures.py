"""The README's pictures, taken from the program itself: `make pictures` takes them again."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium
from tests.browser.conftest import settle
from tests.serving import serving

FOLDER = Path(__file__).parent / "pictures"

VIEWS = {
    "overview": "/?lang=vi",
    "map": "/map?lang=vi&map_geo=commune",
    "targets": "/targets?lang=vi",
    "scenarios": "/scenarios?lang=vi",
}


def main() -> None:
    """Open each view at 1920×1080 and keep what is seen."""
    FOLDER.mkdir(exist_ok=True)
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(chromium.FLAGS)
        )
        page = browser.new_page(
            viewport={"width": 1920, "height": 1080}, color_scheme="light", reduced_motion="reduce"
        )
        for name, address in VIEWS.items():
            page.goto(server.url + address)
            settle(page)
            page.wait_for_timeout(800)
            page.screenshot(path=FOLDER / f"{name}.png", scale="css")
            print(FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
