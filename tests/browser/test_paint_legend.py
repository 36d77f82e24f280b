"""Paint equals legend: after every move the picture of a map is what legend, table and data say."""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import painted_map
from tests.browser.conftest import PageAt, settle
from tests.walks import painted

# High enough for map, legend and rows at once.
SCREEN = (1600, 1400)
PROJECTED = "adults_with_digital_signature"
UNITS = {"district": 30, "commune": 126}
# Forth and back between the geographies, over meanings, ways to class, marks and themes; after each
# line the picture is looked at.
MOVES: tuple[dict[str, str], ...] = (
    {"geo": "commune"},
    {"ind": "adults_with_smartphone", "colour": "verdict"},
    {"geo": "district", "ind": "work_dossiers_online_district", "colour": "gap"},
    {"colour": "value", "classes": "continuous", "geo": "commune"},
    {"theme": "dark"},
    {"classes": "equal", "ind": "area_km2", "geo": "district"},
    {"ind": "unit_par_index", "classes": "quantile", "colour": "change"},
    {"theme": "light", "colour": "value"},
    {"ind": "business_premises_with_cashless_qr", "geo": "commune"},
    {"geo": "district"},
)


def move(page: Page, moves: dict[str, str]) -> None:
    for what, to in moves.items():
        if what == "theme":
            page.emulate_media(color_scheme="dark" if to == "dark" else "light")
        elif what == "geo":
            page.locator(f".segments [data-geo={to}]").click()
            expect(page.locator(".sheet > svg .unit")).to_have_count(UNITS[to])
        else:
            page.locator(f"[data-choice={what}]").select_option(to)
    # Nothing under the pointer, which rings what it is on.
    page.mouse.move(1, 1)
    settle(page)


def test_the_map_is_painted_as_legend_table_and_data_say_after_every_move(page_at: PageAt) -> None:
    page = page_at("/map", lang="en", screen=SCREEN)
    painted_map.begin(page)
    assert painted_map.faults(page) == []
    for moves in MOVES:
        move(page, moves)
        assert painted_map.faults(page) == [], moves


def test_maps_of_scenarios_are_painted_as_their_legends_say(page_at: PageAt) -> None:
    """Communes alone have projections; in both themes, and two maps beside each other."""
    page = page_at("/scenarios", screen=SCREEN, sc_part="communes", sc_ind=PROJECTED)
    painted_map.begin(page)
    assert_painted(page, maps=1)
    page.emulate_media(color_scheme="dark")
    settle(page)
    assert_painted(page, maps=1)
    beside = page_at(
        "/scenarios", screen=SCREEN, sc_view="compare", sc_cmp="now~lab", sc_ind=PROJECTED
    )
    painted_map.begin(beside)
    assert_painted(beside, maps=2)


def assert_painted(page: Page, *, maps: int) -> None:
    found = painted.maps_of(page)
    assert len(found) == maps
    assert painted.faults(page, found) == []
    for at in range(maps):
        page.locator(".map svg[role=img], .maps svg[role=img]").nth(at).scroll_into_view_if_needed()
        image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        assert painted.unpainted(page, image) == []


def test_small_maps_are_painted_as_the_legend_of_each_says(page_at: PageAt) -> None:
    """An official series beside an illustrative one, in other classes."""
    page = page_at(
        "/map", screen=SCREEN, map_geo="commune", map_more="second", map_ind2="on_time_rate"
    )
    painted_map.begin(page)
    maps = painted.maps_of(page)
    assert len(maps) == 4
    assert painted.faults(page, maps) == []
    page.locator(".segments [data-geo=district]").click()
    expect(page.locator(".sheet > svg .unit")).to_have_count(UNITS["district"])
    settle(page)
    assert painted.faults(page) == []


# What each fault of the paint is told as, and how it is done to the map; the document says the same
# of map, legend and table as before.
PLANTS = (
    # The shapes of the new geography have the fills of the old one's.
    (
        "units in another colour",
        """(units) => units.forEach((one, at) => {
          one.style.fill = fills[at % fills.length];
        })""",
    ),
    (
        "without hatching",
        """(units, map) => {
          for (const one of units) one.style.fill = '';
          for (const one of map.querySelectorAll('pattern[id^=mi] path')) {
            one.setAttribute('stroke', 'none');
          }
        }""",
    ),
    # The ramp in reverse.
    (
        "units in another colour",
        """(units, map) => {
          const tiles = [...map.querySelectorAll('pattern[id^=mi] rect')];
          const colours = tiles.map((one) => one.getAttribute('fill')).reverse();
          tiles.forEach((one, at) => one.setAttribute('fill', colours[at]));
        }""",
    ),
)


def test_a_fault_of_the_paint_is_found_in_the_picture(page_at: PageAt) -> None:
    page = page_at("/map", lang="en", screen=SCREEN, map_ind="business_premises_with_cashless_qr")
    painted_map.begin(page)
    sheet = page.locator(".sheet")
    units = "[...sheet.querySelectorAll(':scope > svg .unit')]"
    sheet.evaluate(f"sheet => {{ window.fills = {units}.map((one) => one.getAttribute('fill')) }}")
    move(page, {"geo": "commune"})
    told: list[str] = painted_map.faults(page)
    assert told == []
    for words, plant in PLANTS:
        assert not any(words in fault for fault in told), (words, told)
        sheet.evaluate(f"sheet => ({plant})({units}, sheet)")
        told = painted_map.faults(page)
        assert any(words in fault for fault in told), (words, told)
