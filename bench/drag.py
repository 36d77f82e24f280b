"""What dragging a what-if slider asks of the browser: script and whole work, input by input.

The pointer is Chromium's own, so every step is an event as a reader's hand makes it. Script is what
the element does for one input event; the work is all that the page's main thread does between one
step and the next, style, layout and paint with it, by Chromium's own count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Browser, Page

from bench.figures import Row, task_ms
from tests.browser.conftest import settle
from tests.serving import Server

# Times every input event from its first listener to after its last.
_WATCH: Final = """(id) => {
  const inside = (node) => {
    for (const one of node.querySelectorAll('*')) {
      const shadow = one.shadowRoot;
      const found = shadow && (shadow.getElementById(id) ?? inside(shadow));
      if (found) return found;
    }
    return null;
  };
  const range = inside(document);
  window.__script = [];
  let began = 0;
  window.addEventListener('input', () => { began = performance.now(); }, {capture: true});
  window.addEventListener('input', () => { window.__script.push(performance.now() - began); });
  const box = range.getBoundingClientRect();
  return [box.x, box.y + box.height / 2, box.width];
}"""


@dataclass(frozen=True, slots=True)
class Drag:
    """A slider by its id, and the query that opens the page around it."""

    name: str
    slider: str
    query: str


DRAGS: Final = (
    Drag("GRDP growth", "grdp_growth", ""),
    Drag("effort", "effort_society", "&sc_ind=adults_with_digital_signature"),
    Drag(
        "effort, a commune beside the city, communes' map open",
        "effort_society",
        "&sc_ind=adults_with_digital_signature&sc_unit=00004&sc_part=communes",
    ),
)


def rows_of_drag(
    browser: Browser, server: Server, drag: Drag, *, steps: int, warm_ups: int
) -> list[Row]:
    """Drag to and fro over the middle of the slider, in steps of a few pixels."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{server.url}/scenarios?lang=en{drag.query}")
    settle(page)
    left, middle, width = page.evaluate(_WATCH, drag.slider)
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    page.mouse.move(left + width / 3, middle)
    page.mouse.down()
    spent, before = [], 0.0
    for step in range(warm_ups + steps):
        page.mouse.move(left + width * (0.35 + 0.3 * ((step * 0.137) % 1)), middle)
        page.evaluate("() => new Promise((go) => requestAnimationFrame(() => setTimeout(go)))")
        now = task_ms(session)
        spent.append(now - before)
        before = now
    page.mouse.up()
    script = _scripted(page)
    context.close()
    return [
        Row(f"dragging {drag.name}: script", "ms", tuple(script[warm_ups:]), "≤ 16"),
        Row("  … all that the page does for it", "ms", tuple(spent[warm_ups:])),
    ]


def _scripted(page: Page) -> list[float]:
    found: list[float] = page.evaluate("() => window.__script")
    return found
