"""Targets and Overview in a browser on the invented package: levels A and B and both questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Locator, Page, expect

from lib.data.paths import ENVIRONMENT
from lib.features.overview.summary import PLANS
from lib.model.vocabulary import Lang
from tests.browser.conftest import PHONE, OpenerOf, PageAt, Theme
from tests.browser.seen import runs_off, violations_of
from tests.browser.test_overview import CHART, SCREEN, assert_on_screen
from tests.fixtures import levels
from tests.serving import Server, serving

LATE = "QD4098-2030-074"  # level A, must accelerate
HOLLOW = "NQ18-2030-036"  # level B, two readings on track


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = levels.build(tmp_path_factory.mktemp("levels") / "data")
    with serving(environment={ENVIRONMENT: str(root)}) as running:
        yield running


@pytest.fixture
def levels_at(invented: Server, opener_of: OpenerOf) -> PageAt:
    """Opens pages of the server that serves the invented package."""
    return opener_of(invented)


def row(page: Page, target_id: str) -> Locator:
    found = page.locator(f'[data-id="{target_id}"]')
    found.scroll_into_view_if_needed()
    return found


def test_level_a_shows_months_method_landing_and_chance(levels_at: PageAt) -> None:
    page = levels_at("/targets", lang="en", t_year="2030")
    late = row(page, LATE)
    expect(late.locator(".name")).to_contain_text("INVENTED")
    expect(late.locator(".name")).to_contain_text("Evidence A")
    verdict = late.locator(".verdict")
    expect(verdict).to_contain_text("must accelerate")
    expect(verdict).to_contain_text("10 months late")
    expect(verdict).to_contain_text("depends on the method")
    expect(late.locator(".landed")).to_contain_text("2030: ")
    expect(late.locator(".gap")).to_contain_text("chance: about ")
    expect(late.locator(".gap")).to_contain_text("1.4 times the pace so far")
    bar = late.get_by_role("img")
    assert "path today: 4" in (bar.get_attribute("aria-label") or "")
    for mark in ("fill", "start", "goal", "path", "reach", "landing"):
        assert late.locator(f".track .{mark}").first.bounding_box() is not None, mark


def test_level_b_is_hollow_and_has_no_chance(levels_at: PageAt) -> None:
    page = levels_at("/targets", lang="en", t_year="2030")
    provisional = row(page, HOLLOW)
    verdicts = provisional.locator(".verdict")
    expect(verdicts).to_have_count(2)
    for verdict in verdicts.all():
        expect(verdict).to_contain_text("provisional")
        assert fill_of(verdict) == "rgba(0, 0, 0, 0)"
    assert "chance" not in provisional.locator(".gap").first.inner_text()
    expect(provisional.locator(".reach")).to_have_class("reach fan")
    assert fill_of(row(page, LATE).locator(".verdict")) != "rgba(0, 0, 0, 0)"


def fill_of(verdict: Locator) -> str:
    """The colour that a verdict's shape is filled with."""
    colour: str = verdict.locator(".shape").evaluate(
        "(shape) => getComputedStyle(shape).webkitTextFillColor"
    )
    return colour


@pytest.mark.parametrize("theme", get_args(Theme))
def test_the_drawer_answers_both_questions_by_keyboard(levels_at: PageAt, theme: Theme) -> None:
    page = levels_at("/targets", lang="vi", theme=theme, t_year="2030", t_q=LATE)
    late = row(page, LATE)
    button = late.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    drawer = late.locator(".drawer")
    expect(drawer).to_be_visible()
    titles = drawer.locator("h4").all_inner_texts()
    for title in (
        "Theo lộ trình, hôm nay cần đạt mức nào?",
        "Đến hạn sẽ đạt mức nào?",
        "Kết luận có tùy phương pháp không?",
        "Mục tiêu các năm của cùng chỉ số này",
    ):
        assert title in titles
    said = drawer.inner_text()
    assert "chậm 10 tháng" in said
    assert "Khả năng đạt ít nhất 70" in said
    table = drawer.get_by_role("table", name="Mục tiêu các năm của cùng chỉ số này")
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table.locator("tbody tr").nth(0)).to_contain_text("không hoàn thành")
    expect(table.locator("tbody tr").nth(1)).to_contain_text("chậm 10 tháng")
    assert violations_of(page) == []
    page.keyboard.press("Enter")
    expect(drawer).to_be_hidden()


