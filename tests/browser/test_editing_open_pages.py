"""Figures that another process commits change every open page by itself, and an undo changes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from lib.data.store import history, merge
from lib.data.store.commit import commit, undo
from tests.browser import data_kit, editing_kit
from tests.browser.conftest import OpenerOf, settle
from tests.browser.data_kit import House
from tests.data import store_kit

SHARE = "digital_economy_share_grdp_va"
PHONES = "adults_with_smartphone"
UNIT, QUARTER = "00004", "2026-Q3"


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[House]:
    with data_kit.house(tmp_path) as made:
        yield made


def put_in(shared: House) -> None:
    """One figure of the city that the targets rest on, and one of a ward."""
    by = store_kit.source()
    city = store_kit.rows({("01", "2026"): 37.77}, by=by, series=SHARE).assign(geography="city")
    ward = store_kit.rows({(UNIT, QUARTER): 73.31}, by=by, series=PHONES)
    both = pd.concat([city, ward], ignore_index=True)
    commit(shared.store, replace(store_kit.draft({}, base=0, by=by), rows=both))


@dataclass(frozen=True, slots=True)
class Open:
    """A page with a place on it that tells one of the figures, or what follows from them."""

    path: str
    asked: dict[str, str]
    place: str
    tells: str


PAGES = {
    "overview": Open("/", {}, ".st-key-overview_blocks", "on track"),
    "targets": Open("/targets", {}, '[data-id="NQ18-2030-029"]', "on track"),
    "map": Open(
        "/map",
        {"map_geo": "commune", "map_ind": PHONES, "map_period": QUARTER, "map_unit": UNIT},
        ".card",
        "73.31",
    ),
    "unit": Open("/unit", {"u": f"commune:{UNIT}"}, ".st-key-unit_profile .all", "73.31"),
    "scenarios": Open("/scenarios", {}, '[data-testid="stMain"]', "two points, provisional"),
    "data": Open("/data", {}, '[data-testid="stMain"]', "1 version was taken in since"),
}


def version_of(page: Page) -> str:
    found = re.search("Data version ([0-9a-f]{12})", page.locator("body").inner_text())
    assert found is not None
    return found[1]


def place_of(pages: dict[str, Page], name: str) -> Locator:
    return pages[name].locator(PAGES[name].place).first


def test_every_open_page_shows_what_another_process_commits_and_takes_back(
    shared: House, opener_of: OpenerOf
) -> None:
    page_at = opener_of(shared.server)
    pages = {name: page_at(one.path, lang="en", **one.asked) for name, one in PAGES.items()}  # type: ignore[arg-type]
    (before,) = {version_of(page) for page in pages.values()}
    for name, one in PAGES.items():
        expect(place_of(pages, name)).not_to_contain_text(one.tells)
    put_in(shared)
    for name, one in PAGES.items():
        expect(pages[name].locator("body")).not_to_contain_text(f"Data version {before}")
        expect(place_of(pages, name)).to_contain_text(one.tells)
    (after,) = {version_of(page) for page in pages.values()}
    assert after != before
    undo(shared.store, 1, editor="an@hanoi.example", reason="nhầm", base=1)
    for name, page in pages.items():
        expect(page.locator("body")).to_contain_text(f"Data version {before}")
        if name != "data":  # whose sentence counts versions, and an undo is one
            expect(place_of(pages, name)).not_to_contain_text(PAGES[name].tells)


def test_what_is_committed_on_a_page_is_on_all_of_it_and_on_anothers(
    shared: House, opener_of: OpenerOf
) -> None:
    page_at = opener_of(shared.server)
    reader = page_at("/unit", lang="en", u=f"commune:{UNIT}")
    before = version_of(reader)
    other = page_at("/data", lang="en", d_part="in", d_way="paste")
    editing_kit.paste(other, editing_kit.table(72.5))
    expect(other.get_by_text("→ 72.5%")).not_to_contain_text("73.31%")
    editor = page_at("/data", lang="en", d_part="in", d_way="paste")
    editing_kit.paste(editor, editing_kit.table(73.31))
    editing_kit.describe(editor)
    editing_kit.commit(editor)
    # What lies outside of the part that wrote, too: the sentence above it, the foot below.
    main = editor.locator('[data-testid="stMain"]')
    expect(main).to_contain_text("1 version was taken in since")
    expect(main).not_to_contain_text(f"Data version {before}")
    expect(reader.locator("body")).not_to_contain_text(f"Data version {before}")
    expect(reader.locator(".st-key-unit_profile .all")).to_contain_text("73.31")
    assert version_of(reader) == version_of(editor)
    # Another editor's preview, untouched, compares with what was just taken in.
    expect(other.get_by_text("73.31% → 72.5%")).to_be_visible()
    with shared.store.reading() as connection:
        (version,) = history.versions(connection)
    assert (version.number, version.editor, version.rows_new) == (1, "local", 1)


def test_of_two_editors_at_once_the_second_is_told_and_loses_nothing(
    shared: House, opener_of: OpenerOf
) -> None:
    """The second presses the button while the first one's import is being written."""
    page = opener_of(shared.server)("/data", lang="en", d_part="in", d_way="paste")
    editing_kit.paste(page, editing_kit.table(41.5))
    editing_kit.describe(page)
    pressed: list[float] = []

    def press(share: float) -> None:
        if not pressed:
            page.locator(".st-key-d_commit button").click()
            expect(page.get_by_text("Writing …")).to_be_visible()
        pressed.append(share)

    first = store_kit.draft({("00008", "2026-08"): 7.0}, base=0, editor="binh@hanoi.example")
    commit(shared.store, first, progress=press)
    told = page.get_by_text("binh@hanoi.example took figures in since this preview was made.")
    # While the page is drawn again, the words before and after may stand there both.
    expect(told.first).to_be_visible()
    # Also once the page was drawn again for the first one's figures, with all that was typed.
    expect(page.locator('[data-testid="stMain"]')).to_contain_text("1 version was taken in since")
    settle(page)
    expect(told).to_have_count(1)
    expect(told).to_be_visible()
    expect(page.locator(editing_kit.PASTE)).to_have_value(editing_kit.table(41.5))
    page.locator(".st-key-d_commit button").click()
    # An illustrative value stood there, which the figure takes the place of.
    expect(page.get_by_text("Version 2 is in: 0 new, 1 changed")).to_be_visible()
    expect(told).to_have_count(0)
    with shared.store.reading() as connection:
        found = [(one.number, one.editor) for one in history.versions(connection)]
        rows = merge.current(connection)
    assert found == [(2, "local"), (1, "binh@hanoi.example")]
    assert sorted(rows["value"]) == [7.0, 41.5]
