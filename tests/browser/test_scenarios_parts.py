"""The parts below the what-if page's curve: goal seek, tornado and the rest, and what is taken."""

from __future__ import annotations

import csv
import io
from typing import get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from lib.model.vocabulary import Lang
from tests.browser.conftest import PHONE, PageAt, Theme, settle
from tests.browser.lab_kit import SOCIETY, at, chosen, drawn

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PARTS = ("effects", "goal", "realism", "tornado", "communes", "years")


def test_the_parts_below_follow_the_choice(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2", "sc_part": "realism"})
    expect(page.locator(".sc-bar").first).to_be_visible()
    page.get_by_role("radio", name="What you changed").click()
    expect(page.locator(".sc-said")).to_contain_text("Effort: digital society ×2 (as now ×1)")
    page.get_by_role("radio", name="Year by year").click()
    expect(page.locator(".sc-table caption")).to_have_text("Year by year")


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


def test_goal_seek_says_what_a_control_must_be_and_sets_it(page_at: PageAt) -> None:
    page = at(page_at, {"sc_part": "goal"})
    expect(page.locator(".sc-said")).to_contain_text("“Digital-economy growth” must be 27.85%")
    page.get_by_role("button", name="Set it").click()
    page.wait_for_url("**sc_digital=27.85*")
    expect(page.locator(".sc-answer")).to_contain_text("is met from 2030 on")
    expect(page.locator("#digital_economy_growth")).to_have_value("27.85")
    expect(page.locator(".sc-said")).to_contain_text("met as things stand")
    page.locator("#digital_economy_growth").press("Control+z")
    page.wait_for_url(lambda url: "sc_digital" not in url)


def test_what_is_out_of_reach_says_how_close_the_best_comes(page_at: PageAt) -> None:
    page = at(page_at, {"sc_part": "goal", "sc_seek": "grdp_growth"})
    expect(page.locator(".sc-said")).to_contain_text("out of reach")
    expect(page.locator(".sc-said")).to_contain_text("7.49 percentage points short")
    page.get_by_role("button", name="Set what comes closest").click()
    page.wait_for_url("**sc_grdp=0*")


def test_what_each_commune_would_have_to_do_under_three_ways_to_share(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_part": "goal", "sc_soc": "0"})
    page.get_by_text("What each commune would have to do").click()
    table = page.locator(".sc-table")
    for name in ("All alike", "By shortfall", "Lagging first"):
        expect(table).to_contain_text(name)


def test_what_matters_most_is_drawn_and_told(page_at: PageAt) -> None:
    page = at(page_at, {"sc_part": "tornado"})
    rows = page.locator(".sc-tornado tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("+1.04 percentage points")
    assert rows.first.locator("i.up").evaluate("(bar) => bar.getBoundingClientRect().width") > 20


@pytest.mark.parametrize("lang", get_args(Lang))
def test_every_part_is_taken_away_with_source_and_provenance(page_at: PageAt, lang: Lang) -> None:
    drawings = {"effects": False, "realism": True, "sensitivity": True, "years": False}
    parts = {"sensitivity": "tornado"}
    menu, marks = {
        "en": ("Download", ("Provenance", "Source")),
        "vi": ("Tải về", ("Loại số liệu", "Nguồn")),
    }[lang]
    for name, is_drawn in drawings.items():
        page = at(page_at, {**SOCIETY, "sc_soc": "0", "sc_part": parts.get(name, name)}, lang=lang)
        page.locator(f".st-key-sc_{name}_menu").get_by_role("button", name=menu).click()
        with page.expect_download() as caught:
            page.locator(f".st-key-sc_{name}_csv button").click()
        text = caught.value.path().read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert set(marks) <= set(rows[0]), name
        assert "2030" in text
        assert caught.value.suggested_filename.endswith("_2030.csv")
        picture = page.locator(f".st-key-sc_{name}_png button")
        if not is_drawn:
            assert picture.count() == 0
            continue
        with page.expect_download() as caught:
            picture.click()
        assert caught.value.path().read_bytes().startswith(b"\x89PNG")


def test_what_is_taken_away_is_reached_by_keys(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2", "sc_part": "years"})
    menu = page.locator(".st-key-sc_years_menu").get_by_role("button", name="Download")
    menu.press("Enter")
    figures = page.locator(".st-key-sc_years_csv button")
    figures.wait_for()
    settle(page)
    page.keyboard.press("Tab")
    expect(figures).to_be_focused()
    with page.expect_download() as caught:
        page.keyboard.press("Enter")
    assert caught.value.suggested_filename.endswith("_years_2030.csv")
    page.keyboard.press("Escape")
    expect(figures).to_have_count(0)
    expect(menu).to_be_focused()


def test_the_map_of_the_horizon_is_taken_as_a_picture(page_at: PageAt) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "2", "sc_part": "communes"})
    page.get_by_text("As a table, and to take away").click()
    page.get_by_role("button", name="Download the map").click()
    with page.expect_download() as caught:
        page.locator(".st-key-sc_map_png button").click()
    image = Image.open(caught.value.path())
    assert image.width > 1000
    # Map, its legend and the notes: many colours of the ramp, not an empty sheet.
    assert len(image.convert("RGB").getcolors(maxcolors=1 << 20) or ()) > 200
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Download the ranking").click()
    with page.expect_download() as caught:
        page.locator(".st-key-sc_communes_csv button").click()
    rows = list(csv.reader(io.StringIO(caught.value.path().read_text(encoding="utf-8-sig"))))
    assert len([row for row in rows if row and row[0].isdigit()]) == 126


@pytest.mark.parametrize(("lang", "word"), [("en", "comes to a stop"), ("vi", "dừng dần")])
def test_no_effort_is_named_at_the_control_and_below(
    page_at: PageAt, lang: Lang, word: str
) -> None:
    page = at(page_at, {**SOCIETY, "sc_soc": "0"}, lang=lang)
    slider = page.locator("#effort_society")
    assert slider.get_attribute("aria-valuetext") == f"×0 ({word})"
    row = page.locator(".st-key-sc_lab .row", has=slider)
    expect(row.locator(".unset")).to_have_text(f"({word})")
    expect(page.locator(".sc-said")).to_contain_text(f"×0 ({word})")
    expect(page.locator(".sc-table")).to_contain_text(f"×1 → ×0 ({word})")
    slider.press("ArrowRight")
    expect(row.locator(".unset")).to_have_text("")


@pytest.mark.parametrize("lang", get_args(Lang))
def test_a_starting_point_opens_from_the_page(page_at: PageAt, lang: Lang) -> None:
    page = page_at("/scenarios", lang=lang, sc_view="saved", sc_digital="20")
    page.locator(".st-key-ready_high_growth button").click()
    drawn(page)
    assert chosen(page) == {"sc_grdp": "10"}
    said = {"en": "20.19% at the end of 2030", "vi": "20,19"}[lang]
    expect(page.locator(".sc-answer")).to_contain_text(said)
    expect(page.locator("#grdp_growth")).to_have_value("10")


@pytest.mark.parametrize("theme", get_args(Theme))
def test_every_part_opened_is_open_to_everyone(page_at: PageAt, theme: Theme) -> None:
    for part in PARTS:
        query = {**SOCIETY, "sc_soc": "0", "sc_part": part}
        page = at(page_at, query, theme=theme, lang="vi")
        for fold in page.locator(".st-key-sc_lab details summary").all():
            fold.click()
        for fold in page.locator('[data-testid="stExpander"] summary').all():
            fold.click()
            settle(page)
        found = Axe().run(page, options=RULES).response["violations"]
        told = [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]
        assert not told, f"{part}: " + "\n".join(told)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        settle(page)
        width = page.get_by_test_id("stMain").evaluate("(main) => main.scrollWidth")
        assert width <= PHONE[0], f"{part}: scrolls sideways on a phone"
