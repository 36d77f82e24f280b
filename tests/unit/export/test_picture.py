"""Pictures: painted, framed by title and notes, and nothing of the text lost."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from lib.style import vega_config
from lib.style.palette import Theme
from lib.style.png import chart_png, svg_png

BARS = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "mark": "bar",
    "encoding": {"x": {"field": "x", "type": "nominal"}, "y": {"field": "y"}},
}
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 2 1">'
    '<rect width="2" height="1" fill="#ff0000"/></svg>'
)


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def share(image: Image.Image, box: tuple[int, int, int, int], ground: tuple[int, ...]) -> float:
    """The share of pixels in `box` that are not `ground`."""
    part = image.crop(box)
    pixels = part.tobytes()
    here = [tuple(pixels[i : i + 3]) for i in range(0, len(pixels), 3)]
    return sum(pixel != ground for pixel in here) / len(here)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_is_painted_with_title_and_notes(theme: Theme) -> None:
    spec = vega_config.with_rows(
        {**BARS, "config": vega_config.config("vi", theme)},
        [{"x": "a", "y": 3}, {"x": "b", "y": 5}],
    )
    bare = picture(chart_png(spec, title="", notes=(), theme=theme))
    full = picture(
        chart_png(spec, title="Tỷ trọng kinh tế số", notes=("Nguồn: Cục Thống kê",), theme=theme)
    )
    assert full.height > bare.height
    ground = full.getpixel((1, 1))
    assert isinstance(ground, tuple)
    assert share(full, (40, 40, 500, 100), ground) > 0.02
    assert share(bare, (40, 40, 500, 100), ground) == 0
    assert share(full, (40, full.height - 110, 500, full.height - 20), ground) > 0.01
    assert share(full, (100, 150, full.width - 60, full.height - 150), ground) > 0.1


def test_a_drawing_keeps_its_own_coordinates() -> None:
    image = picture(svg_png(SQUARE, title="t", notes=("n",), theme="light"))
    red = image.getpixel((2 * (24 + 100), 2 * (64 + 50)))
    assert red == (255, 0, 0)


def test_markup_in_names_is_text() -> None:
    image = picture(svg_png(SQUARE, title="<b>&", notes=("</svg><script>",), theme="light"))
    assert image.getpixel((2 * 124, 2 * 114)) == (255, 0, 0)


def test_nothing_is_fetched() -> None:
    spec = {**BARS, "data": {"url": "http://127.0.0.1:9/data.json"}}
    with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
        chart_png(spec, title="", notes=(), theme="light")
