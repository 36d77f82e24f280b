"""A choice is painted at once: the map does not wait for the page's run."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, Route, WebSocketRoute, expect

from lib.model.vocabulary import Geography
from tests.browser.conftest import DESKTOP, PHONE, PageAt, Screen, settle

GEOGRAPHIES: tuple[Geography, ...] = ("district", "commune")
DENSITY = "population_density"
PHONES = {"district": "adults_with_smartphone", "commune": "adults_with_smartphone"}


def fills(page: Page) -> list[str]:
    found: list[str] = page.locator(".sheet > svg .unit").evaluate_all(
        "(nodes) => nodes.map((node) => node.getAttribute('fill'))"
    )
    return found


def cut(page: Page) -> list[str | bytes]:
    """Hold back what the page tells the server from its next connection on, once told to."""
    held: list[str | bytes] = []

    def connected(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if page.evaluate("window.isCut ?? false"):
                held.append(message)
            else:
                server.send(message)

        socket.on_message(pass_on)

    page.route_web_socket("**/_stcore/stream", connected)
    return held


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_a_choice_is_painted_while_the_page_has_not_been_told(
    page_at: PageAt, geography: Geography, screen: Screen
) -> None:
    page = page_at("/map", lang="en", screen=screen, map_geo=geography)
    held = cut(page)
    page.reload()
    settle(page)
    before = fills(page)
    page.evaluate("window.isCut = true")
    page.locator("[data-choice=ind]").select_option(PHONES[geography])
    expect(page.locator("h2.title")).to_contain_text("smartphone")
    assert fills(page) != before
    page.locator("[data-choice=colour]").select_option("gap")
    expect(page.locator("h2.title small")).to_contain_text("target")
    page.wait_for_timeout(200)
    assert held
    assert "map_ind" not in page.url


def test_choices_in_quick_succession_end_with_the_last_one(page_at: PageAt) -> None:
    page = page_at("/map", lang="en")
    series = page.locator("[data-choice=ind]")
    for _ in range(8):
        series.press("ArrowDown")
    page.locator("[data-choice=classes]").select_option("equal")
    chosen = series.input_value()
    page.wait_for_url(lambda url: f"map_ind={chosen}" in url and "map_classes=equal" in url)
    settle(page)
    assert series.input_value() == chosen
    assert page.locator("[data-choice=classes]").input_value() == "equal"


def test_a_sheet_that_fails_to_come_is_brought_by_the_page(page_at: PageAt) -> None:
    page = page_at("/map", lang="en")
    asked: list[Request] = []

    def fail_once(route: Route, request: Request) -> None:
        asked.append(request)
        if len(asked) == 1:
            route.abort()
        else:
            route.continue_()

    page.route("**/maps/sheet?*", fail_once)
    page.locator("[data-choice=ind]").select_option(PHONES["district"])
    expect(page.locator("h2.title")).to_contain_text("smartphone")
    assert len(asked) == 2
    page_at.witness.errors.clear()  # the browser's own word on the answer that did not come
