"""What leaves by the Data page: every form holds what it says, and comes back changing nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from lib.data.store import history
from lib.model.vocabulary import Lang
from tests.browser import data_kit
from tests.browser.conftest import DESKTOP, PHONE, OpenerOf, PageAt, Screen, Theme, settle
from tests.browser.seen import runs_off, violations_of
from tests.data import store_kit

FORMULA = '=HYPERLINK("http://evil.example","x")'
SHARE = "digital_economy_share_grdp_va"
UNIT, PERIOD = "00004", "2026-08"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[data_kit.House]:
    """A server where someone took in a figure whose note and source a spreadsheet would run."""
    with data_kit.house(tmp_path_factory.mktemp("out")) as made:
        by = replace(store_kit.source(), title="+cmd|' /C calc'!A0")
        rows = store_kit.rows({(UNIT, PERIOD): 41.5}, by=by).assign(note=FORMULA)
        city = store_kit.rows({("01", "2026"): 37.77}, by=by, series=SHARE)
        every = pd.concat([rows, city.assign(geography="city")], ignore_index=True)
        data_kit.take_in(made, replace(store_kit.draft({}, base=0, by=by), rows=every))
        yield made


def opened(house: data_kit.House, opener_of: OpenerOf, **asked: Any) -> Page:
    return opener_of(house.server)("/data", lang="en", d_part="out", **asked)


def said(page: Page) -> tuple[int, str]:
    """How many rows the page says will leave, of which data version."""
    text = page.get_by_text(re.compile(r"^[\d,]+ rows?, data version")).inner_text()
    found = re.match(r"([\d,]+) rows?, data version ([0-9a-f]{12})\.", text)
    assert found is not None
    return int(found[1].replace(",", "")), found[2]


def got(page: Page, name: str) -> bytes:
    """A file by the part of its button's key that names it, e.g. `figures_csv`."""
    file, content = data_kit.downloaded(page, page.locator(f".st-key-d_out_{name} button"))
    stem, _underline, ending = name.rpartition("_")
    assert file == f"hanoiso_{stem}.{ending}"
    return content


def pick(page: Page, key: str, label: str) -> None:
    """Choose one of a box where many may be chosen."""
    box = page.locator(f".st-key-{key} input")
    box.fill(label)
    page.get_by_role("option", name=label, exact=True).click()
    page.keyboard.press("Escape")
    settle(page)


def test_the_csv_has_every_row_with_source_provenance_and_version(
    house: data_kit.House, opener_of: OpenerOf
) -> None:
    page = opened(house, opener_of)
    count, version = said(page)
    expect(
        page.get_by_text("are illustrative: made for demonstration, not published")
    ).to_have_count(1)
    rows = data_kit.table(got(page, "figures_csv"))
    assert len(rows) == count
    assert {row["data_version"] for row in rows} == {version}
    assert all(row["provenance"] and row["source_title"] and row["source_id"] for row in rows)
    mine = [row for row in rows if (row["unit_code"], row["period"]) == (UNIT, PERIOD)]
    assert [row["value"] for row in mine if row["series_id"] == store_kit.SERIES] == ["41.5"]
    cells = {cell for row in rows for cell in row.values()}
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "@", "＝", "＠")]
    assert not [cell for cell in cells if re.match(r"[+-]\D", cell)]


def test_the_workbook_has_figures_sources_and_what_it_is_and_runs_nothing(
    house: data_kit.House, opener_of: OpenerOf
) -> None:
    page = opened(house, opener_of, official="1")
    count, version = said(page)
    book = openpyxl.load_workbook(io.BytesIO(got(page, "figures_xlsx")))
    assert book.sheetnames == ["Figures", "Sources", "About"]
    head, *rows = book["Figures"].iter_rows(values_only=True)
    assert len(rows) == count
    table = pd.DataFrame(rows, columns=[str(name) for name in head])
    assert set(table["data_version"]) == {version}
    assert "illustrative" not in set(table["provenance"])
    assert table["value"].map(type).isin([float, int]).all()
    titles = {row[1] for row in book["Sources"].iter_rows(min_row=2, values_only=True)}
    assert set(table["source_title"]) <= titles
    about = [row[0] for row in book["About"].iter_rows(values_only=True)]
    assert f"Data version {version}." in about
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert f"'{FORMULA}" in set(table["note"])


@pytest.mark.parametrize(
    ("geography", "count", "maker"),
    [("district", 30, "geoBoundaries"), ("commune", 126, "OpenStreetMap")],
)
def test_the_map_has_outlines_with_their_figures(
    house: data_kit.House, opener_of: OpenerOf, geography: str, count: int, maker: str
) -> None:
    page = opened(house, opener_of, official="1")
    _count, version = said(page)
    found = json.loads(got(page, f"{geography}_geojson"))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == count
    for feature in found["features"]:
        outline = shape(feature["geometry"])
        assert outline.is_valid
        assert 105 < outline.centroid.x < 106.1
        assert 20.5 < outline.centroid.y < 21.5
        assert feature["properties"]["data_version"] == version
        for row in feature["properties"].get("observations", []):
            assert row["provenance"] in ("official", "derived", "estimate")
            assert row["source_id"]
    assert any(maker in note for note in found["notes"])
    if geography == "commune":
        mine = next(one["properties"] for one in found["features"] if one["id"] == UNIT)
        assert mine[store_kit.SERIES] == 41.5


