"""The Unit page as a reader uses it: find a unit, compare, read table and trend, take it away."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from lib.model.kinds import Lang
from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, Theme, settle
from tests.browser.test_access import RULES

PROFILE = ".st-key-unit_profile"
BA_DINH = "commune:00004"
OLD_BA_DINH = "district:001"
FOUR = {"u": BA_DINH, "u2": "commune:00301", "u3": "commune:00166", "u4": "commune:10489"}


def opened(page_at: PageAt, **asked: str) -> Page:
    """The page with these choices in its link."""
    return page_at("/unit", **asked)  # type: ignore[arg-type]


def profile(page: Page) -> Locator:
    return page.locator(PROFILE)


def headline(page: Page) -> Locator:
    return profile(page).locator(".headline")


def finder(page: Page) -> Locator:
    return profile(page).get_by_role("combobox", name=re.compile("Find a unit|Tìm đơn vị"))


def in_link(page: Page, key: str, value: str) -> None:
    """Wait until the address names the choice."""
    expect(page).to_have_url(re.compile(rf"[?&]{key}={re.escape(value.replace(':', '%3A'))}(&|$)"))


def link_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ba dinh", "Phường Ba Đình"),
        ("q. ba dinh", "Quận Ba Đình"),
        ("p.ba dinh", "Phường Ba Đình"),
        ("tx son tay", "Thị xã Sơn Tây"),
        ("Đống Đa", "Phường Đống Đa"),
        ("h soc son", "Huyện Sóc Sơn"),
        ("vmqtg", "Phường Văn Miếu - Quốc Tử Giám"),
    ],
)
def test_a_unit_is_found_as_people_type_it(page_at: PageAt, typed: str, name: str) -> None:
    page = page_at("/unit", lang="vi")
    finder(page).fill(typed)
    finder(page).press("Enter")
    expect(headline(page)).to_contain_text(name)
    assert finder(page).input_value() == ""


def test_a_name_that_nobody_has_is_said(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", u=BA_DINH)
    before = headline(page).inner_text()
    finder(page).fill("sài gòn")
    expect(profile(page).get_by_role("status").first).to_have_text(
        "Không có đơn vị nào tên như vậy"
    )
    finder(page).press("Enter")
    expect(headline(page)).to_have_text(before)


def test_the_choice_is_in_the_link_without_a_language(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en")
    finder(page).fill("q. ba dinh")
    finder(page).press("Enter")
    in_link(page, "u", OLD_BA_DINH)
    settle(page)
    page.locator(".st-key-lang").get_by_text("Tiếng Việt").click()
    expect(headline(page)).to_contain_text("Quận Ba Đình")
    assert link_of(page)["u"] == [OLD_BA_DINH]


def test_next_and_previous_go_through_the_alphabet_and_back(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", u=BA_DINH)
    before = headline(page).inner_text()
    profile(page).get_by_role("button", name="Đơn vị sau (phím ])").click()
    expect(headline(page)).not_to_have_text(before)
    expect(headline(page)).to_contain_text("Ba Vì")
    page.locator("h1").click()
    page.keyboard.press("[")
    expect(headline(page)).to_have_text(before)
    # Held down, the last choice wins whatever answers are still on their way.
    for _ in range(5):
        page.keyboard.press("]")
    for _ in range(5):
        page.keyboard.press("[")
    in_link(page, "u", BA_DINH)
    settle(page)
    expect(headline(page)).to_have_text(before)


def test_typing_in_a_field_does_not_step(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", u=BA_DINH)
    before = headline(page).inner_text()
    finder(page).press_sequentially("[]")
    expect(headline(page)).to_have_text(before)


def test_the_other_geography_is_entered_at_the_nearest_relative(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH)
    profile(page).locator('select[name="geography"]').select_option(label="30 districts")
    expect(headline(page)).to_contain_text("Ba Dinh District")
    in_link(page, "u", OLD_BA_DINH)
    expect(profile(page).locator(".kin")).to_contain_text(
        "Since 1 July 2025 mainly in: Ba Dinh Ward"
    )
    profile(page).locator(".kin").get_by_role("link", name="Ba Dinh Ward").click()
    in_link(page, "u", BA_DINH)
    expect(headline(page)).to_contain_text("Ba Dinh Ward")


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
    expect(row.locator(".rank")).to_have_text(re.compile(r"^rank \d+(–\d+)? of (126|30)$"))
    expect(row.locator(".goals")).to_contain_text(re.compile(r"20(25|30): "))
    # A status is never told by colour alone.
    for shape in row.locator(".status .shape").all():
        assert shape.inner_text().strip()
    for word in row.locator(".status span:not(.shape)").all():
        assert word.inner_text().strip()


def test_equal_values_share_their_places(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", u=BA_DINH)
    ranks = profile(page).locator(".all .rank").all_inner_texts()
    assert any(re.fullmatch(r"hạng \d+–\d+ trong 126", rank) for rank in ranks), ranks


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
    expect(picture.locator(".dot.hollow")).to_have_count(5)
    alt = str(picture.get_attribute("aria-label"))
    assert re.search(r"Ba Dinh Ward: from [\d.]+% \(Q3 2025\) to [\d.]+% \(Q3 2026\)", alt), alt
    assert "8 chances in 10" in alt
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
    expect(table.locator("tbody tr")).to_have_count(5)
    expect(table.locator("tbody tr").last).to_contain_text(re.compile(r"rank \d+(–\d+)? of 126"))
    expect(table.locator("tbody tr").last).to_contain_text("(illustrative)")


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


def test_back_takes_a_choice_back(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH)
    finder(page).fill("cau giay ward")
    finder(page).press("Enter")
    in_link(page, "u", "commune:00166")
    settle(page)
    page.go_back()
    expect(headline(page)).to_contain_text("Ba Dinh Ward")


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
    assert made[-1]["rank_of"] == "126"
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


def test_the_list_of_names_is_used_by_keys_alone(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH)
    finder(page).focus()
    finder(page).press_sequentially("cau giay")
    expect(finder(page)).to_have_attribute("aria-expanded", "true")
    finder(page).press("ArrowDown")
    active = finder(page).get_attribute("aria-activedescendant")
    option = profile(page).locator(f"#{active}")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text("Cau Giay District")
    finder(page).press("Enter")
    expect(headline(page)).to_contain_text("Cau Giay District")


def test_a_room_reads_the_answer_and_the_trend(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", u=BA_DINH, present="1")
    for box in (headline(page), profile(page).locator(".trend svg").first):
        place = box.bounding_box()
        assert place is not None
        assert place["y"] + place["height"] <= DESKTOP[1]
    expect(finder(page)).to_be_hidden()
    page.keyboard.press("]")
    expect(headline(page)).to_contain_text("Ba Vì")
