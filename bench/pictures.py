"""The README's pictures, taken of the program itself: `make pictures`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium
from tests.browser.conftest import settle
from tests.serving import serving

FOLDER = Path(__file__).parent / "pictures"

# Name of the picture, and the address it shows.
SHOTS: tuple[tuple[str, str], ...] = (
    ("overview", "/?lang=vi"),
    ("map", "/map?lang=vi&map_geo=commune"),
    ("targets", "/targets?lang=en&t_open=NQ18-2030-029"),
    ("scenarios", "/scenarios?lang=en&sc_digital=25"),
)


def main() -> None:
    """Take each picture as a room's screen shows the page, without scrolling."""
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.ADVICE)
    FOLDER.mkdir(exist_ok=True)
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for name, address in SHOTS:
            context = browser.new_context(
                viewport={"width": 1920, "height": 1080}, reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(server.url + address)
            settle(page)
            page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
            print(FOLDER / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
