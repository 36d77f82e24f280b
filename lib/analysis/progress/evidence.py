"""How much evidence a verdict has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from lib.analysis.progress.points import Point, citable

Level = Literal["A", "B", "C", "D"]

_ENOUGH_POINTS = 3
_ENOUGH_YEARS = 2


def evidence_level(points: Iterable[Point]) -> Level:
    """The level of evidence of the points of one series in one unit.

    A: at least 3 moments over at least 24 months; B: two, or more within less time
    ("provisional"); C: one (distance and required pace only); D: none. Only official, estimated
    and derived points count, and two values of one day are one moment.
    """
    return level_of(citable(points))


def level_of(points: Iterable[Point]) -> Level:
    """The level that points have by number and span, whatever they rest on.

    For what is shown of illustrative values, under their own mark.
    """
    ends = sorted({point.period.end for point in points if point.period.end})
    if not ends:
        return "D"
    if len(ends) == 1:
        return "C"
    long_enough = years_after(ends[0], _ENOUGH_YEARS) <= ends[-1]
    return "A" if len(ends) >= _ENOUGH_POINTS and long_enough else "B"


def years_after(day: date, years: int) -> date:
    """The same day `years` later (earlier if negative); 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
