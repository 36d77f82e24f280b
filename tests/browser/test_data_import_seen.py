"""Every step of the way in as it is seen: nothing runs off the page, axe finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from lib.model.vocabulary import Lang
from tests.browser import import_kit as kit
from tests.browser.conftest import DESKTOP, PHONE, OpenerOf, Screen, Theme
from tests.browser.seen import runs_off, violations_of
from tests.serving import Server

MANY = kit.lines(
    [
        ["Mã", "Tên đơn vị", "Kỳ", "Chỉ tiêu", "Giá trị"],
        *(
            [code, "", "2026-Q3", "adults_with_smartphone", f"{70 + place},5"]
            for place, code in enumerate(("00004", "00008", "00025", "00070", "00082"))
        ),
        ["01", "", "2026", "digital_economy_share_grdp_va", "77,3"],
        ["", "Phường Không Có", "2026-Q3", "adults_with_smartphone", "70"],
        ["00091", "", "2026-Q3", "adults_with_smartphone", "nhiều"],
        ["00103", "", "2031", "adults_with_smartphone", "72"],
        ["00118", "", "2026-Q3", "adults_with_smartphone", "140"],
    ]
)


def sound(page: Page, step: str) -> None:
    assert violations_of(page) == [], step
    assert not runs_off(page), step


@pytest.mark.parametrize(
    ("lang", "theme", "screen"),
    [
        ("vi", "dark", PHONE),
        ("en", "light", PHONE),
        ("en", "dark", DESKTOP),
        ("vi", "light", DESKTOP),
    ],
)
def test_every_step_is_sound(
    editors: Server, opener_of: OpenerOf, lang: Lang, theme: Theme, screen: Screen
) -> None:
    page_at = opener_of(editors)
    page = page_at("/data", lang=lang, theme=theme, screen=screen, d_part="in")
    sound(page, "nothing handed in")
    kit.hand_in(page, "hỏng.xlsx", b"PK\x03\x04 no archive")
    sound(page, "refused")
    page.locator('[data-testid="stFileChipDeleteBtn"] button').click()
    kit.hand_in(page, "tháng 9.csv", MANY.encode())
    assert len(kit.counts(page)) == 6
    sound(page, "the preview")
    kit.describe(page)
    kit.tick(page, "d_partial")
    sound(page, "ready")
    kit.button(page).click()
    page.locator(".st-key-d_undo_last").wait_for()
    sound(page, "taken in")
    page.locator(".st-key-d_undo_last button").click()
    page.locator(".st-key-d_undo_last").wait_for(state="detached")
    sound(page, "taken back")
    typed = page_at(
        "/data", lang=lang, theme=theme, screen=screen, d_part="in", d_way="typed",
        d_typed_geo="commune",
    )  # fmt: skip
    sound(typed, "to be typed")
    period = typed.locator(".st-key-d_typed_period input")
    period.fill("2026-Q3")
    period.press("Enter")
    typed.locator('[data-testid="stDataFrame"]').wait_for()
    sound(typed, "a table to type in")