def test_the_package_describes_every_file_it_holds(
    house: data_kit.House, opener_of: OpenerOf
) -> None:
    page = opened(house, opener_of, official="1")
    count, version = said(page)
    with zipfile.ZipFile(io.BytesIO(got(page, "package_zip"))) as archive:
        names = set(archive.namelist())
        described = json.loads(archive.read("datapackage.json"))
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode())))
            for name in names
            if name.endswith(".csv")
        }
    assert described["version"] == version
    resources = {one["path"]: one for one in described["resources"]}
    unnamed = {name for name in names if name not in resources}
    assert set(resources) <= names
    assert {name.rpartition(".")[2] for name in unnamed} <= {"json", "txt", "md"}
    for made_by in ("boundaries/districts", "boundaries/communes"):
        assert resources[f"{made_by}.geojson"]["licenses"][0]["path"].startswith("https://")
        assert f"{made_by}.LICENSE.txt" in names
    slugs = [one["name"] for one in described["resources"]]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9._-]+", slug) for slug in slugs)
    for path, rows in tables.items():
        fields = [field["name"] for field in resources[path]["schema"]["fields"]]
        assert list(rows[0]) == fields, path
    observed = [row for path, rows in tables.items() if path.startswith("observations/")
                for row in rows]  # fmt: skip
    assert len(observed) == count
    known = {row["source_id"] for row in tables["sources.csv"]}
    assert {row["source_id"] for row in observed} <= known
    # Of a package a program is the reader: the note stands as it was written.
    assert FORMULA in {row["note"] for row in observed}


def test_a_selection_is_what_leaves(house: data_kit.House, opener_of: OpenerOf) -> None:
    page = opened(house, opener_of)
    whole, _version = said(page)
    pick(page, "d_out_series_pick", "PAR index of districts")
    pick(page, "d_out_geo_pick", "30 districts")
    count, _version = said(page)
    assert 0 < count < whole
    rows = data_kit.table(got(page, "figures_csv"))
    assert len(rows) == count
    assert {(row["series_id"], row["geography"]) for row in rows} == {
        ("unit_par_index", "district")
    }
    expect(page.locator(".st-key-d_out_commune_geojson")).to_have_count(0)
    # Nothing is offered of what there is not.
    # The link opens the same selection.
    page.wait_for_url("**d_out_series=unit_par_index&**d_out_geo=district**")
    again = opened(house, opener_of, d_out_series="unit_par_index", d_out_geo="district")
    assert said(again)[0] == count
    page.locator(".st-key-d_out_geo_pick").get_by_role("button", name="30 districts").click()
    settle(page)
    pick(page, "d_out_geo_pick", "City")
    expect(page.get_by_text("No figure matches this choice.")).to_be_visible()
    expect(page.locator(".st-key-d_out_figures_csv")).to_have_count(0)


def test_official_only_is_said_and_kept_to(page_at: PageAt) -> None:
    page = page_at("/data", lang="vi", d_part="out", official="1")
    expect(page.get_by_text("Không có số liệu minh họa: đang bật")).to_be_visible()
    rows = data_kit.table(got(page, "figures_csv"))
    assert rows
    assert "illustrative" not in {row["provenance"] for row in rows}


def test_what_was_exported_and_is_taken_in_again_changes_nothing(
    house: data_kit.House, opener_of: OpenerOf, tmp_path: Path
) -> None:
    page = opened(house, opener_of, official="1")
    # An import takes no formula, however harmless: the wards, with the note that is one, stay here.
    for label in ("City", "30 districts"):
        pick(page, "d_out_geo_pick", label)
    count, _version = said(page)
    file = tmp_path / "figures.csv"
    content = got(page, "figures_csv")
    assert SHARE in {row["series_id"] for row in data_kit.table(content) if row["value"] == "37.77"}
    file.write_bytes(content)
    page.goto(f"{house.server.url}/data?lang=en&d_part=in&d_way=file")
    settle(page)
    page.locator("[type='file']").set_input_files(file)
    page.locator(".da-counts").wait_for()
    settle(page)
    counts = page.locator(".da-counts li").all_inner_texts()
    assert [re.sub(r"\s+", "", one) for one in counts] == [f"{count:,}unchanged"]
    button = page.locator(".st-key-d_commit button")
    expect(button).to_be_disabled()
    assert [number for number, *_ in versions(house)] == [1]


def versions(house: data_kit.House) -> list[tuple[int, str]]:
    with house.store.reading() as connection:
        return [(one.number, one.editor) for one in history.versions(connection)]


@pytest.mark.parametrize(
    ("theme", "lang", "screen"),
    [("light", "vi", DESKTOP), ("dark", "en", PHONE), ("light", "vi", PHONE)],
)
def test_nothing_is_wrong_for_a_reader_and_nothing_runs_off(
    page_at: PageAt, theme: Theme, lang: Lang, screen: Screen
) -> None:
    page = page_at("/data", lang=lang, theme=theme, screen=screen, d_part="out")
    assert not violations_of(page)
    assert not runs_off(page)
    beyond = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stDownloadButton"] button')]
          .filter((one) => one.getBoundingClientRect().right > innerWidth).length"""
    )
    assert beyond == 0
