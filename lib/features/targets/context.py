"""What the rows of the Targets page are made from, looked up once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.analysis.progress.outlook import Outlook, OutlookKey, outlook_key, outlooks, rates_of
from lib.analysis.progress.points import Point, citable, points_by_series
from lib.analysis.progress.targets import binding, clauses, clauses_judged_apart
from lib.analysis.progress.verdict import Assessment
from lib.analysis.units.shortfall_contributions import UnitShortfall, unit_shortfalls
from lib.data.package import Dataset
from lib.model.entities import CITY, Indicator, Proxy, Series, Target
from lib.model.period import Period, parse_period
from lib.model.vocabulary import CITABLE


@dataclass(frozen=True, slots=True)
class Published:
    """A city value as it was published, whichever side of a conflict it is on."""

    series_id: str
    period: Period
    value: float
    provenance: Any
    source_id: str
    is_preferred: bool
    note: str


@dataclass(frozen=True, slots=True)
class TargetsContext:
    """The package with the assessments of a day, and what is asked of both again and again."""

    package: Dataset
    today: date
    assessed: tuple[Assessment, ...]
    readings: Mapping[str, tuple[Assessment, ...]]
    points: Mapping[str, tuple[Point, ...]]
    published: Mapping[str, tuple[Published, ...]]
    bound: frozenset[str]
    outlooks: Mapping[OutlookKey, Outlook]
    deciding: Mapping[OutlookKey, UnitShortfall]

    def series(self, target: Target) -> Series:
        return self.package.series[target.series_id]

    def indicator(self, target: Target) -> Indicator:
        return self.package.indicators[self.series(target).indicator_id]

    def outlook(self, one: Assessment) -> Outlook:
        """Both questions of one reading."""
        return self.outlooks[outlook_key(one)]

    def shown(self, target_id: str) -> tuple[Assessment, ...]:
        """The readings of a clause that ask for different numbers; two may both end at the cap."""
        found = {
            (one.aim.low, one.aim.high) if one.aim else (): one
            for one in reversed(self.readings[target_id])
        }
        return tuple(reversed(found.values()))

    def deciding_of(self, one: Assessment) -> UnitShortfall | None:
        """What the units lack of one reading; None where nothing is known by unit."""
        return self.deciding.get(outlook_key(one))

    def dated(self, target: Target) -> tuple[Assessment, ...]:
        """The binding clause of each year that a number is set for on the target's series."""
        found = {
            one.target.year: one
            for one in binding(self.assessed)
            if one.target.series_id == target.series_id
        }
        return tuple(found[year] for year in sorted(found))

    def proxies(self, target: Target) -> tuple[Proxy, ...]:
        """Near series with a figure, where nothing published speaks for the target itself."""
        if any(one.used is not None for one in self.readings[target.target_id]):
            return ()
        near = self.package.proxies.get(target.series_id, ())
        return tuple(one for one in near if self.points.get(one.proxy_series_id))

    def siblings(self, target: Target) -> tuple[Assessment, ...]:
        """Every clause on the same series and year, the binding one first, milestones last."""
        numbered = clauses(self.assessed, target.series_id, target.year)
        wished = tuple(
            one
            for one in self.assessed
            if one.target.kind == "milestone"
            and (one.target.series_id, one.target.year) == (target.series_id, target.year)
        )
        return numbered + wished

    def beside(self, one: Assessment) -> tuple[Assessment, ...]:
        """Clauses that ask for another number of the same series and year."""
        return clauses_judged_apart(self.assessed, one)

    def conflicts(self, target: Target) -> tuple[Published, ...]:
        """Published values that differ from the one preferred for the same series and period."""
        found = self.published.get(target.series_id, ())
        preferred = {(one.period, one.value) for one in found if one.is_preferred}
        return tuple(
            one
            for one in found
            if not one.is_preferred and (one.period, one.value) not in preferred
        )

    def otherwise(self, target: Target) -> tuple[Published, ...]:
        """Values of the same indicator on another population or by another method."""
        indicator_id = self.series(target).indicator_id
        return tuple(
            one
            for series_id, series in self.package.series.items()
            if series.indicator_id == indicator_id and series_id != target.series_id
            for one in self.published.get(series_id, ())
            if one.is_preferred
        )


def open_book(package: Dataset, assessed: Iterable[Assessment], today: date) -> TargetsContext:
    """Gather what the rows need; `assessed` is every target of the package, as of `today`."""
    assessed = tuple(assessed)
    readings: dict[str, list[Assessment]] = defaultdict(list)
    for one in assessed:
        readings[one.target.target_id].append(one)
    found = points_by_series(package.observations, CITY, official_only=True)
    points = {series_id: citable(each) for series_id, each in found.items()}
    return TargetsContext(
        package=package,
        today=today,
        assessed=assessed,
        readings={target_id: tuple(found) for target_id, found in readings.items()},
        points=points,
        published=_published(package),
        bound=frozenset(one.target.target_id for one in binding(assessed)),
        outlooks=outlooks(
            assessed,
            series=package.series,
            indicators=package.indicators,
            points=points,
            rates=rates_of(package.observations),
            today=today,
        ),
        deciding=unit_shortfalls(
            assessed,
            series=package.series,
            indicators=package.indicators,
            units=package.units.values(),
            observations=package.observations,
        ),
    )


def _published(package: Dataset) -> Mapping[str, tuple[Published, ...]]:
    rows = package.observations
    geography, code = CITY
    mask = (
        rows["geography"].eq(geography)
        & rows["unit_code"].eq(code)
        & rows["value"].notna()
        & rows["provenance"].isin(CITABLE)
    )
    columns = ["series_id", "period", "value", "provenance", "source_id", "preferred", "note"]
    found: dict[str, list[Published]] = defaultdict(list)
    for series_id, text, value, provenance, source_id, preferred, note in rows.loc[
        mask, columns
    ].itertuples(index=False, name=None):
        one = Published(
            series_id,
            parse_period(text),
            float(value),
            provenance,
            source_id,
            bool(preferred),
            note if isinstance(note, str) else "",
        )
        found[series_id].append(one)
    return {
        series_id: tuple(sorted(each, key=lambda one: one.period.end or date.min))
        for series_id, each in found.items()
    }
