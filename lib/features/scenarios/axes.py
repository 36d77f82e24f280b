"""Axes and numbers of the what-if page's scenes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from lib.analysis.progress.verdict import end_of_year
from lib.analysis.rounding import decimals
from lib.features.scenarios.parameters import HORIZON
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers

Scene = dict[str, Any]

_MOST_TICKS = 6
_TOP_ROOM = 0.06  # of the span, so that no curve runs along the frame


def years(first: int, lang: Lang) -> Scene:
    """The axis of time, marked at the ends of years, to the horizon."""
    _ = translator(lang).gettext
    last = HORIZON
    step = max(1, math.ceil((last - first) / 10))
    years = range(last, first - 1, -step)
    return {
        "lo": float(first),
        "hi": end_of_year(last),
        "ticks": [[end_of_year(year), str(year)] for year in reversed(years)],
        "title": _("end of year"),
    }


def axis(values: Iterable[float], indicator: Indicator, lang: Lang) -> Scene:
    """Few round ticks around the values; a share stays within nought and its cap."""
    known = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(known), max(known)
    span = (high - low) or abs(high) or 1.0
    low, high = low - _TOP_ROOM * span, high + _TOP_ROOM * span
    # Nought is worth showing when it is near; a zoom hides how small a change is.
    if min(known) >= 0 and low < 0.6 * high:
        low = 0.0
    step = round_step((high - low) / (_MOST_TICKS - 1))
    low = math.floor(low / step + 1e-9) * step
    high = math.ceil(high / step - 1e-9) * step
    if indicator.cap is not None and max(known) <= indicator.cap:
        high = min(high, indicator.cap)
    count = math.floor((high - low) / step + 1e-6)
    ticks = [low + i * step for i in range(count + 1)]
    places = len(f"{step:g}".partition(".")[2])
    return {
        "lo": low,
        # A hair above the cap, so that a curve at 100 % is not cut in half.
        "hi": high + 0.02 * (high - low),
        "ticks": [[figure(tick), numbers.number(tick, lang, decimals=places)] for tick in ticks],
        "title": unit_title(indicator, lang),
    }


def unit_title(indicator: Indicator, lang: Lang) -> str:
    """What stands at the axis of values: the unit, or the name of what has none."""
    return numbers.unit_words(indicator.unit, lang) or indicator.name.in_(lang)


def round_step(least: float) -> float:
    """The next of 1, 2, 2.5, 5 · 10ⁿ."""
    size = 10.0 ** math.floor(math.log10(least))
    return next(size * part for part in (1, 2, 2.5, 5, 10) if size * part >= least * (1 - 1e-9))


def value_text(value: float, indicator: Indicator, lang: Lang) -> str:
    """A value with its unit; a dash where there is none."""
    return numbers.value_of(float(value), indicator, lang) if math.isfinite(value) else "–"


def number_form(indicator: Indicator, lang: Lang) -> list[Any]:
    """How the browser writes a value under the pointer: its decimals, and what follows it."""
    after = numbers.value_of(1.0, indicator, lang).removeprefix("1")
    return [decimals(indicator), after]


def moment(t: float) -> float:
    """A moment to a thousandth of a year, about nine hours."""
    return round(float(t), 3)


def figure(value: float) -> float:
    """Ten significant digits, since the browser prints what it draws.

    With five it would now and then print another last digit than the sentence beside it does.
    """
    return float(f"{float(value):.10g}")


def exact(values: Iterable[float]) -> list[float | None]:
    """The same of each, None where there is no value."""
    return [figure(value) if math.isfinite(value) else None for value in map(float, values)]
