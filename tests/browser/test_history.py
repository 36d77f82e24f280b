"""Back and Forward: an entry for each choice and each page opened, and each shows what it says."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PageAt, settle
from tests.serving import free_port, serving

MENU = '[data-testid="stTopNavLink"]'
APP = '[data-testid="stApp"]'
CONNECTED = '[data-test-connection-state="CONNECTED"]'


def address(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}"


def entries(page: Page) -> int:
    found: int = page.evaluate("history.length")
    return found


def open_by_menu(page: Page, title: str) -> None:
    page.locator(MENU).filter(has_text=title).click()
    expect(page.locator("h1")).to_have_text(title)
    settle(page)


def go(page: Page, way: str, title: str) -> None:
    page.evaluate(f"history.{way}()")
    expect(page.locator("h1")).to_have_text(title)
    settle(page)


def test_pages_opened_by_the_menu_are_one_entry_each_and_quick_backs_mix_none(
    page_at: PageAt,
) -> None:
    page = page_at("/scenarios", lang="en", sc_grdp="10", sc_digital="30")
    first, before = address(page), entries(page)
    assert first == "/scenarios?lang=en&sc_grdp=10&sc_digital=30"
    open_by_menu(page, "Targets")
    open_by_menu(page, "Scenarios")
    assert (address(page), entries(page) - before) == (first, 2)
    go(page, "back", "Targets")
    assert address(page) == "/targets?lang=en"
    go(page, "forward", "Scenarios")
    # Two quick ones: the answer to the first comes when the second is asked for already.
    page.evaluate("history.back(); setTimeout(() => history.back(), 30)")
    page.wait_for_timeout(100)
    settle(page)
    expect(page.locator("h1")).to_have_text("Scenarios")
    assert (address(page), entries(page) - before) == (first, 2)
    go(page, "forward", "Targets")
    assert address(page) == "/targets?lang=en"


def test_a_choice_in_the_instant_of_a_back_leaves_no_page_under_the_address_of_another(
    page_at: PageAt,
) -> None:
    page = page_at("/targets", lang="en")
    open_by_menu(page, "Units")
    page.evaluate(
        """() => {
            const choice = document.querySelector(".st-key-start_presenting button")
            addEventListener("popstate", () => choice.click(), { once: true })
            history.back()
        }"""
    )
    expect(page.locator("h1")).to_have_text("Targets")
    settle(page)
    assert urlsplit(page.url).path == "/targets"


# What the server tells of two choices while the answer to a Back is awaited, one made before it and
# one after; the address then.
TOLD_AFTER_BACK = """async () => {
  history.pushState({}, "", "?lang=en&x=1")
  const stepped = new Promise((done) => window.addEventListener("popstate", done, { once: true }))
  history.back()
  await stepped
  const told = []
  for (const [at, x] of [["lang=en&x=1", 2], ["lang=en", 3]]) {
    const mark = new URLSearchParams({ _from: `/methods choice ${at}` })
    history.replaceState({}, "", `?lang=en&x=${x}&${mark}`)
    told.push(location.search)
  }
  return told
}"""


def test_a_choice_made_after_a_back_is_in_the_address_and_one_before_it_is_not(
    page_at: PageAt,
) -> None:
    page = page_at("/methods", lang="en")
    assert page.evaluate(TOLD_AFTER_BACK) == ["?lang=en", "?lang=en&x=3"]


def test_choices_of_a_page_come_back_one_by_one_also_from_another_page_and_after_a_reload(
    page_at: PageAt,
) -> None:
    page = page_at("/map", lang="en")
    before = entries(page)
    said = [address(page)]
    page.locator(".segments").get_by_text("126").click()
    page.wait_for_url("**map_geo=commune*")
    settle(page)
    said.append(address(page))
    page.locator("[data-choice=ind]").select_option("ihanoi_accounts_per_100")
    page.wait_for_url("**map_ind=*")
    settle(page)
    said.append(address(page))
    open_by_menu(page, "Units")
    assert entries(page) - before == 3
    page.reload()
    settle(page)
    indicator = page.locator("[data-choice=ind]")
    for shown in reversed(said):
        go(page, "back", "Map")
        assert address(page) == shown
        chosen = "ihanoi_accounts_per_100" in shown
        assert (indicator.input_value() == "ihanoi_accounts_per_100") is chosen
        pressed = page.locator(".segments [aria-pressed=true]")
        expect(pressed).to_contain_text("126" if "commune" in shown else "30")
    for shown in said[1:]:
        go(page, "forward", "Map")
        assert address(page) == shown
    assert entries(page) - before == 3


def test_a_link_of_the_overview_shows_what_it_says_whatever_was_looked_for_before(
    page_at: PageAt,
) -> None:
    page = page_at("/", lang="en")
    links = page.locator('[data-testid="stPageLink"] a')
    one = links.and_(page.locator('[href*="t_open="]')).first
    pillar = links.and_(page.locator('[href*="t_pillar="]')).first
    for way_back in ("history", "menu"):
        one.click()
        expect(page.locator("h1")).to_have_text("Targets")
        settle(page)
        expect(page.locator("li.row:visible")).to_have_count(1)
        if way_back == "history":
            go(page, "back", "Overview")
        else:
            open_by_menu(page, "Overview")
        asked = urlsplit(str(pillar.get_attribute("href"))).query
        pillar.click()
        expect(page.locator("h1")).to_have_text("Targets")
        settle(page)
        assert set(urlsplit(page.url).query.split("&")) == {*asked.split("&")}
        assert page.locator("li.row:visible").count() > 1
        open_by_menu(page, "Overview")


def test_the_unit_chosen_is_carried_by_the_menu_unless_a_link_names_another(
    page_at: PageAt,
) -> None:
    page = page_at("/map", lang="en", map_geo="commune")
    page.locator("tbody tr").nth(5).click()
    page.wait_for_url("**map_unit=*")
    settle(page)
    code = parse_qs(urlsplit(page.url).query)["map_unit"][0]
    open_by_menu(page, "Units")
    assert f"u=commune%3A{code}" in address(page)
    # A district beside it, by hand, and back to the map.
    page.locator("select[name=geography]").select_option(label="30 districts")
    page.wait_for_url("**u=district*")
    settle(page)
    district = parse_qs(urlsplit(page.url).query)["u"][0].removeprefix("district:")
    open_by_menu(page, "Map")
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked.get("map_geo", ["district"]), asked["map_unit"]) == (["district"], [district])
    go(page, "back", "Units")
    go(page, "back", "Units")
    assert f"u=commune%3A{code}" in address(page)


CLICK_WHEN_CONNECTED = """([app, connected, kind, text]) => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector(app + connected)) return;
    observer.disconnect();
    const all = [...document.querySelectorAll(kind)];
    setTimeout(() => all.find((one) => one.textContent.includes(text)).click());
  });
  observer.observe(document, { subtree: true, attributes: true });
}"""


def test_a_click_in_the_instant_in_which_a_restarted_server_is_found_counts(
    empty_context: BrowserContext,
) -> None:
    """The menu's says neither language nor "official only"; a switch's is unlike the address."""
    port = free_port()
    clicked = [(MENU, "Targets"), (".st-key-lang button", "Tiếng Việt")]
    menu, switch = pages = [empty_context.new_page() for _ in clicked]
    with serving(port=port) as server:
        for page in pages:
            page.set_viewport_size({"width": 1920, "height": 1080})
            page.goto(f"{server.url}/map?lang=en&official=1")
            settle(page)
    for page, (kind, text) in zip(pages, clicked, strict=True):
        page.wait_for_selector(f"{APP}:not({CONNECTED})")
        page.evaluate(CLICK_WHEN_CONNECTED, [APP, CONNECTED, kind, text])
    with serving(port=port):
        expect(menu.locator("h1")).to_have_text("Targets", timeout=60_000)
        settle(menu)
        assert address(menu) == "/targets?lang=en&official=1"
        assert menu.locator(".st-key-official_switch input").is_checked()
        switch.wait_for_selector(APP + CONNECTED, timeout=60_000)
        settle(switch)
        assert address(switch) == "/map?official=1"
        expect(switch.locator("h1")).to_have_text("Bản đồ")


@pytest.mark.parametrize(
    ("path", "field", "name"),
    [("/map", ".find", "map_find"), ("/targets", "input[name=text]", "t_q")],
)
def test_back_takes_a_search_out_of_the_field_that_the_caret_is_still_in(
    page_at: PageAt, path: str, field: str, name: str
) -> None:
    page = page_at(path, lang="en")
    page.locator(field).press_sequentially("a b ")
    page.wait_for_function("name => new URL(location).searchParams.has(name)", arg=name)
    settle(page)
    # The space before the next word stays, though the address has none.
    assert page.locator(field).input_value() == "a b "
    page.go_back()
    expect(page.locator(field)).to_have_value("")
    expect(page.locator(field)).to_be_focused()
