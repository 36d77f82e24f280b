"""The trend of an indicator in the units shown, as an SVG to take away."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from lib.analysis.progress.verdict import end_of_year
from lib.analysis.rounding import decimals as printed_decimals
from lib.features.unit.colours import COMPARED
from lib.features.unit.label_places import LabelPlaces, Spot
from lib.features.unit.profile_data import ProfileSeries, UnitProfileData
from lib.geo.wording import unit_title
from lib.model.period import parse_period
from lib.model.vocabulary import Lang
from lib.style.palette import GROUNDS, Theme
from lib.text import translator
from lib.wording import numbers
from lib.wording.verdict_reasons import aim_words

_WIDTH: Final = 1000
_HEIGHT: Final = 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 190, 30, 400
_LABEL_SIZE: Final = 13.0

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line of the picture; `hollow` says of each point whether it is illustrative."""

    points: tuple[Pair, ...]
    colour: str
    dash: str = ""
    width: float = 2.5
    hollow: tuple[bool, ...] | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a moment and a value stand on the sheet."""

    t: Pair
    v: Pair

    def x(self, t: float) -> float:
        return _LEFT + (t - self.t[0]) / (self.t[1] - self.t[0]) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, v: float) -> float:
        return _BOTTOM - (v - self.v[0]) / (self.v[1] - self.v[0]) * (_BOTTOM - _TOP)


def picture_svg(
    book: UnitProfileData,
    line: ProfileSeries,
    codes: Sequence[str],
    *,
    ahead: dict[str, Any],
    lang: Lang,
    theme: Theme,
) -> str:
    """The picture; `ahead` is what `unit_ahead.ahead` makes of the line."""
    strokes = list(_strokes(book, line, codes, ahead, lang, theme))
    bands = list(_bands(book, line, codes, ahead, theme))
    goals = [] if not strokes else list(_goals(line, lang))
    frame = _frame(strokes, bands, goals, least=10.0 ** -printed_decimals(line.indicator))
    ground = GROUNDS[theme]
    title, why = escape(unit_title(line.indicator.unit, lang)), _undrawn(book, line, codes, lang)
    parts = [
        f'<text x="0" y="14" font-size="13" fill="{ground.soft}">{title}</text>',
        *(_axes(frame, line, lang, theme) if strokes else [_nothing(why, theme)]),
        *(_area(frame, band, colour) for band, colour in bands),
        *(_drawn(frame, stroke, ground.paper) for stroke in strokes),
        *(_cross(frame, goal, theme) for goal, _ in goals),
        *_labels(frame, strokes, goals, theme),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f"{''.join(parts)}</svg>"
    )


def _strokes(
    book: UnitProfileData,
    line: ProfileSeries,
    codes: Sequence[str],
    ahead: dict[str, Any],
    lang: Lang,
    theme: Theme,
) -> Iterable[_Stroke]:
    city = [
        (parse_period(text).t, found.value)
        for text, found in zip(line.cells.periods, line.city, strict=True)
        if found.value is not None and not parse_period(text).is_undated
    ]
    word = translator(lang).gettext("City")
    if city:
        yield _Stroke(tuple(city), GROUNDS[theme].soft, width=2, label=word)
    scale = 10 ** -printed_decimals(line.indicator)
    for at, colour in _each(book, codes, theme):
        points = line.points[at]
        if not points:
            continue
        name = book.units[at].name.in_(lang)
        row: list[Any] = (ahead["rows"][at] if ahead["rows"] else None) or []
        if row:
            curve = tuple((t, v * scale) for t, v in zip(row[1], row[2], strict=True))
            yield _Stroke(curve, colour, dash="2 6", label=name)
        way = ahead["ways"][at][-1] if ahead["ways"][at] and len(codes) == 1 else None
        if way:
            ink = GROUNDS[theme].ink
            yield _Stroke(tuple((t, v * scale) for t, v in way), ink, dash="1 5", width=1.5)
        hollow = tuple(not point.is_citable for point in points)
        yield _Stroke(
            tuple((point.t, point.value) for point in points),
            colour,
            dash="6 4" if any(hollow) else "",
            hollow=hollow,
            label="" if row else name,
        )


def _bands(
    book: UnitProfileData,
    line: ProfileSeries,
    codes: Sequence[str],
    ahead: dict[str, Any],
    theme: Theme,
) -> Iterable[tuple[tuple[tuple[float, float, float], ...], str]]:
    """The band of one unit; of several they would cover each other."""
    if len(codes) > 1 or not ahead["rows"]:
        return
    scale = 10 ** -printed_decimals(line.indicator)
    for at, colour in _each(book, codes, theme):
        if row := ahead["rows"][at]:
            edges = zip(row[1], row[3], row[4], strict=True)
            yield tuple((t, low * scale, high * scale) for t, low, high in edges), colour


def _each(book: UnitProfileData, codes: Sequence[str], theme: Theme) -> Iterable[tuple[int, str]]:
    place = {unit.unit_code: at for at, unit in enumerate(book.units)}
    return zip((place[code] for code in codes), COMPARED[theme], strict=False)


def _goals(line: ProfileSeries, lang: Lang) -> Iterable[tuple[Pair, str]]:
    _ = translator(lang).gettext
    for goal in line.goals:
        found = goal.assessment
        if goal.other is None and found.aim is not None and found.threshold is not None:
            aim = aim_words(found.target, found.aim, line.indicator, lang)
            said = _("Target {year}: {aim}").format(year=found.target.year, aim=aim)
            yield (end_of_year(found.target.year), found.threshold), said


def _frame(
    strokes: Sequence[_Stroke],
    bands: Sequence[tuple[tuple[tuple[float, float, float], ...], str]],
    goals: Sequence[tuple[Pair, str]],
    *,
    least: float,
) -> _Frame:
    pairs = [pair for stroke in strokes for pair in stroke.points] + [goal for goal, _ in goals]
    values = [v for _, v in pairs] + [v for band, _ in bands for _, *edges in band for v in edges]
    if not pairs:
        return _Frame((0.0, 1.0), (0.0, 1.0))
    low, high = min(values), max(values)
    room = max(0.08 * (high - low) or abs(high) * 0.05, least)
    first, last = min(t for t, _ in pairs), max(t for t, _ in pairs)
    return _Frame((first - 0.15, max(last, first + 1) + 0.05), (low - room, high + room))


def _axes(frame: _Frame, line: ProfileSeries, lang: Lang, theme: Theme) -> Iterable[str]:
    ground = GROUNDS[theme]
    right = _WIDTH - _RIGHT
    places = printed_decimals(line.indicator)
    for value in ticks(*frame.v, least=10.0**-places):
        y = frame.y(value)
        text = numbers.number(value, lang, decimals=places)
        yield (
            f'<path d="M{_LEFT} {y:.1f}H{right}" stroke="{ground.rule}"/><text x="{_LEFT - 8}" '
            f'y="{y + 4:.1f}" font-size="12" text-anchor="end" fill="{ground.soft}">{text}</text>'
        )
    yield f'<path d="M{_LEFT} {_BOTTOM}H{right}" stroke="{ground.soft}"/>'
    for year in range(math.ceil(frame.t[0]), math.floor(frame.t[1]) + 1):
        yield f'<path d="M{frame.x(year):.1f} {_BOTTOM}v6" stroke="{ground.soft}"/>'
    for year in range(math.floor(frame.t[0]), math.ceil(frame.t[1])):
        start, end = max(year, frame.t[0]), min(year + 1, frame.t[1])
        if end - start > 0.3:
            yield (
                f'<text x="{frame.x((start + end) / 2):.1f}" y="{_BOTTOM + 22}" font-size="12" '
                f'text-anchor="middle" fill="{ground.soft}">{year}</text>'
            )


def ticks(low: float, high: float, count: int = 5, *, least: float = 0.0) -> tuple[float, ...]:
    """Round numbers from `low` to `high`, about `count` of them, `least` or more apart.

    Closer than their last printed digit, two would be written alike.
    """
    raw = max((high - low) / count, least)
    power = 10 ** math.floor(math.log10(raw))
    step = next(
        m * power
        for m in (1, 2, 2.5, 5, 10)
        if m * power >= raw * (1 - 1e-9) and _is_whole(m * power / (least or m * power))
    )
    first = math.ceil(low / step - 1e-9)
    return tuple(step * i for i in range(first, math.floor(high / step + 1e-9) + 1))


def _is_whole(value: float) -> bool:
    return math.isclose(value, round(value), rel_tol=1e-9)


def _area(frame: _Frame, band: Sequence[tuple[float, float, float]], colour: str) -> str:
    above = [f"{frame.x(t):.1f} {frame.y(high):.1f}" for t, _, high in band]
    below = [f"{frame.x(t):.1f} {frame.y(low):.1f}" for t, low, _ in reversed(band)]
    return f'<path d="M{"L".join(above + below)}Z" fill="{colour}" opacity=".15"/>'


def _drawn(frame: _Frame, stroke: _Stroke, paper: str) -> str:
    at = [(frame.x(t), frame.y(v)) for t, v in stroke.points]
    d = "L".join(f"{x:.1f} {y:.1f}" for x, y in at)
    dash = f' stroke-dasharray="{stroke.dash}"' if stroke.dash else ""
    path = (
        f'<path d="M{d}" fill="none" stroke="{stroke.colour}" stroke-width="{stroke.width}"'
        f' stroke-linejoin="round"{dash}/>'
    )
    marks = stroke.hollow if stroke.hollow is not None else (False,) * (len(at) == 1)
    dots = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" stroke="{stroke.colour}" stroke-width="2" '
        f'fill="{paper if hollow else stroke.colour}"/>'
        for (x, y), hollow in zip(at, marks, strict=False)
    )
    return path + "".join(dots)


def _cross(frame: _Frame, goal: Pair, theme: Theme) -> str:
    x, y, ink = frame.x(goal[0]), frame.y(goal[1]), GROUNDS[theme].ink
    return (
        f'<path d="M{x - 6:.1f} {y:.1f}h12M{x:.1f} {y - 6:.1f}v12" stroke="{ink}" '
        f'stroke-width="2.5"/>'
    )


def _labels(
    frame: _Frame, strokes: Sequence[_Stroke], goals: Sequence[tuple[Pair, str]], theme: Theme
) -> Iterable[str]:
    """Names at the ends of the lines and the targets' words, each where it covers nothing."""
    places = LabelPlaces((0.0, 20.0, float(_WIDTH), float(_BOTTOM)), _LABEL_SIZE)
    for one in strokes:
        points = [(frame.x(t), frame.y(v)) for t, v in one.points]
        places.line(points)
        for at in points if one.hollow is not None else ():
            places.point(at)
    for (t, v), _ in goals:
        places.point((frame.x(t), frame.y(v)))
    ends = [(frame.x(one.points[-1][0]), frame.y(one.points[-1][1]), one) for one in strokes]
    for x, y, one in sorted((end for end in ends if end[2].label), key=lambda end: end[1]):
        beside = [Spot(x + 10, y + 4 + by, "start") for by in (0, 16, -16, 32, -32, 48, -48)]
        spots = [*beside, *places.around((x, y), is_late=True)]
        spot = places.put(one.label, spots, (x, y))
        lead = (x, y) if places.needs_leader(spot, (x, y)) else None
        yield _text(spot, one.label, one.colour, lead, theme)
    for (t, v), text in goals:
        at = (frame.x(t), frame.y(v))
        spots = places.around(at, is_late=at[0] > _WIDTH / 2)
        spot = places.put(text, spots, at)
        lead = at if places.needs_leader(spot, at) else None
        yield _text(spot, text, GROUNDS[theme].ink, lead, theme)


