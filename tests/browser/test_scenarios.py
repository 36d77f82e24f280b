"""The what-if page's controls as a reader uses them: keys, numbers, undo, reasons, links."""

from __future__ import annotations

import re

import pytest
from PIL import ImageChops
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PageAt
from tests.browser.lab_kit import (
    CHART,
    DRAWING,
    SOCIETY,
    answer,
    at,
    chosen,
    drawn,
)
from tests.browser.picture import picture


def entry_of(page: Page, name: str) -> Locator:
    row = page.locator(".st-key-sc_lab .row", has=page.locator(f"#{name}"))
    return row.locator("input[type=text]")


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
    page.wait_for_url("**sc_digital=-10*")


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
    entry = entry_of(page, "digital_economy_growth")
    assert entry.input_value() == "13,4"
    entry.fill("27,84")
    entry.press("Enter")
    page.wait_for_url("**sc_digital=27.84*")
    expect(page.locator(".sc-answer")).to_contain_text("chạm nhưng chưa vượt")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("chín", "“chín” is not a number; nothing was changed."),
        ("", "“” is not a number; nothing was changed."),
        ("51", "51 is out of range (−10% … 50%); nothing was changed."),
        ("-11", "-11 is out of range (−10% … 50%); nothing was changed."),
        ("1e999", "“1e999” is not a number; nothing was changed."),
    ],
)
def test_what_is_no_number_in_range_is_told_and_changes_nothing(
    page_at: PageAt, typed: str, said: str
) -> None:
    page = at(page_at, {"sc_digital": "20"})
    entry = entry_of(page, "digital_economy_growth")
    entry.fill(typed)
    entry.press("Enter")
    expect(page.locator("#digital_economy_growth_error")).to_have_text(said)
    assert entry.input_value() == "20"
    assert page.locator("#digital_economy_growth").input_value() == "20"
    assert chosen(page) == {"sc_digital": "20"}
    page.locator("#digital_economy_growth").press("ArrowRight")
    expect(page.locator("#digital_economy_growth_error")).to_have_text("")


def test_undo_and_redo_by_keys_and_by_buttons(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY)
    slider, undo, redo = (page.locator(one) for one in ("#effort_society", ".undo", ".redo"))
    expect(undo).to_be_disabled()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    page.wait_for_url("**sc_soc=1.2*")
    page.locator("#ramp_years").press("ArrowRight")
    page.wait_for_url("**sc_ramp=2.25*")
    page.locator("#ramp_years").press("Control+z")
    page.wait_for_url(lambda url: "sc_ramp" not in url)
    slider.press("Control+z")
    page.wait_for_url("**sc_soc=1.1*")
    assert slider.input_value() == "1.1"
    slider.press("Control+y")
    page.wait_for_url("**sc_soc=1.2*")
    redo.click()
    page.wait_for_url("**sc_ramp=2.25*")
    expect(redo).to_be_disabled()
    for _ in range(3):
        undo.click()
    page.wait_for_url(lambda url: "sc_soc" not in url)
    expect(undo).to_be_disabled()
    assert slider.input_value() == "1"
    # A new move closes the way forward.
    slider.press("End")
    page.wait_for_url("**sc_soc=3*")
    expect(redo).to_be_disabled()
    page.locator(".reset").click()
    page.wait_for_url(lambda url: "sc_soc" not in url)
    undo.click()
    page.wait_for_url("**sc_soc=3*")
    # Both ways outlive another language and a reload.
    page.locator(".st-key-lang").get_by_text("Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    drawn(page)
    redo.click()
    page.wait_for_url(lambda url: "sc_soc" not in url)
    page.reload()
    drawn(page)
    undo.click()
    page.wait_for_url("**sc_soc=3*")
    assert slider.input_value() == "3"


def test_one_control_goes_back_to_as_now_by_itself(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2", "sc_ramp": "4"})
    page.get_by_role("button", name="Back to as now: Effort: digital society").click()
    page.wait_for_url(lambda url: "sc_soc" not in url)
    assert chosen(page) == {**SOCIETY, "sc_ramp": "4"}
    expect(page.locator("#effort_society")).to_be_focused()


def test_the_price_basis_is_another_reading_with_its_own_growth(page_at: PageAt) -> None:
    page = at(page_at, {"sc_grdp": "10"})
    page.locator(".segments label", has_text="Nominal").click()
    page.wait_for_url("**sc_basis=nominal*")
    expect(page.locator(".sc-answer")).to_contain_text("19.25%")
    expect(page.locator("#grdp_growth")).to_have_value("11.05")
    page.locator(".segments label", has_text="Real").click()
    page.wait_for_url(lambda url: "sc_basis" not in url)
    expect(page.locator("#grdp_growth")).to_have_value("10")


def test_finer_controls_are_folded_away_until_asked_for(page_at: PageAt) -> None:
    page = at(page_at, SOCIETY | {"sc_soc": "1.5"})
    sharing = page.locator("#sharing")
    expect(sharing).not_to_be_visible()
    page.locator("details.more summary").click()
    expect(sharing).to_be_visible()
    sharing.get_by_label("Lagging first").check()
    page.wait_for_url("**sc_share=lagging_first*")
    page.locator("#catch_up").press("ArrowRight")
    page.wait_for_url("**sc_catch=0.05*")


def test_a_link_reopens_exactly_this_scenario_in_either_language(page_at: PageAt) -> None:
    page = at(
        page_at, {"sc_grdp": "9.5", "sc_digital": "20", "sc_ind": "digital_economy_share_grdp_va"}
    )
    kept, drawn = picture(page, CHART), page.locator(CHART).first.inner_html()
    again = at(page_at, chosen(page))
    # The drawing is the same to the letter; of the paint, letters may differ by one step of 255.
    assert again.locator(CHART).first.inner_html() == drawn
    assert max(ImageChops.difference(picture(again, CHART), kept).tobytes()) <= 1
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
    # With the caret in a number that nobody has typed in, too.
    before = chosen(page)
    page.locator("#effort_society").press("ArrowRight")
    page.wait_for_function("before => location.href !== before", arg=page.url)
    entry = entry_of(page, "effort_society")
    entry.focus()
    page.go_back()
    expect(entry).to_have_value("1")
    entry.blur()
    drawn(page)
    assert chosen(page) == before


def test_a_control_that_cannot_act_is_off_and_says_why(page_at: PageAt) -> None:
    page = at(page_at)
    page.locator(".action details.resting summary").click()
    for name in ("effort_government", "effort_economy", "effort_society", "start_year"):
        slider = page.locator(f"#{name}")
        expect(slider).to_be_disabled()
        described = slider.get_attribute("aria-describedby")
        expect(page.locator(f"#{described}")).to_have_text("This follows from growth rates alone.")
    page = at(page_at, SOCIETY)
    expect(page.locator("#effort_society")).to_be_enabled()
    expect(page.locator("#grdp_growth")).to_be_disabled()
