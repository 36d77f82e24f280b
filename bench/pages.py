"""What a reader waits for: starts, first answers, and a change of control to the new picture.

Run by `make bench` or `python -m bench.pages [--rounds 30] [--warm-ups 5] [--starts 10]`. A server
of its own is started; Chromium is the one of the tests, on the same cores, the cable out. Times of
a change are read on the browser's own clock: from the event that the reader makes to the last frame
in which what the move is about changes (`picture_clock.js`), on values that the browser has not
shown. The server's time is read on its own clock.
"""

from __future__ import annotations

import argparse
import base64
import json
import math
import statistics
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from bench.drag import DRAGS, rows_of_drag
from bench.figures import ANSWERS, Row, cpu_ms, memory_mb, show
from bench.frames import rows_of_frames
from bench.moves import ANSWER, INDICATORS, MOVES, Move
from bench.moves import SHAPES as MAP_PICTURE
from tests import chromium
from tests.browser.conftest import settle
from tests.serving import Server, serving

PICTURE_CLOCK = (Path(__file__).parent / "picture_clock.js").read_text(encoding="utf-8")

# Over when the script has run and the picture has been at rest.
AT_REST = """(quiet) => {
  const times = window.pictureTimes;
  const app = document.querySelector('[data-testid="stApp"]');
  if (app?.dataset.testScriptState !== 'notRunning') return null;
  const since = performance.now() - (times.last ?? times.began ?? performance.now());
  if (times.began !== null && times.first === null && since < 3000) return null;
  if (since < quiet) return null;
  times.over = true;
  return times;
}"""
QUIET_MS = 200

# Whether a drop-down list has no later option, or a slider or number is at its highest.
IS_AT_END = """(field) => field.options
  ? ![...field.options].some((option) => option.index > field.selectedIndex && !option.disabled)
  : field.max !== '' && Number(field.value) >= Number(field.max)"""
WORDS = "kinh te"


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
    """The samples of one move, in milliseconds and kilobytes."""

    last: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    packed: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    unchanged: int = 0


def step(page: Page, move: Move, turn: int) -> bool:
    """Change the control to a value not shown before on `page`; False where there is none left."""
    control = page.locator(move.control)
    if move.how == "onward":
        return go_onward(control.first)
    if move.how == "type":
        if turn < len(WORDS):
            control.first.press(WORDS[turn])
        return turn < len(WORDS)
    if move.how == "each" and turn >= control.count():
        return False
    control.nth(turn if move.how == "each" else 0).click()
    return True


def go_onward(control: Locator) -> bool:
    """Take a list's next option or a slider's next step; False at the end."""
    if not control.evaluate(IS_AT_END):
        control.press(control.evaluate("(field) => field.options ? 'ArrowDown' : 'ArrowUp'"))
        return True
    return False


def measure(page: Page, move: Move, wire: Wire, turn: int) -> dict[str, Any] | None:
    """Make the move once and give its times; None where no further value is left."""
    if move.renew:
        if not go_onward(page.locator(move.renew).first):
            return None
        settle(page)
    page.evaluate("(selector) => window.pictureClock(selector)", move.picture)
    wire.clear()
    if not step(page, move, turn):
        return None
    # The server hears of a search once its reader has stopped typing.
    quiet = 3 * QUIET_MS if move.how == "type" else QUIET_MS
    times: dict[str, Any] = page.wait_for_function(AT_REST, arg=quiet, polling=20).json_value()
    return times


def at_work(server: Server) -> float:
    """How long the server was at work since the last call, by its own clock, in milliseconds."""
    spent, end = 0.0, -math.inf
    for asked, said in sorted(json.loads(server.get(ANSWERS)[2])):
        spent += max(0.0, said - max(asked, end))
        end = max(end, said)
    return spent


