"""One random walk: moves at random moments, then the page beside a fresh load of its address."""

from __future__ import annotations

import difflib
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.conftest import SETTLED, STEP_MS, Theme, Witness, faults_of, forget
from tests.serving import Server
from tests.walks import painted
from tests.walks.shots import Shot, differs, screens_of

SCREENS: Final = ((1920, 1080), (1280, 720), (390, 844))
THEMES: Final[tuple[Theme, ...]] = ("light", "dark")
PAGES: Final = ("/", "/map", "/unit", "/targets", "/scenarios", "/data", "/methods")
# Beginnings that a few moves from the bare page would seldom reach.
BEGINNINGS: Final[dict[str, tuple[dict[str, str], ...]]] = {
    "/map": (
        {},
        {"map_geo": "commune"},
        {"map_ind": "work_dossiers_online_district"},
        {"map_geo": "commune", "map_ind": "adults_with_smartphone"},
        {"map_geo": "commune", "map_more": "second"},
        {"map_geo": "commune", "map_more": "series"},
        {"map_more": "periods"},
    ),
    "/scenarios": ({}, {"sc_view": "compare"}, {"sc_view": "saved"}),
}
# How often a kind of control is moved, where the page has it; 1 unless told.
WEIGHTS: Final = {"link": 0.5, "fold": 0.3, "box": 1.5, "list": 2.0, "range": 2.0, "shape": 1.5}
# What no control of the page does, and how often one of them is the move.
OTHER_MOVES: Final = ("back", "back", "forward", "theme", "size", "key", "key")
OTHER_SHARE: Final = 0.25
KEYS: Final = (
    *("[", "]", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"),
    *("PageUp", "PageDown", "Escape", "Control+z", "Control+Shift+z"),
)
SCRIPT: Final = Path(__file__).with_name("in_page.js").read_text(encoding="utf-8")
AT_REST: Final = f"""() => {{
  if (walking.isWaiting()) {{ delete window.atRestSince; return false; }}
  return ({SETTLED})();
}}"""
# After a longer one the page may be at rest, and is then looked at between the moves.
_LONG_WAIT = 0.4
_REST_MS = 600
# An answer that has just come is drawn in more than one frame: a map first, then its table.
STAYS_AT_REST: Final = f"""async () => {{
  delete window.atRestSince;
  for (const until = performance.now() + {_REST_MS}; performance.now() < until;) {{
    if (walking.isWaiting()) return false;
    if (({SETTLED})()) return true;
    await new Promise((go) => requestAnimationFrame(go));
  }}
  return false;
}}"""
_MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class Move:
    """What was moved, by kind and name, what was put there, and the wait after it in seconds."""

    kind: str
    what: str
    said: str
    wait: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the walked page is not what its address shows; pictures where they tell."""

    kind: str
    detail: str
    pictures: tuple[bytes, bytes] | None = None


@dataclass(slots=True)
class Walk:
    """A walk that has been made, or is being made."""

    seed: str
    start: str
    theme: Theme
    screen: tuple[int, int]
    moves: list[Move] = field(default_factory=list)
    address: str = ""
    differences: list[Difference] = field(default_factory=list)
    # What kept the walk from its end: no difference, but nothing that it held either.
    unfinished: str = ""

    def record(self) -> dict[str, Any]:
        """The walk as plain values, without pictures."""
        found = asdict(self)
        for one in found["differences"]:
            del one["pictures"]
        return found

    def told(self) -> str:
        """The walk in words, for whoever has to find the fault."""
        width, height = self.screen
        lines = [f"walk {self.seed} from {self.start}, ends {self.theme} {width}x{height}"]
        lines += [f"  {m.kind}: {m.what} → {m.said} ({m.wait:.2f} s)" for m in self.moves]
        lines.append(f"  address {self.address}")
        lines += [f"  {one.kind}: {one.detail}" for one in self.differences]
        lines += [f"  not finished: {self.unfinished}"] * bool(self.unfinished)
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where walks are made: a server, and a browser for the walker and one for the fresh look."""

    server: Server
    walker: BrowserContext
    fresh: BrowserContext

    def __post_init__(self) -> None:
        for context in (self.walker, self.fresh):
            context.add_init_script(SCRIPT + painted.SCRIPT)


def make(ground: Ground, seed: str, *, moves: int, page: str | None = None) -> Walk:
    """Make the walk that `seed` says, on all pages or on one, and compare at its end."""
    rng = random.Random(seed)  # noqa: S311 - to be drawn again, not to be secret
    path = page or rng.choice(PAGES)
    query = {"lang": rng.choice(("vi", "en")), **rng.choice(BEGINNINGS.get(path, ({},)))}
    walk = Walk(seed, f"{path}?{urlencode(query)}", rng.choice(THEMES), rng.choice(SCREENS))
    with _judged(ground, walk):
        walked = opened(ground.walker, ground.server.url + walk.start, walk)
        for _ in range(moves):
            _step(walked, walk, rng, stay=page is not None)
        at_rest(walked)
        # What was typed and not left yet is told, and comes into the address, when it is left.
        _tidy(walked)
        at_rest(walked)
        walk.address = walked.url.removeprefix(ground.server.url)
        fresh = opened(ground.fresh, walked.url, walk)
        walk.differences += compare(walked, fresh)
    return walk


@contextmanager
def _judged(ground: Ground, walk: Walk) -> Iterator[None]:
    """Note what pages complain of meanwhile, and leave the browsers empty."""
    witness = Witness([ground.server.url])
    before = len(ground.server.words())
    for context in (ground.walker, ground.fresh):
        witness.watch(context)
    try:
        yield
    except PlaywrightTimeoutError as error:
        walk.unfinished = f"no rest within {STEP_MS / 1000:.0f} s ({str(error).splitlines()[0]})"
    except PlaywrightError as error:
        walk.differences.append(Difference("stuck", str(error).splitlines()[0]))
    finally:
        for context in (ground.walker, ground.fresh):
            with suppress(PlaywrightError):  # where the browser itself has ended
                forget(context)
            witness.leave(context)
    faults = faults_of(witness, [(ground.server, before)])
    walk.differences += [Difference("complaint", fault) for fault in dict.fromkeys(faults)]


def opened(context: BrowserContext, url: str, walk: Walk) -> Page:
    """A page at an address, in the size and theme that the walk has come to."""
    page = context.new_page()
    page.set_viewport_size({"width": walk.screen[0], "height": walk.screen[1]})
    page.emulate_media(color_scheme=walk.theme)
    page.goto(url)
    at_rest(page)
    return page


def at_rest(page: Page) -> None:
    """Wait until the page has drawn all that it was told, and has nothing more to tell."""
    page.evaluate("delete window.atRestSince")
    page.wait_for_function(AT_REST, timeout=STEP_MS, polling=50)


def _step(page: Page, walk: Walk, rng: random.Random, *, stay: bool) -> None:
    draws = [rng.random() for _ in range(5)]
    # Short waits more often than long ones.
    wait = rng.random() ** 2
    if draws[3] < OTHER_SHARE:
        kind, what, said = _other(page, walk, draws)
    else:
        kind, what, said = _control(page, draws[:3], stay=stay)
    walk.moves.append(Move(kind, what, said, round(wait, 3)))
    page.wait_for_timeout(wait * 1000)
    if wait > _LONG_WAIT and page.evaluate(STAYS_AT_REST):
        faults = painted.faults(page)
        walk.differences += [Difference("paint", f"after {kind}: {fault}") for fault in faults]


def _control(page: Page, draws: list[float], *, stay: bool) -> tuple[str, str, str]:
    made = page.evaluate(
        "given => walking.move(given)", {"draws": draws, "stay": stay, "weights": WEIGHTS}
    )
    if made is None:
        return ("none", "", "")
    if made.get("click"):
        page.mouse.click(*made["click"])
    if "text" in made:
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.type(made["text"])
    for key in made.get("keys", ()):
        page.keyboard.press(key)
    said = made.get("text", made.get("said", "")) or " ".join(made.get("keys", ()))
    return (made["kind"], made["label"], said)


def _other(page: Page, walk: Walk, draws: list[float]) -> tuple[str, str, str]:
    kind = OTHER_MOVES[int(draws[0] * len(OTHER_MOVES))]
    if kind in ("back", "forward"):
        went = page.evaluate("by => walking.step(by)", -1 if kind == "back" else 1)
        return (kind, "", "" if went else "nowhere to go")
    if kind == "theme":
        walk.theme = "dark" if walk.theme == "light" else "light"
        page.emulate_media(color_scheme=walk.theme)
        return (kind, "", walk.theme)
    if kind == "size":
        walk.screen = SCREENS[int(draws[1] * len(SCREENS))]
        page.set_viewport_size({"width": walk.screen[0], "height": walk.screen[1]})
        return (kind, "", "x".join(map(str, walk.screen)))
    key = KEYS[int(draws[1] * len(KEYS))]
    page.keyboard.press(key)
    return (kind, "", key)


def compare(walked: Page, fresh: Page) -> list[Difference]:
    """How the two pages differ in address, in what they say, and in what is painted."""
    for page in (walked, fresh):
        _tidy(page)
    found = []
    if walked.url != fresh.url:
        found.append(Difference("address", f"{walked.url} → {fresh.url}"))
    one, other = (page.evaluate("walking.told()") for page in (walked, fresh))
    if one != other:
        found.append(Difference("text", _lines(one, other)))
    found += [Difference("paint", fault) for fault in painted.faults(walked)]
    found += _painted(walked, fresh)
    return found


def _tidy(page: Page) -> None:
    """Set back what no address holds (`left_out.py`)."""
    page.mouse.move(1, 1)
    if page.evaluate("walking.tidy()"):
        at_rest(page)
    page.evaluate("walking.scrollBack()")


def _lines(one: list[str], other: list[str]) -> str:
    lines = list(difflib.unified_diff(one, other, "walked", "fresh", n=0, lineterm=""))
    more = [f"… {len(lines) - _MOST_LINES} more"] if len(lines) > _MOST_LINES else []
    return "\n    ".join(["", *(line[:300] for line in lines[:_MOST_LINES]), *more])


def _painted(walked: Page, fresh: Page) -> list[Difference]:
    for page in (walked, fresh):
        page.evaluate("walking.seeAll()")
    sizes = [page.evaluate("walking.height()") for page in (walked, fresh)]
    # A page without maps need not be looked at for them, screen by screen.
    has_maps = bool(walked.evaluate("walking.maps()"))
    found = []
    if sizes[0] != sizes[1]:
        found.append(Difference("size", f"{sizes[0]} walked, {sizes[1]} fresh"))
    for number, pair in enumerate(zip(screens_of(walked), screens_of(fresh), strict=False)):
        one, other = pair
        bare = painted.unpainted(walked, Shot(one).image()) if has_maps else []
        found += [Difference("paint", f"screen {number}: {fault}") for fault in bare]
        where = differs(Shot(one), Shot(other))
        if where:
            return [*found, Difference("picture", f"screen {number}: {where}", pair)]
    return found
