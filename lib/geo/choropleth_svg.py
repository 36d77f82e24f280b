"""The map as one SVG for pictures and slides, from the very paths the browser draws."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from lib.geo.colour_scale import Scheme, recoded
from lib.geo.layers import Layer
from lib.geo.outlines import Outline, Outlines
from lib.geo.unit_labels import short_name
from lib.geo.unit_period_grid import MISSING_LETTERS, Cells
from lib.geo.wording import MISSING
from lib.model.entities import Unit
from lib.model.vocabulary import Lang, MissingReason
from lib.style.palette import GROUNDS, Theme
from lib.style.palette import MISSING as MISSING_COLOURS
from lib.text import translator

HEIGHT: Final = 880.0
_LEGEND_WIDTH: Final = 274.0
_ROW: Final = 26.0
_LINE: Final = 19.0
_BAR: Final = 52.0
_TEXT: Final = 15.0
# As on the screen (`.dim` of the browser's map).
_FADED: Final = ' opacity="0.16"'

# A ring in the middle of the tile: hollow, as provisional verdicts are.
_RINGS: Final = "M2.2 4a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0"

# The tile of 8 that each mark lays over its ground; the browser's map has the same.
_TILES: Final[dict[str, str]] = {
    "i": "M0 0V8",
    "h": _RINGS,
    "ih": f"M0 0V8{_RINGS}",
    "N": "M3 4h2",
    "P": "M0 4H8",
    "C": "M4 0V8M0 4H8",
    "A": "M1 1L7 7M7 1L1 7",
    "S": "M0 2H8M0 6H8M2 0V8M6 0V8",
}


@dataclass(frozen=True, slots=True)
class Plate:
    """One map to be drawn: a layer at a period, its colours, and how it looks.

    `heading` stands over the legend, a line each; `selected` is a code or empty; units of `greyed`
    are faded, as filters do on the screen.
    """

    shapes: Outlines
    layer: Layer
    place: int
    scheme: Scheme
    units: Mapping[str, Unit]
    heading: tuple[str, ...]
    selected: str
    lang: Lang
    theme: Theme
    greyed: frozenset[str] = frozenset()


def picture_svg(plate: Plate) -> str:
    """The map with its legend at the left, `HEIGHT` high."""
    scale = HEIGHT / plate.shapes.height
    width = _LEGEND_WIDTH + plate.shapes.width * scale
    ground = GROUNDS[plate.theme]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{HEIGHT:.0f}">'
        f"<defs>{_patterns(plate, 1 / scale, 'm')}{_patterns(plate, 1.0, 'l')}</defs>"
        f'<g transform="translate({_LEGEND_WIDTH:g} 0) scale({scale:.5f})" '
        f'stroke="{ground.paper}" stroke-width="{0.9 / scale:.2f}" stroke-linejoin="round">'
        f"{_units(plate)}{_ring(plate, scale)}{_names(plate, scale)}</g>{_legend(plate)}</svg>"
    )


def fill_of(plate: Plate, value: float | None, mark: str, drawing: str) -> str:
    """The fill of a cell: its class's colour, hatched if illustrative, ringed if provisional.

    What is missing has a pattern of its own.
    """
    if value is None:
        return f"url(#{drawing}{mark})"
    place = plate.scheme.bounds.class_of(value)
    return _class_fill(plate, place, mark, drawing)


def _units(plate: Plate) -> str:
    at = {code: place for place, code in enumerate(plate.layer.cells.codes)}
    values, marks = recoded(plate.layer)[plate.place], plate.layer.cells.marks[plate.place]
    return "".join(
        f'<path d="{unit.path}" fill="'
        f'{fill_of(plate, values[at[unit.code]], marks[at[unit.code]], "m")}"'
        f"{_FADED if unit.code in plate.greyed else ''}/>"
        for unit in plate.shapes.units
    )


def _ring(plate: Plate, scale: float) -> str:
    ink = GROUNDS[plate.theme].ink
    return "".join(
        f'<path d="{unit.path}" fill="none" stroke="{ink}" stroke-width="{3 / scale:.2f}"/>'
        for unit in plate.shapes.units
        if unit.code == plate.selected
    )


def _names(plate: Plate, scale: float) -> str:
    """Names where a unit has room for its own, over a halo of the paper's colour."""
    ground = GROUNDS[plate.theme]
    size = _TEXT / scale

    def fits(unit: Outline, name: str) -> bool:
        return math.sqrt(unit.area) > len(name) * size * 0.5 + 6 / scale

    names = {
        unit.code: short_name(plate.units[unit.code].name).in_(plate.lang)
        for unit in plate.shapes.units
    }
    spots = [
        f'x="{unit.x:g}" y="{unit.y + size * 0.35:.1f}">{escape(names[unit.code])}</text>'
        for unit in plate.shapes.units
        if fits(unit, names[unit.code])
    ]
    halo = f'stroke="{ground.paper}" stroke-opacity="0.82" stroke-width="{3 / scale:.2f}"'
    style = f'font-size="{size:.1f}" text-anchor="middle" fill="{ground.ink}"'
    # Twice, halo below letters: not every renderer knows paint-order.
    below = "".join(f"<text {halo} {style} {spot}" for spot in spots)
    above = "".join(f'<text stroke="none" {style} {spot}' for spot in spots)
    return below + above


