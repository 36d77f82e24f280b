"""Reads what the browser really painted."""

from __future__ import annotations

import io
from collections import Counter

from PIL import Image
from playwright.sync_api import Page

_TRIES = 40


def picture(page: Page, selector: str) -> Image.Image:
    """The first element that `selector` finds, as painted, once it has stopped changing."""
    element = page.locator(selector).first
    element.scroll_into_view_if_needed()
    before = element.screenshot()
    for _ in range(_TRIES):
        # Two frames, so that what was asked of the painter has been painted.
        page.evaluate("() => new Promise(r => requestAnimationFrame(() => setTimeout(r, 50)))")
        after = element.screenshot()
        if after == before:
            return Image.open(io.BytesIO(after)).convert("RGB")
        before = after
    raise AssertionError(f"{selector} never stopped changing")


def fills(page: Page, selector: str, *, least_share: float = 0.002) -> set[tuple[int, int, int]]:
    """The distinct colours painted over an area in the element, without the ground.

    The ground is the colour found most in the border of the picture. A colour counts when at
    least `least_share` of the pixels have it and stand in the midst of their own kind, so that
    text, lines and the soft edges between two areas count as none.
    """
    image = picture(page, selector)
    counts = solid_colours(image)
    enough = least_share * image.width * image.height
    return {c for c, n in counts.items() if n >= enough} - {ground(image)}


def solid_colours(image: Image.Image) -> Counter[tuple[int, int, int]]:
    """How many pixels of each colour have their four neighbours in the same colour."""
    import numpy as np

    pixels = np.asarray(image, dtype=np.uint32)
    flat = (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]
    core = flat[1:-1, 1:-1]
    same = (
        (core == flat[:-2, 1:-1])
        & (core == flat[2:, 1:-1])
        & (core == flat[1:-1, :-2])
        & (core == flat[1:-1, 2:])
    )
    values, counts = np.unique(core[same], return_counts=True)
    return Counter(
        {
            (int(v) >> 16, int(v) >> 8 & 255, int(v) & 255): int(n)
            for v, n in zip(values, counts, strict=True)
        }
    )


def ground(image: Image.Image) -> tuple[int, int, int]:
    """The colour that the border of the picture has most."""
    width, height = image.size
    strips = ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height))
    border = Counter(
        colour for strip in strips for colour in image.crop(strip).get_flattened_data()
    )
    (colour, _), *_ = border.most_common(1)
    assert isinstance(colour, tuple)
    return (int(colour[0]), int(colour[1]), int(colour[2]))
