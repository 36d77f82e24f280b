"""The Overview as it is painted: answer and pillars on one screen, bars as wide as their counts."""

from __future__ import annotations

from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FloatRect, Locator, Page

from lib.features.overview.summary import PLANS
from lib.model.vocabulary import Lang
from lib.style.palette import GROUNDS, PILLARS, TONES
from lib.text import translator
from tests.browser.conftest import PHONE, PageAt, Screen, Theme, settle
from tests.browser.picture import picture, solid_colours

SCREEN: Screen = (1920, 1080)
LANGS: tuple[Lang, ...] = get_args(Lang)
THEMES: tuple[Theme, ...] = get_args(Theme)

CHART = '[data-testid="stVegaLiteChart"] svg.marks'
CHARTS = [plan.pillar for plan in PLANS if plan.lines]


def box(found: Locator) -> FloatRect:
    """Where an element stands on the screen."""
    rect = found.bounding_box()
    assert rect is not None, found
    return rect


def rgb(colour: str) -> tuple[int, int, int]:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def column(pillar: str) -> str:
    """The selector of a pillar's block."""
    return f'[data-testid="stColumn"]:has(.st-key-overview_count_{pillar})'


def bar(page: Page, pillar: str, year: str) -> Locator:
    """The drawn verdict bar of a pillar and year."""
    return page.locator(column(pillar)).locator(".ov-year", has_text=year).locator(".ov-bar")


def assert_on_screen(shown: Locator) -> None:
    """Nothing of these goes below the first screen."""
    for i in range(shown.count()):
        rect = box(shown.nth(i))
        assert rect["y"] + rect["height"] <= SCREEN[1], shown.nth(i).inner_html()


@pytest.mark.parametrize("lang", LANGS)
def test_the_answer_and_every_pillar_are_on_one_screen(page_at: PageAt, lang: Lang) -> None:
    page = page_at("/", lang=lang, screen=SCREEN)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    head = box(page.locator(".ov-head"))
    assert head["y"] + head["height"] < 300
    columns = page.locator('.st-key-overview_blocks [data-testid="stColumn"]')
    assert columns.count() == len(PLANS)
    tops = {round(box(columns.nth(i))["y"]) for i in range(len(PLANS))}
    assert len(tops) == 1, "the pillars stand side by side"
    # Everything drawn of a pillar, not only its beginning.
    shown = page.locator(".st-key-overview_blocks").locator(f".ov-bar, .ov-track, {CHART}")
    # Two years of each pillar, nine bullets, two charts.
    assert shown.count() == 2 * len(PLANS) + 9 + len(CHARTS)
    assert_on_screen(shown)


