"""Pictures to take away: a chart or map with its title, source and date burnt in.

Drawn by vl-convert without a browser and without a network. Text is set in a family that comes with
the program: what a server happens to have installed may lack Vietnamese, and an unknown family
makes all text vanish without an error.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from lib.style.palette import GROUNDS, Theme

SCALE = 2.0
_FAMILY = "Source Sans Pro"
_FONTS = Path(__file__).parents[1] / "static" / "fonts"
_MARGIN = 24
_LINE = 20


@cache
def _converter() -> Any:
    """The converter with our family known to it; loaded at the first picture, for its memory."""
    import vl_convert  # noqa: PLC0415

    vl_convert.register_font_directory(str(_FONTS))
    return vl_convert


def chart_png(
    spec: dict[str, Any], *, title: str, notes: tuple[str, ...], theme: Theme, width: int = 960
) -> bytes:
    """A Vega-Lite chart (data inside) as PNG; `notes` stand below it, a line each."""
    settings = {**spec.get("config", {}), "font": _FAMILY}
    framed = {**spec, "width": width, "config": settings}
    framed.setdefault("height", 420)
    svg = _converter().vegalite_to_svg(framed, allowed_base_urls=[])
    return svg_png(svg, title=title, notes=notes, theme=theme)


def svg_png(svg: str, *, title: str, notes: tuple[str, ...], theme: Theme) -> bytes:
    """An SVG drawing, framed by its title and notes, as PNG."""
    ground = GROUNDS[theme]
    width, height = _size(svg)
    top = _MARGIN + 2 * _LINE
    lines = [line for note in notes for line in _wrapped(note, int(width / 6.4))]
    full_width, full_height = width + 2 * _MARGIN, top + height + _LINE * (len(lines) + 1) + _MARGIN
    texts = "".join(
        f'<text x="{_MARGIN}" y="{top + height + _LINE * (i + 1)}" font-size="12" '
        f'fill="{ground.soft}">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )
    # Nested as it is: an SVG inside an SVG keeps its own coordinates.
    inner = svg.replace("<svg ", f'<svg x="{_MARGIN}" y="{top}" ', 1)
    framed = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full_width}" height="{full_height}" '
        f'font-family="{_FAMILY}"><rect width="100%" height="100%" fill="{ground.paper}"/>'
        f'<text x="{_MARGIN}" y="{_MARGIN + _LINE}" font-size="20" font-weight="600" '
        f'fill="{ground.ink}">{escape(title)}</text>{inner}{texts}</svg>'
    )
    return bytes(_converter().svg_to_png(framed, scale=SCALE))


def _size(svg: str) -> tuple[float, float]:
    """Width and height as the drawing's first tag gives them."""
    head = svg[: svg.index(">")]

    def attribute(name: str) -> float:
        return float(head.split(f' {name}="', 1)[1].split('"', 1)[0].removesuffix("px"))

    return attribute("width"), attribute("height")


def _wrapped(text: str, length: int) -> list[str]:
    """`text` in lines of about `length` characters, broken between words."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= length:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
