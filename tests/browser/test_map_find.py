"""Finding, filtering, reading one unit, and stepping over the reform."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from lib.model.vocabulary import Geography
from lib.style.palette import MISSING
from tests.browser.conftest import PHONE, OpenerOf, PageAt, settle
from tests.browser.test_map import (
    FILLS,
    GEOGRAPHIES,
    MAP,
    UNITS,
    card_says,
    query_of,
    ready,
    shape,
)
from tests.browser.test_map_meaning import choose, told
from tests.serving import ROOT, Server, serving

SERIES = "adults_with_digital_signature"


def found(page: Page) -> list[str]:
    return sorted(page.locator("tbody tr:visible th").all_text_contents())


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("dong da", ["Đống Đa"]),
        ("Đống Đa", ["Đống Đa"]),
        ("q. dong da", ["Đống Đa"]),
        ("quận đống đa", ["Đống Đa"]),
        ("h. dong da", []),
        ("tx", ["Sơn Tây", "Thanh Xuân"]),
        ("thị xã sơn", ["Sơn Tây"]),
        ("h.ba vì", ["Ba Vì"]),
        ("huyen ba", ["Ba Vì"]),
        ("hbt", ["Hai Bà Trưng"]),
        ("hoankiem", ["Hoàn Kiếm"]),
        ("ba dinh district", ["Ba Đình"]),
    ],
)
def test_a_district_is_found_as_people_write_it(
    page_at: PageAt, typed: str, names: list[str]
) -> None:
    page = ready(page_at("/map", lang="vi"))
    page.locator(".find").fill(typed)
    assert found(page) == names
    # The map greys the others.
    expect(page.locator(f"{MAP} .unit:not(.dim)")).to_have_count(len(names))
    if not names:
        expect(page.get_by_text("Không có đơn vị nào tên như vậy")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("p. dong da", "Đống Đa"), ("phường ô chợ dừa", "Ô Chợ Dừa"), ("x. ba vi", "Ba Vì"),
     ("xã hòa xá", "Hòa Xá"), ("ocd", "Ô Chợ Dừa"), ("vmqtg", "Văn Miếu - Quốc Tử Giám")],
)  # fmt: skip
def test_a_ward_or_commune_is_found_as_people_write_it(
    page_at: PageAt, typed: str, name: str
) -> None:
    page = ready(page_at("/map", lang="vi", map_geo="commune"))
    page.locator(".find").fill(typed)
    assert name in found(page)
    assert len(found(page)) <= 2


@pytest.mark.parametrize("screen", [(1920, 1080), PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_search_then_enter_chooses_for_map_table_card_and_link(
    page_at: PageAt, geography: Geography, screen: tuple[int, int]
) -> None:
    page = ready(page_at("/map", lang="vi", screen=screen, map_geo=geography))
    page.locator(".find").fill("q. dong da" if geography == "district" else "p dong da")
    page.locator(".find").press("Enter")
    card_says(page, "Quận Đống Đa" if geography == "district" else "Phường Đống Đa")
    code = {"district": "006", "commune": "00235"}[geography]
    expect(shape(page, code)).to_have_attribute("aria-selected", "true")
    expect(page.locator("tr.chosen")).to_contain_text("Đống Đa")
    told(page, "map_unit", code)


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_filters_grey_the_others_say_so_and_are_in_the_link(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=SERIES, map_target="2025"))
    choose(page, "group", "rural")
    told(page, "map_group", "rural")
    left = page.locator(f"{MAP} .unit:not(.dim)")
    rural = left.count()
    assert 0 < rural < UNITS[geography]
    expect(page.locator(".filter")).to_contain_text(f"Shown: {rural} of {UNITS[geography]}")
    assert page.locator("tbody tr:visible").count() == rural
    choose(page, "status", "short")
    told(page, "map_status", "short")
    short = left.count()
    assert short <= rural
    expect(page.locator(".filter")).to_contain_text("(rural, below the target's level)")
    page.reload()
    settle(page)
    expect(left).to_have_count(short)
    page.get_by_role("button", name="Show all").click()
    expect(left).to_have_count(UNITS[geography])
    page.wait_for_url(lambda url: "map_group" not in url and "map_status" not in url)


@pytest.mark.parametrize(
    ("geography", "series"), [("district", "n_townships"), ("commune", "electronic_health_records")]
)
def test_ties_are_said_as_ties(page_at: PageAt, geography: Geography, series: str) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=series))
    values: list[tuple[str, str]] = page.locator("tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [row.querySelector('.rank').textContent,"
        " row.querySelector('td.num:not(.more)').textContent])"
    )
    held: dict[str, list[str]] = {}
    for rank, value in values:
        if rank != "–":
            held.setdefault(rank, []).append(value)
    # Those who share a rank have one printed value, and nobody else has it; they alone are marked.
    assert all(len(set(alike)) == 1 for alike in held.values())
    assert len({alike[0] for alike in held.values()}) == len(held)
    assert {rank for rank, alike in held.items() if len(alike) > 1} == {
        rank for rank in held if rank.endswith("=")
    }
    rank, alike = next((rank, alike) for rank, alike in held.items() if rank.endswith("="))
    # The next rank counts those who share this one.
    places = sorted(int(rank.removesuffix("=")) for rank in held)
    place = int(rank.removesuffix("="))
    assert place + len(alike) in (*places, sum(map(len, held.values())) + 1)
    page.locator("tbody tr", has=page.locator(f"td.rank:text-is('{rank}')")).first.hover()
    shared = f"rank {place} of {sum(map(len, held.values()))}, shared by {len(alike)}"
    # No sentence ranks what was made for demonstration.
    if geography == "district":
        expect(page.locator(".tip")).to_contain_text(shared)
    else:
        expect(page.locator(".tip")).not_to_contain_text("rank")


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_the_tip_tells_all_that_is_known_without_a_server(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=SERIES))
    code = {"district": "271", "commune": "00235"}[geography]
    page.evaluate(
        "() => { window.said = 0; WebSocket.prototype.send = () => { window.said += 1 } }"
    )
    shape(page, code).hover()
    tip = page.locator(".tip")
    target = {"district": "Target 2025", "commune": "Target 2030: 70–80%"}[geography]
    for text in ("City: ", target, "percentage points short", "Source: "):
        expect(tip).to_contain_text(text)
    expect(tip.locator(".badge")).to_have_text("illustrative")
    expect(tip.locator("svg.spark path")).to_have_attribute("d", A_LINE)
    expect(tip.locator(".goal").first).to_contain_text("Target 2025")
    before = page.locator(f"{MAP} .unit").evaluate_all(FILLS)
    assert page.evaluate("window.said") == 0
    page.locator(".legend button:visible").first.click()
    expect(page.locator(f"{MAP} .unit.dim").first).to_be_attached()
    assert page.locator(f"{MAP} .unit").evaluate_all(FILLS) == before
    # For the link alone, which can wait until the reader has settled.
    page.wait_for_function("() => window.said === 1")


# A line of at least two points.
A_LINE = re.compile(r"^M[\d.]+ [\d.]+L")


def test_the_card_leads_across_the_reform_and_says_in_part(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_ind=SERIES, map_unit="009"))
    card = page.locator(".card")
    expect(card).to_contain_text("Since 1 July 2025 mainly in:")
    expect(card).to_contain_text("In part also in:")
    name = card.locator("button.link").first.inner_text()
    card.locator("button.link").first.click()
    expect(page.locator(f"{MAP} .unit")).to_have_count(126)
    expect(page.locator(".card h2")).to_contain_text(name)
    expect(card).to_contain_text("Before 1 July 2025 mainly in:")
    expect(card).to_contain_text("Old communes taken over")
    told(page, "map_geo", "commune")


def test_the_reform_is_a_break_in_time_with_a_sentence(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_ind=SERIES))
    expect(page.locator(".reform")).to_contain_text("Figures are not carried across that date.")
    last = page.locator(".steps output").inner_text()
    page.locator(f"{MAP} .unit[tabindex='0']").focus()
    page.keyboard.press("[")
    expect(page.locator(".steps output")).not_to_have_text(last)
    page.keyboard.press("]")
    expect(page.locator(".steps output")).to_have_text(last)
    # The last district period is where the districts end: no key goes beyond.
    page.keyboard.press("]")
    expect(page.locator(".steps output")).to_have_text(last)
    page.locator(".cross").click()
    expect(page.locator(f"{MAP} .unit")).to_have_count(126)
    expect(page.locator(".reform")).to_contain_text("began on 1 July 2025")
    page.locator(".cross").click()
    expect(page.locator(f"{MAP} .unit")).to_have_count(30)


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_indicators_are_narrowed_to_a_pillar_and_the_one_shown_stays(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=SERIES))
    groups = page.locator("[data-choice=ind] optgroup")
    every = groups.evaluate_all("(nodes) => nodes.map((node) => node.label)")
    assert len(every) == 4
    choose(page, "pillar", "economy")
    told(page, "map_pillar", "economy")
    expect(groups).to_have_count(2)
    assert groups.evaluate_all("(nodes) => nodes.map((n) => n.label)")[0] == "Digital economy"
    expect(groups.nth(1).locator("option")).to_have_count(1)
    expect(page.locator("[data-choice=ind]")).to_have_value(SERIES)
    economic = groups.first.locator("option").first.get_attribute("value")
    assert economic is not None
    choose(page, "ind", economic)
    told(page, "map_ind", economic)
    expect(groups).to_have_count(1)
    choose(page, "pillar", "all")
    expect(groups).to_have_count(4)


def test_the_selection_survives_indicator_and_language(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_unit="271", map_ind=SERIES))
    choose(page, "ind", "electronic_health_records")
    told(page, "map_ind", "electronic_health_records")
    card_says(page, "Ba Vi District")
    page.get_by_text("Tiếng Việt", exact=True).click()
    card_says(page, "Huyện Ba Vì")
    expect(shape(page, "271")).to_have_attribute("aria-selected", "true")
    assert query_of(page.url)["map_unit"] == "271"


def test_all_columns_can_be_shown_and_sorted(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_ind=SERIES, map_colour="gap"))
    heads = page.locator("thead th:visible")
    expect(heads).to_have_count(3)
    page.get_by_role("button", name="All columns").click()
    expect(heads).to_have_count(8)
    told(page, "map_table", "all")
    page.get_by_role("button", name="Against the city").click()
    versus = page.locator("tbody tr td:nth-child(5)").all_text_contents()
    numbers = [float(text.replace("−", "-").replace("+", "")) for text in versus]
    assert numbers == sorted(numbers, reverse=True)
    expect(page.locator("tbody tr").first).to_contain_text("illustrative")


def test_a_unit_leads_to_its_page(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_unit="271"))
    page.get_by_role("link", name="All indicators of this unit").click()
    page.wait_for_url(lambda url: "/unit" in url)
    settle(page)
    expect(page.get_by_text("Ba Vi").first).to_be_visible()


EMPTY = {
    "not_published": "N",
    "not_collected": "C",
    "not_applicable": "A",
    "suppressed": "S",
    "no_data_for_period": "P",
}
EMPTY_CODES = {
    "district": ("001", "002", "003", "004", "005"),
    "commune": ("00004", "00008", "00025", "00070", "00082"),
}
LAST = {"district": "2025-01-01/2025-06-30", "commune": "2026-Q1"}


@pytest.fixture(scope="module")
def with_gaps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a package in which five units of each side of the reform lack a figure.

    Each for a reason of its own.
    """
    folder = tmp_path_factory.mktemp("gaps") / "data"
    shutil.copytree(ROOT / "data", folder)
    (folder / "datapackage.json").unlink()
    for geography in GEOGRAPHIES:
        path = folder / "observations" / f"illustrative_{geography}s.csv"
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        gaps = dict(zip(EMPTY_CODES[geography], EMPTY, strict=True))
        for row in rows:
            is_last = row["period"] == LAST[geography]
            if row["series_id"] == SERIES and is_last and row["unit_code"] in gaps:
                row |= {"value": "", "missing_reason": gaps[row["unit_code"]]}
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    with serving(environment={"HANOISO_DATA": str(folder)}) as running:
        yield running


