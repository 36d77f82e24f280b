"""The labels of Unit's trend cover neither one another nor, where there is room, a line."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest

from lib.app.kit import session_dataset
from lib.data.package import load
from lib.data.paths import default_root
from lib.features.unit import queries
from lib.model.vocabulary import Lang
from tests.unit.node import evaluated
from tests.unit.truth.units import TODAY, unit_file

# As much of a document as a drawing needs.
_DRAWN = """
  class Node {
    constructor(tag) { Object.assign(this, { tag, at: {}, children: [], style: {}, dataset: {} }) }
    setAttribute(name, value) { this.at[name] = value }
    append(...some) { this.children.push(...some) }
    replaceChildren(...some) { this.children = some }
    getRootNode() { return {} }
    all() { return [this, ...this.children.flatMap((one) => one.all?.() ?? [])] }
  }
  const create = (tag) => new Node(tag)
  globalThis.document = { createElement: create, createElementNS: (_, tag) => create(tag) }
  globalThis.getComputedStyle = () => ({ fontSize: `${given.size}px` })
  return given.asked.map(([place, shown, ahead]) => {
    const section = new Node("section")
    const { book, lang } = given
    const ctx = { book, words: book.words, lang, shown, data: { present: false }, ind: "" }
    of.drawTrend(section, ctx, place, ahead, given.width)
    const chart = section.children.find((one) => one.at.class === "chart")
    return (chart?.all() ?? []).filter((one) => one.at.class).map((one) =>
      ({ kind: one.at.class, text: one.textContent, ...one.at }))
  })"""

Box = tuple[float, float, float, float]


def boxes(drawn: list[dict[str, Any]], em: float) -> list[tuple[str, Box]]:
    """About the ink of each label: letters are half an em wide, the halo apart."""
    found = []
    for one in drawn:
        if not one["kind"].startswith("halo"):
            continue
        wide = 0.48 * em * len(one["text"])
        left = one["x"] - {"end": wide, "middle": wide / 2}.get(one["text-anchor"], 0)
        found.append((one["text"], (left, one["y"] - 0.7 * em, left + wide, one["y"] + 0.1 * em)))
    return found


def strokes(drawn: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Points along every line and leader, a pixel apart."""
    found = []
    for one in drawn:
        if one["kind"].split()[0] not in ("line", "leader"):
            continue
        pairs = [tuple(map(float, pair.split())) for pair in one["d"][1:].split("L")]
        for (x, y), (to_x, to_y) in pairwise(pairs):
            steps = max(1, math.ceil(math.hypot(to_x - x, to_y - y)))
            found += [
                (x + (to_x - x) * i / steps, y + (to_y - y) * i / steps) for i in range(1, steps)
            ]
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [330, 490, 760])
def test_no_label_lies_on_a_line_or_on_another(lang: Lang, width: int) -> None:
    package, size = load(default_root()), 14.0
    with session_dataset.using(package), patch.object(session_dataset, "today", lambda: TODAY):
        book = unit_file(package, "commune", lang)
        codes = [unit["id"].partition(":")[2] for unit in book["units"]]
        asked = [
            [place, [codes.index(code)], _ahead(package.version, line["id"])]
            for place, line in enumerate(book["lines"])
            for code in ("00454", "00004")
        ]
    given = {"book": book, "lang": lang, "asked": asked, "width": width, "size": size}
    em, wrong = 0.93 * size, []
    for (place, *_), drawn in zip(asked, evaluated("unit_trend.js", _DRAWN, given), strict=True):
        labels, points = boxes(drawn, em), strokes(drawn)
        for i, (text, (left, top, right, bottom)) in enumerate(labels):
            for other, box in labels[:i]:
                if left < box[2] and box[0] < right and top < box[3] and box[1] < bottom:
                    wrong.append(f"{book['lines'][place]['id']}: {text!r} on {other!r}")
            if any(left < x < right and top < y < bottom for x, y in points):
                wrong.append(f"{book['lines'][place]['id']}: {text!r} on a line")
    assert wrong == []


def _ahead(version: str, series_id: str) -> Any:
    return queries.ahead_of(version, series_id, "commune", TODAY, official_only=False)
