"""Targets as a reader uses it: find a clause, see its verdict, open its drawer, keep the link."""

from __future__ import annotations

import csv
import io
import itertools
import re
from base64 import b64decode
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.model.vocabulary import Lang
from tests.browser.conftest import PHONE, PageAt, Theme, settle
from tests.browser.seen import runs_off, violations_of

ALL = 151


def opened(page_at: PageAt, **asked: str) -> Page:
    """The page with these choices in its link, once its rows are drawn."""
    page = page_at("/targets", **asked)  # type: ignore[arg-type]
    page.locator("[data-id]").first.wait_for(state="attached")
    return page


def shown(page: Page) -> Locator:
    return page.locator("[data-id]:not([hidden])")


def shown_ids(page: Page) -> set[str]:
    return {str(row.get_attribute("data-id")) for row in shown(page).all()}


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'.filters select[name="{name}"]').select_option(value)


def in_link(page: Page, key: str, value: str) -> None:
    """Wait until the address names the choice, so that the link can be copied."""
    written = f"{key}={value}".replace("~", "%7E")
    expect(page).to_have_url(re.compile(rf"[?&]{re.escape(written)}(&|$)"))


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_clause_is_shown_under_its_document(page_at: PageAt, lang: Lang) -> None:
    page = opened(page_at, lang=lang)
    expect(shown(page)).to_have_count(ALL)
    heads = [head.inner_text() for head in page.locator("section.group h2").all()]
    counts = [int(re.findall(r"\((\d+)\)$", head)[0]) for head in heads]
    # Four documents' clauses with a number, then all milestones apart.
    assert len(counts) == 5
    assert sum(counts) == ALL
    assert counts[-1] == 52
    assert "59" in page.locator(".answer .lead").first.inner_text()


@pytest.mark.parametrize(
    ("name", "value", "key", "count"),
    [
        ("document", "kh239", "t_doc", 15),
        ("pillar", "economy", "t_pillar", None),
        ("year", "2030", "t_year", None),
        ("verdict", "missed", "t_verdict", 7),
        ("verdict", "milestone", "t_verdict", 52),
    ],
)
def test_a_filter_shows_its_clauses_and_stands_in_the_link(
    page_at: PageAt, name: str, value: str, key: str, count: int | None
) -> None:
    page = opened(page_at, lang="vi")
    choose(page, name, value)
    # The rows are there at once; only the address waits for the server.
    assert 0 < shown(page).count() < ALL
    if count is not None:
        assert shown(page).count() == count
    in_link(page, key, value)


def test_search_needs_no_tone_marks_and_loses_no_letter(page_at: PageAt) -> None:
    page = opened(page_at, lang="vi")
    field = page.locator('input[name="text"]')
    field.press_sequentially("dien thoai thong minh", delay=60)
    in_link(page, "t_q", "dien+thoai+thong+minh")
    assert field.input_value() == "dien thoai thong minh"
    found = shown_ids(page)
    assert "NQ18-2025-015" in found
    assert len(found) < 12
    field.fill("")
    expect(shown(page)).to_have_count(ALL)


def test_nothing_found_says_so_and_can_be_cleared(page_at: PageAt) -> None:
    page = opened(page_at, lang="en", t_q="no such words")
    expect(page.locator(".status")).to_have_text("No clause fits. Clear a filter.")
    page.get_by_role("button", name="Clear filters").click()
    expect(shown(page)).to_have_count(ALL)
    expect(page).not_to_have_url(re.compile("t_q="))


def test_rows_stand_by_urgency_or_by_clause_under_what_they_are_grouped_by(
    page_at: PageAt,
) -> None:
    page = opened(page_at, lang="en", t_year="2025")
    first = page.locator("section.group").first.locator("[data-id]:not([hidden])")
    words = [row.locator(".verdict").first.inner_text() for row in first.all()]
    missed = [i for i, word in enumerate(words) if "missed" in word]
    met = [i for i, word in enumerate(words) if "met" in word]
    silent = [i for i, word in enumerate(words) if "not reported" in word]
    assert max(missed) < min(met) < max(met) < min(silent)
    choose(page, "order", "clause")
    ids = [str(row.get_attribute("data-id")) for row in first.all()]
    assert ids == sorted(ids)
    choose(page, "by", "pillar")
    heads = page.locator("section.group:not([hidden]) h2").all_inner_texts()
    assert [head.rsplit(" (", 1)[0] for head in heads[:4]] == [
        "Digital government",
        "Digital economy",
        "Digital society",
        "General",
    ]


