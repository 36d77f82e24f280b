"""What random walks (`make walks`) compare at their end: a fault that is planted is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import empty
from tests.serving import Server
from tests.walks.walk import STAYS_AT_REST, Ground, Walk, compare, opened

HATCHED = "/map?map_geo=commune&map_ind=adults_with_smartphone"
KEEPING = "/scenarios?sc_view=saved"

# What a page could do wrong, done to it: its kind, and a script that is given every shadow root.
FAULTS = {
    # The patterns went with the old outlines, as they once did.
    "paint": "for (const root of roots) root.querySelector('.sheet defs')?.remove()",
    # One unit kept the colour that it had before.
    "text": "roots.find((root) => root.querySelector('.sheet')).querySelector('[data-code]')"
    ".setAttribute('fill', 'url(#mi0)')",
    # A label that nobody repainted.
    "picture": "roots.find((root) => root.querySelector('.sheet')).querySelector('.title')"
    ".textContent = 'PII'",
    # A place that stayed as high as what stood there before.
    "size": "document.querySelector('.block-container').style.paddingTop = '9rem'",
}
# At rest until the next frame.
STIR = """() => {
  window.atRestSince = 0
  const app = document.querySelector("[data-testid=stApp]")
  requestAnimationFrame(() => { app.dataset.testScriptState = "running" })
}"""
ROOTS = """const roots = []
  const walk = (from) => { for (const node of from.querySelectorAll('*')) {
    if (node.shadowRoot) { roots.push(node.shadowRoot); walk(node.shadowRoot) }
  } }
  walk(document)"""


@pytest.fixture
def ground(browser: Browser, server: Server) -> Iterator[Ground]:
    walker, fresh = empty(browser), empty(browser)
    yield Ground(server, walker, fresh)
    walker.close()
    fresh.close()


def pair(ground: Ground, start: str) -> tuple[Page, Page]:
    """The same view in both browsers."""
    walk = Walk("planted", start, "light", (1280, 720))
    walked, fresh = (
        opened(context, ground.server.url + start, walk)
        for context in (ground.walker, ground.fresh)
    )
    return walked, fresh


def test_a_planted_fault_is_found(ground: Ground) -> None:
    walked, fresh = pair(ground, HATCHED)
    assert compare(walked, fresh) == []
    for kind, script in FAULTS.items():
        walked.evaluate(f"() => {{ {ROOTS}; {script} }}")
        assert kind in {one.kind for one in compare(walked, fresh)}, kind
    # Between the moves only a page that has come to rest is looked at: a map is coloured one frame
    # before its table. That it was at rest long ago says nothing.
    assert fresh.evaluate(STAYS_AT_REST)
    assert not fresh.evaluate(f"() => {{ ({STIR})(); return ({STAYS_AT_REST})() }}")


def test_a_form_not_yet_sent_is_no_difference(ground: Ground) -> None:
    walked, fresh = pair(ground, KEEPING)
    walked.locator(".st-key-saved_name input").fill("PII 2030")
    # What has been told to the server, and what has not left the field.
    walked.locator(".st-key-saved_author input").fill("Lan")
    walked.locator(".st-key-saved_author input").press("Enter")
    walked.locator(".st-key-saved_note textarea").fill("…")
    assert compare(walked, fresh) == []
