"""Showing the program in a room: keys, large type, and a link that reopens the same view."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from lib.ui.navigation import STOPS
from tests.browser.conftest import PageAt, settle

MENU = '[data-testid="stTopNavLink"]'


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_the_arrow_keys_walk_round_every_page_and_keep_the_settings(page_at: PageAt) -> None:
    page = page_at("/", lang="en", present="1", official="1")
    assert page.locator(MENU).count() == 0
    seen = [title(page)]
    for stop in (*STOPS[1:], STOPS[0]):
        page.keyboard.press("ArrowRight")
        expect(page.locator("h1")).to_have_text(stop.title)
        settle(page)
        seen.append(title(page))
        assert query(page).items() >= {"lang": ["en"], "present": ["1"], "official": ["1"]}.items()
    assert seen == [*(stop.title for stop in STOPS), STOPS[0].title]
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_have_text(STOPS[-1].title)


def test_presenting_enlarges_the_type_and_escape_ends_it(page_at: PageAt) -> None:
    plain = page_at("/targets", lang="en")
    size = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
    before = plain.evaluate(size)
    plain.get_by_role("button", name="Present").click()
    expect(plain.locator(MENU)).to_have_count(0)
    settle(plain)
    assert plain.evaluate(size) > 1.25 * before
    plain.keyboard.press("Escape")
    expect(plain.locator(MENU)).to_have_count(len(STOPS))
    assert "present" not in query(plain)


def test_the_copied_link_reopens_the_view(page_at: PageAt) -> None:
    page = page_at("/map", lang="en", official="1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".st-key-copy_link").get_by_role("button").click()
    expect(page.locator(".st-key-copy_link").get_by_role("button")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    path = urlsplit(copied)
    again = page_at(path.path, **{key: found[0] for key, found in parse_qs(path.query).items()})
    assert title(again) == "Map"
    assert again.locator(".st-key-official_switch input").is_checked()


def test_the_language_switch_turns_every_page_and_is_told_to_screen_readers(
    page_at: PageAt,
) -> None:
    page = page_at("/targets", lang="en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".st-key-lang").get_by_text("Tiếng Việt").click()
    expect(page.locator("h1")).to_have_text("Mục tiêu")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    # Kept when another page is opened from the menu.
    page.locator(".st-key-lang").get_by_text("English").click()
    expect(page.locator("h1")).to_have_text("Targets")
    page.locator(MENU).filter(has_text="Scenarios").click()
    expect(page.locator("h1")).to_have_text("Scenarios")
    assert query(page)["lang"] == ["en"]


def test_a_link_with_unknown_ids_says_what_it_left_out(page_at: PageAt) -> None:
    page = page_at("/map", lang="en", map_ind="no_such_series", map_geo="<b>x</b>")
    said = page.locator('[data-testid="stAlert"]').filter(has_text="left out")
    expect(said).to_contain_text("no_such_series")
    expect(said).to_contain_text("<b>x</b>")


def test_back_takes_back_a_choice_of_a_part_that_runs_alone(page_at: PageAt) -> None:
    page = page_at("/map", lang="en")
    page.locator(".segments").get_by_text("126").click()
    page.wait_for_url("**map_geo=commune*")
    settle(page)
    page.go_back()
    expect(page.locator(".segments [aria-pressed=true]")).to_contain_text("30")
    assert "map_geo" not in query(page)
