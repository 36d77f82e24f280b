"""The city's value beside the units' on a map: published for that period, else from the units."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

from lib.analysis.progress.points import Point
from lib.analysis.rounding import round_illustrative
from lib.analysis.units.city import CityValue, city_value
from lib.geo.unit_period_grid import PROVENANCE_OF, Grid, UnitRow
from lib.model.entities import CITY, Indicator, Unit
from lib.model.period import Period, parse_period
from lib.model.vocabulary import CITABLE


def city_values(
    cells: Grid,
    rows: Sequence[UnitRow],
    *,
    indicator: Indicator,
    units: Sequence[Unit],
    whole: Collection[str],
) -> tuple[CityValue, ...]:
    """One city value a period of `cells`.

    `rows` are all observations of the series, oldest first; `whole` the ids of groups that hold
    every unit of the geography, whose published value is as good as the city's.
    """
    usable = [row for row in rows if row.provenance in CITABLE and math.isfinite(row.value + row.t)]
    of_group = [r for r in usable if r.geography == cells.geography and r.unit_code in whole]
    of_city = [row for row in usable if (row.geography, row.unit_code) == CITY]
    published = [_point(row) for row in (*of_group, *of_city)]
    return tuple(
        _as_made(
            city_value(
                indicator,
                units,
                _unit_points(cells, place),
                published=_within(parse_period(cells.periods[place]), published),
            ),
            indicator,
        )
        for place in range(len(cells.periods))
    )


def _as_made(found: CityValue, indicator: Indicator) -> CityValue:
    """A mean of values made for demonstration is written as they are: without decimals."""
    if found.value is None or found.provenance != "illustrative":
        return found
    return replace(found, value=round_illustrative(found.value, indicator))


def _point(row: UnitRow) -> Point:
    return Point(row.t, row.value, parse_period(row.period), row.provenance, row.source_id)


def _within(period: Period, points: Sequence[Point]) -> Point | None:
    """The last of `points` whose time ends inside `period`: November 2022 speaks for 2022."""
    if period.start is None or period.end is None:
        return None
    held = [
        point
        for point in points
        if point.period.end is not None and period.start <= point.period.end <= period.end
    ]
    return held[-1] if held else None


def _unit_points(cells: Grid, place: int) -> dict[str, Point]:
    period = parse_period(cells.periods[place])
    moment = math.nan if period.is_undated else period.t
    return {
        code: Point(moment, value, period, PROVENANCE_OF[mark], source)
        for code, value, mark, source in zip(
            cells.codes,
            cells.values[place],
            cells.marks[place],
            cells.sources[place],
            strict=True,
        )
        if value is not None
    }
