"""A bullet bar in parts of a hundred: where the figure stands, began, should be and will land."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.analysis.progress.outlook import Outlook
from lib.analysis.progress.verdict import Assessment
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers
from lib.wording.outlook import landing_ends, landing_words, modelled
from lib.wording.verdict_reasons import aim_words

_ROOM = 1.15  # without a highest possible value the bar ends this much beyond the largest number

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class BulletBar:
    """Positions from 0 to 100 along the bar; `goals` are (from, to), equal unless a range.

    `paths` are where the way to each goal stands today, `landing` where the figure comes to in the
    target year and `reach` how far that may be off: a band, or what `is_fan` says are scenarios.
    `end` is what stands at the bar's end, `alt` all of it in words.
    """

    last: float | None
    start: float | None
    goals: tuple[Span, ...]
    end: str
    alt: str
    paths: tuple[float, ...] = ()
    landing: float | None = None
    reach: Span | None = None
    is_fan: bool = False


def bar(
    readings: Sequence[Assessment],
    indicator: Indicator,
    lang: Lang,
    outlooks: Sequence[Outlook] = (),
) -> BulletBar | None:
    """The bar of one target; None for a milestone or a rank, and where a number is below zero.

    `outlooks` are those of the readings, in their order.
    """
    aims = [one.aim for one in readings if one.aim is not None]
    if not aims or indicator.kind == "rank":
        return None
    first = readings[0]
    start = first.baseline if first.baseline != first.last else None
    points = [point.value for point in (first.last, start) if point is not None]
    paths, landing, reach = _paths(outlooks), _landing(outlooks), _reach(outlooks)
    figures = [*points, *(aim.high for aim in aims), *(aim.low for aim in aims), *paths]
    figures += [*(reach or ()), *(() if landing is None else (landing,))]
    if min(figures) < 0 or max(figures) <= 0:
        return None
    end = indicator.cap if indicator.cap is not None else max(figures) * _ROOM

    def place(value: float) -> float:
        return round(min(100 * value / end, 100.0), 1)

    return BulletBar(
        last=place(first.last.value) if first.last else None,
        start=place(start.value) if start else None,
        goals=tuple(dict.fromkeys((place(aim.low), place(aim.high)) for aim in aims)),
        end="" if indicator.cap is None else numbers.value_of(indicator.cap, indicator, lang),
        alt=", ".join(_in_words(readings, indicator, lang, outlooks)),
        paths=tuple(dict.fromkeys(place(value) for value in paths)),
        landing=None if landing is None else place(landing),
        reach=None if reach is None else (place(reach[0]), place(reach[1])),
        is_fan=bool(outlooks) and outlooks[0].landing.status == "fan",
    )


def _paths(outlooks: Sequence[Outlook]) -> list[float]:
    """Today's place on each way that the last figure can be held against."""
    standings = [found.standing for found in outlooks if found.standing.status == "ok"]
    return [one.path_today for one in standings if one.path_today is not None]


def _landing(outlooks: Sequence[Outlook]) -> float | None:
    return outlooks[0].landing.value if outlooks else None


def _reach(outlooks: Sequence[Outlook]) -> Span | None:
    low, high = landing_ends(outlooks[0].landing) if outlooks else (None, None)
    return None if low is None or high is None else (low, high)


def _in_words(
    readings: Sequence[Assessment],
    indicator: Indicator,
    lang: Lang,
    outlooks: Sequence[Outlook],
) -> Iterator[str]:
    _ = translator(lang).gettext
    first = readings[0]
    aims = [aim_words(one.target, one.aim, indicator, lang) for one in readings if one.aim]
    yield _("Target: {aim}").format(aim="; ".join(dict.fromkeys(aims)))
    if first.last is None:
        yield _("no published figure")
    else:
        value = numbers.value_of(first.last.value, indicator, lang)
        yield _("last figure: {value}").format(value=value)
    if first.baseline is not None and first.baseline != first.last:
        value = numbers.value_of(first.baseline.value, indicator, lang)
        yield _("start: {value}").format(value=value)
    paths = [modelled(value, indicator, lang) for value in _paths(outlooks)]
    if paths:
        yield _("path today: {value}").format(value="; ".join(dict.fromkeys(paths)))
    if _landing(outlooks) is not None:
        said = landing_words(outlooks[0].landing, indicator, first.target.year, lang)
        yield _("projection: {value}").format(value=said)
    if indicator.cap is not None:
        cap = numbers.value_of(indicator.cap, indicator, lang)
        yield _("bar from 0 to {cap}").format(cap=cap)
