"""A bullet bar in parts of a hundred: where the figure stands, began and should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.analysis.verdict import Assessment
from lib.model.kinds import Lang
from lib.model.things import Indicator
from lib.text import translator
from lib.view import numbers
from lib.view.sentences import aim_words

_ROOM = 1.15  # without a highest possible value the bar ends this much beyond the largest number


@dataclass(frozen=True, slots=True)
class Bar:
    """Positions from 0 to 100 along the bar; `goals` are (from, to), equal unless a range.

    `end` is what stands at the bar's end, `alt` all of it in words.
    """

    last: float | None
    start: float | None
    goals: tuple[tuple[float, float], ...]
    end: str
    alt: str


def bar(readings: Sequence[Assessment], indicator: Indicator, lang: Lang) -> Bar | None:
    """The bar of one target; None for a milestone or a rank, and where a number is below zero."""
    aims = [one.aim for one in readings if one.aim is not None]
    if not aims or indicator.kind == "rank":
        return None
    first = readings[0]
    start = first.baseline if first.baseline != first.last else None
    points = [point.value for point in (first.last, start) if point is not None]
    figures = [*points, *(aim.high for aim in aims), *(aim.low for aim in aims)]
    if min(figures) < 0 or max(figures) <= 0:
        return None
    end = indicator.cap if indicator.cap is not None else max(figures) * _ROOM

    def place(value: float) -> float:
        return round(min(100 * value / end, 100.0), 1)

    return Bar(
        last=place(first.last.value) if first.last else None,
        start=place(start.value) if start else None,
        goals=tuple(dict.fromkeys((place(aim.low), place(aim.high)) for aim in aims)),
        end="" if indicator.cap is None else numbers.value_of(indicator.cap, indicator, lang),
        alt=_in_words(readings, indicator, lang),
    )


def _in_words(readings: Sequence[Assessment], indicator: Indicator, lang: Lang) -> str:
    _ = translator(lang).gettext
    first = readings[0]
    aims = [aim_words(one.target, one.aim, indicator, lang) for one in readings if one.aim]
    said = [_("Target: {aim}").format(aim="; ".join(dict.fromkeys(aims)))]
    if first.last is None:
        said.append(_("no published figure"))
    else:
        value = numbers.value_of(first.last.value, indicator, lang)
        said.append(_("last figure: {value}").format(value=value))
    if first.baseline is not None and first.baseline != first.last:
        value = numbers.value_of(first.baseline.value, indicator, lang)
        said.append(_("start: {value}").format(value=value))
    if indicator.cap is not None:
        cap = numbers.value_of(indicator.cap, indicator, lang)
        said.append(_("bar from 0 to {cap}").format(cap=cap))
    return ", ".join(said)
