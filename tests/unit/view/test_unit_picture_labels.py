"""The labels of the trend that is taken away cover neither one another nor a line."""

from __future__ import annotations

import re
from itertools import pairwise
from unittest.mock import patch
from xml.etree import ElementTree as ET

import pytest

from lib.app.kit import map_queries, session_dataset
from lib.data.package import load
from lib.data.paths import default_root
from lib.features.unit import queries, trend_svg
from lib.model.vocabulary import Lang
from tests.unit.truth.units import TODAY

_SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def labels_of(picture: ET.Element) -> list[tuple[str, Box]]:
    """About the ink of each label: letters are half an em wide, the halo apart."""
    found = []
    for text in picture.iter(f"{_SVG}text"):
        if text.attrib.get("font-weight") != "600":
            continue
        size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
        said = text.text or ""
        wide = 0.48 * size * len(said)
        left = x - (wide if text.attrib.get("text-anchor") == "end" else 0)
        found.append((said, (left, y - 0.7 * size, left + wide, y + 0.1 * size)))
    return found


def points_of(picture: ET.Element) -> list[tuple[float, float]]:
    """Points along every line and leader, a pixel or less apart."""
    found = []
    for path in picture.iter(f"{_SVG}path"):
        if not re.fullmatch(r"M[-\d.]+ [-\d.]+(L[-\d.]+ [-\d.]+)+", path.attrib["d"]):
            continue
        pairs = [tuple(map(float, pair.split())) for pair in path.attrib["d"][1:].split("L")]
        for (x, y), (to_x, to_y) in pairwise(pairs):
            steps = int(abs(to_x - x) + abs(to_y - y)) + 1
            found += [
                (x + (to_x - x) * i / steps, y + (to_y - y) * i / steps) for i in range(1, steps)
            ]
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_label_of_the_picture_lies_on_a_line_or_on_another(lang: Lang) -> None:
    package, wrong = load(default_root()), []
    with session_dataset.using(package), patch.object(session_dataset, "today", lambda: TODAY):
        book = queries.book(package.version, "commune", TODAY, official_only=False)
        for series_id in map_queries.mapped(package.version, "commune"):
            ahead = queries.ahead_of(
                package.version, series_id, "commune", TODAY, official_only=False
            )
            line = queries.line_of_series(book, series_id)
            for code in ("00454", "00004"):
                svg = trend_svg.picture_svg(
                    book, line, (code,), ahead=ahead, lang=lang, theme="light"
                )
                picture = ET.fromstring(svg)  # noqa: S314 - our own
                labels, points = labels_of(picture), points_of(picture)
                for i, (text, (left, top, right, bottom)) in enumerate(labels):
                    wrong += [
                        f"{series_id}: {text!r} on {other!r}"
                        for other, box in labels[:i]
                        if left < box[2] and box[0] < right and top < box[3] and box[1] < bottom
                    ]
                    if any(left < x < right and top < y < bottom for x, y in points):
                        wrong.append(f"{series_id}: {text!r} on a line")
    assert wrong == []
