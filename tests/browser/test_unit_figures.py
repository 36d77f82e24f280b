"""What the Unit page says of one unit: every indicator, its trend and ranks, what is missing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen
from tests.browser.unit_kit import BA_DINH, OLD_BA_DINH, PROFILE, headline, in_link, profile

# Takes an element out of the page; its trend once the browser has noticed.
TAKEN_OUT = """async (place) => {
  const host = document.querySelector(place)
  const { shadowRoot } = host.querySelector("[data-testid=stBidiComponentIsolated]")
  host.remove()
  for (let i = 0; i < 3; i++) await new Promise((go) => requestAnimationFrame(go))
  return shadowRoot.querySelector(".trend").innerHTML
}"""


@pytest.mark.parametrize("unit", [BA_DINH, OLD_BA_DINH])
def test_every_indicator_stands_against_city_and_target(page_at: PageAt, unit: str) -> None:
    page = page_at("/unit", lang="en", u=unit)
    rows = profile(page).locator(".all tbody tr:not(.pillar)")
    assert rows.count() >= 28
    for pillar in ("Digital government", "Digital economy", "Digital society", "General"):
        expect(profile(page).get_by_role("rowheader", name=pillar, exact=True)).to_be_visible()
    row = rows.filter(has_text="Adults with a smartphone")
    expect(row.locator(".value b")).to_have_text(re.compile(r"^\d+(\.\d+)?%$"))
    expect(row.locator(".value").get_by_role("img", name="illustrative")).to_be_visible()
    # What was made for demonstration has no rank; what is published of all has.
    expect(row.locator(".rank")).to_have_text("")
    published = rows.filter(has_text="Population density").first
    expect(published.locator(".rank")).to_have_text(re.compile(r"^rank \d+(–\d+)? of (126|30)$"))
    expect(row.locator(".goals")).to_contain_text(re.compile(r"20(25|30): "))
    # A status is never told by colour alone.
    for shape in row.locator(".status .shape").all():
        assert shape.inner_text().strip()
    for word in row.locator(".status span:not(.shape)").all():
        assert word.inner_text().strip()


def test_equal_values_share_their_places(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", u=OLD_BA_DINH)
    ranks = profile(page).locator(".all .rank").all_inner_texts()
    assert any(re.fullmatch(r"hạng \d+–\d+ trong 30", rank) for rank in ranks), ranks


def test_what_is_missing_has_a_word_and_names_who_would_publish_it(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", u=BA_DINH, official="1")
    row = profile(page).locator(".all tbody tr").filter(has_text="điện thoại thông minh")
    expect(row.locator(".empty")).to_have_text("chưa công bố")
    expect(row.locator(".owed")).to_contain_text("18-NQ/TU")
    assert row.locator(".status").count() == 0
    expect(profile(page).locator(".banner")).to_contain_text("chỉ tiêu có số liệu")
    assert profile(page).get_by_role("img", name="minh họa").count() == 0
    expect(profile(page).locator(".outs")).to_contain_text("Chỉ tính số liệu đã công bố")
    expect(profile(page).locator(".standing")).to_contain_text("Chưa công bố số liệu nào")


def test_illustrative_values_stand_under_the_banner(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH)
    banner = profile(page).get_by_role("note")
    expect(banner).to_contain_text("Illustrative values.")
    top = banner.bounding_box()
    below = profile(page).locator(".standing").bounding_box()
    assert top is not None
    assert below is not None
    assert top["y"] < below["y"]
    # The sentence above the banner rests on published facts.
    assert "%" not in headline(page).inner_text()


def test_another_indicator_is_drawn_with_its_way_and_projection(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH)
    profile(page).get_by_role("button", name="Households covered by fibre broadband").click()
    expect(profile(page).locator(".trend h2")).to_contain_text("Households covered by fibre")
    in_link(page, "u_ind", "fibre_broadband_households")
    picture = profile(page).locator(".trend svg").first
    expect(picture.locator(".band")).to_have_count(1)
    expect(picture.locator(".line.way")).to_have_count(1)
    expect(picture.locator(".dot.hollow")).to_have_count(3)
    alt = str(picture.get_attribute("aria-label"))
    assert re.search(r"Ba Dinh Ward: from [\d.]+% \(Q3 2025\) to [\d.]+% \(Q1 2026\)", alt), alt
    assert "half to one and a half times the pace so far" in alt
    assert "(illustrative)" in alt


def test_the_past_is_not_projected_and_no_line_crosses_the_reform(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=OLD_BA_DINH, u_ind="fibre_broadband_households")
    picture = profile(page).locator(".trend svg").first
    expect(picture.locator(".line.past")).to_have_count(1)
    expect(picture.locator(".line.ahead, .band")).to_have_count(0)
    expect(profile(page).locator(".trend")).to_contain_text("Districts ended on 30 June 2025")


def test_figures_of_the_trend_are_a_table_as_well(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH, u_ind="fibre_broadband_households")
    profile(page).get_by_text("Figures as a table").click()
    table = profile(page).locator("details table")
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(table.locator("tbody tr").last).not_to_contain_text("rank")
    expect(table.locator("tbody tr").last).to_contain_text("(illustrative)")
    # The city's mean of such values is one itself.
    expect(table.locator("tbody tr").last.locator("td").last).to_contain_text("(illustrative)")
    # A page that is left takes its parts out before it ends them: nothing is drawn in no room.
    drawn = page.evaluate(TAKEN_OUT, PROFILE)
    assert drawn
    assert "NaN" not in drawn


BOTH = pytest.mark.parametrize("unit", [BA_DINH, OLD_BA_DINH], ids=["commune", "district"])
SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])


@BOTH
@SCREENS
def test_the_headline_states_published_facts_with_their_rank(
    page_at: PageAt, unit: str, screen: Screen
) -> None:
    page = page_at("/unit", lang="en", screen=screen, u=unit)
    expect(headline(page)).to_have_text(
        re.compile(r"Ba Dinh (Ward|District): [\d,]+ people.* km².* rank \d+(–\d+)? of (126|30)")
    )


@BOTH
@SCREENS
def test_official_figures_alone_leave_no_standout_and_say_so(
    page_at: PageAt, unit: str, screen: Screen
) -> None:
    page = page_at("/unit", lang="en", screen=screen, u=unit, official="1")
    assert profile(page).get_by_role("img", name="illustrative").count() == 0
    outs = profile(page).locator(".outs")
    shown = outs.locator("li").count()
    assert shown or outs.locator("p").inner_text().strip()
    # Nor is the city's own figure a mere dash where there is none.
    expect(profile(page).locator(".all td.city", has_text="no figure").first).to_be_visible()
    assert "–" not in profile(page).locator(".all td.city").all_inner_texts()
    # What nobody published keeps its row, with a word in the place of the value.
    empty = profile(page).locator(".all .empty")
    assert empty.count() > 0
    assert all(word.strip() for word in empty.all_inner_texts())
    expect(profile(page).locator(".banner")).not_to_contain_text("Illustrative values.")


@BOTH
@SCREENS
def test_nothing_stands_out_on_illustrative_values(
    page_at: PageAt, unit: str, screen: Screen
) -> None:
    page = page_at("/unit", lang="en", screen=screen, u=unit)
    outs = profile(page).locator(".outs")
    banner = profile(page).get_by_role("note").bounding_box()
    place = outs.bounding_box()
    assert banner is not None
    assert place is not None
    assert banner["y"] + banner["height"] <= place["y"]
    assert outs.inner_text().strip()
    for line in outs.locator("li").all():
        name = line.get_by_role("button").inner_text()
        row = (
            profile(page)
            .locator(".all tbody tr")
            .filter(has=page.get_by_role("button", name=name, exact=True))
        )
        assert row.locator(".value").get_by_role("img", name="illustrative").count() == 0


@SCREENS
def test_ranks_over_time_are_of_published_values_and_name_shared_places(
    page_at: PageAt, screen: Screen
) -> None:
    page = page_at("/unit", lang="en", screen=screen, u=OLD_BA_DINH, u_ind="n_commune_units")
    picture = profile(page).locator(".trend svg").last
    said = str(picture.get_attribute("aria-label"))
    assert said.startswith("Rank over time")
    assert len(re.findall(r"rank \d+(?:–\d+)? of 30", said)) == 2
    page.goto(page.url.replace("n_commune_units", "fibre_broadband_households"))
    expect(profile(page).locator(".trend h2")).to_contain_text("fibre")
    expect(profile(page).get_by_text("Rank over time")).to_have_count(0)


def test_on_a_phone_every_figure_is_labelled_alike(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", screen=PHONE, u=BA_DINH)
    colours = [
        profile(page)
        .locator(f".all td.{name}")
        .first.evaluate("(cell) => getComputedStyle(cell, '::before').color")
        for name in ("value", "city", "rank", "goals")
    ]
    assert len(set(colours)) == 1, colours
