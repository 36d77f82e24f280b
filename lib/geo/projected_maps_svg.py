"""The maps of compared scenarios as one drawing, for pictures that leave the program."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from lib.geo.outlines import Outlines

_WIDE: Final = 1120.0
_GAP: Final = 20.0
_HEAD: Final = 70.0
_SWATCH: Final = 26.0


def maps_svg(
    classes: Mapping[str, Any],
    maps: Sequence[Mapping[str, Any]],
    outlines: Outlines,
    codes: Sequence[str],
    *,
    colours: Mapping[str, str],
) -> str:
    """The maps of `compare_scene.maps_scene` in a row, under one legend of their `classes`.

    `codes` are the communes in the order of the scenes' values.
    """
    across = (_WIDE - _GAP * (len(maps) - 1)) / len(maps)
    scale = min(across / outlines.width, 520 / outlines.height)
    height = _HEAD + outlines.height * scale + 10
    drawn = "".join(
        f'<g transform="translate({i * (across + _GAP):.1f} {_HEAD})">'
        f'<text y="-12" font-size="14" font-weight="600" fill="{colours[each["kind"]]}">'
        f"{escape(each['title'])}</text>"
        f'<g transform="scale({scale:.4f})">'
        f"{_areas({**classes, **each['scene']}, outlines, codes, colours, scale)}</g></g>"
        for i, each in enumerate(maps)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{height:.0f}" '
        f'viewBox="0 0 {_WIDE} {height:.0f}"><defs>{_hatches(classes, scale)}</defs>'
        f"{_legend(classes, colours)}{drawn}</svg>"
    )


def _areas(
    scene: Mapping[str, Any],
    outlines: Outlines,
    codes: Sequence[str],
    colours: Mapping[str, str],
    scale: float,
) -> str:
    """The communes in the colour of their class, then a dot on each that is short."""
    place = {code: i for i, code in enumerate(codes)}
    areas, dots = [], []
    for unit in outlines.units:
        i = place.get(unit.code)
        fill = colours["paper"]
        if i is not None:
            which = bisect_right(scene["edges"], scene["scenario"][i])
            fill = f"url(#made_up_{which})" if scene["is_made_up"] else scene["fills"][which]
            if scene["short"][i] == "1":
                dots.append(
                    f'<circle cx="{unit.x}" cy="{unit.y}" r="{3.2 / scale:.2f}" '
                    f'fill="{colours["ink"]}" stroke="{colours["paper"]}" '
                    f'stroke-width="{1 / scale:.2f}"/>'
                )
        areas.append(
            f'<path d="{unit.path}" fill="{fill}" stroke="{colours["paper"]}" '
            f'stroke-width="{0.7 / scale:.2f}"/>'
        )
    return "".join((*areas, *dots))


def _hatches(classes: Mapping[str, Any], scale: float) -> str:
    """Illustrative values are hatched, here as on every map."""
    if not classes["is_made_up"]:
        return ""
    return "".join(
        f'<pattern id="made_up_{i}" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({1 / scale:.3f}) rotate(45)"><rect width="8" height="8" '
        f'fill="{fill}"/><path d="M0 0V8" stroke="#fff" stroke-opacity=".55" '
        f'stroke-width="1.4"/></pattern>'
        for i, fill in enumerate(classes["fills"])
    )


def _legend(classes: Mapping[str, Any], colours: Mapping[str, str]) -> str:
    marks, x = [], 0.0
    for kind, text, *fill in classes["legend"]:
        if fill:
            marks.append(f'<rect x="{x}" y="4" width="{_SWATCH}" height="12" fill="{fill[0]}"/>')
        elif kind == "short":
            marks.append(f'<circle cx="{x + 13}" cy="10" r="3.2" fill="{colours["ink"]}"/>')
        marks.append(
            f'<text x="{x + _SWATCH + 6}" y="15" font-size="13" fill="{colours["ink"]}">'
            f"{escape(text)}</text>"
        )
        x += _SWATCH + 6 + 7.4 * len(text) + 18
    return "".join(marks)
