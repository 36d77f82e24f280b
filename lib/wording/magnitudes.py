"""How far, how fast and how many times as fast, in words that hold at every size.

A number that is not nought is never printed as nought, "1 times" is never said, and a ratio never
reads as if it belonged to another class than its verdict.
"""

from __future__ import annotations

import math
from typing import Final

from lib.analysis.progress.verdict import verdict_of_ratio
from lib.analysis.rounding import decimals
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from lib.text import translator
from lib.wording import numbers

_DECIMALS: Final = 2
_MOST_TIMES: Final = 100


def gap_words(gap: float, indicator: Indicator, lang: Lang) -> str:
    """The size of a difference with its unit: "12,66 điểm phần trăm", "1 place"."""
    # An index from 0 to 1 moves in its third and fourth decimal.
    places = max(_DECIMALS, decimals(indicator))
    return with_gap_unit(numbers.number(abs(gap), lang, decimals=places), indicator.unit, lang)


def gap_forms(unit: str, lang: Lang) -> list[str]:
    """How a difference of one, and of any other number, is written around its number `{n}`.

    `unit` is that of the values or that of their differences.
    """
    n_ = translator(lang).ngettext
    if unit == "rank":
        return [n_("{n} place", "{n} places", count) for count in (1, 2)]
    if numbers.gap_unit(unit) == "percentage_points":
        return [n_("{n} percentage point", "{n} percentage points", count) for count in (1, 2)]
    return [numbers.form_of(unit, lang)] * 2


def with_gap_unit(text: str, unit: str, lang: Lang) -> str:
    """A difference that is written already, with its unit.

    The plural goes by the figure as it is read: 1.004 is printed "1".
    """
    one, many = gap_forms(unit, lang)
    return (one if text.lstrip(f"+{numbers.MINUS}") == "1" else many).format(n=text)


def step_words(step: float, indicator: Indicator, lang: Lang, *, sign: bool = False) -> str:
    """The size of a change a year; one too small for the decimals is "under 0.01 …".

    With `sign` a plus or minus goes before it, save before "under".
    """
    least = 10.0 ** -max(_DECIMALS, decimals(indicator))
    if step != 0 and round(abs(step) / least) == 0:
        _ = translator(lang).gettext
        return _("under {size}").format(size=gap_words(least, indicator, lang))
    words = gap_words(step, indicator, lang)
    if not sign:
        return words
    return ("+" if step > 0 else numbers.MINUS) + words


def rate_words(rate: float, unit: str, lang: Lang) -> str:
    """The size of a steady rate of growth, as per cent or "percent_per_year"; never "0 %"."""
    size = abs(rate)
    if rate != 0 and round(size, _DECIMALS) == 0:
        _ = translator(lang).gettext
        least = numbers.quantity(10.0**-_DECIMALS, unit, lang)
        return _("under {size}").format(size=least)
    return numbers.quantity(size, unit, lang)


def times_so_far_words(times: float, lang: Lang) -> str:
    """The pace needed beside the pace so far: "1.8 times the pace so far"; `times` above nought."""
    _ = translator(lang).gettext
    if times >= _MOST_TIMES:
        return _("over {n} times the pace so far").format(n=_MOST_TIMES)
    text = numbers.number(times, lang, decimals=1)
    if text == "0":
        return _("under a tenth of the pace so far")
    if text == "1":
        return _("about the pace so far")
    if times < 1:
        return _("only {n} times the pace so far").format(n=text)
    return _("{n} times the pace so far").format(n=text)


def ratio_words(ratio: float, lang: Lang, *, places: int = _DECIMALS, exact: bool = False) -> str:
    """A pace ratio R; rounded down where rounding would carry it over a threshold."""
    step = 10.0**places
    said = round(ratio, places)
    if verdict_of_ratio(said) != verdict_of_ratio(ratio):
        said = math.floor(ratio * step) / step
    return numbers.number(said, lang, decimals=places, exact=exact)


def pace_number(pace: float, lang: Lang) -> str:
    """A pace on the scale of a shape, with four digits that tell something."""
    if pace == 0 or not math.isfinite(pace):
        return numbers.number(pace, lang)
    return numbers.number(pace, lang, decimals=max(4, 3 - math.floor(math.log10(abs(pace)))))
