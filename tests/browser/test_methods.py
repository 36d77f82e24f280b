"""The Methods page as it is painted: parts in order, a live example, search, link, phone."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import cast, get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from lib.app.kit import session_dataset
from lib.features.methods.html import PARTS
from lib.features.methods.prose import FORMULAS
from lib.features.methods.register import EVERY, Order, chosen, entries
from lib.model.vocabulary import Lang
from lib.style.palette import GROUNDS
from lib.text import translator
from tests.browser.conftest import PHONE, PageAt, Theme, settle
from tests.browser.picture import solid_colours
from tests.serving import Server

LANGS: tuple[Lang, ...] = get_args(Lang)
ANSWER = ".st-key-methods_live_answer"
CHART = '.st-key-methods_drawn [data-testid="stVegaLiteChart"] svg.marks'
TOP = """(name) => document.getElementById(name).getBoundingClientRect().top"""


def rgb(colour: str) -> tuple[int, int, int]:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def row(page: Page, label: str, name: str) -> Locator:
    """A row of the table of that name."""
    table = page.locator(f'table[aria-label="{label}"]')
    return table.locator("tbody tr", has=page.get_by_role("rowheader", name=name, exact=True))


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("lang", LANGS)
def test_parts_stand_in_order_under_one_title(page_at: PageAt, lang: Lang) -> None:
    page = page_at("/methods", lang=lang)
    _ = translator(lang).gettext
    expect(page.locator("h1")).to_have_text(_("Methods"))
    assert page.locator("h2").all_inner_texts() == [_(heading) for heading in PARTS.values()]
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map((one) => Number(one.tagName[1]))"
    )
    assert all(after - before <= 1 for before, after in pairwise(levels))
    # Formulas are drawn, not left as their source.
    expect(page.locator(".katex-display")).to_have_count(len(FORMULAS))
    assert "\\frac" not in page.locator(".st-key-methods_body").inner_text()


def test_known_figures_are_on_the_page(page_at: PageAt) -> None:
    page = page_at("/methods", lang="vi")
    assert "0,778" in row(page, "Ví dụ tính sẵn", "80 → 88, mục tiêu 95").inner_text()
    body = page.locator(".st-key-methods_body").inner_text()
    for figure in ("21,97", "27,85", "19,25", "31,26", "30,02", "739"):
        assert figure in body


def test_an_example_is_changed_by_keyboard_and_kept_in_the_link(page_at: PageAt) -> None:
    page = page_at("/methods", lang="en")
    expect(row(page, "Your example", "S-curve")).to_contain_text("0.778")
    last = page.locator("input[name=m_last]")
    last.focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(last).to_have_value("91")
    # (91 − 80) ÷ (95 − 80), twice, since five of ten years have gone.
    expect(row(page, "Your example", "straight line")).to_contain_text("1.467")
    expect(row(page, "Your example", "S-curve")).to_contain_text("1.190")
    expect(page.locator(f"{ANSWER} .me-say")).to_have_text("In every shape: on track.")
    page.wait_for_url("**m_last=91**")
    assert "m_start" not in asked(page)


def test_a_link_opens_an_example_and_its_guards_in_words(page_at: PageAt) -> None:
    page = page_at("/methods", lang="en", m_start="0", m_last="5.25", m_y="2026", m_cap="0")
    expect(page.locator("input[name=m_last]")).to_have_value("5.25")
    expect(row(page, "Your example", "S-curve")).to_contain_text("no highest possible value")
    expect(row(page, "Your example", "steady rate of growth")).to_contain_text("above zero")
    # 5.25 ÷ 6 over 95 ÷ 10.
    expect(row(page, "Your example", "straight line")).to_contain_text("0.092")


def test_a_search_finds_without_tone_marks_and_leaves_the_example_alone(page_at: PageAt) -> None:
    page = page_at("/methods", lang="vi", m_last="91")
    page.get_by_role("searchbox", name="Tìm").fill("kinh te so")
    page.wait_for_url("**m_q=**")
    found = page.locator('table[aria-label="Các chỉ tiêu"] tbody th[scope="row"]')
    expect(found.first).to_contain_text("inh tế số")
    assert 1 < found.count() < 60
    assert found.first.locator("small").inner_text()
    assert asked(page)["m_last"] == ["91"]
    assert asked(page)["m_q"] == ["kinh te so"]


def test_the_browser_finds_what_is_taken_away(page_at: PageAt) -> None:
    page = page_at("/methods", lang="vi")
    package = session_dataset.package()
    every = entries(package.indicators.values(), package.sources, "vi")
    names = page.locator('table[aria-label="Các chỉ tiêu"] tbody th[scope="row"]')
    status = page.get_by_role("status").filter(has_text="chỉ tiêu")
    sought = page.get_by_role("search")
    for text, pillar, order in (
        ("", EVERY, "pillar"),
        ("dien tu", EVERY, "name"),
        ("  Điện   TỬ ", "government", "unit"),
        ("%", "society", "path"),
        ("khong co gi nhu vay", EVERY, "weight"),
    ):
        sought.get_by_role("searchbox").fill(text)
        sought.get_by_role("combobox").nth(0).select_option(pillar)
        sought.get_by_role("combobox").nth(1).select_option(order)
        found = chosen(every, text=text, pillar=pillar, order=cast("Order", order))
        expect(names).to_have_count(len(found))
        shown = names.evaluate_all("(all) => all.map((one) => one.firstChild.textContent)")
        assert shown == [one.name for one in found]
        expect(status).to_have_text(f"{len(found)} trên tổng số {len(every)} chỉ tiêu đo được")


def test_a_search_keeps_the_space_before_the_next_word_and_comes_back(page_at: PageAt) -> None:
    page = page_at("/methods", lang="en")
    field = page.get_by_role("searchbox")
    field.press_sequentially("digital ")
    page.wait_for_url("**m_q=digital**")
    settle(page)
    field.press_sequentially("economy")
    page.wait_for_url("**m_q=digital+economy**")
    expect(field).to_have_value("digital economy")
    page.reload()
    settle(page)
    expect(field).to_have_value("digital economy")


def test_a_figure_out_of_range_is_said_and_changes_nothing(page_at: PageAt) -> None:
    page = page_at("/methods", lang="en")
    last = page.locator("input[name=m_last]")
    fault = page.locator("#m_last_fault")
    before = page.locator(ANSWER).inner_text()
    last.fill("12345")
    last.press("Enter")
    expect(fault).to_have_text("12345 is out of range (−1,000 … 10,000); nothing was changed.")
    expect(last).to_have_value("88")
    expect(last).to_have_attribute("aria-invalid", "true")
    last.fill("")
    last.press("Enter")
    expect(fault).to_have_text("That is not a number; nothing was changed.")
    year = page.locator("input[name=m_y]")
    year.fill("2024.5")
    year.press("Enter")
    expect(page.locator("#m_y_fault")).to_contain_text("2024.5 is out of range (1990 … 2060)")
    assert page.locator(ANSWER).inner_text() == before
    assert "m_last" not in asked(page)
    last.fill("90.25")
    last.press("Enter")
    expect(fault).to_be_empty()
    page.wait_for_url("**m_last=90.25**")
    # A figure that is left by choosing a direction is heard as well.
    last.fill("91.5")
    page.get_by_label("less is better").check()
    page.wait_for_url("**m_last=91.5**m_sense=down**")
    expect(last).to_have_value("91.5")


def test_the_long_tables_scroll_by_keyboard_in_their_own_box(page_at: PageAt) -> None:
    page = page_at("/methods", lang="en")
    box = page.get_by_role("region", name="Sources", exact=True)
    box.focus()
    page.keyboard.press("End")
    page.wait_for_function("(box) => box.scrollTop > 1000", arg=box.element_handle())
    links = box.locator("a")
    assert links.count() > 100
    assert {links.nth(i).get_attribute("rel") for i in range(5)} == {"noopener noreferrer"}


def test_the_contents_stay_in_view_and_lead_to_a_part(page_at: PageAt) -> None:
    page = page_at("/methods", lang="en")
    page.locator("nav.me-toc a", has_text="Backtest").click()
    page.wait_for_function(f"() => Math.abs(({TOP})('backtest')) < 200")
    assert page.url.endswith("#backtest")
    expect(page.locator("nav.me-toc a", has_text="Pace")).to_be_in_viewport()


def test_a_link_to_a_part_opens_there_and_lets_the_reader_go(
    page_at: PageAt, server: Server
) -> None:
    page = page_at("/methods", lang="en")
    page.goto("about:blank")
    page.goto(f"{server.url}/methods?lang=en#city")
    page.wait_for_function(
        f"() => document.getElementById('city') && Math.abs(({TOP})('city')) < 200"
        " && document.querySelectorAll('.me-table').length > 12"
    )
    page.mouse.move(900, 600)
    page.mouse.wheel(0, -3000)
    page.wait_for_function(f"() => ({TOP})('city') > 1500")


@pytest.mark.parametrize("theme", get_args(Theme))
def test_the_chart_is_painted_in_the_themes_colours(page_at: PageAt, theme: Theme) -> None:
    page = page_at("/methods", lang="en", theme=theme)
    # What is above pushes the chart down until the last formula is set.
    expect(page.locator(".katex-display")).to_have_count(len(FORMULAS))
    # Edges between pixels may differ by one shade from shot to shot, so one shot has to do.
    shot = page.locator(CHART).screenshot()
    painted = solid_colours(Image.open(io.BytesIO(shot)).convert("RGB"))
    ground = GROUNDS[theme]
    # Our points and intervals, and the stretch that the bar asks for.
    assert painted[rgb(ground.accent)] > 200
    assert painted[rgb(ground.panel)] > 5000
    assert painted[rgb(ground.paper)] > painted[rgb(ground.panel)]


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_scrolls_sideways_on_a_phone(page_at: PageAt, lang: Lang) -> None:
    page = page_at("/methods", lang=lang, screen=PHONE)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE[0]
    wide = page.evaluate(
        """(width) => [...document.querySelectorAll('[data-testid="stMain"] *')]
          .filter((one) => {
            const rect = one.getBoundingClientRect()
            // Heads of stacked tables and the spoken form of formulas are there for ears only.
            return rect.right > width + 1 && rect.height > 1 && rect.width > 1
              && getComputedStyle(one).visibility !== 'hidden'
              && !one.closest('thead, .katex-mathml')
          })
          .map((one) => one.outerHTML.slice(0, 120))""",
        PHONE[0],
    )
    assert wide == []
    lead = page.locator(".me-lead").bounding_box()
    assert lead is not None
    assert lead["y"] < PHONE[1] / 2


def test_text_keeps_a_readable_width(page_at: PageAt) -> None:
    page = page_at("/methods", lang="en")
    widest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll(
          '.st-key-methods_body [data-testid="stMarkdown"] p')]
          .map((one) => one.getBoundingClientRect().width))"""
    )
    assert widest < 760


def test_tables_and_chart_can_be_taken_away(page_at: PageAt) -> None:
    page = page_at("/methods", lang="vi")
    page.locator(".st-key-methods_backtest_menu button").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-methods_backtest_png button").click()
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as waiting:
        page.locator(".st-key-methods_backtest_csv button").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("origin,series_id,part")
    assert "internet_users" in text
    assert "# Nguồn:" in text
    for name in ("verdicts", "examples", "live", "constants", "identity", "indicators", "sources"):
        assert page.locator(f".st-key-methods_{name}_menu").count() == 1, name
