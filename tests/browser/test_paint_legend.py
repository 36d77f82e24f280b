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
# Forth and back between the geographies, over meanings, ways to class, marks and themes.
MOVES = (
    *(("geo", "commune"), ("ind", "adults_with_smartphone"), ("colour", "verdict")),
    *(("geo", "district"), ("ind", "work_dossiers_online_district"), ("colour", "gap")),
    *(("colour", "value"), ("classes", "continuous"), ("geo", "commune"), ("theme", "dark")),
    *(("classes", "equal"), ("ind", "area_km2"), ("geo", "district"), ("ind", "unit_par_index")),
    *(("classes", "quantile"), ("colour", "change"), ("theme", "light"), ("colour", "value")),
    *(("ind", "business_premises_with_cashless_qr"), ("geo", "commune"), ("geo", "district")),
)


def move(page: Page, what: str, to: str) -> None:
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
    for what, to in MOVES:
        move(page, what, to)
        assert painted_map.faults(page) == [], (what, to)


def test_maps_of_scenarios_are_painted_as_their_legends_say(page_at: PageAt) -> None:
    """Communes alone have projections; in both themes, and two maps beside each other."""
    page = page_at("/scenarios", screen=SCREEN, sc_part="communes", sc_ind=PROJECTED)
    painted_map.begin(page)
    assert_painted(page, maps=1)
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        settle(page)
        assert_painted(page, maps=1)
    beside = page_at(
        "/scenarios", screen=SCREEN, sc_view="compare", sc_cmp="now~lab", sc_ind=PROJECTED
    )
    painted_map.begin(beside)
    assert_painted(beside, maps=2)


def assert_painted(page: Page, *, maps: int) -> None:
    found = page.evaluate("walking.maps()")
    assert len(found) == maps
    assert painted.faults(page) == []
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
    assert len(page.evaluate("walking.maps()")) == 4
    assert painted.faults(page) == []
    page.locator(".segments [data-geo=district]").click()
    expect(page.locator(".sheet > svg .unit")).to_have_count(UNITS["district"])
    settle(page)
    assert painted.faults(page) == []
