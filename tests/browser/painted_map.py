"""What the picture of the Map page shows: the class of each unit, of the legend and of the table.

Colours and hatching are read from the picture alone; the page only says where a thing stands.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from tests.walks import painted
from tests.walks.walk import SCRIPT

Colour = tuple[int, int, int]

_CLOSE: Final = 8
_AROUND: Final = 5
# A unit's name may lie over all of a small one, the line of a neighbour over its edge.
_MOST_COVERED: Final = 0.15
# In a patch of a hatched fill some pixels are the hatching's, in a plain one none.
_PLAIN: Final = 0.97
# A fill no further than this from the paper shows no hatching.
_PALE: Final = 32

_WHERE: Final = """() => {
  const [root] = [...document.querySelectorAll('*')].map((one) => one.shadowRoot)
    .filter((one) => one?.querySelector('.sheet > svg'));
  const at = (node) => {
    const box = node.getBoundingClientRect();
    return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
  };
  return {
    choices: Object.fromEntries([...root.querySelectorAll('[data-choice]')]
      .map((one) => [one.dataset.choice, one.value])),
    geo: root.querySelector('.segments [aria-pressed=true]').dataset.geo,
    place: Number(root.querySelector('input[type=range]').value),
    classes: [...root.querySelectorAll('.legend button:not([hidden])')].map((one) => [
      one.querySelector('.class')?.textContent ?? null, Number(one.querySelector('.n').textContent),
      at(one.querySelector('svg'))]),
    rows: [...root.querySelectorAll('tbody tr')].map((one) => [
      one.querySelector('th').title, at(one.querySelector('svg.sw'))]),
    bar: Boolean(root.querySelector('.legend .bar')),
    list: (({ top, bottom }) => [top, bottom])(
      root.querySelector('tbody').closest('.scroll').getBoundingClientRect()),
    sheets: performance.getEntriesByType('resource').map((one) => one.name)
      .filter((one) => one.includes('/maps/sheet?')),
  };
}"""


@dataclass(frozen=True, slots=True)
class Payload:
    """The documents that a view was drawn from: the class (None: missing) and mark of each unit."""

    look: dict[str, Any]
    cells: dict[str, tuple[int | None, str]]
    names: dict[str, str]

    def colour(self, code: str) -> Colour:
        place, _ = self.cells[code]
        return _rgb(self.look["missing"] if place is None else self.look["colours"][place])

    def least(self) -> float:
        """How much of a patch has its class's colour; rings and hatching leave little of it."""
        return 0.08 if self.look["hollow"] else 0.3

    def known(self) -> list[str]:
        """The marks of the units that have a value."""
        return [mark for place, mark in self.cells.values() if place is not None]


def begin(page: Page) -> None:
    """Put into the page what reads it."""
    page.evaluate("() => performance.setResourceTimingBufferSize(5000)")
    page.evaluate(SCRIPT + painted.SCRIPT + ";0")


def faults(page: Page) -> list[str]:
    """Where picture, legend, table and payload of the map differ, in words."""
    where = page.evaluate(_WHERE)
    payload = _payload(page, where)
    maps = painted.maps_of(page)
    image = np.asarray(
        Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB"),
        dtype=np.int16,
    )
    found = painted.faults(page, maps)
    found += [] if len(maps) >= 2 else [f"{len(maps)} maps instead of map and inset"]
    for one in maps:
        found += _units(image, one, payload)
    found += _legend(image, where, payload)
    return found + _table(image, where, payload)


def _payload(page: Page, where: dict[str, Any]) -> Payload:
    asked = {"geo": where["geo"]} | {
        name: where["choices"][name] for name in ("ind", "colour", "classes")
    }
    home = page.url.split("/map?")[0]
    # What was asked for may have been answered with what there is on the other side of the reform.
    told = (page.request.get(url).json() for url in reversed(where["sheets"]))
    sheet = next(one for one in told if asked.items() <= one["choice"].items())
    figures, geometry = (
        page.request.get(home + sheet[name]).json() for name in ("figures", "geometry")
    )
    layer = page.request.get(home + sheet["layer"]).json() if sheet["layer"] else figures
    values, marks = (layer[name][where["place"]] for name in ("values", "marks"))
    edges = sheet["look"]["edges"]
    cells, names = {}, {}
    for unit in geometry["units"]:
        value = values[unit["at"]]
        place = None if value is None else sum(edge <= value for edge in edges)
        cells[unit["code"]] = (place, marks if len(marks) == 1 else marks[unit["at"]])
        names[unit["name"][sheet["lang"]]] = unit["code"]
    return Payload(sheet["look"], cells, names)


