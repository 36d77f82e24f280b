"""What the map paints is what its legend, its table and its figures say."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from lib.style.palette import GROUNDS, SEQUENTIAL
from tests.browser.conftest import PageAt, Theme
from tests.browser.picture import fills, ground, picture

MAP = ".sheet > svg"
INSET = ".inset > svg"
ILLUSTRATIVE = {
    "district": "work_dossiers_online_district",
    "commune": "adults_with_smartphone",
}
# There and back again.
THEMES: tuple[Theme, ...] = ("dark", "light", "dark")
OTHER = {"district": "commune", "commune": "district"}
COUNT = {"district": 30, "commune": 126}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def classes_painted(page: Page, drawing: str) -> int:
    """How many of the legend's colours stand in the picture of a drawing."""
    return len(fills(page, drawing) & {rgb(colour) for colour in SEQUENTIAL["light"]})


@pytest.mark.parametrize("geography", list(OTHER))
def test_the_map_is_painted_after_a_switch_of_the_geography(
    page_at: PageAt, geography: str
) -> None:
    page = page_at("/map", map_geo=geography, map_ind=ILLUSTRATIVE[geography])
    for shown in (geography, OTHER[geography], geography):
        button = page.locator(f".segments [data-geo={shown}]")
        if button.get_attribute("aria-pressed") != "true":
            button.click()
        expect(page.locator(f"{MAP} .unit")).to_have_count(COUNT[shown])
        expect(page.locator(f"{MAP} .unit[fill^=url]")).to_have_count(COUNT[shown])
        assert classes_painted(page, MAP) >= 3
        assert classes_painted(page, INSET)


def test_another_theme_paints_the_map_anew(page_at: PageAt) -> None:
    page = page_at("/map", map_geo="commune")
    for theme in THEMES:
        # By the machine itself, as at nightfall; Streamlit tells the server nothing of it.
        page.emulate_media(color_scheme=theme)
        wanted = [f'[fill="{colour}"]' for colour in SEQUENTIAL[theme]]
        # Both ramps have the same colours: the highest class tells which one it is.
        top = page.locator(".legend button rect").first
        expect(top.and_(page.locator(wanted[-1]))).to_have_count(1)
        assert ground(picture(page, MAP)) == rgb(GROUNDS[theme].paper)
        highest = page.locator(f"{MAP} .unit").and_(page.locator(wanted[-1]))
        expect(highest).to_have_count(int(page.locator(".legend .n").first.inner_text()))
    # Told together with a choice, which asks for the map's own part of the page alone.
    page.emulate_media(color_scheme="light")
    page.locator("[data-choice=group]").first.select_option("near")
    expect(page.locator(".legend button rect").first).to_have_attribute(
        "fill", SEQUENTIAL["light"][-1]
    )
