"""Numbers and dates as each language writes them: 1.234,5 % in Vietnamese, 1,234.5% in English."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from lib.analysis.rounding import decimals as printed_decimals
from lib.analysis.rounding import round_for_display, rounded
from lib.model.entities import Indicator
from lib.model.period import Period, parse_period
from lib.model.vocabulary import Lang
from lib.text import N_, translator

# U+2212 lines up with digits and is read as "minus"; U+202F keeps a unit on its number's line.
MINUS: Final = "−"
THIN: Final = "\u202f"

_HANOI: Final = timezone(timedelta(hours=7))

# What follows a number of each unit code of the data; a code that is not here follows as it is.
_UNITS: Final[dict[str, str]] = {
    "percent": "%",
    "percent_per_year": N_("% a year"),
    "percentage_points": N_("percentage points"),
    "rank": "",
    "index_0_1": "",
    "score_0_100": N_("points"),
    "score": N_("points"),
    "persons": N_("people"),
    "persons_per_km2": N_("people/km²"),
    "km2": "km²",
    "count": "",
    "per_100": N_("per 100 people"),
    "per_10k": N_("per 10,000 people"),
    "per_100k": N_("per 100,000 people"),
    "billion_vnd": N_("billion VND"),
    "million_vnd": N_("million VND"),
    "million_vnd_per_worker": N_("million VND/worker"),
    "billion_usd": N_("billion USD"),
}


@cache
def _pattern(decimals: int, *, exact: bool) -> str:
    """A babel pattern: exactly so many decimals, or at most."""
    mark = "0" if exact else "#"
    return "#,##0" + ("." + mark * decimals if decimals else "")


# Babel takes 20 µs a number, and a page shows the same hundreds of them again at each run.
@lru_cache(maxsize=8192)
def number(value: float, lang: Lang, *, decimals: int = 2, exact: bool = False) -> str:
    """`value` with at most (or exactly) so many decimals, halves away from zero.

    A browser rounds so as well; babel alone would round 0.125 to 0.12.
    """
    text = format_decimal(
        rounded(value, decimals), format=_pattern(decimals, exact=exact), locale=lang
    )
    return text.replace("-", MINUS) if text not in {"-0", "-0.0"} else text[1:]


def signed(value: float, lang: Lang, *, decimals: int = 2) -> str:
    """`value` with its sign always shown."""
    text = number(value, lang, decimals=decimals)
    return text if text.startswith(MINUS) or value == 0 else f"+{text}"


def unit_words(unit: str, lang: Lang) -> str:
    """What is written after a number of `unit`; empty for ranks, counts and indices."""
    words = _UNITS.get(unit, unit)
    return translator(lang).gettext(words) if words else ""


def value_of(value: float, indicator: Indicator, lang: Lang) -> str:
    """A value of `indicator` at its printed precision with its unit: "17,34 %", "hạng 1"."""
    said = round_for_display(value, indicator)
    return quantity(said, indicator.unit, lang, decimals=printed_decimals(indicator))


def quantity(value: float, unit: str, lang: Lang, *, decimals: int = 2) -> str:
    """`value` with its unit in words."""
    text = number(value, lang, decimals=decimals)
    if unit == "rank":
        return translator(lang).gettext("rank {n}").format(n=text)
    words = unit_words(unit, lang)
    if not words:
        return text
    if words.startswith("%"):
        # English sets the sign to the number, Vietnamese print leaves a thin space.
        return f"{text}{'' if lang == 'en' else THIN}{words}"
    return f"{text} {words}"


def form_of(unit: str, lang: Lang) -> str:
    """A number's place among its unit's words: "{n} %", "rank {n}"."""
    return quantity(7, unit, lang, decimals=0).replace("7", "{n}")


def gap_unit(unit: str) -> str:
    """The unit of a difference of two values of `unit`: shares differ by percentage points."""
    return "percentage_points" if unit in {"percent", "percent_per_year"} else unit


def day(when: date, lang: Lang) -> str:
    """A date: 25/11/2026 in Vietnamese, 25 November 2026 in English."""
    if lang == "vi":
        return format_date(when, "dd/MM/yyyy", locale="vi")
    return format_date(when, "d MMMM yyyy", locale="en_GB")


def moment(at: datetime, lang: Lang) -> str:
    """A moment as a clock in Hà Nội shows it: 25/11/2026 14:05."""
    here = at.astimezone(_HANOI)
    return f"{day(here.date(), lang)} {here:%H:%M}"


def period(text: str | Period, lang: Lang) -> str:
    """A period in words: "quý III/2025", "Q3 2025", "11/2022", "first half of 2025"."""
    when = parse_period(text) if isinstance(text, str) else text
    _ = translator(lang).gettext
    if when.start is None or when.end is None:
        return _("undated")
    if when.kind == "year":
        return str(when.start.year)
    if when.kind == "quarter":
        quarter = (when.start.month + 2) // 3
        roman = ("I", "II", "III", "IV")[quarter - 1]
        return f"quý {roman}/{when.start.year}" if lang == "vi" else f"Q{quarter} {when.start.year}"
    if when.kind == "month":
        form = "MM/yyyy" if lang == "vi" else "MMMM yyyy"
        return format_date(when.start, form, locale=lang)
    if when.kind == "date":
        return day(when.start, lang)
    return _interval(when.start, when.end, lang)


def _interval(start: date, end: date, lang: Lang) -> str:
    if (start, end) == (date(end.year, 1, 1), date(end.year, 6, 30)):
        return translator(lang).gettext("first half of {year}").format(year=end.year)
    return f"{day(start, lang)} – {day(end, lang)}"
