"""The whole map by keys alone: all is reached by Tab, has a focus to be seen, and works."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from lib.model.vocabulary import Geography
from tests.browser.conftest import PageAt, settle
from tests.browser.seen import violations_of
from tests.browser.test_map import FOCUSED, GEOGRAPHIES, MAP, UNITS, query_of, ready
from tests.browser.test_map_meaning import told

SERIES = "adults_with_digital_signature"
OTHER: dict[Geography, Geography] = {"district": "commune", "commune": "district"}
MAPS = ".st-key-map_maps"

# Whether the element with focus is the one wanted, and whether its focus can be seen.
AT = """(selector) => {
  let node = document.activeElement
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
  if (!node.matches(selector)) return null
  const style = getComputedStyle(node)
  const ring = node.getRootNode().querySelector?.('.ring.focus')
  return style.outlineStyle !== 'none' || style.boxShadow !== 'none' ||
    (node.matches('.unit') && Boolean(ring?.getAttribute('d')))
}"""


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until what `selector` names has focus, which must be visible."""
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        seen = page.evaluate(AT, selector)
        if seen is not None:
            assert seen, f"{selector}: its focus is not seen"
            return
    raise AssertionError(f"{selector}: not reached by Tab")


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_choices_time_and_units_are_reached_and_made_by_keys(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=SERIES))
    tab_to(page, "[data-choice=pillar]")
    page.keyboard.press("End")
    page.wait_for_url(lambda url: "map_pillar" in url)
    page.keyboard.press("Home")
    tab_to(page, "[data-choice=ind]")
    page.keyboard.press("ArrowDown")
    page.wait_for_url(lambda url: query_of(url)["map_ind"] != SERIES)
    page.keyboard.press("ArrowUp")
    told(page, "map_ind", SERIES)
    tab_to(page, "[data-choice=colour]")
    page.keyboard.press("ArrowDown")
    told(page, "map_colour", "gap")
    tab_to(page, "[data-choice=group]")
    page.keyboard.press("ArrowDown")
    page.wait_for_url(lambda url: "map_group" in url)
    # Time, by the slider and by the map's own keys.
    tab_to(page, ".steps input")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: "map_period" in url)
    page.keyboard.press("]")
    page.wait_for_url(lambda url: "map_period" not in url)
    # A unit of the map, by its neighbours; the tip follows.
    tab_to(page, ".unit")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".tip")).to_be_visible()
    code = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    told(page, "map_unit", code)
    page.keyboard.press("+")
    expect(page.locator(f"{MAP}.zoomed")).to_have_count(1)
    page.keyboard.press("0")
    expect(page.locator(f"{MAP}.zoomed")).to_have_count(0)
    tab_to(page, ".legend button")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "map_lit" in url)
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: "map_lit" not in url)
    tab_to(page, ".cross", back=True)
    page.keyboard.press("Enter")
    expect(page.locator(f"{MAP} .unit")).to_have_count(UNITS[OTHER[geography]])


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_search_table_and_card_are_reached_and_used_by_keys(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=SERIES))
    tab_to(page, ".find")
    page.keyboard.type("ba vi")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "map_unit" in url)
    expect(page.locator(".card h2")).to_contain_text("Ba Vi")
    page.keyboard.press("Escape")
    expect(page.locator("tbody tr:visible")).not_to_have_count(1)
    tab_to(page, ".more-columns")
    page.keyboard.press("Enter")
    told(page, "map_table", "all")
    tab_to(page, "th[aria-sort] button")
    page.keyboard.press("Enter")
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "ascending")
    tab_to(page, "tbody th button")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    second = page.locator("tbody tr:visible").nth(1)
    expect(second).to_have_class(re.compile("chosen"))
    tab_to(page, ".card .clear")
    page.keyboard.press("Enter")
    expect(page.locator(".card h2")).to_have_text("Hà Nội City")
    settle(page)
    # What can be taken away, and what stands below.
    tab_to(page, ".st-key-map_menu button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Figures (CSV)")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, ".st-key-map_more button, .st-key-map_more input")


@pytest.mark.parametrize(("geography", "theme"), [("district", "light"), ("commune", "dark")])
def test_no_rule_of_access_is_broken_by_what_can_be_opened(
    page_at: PageAt, geography: Geography, theme: str
) -> None:
    where = {"theme": theme, "map_geo": geography, "map_ind": SERIES}
    page = ready(
        page_at("/map", map_more="second", map_colour="verdict", map_find="h", map_table="all",
                map_unit="271" if geography == "district" else "00235", **where)  # type: ignore[arg-type]
    )  # fmt: skip
    page.locator(f"{MAPS} .twin summary").press("Enter")
    page.locator(f"{MAPS} .twin table").wait_for()
    page.locator(f"{MAP} .unit[tabindex='0']").focus()
    assert violations_of(page) == []
    page.locator(".find").fill("nobody")
    page.locator("[data-choice=classes], .find").last.press("Tab")
    page.locator(".empty").wait_for()
    assert violations_of(page) == []
    page = ready(page_at("/map", map_more="series", map_classes="continuous", **where))  # type: ignore[arg-type]
    page.locator(f"{MAPS} .many summary").press("Enter")
    assert violations_of(page) == []
    page = ready(page_at("/map", map_more="periods", official="1", **where))  # type: ignore[arg-type]
    assert violations_of(page) == []


LISTEN = """(root) => {
  window.told = []
  for (const region of root.querySelectorAll('[aria-live], [role=status], output')) {
    new MutationObserver(() => window.told.push(region.textContent))
      .observe(region, { childList: true, characterData: true, subtree: true })
  }
}"""


def test_a_change_is_told_to_a_screen_reader_once(page_at: PageAt) -> None:
    page = page_at("/map", lang="en", map_geo="commune")
    holder = page.locator(".steps").first
    holder.evaluate(f"(steps) => ({LISTEN})(steps.getRootNode())")
    page.locator("[data-choice=ind]").select_option("ihanoi_accounts_per_100")
    page.wait_for_url("**map_ind=*")
    settle(page)
    told = page.evaluate("window.told")
    assert told
    assert len(told) == len({*told}), told
