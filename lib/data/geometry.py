"""Boundary files: one outline a unit, drawn so that a browser fills the right side of it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from lib.data.problem import Problem
from lib.text import N_

BOUNDARIES: dict[str, str] = {
    "district": "boundaries/districts.geojson",
    "commune": "boundaries/communes.geojson",
}

Ring = list[list[float]]


def check_boundaries(content: bytes, *, name: str, codes: Iterable[str]) -> list[Problem]:
    """The problems of one boundary file, given the codes that `units.csv` has for it."""
    features, problems = _features(content, name)
    seen: set[str] = set()
    for place, feature in enumerate(features):
        where = f"features[{place}]"
        code = feature.get("code") if isinstance(feature, dict) else None
        if not isinstance(code, str) or code in seen:
            expected = N_("a code at the top level of the feature, each once")
            problems.append(Problem(name, None, where, str(code or ""), expected))
            continue
        seen.add(code)
        problems += _shape_problems(feature, name=name, where=f"{where} {code}")
    if not features:
        return problems
    wanted = set(codes)
    missing = N_("an outline for each unit of units.csv")
    stray = N_("a code that units.csv has")
    problems += [Problem(name, None, f"code {code}", "", missing) for code in sorted(wanted - seen)]
    return problems + [Problem(name, None, "code", code, stray) for code in sorted(seen - wanted)]


def polygons(feature: Any) -> list[list[Ring]]:
    """The polygons of a feature, each its rings, the outer one first.

    Raises KeyError, TypeError or ValueError for anything but a Polygon or MultiPolygon.
    """
    geometry = feature["geometry"]
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    if geometry["type"] == "MultiPolygon":
        return list(geometry["coordinates"])
    raise ValueError(geometry["type"])


def _features(content: bytes, name: str) -> tuple[list[Any], list[Problem]]:
    try:
        features = json.loads(content)["features"]
        if isinstance(features, list) and features:
            return features, []
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    return [], [Problem(name, None, None, "", N_("a GeoJSON FeatureCollection with features"))]


def _shape_problems(feature: Any, *, name: str, where: str) -> list[Problem]:
    try:
        rings = [
            (place == 0, _signed_area(ring))
            for polygon in polygons(feature)
            for place, ring in enumerate(polygon)
        ]
    except (KeyError, TypeError, ValueError, IndexError, OverflowError):
        rings = []
    if not rings or any(math.isnan(area) for _outer, area in rings):
        expected = N_("a Polygon or MultiPolygon in degrees, its rings closed")
        return [Problem(name, None, where, "", expected)]
    if any((area < 0) != outer for outer, area in rings):
        # On a sphere the side to fill follows from the direction: turned round, one unit's colour
        # floods the whole map.
        expected = N_("outer rings clockwise, holes the other way")
        return [Problem(name, None, where, "↺", expected)]
    return []


def _signed_area(ring: Ring) -> float:
    """Twice the signed area in square degrees, negative when clockwise; NaN for no proper ring."""
    if len(ring) < 4 or ring[0] != ring[-1]:
        return math.nan
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring):
        return math.nan
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) or math.nan
