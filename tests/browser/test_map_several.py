"""Several maps at once and the columns: painted, linked, told in a table, and kept in the link."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.app.kit import map_queries, session_dataset
from lib.model.vocabulary import Geography
from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, settle
from tests.browser.picture import fills

MAPS = ".st-key-map_maps"
COLUMNS = ".st-key-map_columns"
TRIES = 40
SERIES = "adults_with_smartphone"  # seven years for districts, three quarters for communes
UNIT = "00235"
GEOGRAPHIES: tuple[Geography, ...] = ("district", "commune")


def shapes(page: Page, panel: int) -> Locator:
    return page.locator(f"{MAPS} figure").nth(panel).locator(".unit")


def query(page: Page) -> dict[str, str]:
    return {key: found[0] for key, found in parse_qs(urlsplit(page.url).query).items()}


@pytest.mark.parametrize(("geography", "units"), [("district", 30), ("commune", 126)])
def test_two_maps_have_one_pointer_and_one_unit(
    page_at: PageAt, geography: str, units: int
) -> None:
    page = page_at("/map", map_geo=geography, map_more="second", map_ind2="area_km2", lang="en")
    expect(page.locator(f"{MAPS} figure")).to_have_count(2)
    expect(shapes(page, 1)).to_have_count(units)
    assert len(fills(page, f"{MAPS} figure:nth-of-type(2) > svg")) >= 5
    largest = shapes(page, 0).nth(3)
    largest.hover(force=True)
    rings = page.locator(f"{MAPS} .ring.hover")
    assert rings.nth(0).get_attribute("d") == rings.nth(1).get_attribute("d") != ""
    expect(page.locator(f"{MAPS} .tip div")).to_have_count(2)
    code = largest.get_attribute("data-code")
    largest.click(force=True)
    settle(page)
    assert query(page)["map_unit"] == code
    # The page's own map has it too.
    expect(page.locator(f'.sheet > svg path[data-code="{code}"]')).to_have_attribute(
        "aria-selected", "true"
    )


def test_the_second_map_can_show_another_meaning_and_says_what_it_cannot(page_at: PageAt) -> None:
    page = page_at("/map", map_geo="commune", map_ind=SERIES, map_more="second", lang="en")
    page.locator(f'{MAPS} select[data-choice="colour"]').select_option("change")
    settle(page)
    assert query(page)["map_colour2"] == "change"
    expect(page.locator(f"{MAPS} figure h3").nth(1)).to_contain_text("Change since")
    page.locator(f'{MAPS} select[data-choice="ind"]').select_option("area_km2")
    settle(page)
    expect(page.locator(f"{MAPS} .note")).to_contain_text("cannot be shown")
    disabled = page.locator(f'{MAPS} select[data-choice="colour"] option[value="gap"]')
    expect(disabled).to_be_disabled()
    expect(disabled).to_contain_text("no target")


@pytest.mark.parametrize(("geography", "count"), [("district", 7), ("commune", 3)])
def test_every_period_is_a_map_of_one_legend(
    page_at: PageAt, geography: Geography, count: int
) -> None:
    page = page_at("/map", map_geo=geography, map_ind=SERIES, map_more="periods", lang="en")
    expect(page.locator(f"{MAPS} figure")).to_have_count(count)
    expect(page.locator(f"{MAPS} .legend")).to_have_count(1)
    legend = page.locator(f"{MAPS} .legend button rect").evaluate_all(
        "(nodes) => nodes.map((node) => node.getAttribute('fill').replace('#l0', '#'))"
    )
    for panel in range(count):
        used = shapes(page, panel).evaluate_all(
            "(nodes) => nodes.map((node) => node.getAttribute('fill'))"
        )
        # Patterns are named for their own map: p0i3 is the third class, hatched, of the first.
        assert {fill.replace(f"#p{panel}", "#") for fill in used} <= set(legend)


def standing_out(page: Page, panel: int) -> set[str]:
    return set(
        shapes(page, panel).evaluate_all(
            "(all) => all.filter((one) => !one.classList.contains('dim'))"
            ".map((one) => one.dataset.code)"
        )
    )


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_a_class_of_one_map_shows_its_units_on_the_other(
    page_at: PageAt, geography: Geography
) -> None:
    def opened(screen: Screen, lit: str = "") -> Page:
        return page_at(
            "/map",
            screen=screen,
            map_geo=geography,
            map_ind=SERIES,
            map_more="second",
            map_ind2="area_km2",
            map_lit2=lit,
        )

    page = opened(PHONE)
    every = standing_out(page, 0)
    # The highest class stands on top, and the largest fill of its own map is its.
    button = page.locator(f"{MAPS} figure").nth(1).locator(".legend button").first
    count = int(button.locator(".n").inner_text())
    fill = str(button.locator("rect").first.get_attribute("fill"))
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    own = set(
        shapes(page, 1).evaluate_all(
            "(all, fill) => all.filter((one) => one.getAttribute('fill') === fill)"
            ".map((one) => one.dataset.code)",
            fill.replace("#l", "#p1"),
        )
    )
    assert 0 < len(own) == count < len(every)
    assert standing_out(page, 0) == standing_out(page, 1) == own
    settle(page)
    key = query(page)["map_lit2"]
    again = opened(DESKTOP, key)
    assert standing_out(again, 0) == standing_out(again, 1) == own
    again.locator(f'{MAPS} .legend button[aria-pressed="true"]').click()
    assert standing_out(again, 0) == every
    settle(again)
    assert "map_lit2" not in query(again)


def test_a_class_of_a_shared_legend_shows_each_maps_own_units(page_at: PageAt) -> None:
    page = page_at("/map", map_geo="commune", map_ind=SERIES, map_more="periods", lang="en")
    page.locator(f"{MAPS} .legend button").first.click()
    settle(page)
    assert query(page)["map_lit2"].startswith("0.")
    found = [standing_out(page, panel) for panel in range(3)]
    # More and more communes have come into the highest class.
    assert [len(one) for one in found] == sorted(len(one) for one in found)
    assert found[0] < found[1] < found[2]


def test_indicators_are_chosen_up_to_twelve_and_kept_in_the_link(page_at: PageAt) -> None:
    page = page_at("/map", map_more="series", map_many="area_km2,population_density", lang="en")
    expect(page.locator(f"{MAPS} figure")).to_have_count(2)
    page.locator(f"{MAPS} .many summary").click()
    boxes = page.locator(f"{MAPS} .many input:not(:checked)")
    chosen = boxes.first.get_attribute("value")
    boxes.first.check()
    expect(page.locator(f"{MAPS} figure")).to_have_count(3)
    settle(page)
    assert query(page)["map_many"] == f"area_km2,population_density,{chosen}"


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_twelve_are_the_most_and_no_more_can_be_ticked(
    page_at: PageAt, geography: Geography
) -> None:
    version = session_dataset.package().version
    twelve = list(map_queries.mapped(version, geography))[:12]
    page = page_at("/map", map_geo=geography, map_more="series", map_many=",".join(twelve))
    expect(page.locator(f"{MAPS} figure")).to_have_count(12)
    page.locator(f"{MAPS} .many summary").click()
    boxes = page.locator(f"{MAPS} .many input")
    expect(boxes.and_(page.locator(":checked"))).to_have_count(12)
    assert boxes.count() > 12
    expect(boxes.and_(page.locator(":enabled"))).to_have_count(12)
    # One less makes room again.
    boxes.and_(page.locator(":checked")).first.uncheck()
    expect(page.locator(f"{MAPS} figure")).to_have_count(11)
    expect(boxes.and_(page.locator(":disabled"))).to_have_count(0)


def test_an_unknown_indicator_in_a_link_is_left_out(page_at: PageAt) -> None:
    page = page_at("/map", map_more="series", map_many="<b>x</b>,area_km2", lang="vi")
    expect(page.locator(f"{MAPS} figure")).to_have_count(1)


def test_the_table_below_says_the_same_and_chooses(page_at: PageAt) -> None:
    page = page_at("/map", map_geo="commune", map_more="second", map_ind2="area_km2", lang="en")
    page.locator(f"{MAPS} .twin summary").focus()
    page.keyboard.press("Enter")
    row = page.locator(f'{MAPS} tr[data-code="{UNIT}"]')
    expect(row.locator("td")).to_have_count(2)
    row.get_by_role("button").focus()
    page.keyboard.press("Enter")
    settle(page)
    assert query(page)["map_unit"] == UNIT
    expect(row).to_have_attribute("aria-selected", "true")


def test_on_a_phone_nothing_is_cropped(page_at: PageAt) -> None:
    page = page_at("/map", screen=PHONE, map_geo="district", map_ind=SERIES, map_more="periods")
    expect(page.locator(f"{MAPS} figure")).to_have_count(7)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE[0]
    right = page.locator(f"{MAPS} figure").last.evaluate("(n) => n.getBoundingClientRect().right")
    assert right <= PHONE[0]


def test_columns_are_painted_in_the_legends_colours(webgl_page_at: PageAt) -> None:
    page = webgl_page_at("/map", map_geo="commune", map_more="columns", lang="en")
    expect(page.locator(f"{COLUMNS} canvas").first).to_be_visible()
    legend = page.locator(".columns-legend i").evaluate_all(
        "(nodes) => nodes.map((node) => getComputedStyle(node).backgroundColor.match(/\\d+/g))"
    )
    wanted = {tuple(int(part) for part in colour) for colour in legend}
    painted: set[tuple[int, int, int]] = set()
    for _ in range(TRIES):  # deck.gl tells nobody when it has painted
        painted = fills(page, COLUMNS, least_share=0.00005) & wanted
        if len(painted) >= 4:
            break
    assert len(painted) >= 4
