"""Outlines ready to be drawn: GeoJSON made into SVG paths on one plane, once.

The browser and the exported picture use the same paths, so they cannot differ. The projection is
Mercator on a sphere, as web maps have it; Hà Nội is too small for the choice to matter.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lib.model.json_bytes import packed_json

if TYPE_CHECKING:
    import geopandas as gpd

WIDTH = 1000.0


@dataclass(frozen=True, slots=True)
class Outline:
    """One unit: its SVG path, a point inside it, and its area in square drawing units."""

    code: str
    path: str
    x: float
    y: float
    area: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """All units of a geography on a plane `width` × `height`, north up, in the file's order."""

    width: float
    height: float
    units: tuple[Outline, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(unit.code for unit in self.units)


def outlines(frame: gpd.GeoDataFrame) -> Outlines:
    """Project the polygons of `frame` (columns `code`, `geometry`; degrees) onto the plane."""
    west, south, east, north = (float(edge) for edge in frame.total_bounds)
    scale = WIDTH / (east - west)
    top = _northing(north)
    degrees = 180.0 / math.pi

    def place(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * scale, (top - _northing(lat)) * degrees * scale

    units = []
    for code, shape in zip(frame["code"], frame.geometry, strict=True):
        inside = shape.representative_point()
        x, y = place(inside.x, inside.y)
        rings = [[place(*at[:2]) for at in ring] for ring in _rings(shape)]
        units.append(
            Outline(
                code=str(code),
                path=_path(rings),
                x=round(x, 1),
                y=round(y, 1),
                area=round(sum(abs(_shoelace(ring)) for ring in rings), 1),
            )
        )
    return Outlines(WIDTH, round(place(west, south)[1], 1), tuple(units))


def from_dict(found: dict[str, Any]) -> Outlines:
    """The outlines that `dataclasses.asdict` took apart."""
    return Outlines(
        found["width"], found["height"], tuple(Outline(**one) for one in found["units"])
    )


def to_json(shapes: Outlines, names: dict[str, Any]) -> bytes:
    """The outlines as the browser's map loads them; `names` is put beside by code."""
    return packed_json(
        {
            "width": shapes.width,
            "height": shapes.height,
            "units": [
                {"code": unit.code, "d": unit.path, "x": unit.x, "y": unit.y, "area": unit.area}
                | names[unit.code]
                for unit in shapes.units
            ],
        }
    )


def _northing(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _rings(shape: Any) -> Iterable[Sequence[tuple[float, ...]]]:
    for polygon in getattr(shape, "geoms", [shape]):
        yield list(polygon.exterior.coords)
        for hole in polygon.interiors:
            yield list(hole.coords)


def _path(rings: Iterable[Sequence[tuple[float, float]]]) -> str:
    """Relative moves to a tenth of a unit: half the length of absolute ones."""
    parts = []
    for ring in rings:
        steps = [(round(x * 10), round(y * 10)) for x, y in ring[:-1]]
        moves = [(x - px, y - py) for (px, py), (x, y) in pairwise(steps)]
        first = f"M{_tenths(steps[0][0])} {_tenths(steps[0][1])}"
        rest = "".join(f"l{_tenths(dx)} {_tenths(dy)}" for dx, dy in moves if (dx, dy) != (0, 0))
        parts.append(f"{first}{rest}Z")
    return "".join(parts)


def _tenths(value: int) -> str:
    return f"{value / 10:g}"


def _shoelace(ring: Sequence[tuple[float, float]]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2
