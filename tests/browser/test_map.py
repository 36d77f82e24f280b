"""The map as a reader meets it: painted, picked, stepped through, searched, taken away."""

from __future__ import annotations

import csv
import io
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from lib.model.vocabulary import Geography
from lib.style.palette import SEQUENTIAL
from tests.browser.conftest import PHONE, PageAt, Theme, settle
from tests.browser.picture import fills

MAP = ".sheet > svg"
UNITS = {"district": 30, "commune": 126}
GEOGRAPHIES: tuple[Geography, ...] = ("district", "commune")
SERIES = "adults_with_smartphone"  # seven years for districts, three quarters for communes
DONG_DA = {"district": "006", "commune": "00235"}


def shape(page: Page, code: str) -> Locator:
    return page.locator(f'{MAP} path[data-code="{code}"]')


def ready(page: Page) -> Page:
    page.locator(f"{MAP} .unit").first.wait_for(state="attached")
    return page


def query(page: Page) -> dict[str, str]:
    return {key: found[0] for key, found in parse_qs(urlsplit(page.url).query).items()}


def card_says(page: Page, text: str) -> None:
    expect(page.locator(".card h2")).to_have_text(text)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_at_least_five_colours_of_the_legend_are_painted(
    page_at: PageAt, geography: Geography, theme: Theme
) -> None:
    page = ready(page_at("/map", theme=theme, map_geo=geography))
    expect(page.locator(f"{MAP} .unit")).to_have_count(UNITS[geography])
    painted = fills(page, MAP)
    assert len(painted & {rgb(colour) for colour in SEQUENTIAL[theme]}) >= 5, painted
    swatches = page.locator(".legend button rect").evaluate_all(
        "(nodes) => nodes.map((node) => node.getAttribute('fill'))"
    )
    shapes = page.locator(f"{MAP} .unit").evaluate_all(
        "(nodes) => nodes.map((node) => node.getAttribute('fill'))"
    )
    assert set(shapes) <= set(swatches)
    counts = page.locator(".legend .n").all_text_contents()
    assert sum(map(int, counts)) == UNITS[geography]
    assert [shapes.count(fill) for fill in swatches] == list(map(int, counts))


