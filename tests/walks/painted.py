"""Whether the maps on a page are painted as their legend and table say."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image
from playwright.sync_api import Page

SCRIPT: Final = Path(__file__).with_name("maps.js").read_text(encoding="utf-8")
# Lines of hatching, borders, rings and names lie on a colour; around a point it shows.
_AROUND = 5
_CLOSE = 12
# A unit's name may cover all of a small one; of a map that ends with the window few are seen.
_MOST_COVERED = 0.15
_FEW = 2
_DRAWN_CHARTS = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')]
  .filter((chart) => !chart.querySelector('[class*=mark-] :is(path, line, text)'))
  .map((chart) => chart.ariaLabel ?? 'a chart')"""


def maps_of(page: Page) -> list[dict[str, Any]]:
    """The maps on the page: of each its name, faults, and points of its units on the screen."""
    found: list[dict[str, Any]] = page.evaluate("walking.maps()")
    return found


def faults(page: Page, maps: list[dict[str, Any]] | None = None) -> list[str]:
    """What of the maps and charts on the page is not as legend and table say, from the shapes.

    `maps`: what `maps_of` has just told, which takes time to be asked again.
    """
    found = [
        f"{one['name'][:60]}: {fault}"
        for one in (maps_of(page) if maps is None else maps)
        for fault in one["faults"][:5]
    ]
    bare = page.evaluate(_DRAWN_CHARTS)
    return found + [f"{name[:60]}: no marks" for name in bare]


def unpainted(page: Page, image: Image.Image) -> list[str]:
    """The maps that the picture of the window does not show in the colours of their shapes."""
    return [
        f"{one['name'][:60]}: {shown} of {known} units have their colour in the picture"
        for one in maps_of(page)
        for shown, known in [_shown(one, image)]
        if known and (not shown or known - shown > max(_FEW, _MOST_COVERED * known))
    ]


def _shown(one: dict[str, Any], image: Image.Image) -> tuple[int, int]:
    """How many units of a map have their colour in the picture, and how many could."""
    shown = known = 0
    for colour, points, _ in one["points"]:
        near = [point for point in points if _is_within(point, one["box"], image.size)]
        if not near or not colour.startswith("#"):
            continue
        known += 1
        wanted = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
        shown += any(_has(image, point, wanted) for point in near)
    return shown, known


def _is_within(point: list[int], box: list[float], size: tuple[int, int]) -> bool:
    x, y = point
    left, top, right, foot = box
    return (
        max(left, 0) + _AROUND < x < min(right, size[0]) - _AROUND
        and max(top, 0) + _AROUND < y < min(foot, size[1]) - _AROUND
    )


def _has(image: Image.Image, point: list[int], wanted: tuple[int, ...]) -> bool:
    x, y = point
    around = np.asarray(image.crop((x - _AROUND, y - _AROUND, x + _AROUND + 1, y + _AROUND + 1)))
    apart = np.abs(around.astype(np.int16) - np.asarray(wanted)).max(axis=2)
    return bool((apart <= _CLOSE).any())