@pytest.mark.parametrize("screen", [(1920, 1080), PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_five_kinds_of_empty_have_each_a_pattern_and_a_word(
    with_gaps: Server,
    opener_of: OpenerOf,
    geography: Geography,
    screen: tuple[int, int],
) -> None:
    page = ready(
        opener_of(with_gaps)("/map", lang="en", screen=screen, map_geo=geography, map_ind=SERIES)
    )
    for code, (reason, letter) in zip(EMPTY_CODES[geography], EMPTY.items(), strict=True):
        word = {"no_data_for_period": "no data for this period"}.get(
            reason, reason.replace("_", " ")
        )
        expect(shape(page, code)).to_have_attribute("fill", f"url(#m{letter})")
        expect(shape(page, code)).to_have_accessible_name(re.compile(word))
        assert page.locator(f"{MAP} pattern#m{letter} path").get_attribute("d")
        inset = page.locator(f'.inset path[data-code="{code}"]')
        expect(inset).to_have_attribute("fill", f"url(#s{letter})")
        row = page.locator(".legend button", has_text=word)
        expect(row.locator(".n")).to_have_text("1")
        expect(row.locator("rect")).to_have_attribute("fill", f"url(#l{letter})")
        line = page.locator("tbody tr", has_text=word)
        expect(line).to_have_count(1)
        expect(line.locator("rect")).to_have_attribute("fill", f"url(#l{letter})")
        # Picked like a class, and named in the link without a language.
        row.click()
        assert page.locator(f"{MAP} .unit:not(.dim)").get_attribute("data-code") == code
        told(page, "map_lit", reason)
    drawn = page.locator(f"{MAP} pattern path").evaluate_all(
        "(paths) => paths.map((path) => path.getAttribute('d'))"
    )
    assert len(set(drawn)) == 6  # the five, and the hatching of what is illustrative


def test_the_empty_are_in_the_picture_too(
    with_gaps: Server, opener_of: OpenerOf, tmp_path: Path
) -> None:
    page = ready(opener_of(with_gaps)("/map", lang="en", map_ind=SERIES))
    page.locator(".st-key-map_menu button").first.click()
    with page.expect_download() as download:
        page.get_by_text("Picture (PNG)").click()
    picture = tmp_path / "map.png"
    download.value.save_as(picture)
    with Image.open(picture) as drawn:
        colours = drawn.convert("RGB").getcolors(maxcolors=1 << 24)
    assert colours is not None
    grey = tuple(int(MISSING["light"][i : i + 2], 16) for i in (1, 3, 5))
    assert {colour: count for count, colour in colours}.get(grey, 0) > 1_000


def test_what_is_taken_away_says_what_is_filtered_on_the_screen(page_at: PageAt) -> None:
    """The server finds the same units as the browser, and fades them in the picture."""
    opened = page_at(
        "/map", lang="en", theme="dark", map_geo="commune", map_group="urban", map_find="h"
    )
    page = ready(opened)
    left = page.locator(f"{MAP} .unit:not(.dim)")
    count = left.count()
    assert 1 < count < page.locator(f"{MAP} .unit").count() / 2
    page.locator(".st-key-map_menu button").first.click()
    taken = {}
    for ending in ("csv", "png"):
        with page.expect_download() as download:
            page.locator(f".st-key-map_{ending} button").click()
        taken[ending] = download.value.path()
    notes = taken["csv"].read_text(encoding="utf-8-sig")
    assert f"On the screen: urban core, “h”, {count} of 126 wards and communes." in notes
    assert "the table and the map data hold all of them" in notes
    with Image.open(taken["png"]) as drawn:
        colours = drawn.convert("RGB").getcolors(maxcolors=1 << 24)
    assert colours is not None
    strong = {
        tuple(int(fill[i : i + 2], 16) for i in (1, 3, 5))
        for fill in left.evaluate_all("(units) => units.map((one) => one.getAttribute('fill'))")
    }
    painted = sum(n for n, colour in colours if colour in strong)
    # Most of the land is faded: the core is small.
    assert 0 < painted < 0.1 * sum(n for n, _colour in colours)


def test_the_card_tells_its_verdicts_in_the_language_of_the_page(page_at: PageAt) -> None:
    page = ready(
        page_at(
            "/map", map_geo="commune", map_ind="adults_with_smartphone", map_unit="00619", lang="vi"
        )
    )
    verdicts = page.locator(".verdict")
    expect(verdicts.first).to_contain_text("hoàn thành")
    page.locator(".st-key-lang button", has_text="English").click()
    expect(page.locator("h1")).to_have_text("Map")
    settle(page)
    expect(verdicts.first).to_contain_text("met")
