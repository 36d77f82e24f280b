"""Time on the map: by hand alone, and a break at the reform that leads to the other side."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from lib.model.vocabulary import Geography
from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, settle
from tests.browser.test_map import FILLS, GEOGRAPHIES, MAP, UNITS, query_of, ready
from tests.browser.test_map_meaning import told

SERIES = "adults_with_digital_signature"
PERIODS = {"district": 5, "commune": 3}
OTHER: dict[Geography, Geography] = {"district": "commune", "commune": "district"}
# A unit with more than one on the other side: wholly or mainly, and in part.
SPREAD = {"district": "009", "commune": "00070"}
LEADS = {
    "district": ("Since 1 July 2025 mainly in:", "In part also in:"),
    "commune": ("Before 1 July 2025 mainly in:", "In part also from:"),
}
SENTENCES = {
    "district": "Districts ended on 30 June 2025; 126 wards and communes took their place",
    "commune": "Wards and communes began on 1 July 2025 in place of 30 districts",
}


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_keys_step_to_either_end_and_nothing_moves_by_itself(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=SERIES))
    now = page.locator(".steps output")
    last = now.inner_text()
    page.locator(f"{MAP} .unit[tabindex='0']").focus()
    seen = [last]
    labels = page.locator(".legend .class").all_text_contents()
    while page.locator(".steps button").first.is_enabled():
        page.keyboard.press("[")
        expect(now).not_to_have_text(seen[-1])
        seen.append(now.inner_text())
        # Colours mean the same at every step.
        assert page.locator(".legend .class").all_text_contents() == labels
        counts = map(int, page.locator(".legend .n:visible").all_text_contents())
        assert sum(counts) == UNITS[geography]
    assert len(seen) == len(set(seen)) == PERIODS[geography]
    fills = page.locator(f"{MAP} .unit").evaluate_all(FILLS)
    page.wait_for_timeout(1200)
    assert now.inner_text() == seen[-1]
    assert page.locator(f"{MAP} .unit").evaluate_all(FILLS) == fills
    for earlier in seen[-2::-1]:
        page.keyboard.press("]")
        expect(now).to_have_text(earlier)
    # No key goes on beyond the reform, or beyond today.
    page.keyboard.press("]")
    expect(now).to_have_text(last)
    expect(page.locator(f"{MAP} .unit")).to_have_count(UNITS[geography])


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_a_unit_of_one_side_leads_to_those_of_the_other_and_says_with_what_part(
    page_at: PageAt, geography: Geography, screen: Screen
) -> None:
    page = ready(
        page_at(
            "/map",
            lang="en",
            screen=screen,
            map_geo=geography,
            map_ind=SERIES,
            map_unit=SPREAD[geography],
        )
    )
    expect(page.locator(".reform")).to_contain_text(SENTENCES[geography])
    expect(page.locator(".reform")).to_contain_text("Figures are not carried across that date.")
    card = page.locator(".card")
    for head in LEADS[geography]:
        expect(card).to_contain_text(head)
    part = card.locator(".kin", has_text=LEADS[geography][1]).locator("button").first
    name = part.inner_text()
    part.press("Enter")
    expect(page.locator(f"{MAP} .unit")).to_have_count(UNITS[OTHER[geography]])
    expect(card.locator("h2")).to_contain_text(name)
    expect(page.locator(".reform")).to_contain_text(SENTENCES[OTHER[geography]])
    # It says in turn that it shares with the one the reader came from.
    expect(card).to_contain_text(LEADS[OTHER[geography]][0])
    page.wait_for_url(lambda url: query_of(url).get("map_geo", "district") == OTHER[geography])
    settle(page)
    told(page, "map_ind", SERIES)