def _text(spot: Spot, text: str, colour: str, lead: Pair | None, theme: Theme) -> str:
    """A label over a halo, with a leader to the point `lead` where it had to go far from it."""
    ground = GROUNDS[theme]
    shown = (
        f'<text x="{spot.x:.1f}" y="{spot.y:.1f}" font-size="{_LABEL_SIZE:g}" font-weight="600" '
        f'text-anchor="{spot.anchor}" fill="{colour}" stroke="{ground.paper}" stroke-width="4" '
        f'paint-order="stroke">{escape(text)}</text>'
    )
    if lead is None:
        return shown
    end = spot.y + (3 if spot.y < lead[1] else -11)
    leader = f'd="M{lead[0]:.1f} {lead[1]:.1f}L{spot.x:.1f} {end:.1f}" stroke="{ground.soft}"'
    return f"<path {leader}/>{shown}"


def _undrawn(book: UnitProfileData, line: ProfileSeries, codes: Sequence[str], lang: Lang) -> str:
    """Why nothing is drawn: a figure without a date is known, but has no place in time."""
    _ = translator(lang).gettext
    known = [line.last(at) for at, unit in enumerate(book.units) if unit.unit_code in codes]
    if all(place is None for place in known):
        return _("No value is published.")
    return _("One period only: there is no trend to draw.")


def _nothing(why: str, theme: Theme) -> str:
    middle = f'x="{_WIDTH // 2}" y="{_HEIGHT // 2}" text-anchor="middle" font-size="16"'
    return f'<text {middle} fill="{GROUNDS[theme].soft}">{escape(why)}</text>'