def test_a_near_measure_is_labelled_and_gives_no_verdict(levels_at: PageAt) -> None:
    page = levels_at("/targets", lang="en", t_open="QD4098-2025-040")
    found = row(page, "QD4098-2025-040")
    expect(found.locator(".verdict")).to_contain_text("not reported")
    said = found.locator(".drawer").inner_text()
    assert "Near measures that have a figure, never used for the verdict" in said
    assert "out of the electronic identity accounts collected" in said


@pytest.mark.parametrize("lang", get_args(Lang))
def test_on_a_phone_nothing_runs_off(levels_at: PageAt, lang: Lang) -> None:
    page = levels_at("/targets", lang=lang, screen=PHONE, t_year="2030", t_open=LATE)
    expect(page.locator(f'[data-id="{LATE}"] .drawer table').first).to_be_visible()
    assert not runs_off(page)
    expect(page.locator(".key")).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "early"),
    [("vi", "So với lộ trình đến năm 2030: sớm 19 tháng"), ("en", "2030: 19 months early")],
)
def test_the_overview_tells_it_in_its_sentence(levels_at: PageAt, lang: Lang, early: str) -> None:
    page = levels_at("/", lang=lang)
    society = page.locator(".st-key-overview_say_society")
    expect(society).to_contain_text(early)


@pytest.mark.parametrize("present", ["0", "1"])
@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_overview_stays_one_screen_with_much_to_say(
    levels_at: PageAt, lang: Lang, present: str
) -> None:
    page = levels_at("/", lang=lang, screen=SCREEN, present=present)
    shown = page.locator(".st-key-overview_blocks").locator(f".ov-bar, .ov-row, {CHART}")
    assert shown.count() >= len(PLANS) + 3 + 2
    assert_on_screen(shown)


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/", {}),
        ("/", {"present": "1"}),
        ("/targets", {"t_open": HOLLOW, "t_by": "pillar"}),
        ("/targets", {"t_q": "zzzz"}),
        ("/targets", {"present": "1"}),
        ("/methods", {"part": "backtest"}),
        ("/methods", {"present": "1"}),
    ],
)
def test_axe_finds_nothing_with_much_to_say(
    levels_at: PageAt, path: str, asked: dict[str, str], theme: Theme
) -> None:
    lang: Lang = "vi" if theme == "dark" else "en"
    page = levels_at(path, lang=lang, theme=theme, **asked)  # type: ignore[arg-type]
    assert violations_of(page) == []


def test_official_units_that_decide_are_named_and_stay_with_official_only(
    levels_at: PageAt,
) -> None:
    page = levels_at("/targets", lang="en", official="1", t_open=LATE)
    section = row(page, LATE).locator("section", has_text="Which units decide it?")
    expect(section).to_contain_text("Ha Dong, Bach Mai and Tuong Mai weigh most")
    expect(section.locator("tbody tr")).to_have_count(3)
    expect(section.locator(".banner")).to_have_count(0)


@pytest.mark.parametrize("theme", get_args(Theme))
def test_units_on_made_up_values_are_hatched_under_a_banner_and_can_be_hidden(
    page_at: PageAt, theme: Theme
) -> None:
    page = page_at("/targets", lang="vi", theme=theme, t_open="NQ18-2025-019")
    section = row(page, "NQ18-2025-019").locator("section.illustrative")
    expect(section).to_contain_text("Giá trị minh họa, được tạo ra để trình diễn")
    expect(section.locator("tbody tr")).to_have_count(3)
    background = section.evaluate("(box) => getComputedStyle(box).backgroundImage")
    assert "repeating-linear-gradient" in background
    assert violations_of(page) == []
    page.get_by_text("Chỉ số liệu chính thức", exact=True).click()
    expect(section).to_be_hidden()
    expect(page.locator("section.illustrative").locator("visible=true")).to_have_count(0)


def test_the_shipped_package_draws_no_key_of_marks_that_it_lacks(page_at: PageAt) -> None:
    page = page_at("/targets", lang="en")
    expect(page.locator("li.row").first).to_be_attached()
    expect(page.locator(".key")).to_have_count(0)
