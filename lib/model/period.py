"""When a value holds: a year, quarter, month, date, interval, or `undated`."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

PeriodKind = Literal["year", "quarter", "month", "date", "interval", "undated"]

_FORMS: tuple[tuple[PeriodKind, re.Pattern[str]], ...] = (
    ("year", re.compile(r"(\d{4})")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])")),
    ("month", re.compile(r"(\d{4})-(\d{2})")),
    ("date", re.compile(r"(\d{4})-(\d{2})-(\d{2})")),
    ("interval", re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")),
)

EXPECTED = "2024, 2025-Q3, 2025-03, 2019-04-01, 2025-07-01/2025-09-23 or undated"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with the text it is written as.

    `start` and `end` are its first and last day; both are None for `undated`.
    """

    text: str
    kind: PeriodKind
    start: date | None
    end: date | None

    @property
    def t(self) -> float:
        """The moment the value stands for, in decimal years: the end of its last day.

        The year 2024 ends at 2025.0, as does 2024-12-31, so that a yearly value and one of the
        year's last day are the same moment. Raises ValueError for `undated`.
        """
        if self.end is None:
            raise ValueError("an undated value has no place in time")
        return decimal_year(self.end)

    @property
    def is_undated(self) -> bool:
        return self.end is None


def decimal_year(day: date) -> float:
    """The end of `day` in decimal years: 2024-12-31 is 2025.0."""
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + day.timetuple().tm_yday / days


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read a period as the data package writes it.

    Raises ValueError naming the text and the forms that are allowed.
    """
    if text == "undated":
        return Period(text, "undated", None, None)
    for kind, form in _FORMS:
        match = form.fullmatch(text)
        if match is None:
            continue
        try:
            start, end = _bounds(kind, match.groups())
        except ValueError:
            break
        if start > end:
            break
        return Period(text, kind, start, end)
    raise ValueError(f"period {text!r}: expected {EXPECTED}")


def year_period(year: int) -> Period:
    """The calendar year `year`."""
    return parse_period(f"{year:04d}")


def _bounds(kind: PeriodKind, parts: tuple[str, ...]) -> tuple[date, date]:
    if kind == "interval":
        return date.fromisoformat(parts[0]), date.fromisoformat(parts[1])
    year, *rest = (int(part) for part in parts)
    if kind == "year":
        return date(year, 1, 1), date(year, 12, 31)
    if kind == "quarter":
        return date(year, 3 * rest[0] - 2, 1), _month_end(year, 3 * rest[0])
    if kind == "month":
        return date(year, rest[0], 1), _month_end(year, rest[0])
    day = date(year, rest[0], rest[1])
    return day, day


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
