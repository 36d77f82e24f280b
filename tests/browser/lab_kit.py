"""What the browser tests of the what-if page share: opening it, its places, what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from lib.model.vocabulary import Lang
from tests.browser.conftest import DESKTOP, PageAt, Screen, Theme, settle

CHART = ".st-key-sc_lab .chart"
DRAWING = ".st-key-sc_lab svg[role=img]"
UNITS = ".st-key-sc_units .units svg[role=img]"
MAP = ".st-key-sc_units .map svg[role=img]"
SOCIETY = {"sc_ind": "adults_with_digital_signature"}
COMMUNES = {**SOCIETY, "sc_part": "communes"}
# What shapes that are filled with a pattern look like.
LOOKS = """(all) => all.map((one) => {
  const fill = one.getAttribute("fill")
  const id = /^url\\((.+)\\)$/.exec(fill)?.[1]
  return id ? one.getRootNode().querySelector(id).innerHTML : fill
})"""


def at(
    page_at: PageAt,
    query: Mapping[str, str] | None = None,
    *,
    lang: Lang = "en",
    theme: Theme = "light",
    screen: Screen = DESKTOP,
) -> Page:
    page = page_at("/scenarios", lang=lang, theme=theme, screen=screen, **(query or {}))
    drawn(page)
    return page


def drawn(page: Page) -> None:
    page.locator(DRAWING).wait_for()
    page.locator("#grdp_growth").wait_for(state="attached")
    settle(page)


def asked(page: Page) -> dict[str, str]:
    return {key: texts[-1] for key, texts in parse_qs(urlsplit(page.url).query).items()}


def chosen(page: Page) -> dict[str, str]:
    """What of the address is this page's own."""
    return {key: text for key, text in asked(page).items() if key.startswith("sc_")}


def answer(page: Page) -> str:
    return page.locator(".sc-answer").inner_text()


# Finds the laboratory's own root, which lies in a shadow tree.
ROOT = """() => {
  const inside = (node) => {
    for (const one of node.querySelectorAll('*')) {
      const shadow = one.shadowRoot;
      const found = shadow && (shadow.querySelector('.root') ?? inside(shadow));
      if (found) return found;
    }
    return null;
  };
  window.__lab = inside(document.querySelector('.st-key-sc_lab'));
}"""
