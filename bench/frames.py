"""What the map asks of one frame when a reader steps, points or picks: nothing of it waits.

Script is timed inside the page, callback by callback, and added up between one frame and the next;
of each move the frame counts that has most. What the main thread does besides for style, layout
and paint is Chromium's own sum over all frames of a move.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from playwright.sync_api import Browser, Page

from bench.figures import Row, task_ms
from tests.browser.conftest import settle
from tests.serving import Server

Act = Literal["step", "hover", "pick"]

# Before any script of the page: whatever it calls later is timed.
_TIMED: Final = """(() => {
  const spans = [];
  const frame = window.requestAnimationFrame.bind(window);
  const timed = (act) => (...given) => {
    const began = performance.now();
    try { return act(...given); } finally { spans.push([began, performance.now()]); }
  };
  window.__frames = {spans, frame, timed};
  window.requestAnimationFrame = (act) => frame(timed(act));
  const later = window.setTimeout;
  window.setTimeout = (act, ...rest) =>
    later(typeof act === 'function' ? timed(act) : act, ...rest);
})()"""

# Makes a move on the element and gives the script of its busiest frame, in milliseconds. The table
# follows the map by a frame, so there are some to wait for.
_MOVE: Final = """async (element, act) => {
  const {spans, frame, timed} = window.__frames;
  const next = () => new Promise((go) => frame(() => go(performance.now())));
  const box = element.getBoundingClientRect();
  const at = {bubbles: true, composed: true, pointerType: 'mouse',
    clientX: box.x + box.width / 2, clientY: box.y + box.height / 2};
  await next();
  spans.length = 0;
  const starts = [performance.now()];
  timed(() => act === 'hover' ? element.dispatchEvent(new PointerEvent('pointermove', at))
    : element.click())();
  for (let i = 0; i < 6; i++) starts.push(await next());
  const sums = starts.map((start, i) => spans
    .filter(([began]) => began >= start && began < (starts[i + 1] ?? Infinity))
    .reduce((sum, [began, ended]) => sum + ended - began, 0));
  return Math.max(...sums);
}"""


@dataclass(frozen=True, slots=True)
class Motion:
    """A move that the browser answers by itself; `targets` are taken in turn."""

    name: str
    act: Act
    targets: str


_MOTIONS: Final = (
    Motion("a step in time", "step", ".steps button:not(.cross):enabled"),
    Motion("another unit pointed at", "hover", ".sheet > svg .unit"),
    Motion("a class of the legend picked", "pick", ".legend button:visible"),
)
_SERIES: Final = "electronic_health_records"


def rows_of_frames(browser: Browser, server: Server, *, rounds: int, warm_ups: int) -> list[Row]:
    """The script of the busiest frame of each move, on both geographies."""
    rows = []
    for geography in ("district", "commune"):
        for motion in _MOTIONS:
            context = browser.new_context(viewport={"width": 1920, "height": 1080})
            context.add_init_script(_TIMED)
            page = context.new_page()
            page.goto(f"{server.url}/map?lang=en&map_geo={geography}&map_ind={_SERIES}")
            settle(page)
            rows += _measured(page, motion, geography, rounds=rounds, warm_ups=warm_ups)
            context.close()
    return rows


def _measured(
    page: Page, motion: Motion, geography: str, *, rounds: int, warm_ups: int
) -> list[Row]:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    samples: list[float] = []
    before = 0.0
    for turn in range(warm_ups + rounds):
        if turn == warm_ups:
            before = task_ms(session)
        targets = page.locator(motion.targets)
        samples.append(targets.nth(turn % targets.count()).evaluate(_MOVE, motion.act))
    spent = (task_ms(session) - before) / rounds
    name = f"map, {geography}s: {motion.name}"
    return [
        Row(f"{name}: script of its busiest frame", "ms", tuple(samples[warm_ups:]), "≤ 16"),
        Row("  … the main thread, all its frames", "ms", (spent,)),
    ]