def test_a_link_reopens_the_same_view_in_the_other_language(page_at: PageAt) -> None:
    page = opened(page_at, lang="vi")
    choose(page, "pillar", "society")
    choose(page, "year", "2030")
    choose(page, "by", "year")
    page.locator('input[name="text"]').fill("hồ sơ")
    for key, value in (("t_pillar", "society"), ("t_year", "2030"), ("t_by", "year")):
        in_link(page, key, value)
    expect(page).to_have_url(re.compile("t_q="))
    before = shown_ids(page)
    assert before
    query = {key: values[0] for key, values in query_of(page).items()}
    again = opened(page_at, **{**query, "lang": "en"})
    assert again.locator('select[name="pillar"]').input_value() == "society"
    assert again.locator('select[name="by"]').input_value() == "year"
    assert again.locator('input[name="text"]').input_value() == "hồ sơ"
    expect(shown(again)).to_have_count(len(before))
    assert shown_ids(again) == before


def test_switching_the_language_keeps_the_filter(page_at: PageAt) -> None:
    page = opened(page_at, lang="vi")
    choose(page, "document", "kh243")
    in_link(page, "t_doc", "kh243")
    page.locator(".st-key-lang button", has_text="English").click()
    expect(page.locator(".status")).to_have_text("Showing 11 of 151 clauses")
    settle(page)
    in_link(page, "t_doc", "kh243")


def test_going_back_takes_the_filter_back(page_at: PageAt) -> None:
    page = opened(page_at, lang="en")
    choose(page, "year", "2030")
    in_link(page, "t_year", "2030")
    page.go_back()
    expect(shown(page)).to_have_count(ALL)
    assert page.locator('select[name="year"]').input_value() == ""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_drawer_opens_by_keyboard_and_proves_the_verdict(page_at: PageAt, theme: Theme) -> None:
    page = page_at("/targets", lang="vi", theme=theme)
    row = page.locator('[data-id="QD4098-2025-044"]')
    button = row.locator(".why").get_by_role("button")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    drawer = row.locator(".drawer")
    quote = drawer.locator("p.quote")
    expect(quote).to_be_visible()
    expect(quote).to_have_attribute("lang", "vi")
    assert "hồ sơ số về sức khỏe" in quote.inner_text()
    said = drawer.inner_text()
    # Which of three clauses binds, and what each says.
    assert "Áp dụng 239/KH-UBND (90" in said
    assert "18-NQ/TU (30/12/2022): ít nhất 90" in said
    link = drawer.locator("a").first
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    assert link.inner_text() == link.get_attribute("href")
    in_link(page, "t_open", "QD4098-2025-044")
    assert violations_of(page) == []
    page.keyboard.press("Enter")
    expect(drawer).to_be_hidden()


def test_a_link_to_one_clause_opens_its_drawer_in_sight(page_at: PageAt) -> None:
    page = opened(page_at, lang="en", t_open="KH243-2025-001")
    drawer = page.locator('[data-id="KH243-2025-001"] .drawer')
    expect(drawer).to_be_in_viewport()
    said = drawer.inner_text()
    # Other values published for the same period.
    assert "another source says 8.5% a year" in said


def test_the_drawers_that_are_open_are_those_of_the_address(page_at: PageAt) -> None:
    page = opened(page_at, lang="en", t_doc="kh243")
    first, second = (str(row.get_attribute("data-id")) for row in shown(page).all()[:2])
    drawers = page.locator(".drawer:visible")
    for number, one in enumerate((first, second), start=1):
        page.locator(f'[data-id="{one}"] .why button').click()
        in_link(page, "t_open", "~".join((first, second)[:number]))
        settle(page)
    again = opened(page_at, **{key: values[0] for key, values in query_of(page).items()})
    expect(again.locator(".drawer:visible")).to_have_count(2)
    again.close()
    page.locator(f'[data-id="{first}"] .why button').click()
    in_link(page, "t_open", second)
    settle(page)
    expect(drawers).to_have_count(1)
    # Back from there: what the steps opened is closed again.
    for count in (2, 1, 0):
        page.go_back()
        expect(drawers).to_have_count(count)


def test_an_ambiguous_clause_shows_two_readings_each_with_its_verdict(page_at: PageAt) -> None:
    page = opened(page_at, lang="en", t_q="digital signature", t_year="2030")
    row = page.locator('[data-id="NQ18-2030-034"]')
    expect(row.locator(".verdict")).to_contain_text(["no published figure", "no published figure"])
    expect(row.locator(".aim")).to_contain_text(["60–65%", "70–80%"])


