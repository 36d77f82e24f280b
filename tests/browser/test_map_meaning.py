"""What the colours of the map mean and how they are classed: one choice, seen everywhere."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from shapely.geometry import LinearRing

from lib.model.vocabulary import Geography
from lib.wording.numbers import THIN
from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, Theme, settle
from tests.browser.test_access import RULES
from tests.browser.test_map import FILLS, GEOGRAPHIES, MAP, UNITS, query_of, ready, shape

MEANINGS = ("value", "gap", "share", "change", "verdict")
SERIES = "adults_with_digital_signature"
CHOSEN = {"district": "271", "commune": "00235"}

# Every fill and how many rows of the legend, or steps of its bar, have it.
SWATCHES = "(nodes) => nodes.map((node) => node.getAttribute('fill'))"


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"[data-choice={name}]").select_option(value)


def choice(page: Page, name: str) -> Locator:
    return page.locator(f"[data-choice={name}]")


def told(page: Page, key: str, value: str) -> None:
    """Wait until the link holds a choice."""
    page.wait_for_url(lambda url: query_of(url).get(key) == value)


def legend_equals_map(page: Page) -> None:
    """Every unit wears a fill of the legend, as often as the legend counts."""
    settle(page)
    rows = page.locator(".legend button:visible")
    swatches = rows.locator("rect").evaluate_all(SWATCHES)
    counts = [int(text) for text in rows.locator(".n").all_text_contents()]
    fills = page.locator(f"{MAP} .unit").evaluate_all(FILLS)
    plain = [fill.replace("url(#m", "url(#l") for fill in fills]
    assert set(plain) <= set(swatches)
    assert [plain.count(fill) for fill in swatches] == counts
    assert sum(counts) == len(fills)


@pytest.mark.parametrize("meaning", MEANINGS)
@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_legend_answer_table_and_link_follow_the_meaning(
    page_at: PageAt, geography: Geography, meaning: str
) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=SERIES))
    before = page.locator(".map-answer").inner_text()
    if meaning != "value":
        choose(page, "colour", meaning)
        told(page, "map_colour", meaning)
        expect(page.locator(".map-answer")).not_to_have_text(before)
    legend_equals_map(page)
    head = page.locator("th[scope=col][aria-sort=descending]")
    wanted = {
        "value": "Value (%)",
        "gap": "Gap to the target (ahead (+) or behind (−), percentage points)",
        "share": "Share of the shortfall (% of the shortfall)",
        "change": "Change since (percentage points)",
        "verdict": "Verdict on the target",
    }
    expect(head).to_have_text(wanted[meaning])
    shape(page, CHOSEN[geography]).hover()
    expect(page.locator(".tip .big")).not_to_be_empty()
    # The value itself is told whatever the colours mean.
    expect(page.locator(".tip")).to_contain_text("%")


def test_a_link_with_a_meaning_opens_alike_in_both_languages(page_at: PageAt) -> None:
    page = ready(
        page_at(
            "/map",
            lang="vi",
            map_geo="commune",
            map_ind=SERIES,
            map_colour="gap",
            map_target="2025",
            map_classes="equal",
        )
    )
    vietnamese = page.locator(f"{MAP} .unit").evaluate_all(FILLS)
    expect(page.locator(".map-answer")).to_contain_text(
        f"khoảng cách tới mục tiêu 2025 (50{THIN}%)"
    )
    page.get_by_text("English", exact=True).click()
    expect(page.locator(".map-answer")).to_contain_text("gap to the target 2025 (50%)")
    assert page.locator(f"{MAP} .unit").evaluate_all(FILLS) == vietnamese
    assert choice(page, "classes").input_value() == "equal"


def test_a_meaning_that_cannot_be_shown_says_why(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_geo="commune", map_ind=SERIES, map_colour="gap"))
    expect(page.locator(".legend .what")).to_contain_text("Gap to the target 2030")
    choose(page, "ind", "population_density")
    expect(page.locator(".controls [role=status]").first).to_contain_text(
        "“Gap to the target” cannot be shown: no target is set for this indicator."
    )
    assert choice(page, "colour").input_value() == "value"
    closed = choice(page, "colour").locator("option[value=gap]")
    assert closed.evaluate("(option) => option.disabled")
    expect(closed).to_contain_text("no target is set")
    # What was asked for comes back with an indicator that allows it.
    choose(page, "ind", "electronic_health_records")
    expect(page.locator(".legend .what")).to_contain_text("Gap to the target 2030")


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_classes_hold_over_time_and_every_method_has_its_own(
    page_at: PageAt, geography: Geography
) -> None:
    page = ready(page_at("/map", lang="vi", map_geo=geography, map_ind=SERIES))
    labels = page.locator(".legend .class")
    seen: list[list[str]] = []
    for method in ("quantile", "equal", "fixed"):
        choose(page, "classes", method)
        if method != "quantile":
            told(page, "map_classes", method)
        if seen:
            expect(labels.first).not_to_have_text(seen[-1][0])
        legend_equals_map(page)
        seen.append(labels.all_text_contents())
    page.locator(".steps button").first.click()
    assert labels.all_text_contents() == seen[-1]
    legend_equals_map(page)


def test_breaks_of_ones_own_are_in_the_link_as_numbers(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="vi", map_ind=SERIES, map_classes="fixed"))
    choice(page, "breaks").fill("10; 22,5; 40")
    choice(page, "breaks").press("Enter")
    choice(page, "breaks").blur()
    told(page, "map_breaks", "10,22.5,40")
    expect(page.locator(".legend .class")).to_have_text(["≥ 40", "22,5 – 40", "10 – 22,5", "< 10"])
    legend_equals_map(page)


def test_a_continuous_scale_is_drawn_with_the_colours_of_the_map(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_classes="continuous"))
    bar = page.locator(".legend .bar rect").evaluate_all(SWATCHES)
    fills = page.locator(f"{MAP} .unit").evaluate_all(FILLS)
    assert set(fills) <= set(bar)
    assert len(set(fills)) > 6
    # The densest has the last colour, the emptiest the first.
    assert shape(page, "006").get_attribute("fill") == bar[-1]
    assert shape(page, "271").get_attribute("fill") == bar[0]
    expect(page.locator(".legend .ends span")).to_have_text(["666", "21,484", "42,302"])


def test_a_class_is_highlighted_by_key(page_at: PageAt) -> None:
    page = ready(page_at("/map", map_ind=SERIES, map_colour="verdict"))
    row = page.locator(".legend button:visible").first
    row.focus()
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-pressed", "true")
    count = int(row.locator(".n").inner_text())
    expect(page.locator(f"{MAP} .unit:not(.dim)")).to_have_count(count)


def test_a_verdict_has_a_shape_and_a_word_as_well_as_a_colour(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_ind="electronic_health_records",
                         map_colour="verdict", map_target="2025"))  # fmt: skip
    labels = page.locator(".legend .class").all_text_contents()
    assert all(label[0] in "✔✓✖✗○⊘" and label[1] == " " for label in labels), labels
    cells = page.locator("tbody td.num:not(.more)").all_text_contents()
    assert {cell.strip().removesuffix(" illustrative") for cell in cells} <= set(labels)


@pytest.mark.parametrize(
    ("geography", "period", "is_provisional"),
    [("commune", "2026-Q1", True)],
)
def test_a_provisional_verdict_is_hollow_on_map_legend_and_table_and_says_so(
    page_at: PageAt, *, geography: Geography, period: str, is_provisional: bool
) -> None:
    page = ready(page_at("/map", lang="en", map_geo=geography, map_ind=SERIES, map_period=period,
                         map_colour="verdict"))  # fmt: skip
    legend_equals_map(page)
    rows = page.locator(".legend button:visible").filter(has_text="on track")
    own = rows.filter(has_text="provisional") if is_provisional else rows.filter(
        has_not_text="provisional"
    )  # fmt: skip
    expect(own).to_have_count(1)
    count = int(own.locator(".n").inner_text())
    assert count > 0
    hollow = int(is_provisional)
    expect(own.locator(".hollow")).to_have_count(hollow)
    fill = (own.locator("rect").get_attribute("fill") or "").replace("#l", "#m")
    worn = page.locator(f'{MAP} .unit[fill="{fill}"]')
    expect(worn).to_have_count(count)
    # Rings on its pattern, beside the hatching that says illustrative.
    tile = page.locator(f"{MAP} pattern{fill[4:-1]} path").get_attribute("d") or ""
    assert ("a1.8" in tile) == is_provisional
    said = page.locator("tbody tr", has_text="on track (provisional)")
    expect(said).to_have_count(count * hollow)
    expect(page.locator("tbody td .hollow:visible")).to_have_count(
        page.locator("tbody tr", has_text="provisional").count()
    )
    expect(worn.first).to_have_accessible_name(
        re.compile(r"on track \(provisional\)" if is_provisional else r"▲ on track,")
    )
    assert (page.locator(f"{MAP} .name .hollow").count() > 0) == is_provisional


def test_changes_start_after_the_period_they_are_counted_from(page_at: PageAt) -> None:
    page = ready(page_at("/map", lang="en", map_ind=SERIES, map_colour="change", map_since="2023"))
    expect(page.locator(".legend .what")).to_have_text("Change since 2023")
    page.locator(".steps input").focus()
    page.keyboard.press("Home")
    empty = page.locator(".legend button:visible", has_text="not applicable")
    expect(empty.locator(".n")).to_have_text("30")
    expect(page.locator(f'{MAP} .unit[fill="url(#mA)"]')).to_have_count(30)
    expect(page.locator(".map-answer")).to_contain_text("choose a later period")
    # Picked, it stays in the legend where nobody has it, and can be let go.
    empty.press("Enter")
    page.locator(".steps input").press("End")
    expect(empty.locator(".n")).to_have_text("0")
    expect(page.locator(f"{MAP} .unit.dim")).to_have_count(30)
    empty.press("Enter")
    expect(page.locator(f"{MAP} .unit.dim")).to_have_count(0)
    expect(empty).to_have_count(0)


@pytest.mark.parametrize(
    ("geography", "period"), [("district", "2025-01-01/2025-06-30"), ("commune", "2026-Q1")]
)
def test_what_is_taken_away_has_the_meaning_and_the_marks(
    page_at: PageAt, geography: Geography, period: str
) -> None:
    page = ready(page_at("/map", lang="vi", map_geo=geography, map_ind=SERIES, map_colour="gap"))
    page.locator(".st-key-map_menu button").first.click()
    with page.expect_download() as download:
        page.get_by_text("Bản đồ (GeoJSON)").click()
    sent = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert len(sent["features"]) == UNITS[geography]
    for feature in sent["features"]:
        about = feature["properties"]
        assert about["is_illustrative"] is True
        assert about["provenance"] == "illustrative"
        assert about["period"] == period
        assert about["source"]
        assert about["data_version"]
        # Districts did not live to see 2030: they are held to the target of 2025.
        target = {"district": 50, "commune": 70}[geography]
        assert about["shown"] == pytest.approx(about["value"] - target, abs=0.005)
        rings = feature["geometry"]["coordinates"]
        outer = rings[0][0] if feature["geometry"]["type"] == "MultiPolygon" else rings[0]
        assert LinearRing(outer).is_ccw
    with page.expect_download() as download:
        page.get_by_text("Số liệu (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["unit_code"]]
    aim = {"district": f"2025: 50{THIN}%", "commune": f"2030: 70–80{THIN}%"}[geography]
    assert {row["shown_means"] for row in rows} == {f"Khoảng cách tới mục tiêu {aim}"}
    assert {row["shown_provenance"] for row in rows} == {"illustrative"}


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("geography", "meaning"), [("district", "verdict"), ("commune", "gap")])
def test_every_panel_is_accessible_and_in_the_screen(
    page_at: PageAt, geography: Geography, meaning: str, theme: Theme, screen: Screen
) -> None:
    page = ready(
        page_at(
            "/map",
            theme=theme,
            screen=screen,
            map_geo=geography,
            map_ind=SERIES,
            map_colour=meaning,
            map_unit=CHOSEN[geography],
            map_group="rural",
            map_table="all",
        )
    )
    found = Axe().run(page, options=RULES).response["violations"]
    said = [
        f"{one['id']}: {node['target']} {node['failureSummary'][:200]}"
        for one in found
        for node in one["nodes"]
    ]
    assert not said, "\n".join(said)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= screen[0]
    for selector in (MAP, ".legend", ".card h2", ".scroll", ".choices", ".steps", ".filter"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None, selector
        assert box["x"] >= 0, selector
        assert box["x"] + box["width"] <= screen[0] + 1, selector
