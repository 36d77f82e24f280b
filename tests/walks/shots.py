"""Pictures of a whole page, screen by screen, and how two of them differ."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Page

# Less in a channel is the soft edge of a letter or a line.
_SOFT = 40
# Fewer pixels are no letter, no line and no hatch.
_FEWEST = 10
_MOST_SCREENS = 40
_STILL = """() => {
  const style = document.createElement('style');
  style.textContent = `* { animation: none !important; transition: none !important;
    caret-color: transparent !important }`;
  document.head.append(style);
}"""
_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen as PNG."""

    png: bytes

    def image(self) -> Image.Image:
        return Image.open(io.BytesIO(self.png)).convert("RGB")


def screens_of(page: Page) -> Iterator[bytes]:
    """The page from top to end, a window's height at a time, as PNG."""
    session = page.context.new_cdp_session(page)
    page.evaluate(_STILL)
    height, window = page.evaluate("walking.height()")
    for number in range(_MOST_SCREENS):
        top = number * window
        if number and top >= height:
            break
        page.evaluate("top => walking.scrollTo(top)", top)
        page.evaluate(_FRAMES)
        taken = session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        yield base64.b64decode(taken["data"])
    session.detach()


def differs(one: Shot, other: Shot) -> str:
    """Where two screens differ, in words; "" where they do not."""
    import numpy as np

    if one.png == other.png:
        return ""
    first, second = one.image(), other.image()
    if first.size != second.size:
        return f"{first.size} against {second.size}"
    pixels = [np.asarray(image, dtype=np.int16) for image in (first, second)]
    rows, columns = np.nonzero(_alone(*pixels) | _alone(*pixels[::-1]))
    if len(rows) < _FEWEST:
        return ""
    box = (int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max()))
    return f"{len(rows)} pixels within {box}"


def _alone(one: Any, other: Any) -> Any:
    """Which pixels of `one` are near none of their own colour in `other`.

    A layer that was scrolled may be painted a pixel lower than a new one; that is no difference.
    """
    import numpy as np

    differing = np.abs(one - other).max(axis=2) > _SOFT
    if not differing.any():
        return differing
    around = np.pad(other, ((1, 1), (1, 1), (0, 0)), mode="edge")
    height, width = differing.shape
    for down in range(3):
        for right in range(3):
            beside = around[down : down + height, right : right + width]
            differing &= np.abs(one - beside).max(axis=2) > _SOFT
    return differing


def side_by_side(one: bytes, other: bytes) -> Image.Image:
    """Both screens beside each other, what differs framed."""
    first, second = Shot(one).image(), Shot(other).image()
    both = Image.new("RGB", (first.width + second.width + 8, max(first.height, second.height)))
    both.paste((200, 0, 0), (0, 0, *both.size))
    where = differs(Shot(one), Shot(other))
    both.paste(first, (0, 0))
    both.paste(second, (first.width + 8, 0))
    if "within" in where:
        left, top, right, foot = map(int, where.split("(")[1].rstrip(")").split(","))
        pen = ImageDraw.Draw(both)
        for shift in (0, first.width + 8):
            pen.rectangle(
                (left - 4 + shift, top - 4, right + 4 + shift, foot + 4), outline=(200, 0, 0)
            )
    return both