def test_a_milestone_has_no_number_at_all(page_at: PageAt) -> None:
    page = opened(page_at, lang="vi", t_verdict="milestone")
    for row in shown(page).all()[:5]:
        expect(row.locator(".verdict")).to_contain_text("chưa tìm thấy báo cáo")
        assert "%" not in "".join(row.locator(".aim, .gap, .bar").all_text_contents())


def test_what_is_taken_away_is_what_is_shown(page_at: PageAt, tmp_path: Path) -> None:
    page = opened(page_at, lang="vi", t_doc="kh243")
    choose(page, "year", "2025")
    in_link(page, "t_year", "2025")
    settle(page)
    page.locator(".st-key-targets_menu button").first.click()
    with page.expect_download() as waiting:
        page.locator(".st-key-targets_csv button").click()
    path = tmp_path / "targets.csv"
    waiting.value.save_as(path)
    lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    rows = [line for line in lines if not line["target_id"].startswith("#")]
    assert [row["target_id"] for row in rows] == ["KH243-2025-001"]
    assert rows[0]["verdict"] == "missed"
    assert "8,5" in rows[0]["quote_vi"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_drawer_gives_the_components_of_its_verdict(
    page_at: PageAt, tmp_path: Path, lang: Lang
) -> None:
    page = opened(page_at, lang=lang, t_open="QD4098-2025-001")
    button = page.locator('[data-id="QD4098-2025-001"] .drawer .take button')
    with page.expect_download() as waiting:
        button.press("Enter")
    assert waiting.value.suggested_filename == "ha-noi-so-QD4098-2025-001.csv"
    path = tmp_path / "components.csv"
    waiting.value.save_as(path)
    lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    rows = [line for line in lines if not line["target_id"].startswith("#")]
    assert {row["target_id"] for row in rows} == {"QD4098-2025-001"}
    assert all(row["quote_vi"] and row["source"] and row["data_version"] for row in rows)
    assert len(lines) > len(rows), "the notes with source, day and version stand below"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_on_a_phone_rows_stack_and_nothing_runs_off(page_at: PageAt, lang: Lang) -> None:
    page = page_at("/targets", lang=lang, screen=PHONE, t_open="KH243-2025-001")
    expect(page.locator('[data-id="KH243-2025-001"] .drawer')).to_be_visible()
    assert not runs_off(page)
    answer = page.locator(".answer").bounding_box()
    filters = page.locator(".filters").bounding_box()
    assert answer is not None
    assert filters is not None
    assert answer["y"] < filters["y"]


def test_a_print_holds_what_is_open_and_what_it_was_narrowed_to(page_at: PageAt) -> None:
    page = opened(page_at, lang="en", t_doc="kh243")
    page.locator("li.row:not([hidden]) .why button").first.click()
    page.emulate_media(media="print")
    assert page.locator(".drawer:visible").count() == 1
    expect(page.locator(".filters")).to_be_hidden()
    # A sheet of paper says what it was narrowed to.
    expect(page.locator(".asked")).to_have_text("Document: 243/KH-UBND")
    expect(page.locator(".status")).to_have_text("Showing 11 of 151 clauses")


def test_headings_are_in_order(page_at: PageAt) -> None:
    page = opened(page_at, lang="en", t_open="QD4098-2025-001")
    page.locator(".drawer h4").first.wait_for()
    levels = [
        int(tag[1])
        for tag in page.locator("h1, h2, h3, h4").evaluate_all(
            "(all) => all.filter((h) => h.offsetParent).map((h) => h.tagName)"
        )
    ]
    assert levels[0] == 1
    steps = itertools.pairwise(levels)
    assert all(after - before <= 1 for before, after in steps)


def test_a_filter_sends_no_rows_again(page_at: PageAt) -> None:
    page = opened(page_at, lang="en")
    session = page.context.new_cdp_session(page)
    sizes: list[int] = []
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: sizes.append(len(b64decode(event["response"]["payloadData"]))),
    )
    session.send("Network.enable")
    page_at.witness.requests.clear()
    choose(page, "year", "2030")
    in_link(page, "t_year", "2030")
    settle(page)
    assert [url for url in page_at.witness.requests if "targets-" in url] == []
    # The whole page runs again for the address; nothing of its rows is among what is sent.
    assert 0 < sum(sizes) < 16_000
