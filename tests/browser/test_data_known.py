"""What there is and what is wanted: seen, opened by keyboard, read on a phone, taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from lib.model.vocabulary import Lang, MissingReason
from tests.browser import data_kit
from tests.browser.conftest import DESKTOP, PHONE, OpenerOf, PageAt, Screen, Theme, settle
from tests.browser.seen import runs_off, violations_of
from tests.data import store_kit

GRDP = "GRDP growth: The whole city; As published"
PAR = "PAR index of districts"
FILING = (
    "Online filing rate: Dossiers of communes; Dossiers filed online over those received, since "
    "1 July 2025"
)
SIGNATURES = "Adults with a digital signature"


def row_of(page: Page, name: str) -> Locator:
    exact = re.compile(f"^{re.escape(name)}$")
    return page.locator(".da-matrix tbody tr").filter(has=page.locator("summary", has_text=exact))


def cells_of(page: Page, name: str) -> dict[str, tuple[str, str]]:
    """A row's cells by year: what is seen, and what is heard; empty ones are left out."""
    years = page.locator(".da-matrix thead th").all_inner_texts()[1:]
    found = {}
    for year, cell in zip(years, row_of(page, name).locator("td").all(), strict=True):
        seen = cell.locator("[aria-hidden]").all_inner_texts()
        heard = cell.locator(".da-heard").all_text_contents()
        if seen:
            assert cell.get_attribute("title") == heard[0]
            found[year] = (seen[0], heard[0])
    return found


@pytest.mark.parametrize(
    ("lang", "asked", "name", "cells"),
    [
        ("en", {"d_pillar": "economy"}, GRDP,
         {"2019": ("O", "official"), "2020": ("E", "official estimate"), "2022": ("O", "official"),
          "2025": ("E", "official estimate")}),
        ("en", {"d_pillar": "economy"}, "Nominal GRDP growth",
         {"2025": ("C", "computed from official figures")}),
        ("en", {"d_geo": "district"}, PAR,
         {"2021": ("30 I / 30", "illustrative 30/30"),
          "2023": ("5 O 25 I / 30", "official 5/30, illustrative 25/30")}),
        ("en", {"d_geo": "commune"}, FILING,
         {"2025": ("1 O 125 I / 126", "official 1/126, illustrative 125/126"),
          "2026": ("126 I / 126", "illustrative 126/126")}),
        ("vi", {"d_geo": "district", "d_pillar": "general"}, "Số hộ",
         {"2019": ("1 C / 30", "chính thức 1/30")}),
    ],
    ids=["city", "city_derived", "district", "commune", "vietnamese"],
)  # fmt: skip
def test_a_cell_tells_how_many_units_have_which_kind_of_figure(
    page_at: PageAt,
    lang: Lang,
    asked: dict[str, Any],
    name: str,
    cells: dict[str, tuple[str, str]],
) -> None:
    page = page_at("/data", lang=lang, **asked)
    found = cells_of(page, name)
    assert {year: found.get(year) for year in cells} == cells
    # No cell is a guess: a year of which nothing was found is empty.
    if name == GRDP:
        assert "2021" not in found


def test_illustrative_values_are_hatched_and_one_switch_takes_them_away(page_at: PageAt) -> None:
    page = page_at("/data", lang="en", d_geo="district")
    hatched = row_of(page, PAR).locator("td.made")
    assert "gradient" in hatched.first.evaluate("one => getComputedStyle(one).backgroundImage")
    before = int(held(page).rpartition(": ")[2])
    page.get_by_text("Official only").click()
    settle(page)
    assert cells_of(page, PAR)["2023"] == ("5 O / 30", "official 5/30")
    expect(page.locator("td.made")).to_have_count(0)
    assert "I" not in {mark for cell in cells_of(page, PAR).values() for mark in cell[0].split()}
    # What has illustrative values alone is now without.
    assert int(held(page).rpartition(": ")[2]) < before
    _name, content = data_kit.taken(page, "data_matrix")
    assert "illustrative" not in {row["kind"] for row in data_kit.table(content)}


def held(page: Page) -> str:
    return page.locator(".st-key-d_show button").first.inner_text()


