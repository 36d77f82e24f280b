"""A real Chromium on a real server, with the network cable out and every request noted.

`page_at` is what most tests need: it opens a path as a reader with given language, theme and
screen would see it, and at the end of the test fails it when anything was asked of another host,
anything was written to the console as an error, or the server logged a trace or a deprecation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    WebSocket,
    expect,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

from lib.model.vocabulary import Lang
from tests import chromium
from tests.serving import Server, serving

Theme = Literal["light", "dark"]
Screen = tuple[int, int]

DESKTOP: Screen = (1920, 1080)
PHONE: Screen = (390, 844)

STEP_MS = 20_000
expect.set_options(timeout=STEP_MS)

# Opened at a sub-page, Streamlit's own script looks for the server below that page first.
HARMLESS_404 = re.compile(r"/[^/]+/_stcore/(health|host-config)$")

# At rest for a moment, since elements come in batches and the first may be whole before the last.
SETTLED = """() => {
  const isDrawn = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app || app.dataset.testScriptState !== 'notRunning') return false;
    // On a busy machine what was asked of the server may not have been answered at all yet.
    if (window.askedAt > (window.answeredAt ?? 0)) return false;
    if (!document.querySelector('[data-testid="stMain"] [data-testid="stVerticalBlock"] *')) {
      return false;
    }
    if (document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')) return false;
    // Every page has one of our own elements at least ("copy link"); they come with a late script.
    const elements = document.querySelectorAll('[data-testid="stBidiComponentIsolated"]');
    if (!elements.length) return false;
    for (const element of elements) {
      if (!element.shadowRoot || element.shadowRoot.querySelector('.root[aria-busy]')) return false;
    }
    return [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every(
      (chart) => chart.querySelector('canvas, svg'),
    );
  };
  if (!isDrawn()) {
    delete window.atRestSince;
    return false;
  }
  window.atRestSince ??= performance.now();
  return performance.now() - window.atRestSince > 200;
}"""

# When the page last asked its server for something, and when it last heard from it.
NOTE_TALK = """window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', () => { window.answeredAt = performance.now(); });
  }
  send(message) {
    window.askedAt = performance.now();
    super.send(message);
  }
};"""

# A violation that the console would not tell as an error is told as one.
TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation', (event) => {
  console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`);
});"""


@dataclass
class Witness:
    """What pages asked for and complained of; `bases` are the servers that they may ask.

    Without slots: Playwright hangs its own mark on the object whose methods it calls.
    """

    bases: list[str]
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Note what every page of `context` does from now on."""
        for event, note in self._notes():
            context.on(event, note)

    def leave(self, context: BrowserContext) -> None:
        """Note no more of it."""
        for event, note in self._notes():
            context.remove_listener(event, note)

    def elsewhere(self) -> list[str]:
        """The requests that went, or would have gone, to another host."""
        homes = {urlsplit(base).netloc for base in self.bases}
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc not in homes
        ]

    def _notes(self) -> tuple[tuple[Any, Callable[..., None]], ...]:
        return (
            ("request", self._requested),
            ("console", self._said),
            ("page", self._opened),
            ("weberror", self._failed),
        )

    def _requested(self, request: Request) -> None:
        self.requests.append(request.url)

    def _opened(self, page: Page) -> None:
        page.on("websocket", self._connected)

    def _connected(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)

    def _failed(self, error: WebError) -> None:
        self.errors.append(f"uncaught: {error.error}")

    def _said(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        if message.type != "error":
            return
        if "404" in message.text and HARMLESS_404.search(urlsplit(place).path):
            return
        self.errors.append(f"{message.text} ({place})")


class PageAt(Protocol):
    """Opens a path of the program in a new tab and waits until it has drawn itself."""

    witness: Witness

    def __call__(
        self,
        path: str = "/",
        *,
        lang: Lang = "vi",
        theme: Theme = "light",
        screen: Screen = DESKTOP,
        **query: str,
    ) -> Page: ...


class OpenerOf(Protocol):
    """Makes a `PageAt` for a server, of which the browser is judged at the end of the test."""

    def __call__(self, server: Server, *, by: BrowserContext = ...) -> PageAt: ...


@dataclass(slots=True)
class Opener:
    """Opens pages of one server, each in a tab of its own: to the server, each is a new reader."""

    context: BrowserContext
    server: Server
    witness: Witness

    def __call__(
        self,
        path: str = "/",
        *,
        lang: Lang = "vi",
        theme: Theme = "light",
        screen: Screen = DESKTOP,
        **query: str,
    ) -> Page:
        for name, value in self.server.key().items():
            self.context.add_cookies([{"name": name, "value": value, "url": self.server.url}])
        page = self.context.new_page()
        page.set_viewport_size({"width": screen[0], "height": screen[1]})
        page.emulate_media(color_scheme=theme)
        page.goto(f"{self.server.url}{path}?{urlencode({'lang': lang, **query})}")
        settle(page)
        return page


def empty(browser: Browser) -> BrowserContext:
    """A browser's context that has seen and kept nothing yet."""
    context = browser.new_context(
        # Not the language under test: only the address may decide it.
        locale="de-DE",
        # Motion would be caught half-way in a picture.
        reduced_motion="reduce",
    )
    context.set_default_timeout(STEP_MS)
    context.add_init_script(TELL_VIOLATIONS)
    context.add_init_script(NOTE_TALK)
    return context


