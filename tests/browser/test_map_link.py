"""The map's link: every choice is in it, alike in both languages; what nobody knows is said."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from lib.model.vocabulary import Geography
from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, settle
from tests.browser.test_map import FILLS, GEOGRAPHIES, MAP, query_of, ready
from tests.browser.test_map_meaning import choose, told

SERIES = "adults_with_digital_signature"
CHOSEN = {"district": "271", "commune": "00235"}
EVERYTHING = {
    "map_ind": SERIES,
    "map_colour": "gap",
    "map_target": "2025",
    "map_classes": "fixed",
    "map_group": "rural",
    "map_status": "short",
    "map_table": "all",
    "map_sort": "versus-up",
    "map_find": "h",
    "map_more": "second",
    "map_ind2": "population_density",
}
PERIOD = {"district": "2024", "commune": "2025-Q4"}
# Between the values of the rural units, so that a class has some of them and not all.
BREAKS = {"district": "10,45.5", "commune": "10,42.5"}
# What is so by itself is left out of a link: districts, and the only target they lived to see.
LEFT_OUT = {"district": {("map_geo", "district"), ("map_target", "2025")}, "commune": set()}


def lit(page: Page) -> list[str]:
    """The codes of the units that are not greyed."""
    found: list[str] = page.locator(f"{MAP} .unit:not(.dim)").evaluate_all(
        "(nodes) => nodes.map((node) => node.dataset.code)"
    )
    return sorted(found)


def state(page: Page) -> list[object]:
    """What a reader sees of the choices, without its words."""
    return [
        page.locator(f"{MAP} .unit").evaluate_all(FILLS),
        lit(page),
        page.locator(f"{MAP} [aria-selected=true]").get_attribute("data-code"),
        page.locator("[data-choice]").evaluate_all(
            "(nodes) => nodes.map((n) => n.value.slice(0, 2))"
        ),
        page.locator(".find").input_value(),
        page.locator("thead th:visible").count(),
        page.locator("thead th").evaluate_all("(nodes) => nodes.map((n) => n.ariaSort)"),
        page.locator(".st-key-map_maps figure").count(),
    ]


@pytest.mark.parametrize(
    ("geography", "screen"),
    [("district", PHONE), ("commune", DESKTOP)],
    ids=["district-phone", "commune-desktop"],
)
def test_a_link_made_in_english_opens_the_same_in_vietnamese(
    page_at: PageAt, geography: Geography, screen: Screen
) -> None:
    asked = EVERYTHING | {
        "map_lit": "c1",
        "map_breaks": BREAKS[geography],
        "map_geo": geography,
        "map_period": PERIOD[geography],
        "map_unit": CHOSEN[geography],
    }
    english = ready(page_at("/map", lang="en", screen=screen, **asked))  # type: ignore[arg-type]
    made = query_of(english.url)
    assert asked.items() - made.items() == LEFT_OUT[geography]
    assert lit(english)
    seen = state(english)
    del made["lang"]
    vietnamese = ready(page_at("/map", lang="vi", screen=screen, **made))  # type: ignore[arg-type]
    expect(vietnamese.locator(".legend [aria-pressed=true]")).to_have_count(1)
    # The half is written as the language writes it.
    expect(vietnamese.locator("[data-choice=breaks]")).to_have_value(
        BREAKS[geography].replace(",", "; ").replace(".", ",")
    )
    assert state(vietnamese) == seen
    expect(vietnamese.get_by_text("đã được bỏ qua")).to_have_count(0)


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_a_search_and_a_class_are_in_the_link_and_come_back(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=SERIES))
    page.locator(".find").fill("dong")
    told(page, "map_find", "dong")
    found = lit(page)
    assert found
    page.locator(".legend button:visible").nth(1).press("Enter")
    page.wait_for_url(lambda url: query_of(url).get("map_lit", "").startswith("c"))
    both = lit(page)
    assert set(both) <= set(found)
    settle(page)
    page.reload()
    settle(page)
    expect(page.locator(".find")).to_have_value("dong")
    assert lit(page) == both
    # Another language or period keeps both, other colours have other classes.
    page.get_by_text("Tiếng Việt", exact=True).click()
    expect(page.locator("h2.title")).to_contain_text("chữ ký số")
    expect(page.locator(".find")).to_have_value("dong")
    assert lit(page) == both
    page.locator(".steps button:enabled").first.click()
    assert page.locator(".legend [aria-pressed=true]").count() == 1
    choose(page, "colour", "gap")
    page.wait_for_url(lambda url: "map_lit" not in url and "map_colour=gap" in url)
    expect(page.locator(".legend [aria-pressed=true]")).to_have_count(0)
    assert lit(page) == found
    page.locator(".find").press("Escape")
    page.wait_for_url(lambda url: "map_find" not in url)
    expect(page.locator(f"{MAP} .unit.dim")).to_have_count(0)


def test_a_search_is_over_at_the_reform(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_find="q. dong da"))
    assert lit(page) == ["006"]
    page.locator("[data-geo=commune]").click()
    expect(page.locator(f"{MAP} .unit")).to_have_count(126)
    expect(page.locator(".find")).to_have_value("")
    expect(page.locator("tbody tr:visible")).to_have_count(126)
    page.wait_for_url(lambda url: "map_find" not in url)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_what_a_link_names_and_nobody_knows_is_said(
    page_at: PageAt, geography: Geography, lang: str
) -> None:
    unknown = {
        "map_ind": "no_such_series",
        "map_period": "1066",
        "map_unit": "99999",
        "map_lit": "c99",
        "map_breaks": "ten",
        "map_group": "coastal",
        "map_many": "<b>x</b>",
    }
    page = ready(
        page_at("/map", lang=lang, map_geo=geography, map_more="series", **unknown)  # type: ignore[arg-type]
    )
    said = page.get_by_test_id("stAlert").filter(
        has_text={"vi": "đã được bỏ qua", "en": "it was left out"}[lang]
    )
    for key, text in unknown.items():
        expect(said).to_contain_text(f"{key}={text}")
    expect(page.locator(f"{MAP} .unit.dim")).to_have_count(0)
    assert not query_of(page.url).keys() & unknown.keys()


def test_the_copied_link_is_the_one_shown(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_geo="commune", map_unit="00235"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name=re.compile("opied"))).to_be_visible()
    assert query_of(page.evaluate("navigator.clipboard.readText()")) == query_of(page.url)


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_the_unit_page_opens_on_the_indicator_of_the_map(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(
        page_at("/map", lang="en", map_geo=geography, map_ind=SERIES, map_unit=CHOSEN[geography])
    )
    page.get_by_role("link", name="All indicators of this unit").press("Enter")
    page.wait_for_url(lambda url: "/unit" in url)
    settle(page)
    assert query_of(page.url)["u_ind"] == SERIES
    shown = page.locator(".st-key-unit_profile select").nth(1)
    expect(shown.locator("option:checked")).to_contain_text("digital signature")
