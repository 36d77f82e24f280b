"""What can be handed out: every page on A4, upright and across, from a phone and a wide screen.

Pages are counted, and each is looked at: none is empty, and nothing to be pressed is on paper.
"""

from __future__ import annotations

import re
import zlib
from typing import Any
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, Theme

# The most sheets that a page may take, upright or across; a table of 126 units takes two.
PAGES: tuple[tuple[str, str, int], ...] = (
    ("/", "", 6),
    ("/map", "map_geo=commune", 5),
    ("/unit", "", 8),
    ("/targets", "t_doc=qd4098&t_year=2025", 10),
    ("/scenarios", "", 4),
    ("/scenarios", "sc_view=compare", 5),
    ("/data", "", 5),
    ("/methods", "", 12),
)

# Heads of tables that sort are buttons, and a typed number is a number: both are read.
PRESSED = (
    "select, input:not([inputmode], [type=number]), [data-testid^='stBaseButton'], "
    "[data-testid='stHeader']"
)

# Upright from a wide screen, across from a phone.
PAPERS: tuple[tuple[Screen, Theme, bool], ...] = ((DESKTOP, "light", False), (PHONE, "dark", True))

VISIBLE = """(selector) => {
  const found = []
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot)
      const isSeen = element.matches(selector) && element.checkVisibility()
      if (isSeen && element.clientWidth > 1) found.push(element.outerHTML.slice(0, 160))
    }
  }
  walk(document.querySelector('[data-testid="stMain"]'))
  return found
}"""


def sheets(pdf: bytes) -> list[int]:
    """How many glyph runs and shapes each sheet of a PDF of Chromium's has."""
    objects = dict(re.findall(rb"(?s)\n?(\d+) 0 obj\n(.*?)\nendobj", pdf))
    counts = []
    for body in objects.values():
        if not re.search(rb"/Type /Page\b(?!s)", body):
            continue
        content = re.search(rb"/Contents (\d+) 0 R", body)
        assert content is not None
        stream = re.search(rb"(?s)stream\r?\n(.*)\r?\nendstream", objects[content[1]])
        assert stream is not None
        drawn = zlib.decompress(stream[1])
        counts.append(len(re.findall(rb"\b(?:Tj|TJ|Do)\b", drawn)))
    return counts


def ready(page: Page) -> None:
    """Wait for the charts too, which come after the page."""
    for chart in page.locator('[data-testid="stVegaLiteChart"]').all():
        chart.locator("canvas, svg").first.wait_for()


@pytest.mark.parametrize(("path", "query", "most"), PAGES)
@pytest.mark.parametrize("paper", PAPERS, ids=["upright", "across"])
def test_every_sheet_says_something_and_none_too_many(
    page_at: PageAt,
    path: str,
    query: str,
    most: int,
    paper: tuple[Screen, Theme, bool],
) -> None:
    screen, theme, across = paper
    page = page_at(path, screen=screen, theme=theme, **dict[str, Any](parse_qsl(query)))
    ready(page)
    drawn = sheets(page.pdf(format="A4", landscape=across))
    assert drawn
    assert min(drawn) > 0, drawn
    assert len(drawn) <= most, drawn
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate(VISIBLE, PRESSED) == []
    # Of any theme, black on white.
    ink = page.locator("h1").evaluate("(element) => getComputedStyle(element).color")
    assert ink == "rgb(0, 0, 0)"
    ground = page.locator(".stApp").evaluate("(app) => getComputedStyle(app).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


def test_a_map_is_printed_with_its_legend_and_all_units(page_at: PageAt) -> None:
    page = page_at("/map", map_geo="commune")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert page.locator(".sheet svg .unit").count() == 126
    expect(page.locator(".legend").first).to_be_visible()
    rows = page.locator(".list tbody tr")
    assert rows.count() == 126
    expect(rows.last).to_be_visible()
    # None is behind the edge of a box that is scrolled.
    assert (
        page.locator(".list .scroll").evaluate("(box) => box.scrollHeight - box.clientHeight") < 3
    )
    for hidden in (".controls", ".zoom", ".find"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_what_is_asked_for_too_early_is_printed_once_the_charts_are_there(page_at: PageAt) -> None:
    page = page_at("/data", lang="en")  # which has none of the charts
    charts = "document.querySelectorAll('[data-testid=stVegaLiteChart] .marks').length"
    page.add_init_script(f"window.print = () => {{ window.printed = {charts} }}")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/static/js/ArrowVegaLiteChart*.js", hold)
    page.goto(page.url.replace("/data", "/"))
    page.locator('[data-testid="stSkeleton"]').first.wait_for(state="attached")
    page.keyboard.press("Control+p")
    # The browser's own menu prints what there is, and that is said on the paper.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    said = "getComputedStyle(document.body, '::before').content"
    assert "before it was completely drawn" in page.evaluate(said)
    assert page.evaluate("window.printed === undefined")
    page.emulate_media(media="screen")
    while held:
        held.pop().continue_()
    page.unroute_all()
    assert page.wait_for_function("() => window.printed").json_value() == 2
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate(said) == "none"
