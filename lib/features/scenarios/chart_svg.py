"""The what-if page's scenes as SVG, for pictures that leave the program.

The layout is that of lib/static/scenario.js at a fixed width, from the same scene.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from lib.features.scenarios.axes import Scene

WIDTH: Final = 1120
HEIGHT: Final = 520
_EM: Final = 14.0
_LEFT: Final = 70.0
_TOP: Final = 64.0
_BOTTOM: Final = HEIGHT - 48.0
_LINE_GAP: Final = 20.0

_COMPARED: Final = ("one", "two", "three", "four")
_NAMED_AT_THE_END: Final = ("now", "assumed", "scenario", "unit_ahead", *_COMPARED)

# Colour, width and dashes of every kind of line; the names are those of the scene.
_STROKES: Final[dict[str, tuple[str, float, str]]] = {
    "old": ("soft", 1.75, ""),
    "past": ("ink", 2.25, ""),
    "published": ("ink", 2.25, ""),
    "other": ("soft", 1.0, ""),
    "now": ("soft", 2.25, "7 5"),
    "fan": ("main", 1.0, "2 4"),
    "assumed": ("main", 1.75, "2 5"),
    "scenario": ("main", 3.0, ""),
    "unit": ("main", 1.5, ""),
    "unit_ahead": ("main", 1.5, "1 4"),
    "unit_now": ("soft", 1.25, "1 4"),
    "way": ("soft", 1.5, "1 6"),
    "one": ("one", 3.0, ""),
    "two": ("two", 3.0, "9 4"),
    "three": ("three", 3.0, "2 4"),
    "four": ("four", 3.0, "11 4 2 4"),
}


@dataclass(slots=True)
class _Sheet:
    """A drawing under way: its marks, its scales and its colours."""

    colours: Mapping[str, str]
    x: Callable[[float], float]
    y: Callable[[float], float]
    right: float
    marks: list[str] = field(default_factory=list)

    def path(
        self, d: str, colour: str, *, width: float = 1.0, dash: str = "", more: str = ""
    ) -> None:
        self.marks.append(
            f'<path d="{d}" fill="none" stroke="{self.colours[colour]}" stroke-width="{width}"'
            f' stroke-dasharray="{dash or "none"}" {more}/>'
        )

    def dot(self, x: float, y: float, *, fill: str, stroke: str, r: float = 4.0) -> None:
        self.marks.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{self.colours[fill]}" '
            f'stroke="{self.colours[stroke]}" stroke-width="1.25"/>'
        )

    def text(
        self, x: float, y: float, words: str, *, colour: str = "ink", anchor: str = "start",
        weight: int = 400,
    ) -> None:  # fmt: skip
        # A halo of the paper keeps words readable where they lie over a line.
        self.marks.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="13" font-weight="{weight}" '
            f'text-anchor="{anchor}" fill="{self.colours[colour]}" paint-order="stroke" '
            f'stroke="{self.colours["paper"]}" stroke-width="4">{escape(words)}</text>'
        )

    def done(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(self.marks)}</svg>'
        )


def curve_svg(scene: Scene, *, colours: Mapping[str, str]) -> str:
    """The city's curve as the page shows it."""
    ends = _ends(scene)
    room = max([0.56 * _EM * len(f"{end[1]} {end[2]}") for end in ends], default=60.0) + 24
    sheet = _sheet(scene, colours, room=min(room, 0.36 * WIDTH))
    _axes(sheet, scene)
    _years(sheet, scene)
    _band(sheet, scene)
    for line in scene["lines"]:
        _line(sheet, line)
    _targets(sheet, scene)
    _end_labels(sheet, ends)
    _legend(sheet, scene, skip=_NAMED_AT_THE_END)
    return sheet.done()