@contextmanager
def opened(browser: Browser, server: Server, move: Move) -> Iterator[tuple[Page, Wire]]:
    """A page as a new reader has it, drawn, with its messages watched."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    context.add_init_script(PICTURE_CLOCK)
    page = context.new_page()
    wire = Wire()
    wire.watch(page)
    page.goto(f"{server.url}{move.path}?{urlencode({'lang': 'en', **dict(move.query)})}")
    settle(page)
    yield page, wire
    context.close()


def samples_of(
    browser: Browser, server: Server, move: Move, *, rounds: int, warm_ups: int
) -> Measured:
    """Make the move `rounds` times, in as many empty browsers as its values last for.

    The first `warm_ups` moves do not count, nor does the first of every further browser, which
    compiles the page's script.
    """
    found = Measured()
    made = 0
    while len(found.last) < rounds and made < 3 * (rounds + warm_ups):
        with opened(browser, server, move) as (page, wire):
            if page.locator(move.control).count() == 0:
                print(f"{move.name}: nothing matches {move.control!r}; see bench/moves.py")
                return found
            for turn in count():
                at_work(server)
                before = cpu_ms(server.pid)
                times = measure(page, move, wire, turn)
                made += 1
                if times is None or len(found.last) >= rounds:
                    break
                if made > warm_ups and (turn > 0 or move.how == "switch"):
                    note(found, times, wire, server_ms=at_work(server))
                    found.processor.append(cpu_ms(server.pid) - before)
    return found


def note(found: Measured, times: dict[str, Any], wire: Wire, *, server_ms: float) -> None:
    """Put one move's figures to those before."""
    if times["first"] is None:
        found.unchanged += 1
        return
    found.first.append(times["first"] - times["began"])
    found.last.append(times["last"] - times["began"])
    found.server.append(server_ms)
    heard = wire.heard_ms()
    if heard is not None:
        found.heard.append(heard)
    plain, packed = wire.sizes()
    found.plain.append(plain / 1000)
    found.packed.append(packed / 1000)


def rows_of_move(
    browser: Browser, server: Server, move: Move, args: argparse.Namespace
) -> list[Row]:
    """The rows of one move; the time to its picture comes first."""
    found = samples_of(browser, server, move, rounds=args.rounds, warm_ups=args.warm_ups)
    if found.unchanged:
        print(f"{move.name}: {found.unchanged} changes of the control left the picture as it was")
    processor = statistics.fmean(found.processor) if found.processor else math.nan
    is_indicator = move.control == INDICATORS
    return [
        Row(f"{move.name} → picture", "ms", tuple(found.last), move.bar),
        Row("  … its first change", "ms", tuple(found.first)),
        Row("  server: asked → all said", "ms", tuple(found.server)),
        Row("  … as the browser sees it, drawing meanwhile", "ms", tuple(found.heard)),
        Row("  server processor", "ms", (processor,), "≤ 5" * is_indicator),
        Row("  message", "kB", tuple(found.plain), "≤ 1.5" * is_indicator),
        Row("  message, compressed", "kB", tuple(found.packed)),
    ]


def starts(browser: Browser, rounds: int) -> list[Row]:
    """From starting the process to its first yes, and to the first picture in an open browser."""
    ready, drawn = [], []
    for _ in range(rounds + 1):
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        context.add_init_script(PICTURE_CLOCK + f"pictureClock({MAP_PICTURE!r});")
        page = context.new_page()
        began, began_at = time.perf_counter(), time.time() * 1000
        with serving() as server:
            ready.append((time.perf_counter() - began) * 1000)
            page.goto(f"{server.url}/map?lang=en", wait_until="commit")
            drawn.append(complete_at(page) - began_at)
        context.close()
    # The first start compiles and fills the disk cache.
    return [
        Row("process start → ready", "ms", tuple(ready[1:])),
        Row("process start → first picture", "ms", tuple(drawn[1:]), "≤ 2400"),
    ]


def complete_at(page: Page) -> float:
    """When the picture that is watched last changed, in milliseconds of the wall clock."""
    settle(page)
    page.wait_for_function(AT_REST, arg=QUIET_MS, polling=20)
    found: float = page.evaluate("performance.timeOrigin + window.pictureTimes.last")
    return found


def first_answers(browser: Browser, server: Server, args: argparse.Namespace) -> list[Row]:
    """The first answer on screen in an empty browser, and a reload to the complete picture."""
    fresh, again = [], []
    for _ in range(args.rounds + args.warm_ups):
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        context.add_init_script(PICTURE_CLOCK + f"pictureClock({MAP_PICTURE!r});")
        page = context.new_page()
        began = time.perf_counter()
        page.goto(f"{server.url}/?lang=en", wait_until="commit")
        page.locator(ANSWER).first.wait_for()
        fresh.append((time.perf_counter() - began) * 1000)
        page.goto(f"{server.url}/map?lang=en")
        settle(page)
        page.reload(wait_until="commit")
        drawn = complete_at(page)
        again.append(drawn - page.evaluate("performance.timeOrigin"))
        context.close()
    return [
        Row("first answer, empty cache", "ms", tuple(fresh[args.warm_ups :]), "≤ 150"),
        Row("reload → complete map", "ms", tuple(again[args.warm_ups :]), "≤ 350"),
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
    with serving(entry="bench/served.py") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        rows = starts(browser, args.starts) if args.starts else []
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
        rows.append(Row("memory of the warm process", "MB", (memory_mb(server.pid),), "≤ 200"))
        browser.close()
    show("Pages", rows)


if __name__ == "__main__":
    main()