def _legend(plate: Plate) -> str:
    _ = translator(plate.lang).gettext
    values, marks = recoded(plate.layer)[plate.place], plate.layer.cells.marks[plate.place]
    reasons: list[MissingReason] = [r for r, letter in MISSING_LETTERS.items() if letter in marks]
    rows = [] if plate.scheme.bounds.ends is not None else _class_rows(plate, values, marks)
    rows += [
        (f"url(#l{MISSING_LETTERS[r]})", _(MISSING[r]), str(marks.count(MISSING_LETTERS[r])))
        for r in reasons
    ]
    notes = [_("Hatched: illustrative")] if "i" in marks else []
    top = HEIGHT - _ROW * (len(rows) + len(notes)) - 12
    ground = GROUNDS[plate.theme]
    lines = list(plate.heading)
    is_bar = plate.scheme.bounds.ends is not None
    bar = _bar(plate, top - _BAR, values, marks) if is_bar else ""
    head = top - (_BAR if bar else 0) - 14 - _LINE * (len(lines) - 1)
    parts = [_text(4, head + _LINE * i, line, ground.soft) for i, line in enumerate(lines)]
    parts.append(bar)
    for i, (fill, label, count) in enumerate(rows):
        y = top + _ROW * i
        parts += [
            f'<rect x="4" y="{y:g}" width="34" height="19" fill="{fill}"/>',
            _text(48, y + 15, label, ground.ink),
            _text(_LEGEND_WIDTH - 20, y + 15, count, ground.soft, anchor="end"),
        ]
    parts += [_text(4, top + _ROW * len(rows) + 15, note, ground.soft) for note in notes]
    return "".join(parts)


def _class_rows(plate: Plate, values: Cells, marks: str) -> list[tuple[str, str, str]]:
    """Fill, label and count of each class, highest first; verdicts from good to bad."""
    hatched = _hatched_classes(plate, values, marks)
    counts = plate.scheme.bounds.counts(values)
    rows = [
        (_class_fill(plate, place, "i" if hatched[place] else "o", "l"), label, str(counts[place]))
        for place, label in enumerate(plate.scheme.labels)
    ]
    return rows if plate.scheme.codes else rows[::-1]


def _hatched_classes(plate: Plate, values: Cells, marks: str) -> tuple[bool, ...]:
    """Which classes the legend hatches: where at least half of the values are illustrative.

    A class nobody is in, and every step of a continuous scale, is as the map as a whole is; the
    browser's map has the same rule.
    """
    bounds = plate.scheme.bounds
    known = [
        (bounds.class_of(value), mark)
        for value, mark in zip(values, marks, strict=True)
        if value is not None
    ]
    made = [mark == "i" for _, mark in known]
    by_class = [
        [] if bounds.ends is not None else [mark == "i" for own, mark in known if own == place]
        for place in range(len(plate.scheme.colours))
    ]
    return tuple(_is_mostly(own or made) for own in by_class)


def _is_mostly(found: list[bool]) -> bool:
    return bool(found) and 2 * sum(found) >= len(found)


def _bar(plate: Plate, top: float, values: Cells, marks: str) -> str:
    """A continuous scale, lowest at the left, with its ends and middle written below."""
    ground = GROUNDS[plate.theme]
    width = _LEGEND_WIDTH - 30
    step = width / len(plate.scheme.colours)
    hatched = _hatched_classes(plate, values, marks)
    steps = "".join(
        f'<rect x="{4 + step * i:.2f}" y="{top:g}" width="{step + 0.5:.2f}" height="16" '
        f'fill="{_class_fill(plate, i, "i" if hatched[i] else "o", "l")}"/>'
        for i in range(len(plate.scheme.colours))
    )
    places = ((4, "start"), (4 + width / 2, "middle"), (4 + width, "end"))
    return steps + "".join(
        _text(x, top + 34, label, ground.ink, anchor=anchor)
        for (x, anchor), label in zip(places, plate.scheme.labels, strict=True)
    )


def _class_fill(plate: Plate, place: int, mark: str, drawing: str) -> str:
    if mark == "i":
        return f"url(#{drawing}i{place})"
    return (
        f"url(#{drawing}h{place})" if place in plate.scheme.hollow else plate.scheme.colours[place]
    )


def _text(x: float, y: float, text: str, colour: str, *, anchor: str = "start") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{_TEXT:g}" text-anchor="{anchor}" '
        f'fill="{colour}">{escape(text)}</text>'
    )


def _patterns(plate: Plate, scale: float, drawing: str) -> str:
    """The patterns of a drawing; `scale` keeps them as fine as on screen."""
    ground = GROUNDS[plate.theme]
    hollow = plate.scheme.hollow
    hatched = [
        _tile(f"{drawing}i{i}", "ih" if i in hollow else "i", colour, ground.paper, scale)
        for i, colour in enumerate(plate.scheme.colours)
    ]
    hatched += [
        _tile(f"{drawing}h{i}", "h", plate.scheme.colours[i], ground.paper, scale) for i in hollow
    ]
    missing = MISSING_COLOURS[plate.theme]
    kinds = [
        _tile(f"{drawing}{kind}", kind, missing, ground.ink, scale)
        for kind in MISSING_LETTERS.values()
    ]
    return "".join((*hatched, *kinds))


def _tile(name: str, mark: str, ground: str, line: str, scale: float) -> str:
    is_hatch = mark in ("i", "ih")
    width = 1.3 if is_hatch else 2 if mark == "N" else 1
    opacity = 0.9 if "h" in mark else 0.5 if is_hatch else 0.6
    return (
        f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({scale:.4f}){" rotate(45)" if is_hatch else ""}">'
        f'<rect width="8" height="8" fill="{ground}"/><path d="{_TILES[mark]}" stroke="{line}" '
        f'fill="none" stroke-width="{width}" stroke-opacity="{opacity}"/>'
        "</pattern>"
    )
