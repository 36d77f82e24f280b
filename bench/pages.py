"""What a reader waits for: starts, first answers, and a change of control to the new picture.

Run by `make bench` or `python -m bench.pages [--rounds 30] [--warm-ups 5] [--starts 10]`. A server
of its own is started; Chromium is the one of the tests, on the same cores, the cable out. Times of
a change are read on the browser's own clock: from the event that the reader makes to the first
frame whose picture differs, and to the last one that does. The server's time is read on its own.
"""

from __future__ import annotations

import argparse
import base64
import json
import math
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from bench.drag import DRAGS, rows_of_drag
from bench.figures import ANSWERS, Row, cpu_ms, memory_mb, show
from bench.frames import rows_of_frames
from bench.moves import ANSWER, MOVES, How, Move
from tests import chromium
from tests.browser.conftest import settle
from tests.serving import Server, serving

# Watches one element frame by frame. A canvas is compared by its pixels, thinned to 96 × 96, and
# everything else by its text and its shapes; the elements' own shadow trees are walked too.
WATCH = """(selector) => {
  const small = new OffscreenCanvas(96, 96).getContext('2d', {willReadFrequently: true});
  const hash = (text) => {
    let h = 0;
    for (let i = 0; i < text.length; i++) h = (h * 31 + text.charCodeAt(i)) | 0;
    return h;
  };
  const signature = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.tagName === 'CANVAS') {
      if (!node.width || !node.height) return 'empty';
      small.clearRect(0, 0, 96, 96);
      small.drawImage(node, 0, 0, 96, 96);
      const d = new Int32Array(small.getImageData(0, 0, 96, 96).data.buffer);
      let h = 0;
      for (let i = 0; i < d.length; i++) h = (h * 31 + d[i]) | 0;
      return String(h);
    }
    let own = '';
    if (node instanceof SVGElement) {
      for (const a of ['d', 'fill', 'transform', 'x', 'y', 'cx', 'cy', 'width', 'height']) {
        own += node.getAttribute(a) ?? '';
      }
    } else if (node instanceof HTMLElement) {
      own += node.getAttribute('style') ?? '';
      if (node.type === 'checkbox') own += node.checked;
    }
    for (const child of (node.shadowRoot ?? node).childNodes) own += signature(child);
    return own;
  };
  const now = () => {
    const e = document.querySelector(selector);
    return e ? hash(signature(e)) : null;
  };
  const state = {began: null, first: null, last: null, over: false};
  window.__watch = state;
  let seen = now();
  const begin = (event) => { if (state.began === null) state.began = event.timeStamp; };
  for (const kind of ['keydown', 'click']) {
    document.addEventListener(kind, begin, {capture: true, once: true});
  }
  const frame = () => {
    if (state.over) return;
    const found = now();
    if (found !== seen) {
      seen = found;
      if (state.began !== null) {
        state.last = performance.now();
        state.first ??= state.last;
      }
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""

# Over when the script has run and the picture has been at rest.
AT_REST = """(quiet) => {
  const s = window.__watch;
  const app = document.querySelector('[data-testid="stApp"]');
  const still = performance.now() - (s.last ?? s.began ?? performance.now());
  if (app.dataset.testScriptState !== 'notRunning' || s.began === null) return null;
  if (s.first === null && performance.now() - s.began < 3000) return null;
  if (s.first !== null && still < quiet) return null;
  s.over = true;
  return s;
}"""
QUIET_MS = 200


@dataclass
class Wire:
    """What the page was sent since the last `clear`, by Chromium's own clock.

    Messages on its websocket, and the bodies of answers: their sizes plain and as they came.
    Without slots: Playwright hangs its own mark on the object whose methods it calls.
    """

    sent: list[float] = field(default_factory=list)
    received: list[tuple[float, bytes]] = field(default_factory=list)
    bodies: dict[str, tuple[int, int]] = field(default_factory=dict)

    def watch(self, page: Page) -> None:
        """Note every message of `page` from now on; also of the socket that is already open."""
        session = page.context.new_cdp_session(page)
        session.on("Network.webSocketFrameSent", self._sent)
        session.on("Network.webSocketFrameReceived", self._received)
        session.on("Network.dataReceived", self._body)
        session.send("Network.enable")

    def clear(self) -> None:
        """Forget what was noted."""
        self.sent.clear()
        self.received.clear()
        self.bodies.clear()

    def sizes(self) -> tuple[float, float]:
        """Bytes received as they are, and as the websocket's compression would send them."""
        # What came over no wire the browser had kept: nobody sent it.
        bodies = [(plain, packed) for plain, packed in self.bodies.values() if packed]
        plain = sum(len(body) for _, body in self.received) + sum(size for size, _ in bodies)
        packed = sum(size for _, size in bodies)
        for _, body in self.received:
            packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed += len(packer.compress(body) + packer.flush())
        return float(plain), float(packed)

    def heard_ms(self) -> float | None:
        """From the message that told of the change to the last of the answer."""
        if not self.sent or not self.received:
            return None
        return (self.received[-1][0] - self.sent[0]) * 1000

    def _body(self, event: dict[str, Any]) -> None:
        plain, packed = self.bodies.get(event["requestId"], (0, 0))
        self.bodies[event["requestId"]] = (
            plain + event["dataLength"],
            packed + event["encodedDataLength"],
        )

    def _sent(self, event: dict[str, Any]) -> None:
        self.sent.append(event["timestamp"])

    def _received(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        text = frame["payloadData"]
        body = base64.b64decode(text) if frame["opcode"] == 2 else text.encode()
        self.received.append((event["timestamp"], body))


@dataclass(slots=True)
class Measured:
    """The samples of one move."""

    first: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    packed: list[float] = field(default_factory=list)
    unchanged: int = 0


def step(page: Page, move: Move, turn: int) -> None:
    """Change the control: forth on even turns, back on odd ones."""
    forth = turn % 2 == 0
    control = page.locator(f".st-key-{move.key}")
    place, arrow = (1, "ArrowDown") if forth else (0, "ArrowUp")
    changes: dict[How, Callable[[], None]] = {
        "slider": lambda: control.locator(
            'input[type="range"]:enabled, [role="slider"]'
        ).first.press("ArrowRight" if forth else "ArrowLeft"),
        "segments": lambda: control.locator("button").nth(place).click(),
        "radio": lambda: control.locator(".segments label").nth(place).click(),
        "filter": lambda: control.locator("select").nth(1).press(arrow),
        "geo": lambda: control.locator("[data-geo]").nth(place).click(),
        "row": lambda: control.locator("tbody tr").nth(turn % 2).click(),
        "switch": control.locator("label").first.click,
        "number": lambda: control.locator("input").first.press("ArrowUp" if forth else "ArrowDown"),
        "search": lambda: control.locator("input").press(move.term if forth else "Backspace"),
        "select": lambda: control.locator("select").first.press(arrow),
    }
    if move.how in changes:
        changes[move.how]()
    elif move.how == "onward":
        options = control.locator("[data-choice=ind]")
        is_last = options.evaluate("(list) => list.selectedIndex + 1 === list.length")
        options.press("ArrowUp" if is_last else "ArrowDown")
    else:
        control.locator(f"[data-choice={move.how}]").press(arrow)


def measure(page: Page, move: Move, wire: Wire, *, turns: range) -> Measured:
    """Make the move once a turn."""
    found = Measured()
    # The server hears of a search once its reader has stopped typing.
    quiet = 3 * QUIET_MS if move.how == "search" else QUIET_MS
    for turn in turns:
        page.evaluate(WATCH, move.picture)
        wire.clear()
        step(page, move, turn)
        state = page.wait_for_function(AT_REST, arg=quiet, polling=20).json_value()
        if state["first"] is None:
            found.unchanged += 1
            continue
        found.first.append(state["first"] - state["began"])
        found.last.append(state["last"] - state["began"])
        heard = wire.heard_ms()
        if heard is not None:
            found.heard.append(heard)
        plain, packed = wire.sizes()
        found.plain.append(plain / 1000)
        found.packed.append(packed / 1000)
    return found


def at_work(server: Server) -> tuple[float, ...]:
    """How long the server was at each move since the last call, by its own clock, in ms."""
    found: list[float] = []
    end = -math.inf
    for asked, said in sorted(json.loads(server.get(ANSWERS)[2])):
        # Between two moves the page is at rest.
        if asked - end > QUIET_MS / 2:
            found.append(0)
        found[-1] += max(0, said - max(asked, end))
        end = max(end, said)
    return tuple(found)


@contextmanager
def opened(browser: Browser, server: Server, move: Move) -> Iterator[tuple[Page, Wire]]:
    """A page as a new reader has it, drawn, with its messages watched."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    page = context.new_page()
    wire = Wire()
    wire.watch(page)
    page.goto(f"{server.url}{move.path}?{urlencode({'lang': 'en', **dict(move.query)})}")
    settle(page)
    yield page, wire
    context.close()


def rows_of_move(
    browser: Browser, server: Server, move: Move, args: argparse.Namespace
) -> list[Row]:
    """Measure one move, with the server's processor time spread over all its rounds."""
    with opened(browser, server, move) as (page, wire):
        if page.locator(f".st-key-{move.key}").count() == 0:
            print(f"{move.name}: no control with key {move.key!r}; see bench/moves.py")
            return []
        measure(page, move, wire, turns=range(args.warm_ups))
        at_work(server)
        before = cpu_ms(server.pid)
        turns = range(args.warm_ups, args.warm_ups + args.rounds)
        found = measure(page, move, wire, turns=turns)
        spent = (cpu_ms(server.pid) - before) / args.rounds
        server_ms = at_work(server)
    if found.unchanged:
        print(f"{move.name}: {found.unchanged} changes of the control left the picture as it was")
    return [
        Row(f"{move.name} → picture", "ms", tuple(found.first), "≤ 100, goal 74"),
        Row("  … its last change", "ms", tuple(found.last)),
        Row("  server: asked → all said", "ms", server_ms, "≤ 30"),
        Row("  … as the browser sees it, drawing meanwhile", "ms", tuple(found.heard)),
        Row("  server processor", "ms", (spent,), "≤ 15"),
        Row("  message", "kB", tuple(found.plain), "≤ 8"),
        Row("  message, compressed", "kB", tuple(found.packed)),
    ]


def starts(count: int) -> Row:
    """From starting the process to its first yes on /readyz."""
    samples = []
    for _ in range(count + 1):
        began = time.perf_counter()
        with serving():
            samples.append((time.perf_counter() - began) * 1000)
    # The first start compiles and fills the disk cache.
    return Row("process start → ready", "ms", tuple(samples[1:]), "≤ 3000")


def first_answers(browser: Browser, server: Server, args: argparse.Namespace) -> list[Row]:
    """From the address typed to the first answer on screen: empty cache, then reload."""
    fresh, again = [], []
    for _ in range(args.rounds + args.warm_ups):
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        page = context.new_page()
        began = time.perf_counter()
        page.goto(f"{server.url}/?lang=en", wait_until="commit")
        page.locator(ANSWER).first.wait_for()
        fresh.append((time.perf_counter() - began) * 1000)
        settle(page)
        began = time.perf_counter()
        page.reload(wait_until="commit")
        page.locator(ANSWER).first.wait_for()
        again.append((time.perf_counter() - began) * 1000)
        context.close()
    return [
        Row("first answer, empty cache", "ms", tuple(fresh[args.warm_ups :]), "≤ 3000"),
        Row("first answer, reload", "ms", tuple(again[args.warm_ups :]), "≤ 900"),
    ]


def main() -> None:
    """Measure, then print the table."""
    parser = argparse.ArgumentParser(description="Measure what a reader waits for.")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--warm-ups", type=int, default=5)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--only", default="", help="only moves whose name contains this")
    args = parser.parse_args()
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.ADVICE)
    rows = [starts(args.starts)] if args.starts else []
    with serving(entry="bench/served.py") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        if not args.only:
            rows += first_answers(browser, server, args)
        for move in MOVES:
            if args.only in move.name:
                rows += rows_of_move(browser, server, move, args)
        if args.only in "map: frames":
            rows += rows_of_frames(browser, server, rounds=args.rounds, warm_ups=args.warm_ups)
        for drag in DRAGS:
            if args.only in f"dragging {drag.name}":
                rows += rows_of_drag(
                    browser, server, drag, steps=args.rounds, warm_ups=args.warm_ups
                )
        rows.append(Row("memory of the warm process", "MB", (memory_mb(server.pid),), "≤ 260"))
        browser.close()
    show("Pages", rows)


if __name__ == "__main__":
    main()