def forget(context: BrowserContext) -> None:
    """Close all pages and drop all that a site or a test has set, but for what was loaded."""
    for page in context.pages:
        with suppress(PlaywrightError):
            page.evaluate("localStorage.clear()")  # of no page that is blank or gone
        page.close()
    context.clear_cookies()
    context.clear_permissions()


def settle(page: Page) -> None:
    """Wait until the script has run and every chart on the page has its canvas."""
    page.evaluate("delete window.atRestSince")
    page.wait_for_function(SETTLED, timeout=STEP_MS, polling="raf")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all browser tests of this process, as readers share one."""
    with serving() as running:
        yield running


@pytest.fixture
def fresh_server() -> Iterator[Server]:
    """A server that nobody has asked for anything yet, but for its readiness."""
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, cut off from everything but 127.0.0.1."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.ADVICE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What all tests of this process open their pages in: Streamlit's scripts are loaded once."""
    made = empty(browser)
    yield made
    made.close()


@pytest.fixture(scope="session")
def context_with_webgl(browser: Browser) -> Iterator[BrowserContext]:
    """One in another Chromium that has WebGL, for the few pages that draw with it."""
    running = browser.browser_type.launch(
        executable_path=chromium.find(), args=list(chromium.FLAGS_WITH_WEBGL)
    )
    yield empty(running)
    running.close()


@pytest.fixture
def opener_of(context: BrowserContext) -> Iterator[OpenerOf]:
    """Makes a `page_at` for a given server, with the same judgement at the end of the test."""
    witness = Witness([])
    starts: list[tuple[Server, int]] = []
    watched: list[BrowserContext] = []

    def make(server: Server, *, by: BrowserContext = context) -> PageAt:
        witness.bases.append(server.url)
        starts.append((server, len(server.words())))
        if by not in watched:
            watched.append(by)
            witness.watch(by)
        return Opener(by, server, witness)

    yield make
    for one in watched:
        forget(one)
        witness.leave(one)
    faults = faults_of(witness, starts)
    assert not faults, "\n".join(faults)


@pytest.fixture
def page_at(server: Server, opener_of: OpenerOf) -> PageAt:
    """Opens pages of the shared server."""
    return opener_of(server)


@pytest.fixture
def empty_context(browser: Browser) -> Iterator[BrowserContext]:
    """One of a test's own, that nothing has been loaded into."""
    made = empty(browser)
    yield made
    made.close()


@pytest.fixture
def first_visit_at(empty_context: BrowserContext, server: Server, opener_of: OpenerOf) -> PageAt:
    """The same as `page_at` in a browser that has never been there."""
    return opener_of(server, by=empty_context)


@contextmanager
def editing(folder: Path, **environment: str) -> Iterator[Server]:
    """A server with a database of its own, where whoever sits at the machine may edit."""
    url = f"sqlite:///{folder}/hanoiso.db"
    with serving(environment={"DATABASE_URL": url, "EDITING": "local", **environment}) as server:
        yield server


@pytest.fixture(scope="module")
def editors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One such server for all tests of a module."""
    with editing(tmp_path_factory.mktemp("store")) as server:
        yield server


@pytest.fixture
def editor_page_at(editors: Server, opener_of: OpenerOf) -> PageAt:
    """Opens pages of the server where one may edit."""
    return opener_of(editors)


@pytest.fixture
def webgl_page_at(
    server: Server, opener_of: OpenerOf, context_with_webgl: BrowserContext
) -> PageAt:
    """The same in a browser that has WebGL."""
    return opener_of(server, by=context_with_webgl)


def faults_of(witness: Witness, starts: Iterable[tuple[Server, int]]) -> list[str]:
    """What a test's pages did that no page may do; with each server, where its log began."""
    said = "\n".join(server.words()[start:] for server, start in starts)
    return [
        *(f"asked another host: {url}" for url in witness.elsewhere()),
        *(f"console error: {error}" for error in witness.errors),
        *(f"server log: {line}" for line in said.splitlines() if LOGGED_FAULT.search(line)),
    ]


LOGGED_FAULT = re.compile(r"Traceback|Error\b|[Dd]eprecat|will be removed|\bERROR\b")
