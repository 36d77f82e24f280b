"""Versions: who, when, what and why; the way back and what stands in it; the log that stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from lib.data.store import history
from lib.model.vocabulary import Lang
from tests.browser import data_kit
from tests.browser.conftest import DESKTOP, PHONE, OpenerOf, PageAt, Screen, Theme, settle
from tests.browser.seen import runs_off, violations_of
from tests.data import store_kit
from tests.serving import Server, serving

FIRST, SECOND = "an@hanoi.example", "binh@hanoi.example"
SHARE = "digital_economy_share_grdp_va"
MOMENT = r"\d{1,2} \w+ \d{4} \d\d:\d\d"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[data_kit.House]:
    """Two wards by one editor, one of them changed by another, and a figure of the city."""
    with data_kit.house(tmp_path) as made:
        data_kit.take_in(made, store_kit.draft(
            {("00004", "2026-08"): 41.5, ("00008", "2026-08"): 7.0}, base=0, editor=FIRST
        ))  # fmt: skip
        data_kit.take_in(made, replace(
            store_kit.draft({("00004", "2026-08"): 42.25}, base=1, editor=SECOND),
            reason="số của <b>quận</b> & _sửa_", origin="sửa *tháng 8*.xlsx › Biểu 1",
        ))  # fmt: skip
        by = store_kit.source()
        city = store_kit.rows({("01", "2026"): 37.77}, by=by, series=SHARE)
        rows = pd.concat([city.assign(geography="city")])
        data_kit.take_in(made, replace(store_kit.draft({}, base=2, editor=FIRST, by=by), rows=rows))
        yield made


def opened(house: data_kit.House, opener_of: OpenerOf, lang: Lang = "en") -> Page:
    return opener_of(house.server)("/data", lang=lang, d_part="versions")


def version(page: Page, number: int) -> Locator:
    """A version, opened."""
    found = page.locator(f".st-key-d_version_{number}")
    if found.locator("details").get_attribute("open") is None:
        found.locator("summary").click()
        settle(page)
    return found


def titles(page: Page) -> list[str]:
    found = page.locator("[class*='st-key-d_version_'] summary").all_inner_texts()
    # Before the text stands the name of an icon.
    return [one.replace("\u2060", "").split("\n")[-1] for one in found]


def undo(page: Page, number: int, why: str) -> None:
    here = version(page, number)
    button = here.locator(f".st-key-d_undo_{number} button")
    expect(button).to_be_disabled()
    box = here.locator(f".st-key-d_why_{number} input")
    box.fill(why)
    box.press("Enter")
    expect(button).to_be_enabled()
    button.click()
    page.locator(f".st-key-d_version_{numbers_of(page)[0] + 1}").wait_for()
    settle(page)


def numbers_of(page: Page) -> list[int]:
    return [int(re.findall(r"\d+", title)[0]) for title in titles(page)]


def test_the_list_tells_who_when_and_what_newest_first(
    house: data_kit.House, opener_of: OpenerOf
) -> None:
    page = opened(house, opener_of)
    told = titles(page)
    expected = [
        rf"Version 3, {MOMENT}, {FIRST}: 1 figure",
        rf"Version 2, {MOMENT}, {SECOND}: 1 figure",
        rf"Version 1, {MOMENT}, {FIRST}: 2 figures",
    ]
    assert [bool(re.fullmatch(*pair)) for pair in zip(expected, told, strict=True)] == [True] * 3
    # A line that opens is no link.
    expect(page.locator("[class*='st-key-d_version_'] a")).to_have_count(0)
    facts = version(page, 2).locator(".da-facts")
    pairs = dict(
        zip(
            facts.locator("dt").all_inner_texts(),
            facts.locator("dd").all_inner_texts(),
            strict=True,
        )
    )
    assert pairs == {
        "By": SECOND,
        "Why": "số của <b>quận</b> & _sửa_",
        "From": "sửa *tháng 8*.xlsx › Biểu 1",
        "Source": "Báo cáo tháng, Sở Khoa học và Công nghệ, 2026-08",
        "What kind of figures": "official",
    }


def test_what_a_version_changed_is_told_and_taken_away(
    house: data_kit.House, opener_of: OpenerOf
) -> None:
    page = opened(house, opener_of)
    here = version(page, 2)
    expect(here.locator("[data-testid='stDataFrame']")).to_be_visible()
    name, content = data_kit.taken(page, "d_diff_2")
    assert name == "hanoiso_version_2.csv"
    assert data_kit.table(content) == [
        {
            "Change": "changed",
            "Series": "Adults with a digital signature",
            "Unit name": "Ba Dinh Ward",
            "Period": "August 2026",
            "Before": "41.5",
            "Now": "42.25",
        }
    ]
    assert "Báo cáo tháng" in content.decode("utf-8-sig")


def test_what_rests_on_a_version_is_said_before_it_can_be_taken_back(
    house: data_kit.House, opener_of: OpenerOf
) -> None:
    page = opened(house, opener_of)
    first = version(page, 1)
    expect(first).to_contain_text(
        "Cannot be taken back yet: later versions changed the same figures. "
        "Take back first, in this order: 2."
    )
    expect(first.locator(".st-key-d_undo_1")).to_have_count(0)
    second = version(page, 2)
    expect(second).to_contain_text("No later version rests on this one.")

    undo(page, 2, "nhập nhầm")
    assert numbers_of(page) == [4, 3, 2, 1]
    assert re.fullmatch(rf"Version 4, {MOMENT}, local: version 2 taken back", titles(page)[0])
    assert titles(page)[2].endswith(": 1 figure (taken back)")
    expect(version(page, 2)).to_contain_text("Taken back by version 4.")
    expect(version(page, 4).locator(".da-facts")).to_contain_text("nhập nhầm")
    # Now the first one is free, and its figures are gone once it is taken back.
    expect(version(page, 1)).to_contain_text("No later version rests on this one.")
    undo(page, 1, "thử")
    with house.store.reading() as connection:
        found = [(one.number, one.undoes, one.reason) for one in history.versions(connection)]
    assert found[:2] == [(5, 1, "thử"), (4, 2, "nhập nhầm")]


def test_an_undo_changes_the_other_pages_at_once(
    house: data_kit.House, opener_of: OpenerOf
) -> None:
    opener = opener_of(house.server)
    target = opener("/targets", lang="en").locator('[data-id="NQ18-2030-029"]')
    expect(target).to_contain_text("37.77%")
    page = opener("/data", lang="en", d_part="versions")
    undo(page, 3, "nhập nhầm")
    expect(target).not_to_contain_text("37.77%")
    # An undo can be undone too.
    undo(page, 4, "đúng rồi")
    expect(target).to_contain_text("37.77%")


@pytest.mark.parametrize(
    ("lang", "what", "detail"),
    [
        ("en", ["version taken back", "figures taken in"], "version 3"),
        ("vi", ["hoàn tác phiên bản", "nhập số liệu"], "phiên bản 3"),
    ],
)
def test_the_log_is_shown_and_taken_away_in_the_readers_language(
    house: data_kit.House, opener_of: OpenerOf, lang: Lang, what: list[str], detail: str
) -> None:
    page = opened(house, opener_of, lang)
    undo(page, 3, "thử")
    page.locator(".st-key-d_log summary").click()
    expect(page.locator(".st-key-d_log [data-testid='stDataFrame']")).to_be_visible()
    _name, content = data_kit.taken(page, "d_log")
    lines = [list(row.values()) for row in data_kit.table(content)]
    assert [line[1] for line in lines] == ["local", FIRST, SECOND, FIRST]
    assert list(dict.fromkeys(line[2] for line in lines)) == what
    assert lines[0][3:] == [detail, "4"]
    assert lines[2][3].startswith("sửa *tháng 8*.xlsx › Biểu 1: 0 ")


@pytest.fixture
def read_only(house: data_kit.House) -> Iterator[Server]:
    """A server on the same database where nobody may edit."""
    environment = {"DATABASE_URL": house.store.url, "EDITING": "off"}
    with serving(environment=environment) as server:
        yield server


def test_who_only_reads_sees_versions_and_no_way_back(
    read_only: Server, opener_of: OpenerOf
) -> None:
    page = opener_of(read_only)("/data", lang="en", d_part="versions")
    here = version(page, 3)
    # An editor's address is the editors' alone.
    expect(here.locator(".da-facts")).to_contain_text("an editor")
    expect(page.locator("body")).not_to_contain_text("@hanoi.example")
    assert [bool(re.search(": [12] figures?$", title)) for title in titles(page)] == [True] * 3
    expect(here.locator("input, .st-key-d_undo_3")).to_have_count(0)


def test_nothing_taken_in_is_said(page_at: PageAt) -> None:
    page = page_at("/data", lang="en", d_part="versions")
    expect(
        page.get_by_text("Nothing has been taken in yet: the figures are those shipped.")
    ).to_be_visible()


def test_nothing_is_wrong_for_a_reader_and_nothing_runs_off(
    house: data_kit.House, opener_of: OpenerOf
) -> None:
    looks: list[tuple[Theme, Lang, Screen]] = [
        ("light", "en", DESKTOP),
        ("dark", "vi", PHONE),
        ("light", "vi", PHONE),
    ]
    opener = opener_of(house.server)
    for theme, lang, screen in looks:
        page = opener("/data", lang=lang, theme=theme, screen=screen, d_part="versions")
        version(page, 2)
        page.locator(".st-key-d_log summary").click()
        settle(page)
        assert not violations_of(page), (theme, screen)
        assert not runs_off(page), (theme, screen)
