"""The map in the hand: every meaning in every kind of classes, one unit in full, two maps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from lib.geo.classes import METHODS
from lib.model.vocabulary import Geography
from tests.browser.conftest import PHONE, PageAt, Theme, settle
from tests.browser.seen import runs_off
from tests.browser.test_map import FILLS, GEOGRAPHIES, MAP, query_of, ready, shape
from tests.browser.test_map_meaning import MEANINGS, SWATCHES, choose, legend_equals_map, told

SERIES = "adults_with_digital_signature"
CHOSEN = {"district": "271", "commune": "00235"}
MAPS = ".st-key-map_maps"


def bar_equals_map(page: Page) -> None:
    """Every unit wears one of the steps of a continuous legend."""
    settle(page)
    bar = page.locator(".legend .bar rect").evaluate_all(SWATCHES)
    worn = {
        fill.replace("url(#m", "url(#l")
        for fill in page.locator(f"{MAP} .unit").evaluate_all(FILLS)
    }
    empty = set(page.locator(".legend button:visible rect").evaluate_all(SWATCHES))
    assert worn - empty
    assert worn <= {*bar, *empty}


def picked(page: Page) -> None:
    """A class that is picked highlights as many units as it counts, and is let go again."""
    counts = list(map(int, page.locator(".legend button:visible .n").all_text_contents()))
    count = next(count for count in counts if count)
    row = page.locator(".legend button:visible").nth(counts.index(count))
    row.click()
    expect(page.locator(f"{MAP} .unit:not(.dim)")).to_have_count(count)
    row.click()
    expect(page.locator(f"{MAP} .unit.dim")).to_have_count(0)


@pytest.mark.parametrize(("geography", "theme"), [("district", "light"), ("commune", "dark")])
def test_every_meaning_has_every_kind_of_classes(
    page_at: PageAt, geography: Geography, theme: Theme
) -> None:
    page = ready(page_at("/map", screen=PHONE, theme=theme, map_geo=geography, map_ind=SERIES))
    for meaning in MEANINGS:
        choose(page, "colour", meaning)
        page.wait_for_url(
            lambda url, m=meaning: query_of(url).get("map_colour", "value") == m  # type: ignore[misc]
        )
        if meaning == "verdict":
            legend_equals_map(page)
            picked(page)
            continue
        for method in METHODS:
            choose(page, "classes", method)
            page.wait_for_url(
                lambda url, m=method: query_of(url).get("map_classes", "quantile") == m  # type: ignore[misc]
            )
            if method == "continuous":
                bar_equals_map(page)
            else:
                legend_equals_map(page)
                picked(page)
        choose(page, "classes", "quantile")
    assert not runs_off(page)


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_a_unit_touched_on_the_map_is_told_in_full_and_stays_chosen(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="en", screen=PHONE, map_geo=geography, map_ind=SERIES))
    where = ".inset" if geography == "commune" else ".sheet"
    page.locator(f'{where} path[data-code="{CHOSEN[geography]}"]').click()
    told(page, "map_unit", CHOSEN[geography])
    card = page.locator(".card")
    for text in (
        "City: ",
        ", illustrative",
        {"district": "Target 2025", "commune": "Target 2030: 70–80%"}[geography],
        "Source: ",
        "Population",
    ):
        expect(card).to_contain_text(text)
    expect(card.locator(".value .badge")).to_have_text("illustrative")
    expect(card.locator("svg.spark.made")).to_have_accessible_name(
        re.compile("^From .+% \\(.+ to .+%")
    )
    choose(page, "ind", "electronic_health_records")
    told(page, "map_ind", "electronic_health_records")
    page.get_by_text("Tiếng Việt", exact=True).click()
    expect(card.locator("h2")).to_have_text(
        {"district": "Huyện Ba Vì", "commune": "Phường Đống Đa"}[geography]
    )
    expect(card.locator(".value .badge")).to_have_text("minh họa")
    expect(shape(page, CHOSEN[geography])).to_have_attribute("aria-selected", "true")
    expect(page.locator("tr.chosen th")).to_have_text(
        {"district": "Ba Vì", "commune": "Đống Đa"}[geography]
    )


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_all_columns_scroll_inside_their_table_and_the_names_stay(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="en", screen=PHONE, map_geo=geography, map_ind=SERIES))
    page.get_by_role("button", name="All columns").click()
    last = page.get_by_role("button", name="Status of the figure")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    name = page.locator("tbody tr:visible th").first.bounding_box()
    assert name is not None
    assert 0 <= name["x"] <= PHONE[0] / 3
    last.click()
    expect(page.locator("th", has_text="Status of the figure")).to_have_attribute(
        "aria-sort", "ascending"
    )
    assert not runs_off(page)


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_two_periods_beside_each_other_share_classes_and_the_unit(
    page_at: PageAt, geography: Geography
) -> None:
    first = {"district": "2021", "commune": "2025-Q3"}[geography]
    page = page_at(
        "/map", lang="en", screen=PHONE, map_geo=geography, map_ind=SERIES, map_more="second"
    )
    page.locator(f"{MAPS} [data-choice=period]").select_option(first)
    told(page, "map_period2", first)
    settle(page)
    panels = page.locator(f"{MAPS} figure")
    expect(panels).to_have_count(2)
    # One legend, with the colours of both.
    legend = page.locator(f"{MAPS} .legend button rect").evaluate_all(SWATCHES)
    worn = [panel.locator(".unit").evaluate_all(FILLS) for panel in panels.all()]
    plain = [[fill.replace(f"#p{i}", "#l0") for fill in fills] for i, fills in enumerate(worn)]
    assert {*plain[0], *plain[1]} <= set(legend)
    assert plain[0] != plain[1]
    code = "271" if geography == "district" else "09619"
    panels.nth(1).locator(f'path[data-code="{code}"]').click()
    told(page, "map_unit", code)
    rings = page.locator(f"{MAPS} .ring.chosen")
    assert rings.nth(0).get_attribute("d") == rings.nth(1).get_attribute("d") != ""
    expect(shape(page, code)).to_have_attribute("aria-selected", "true")
    assert not runs_off(page)
