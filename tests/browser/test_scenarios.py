"""The what-if page as a reader uses it: keys, numbers, links, reasons, both themes, a phone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from lib.model.kinds import Lang
from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, Theme, settle
from tests.browser.picture import ground, picture

CHART = ".st-key-sc_lab .chart"
DRAWING = ".st-key-sc_lab svg[role=img]"
UNITS = ".st-key-sc_units svg[role=img]"
SOCIETY = {"sc_ind": "adults_with_digital_signature"}


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
    page.locator("#grdp_growth").wait_for()
    settle(page)


def asked(page: Page) -> dict[str, str]:
    return {key: texts[-1] for key, texts in parse_qs(urlsplit(page.url).query).items()}


def chosen(page: Page) -> dict[str, str]:
    """What of the address is this page's own."""
    return {key: text for key, text in asked(page).items() if key.startswith("sc_")}


def answer(page: Page) -> str:
    return page.locator(".sc-answer").inner_text()


def test_a_key_on_a_slider_moves_picture_answer_and_address(page_at: PageAt) -> None:
    page = at(page_at)
    before = picture(page, CHART)
    assert "21.97% at the end of 2030 if things go on as now" in answer(page)
    page.locator("#digital_economy_growth").focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    # Three times ten nudges of 0.1 above 13.4.
    page.wait_for_url("**sc_digital=16.4*")
    expect(page.locator(".sc-answer")).to_contain_text("in this scenario")
    drawn(page)
    assert picture(page, CHART).tobytes() != before.tobytes()
    assert page.locator("#digital_economy_growth").input_value() == "16.4"
    # 17.34 · (1.5/1.0816)⁵ is 88.96.
    page.keyboard.press("End")
    label = re.compile(re.escape("in the scenario 88.96%"))
    expect(page.locator(DRAWING)).to_have_attribute("aria-label", label)
    page.keyboard.press("Home")
    expect(page.locator(".sc-answer")).to_contain_text("in this scenario")
    page.wait_for_url("**sc_digital=0*")


def test_presses_in_a_row_are_all_counted(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    page.locator("#effort_society").focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight", delay=5)
    page.wait_for_url("**sc_soc=1.8*")
    drawn(page)
    assert page.locator("#effort_society").input_value() == "1.8"


def test_a_number_can_be_typed_as_the_language_writes_it(page_at: PageAt) -> None:
    page = at(page_at, lang="vi")
    entry = page.locator(
        ".st-key-sc_lab .row", has=page.locator("#digital_economy_growth")
    ).locator("input[type=text]")
    assert entry.input_value() == "13,4"
    entry.fill("27,84")
    entry.press("Enter")
    page.wait_for_url("**sc_digital=27.84*")
    expect(page.locator(".sc-answer")).to_contain_text("chạm nhưng chưa vượt")
    entry.fill("chín")
    entry.press("Enter")
    assert entry.input_value() == "27,84"


def test_a_link_reopens_exactly_this_scenario_in_either_language(page_at: PageAt) -> None:
    page = at(
        page_at, {"sc_grdp": "9.5", "sc_digital": "20", "sc_ind": "digital_economy_share_grdp_va"}
    )
    kept = picture(page, CHART).tobytes()
    again = at(page_at, chosen(page))
    assert picture(again, CHART).tobytes() == kept
    assert answer(again) == answer(page)
    other = at(page_at, chosen(page), lang="vi")
    assert other.locator("#grdp_growth").input_value() == "9.5"
    assert "theo kịch bản này" in answer(other)


def test_only_what_differs_stands_in_the_link_and_reset_empties_it(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2", "sc_start": "2029", "sc_gov": "1"})
    assert set(chosen(page)) == {"sc_ind", "sc_soc", "sc_start"}
    reset = page.locator(".reset")
    reset.click()
    expect(reset).to_be_disabled()
    page.wait_for_url(lambda url: "sc_soc" not in url and "sc_start" not in url)
    drawn(page)
    assert set(chosen(page)) == {"sc_ind"}
    assert "if things go on as now." in answer(page)


def test_back_returns_to_the_view_before(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    page.goto(page.url + "&sc_soc=2")
    drawn(page)
    assert page.locator("#effort_society").input_value() == "2"
    page.go_back()
    drawn(page)
    expect(page.locator("#effort_society")).to_have_value("1")


def test_a_control_that_cannot_act_is_off_and_says_why(page_at: PageAt) -> None:
    page = at(page_at)
    for name in ("effort_government", "effort_economy", "effort_society", "start_year"):
        slider = page.locator(f"#{name}")
        expect(slider).to_be_disabled()
        described = slider.get_attribute("aria-describedby")
        assert page.locator(f"#{described}").inner_text() == (
            "This share follows from the two growth rates alone."
        )
    page = at(page_at, SOCIETY)
    expect(page.locator("#effort_society")).to_be_enabled()
    expect(page.locator("#grdp_growth")).to_be_disabled()


def test_official_only_hides_illustrative_series_and_banner(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    assert page.locator('[data-testid="stAlert"]').count() == 1
    assert page.locator(UNITS).count() == 1
    page.locator(".st-key-official_switch label").click()
    page.wait_for_url("**official=1*")
    drawn(page)
    assert page.locator('[data-testid="stAlert"]').count() == 0
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
    page = at(page_at, {**SOCIETY, "sc_soc": "2"})
    drawing = page.locator(UNITS)
    expect(drawing.locator("circle.scenario")).to_have_count(126)
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = page.locator(".st-key-sc_units .tip")
    expect(tip).to_be_visible()
    name = tip.locator(".when").inner_text()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**sc_unit=*")
    drawn(page)
    expect(page.locator(f"{DRAWING} .end.unit_ahead")).to_contain_text(name)


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
    for query in (None, SOCIETY):
        page = at(page_at, query, lang="vi")
        for selector in (".sc-answer", DRAWING, "#start_year"):
            box = page.locator(selector).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 1080, (query, selector)


def test_figures_and_picture_can_be_taken_away(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2"})
    page.get_by_role("button", name="Download").first.click()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Figures (CSV)").first.click()
    text = caught.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert "Provenance" in rows[0]
    assert "ILLUSTRATIVE" in text
    assert "2030" in text
    with page.expect_download() as caught:
        page.get_by_role("button", name="Picture (PNG)").first.click()
    assert caught.value.path().read_bytes().startswith(b"\x89PNG")
