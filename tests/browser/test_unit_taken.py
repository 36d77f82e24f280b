"""The Unit page off its screen: files, paper, a room, and whoever reads it otherwise."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.model.vocabulary import Lang
from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, Theme
from tests.browser.test_access import RULES
from tests.browser.unit_kit import (
    BA_DINH,
    FOUR,
    OLD_BA_DINH,
    PROFILE,
    finder,
    headline,
    opened,
    profile,
)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_figures_and_picture_can_be_taken_away(page_at: PageAt, tmp_path: Path, lang: Lang) -> None:
    page = page_at("/unit", lang=lang, u=BA_DINH, u_ind="fibre_broadband_households")
    page.locator(".st-key-unit_menu button").first.click()
    with page.expect_download() as told:
        page.locator(".st-key-unit_csv button").click()
    told.value.save_as(tmp_path / "figures.csv")
    text = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    made = [row for row in rows if row["series_id"] == "fibre_broadband_households"]
    assert {row["provenance"] for row in made} == {"illustrative"}
    assert {row["rank_of"] for row in made} == {""}
    assert any(row["rank_of"] == "126" for row in rows)
    assert rows[0]["data_version"]
    assert any(row["geography"].startswith("#") for row in rows)
    with page.expect_download() as told:
        page.locator(".st-key-unit_png button").click()
    told.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("asked", [{"u": BA_DINH}, FOUR], ids=["one", "four"])
def test_a_sheet_of_paper_holds_the_profile_alone(page_at: PageAt, asked: dict[str, str]) -> None:
    page = opened(page_at, lang="vi", **asked)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    for hidden in ('[data-testid="stHeader"]', ".st-key-controls", f"{PROFILE} .bar"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(headline(page)).to_be_visible()
    expect(profile(page).locator(".all tbody tr").last).to_be_visible()
    # Nothing is cut off at the side, nor is the page one screen high.
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 700
    sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 2 <= sheets <= 8


def test_paper_is_light_whatever_the_theme(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", theme="dark", u=BA_DINH)
    page.emulate_media(media="print")
    for shown in (headline(page), page.locator("h1"), profile(page).locator(".all caption")):
        ink = shown.evaluate("(element) => getComputedStyle(element).color")
        assert all(int(part) < 128 for part in re.findall(r"\d+", ink)[:3]), ink


@pytest.mark.parametrize("asked", [{"u": OLD_BA_DINH}, FOUR], ids=["one", "four"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_access_and_no_sideways_scroll(
    page_at: PageAt, asked: dict[str, str], theme: Theme, screen: Screen
) -> None:
    page = page_at(
        "/unit",
        lang="vi",
        theme=theme,
        screen=screen,
        **asked,
    )
    found = Axe().run(page, options=RULES).response["violations"]
    told = [
        f"{violation['id']}: {node['target']} {node['failureSummary'][:300]}"
        for violation in found
        for node in violation["nodes"]
    ]
    assert not told, "\n".join(told)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= screen[0]
    wide = profile(page).evaluate(
        "(host) => [...host.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot"
        ".querySelectorAll('.all, .trend, .side, .bar')]"
        ".filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.className)"
    )
    assert wide == []


def test_a_room_reads_the_answer_and_the_trend(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", u=BA_DINH, present="1")
    for box in (headline(page), profile(page).locator(".trend svg").first):
        place = box.bounding_box()
        assert place is not None
        assert place["y"] + place["height"] <= DESKTOP[1]
    expect(finder(page)).to_be_hidden()
    page.keyboard.press("]")
    expect(headline(page)).to_contain_text("Ba Vì")
