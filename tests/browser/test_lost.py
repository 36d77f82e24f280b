"""What a page asks for is lost once: it says so in its language, and is whole after "try again".

The pages here are opened past `page_at`, which would fail a test for what the browser writes of
each lost request to the console.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import BrowserContext, Page, Route, expect
from websockets.exceptions import InvalidStatus

from lib.app.shell import rate_limit
from lib.model.vocabulary import Lang
from lib.text import translator
from tests.browser.conftest import settle
from tests.browser.wire import dialled
from tests.serving import Server, end, free_port, launch, serving, wait_ready

FAULTS: tuple[Callable[[Route], None], ...] = (
    lambda route: route.abort(),
    lambda route: route.fulfill(status=404, body="not here"),
    lambda route: route.fulfill(status=503, json={"ready": False}),
    lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Sign in here"),
)

# A page for each kind of element; together they ask for every file that is an element's.
PAGES: tuple[tuple[Lang, str], ...] = (
    ("vi", "/map?u=commune:00166"),
    ("en", "/map?map_more=second"),
    ("vi", "/unit"),
    ("en", "/targets"),
    ("vi", "/scenarios"),
    ("en", "/scenarios?sc_view=compare"),
    ("vi", "/methods"),
)

BAR = "#shell-bar"


class Cutter:
    """Loses the first request for each file whose address has `part` in it, each in another way."""

    def __init__(self, page: Page, part: str) -> None:
        self.lost: list[str] = []
        page.route(lambda url: part in url, self._handle)

    def _handle(self, route: Route) -> None:
        url = route.request.url
        if url in self.lost:
            route.continue_()
            return
        self.lost.append(url)
        FAULTS[len(self.lost) % len(FAULTS)](route)


@pytest.fixture
def opened(empty_context: BrowserContext, server: Server) -> Callable[[Lang, str], Page]:
    def open_(lang: Lang, path: str) -> Page:
        page = empty_context.new_page()
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{server.url}{path}{'&' if '?' in path else '?'}lang={lang}")
        return page

    return open_


@pytest.mark.parametrize(("lang", "path"), PAGES)
def test_each_file_of_an_element_may_be_lost_once(
    empty_context: BrowserContext, server: Server, lang: Lang, path: str
) -> None:
    _ = translator(lang).gettext
    address = f"{server.url}{path}{'&' if '?' in path else '?'}lang={lang}"
    page = empty_context.new_page()
    page.goto(address)
    settle(page)
    whole = page.screenshot(full_page=True)
    page.close()

    page = empty_context.new_page()
    cutter = Cutter(page, "/assets/")
    page.goto(address)
    trouble = page.locator(".trouble")
    tries = 0
    expect(trouble.first).to_be_visible()
    while trouble.count():
        tries += 1
        assert tries < 40, cutter.lost
        said = trouble.first
        expect(said).to_have_attribute("role", "alert")
        expect(said.locator("p")).to_have_text(_("This part of the page did not load."))
        press = "(button) => button.click()"
        if said.locator("button").inner_text() == _("Reload the page"):
            with page.expect_navigation():
                said.locator("button").evaluate(press)
        else:
            expect(said.locator("button")).to_have_text(_("Try again"))
            said.locator("button").evaluate(press)
        settle(page)
    names = {url.split("/assets/")[1].split("?")[0] for url in cutter.lost}
    assert {Path(name).suffix for name in names} == {".js", ".json"}
    assert share_that_differs(page.screenshot(full_page=True), whole) < 0.0005


def share_that_differs(one: bytes, other: bytes) -> float:
    """The share of pixels that are not the same; soft edges of lines may be painted otherwise."""
    pictures = [Image.open(io.BytesIO(data)).convert("L") for data in (one, other)]
    assert pictures[0].size == pictures[1].size
    steps = ImageChops.difference(*pictures).histogram()
    return sum(steps[16:]) / sum(steps)


@pytest.mark.parametrize(
    ("lang", "part"), [("vi", "/static/js/index."), ("en", "/static/js/BidiComponent.")]
)
def test_a_script_of_the_framework_may_be_lost_once(
    opened: Callable[[Lang, str], Page], empty_context: BrowserContext, lang: Lang, part: str
) -> None:
    _ = translator(lang).gettext
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.fulfill(status=404, body="")

    empty_context.route(lambda url: part in url, lose)
    page = opened(lang, "/unit")
    expect(page.locator(f"{BAR} p")).to_have_text(_("The page did not load completely."))
    page.locator(f"{BAR} button").click()
    settle(page)
    expect(page.locator(BAR)).to_have_count(0)
    expect(page.locator("h1")).to_have_text(_("Units"))


def test_no_line_to_the_server_at_first(
    opened: Callable[[Lang, str], Page], empty_context: BrowserContext
) -> None:
    empty_context.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    page = opened("vi", "/unit")
    _ = translator("vi").gettext
    said = page.locator(f"{BAR} p")
    expect(said).to_have_text(_("The server cannot be reached yet. Trying again…"))
    expect(page.locator('[role="dialog"]')).to_have_count(0)


@contextmanager
def again(server: Server) -> Iterator[Server]:
    """The same server once more, at the same address."""
    with TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        process = launch(log, port=int(server.url.rsplit(":", 1)[1]))
        try:
            found = Server(server.url, process.pid, Path(folder) / "log", process)
            wait_ready(found)
            yield found
        finally:
            end(process)


def test_a_server_that_ends_is_told_and_the_page_goes_on_with_the_next(
    empty_context: BrowserContext,
) -> None:
    port = free_port()
    pages: dict[Lang, Page] = {"vi": empty_context.new_page(), "en": empty_context.new_page()}
    with serving(port=port) as server:
        for lang, page in pages.items():
            page.goto(f"{server.url}/map?lang={lang}")
            settle(page)
        end(server.process)
        for lang, page in pages.items():
            _ = translator(lang).gettext
            lost = _(
                "The connection to the server is lost. Shown is what was last received. "
                "Trying again…"
            )
            expect(page.locator(f"{BAR} p")).to_have_text(lost)
            page.locator(f"{BAR} button").click()
            start = _("The server still does not answer ({time}). Trying again…").split("{")[0]
            expect(page.locator(f"{BAR} p")).to_contain_text(start)
            expect(page.locator('[role="dialog"]')).to_have_count(0)
            # What is on the page stays there, and can be read and pointed at.
            assert not page.locator("#root").evaluate("(root) => root.inert")
        with again(server):
            for lang, page in pages.items():
                _ = translator(lang).gettext
                expect(page.locator(BAR)).to_have_count(0)
                settle(page)
                page.locator(".st-key-lang").get_by_text(
                    "English" if lang == "vi" else "Tiếng Việt"
                ).click()
                other: Lang = "en" if lang == "vi" else "vi"
                expect(page.locator("h1")).to_have_text(translator(other).gettext("Map"))
                settle(page)
                page.close()


# So that a test can cut the line itself.
KEEP_THE_LINE = """window.WebSocket = class extends WebSocket {
  constructor(...given) { super(...given); window.theLine = this; }
};"""


def test_a_page_whose_line_is_refused_says_why(empty_context: BrowserContext) -> None:
    """On the page that is open, not only on the next one that is loaded."""
    empty_context.add_init_script(KEEP_THE_LINE)
    with serving(environment={"READERS_PER_CLIENT": "3"}) as server:
        pages: dict[Lang, Page] = {"vi": empty_context.new_page(), "en": empty_context.new_page()}
        for lang, page in pages.items():
            page.goto(f"{server.url}/methods?lang={lang}")
            settle(page)
        # Too many come from here in a short time: it takes minutes until the next may.
        for _arrival in range(40):
            with suppress(InvalidStatus), dialled(server):
                pass
        for lang, page in pages.items():
            page.evaluate("theLine.close()")
            why = translator(lang).gettext(rate_limit.TOO_MANY)
            expect(page.locator(f"{BAR} p")).to_have_text(why)
            page.locator(f"{BAR} button").click()
            expect(page.locator(f"{BAR} p")).to_have_text(why)
            # Nothing of what is on the page was given up for the words.
            expect(page.locator("h1")).to_have_text(translator(lang).gettext("Methods"))
