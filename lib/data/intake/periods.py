"""Periods as Vietnamese and English tables write them, to the forms of `lib.model.period`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from lib.data.intake.intake_tables import LONGEST, Cell
from lib.data.intake.names import plain
from lib.model.period import parse_period

# Days are counted from here by spreadsheets; 2000-01-01 is 36526, 2064 ends at 60264.
_SERIAL_ZERO: Final = date(1899, 12, 30)
_SERIALS: Final = range(36_526, 60_265)
_YEARS: Final = range(1990, 2101)

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTHS: Final = {
    name.lower(): month
    for names in (calendar.month_name, calendar.month_abbr)
    for month, name in enumerate(names)
    if name
} | {"sept": 9}
_WORD_MONTH = rf"(?P<w>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class ReadPeriod:
    """A period in the model's form. `estimate`: the text itself says so ("Ước 2025", "Sơ bộ").

    `is_first_of_month` marks a date that a spreadsheet may have made of "9/2025".
    """

    text: str
    estimate: bool = False
    is_first_of_month: bool = False


def _month(match: re.Match[str]) -> str:
    month = int(match["m"]) if "m" in match.groupdict() else _MONTHS[match["w"]]
    return f"{match['y']}-{month:02d}"


def _quarter(match: re.Match[str]) -> str:
    return f"{match['y']}-Q{_ROMAN.get(match['q'], match['q'])}"


def _day(match: re.Match[str]) -> str:
    month = int(match["m"]) if "m" in match.groupdict() else _MONTHS[match["w"]]
    return f"{match['y']}-{month:02d}-{int(match['d']):02d}"


def _first_months(match: re.Match[str]) -> str:
    last = int(match["m"])
    if not 1 <= last <= 12:
        return ""
    if last == 12:
        return match["y"]
    end = calendar.monthrange(int(match["y"]), last)[1]
    return f"{match['y']}-01-01/{match['y']}-{last:02d}-{end:02d}"


def _half(half: int) -> Callable[[re.Match[str]], str]:
    return lambda match: (
        f"{match['y']}-01-01/{match['y']}-06-30"
        if half == 1
        else f"{match['y']}-07-01/{match['y']}-12-31"
    )


# Of plain text: no tone marks, and one space for each run of punctuation.
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(form), make)
    for form, make in (
        (rf"(?:nam |year |n )?{_YEAR}", lambda match: match["y"]),
        (rf"(?:quy|q|quarter) ?(?P<q>[1-4]|iv|i{{1,3}}) (?:nam )?{_YEAR}", _quarter),
        (rf"(?P<q>[1-4])q {_YEAR}", _quarter),
        (rf"{_YEAR} ?q ?(?P<q>[1-4])", _quarter),
        (rf"{_YEAR} (?:quy|quarter) (?P<q>[1-4]|iv|i{{1,3}})", _quarter),
        (rf"(?:thang |t ?|month )?(?P<m>0?[1-9]|1[0-2]) (?:nam )?{_YEAR}", _month),
        (rf"{_YEAR} (?:thang |t|m)?(?P<m>0?[1-9]|1[0-2])", _month),
        (rf"{_WORD_MONTH} {_YEAR}", _month),
        (rf"{_YEAR} {_WORD_MONTH}", _month),
        (rf"(?:ngay )?(?P<d>\d{{1,2}}) (?:thang )?(?P<m>\d{{1,2}}) (?:nam )?{_YEAR}", _day),
        (rf"{_YEAR} (?P<m>\d{{1,2}}) (?P<d>\d{{1,2}})", _day),
        (rf"(?P<d>\d{{1,2}}) {_WORD_MONTH} {_YEAR}", _day),
        (rf"{_WORD_MONTH} (?P<d>\d{{1,2}}) {_YEAR}", _day),
        (rf"(?P<m>\d{{1,2}}) thang(?: dau)? (?:nam )?{_YEAR}", _first_months),
        (rf"(?:first half(?: of)?|h1|half 1) {_YEAR}", _half(1)),
        (rf"{_YEAR} ?h ?1", _half(1)),
        (rf"(?:6 thang cuoi (?:nam )?|second half(?: of)? |h2 |half 2 ){_YEAR}", _half(2)),
        (rf"{_YEAR} ?h ?2", _half(2)),
    )
)
_ESTIMATE: Final = re.compile(
    r"^(?:uoc(?: tinh)?(?: thuc hien| th)?|so bo|prel(?:iminary)?|est(?:imated?)?) | "
    r"(?:uoc(?: tinh)?|so bo|prel(?:iminary)?|est(?:imated?)?|p|e)$"
)
_PART: Final = re.compile(
    rf"(?:thang|t|month) ?(?:0?[1-9]|1[0-2])|(?:quy|q|quarter) ?(?:[1-4]|iv|i{{1,3}})|{_WORD_MONTH}"
)
_DONE: Final = re.compile(r"^(?:thuc hien|th|so lieu|ket qua|ky) ")
_MODEL: Final = re.compile(r"\d{4}(?:-Q[1-4]|-\d\d(?:-\d\d(?:/\d{4}-\d\d-\d\d)?)?)?|undated")


def read_period(cell: Cell) -> ReadPeriod | None:
    """The period that a cell says, or None. Days come before months: 1/2/2025 is in February."""
    if isinstance(cell, str):
        return _of_text(cell.strip()) if len(cell) <= LONGEST else None
    if isinstance(cell, date):
        return ReadPeriod(cell.isoformat(), is_first_of_month=cell.day == 1)
    if cell != int(cell):
        return None
    if int(cell) in _YEARS:
        return ReadPeriod(str(int(cell)))
    if int(cell) in _SERIALS:
        day = _SERIAL_ZERO + timedelta(days=int(cell))
        return ReadPeriod(day.isoformat(), is_first_of_month=day.day == 1)
    return None


def is_part_of_year(cell: Cell) -> bool:
    """Whether a cell names a month or quarter and no year: "Tháng 9", "T9", "Quý III"."""
    return (
        isinstance(cell, str) and len(cell) <= LONGEST and _PART.fullmatch(plain(cell)) is not None
    )


def in_year(part: str, year: str) -> ReadPeriod | None:
    """A month or quarter in a year that another cell, or an answer, names."""
    return read_period(f"{part} {year}") if len(year) == 4 else None


def periods_in(text: str) -> tuple[str, ...]:
    """The distinct periods named inside a title, the longest reading of each place."""
    words = plain(text[: 5 * LONGEST]).split()
    found: list[str] = []
    start = 0
    while start < len(words):
        for length in range(min(7, len(words) - start), 0, -1):
            read = _of_text(" ".join(words[start : start + length]))
            if read is not None:
                found.append(read.text)
                start += length - 1
                break
        start += 1
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8192)
def _of_text(text: str) -> ReadPeriod | None:
    if text.isascii() and _MODEL.fullmatch(text):
        return _checked(text, estimate=False)
    if text.isascii() and text.isdecimal() and len(text) == 5 and int(text) in _SERIALS:
        return read_period(int(text))
    words = plain(text)
    bare = _ESTIMATE.sub("", words).strip()
    estimate = bare != words
    bare = _DONE.sub("", bare)
    for form, make in _FORMS:
        match = form.fullmatch(bare)
        if match is not None:
            return _checked(make(match), estimate=estimate)
    return None


def _checked(text: str, *, estimate: bool) -> ReadPeriod | None:
    try:
        period = parse_period(text)
    except ValueError:
        return None
    if period.start is not None and period.start.year not in _YEARS:
        return None
    return ReadPeriod(text, estimate)
