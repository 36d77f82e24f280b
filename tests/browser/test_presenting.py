"""Showing the program in a room: keys, large type, and a link that reopens the same view."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

from PIL import Image
from playwright.sync_api import Page, expect

from lib.app.kit.navigation import STOPS
from tests.browser.conftest import PageAt, settle

MENU = '[data-testid="stTopNavLink"]'


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def stepped(page: Page, key: str, to: str) -> None:
    """Press `key` and wait for the page titled `to`, whole."""
    page.keyboard.press(key)
    expect(page.locator("h1")).to_have_text(to)
    settle(page)


def test_a_clickers_keys_walk_every_page_keep_the_settings_and_stop_at_the_ends(
    page_at: PageAt,
) -> None:
    page = page_at("/", lang="en", present="1", official="1")
    assert page.locator(MENU).count() == 0
    keys = ("PageDown", "ArrowRight", "Space", "ArrowDown", "PageDown", "ArrowRight")
    for key, stop in zip(keys, STOPS[1:], strict=True):
        stepped(page, key, stop.title)
        assert query(page).items() >= {"lang": ["en"], "present": ["1"], "official": ["1"]}.items()
    page.keyboard.press("PageDown")
    note = page.locator("#step_note")
    expect(note).to_have_text(f"This is the last of {len(STOPS)} pages.")
    assert title(page) == STOPS[-1].title
    for key, stop in zip(("PageUp", "ArrowLeft", "Shift+Space"), STOPS[-2:-5:-1], strict=True):
        stepped(page, key, stop.title)
    stepped(page, "Home", STOPS[0].title)
    page.keyboard.press("ArrowUp")
    expect(note).to_have_text(f"This is the first of {len(STOPS)} pages.")
    # Two presses before the first has come are two pages.
    page.keyboard.press("PageDown")
    stepped(page, "PageDown", STOPS[2].title)
    stepped(page, "End", STOPS[-1].title)
    # A page that was stepped to is left as it was by Back.
    page.go_back()
    expect(page.locator("h1")).to_have_text(STOPS[2].title)


def test_a_key_pressed_while_a_page_is_drawn_is_not_lost(page_at: PageAt) -> None:
    page = page_at("/methods", lang="en", present="1")
    # A page that is being drawn has no links to the others yet.
    page.evaluate(
        """() => {
            window.links = document.querySelector(".st-key-page_keys")
            window.gap = document.createComment("")
            links.replaceWith(gap)
        }"""
    )
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    page.evaluate("gap.replaceWith(links)")
    expect(page.locator("h1")).to_have_text(STOPS[1].title)


def test_a_clickers_key_steps_wherever_the_focus_is_and_changes_no_figure(page_at: PageAt) -> None:
    page = page_at("/map", lang="en", present="1")
    page.locator("path.unit, path[data-code]").first.click(force=True)
    page.wait_for_url("**map_unit=*")
    stepped(page, "ArrowRight", "Units")
    page.locator("select[name=geography]").focus()
    stepped(page, "PageDown", "Targets")
    field = page.locator("input[name=text]")
    field.click()
    page.keyboard.type("b f .")
    expect(field).to_have_value("b f .")
    stepped(page, "PageDown", "Scenarios")
    slider = page.locator("#grdp_growth")
    slider.focus()
    value = slider.input_value()
    for key, other in (("PageDown", "Data"), ("ArrowRight", "Data"), ("Space", "Data")):
        stepped(page, key, other)
        stepped(page, "PageUp", "Scenarios")
        assert slider.input_value() == value
        assert not [name for name in query(page) if name.startswith("sc_")]
        slider.focus()
    for key in ("b", "."):
        page.keyboard.press(key)
        assert set(pixels(page)) == {(0, 0, 0)}
        page.keyboard.press("PageDown")
        expect(page.locator("#dark_screen")).to_have_count(0)
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement")
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")
    assert (title(page), slider.input_value()) == ("Scenarios", value)
    # Once the presentation has ended the slider has its keys again.
    page.keyboard.press("Escape")
    expect(page.locator(MENU)).to_have_count(len(STOPS))
    settle(page)
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert slider.input_value() != value


def pixels(page: Page) -> list[tuple[int, ...]]:
    """The colours painted on the screen, a pixel in every few."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").resize((64, 36))
    return [picture.getpixel((x, y)) for x in range(64) for y in range(36)]  # type: ignore[misc]


def test_presenting_enlarges_the_type_and_escape_ends_it(page_at: PageAt) -> None:
    plain = page_at("/targets", lang="en")
    size = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
    sign = "document.querySelector('.stTooltipIcon svg').getBoundingClientRect().width"
    before, signed = plain.evaluate(size), plain.evaluate(sign)
    plain.get_by_role("button", name="Present").click()
    expect(plain.locator(MENU)).to_have_count(0)
    settle(plain)
    assert plain.evaluate(size) > 1.25 * before
    plain.keyboard.press("Escape")
    expect(plain.locator(MENU)).to_have_count(len(STOPS))
    assert "present" not in query(plain)
    # Streamlit draws its signs in pixels, as large as the type was at that moment.
    settle(plain)
    assert plain.evaluate(sign) == signed


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
    expect(page).to_have_title("Mục tiêu – Hà Nội Số")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    # Kept when another page is opened from the menu.
    page.locator(".st-key-lang").get_by_text("English").click()
    expect(page.locator("h1")).to_have_text("Targets")
    page.locator(MENU).filter(has_text="Scenarios").click()
    expect(page.locator("h1")).to_have_text("Scenarios")
    expect(page).to_have_title("Scenarios – Hà Nội Số")
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
