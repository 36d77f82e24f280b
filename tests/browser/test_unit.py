"""The Unit page is steered: units found, stepped through, kept in the link, by keys as well."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, settle
from tests.browser.unit_kit import BA_DINH, OLD_BA_DINH, finder, headline, in_link, link_of, profile


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


def test_a_name_keeps_off_its_value_and_a_cut_one_can_be_read(page_at: PageAt) -> None:
    page = page_at("/unit", lang="vi", screen=(1280, 720), u=BA_DINH)
    chooser = profile(page).locator('select[name="indicator"]')
    chosen = chooser.locator("option:checked").text_content()
    assert chosen
    expect(chooser).to_have_attribute("title", chosen)
    names = profile(page).locator("tbody th:first-child button")
    gaps = names.evaluate_all("""nodes => nodes.map((one) =>
        one.closest('th').nextElementSibling.getBoundingClientRect().left
        - one.getBoundingClientRect().right)""")
    assert gaps
    assert min(gaps) >= 14


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


def test_a_word_that_is_left_without_a_choice_does_not_stay(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH)
    for name in (re.compile("Find a unit"), re.compile("Compare with")):
        field = profile(page).get_by_role("combobox", name=name)
        field.fill("soc son")
        field.press("Tab")
        expect(field).to_have_value("")
    expect(headline(page)).to_contain_text("Ba Dinh Ward")


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


def test_back_takes_a_choice_back(page_at: PageAt) -> None:
    page = page_at("/unit", lang="en", u=BA_DINH)
    finder(page).fill("cau giay ward")
    finder(page).press("Enter")
    in_link(page, "u", "commune:00166")
    settle(page)
    page.go_back()
    expect(headline(page)).to_contain_text("Ba Dinh Ward")


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


BOTH = pytest.mark.parametrize("unit", [BA_DINH, OLD_BA_DINH], ids=["commune", "district"])


@BOTH
def test_on_a_phone_the_answer_comes_first_and_units_are_stepped_through(
    page_at: PageAt, unit: str
) -> None:
    page = page_at("/unit", lang="vi", screen=PHONE, u=unit)
    answer = headline(page).bounding_box()
    bar = profile(page).locator(".bar").bounding_box()
    assert answer is not None
    assert bar is not None
    assert answer["y"] + answer["height"] <= bar["y"] + bar["height"]
    assert answer["y"] + answer["height"] <= PHONE[1]
    before = headline(page).inner_text()
    step = profile(page).get_by_role("button", name="Đơn vị sau (phím ])")
    size = step.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 24  # WCAG 2.2, 2.5.8
    step.click()
    expect(headline(page)).not_to_have_text(before)
    expect(page).to_have_url(re.compile(rf"[?&]u={unit.partition(':')[0]}%3A"))


@BOTH
def test_the_language_is_switched_and_every_choice_stays(page_at: PageAt, unit: str) -> None:
    beside = {BA_DINH: "commune:00301", OLD_BA_DINH: "district:002"}[unit]
    page = page_at("/unit", lang="en", u=unit, u2=beside, u_ind="fibre_broadband_households")
    expect(profile(page).locator(".chips li")).to_have_count(2)
    page.locator(".st-key-lang").get_by_text("Tiếng Việt").click()
    expect(profile(page).locator(".trend h2")).to_contain_text("băng rộng")
    expect(profile(page).locator(".chips li")).to_have_count(2)
    settle(page)
    found = link_of(page)
    assert (found["u"], found["u2"]) == ([unit], [beside])
    assert found["u_ind"] == ["fibre_broadband_households"]


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_unknown_unit_in_the_link_is_said_and_another_shown(
    page_at: PageAt, screen: Screen
) -> None:
    page = page_at("/unit", lang="vi", screen=screen, u="commune:nowhere")
    expect(page.get_by_text("u=commune:nowhere")).to_be_visible()
    expect(headline(page)).to_contain_text("Phường")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_unit_that_ended_leads_to_what_followed_with_what_part(
    page_at: PageAt, screen: Screen
) -> None:
    page = page_at("/unit", lang="en", screen=screen, u=OLD_BA_DINH)
    kin = profile(page).locator(".kin")
    expect(kin).to_contain_text("Since 1 July 2025 mainly in: Ba Dinh Ward")
    expect(kin).to_contain_text("In part also in: Hoan Kiem Ward")
    kin.get_by_role("link", name="Hoan Kiem Ward").click()
    expect(headline(page)).to_contain_text("Hoan Kiem Ward")
    expect(kin).to_contain_text("In part also from: Ba Dinh District")
