"""Everything the Unit page knows of the units of one geography, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment, assess_points
from lib.analysis.units.city import CityValue
from lib.analysis.units.ranking import Place, leads, places
from lib.analysis.units.similar import Similarity, nearest_units
from lib.geo.classes import least_step
from lib.geo.lineage import Kin
from lib.geo.unit_period_grid import PROVENANCE_OF, Grid
from lib.model.entities import Indicator, Series, Unit, UnitKey
from lib.model.period import parse_period
from lib.model.vocabulary import Geography, UnitGroup

SIMILAR: Final = 5
LEAST_RANKED: Final = 3
"""Of fewer there is no rank to speak of."""
STANDOUTS: Final = 3
LEAST_LEAD: Final = 0.5
"""Half an interquartile range from the median of the group: outside the middle half, as a rule."""


@dataclass(frozen=True, slots=True)
class ProfileTarget:
    """A city's target as a measure for units. `other` is the series it is set for, if another."""

    assessment: Assessment
    other: Series | None


@dataclass(frozen=True, slots=True)
class ProfileSeries:
    """One series over the units of a geography: `city` and `places` one a period of `cells`.

    `points` and `verdicts[goal]` are one a unit, in the order of `cells.codes`; a verdict is None
    where the goal is set for another series or the unit has no dated figure.
    """

    indicator: Indicator
    cells: Grid
    city: tuple[CityValue, ...]
    goals: tuple[ProfileTarget, ...]
    places: tuple[tuple[Place | None, ...], ...]
    points: tuple[tuple[Point, ...], ...]
    verdicts: tuple[tuple[Assessment | None, ...], ...]

    def last(self, at: int) -> int | None:
        """The place of the last period in which the unit at `at` has a value."""
        known = [p for p, line in enumerate(self.cells.values) if line[at] is not None]
        return known[-1] if known else None

    def ranked(self, period: int, at: int) -> Place | None:
        """The unit's place among all, where a sentence may speak of it."""
        place = self.places[period][at]
        if place is None or place.of < LEAST_RANKED or not self.cells.is_league(period):
            return None
        return place

    def is_illustrative(self, at: int) -> bool:
        """Whether any figure of the unit was made for demonstration."""
        return any(marks[at] == "i" for marks in self.cells.marks)


@dataclass(frozen=True, slots=True)
class Standout:
    """An indicator in which a unit is well ahead of its group, or well behind.

    `middle` is the group's median and `place` the unit's place in it, both at the line's last
    period; `line` is a place in the book's lines.
    """

    line: int
    lead: float
    middle: float
    place: Place


@dataclass(frozen=True, slots=True)
class UnitProfileData:
    """The units of a geography with their lines, relatives, likes and standouts, by unit code."""

    geography: Geography
    units: tuple[Unit, ...]
    lines: tuple[ProfileSeries, ...]
    kin: Mapping[UnitKey, Kin]
    alike: Mapping[str, tuple[Similarity, ...]]
    standouts: Mapping[str, tuple[Standout, ...]]
    density_places: tuple[Place | None, ...]

    @property
    def has_illustrative(self) -> bool:
        return any(line.cells.has_illustrative for line in self.lines)


def line_of(
    cells: Grid,
    *,
    indicator: Indicator,
    city: Sequence[CityValue],
    goals: Sequence[ProfileTarget],
    units: Sequence[Unit],
    today: date,
) -> ProfileSeries:
    """A series held against the city's targets, unit by unit; `units` in the order of `cells`."""
    points = tuple(_points(cells, at) for at in range(len(cells.codes)))
    return ProfileSeries(
        indicator=indicator,
        cells=cells,
        city=tuple(city),
        goals=tuple(goals),
        places=tuple(places(line, indicator.direction) for line in cells.values),
        points=points,
        verdicts=tuple(
            tuple(
                _verdict(goal, indicator, own, unit, today)
                for own, unit in zip(points, units, strict=True)
            )
            for goal in goals
        ),
    )


def book_of(
    geography: Geography,
    units: Iterable[Unit],
    lines: Iterable[ProfileSeries],
    kin: Mapping[UnitKey, Kin],
) -> UnitProfileData:
    """The book of a geography; every line holds its units in the same order."""
    every, drawn = tuple(units), tuple(lines)
    crowding = [unit.population / unit.area_km2 if unit.area_km2 > 0 else None for unit in every]
    return UnitProfileData(
        geography=geography,
        units=every,
        lines=drawn,
        kin=kin,
        alike=nearest_units(every, count=SIMILAR),
        standouts=standouts(every, drawn),
        density_places=places(crowding, "up"),
    )


def standouts(
    units: Sequence[Unit], lines: Sequence[ProfileSeries]
) -> dict[str, tuple[Standout, ...]]:
    """By unit, where it is furthest ahead of the median of its own group, then furthest behind.

    At most `STANDOUTS` each way and at least `LEAST_LEAD`. Indicators of no pillar (people, area)
    are neither strength nor lag, nor is what was made for demonstration or published for some
    units only.
    """
    found: dict[str, list[Standout]] = {unit.unit_code: [] for unit in units}
    by_group: dict[UnitGroup | None, list[int]] = {}
    for at, unit in enumerate(units):
        by_group.setdefault(unit.group, []).append(at)
    for number, line in enumerate(lines):
        if line.indicator.pillar == "general" or not line.cells.is_league(-1):
            continue
        for members in by_group.values():
            for at, one in _in_group(line, members, number):
                found[units[at].unit_code].append(one)
    return {code: _furthest(every) for code, every in found.items()}


def _in_group(
    line: ProfileSeries, members: Sequence[int], number: int
) -> Iterable[tuple[int, Standout]]:
    """Those of a group that stand out in the line's last period."""
    values = [line.cells.values[-1][at] for at in members]
    direction = line.indicator.direction
    known = [value for value in values if value is not None]
    least = least_step(line.indicator.cap, known)
    every = zip(members, values, leads(values, direction), places(values, direction), strict=True)
    for at, value, lead, place in every:
        if value is None or lead is None or place is None or abs(lead) < LEAST_LEAD:
            continue
        # However narrow the group is: what means nothing is neither strength nor lag.
        if abs(value - median(known)) >= least:
            yield at, Standout(number, lead, median(known), place)


def _furthest(every: Sequence[Standout]) -> tuple[Standout, ...]:
    ordered = sorted(every, key=lambda one: (-one.lead, one.line))
    ahead = [one for one in ordered if one.lead > 0][:STANDOUTS]
    behind = [one for one in reversed(ordered) if one.lead < 0][:STANDOUTS]
    return (*ahead, *behind)


def _points(cells: Grid, at: int) -> tuple[Point, ...]:
    """A unit's dated figures by time."""
    found = []
    for place, text in enumerate(cells.periods):
        value, period = cells.values[place][at], parse_period(text)
        if value is not None and not period.is_undated:
            mark = PROVENANCE_OF[cells.marks[place][at]]
            found.append(Point(period.t, value, period, mark, cells.sources[place][at]))
    return tuple(found)


def _verdict(
    goal: ProfileTarget, indicator: Indicator, points: Sequence[Point], unit: Unit, today: date
) -> Assessment | None:
    """The unit by its own figures; none for a year that a unit did not live to see."""
    aim, target = goal.assessment.aim, goal.assessment.target
    has_ended = unit.valid_to is not None and unit.valid_to.year < target.year
    if goal.other is not None or aim is None or not points or has_ended:
        return None
    return assess_points(
        target,
        aim,
        indicator,
        points,
        document_date=goal.assessment.document_date,
        today=today,
    )
