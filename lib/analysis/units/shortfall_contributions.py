"""Which units decide a target: the moment they are taken at, and what each lacks there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from lib.analysis.progress.outlook import OutlookKey, outlook_key
from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment, Verdict
from lib.analysis.units.city import LEAST_COVERAGE, CityValue, city_value, coverage_of
from lib.analysis.units.shortfall import DECIDING, Shortfall, shares_of_shortfall
from lib.model.entities import Indicator, Series, Unit
from lib.model.period import Period, parse_period
from lib.model.vocabulary import Geography

# Verdicts that the city's own figure has settled, so that no mean of units may contradict them.
_SETTLED: Final[frozenset[Verdict]] = frozenset(
    {"achieved", "met", "met_on_last", "missed", "missed_on_last"}
)

Moments = Mapping[tuple[Geography, str], Mapping[str, Point]]
"""The points of one series by unit code, under the geography and the period as it is written."""


@dataclass(frozen=True, slots=True)
class UnitShortfall:
    """What the units of `geography` lack of a target at one moment, and how sure that is.

    `year` is the target's, `units` all of the geography by code, `points` theirs, `city` what
    stands for the city. `leading` are up to three codes with the largest shares, the largest
    first: on illustrative values, or where too many are unknown, they are no finding, and
    `found.deciding` is empty.
    """

    year: int
    geography: Geography
    period: Period
    units: Mapping[str, Unit]
    points: Mapping[str, Point]
    city: CityValue
    found: Shortfall

    @property
    def is_citable(self) -> bool:
        """Whether every figure may be cited."""
        return all(point.is_citable for point in self.points.values())

    @property
    def leading(self) -> tuple[str, ...]:
        shares = self.found.shares
        short = [code for code in shares if shares[code] > 0]
        return tuple(sorted(short, key=lambda code: -shares[code])[:DECIDING])


def unit_shortfalls(
    assessed: Iterable[Assessment],
    *,
    series: Mapping[str, Series],
    indicators: Mapping[str, Indicator],
    units: Iterable[Unit],
    observations: pd.DataFrame,
) -> Mapping[OutlookKey, UnitShortfall]:
    """The shortfall of the units for every assessment whose series is published by unit.

    Citable values alone are taken if there are any, for one official figure is worth more than a
    hundred made for demonstration; `observations` is the data package's frame.
    """
    every: dict[Geography, list[Unit]] = defaultdict(list)
    for unit in units:
        every[unit.geography].append(unit)
    numbered = [one for one in assessed if one.aim is not None]
    moments = _moments(observations, {one.target.series_id for one in numbered})
    found = {}
    for one in numbered:
        indicator = indicators[series[one.target.series_id].indicator_id]
        here = _shortfall(one, indicator, every, moments.get(one.target.series_id, {}))
        if here is not None:
            found[outlook_key(one)] = here
    return found


def _shortfall(
    one: Assessment,
    indicator: Indicator,
    every: Mapping[Geography, Sequence[Unit]],
    moments: Moments,
) -> UnitShortfall | None:
    chosen = _moment(one, every, moments)
    if chosen is None or one.threshold is None:
        return None
    geography, points = chosen
    period = next(iter(points.values())).period
    published = _published(one, period)
    found = shares_of_shortfall(
        indicator,
        every[geography],
        points,
        threshold=one.threshold,
        sense=one.sense,
        comparator=one.target.comparator,
        published=published,
    )
    city = city_value(indicator, every[geography], points, published=published)
    by_code = {unit.unit_code: unit for unit in every[geography]}
    return UnitShortfall(one.target.year, geography, period, by_code, points, city, found)


def _moment(
    one: Assessment, every: Mapping[Geography, Sequence[Unit]], moments: Moments
) -> tuple[Geography, Mapping[str, Point]] | None:
    """The latest moment that covers the units, else the latest; none after a year that is over."""
    within = [
        (geography, points)
        for (geography, _), points in moments.items()
        if not one.is_past or _end(points) <= one.target.year + 1
    ]
    citable = [
        (geography, some)
        for geography, points in within
        if (some := {code: point for code, point in points.items() if point.is_citable})
    ]

    def rank(moment: tuple[Geography, Mapping[str, Point]]) -> tuple[bool, float, int]:
        geography, points = moment
        known = (unit.population for unit in every[geography] if unit.unit_code in points)
        covered = coverage_of(known, (unit.population for unit in every[geography]))
        return covered >= LEAST_COVERAGE, _end(points), len(points)

    return max(citable or within, key=rank, default=None)


def _end(points: Mapping[str, Point]) -> float:
    return next(iter(points.values())).t


def _published(one: Assessment, period: Period) -> Point | None:
    """The city's own figure: the one that settled the verdict, else one of the units' moment."""
    shown = one.used or one.last
    if shown is None or one.verdict in _SETTLED:
        return shown
    if period.start is None or period.end is None or shown.period.end is None:
        return None
    return shown if period.start <= shown.period.end <= period.end else None


def _moments(observations: pd.DataFrame, wanted: set[str]) -> Mapping[str, Moments]:
    """The preferred, dated values of units by series, in one pass over the frame."""
    mask = (
        observations["series_id"].isin(wanted)
        & observations["geography"].isin(["district", "commune"])
        & observations["preferred"].astype(bool)
        & observations["period"].ne("undated")
        & observations["value"].notna()
    )
    columns = ["series_id", "geography", "unit_code", "period", "value", "provenance", "source_id"]
    rows: Iterable[tuple[Any, ...]] = observations.loc[mask, columns].itertuples(
        index=False, name=None
    )
    found: dict[str, dict[tuple[Geography, str], dict[str, Point]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    periods: dict[str, Period] = {}
    for series_id, geography, code, text, value, provenance, source_id in rows:
        period = periods.setdefault(text, parse_period(text))
        point = Point(period.t, float(value), period, provenance, source_id)
        found[series_id][geography, text][code] = point
    return found