def test_the_keyboard_reads_the_matrix_and_opens_a_row_to_words(page_at: PageAt) -> None:
    page = page_at("/data", lang="en", d_geo="district")
    box = page.get_by_role("region", name="Coverage by series and year")
    box.focus()
    assert box.evaluate("one => one.scrollHeight > one.clientHeight") is (
        box.evaluate("one => { one.scrollTop = 99; return one.scrollTop > 0 }")
    )
    row = row_of(page, PAR)
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    line = row.locator("li", has_text="2023: official 5/30, illustrative 25/30")
    expect(line).to_be_visible()
    page.keyboard.press("Enter")
    expect(line).to_be_hidden()
    # The summary is reached by Tab alone, from the row before it.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == PAR


def test_the_choice_of_figures_is_made_by_keyboard_and_stands_in_the_address(
    page_at: PageAt,
) -> None:
    page = page_at("/data", lang="en")
    page.locator(".st-key-d_geo button").nth(1).focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(row_of(page, PAR)).to_have_count(1)
    assert "d_geo=district" in page.url
    expect(page.locator(".da-key")).to_contain_text("an empty cell: no figure found or taken in")


def test_series_without_figures_are_told_with_who_waits_and_where_there_are_some(
    page_at: PageAt,
) -> None:
    page = page_at("/data", lang="en", d_pillar="society")
    shown = page.locator(".st-key-d_show button")
    counts = [int(text.rpartition(": ")[2]) for text in shown.all_inner_texts()]
    shown.nth(1).click()
    settle(page)
    rows = page.locator(".da-matrix tbody tr")
    expect(rows).to_have_count(counts[1])
    row = rows.filter(has=page.get_by_role("rowheader", name=SIGNATURES, exact=True))
    expect(row.locator("td")).to_have_text(
        "No figure found or taken in. Targets that wait for it: 2025, 2030. "
        "There are figures of: 30 districts, 126 wards and communes."
    )
    page.goto(page.url)
    settle(page)
    expect(rows).to_have_count(counts[1])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[data_kit.House]:
    """Three wards that publish no figure, each for a reason of its own, and one that does."""
    with data_kit.house(tmp_path_factory.mktemp("missing")) as made:
        by = store_kit.source()
        why: dict[str, MissingReason | str] = {
            "00004": "suppressed", "00008": "not_collected", "00025": "not_published",
            "00070": "",
        }  # fmt: skip
        rows = store_kit.rows({(unit, "2027"): 41.0 for unit in why}, by=by)
        rows = rows.assign(missing_reason=rows["unit_code"].map(why))
        rows.loc[rows["missing_reason"].ne(""), "value"] = float("nan")
        other = rows.iloc[[0]].assign(period="2028")
        every = pd.concat([rows, other], ignore_index=True)
        data_kit.take_in(made, replace(store_kit.draft({}, base=0, by=by), rows=every))
        yield made


def test_a_figure_that_is_missing_has_its_reason_as_a_shape_and_in_words(
    house: data_kit.House, opener_of: OpenerOf
) -> None:
    page = opener_of(house.server)("/data", lang="en", d_geo="commune", d_pillar="society")
    cells = cells_of(page, SIGNATURES)
    assert cells["2027"] == (
        "1 O 1 – 1 … 1 ▪ / 126",
        "official 1/126, not published 1/126, not collected 1/126, suppressed 1/126",
    )
    assert cells["2028"] == ("1 ▪", "suppressed 1/126")
    row = row_of(page, SIGNATURES)
    row.locator("summary").click()
    expect(row.locator("li", has_text="2028: suppressed 1/126")).to_be_visible()
    key = page.locator(".da-key").inner_text()
    assert all(text in key for text in ("– not published", "… not collected", "▪ suppressed"))


def test_the_matrix_is_taken_away_with_every_series(page_at: PageAt) -> None:
    page = page_at("/data", lang="en", d_geo="district")
    counts = [
        int(text.rpartition(": ")[2])
        for text in page.locator(".st-key-d_show button").all_inner_texts()
    ]
    name, content = data_kit.taken(page, "data_matrix")
    rows = data_kit.table(content)
    assert name == "hanoiso_coverage_district_government.csv"
    assert len({row["series_id"] for row in rows}) == sum(counts)
    assert len({row["series_id"] for row in rows if row["kind"] == "no row"}) == counts[1]
    par = {
        (row["year"], row["kind"], row["units"], row["of"])
        for row in rows
        if row["series_id"] == "unit_par_index"
    }
    assert {("2023", "official", "5", "30"), ("2023", "illustrative", "25", "30")} <= par
    assert "version" in content.decode("utf-8-sig").splitlines()[-1]


