"""Units beside the page's own: compared, similar, and the ways to them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen
from tests.browser.seen import runs_off
from tests.browser.unit_kit import BA_DINH, FOUR, headline, in_link, opened, profile


def test_four_units_side_by_side(page_at: PageAt) -> None:
    page = opened(page_at, lang="en", **FOUR)
    heads = profile(page).locator(".all thead th").all_inner_texts()
    assert heads[3:] == ["Ba Dinh", "Vinh Hung", "Cau Giay", "Huong Son"]
    # No room for a fifth.
    expect(profile(page).locator(".finder.add")).to_be_hidden()
    expect(profile(page).locator(".trend svg").first.locator(".line.past")).to_have_count(4)
    profile(page).get_by_role("button", name="Leave out Cau Giay Ward").click()
    expect(profile(page).locator(".all thead th")).to_have_count(6)
    expect(page).not_to_have_url(re.compile("u4="))
    in_link(page, "u3", "commune:10489")


def test_a_similar_unit_is_one_click_away(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH)
    similar = profile(page).locator(".similar")
    expect(similar.locator("li")).to_have_count(5)
    expect(similar).to_contain_text("log scale")
    distances = [float(text.split()[-1]) for text in similar.locator("li small").all_inner_texts()]
    assert distances == sorted(distances)
    name = similar.get_by_role("link").first.inner_text()
    similar.get_by_role("button", name=f"Compare with … {name}").click()
    expect(profile(page).locator(".chips li")).to_have_count(2)
    similar.get_by_role("link").first.click()
    expect(headline(page)).to_contain_text(name)


def test_a_link_opens_the_same_in_a_tab_of_its_own(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH)
    href = profile(page).locator(".similar a").first.get_attribute("href")
    name = profile(page).locator(".similar a").first.inner_text()
    query = {key: found[0] for key, found in parse_qs(str(href).lstrip("?")).items()}
    assert query.pop("lang") == "en"
    again = opened(page_at, lang="en", **query)
    expect(headline(again)).to_contain_text(name)


def test_the_way_to_the_map_keeps_the_unit(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH, u_ind="fibre_broadband_households")
    href = profile(page).get_by_role("link", name="On the map").get_attribute("href")
    assert str(href).startswith("map?")
    query = parse_qs(str(href).partition("?")[2])
    assert query["map_unit"] == ["00004"]
    assert query["map_ind"] == ["fibre_broadband_households"]


@pytest.mark.parametrize("unit", ["commune:00004", "district:001"], ids=["commune", "district"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_similar_units_are_of_the_same_geography_by_a_stated_method(
    page_at: PageAt, unit: str, screen: Screen
) -> None:
    page = page_at("/unit", lang="en", screen=screen, u=unit)
    similar = profile(page).locator(".similar")
    expect(similar).to_contain_text("Nearest by population and by density")
    expect(similar).to_contain_text("standard deviations")
    kind = unit.partition(":")[0]
    for link in similar.get_by_role("link").all():
        href = str(link.get_attribute("href"))
        assert parse_qs(href.partition("?")[2])["u"][0].startswith(f"{kind}:")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_four_districts_side_by_side(page_at: PageAt, screen: Screen) -> None:
    codes = [f"district:00{i}" for i in (1, 2, 3, 4)]
    asked = dict(zip(("u", "u2", "u3", "u4"), codes, strict=True))
    page = page_at("/unit", lang="en", screen=screen, **asked)  # type: ignore[arg-type]
    expect(profile(page).locator(".chips li")).to_have_count(4)
    expect(profile(page).locator(".trend svg").first.locator(".line.past")).to_have_count(4)
    assert not runs_off(page)
