"""What the what-if page draws: curve, communes and map, in both themes and on a phone."""

from __future__ import annotations

from typing import get_args

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, PageAt, Theme
from tests.browser.lab_kit import (
    CHART,
    COMMUNES,
    DRAWING,
    LOOKS,
    MAP,
    SOCIETY,
    UNITS,
    answer,
    at,
    drawn,
)
from tests.browser.picture import ground, picture


def test_official_only_hides_illustrative_series_and_banner(page_at: PageAt) -> None:
    page = at(page_at, COMMUNES)
    notices = page.locator('[data-testid="stAlert"]')
    expect(notices).to_have_count(1)
    expect(notices).to_contain_text("Illustrative values.")
    assert page.locator(UNITS).count() == 1
    page.locator(".st-key-official_switch label").click()
    page.wait_for_url("**official=1*")
    drawn(page)
    # The banner is gone; what is left says what the switch hides and what is shown instead.
    expect(notices).to_have_count(1)
    expect(notices).not_to_contain_text("Illustrative values.")
    expect(notices).to_contain_text("has only illustrative values by commune")
    expect(notices).to_contain_text("“Digital economy share of GRDP” is shown")
    assert page.locator(UNITS).count() == 0
    assert "Digital economy share of GRDP" in answer(page)
    # The city's own figures of a series that has illustrative ones too stay on offer.
    page = at(page_at, {"official": "1", "sc_ind": "fibre_broadband_households"})
    assert "not enough data to project" in answer(page)


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("series_id", ["digital_economy_share_grdp_va", SOCIETY["sc_ind"]])
def test_the_curve_is_painted_in_both_themes(page_at: PageAt, theme: Theme, series_id: str) -> None:
    page = at(page_at, {"sc_ind": series_id, "sc_soc": "2", "sc_digital": "25"}, theme=theme)
    image = picture(page, CHART)
    assert (sum(ground(image)) < 200) is (theme == "dark")
    colours = image.getcolors(maxcolors=1 << 20)
    assert colours is not None
    painted = {colour: count for count, colour in colours}
    main = page.locator(".st-key-sc_lab .root").evaluate(
        "(root) => getComputedStyle(root).getPropertyValue('--c-main')"
    )
    wanted = tuple(int(main.strip()[i : i + 2], 16) for i in (1, 3, 5))
    # A line of 3 pixels over hundreds of them, less its soft edges.
    assert painted.get(wanted, 0) > 300, "the scenario's line is not there"


def test_the_communes_are_drawn_and_a_click_puts_one_beside_the_city(page_at: PageAt) -> None:
    page = at(page_at, {**COMMUNES, "sc_soc": "2"})
    drawing = page.locator(UNITS)
    expect(drawing.locator("circle.scenario")).to_have_count(126)
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = page.locator(".st-key-sc_units .units .tip")
    expect(tip).to_be_visible()
    name = tip.locator(".when").inner_text()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**sc_unit=*")
    drawn(page)
    expect(page.locator(f"{DRAWING} .end.unit_ahead")).to_contain_text(name)
    assert page.locator("#beside option:checked").inner_text() == name


def test_the_map_of_the_horizon_is_coloured_hatched_and_told(page_at: PageAt) -> None:
    page = at(page_at, COMMUNES)
    areas = page.locator(f"{MAP} .area")
    expect(areas).to_have_count(126)
    fills = set(areas.evaluate_all("(all) => all.map((one) => one.getAttribute('fill'))"))
    assert len(fills) > 1
    assert all(fill.startswith("url(#") for fill in fills), "illustrative values are hatched"
    # The legend has each as it is on the map, hatching and all.
    swatches = page.locator(".st-key-sc_units .map .legend .entry > svg > rect")
    assert set(areas.evaluate_all(LOOKS)) <= set(swatches.evaluate_all(LOOKS))
    # What is made up is held against no target.
    expect(page.locator(f"{MAP} .ring")).to_have_count(0)
    expect(page.locator(".sc-said")).to_contain_text("no verdict is given")
    page.locator(".st-key-sc_units .map").scroll_into_view_if_needed()
    areas.first.hover()
    expect(page.locator(".st-key-sc_units .map .tip")).to_contain_text("Scenario")


def test_a_commune_is_chosen_beside_the_city_from_the_list(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    page.locator("#beside").select_option(index=3)
    page.wait_for_url("**sc_unit=*")
    name = page.locator("#beside option:checked").inner_text()
    expect(page.locator(f"{DRAWING} .end.unit_ahead")).to_contain_text(name)
    page.locator("#beside").select_option(index=0)
    page.wait_for_url(lambda url: "sc_unit" not in url)


def test_the_pointer_reads_a_year(page_at: PageAt) -> None:
    page = at(page_at, {"sc_digital": "20"})
    box = page.locator(DRAWING).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2)
    tip = page.locator(".st-key-sc_lab .tip")
    expect(tip).to_contain_text("end of 20")
    expect(tip).to_contain_text("Scenario")
    expect(tip).to_contain_text("%")


def test_a_phone_has_answer_then_chart_then_sliders_and_no_sideways_scroll(
    page_at: PageAt,
) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2"}, screen=PHONE, lang="vi")
    widths = page.evaluate(
        "() => [document.scrollingElement.scrollWidth, innerWidth, "
        "document.querySelector('[data-testid=stMain]').scrollWidth]"
    )
    assert widths[0] <= widths[1]
    assert widths[2] <= widths[1]
    tops = [
        page.locator(selector).first.bounding_box()
        for selector in (".sc-answer", DRAWING, "#effort_society")
    ]
    places = [box["y"] for box in tops if box]
    assert len(places) == 3
    assert places == sorted(places)


def test_answer_chart_and_sliders_fit_one_screen(page_at: PageAt) -> None:
    for query, last in ((None, "#digital_economy_growth"), (SOCIETY, "#ramp_years")):
        page = at(page_at, query, lang="vi")
        for selector in (".sc-answer", DRAWING, last):
            box = page.locator(selector).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 1080, (query, selector)


def test_on_a_phone_the_chart_stays_in_view_and_hides_nothing_that_has_the_focus(
    page_at: PageAt,
) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2"}, screen=PHONE, lang="vi")
    page.locator(".reset").focus()
    seen = set()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(40):
            page.keyboard.press(key)
            place = page.evaluate(FOCUSED)
            if place is None:
                break
            name, top, bottom = place
            chart = page.locator(DRAWING).bounding_box()
            assert chart is not None
            # A thin rest below the drawing belongs to the chart's own ground.
            assert top >= chart["y"] + chart["height"] - 2, (key, name)
            assert bottom <= PHONE[1] + 1, (key, name)
            assert chart["y"] >= 0, (key, name)
            seen.add((key, name))
        # One step back into the panel, from its end.
        page.locator("details.resting summary").last.focus()
    sliders = ("effort_society", "start_year", "ramp_years")
    assert {(key, name) for key in ("Tab", "Shift+Tab") for name in sliders} <= seen


# Name, top and bottom of what has the focus within the panel; nothing once it has left it.
FOCUSED = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (!node?.closest('.panel')) return null;
  const box = node.getBoundingClientRect();
  return [node.id || node.className || node.tagName, box.top, box.bottom];
}"""