def _units(image: Any, one: dict[str, Any], payload: Payload) -> list[str]:
    """The units of one drawing that the picture shows in another class, or hatched otherwise."""
    name = one["name"][:40]
    wrong, seen, plain = [], 0, Counter[tuple[str, bool]]()
    classes = {_rgb(colour) for colour in payload.look["colours"]}
    for _, points, code in one["points"]:
        patches = [_patch(image, point) for point in points]
        if not any(patch is not None for patch in patches):
            continue
        seen += 1
        colour = payload.colour(code)
        shares = [_share(patch, colour) for patch in patches if patch is not None]
        others = classes - {colour}
        most = max(_most(patch, others) for patch in patches if patch is not None)
        # Of a continuous scale the neighbours are as good as the same.
        if max(shares) < payload.least() or (len(others) < 12 and most > max(shares)):
            wrong.append(code)
        if payload.cells[code][0] is not None and _tells(image, payload, colour):
            exact = [_share(patch, colour, 3) for patch in patches]
            plain[payload.cells[code][1], max(exact) >= _PLAIN] += 1
    found = []
    if not seen:
        found.append(f"{name}: nothing of it is in the picture")
    if len(wrong) > _MOST_COVERED * seen:
        found.append(f"{name}: {len(wrong)} of {seen} units in another colour: {wrong[:8]}")
    if plain["i", True] > _MOST_COVERED * (plain["i", True] + plain["i", False]):
        found.append(f"{name}: {plain['i', True]} illustrative units without hatching")
    official = Counter({kept: n for (mark, kept), n in plain.items() if mark != "i"})
    if official[False] > official[True]:
        found.append(f"{name}: {official[False]} units hatched that are not illustrative")
    return found


def _legend(image: Any, where: dict[str, Any], payload: Payload) -> list[str]:
    if where["bar"]:
        return []
    look, found = payload.look, []
    counts = Counter(place for place, _ in payload.cells.values())
    isolated = {label: place for place, label in enumerate(look["labels"])}
    for label, count, point in where["classes"]:
        place = isolated.get(label) if label is not None else None
        if label is not None and place is None:
            found.append(f"legend: no class is called {label}")
            continue
        if place is not None and count != counts[place]:
            found.append(f"legend: {count} in {label}, of {counts[place]}")
        colour = _rgb(look["missing"] if place is None else look["colours"][place])
        share = _share(_patch(image, point), colour)
        if share < payload.least():
            found.append(f"legend: {label} has not the colour {colour}")
        exact = _share(_patch(image, point), colour, 3)
        own = [mark for at, mark in payload.cells.values() if at == place] or payload.known()
        is_hatched = bool(own) and 2 * own.count("i") >= len(own)
        tells = place is not None and _tells(image, payload, colour)
        if tells and is_hatched is (exact >= _PLAIN):
            found.append(f"legend: {label} is {'not ' * is_hatched}hatched")
    if len(where["classes"]) < len(look["labels"]):
        found.append("legend: classes are missing")
    return found


def _table(image: Any, where: dict[str, Any], payload: Payload) -> list[str]:
    top, foot = where["list"]
    found, seen = [], 0
    for name, (x, y) in where["rows"]:
        patch = _patch(image, (x, y)) if top + 50 < y < foot - 10 else None
        if patch is None:
            continue
        seen += 1
        if _share(patch, payload.colour(payload.names[name])) < payload.least():
            found.append(f"table: {name} has another colour")
    return found if seen else ["table: no row is in the picture"]


def _patch(image: Any, point: Sequence[int]) -> Any:
    x, y = point
    height, width = image.shape[:2]
    if not (_AROUND <= x < width - _AROUND and _AROUND <= y < height - _AROUND):
        return None
    return image[y - _AROUND : y + _AROUND + 1, x - _AROUND : x + _AROUND + 1]


def _tells(image: Any, payload: Payload, colour: Colour) -> bool:
    """Whether hatching, in the colour of the paper, can be told on a fill."""
    apart = int(np.abs(image[0, 0] - colour).max())
    return apart > _PALE and not payload.look["hollow"]


def _share(patch: Any, colour: Colour, close: int = _CLOSE) -> float:
    """How much of a patch has a colour."""
    return 0.0 if patch is None else float((np.abs(patch - colour).max(axis=2) <= close).mean())


def _most(patch: Any, colours: Collection[Colour]) -> float:
    """How much of a patch has that of the colours which it has most of."""
    if not colours:
        return 0.0
    apart = np.abs(patch[:, :, None] - np.asarray(list(colours), dtype=np.int16)).max(axis=3)
    return float((apart <= _CLOSE).mean(axis=(0, 1)).max())


def _rgb(colour: str) -> Colour:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return (red, green, blue)
