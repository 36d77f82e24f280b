"""What the map paints is what its legend, its table and its figures say."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from lib.view.palette import SEQUENTIAL
from tests.browser.conftest import PageAt
from tests.browser.picture import fills

MAP = ".sheet > svg"
INSET = ".inset > svg"
ILLUSTRATIVE = {
    "district": "work_dossiers_online_district",
    "commune": "adults_with_smartphone",
}
OTHER = {"district": "commune", "commune": "district"}
COUNT = {"district": 30, "commune": 126}


def classes_painted(page: Page, drawing: str) -> int:
    """How many of the legend's colours stand in the picture of a drawing."""
    wanted = {tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in SEQUENTIAL["light"]}
    return len(fills(page, drawing) & wanted)


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
