"""Columns in three dimensions: painted, told in words and a table, in the link, or replaced."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.model.vocabulary import Lang
from tests.browser.conftest import (
    DESKTOP,
    PHONE,
    PageAt,
    Screen,
    settle,
)
from tests.browser.picture import fills
from tests.browser.seen import runs_off, violations_of

COLUMNS = ".st-key-map_columns"
FRAME = '[data-testid="stDataFrame"]'
TRIES = 40
HIGH = "fibre_broadband_households"
SIZES = [("district", 30), ("commune", 126)]

Asked = dict[str, str]


def asked(geography: str, **more: str) -> Asked:
    return {
        "map_geo": geography,
        "map_ind": HIGH,
        "map_more": "columns",
        "map_ind2": "population_density",
        **more,
    }


def asking(page_at: PageAt, query: Asked, *, lang: Lang = "en", screen: Screen = DESKTOP) -> Page:
    return page_at("/map", lang=lang, screen=screen, **query)  # type: ignore[arg-type]


def opened(page_at: PageAt, query: Asked, *, screen: Screen = DESKTOP) -> Page:
    """The page once the columns have their canvas."""
    page = asking(page_at, query, screen=screen)
    expect(page.locator(f"{COLUMNS} canvas").first).to_be_visible()
    return page


def legend_of(page: Page) -> set[tuple[int, int, int]]:
    found = page.locator(".columns-legend i").evaluate_all(
        "(nodes) => nodes.map((node) => getComputedStyle(node).backgroundColor.match(/\\d+/g))"
    )
    return {(int(red), int(green), int(blue)) for red, green, blue in found}


def switch(page: Page) -> Locator:
    return page.get_by_role("switch", name="The same as a table")


def link_of(page: Page) -> dict[str, str]:
    return {key: found[0] for key, found in parse_qs(urlsplit(page.url).query).items()}


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(("geography", "units"), SIZES)
def test_columns_wear_the_colours_of_their_legend(
    webgl_page_at: PageAt, geography: str, units: int, screen: Screen
) -> None:
    page = opened(webgl_page_at, asked(geography), screen=screen)
    wanted = legend_of(page)
    painted: set[tuple[int, int, int]] = set()
    for _ in range(TRIES):  # deck.gl tells nobody when it has painted
        painted = fills(page, COLUMNS, least_share=0.00003) & wanted
        if len(painted) >= 4:
            break
    assert len(painted) >= 4
    counts = page.locator(".columns-legend li small").all_inner_texts()
    assert sum(int(count.strip("()")) for count in counts) == units
    assert not runs_off(page)


@pytest.mark.parametrize("geography", ["district", "commune"])
def test_height_is_one_indicator_and_colour_another(webgl_page_at: PageAt, geography: str) -> None:
    page = opened(webgl_page_at, asked(geography))
    legend = page.locator(".columns-legend")
    expect(legend).to_contain_text("Height: Households covered by fibre broadband")
    expect(legend).to_contain_text("Colour: Population density")
    picture = page.get_by_role("figure", name=re.compile("^Columns in three dimensions"))
    expect(picture).to_have_accessible_name(
        re.compile("height is Households covered by fibre broadband .*colour is Population density")
    )
    box = page.get_by_role("combobox", name="Colour of the columns")
    box.focus()
    box.press_sequentially("area")
    page.get_by_role("option", name=re.compile("^Area")).first.wait_for()
    box.press("Enter")
    expect(legend).to_contain_text("Colour: Area")
    expect(page).to_have_url(re.compile("map_ind2=area_"))


@pytest.mark.parametrize(("geography", "units"), SIZES)
def test_the_table_opens_by_keys_and_its_link_opens_it_again(
    webgl_page_at: PageAt, geography: str, units: int
) -> None:
    page = opened(webgl_page_at, asked(geography))
    expect(page.locator(FRAME)).to_have_count(0)
    switch(page).focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("map_columns_table=1"))
    # A row of headings and one for each unit, for those who cannot see the canvas.
    grid = page.locator(f"{FRAME} [role=grid]")
    expect(grid).to_have_attribute("aria-rowcount", str(units + 1))
    settle(page)
    again = opened(webgl_page_at, {key: v for key, v in link_of(page).items() if key != "lang"})
    expect(again.locator(f"{FRAME} [role=grid]")).to_have_attribute("aria-rowcount", str(units + 1))
    switch(again).focus()
    again.keyboard.press("Space")
    expect(again.locator(FRAME)).to_have_count(0)
    expect(again).not_to_have_url(re.compile("map_columns_table"))


def test_a_link_made_in_one_language_opens_the_same_in_the_other(webgl_page_at: PageAt) -> None:
    page = asking(webgl_page_at, asked("commune", map_columns_table="1"), lang="vi")
    expect(page.locator(".columns-legend")).to_contain_text("Chiều cao: ")
    expect(page.locator(".columns-legend")).to_contain_text("Mật độ dân số")
    expect(page.locator(FRAME)).to_be_visible()
    assert not {*asked("commune")} - {*link_of(page), "map_geo"}


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(("geography", "units"), SIZES)
def test_a_browser_without_webgl_keeps_the_flat_map_and_is_told_why(
    page_at: PageAt, geography: str, units: int, screen: Screen
) -> None:
    page = asking(page_at, asked(geography), screen=screen)
    expect(page.get_by_text("draws no three dimensions")).to_be_visible()
    expect(page.locator(f"{COLUMNS} canvas")).to_have_count(0)
    expect(page.locator(".sheet > svg .unit")).to_have_count(units)


def test_columns_break_no_rule_of_access(webgl_page_at: PageAt) -> None:
    page = opened(webgl_page_at, asked("district"))
    assert violations_of(page) == []


def test_a_drawing_that_the_browser_gives_up_is_not_left_blank_without_a_word(
    webgl_page_at: PageAt,
) -> None:
    page = opened(webgl_page_at, asked("district"))
    lost = page.locator(COLUMNS).get_by_role("alert")
    expect(lost).to_have_count(0)
    page.evaluate("""() => {
      const made = () => document.createElement('canvas').getContext('webgl2')
      window.others = Array.from({ length: 20 }, made)
    }""")
    expect(lost).to_contain_text("This part of the page did not load.")
    lost.get_by_role("button", name="Reload the page").click()
    expect(page.locator(f"{COLUMNS} canvas").first).to_be_visible()
    expect(lost).to_have_count(0)