def units_svg(scene: Scene, *, now: Sequence[float], colours: Mapping[str, str]) -> str:
    """The communes at the horizon, ranked by where they land as now: `now`, in the same order."""
    count = len(now)
    sheet = _sheet(scene | {"x": {"lo": -0.5, "hi": count - 0.5}}, colours, room=12)
    _axes(sheet, scene)
    sheet.text(_LEFT, _BOTTOM + 22, scene["x"], colour="soft")
    if scene["target"] is not None:
        value, words = scene["target"]
        sheet.path(f"M{_LEFT} {sheet.y(value):.1f}H{sheet.right:.1f}", "ink", dash="6 4")
        # Dots rise to the right: over a low line there is room there, over a high one at the left.
        is_low = value < now[count // 2]
        x, anchor = (sheet.right, "end") if is_low else (_LEFT + 4, "start")
        sheet.text(x, sheet.y(value) - 6, words, weight=600, anchor=anchor)
    for i, (before, then) in enumerate(zip(now, scene["scenario"], strict=True)):
        at = sheet.x(i)
        if before != then:
            sheet.path(f"M{at:.1f} {sheet.y(before):.1f}V{sheet.y(then):.1f}", "main")
        sheet.dot(at, sheet.y(before), fill="paper", stroke="soft", r=3)
        sheet.dot(at, sheet.y(then), fill="main", stroke="main", r=3)
    _dot_legend(sheet, scene)
    return sheet.done()


def _sheet(scene: Scene, colours: Mapping[str, str], *, room: float) -> _Sheet:
    x, y = scene["x"], scene["y"]
    right = WIDTH - room

    def across(t: float) -> float:
        return float(_LEFT + (t - x["lo"]) / (x["hi"] - x["lo"]) * (right - _LEFT))

    def up(value: float) -> float:
        return float(_BOTTOM - (value - y["lo"]) / (y["hi"] - y["lo"]) * (_BOTTOM - _TOP))

    return _Sheet(colours, across, up, right)


def _axes(sheet: _Sheet, scene: Scene) -> None:
    for value, words in scene["y"]["ticks"]:
        at = sheet.y(value)
        sheet.path(f"M{_LEFT} {at:.1f}H{sheet.right:.1f}", "rule")
        sheet.text(_LEFT - 8, at + 4, words, colour="soft", anchor="end")
    sheet.text(0, _TOP - 14, scene["y"]["title"], colour="soft")
    sheet.path(f"M{_LEFT} {_BOTTOM}H{sheet.right:.1f}", "soft")


def _years(sheet: _Sheet, scene: Scene) -> None:
    for t, words in scene["x"]["ticks"]:
        sheet.path(f"M{sheet.x(t):.1f} {_BOTTOM}v5", "soft")
        sheet.text(sheet.x(t), _BOTTOM + 20, words, colour="soft", anchor="middle")
    sheet.text(_LEFT, _BOTTOM + 38, scene["x"]["title"], colour="soft")
    marks = [(*scene["x"]["today"], "start", 5.0, "")]
    if scene["break"]:
        marks.append((*scene["break"], "end", -5.0, "2 4"))
    for t, words, anchor, shift, dash in marks:
        sheet.path(f"M{sheet.x(t):.1f} {_TOP - 6}V{_BOTTOM}", "soft", dash=dash)
        sheet.text(sheet.x(t) + shift, _TOP - 2, words, colour="soft", anchor=anchor)


def _band(sheet: _Sheet, scene: Scene) -> None:
    if not scene["band"]:
        return
    top = [f"{sheet.x(t):.1f} {sheet.y(high):.1f}" for t, _low, high in scene["band"]]
    foot = [f"{sheet.x(t):.1f} {sheet.y(low):.1f}" for t, low, _high in reversed(scene["band"])]
    sheet.marks.append(
        f'<path d="M{"L".join(top + foot)}Z" fill="{sheet.colours["main"]}" fill-opacity="0.16"/>'
    )


def _line(sheet: _Sheet, line: Scene) -> None:
    colour, width, dash = _STROKES[line["kind"]]
    points = [(sheet.x(t), sheet.y(value)) for t, value in line["pts"]]
    d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    if len(points) > 1:
        sheet.path(d, colour, width=width, dash=dash, more='stroke-linejoin="round"')
    if line.get("dots") or len(points) == 1:
        for x, y in points:
            is_other = line["kind"] == "other"
            sheet.dot(
                x, y, fill="paper" if is_other else colour, stroke=colour if is_other else "paper"
            )


def _targets(sheet: _Sheet, scene: Scene) -> None:
    seen: Counter[float] = Counter()
    for mark in scene["targets"]:
        # Two readings of one year stand side by side.
        at = sheet.x(mark["t"]) - 16 * seen[mark["t"]]
        seen[mark["t"]] += 1
        low, high = sheet.y(mark["lo"]), sheet.y(mark["hi"])
        d = f"M{at - 7:.1f} {low:.1f}h14M{at:.1f} {low:.1f}V{high:.1f}M{at - 7:.1f} {high:.1f}h14"
        sheet.path(d, "ink", width=2.5)
        if mark["t"] < scene["x"]["hi"] - 0.01:
            words = f"{mark['label']}: {mark['text']}"
            sheet.text(at, high - 7, words, anchor="middle", weight=600)


_End = tuple[str, str, str, float]


def _ends(scene: Scene) -> list[_End]:
    found: list[_End] = [
        (line["kind"], line["label"], line["text"], line["pts"][-1][1])
        for line in scene["lines"]
        if "label" in line
    ]
    found += [
        ("target", mark["label"], mark["text"], (mark["lo"] + mark["hi"]) / 2)
        for mark in scene["targets"]
        if mark["t"] >= scene["x"]["hi"] - 0.01
    ]
    return found


def _end_labels(sheet: _Sheet, ends: list[_End]) -> None:
    """Names at the right edge, pushed apart where they would lie on one another."""
    placed = sorted(ends, key=lambda end: sheet.y(end[3]))
    at = apart([sheet.y(end[3]) for end in placed], gap=_LINE_GAP, foot=_BOTTOM + 4)
    shades = {"scenario": "main", "assumed": "main", "unit_ahead": "main", "now": "soft"}
    shades |= {kind: kind for kind in _COMPARED}
    for (kind, label, words, value), y in zip(placed, at, strict=True):
        sheet.text(
            sheet.right + 14, y + 4, f"{label} {words}", colour=shades.get(kind, "ink"), weight=600
        )
        if abs(y - sheet.y(value)) > 3:
            sheet.path(
                f"M{sheet.right + 2:.1f} {sheet.y(value):.1f}L{sheet.right + 11:.1f} {y:.1f}",
                "soft",
            )


def apart(places: list[float], *, gap: float, foot: float) -> list[float]:
    """Rising places at least `gap` apart and none below `foot`."""
    found = list(places)
    for i in range(1, len(found)):
        found[i] = max(found[i], found[i - 1] + gap)
    if found and found[-1] > foot:
        found[-1] = foot
        for i in range(len(found) - 2, -1, -1):
            found[i] = min(found[i], found[i + 1] - gap)
    return found


def _legend(sheet: _Sheet, scene: Scene, *, skip: tuple[str, ...]) -> None:
    x = 0.0
    for kind, words in scene["legend"]:
        if kind in skip:
            continue
        if kind == "band":
            sheet.marks.append(
                f'<rect x="{x}" y="8" width="26" height="12" fill="{sheet.colours["main"]}" '
                'fill-opacity="0.16"/>'
            )
        elif kind == "other":
            sheet.dot(x + 13, 14, fill="paper", stroke="soft")
        else:
            colour, width, dash = _STROKES[kind]
            sheet.path(f"M{x} 14h26", colour, width=width, dash=dash)
        sheet.text(x + 32, 18, words)
        x += 32 + 0.54 * _EM * len(words) + 18


def _dot_legend(sheet: _Sheet, scene: Scene) -> None:
    (_, now), (_, then) = scene["legend"]
    sheet.dot(8, 14, fill="paper", stroke="soft")
    sheet.text(18, 18, now)
    x = 18 + 0.54 * _EM * len(now) + 24
    sheet.dot(x, 14, fill="main", stroke="main")
    sheet.text(x + 10, 18, then)