def section_of(page: Page, head: str) -> Locator:
    return page.locator(".da-wanted section").filter(has=page.locator("h2", has_text=head))


def test_the_list_tells_for_each_target_which_figure_by_whom_and_to_which_level(
    page_at: PageAt,
) -> None:
    page = page_at("/data", lang="en", d_part="wanted")
    heads = page.locator(".da-wanted h2").all_inner_texts()
    assert [head.partition(":")[0] for head in heads] == ["D → C", "C → B", "B → A"]
    counts = [int(head.partition(": ")[2].removesuffix(" series")) for head in heads]
    assert counts == [
        section.locator("ol > li").count() for section in page.locator(".da-wanted section").all()
    ]
    expect(section_of(page, "D → C").locator("p")).to_have_text(
        "Now D: no published figure. With a first dated figure, C: one point, distance and "
        "required pace only."
    )
    item = section_of(page, "D → C").locator("ol > li").filter(has_text=SIGNATURES).first
    lines = item.locator("ul > li").all_inner_texts()
    assert lines[0].startswith("Target 2025: 50% (239/KH-UBND).")
    assert "for the end of 2025, measured on: Adults" in lines[0]
    assert "By whom: the People’s Committee of Hà Nội (239/KH-UBND)" in lines[0]
    assert lines[1].startswith("Target 2030: 70–80% (18-NQ/TU).")
    assert "By whom: the Party Committee of Hà Nội (18-NQ/TU)" in lines[1]
    # Nobody is asked for what has been published for good.
    expect(page.locator(".da-wanted")).not_to_contain_text("undefined")
    every = page.locator(".da-wanted ol > li").all_inner_texts()
    assert all("Target 20" in one and "By whom: " in one for one in every)


def test_the_list_is_taken_away_with_a_row_a_target(page_at: PageAt) -> None:
    page = page_at("/data", lang="vi", d_part="wanted")
    targets = page.locator(".da-wanted i").count()
    name, content = data_kit.taken(page, "data_wanted")
    rows = data_kit.table(content)
    assert (name, len(rows)) == ("hanoiso_wanted.csv", targets)
    levels = [row["level"] for row in rows]
    assert levels == sorted(levels, reverse=True)
    first = next(row for row in rows if row["series_id"] == "adults_with_digital_signature")
    assert (first["target_year"], first["level"], first["level_after"]) == ("2025", "D", "C")
    assert first["document"] == "239/KH-UBND"
    assert "UBND thành phố Hà Nội" in first["by_whom"]
    assert "cuối năm 2025" in first["figure"]


@pytest.mark.parametrize(
    ("theme", "lang", "screen"),
    [("light", "en", DESKTOP), ("dark", "vi", PHONE), ("light", "vi", PHONE)],
)
@pytest.mark.parametrize(
    "asked",
    [{"d_geo": "district"}, {"d_show": "none"}, {"d_part": "wanted"}],
    ids=["coverage", "without", "wanted"],
)
def test_nothing_is_wrong_for_a_reader_and_nothing_runs_off(
    page_at: PageAt, theme: Theme, lang: Lang, screen: Screen, asked: dict[str, Any]
) -> None:
    page = page_at("/data", lang=lang, theme=theme, screen=screen, **asked)
    opened = page.locator(".da-matrix summary")
    if opened.count():
        opened.first.click()
        expect(page.locator(".da-matrix details li").first).to_be_visible()
    assert not violations_of(page)
    assert not runs_off(page)
    if screen == PHONE:
        # Every line of text ends within the window, or in a box that scrolls by itself.
        beyond = page.evaluate(
            """() => [...document.querySelectorAll('.da-wanted li, .da-box, .da-key li')]
              .filter((one) => one.getBoundingClientRect().right > innerWidth).length"""
        )
        assert beyond == 0