def test_a_click_selects_for_map_table_card_and_link_and_again_deselects(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi"))
    shape(page, "271").click()
    card_says(page, "Huyện Ba Vì")
    expect(shape(page, "271")).to_have_attribute("aria-selected", "true")
    expect(page.locator("tr.chosen")).to_contain_text("Ba Vì")
    page.wait_for_url(lambda url: "map_unit=271" in url)
    shape(page, "271").click()
    card_says(page, "Thành phố Hà Nội")
    expect(page.locator("tr.chosen")).to_have_count(0)
    page.wait_for_url(lambda url: "map_unit" not in url)


def test_a_row_of_the_table_selects_as_the_map_does(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en"))
    page.locator("tbody tr", has_text="Ba Vi").click()
    card_says(page, "Ba Vi District")
    expect(shape(page, "271")).to_have_attribute("aria-selected", "true")
    # Hovering a row rings its shape, and the other way round.
    page.locator("tbody tr", has_text="Soc Son").hover()
    outline = shape(page, "016").get_attribute("d")
    expect(page.locator(f"{MAP} .ring.hover")).to_have_attribute("d", outline or "")
    shape(page, "271").hover()
    expect(page.locator("tr.hover")).to_contain_text("Ba Vi")
    expect(page.locator(".tip")).to_contain_text("rank 30 of 30")


def test_keys_reach_and_select_a_unit(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi"))
    page.locator(f"{MAP} .unit[tabindex='0']").focus()
    start = page.evaluate(FOCUSED)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    moved = page.evaluate(FOCUSED)
    assert moved != start
    assert page.locator(f"{MAP} .unit[tabindex='0']").count() == 1
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(shape(page, moved)).to_have_attribute("aria-selected", "true")
    page.wait_for_url(lambda url: f"map_unit={moved}" in url)


# The code of the shape with focus, inside the element's shadow root.
FOCUSED = """() => {
  let node = document.activeElement
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
  return node.dataset.code
}"""


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_a_link_opens_with_its_unit_and_period_in_either_language(
    page_at: PageAt, geography: Geography
) -> None:
    period = {"district": "2022", "commune": "2025-Q4"}[geography]
    code = DONG_DA[geography]
    page = page_at(
        "/map", lang="en", map_geo=geography, map_ind=SERIES, map_period=period, map_unit=code
    )
    ready(page)
    expect(page.locator(".card h2")).to_contain_text("Dong Da")
    expect(shape(page, code)).to_have_attribute("aria-selected", "true")
    said = page.locator(".steps output").inner_text()
    assert said == {"district": "2022", "commune": "Q4 2025"}[geography]
    page.get_by_text("Tiếng Việt", exact=True).click()
    expect(page.locator(".card h2")).to_contain_text("Đống Đa")
    expect(page.locator(".steps output")).to_have_text(
        {"district": "2022", "commune": "quý IV/2025"}[geography]
    )
    expect(page.locator("tr.chosen")).to_contain_text("Đống Đa")
    kept = query(page)
    assert (kept["map_ind"], kept["map_period"], kept["map_unit"]) == (SERIES, period, code)
    # The districts are the default, which a link leaves out.
    assert kept.get("map_geo", "district") == geography


def test_a_change_of_geography_keeps_the_indicator_and_follows_the_unit(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi", map_ind="on_time_rate_766", map_unit="006"))
    page.get_by_text("126 phường, xã", exact=True).click()
    expect(page.locator(f"{MAP} .unit")).to_have_count(126)
    page.wait_for_url(lambda url: query_of(url).get("map_ind") == "on_time_rate")
    # Most of Quận Đống Đa is in Phường Đống Đa.
    page.wait_for_url(lambda url: query_of(url)["map_unit"] == "00235")
    card_says(page, "Phường Đống Đa")
    expect(page.locator("tr.chosen")).to_contain_text("Đống Đa")


def query_of(url: str) -> dict[str, str]:
    return {key: found[0] for key, found in parse_qs(urlsplit(url).query).items()}


def test_names_sort_the_vietnamese_way(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi"))
    head = page.locator("th[scope=col]", has_text="Đơn vị")
    expect(page.locator("th[scope=col]", has_text="Giá trị")).to_have_attribute(
        "aria-sort", "descending"
    )
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    names = page.locator("tbody th").all_text_contents()
    # Đ is a letter of its own between D and E, not after Z.
    assert names.index("Cầu Giấy") < names.index("Chương Mỹ") < names.index("Đan Phượng")
    assert names.index("Đống Đa") < names.index("Gia Lâm") < names.index("Ứng Hòa")
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert page.locator("tbody th").all_text_contents() == names[::-1]


def test_steps_through_time_ask_the_server_once_they_settle(page_at: PageAt) -> None:
    page = page_at("/map", lang="vi", map_geo="district", map_ind=SERIES)
    sent: list[object] = []
    # The connection stands already; what leaves by it is seen where it is sent.
    page.expose_function("noteSent", lambda: sent.append(1))
    page.evaluate(
        """() => {
          const send = WebSocket.prototype.send
          WebSocket.prototype.send = function (...a) {
            window.noteSent()
            return send.apply(this, a)
          }
        }"""
    )
    ready(page)
    before = page.locator(f"{MAP} .unit").evaluate_all(FILLS)
    # At one go, for on a busy machine three clicks may be slower than what counts as settled.
    page.locator(".steps button").first.evaluate(
        "(back) => { for (let i = 0; i < 3; i++) back.click() }"
    )
    expect(page.locator(".steps output")).to_have_text("2022")
    assert page.locator(f"{MAP} .unit").evaluate_all(FILLS) != before
    page.wait_for_url(lambda url: query_of(url).get("map_period") == "2022")
    expect(page.locator(".map-answer")).to_contain_text("2022")
    settle(page)
    assert len(sent) == 1
    legend = list(map(int, page.locator(".legend .n").all_text_contents()))
    assert sum(legend) == UNITS["district"]


FILLS = "(nodes) => nodes.map((node) => node.getAttribute('fill'))"


def test_a_class_of_the_legend_highlights_its_units(page_at: PageAt) -> None:
    page = ready(page_at("/map"))
    row = page.locator(".legend button").first
    count = int(row.locator(".n").inner_text())
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"{MAP} .unit:not(.dim)")).to_have_count(count)
    row.click()
    expect(page.locator(f"{MAP} .unit.dim")).to_have_count(0)


def test_the_inner_city_is_reached_by_inset_and_zoom(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi", map_geo="commune"))
    page.locator(f'.inset path[data-code="{DONG_DA["commune"]}"]').click()
    card_says(page, "Phường Đống Đa")
    small = shape(page, "00070").bounding_box()
    page.get_by_role("button", name="Nội thành", exact=True).click()
    large = shape(page, "00070").bounding_box()
    assert small is not None
    assert large is not None
    assert large["width"] > 3 * small["width"]
    page.get_by_role("button", name="Toàn bản đồ", exact=True).click()
    back = shape(page, "00070").bounding_box()
    assert back is not None
    assert back["width"] == pytest.approx(small["width"], abs=1)


def test_a_wheel_is_told_its_key_once_and_a_double_click_chooses(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi"))
    hint = page.get_by_text("Giữ Ctrl để phóng to", exact=True)
    shape(page, "271").dblclick()
    expect(shape(page, "271")).to_have_attribute("aria-selected", "true")
    page.mouse.wheel(0, 1)
    expect(hint).to_be_visible()
    expect(hint).to_be_hidden()
    page.mouse.wheel(0, -1)
    settle(page)
    expect(hint).to_be_hidden()


def test_official_only_says_what_is_not_published(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi", official="1", map_ind="online_application_rate_766"))
    published = page.locator(".legend button", has_text="chưa công bố")
    missing = int(published.locator(".n").inner_text())
    assert 0 < missing < 30
    pattern = published.locator("rect").get_attribute("fill")
    assert pattern == "url(#lN)"
    expect(page.locator(f'{MAP} .unit[fill="url(#mN)"]')).to_have_count(missing)
    assert page.locator("tbody tr", has_text="chưa công bố").count() == missing
    assert page.locator("[data-testid=stAlert]").count() == 0
    empty = ready(page_at("/map", lang="vi", official="1", map_ind=SERIES))
    expect(empty.locator(".map-answer")).to_contain_text("chưa đơn vị nào có số liệu chính thức")
    expect(empty.locator(f'{MAP} .unit[fill="url(#mN)"]')).to_have_count(30)


def test_illustrative_values_are_hatched_under_the_banner(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi", map_ind=SERIES))
    expect(page.locator("[data-testid=stAlert]")).to_be_visible()
    assert all(
        fill.startswith("url(#mi") for fill in page.locator(f"{MAP} .unit").evaluate_all(FILLS)
    )
    expect(page.locator(".legend")).to_contain_text("Gạch chéo: giá trị minh họa")
    shape(page, "271").hover()
    expect(page.locator(".tip .badge")).to_have_text("minh họa")


def test_picture_and_figures_can_be_taken_away(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi", map_geo="commune", map_ind=SERIES))
    page.locator(".st-key-map_menu button").first.click()
    with page.expect_download() as download:
        page.get_by_text("Hình ảnh (PNG)").click()
    picture = Image.open(download.value.path()).convert("RGB")
    colours = picture.getcolors(maxcolors=1 << 24)
    assert colours is not None
    painted = {colour for count, colour in colours if count > 2_000}
    assert len(painted & {rgb(colour) for colour in SEQUENTIAL["light"]}) >= 5
    with page.expect_download() as download:
        page.get_by_text("Số liệu (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = [
        row for row in csv.DictReader(io.StringIO(text)) if not row["series_id"].startswith("#")
    ]
    assert len(rows) == 126 * 3
    assert {row["provenance"] for row in rows} == {"illustrative"}
    assert all(row["value"] and row["period"] and row["source"] for row in rows)
    assert "# " in text.splitlines()[-1]


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_a_phone_shows_all_without_sideways_scroll(page_at: PageAt, geography: Geography) -> None:
    page = page_at(
        "/map", screen=PHONE, map_geo=geography, map_ind=SERIES, map_unit=DONG_DA[geography]
    )
    ready(page)
    widths = page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain], html')]"
        ".map((node) => node.scrollWidth - node.clientWidth)"
    )
    assert max(widths) <= 0
    for selector in (MAP, ".legend", ".scroll", ".inset svg", ".card h2"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None, selector
        assert box["x"] >= 0, selector
        assert box["x"] + box["width"] <= PHONE[0], selector


def test_arrow_keys_in_the_map_turn_the_page_of_a_presentation_and_move_nothing(
    page_at: PageAt,
) -> None:
    page = ready(page_at("/map", lang="vi", map_ind=SERIES, map_period="2024", present="1"))
    page.locator(f"{MAP} .unit[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: urlsplit(url).path == "/unit")
    settle(page)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: urlsplit(url).path == "/map")
    settle(page)
    steps = ready(page).locator(".steps input")
    steps.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: urlsplit(url).path == "/")
    settle(page)
    page.go_back()
    expect(ready(page).locator(".steps output")).to_have_text("2024")
    assert "map_unit" not in query(page)
    # What a presentation took from the map is the map's own again once it has ended.
    page.keyboard.press("Escape")
    expect(page.locator('[data-testid="stTopNavLink"]').first).to_be_visible()
    settle(page)
    steps.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: query_of(url).get("map_period") == "2023")
    start = page.locator(f"{MAP} .unit[tabindex='0']")
    start.focus()
    code = page.evaluate(FOCUSED)
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) != code
    assert urlsplit(page.url).path == "/map"