@pytest.mark.parametrize("lang", LANGS)
def test_presented_the_answer_and_the_charts_are_on_one_screen(page_at: PageAt, lang: Lang) -> None:
    page = page_at("/", lang=lang, screen=SCREEN, present="1")
    head_bars_charts = page.locator(f".ov-head, .ov-bar, {CHART}")
    assert head_bars_charts.count() == 1 + len(PLANS) + len(CHARTS)
    assert page.locator(".ov-row").count() >= 3, "a bullet of each pillar that has any"
    assert_on_screen(page.locator(f".ov-head, .ov-bar, .ov-row, {CHART}"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pillar", CHARTS)
def test_a_chart_is_painted_in_its_own_colours(page_at: PageAt, theme: Theme, pillar: str) -> None:
    page = page_at("/", lang="vi", theme=theme)
    painted = solid_colours(picture(page, f"{column(pillar)} {CHART}"))
    ground = rgb(GROUNDS[theme].paper)
    assert painted[ground] > 0.5 * sum(painted.values())
    ink = PILLARS[theme]["economy"] if pillar == "economy" else GROUNDS[theme].accent
    # Points are filled, so some of their pixels stand in the midst of their own kind.
    assert painted[rgb(ink)] > 40, painted.most_common(8)


@pytest.mark.parametrize("theme", THEMES)
def test_a_verdict_bar_is_as_wide_as_its_counts(page_at: PageAt, theme: Theme) -> None:
    page = page_at("/", lang="en", theme=theme)
    parts = bar(page, "economy", "2025").locator("i")
    widths = [box(parts.nth(i))["width"] for i in range(parts.count())]
    assert len(widths) == 2  # two missed, two not reported
    assert abs(widths[0] - widths[1]) < 1
    society = bar(page, "society", "2025").locator("i")
    known = [box(society.nth(i))["width"] for i in range(society.count())]
    assert known[-1] / known[0] == pytest.approx(27, rel=0.15)
    painted = solid_colours(picture(page, ".st-key-overview_blocks .ov-bar >> nth=2"))
    assert painted[rgb(TONES[theme]["bad"])] > 0.05 * sum(painted.values())


def test_the_words_of_a_bar_are_read_and_its_boxes_are_not(page_at: PageAt) -> None:
    page = page_at("/", lang="en")
    lists = page.get_by_role("list", name="Targets for 2025")
    assert lists.count() == len(PLANS)
    words = [" ".join(text.split()) for text in lists.nth(2).locator("li").all_inner_texts()]
    assert words == [
        "✔met 1",
        "✓met on the last figure 1",
        "✗missed on the last figure 1",
        "○not reported 27",
    ]
    assert page.locator(".ov-bar").count() == page.locator('[aria-hidden="true"] .ov-bar').count()


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_scrolls_sideways_on_a_phone_and_the_answer_comes_first(
    page_at: PageAt, lang: Lang
) -> None:
    page = page_at("/", lang=lang, screen=PHONE)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE[0]
    wide = page.evaluate(
        """(width) => [...document.querySelectorAll('[data-testid="stMain"] *')]
          .filter((one) => one.getBoundingClientRect().right > width + 1
            && one.getBoundingClientRect().height > 1
            && getComputedStyle(one).visibility !== 'hidden')
          .map((one) => one.outerHTML.slice(0, 120))""",
        PHONE[0],
    )
    assert wide == []
    head = box(page.locator(".ov-head"))
    assert head["y"] < PHONE[1] / 2
    assert head["y"] < box(page.locator(".ov-name").first)["y"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_statement_leads_to_its_target_and_keeps_the_language(
    page_at: PageAt, lang: Lang
) -> None:
    page = page_at("/", lang=lang)
    statements = page.locator(".st-key-overview_say_economy [data-testid='stPageLink'] a")
    statements.first.click()
    page.wait_for_url("**/targets?**")
    settle(page)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["t_open"] == asked["t_q"] == ["KH239-2025-003"]
    assert asked.get("lang", ["vi"]) == [lang]
    assert page.locator("h1").inner_text() == translator(lang).gettext("Targets")
    assert "17" in page.locator('[data-testid="stMain"]').inner_text()


def test_the_counts_lead_to_the_targets_of_their_pillar_and_year(page_at: PageAt) -> None:
    page = page_at("/", lang="en")
    page.locator(".st-key-overview_count_society a").click()
    page.wait_for_url("**/targets?**")
    settle(page)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["t_pillar"], asked["t_year"]) == (["society"], ["2025"])


def test_every_line_of_the_balance_has_its_own_link(page_at: PageAt) -> None:
    page = page_at("/", lang="en")
    more = page.locator(".ov-more").first
    assert not more.locator("li").first.is_visible()
    more.locator("summary").click()
    assert more.locator("li").first.is_visible()
    links = page.locator(".ov-sheet a, .ov-more a")
    addresses = [links.nth(i).get_attribute("href") for i in range(links.count())]
    assert len(addresses) == len(set(addresses)) == 59
    links.first.click()
    page.wait_for_url("**/targets?**")
    settle(page)
    assert page.locator("h1").inner_text() == "Targets"


def told(page: Page) -> str:
    return page.locator(".st-key-overview_blocks").inner_text()


def test_nothing_of_the_page_changes_when_illustrative_values_are_hidden(page_at: PageAt) -> None:
    assert told(page_at("/", lang="en")) == told(page_at("/", lang="en", official="1"))


def test_hiding_illustrative_values_sends_the_switch_alone(page_at: PageAt) -> None:
    page = page_at("/", lang="en")
    came: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: came.append(len(frame))),
    )
    page.reload()
    settle(page)
    before, whole = told(page), sum(came)
    came.clear()
    page.locator(".st-key-official_switch label").click()
    page.wait_for_url("**official=1*")
    settle(page)
    assert told(page) == before
    assert 0 < sum(came) < 2500 < whole


@pytest.mark.parametrize("way", ["click", "Enter", "new tab"])
@pytest.mark.parametrize("place", [".ov-sheet a", ".st-key-overview_count_society a"])
def test_links_carry_the_switch_though_the_page_was_not_drawn_again(
    page_at: PageAt, way: str, place: str
) -> None:
    page = page_at("/", lang="en")
    page.locator(".st-key-official_switch label").click()
    page.wait_for_url("**official=1*")
    link = page.locator(place).first
    if way == "new tab":
        with page.context.expect_page() as opening:
            link.click(button="middle")
        page = opening.value
    elif way == "Enter":
        link.press("Enter")
    else:
        link.click()
    page.wait_for_url("**/targets?**")
    settle(page)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["official"] == ["1"]
    assert asked["lang"] == ["en"]


def test_a_switch_set_back_is_not_carried_by_any_link(page_at: PageAt) -> None:
    page = page_at("/", lang="en", official="1")
    page.locator(".st-key-official_switch label").click()
    page.wait_for_url(lambda url: "official" not in url)
    page.locator(".st-key-overview_count_society a").click()
    page.wait_for_url("**/targets?**")
    settle(page)
    assert "official" not in parse_qs(urlsplit(page.url).query)
    page.go_back()
    page.wait_for_url(lambda url: "/targets" not in url)
    settle(page)
    page.locator(".ov-sheet a").first.click()
    page.wait_for_url("**/targets?**")
    settle(page)
    assert "official" not in parse_qs(urlsplit(page.url).query)


def test_figures_and_picture_can_be_taken_away(page_at: PageAt) -> None:
    page = page_at("/", lang="vi")
    page.locator(".st-key-overview_economy_menu button").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-overview_economy_csv button").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "17.34" in text
    assert "# Nguồn:" in text
    with page.expect_download() as waiting:
        page.locator(".st-key-overview_economy_png button").click()
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")


def test_two_charts_are_all_that_a_browser_has_to_paint(page_at: PageAt) -> None:
    page = page_at("/", lang="en")
    charts = page.locator('[data-testid="stVegaLiteChart"]')
    assert charts.count() == len(CHARTS) <= 4
    labels = [charts.nth(i).get_attribute("aria-label") or "" for i in range(len(CHARTS))]
    assert "8.16%" in labels[0]
    assert "DTI" in labels[1]
