"""What the Unit page draws from, each made once for a data version and kept."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lib.analysis.projection.history import history_of
from lib.app.kit import assets, illustrative_banner, map_queries, session_dataset
from lib.features.unit import payload, projection, wording
from lib.features.unit.profile_data import (
    ProfileSeries,
    ProfileTarget,
    UnitProfileData,
    book_of,
    line_of,
)
from lib.geo.lineage import kin_by_unit
from lib.model.vocabulary import Geography, Lang, Pillar, words

if TYPE_CHECKING:
    from datetime import date

    from lib.analysis.progress.verdict import Assessment

GEOGRAPHIES = map_queries.GEOGRAPHIES


@lru_cache(maxsize=2)
def ids(version: str) -> dict[str, Geography]:
    """Every unit by the id it has in the address; the communes, which exist, first."""
    return {
        wording.unit_id(unit): geography
        for geography in reversed(GEOGRAPHIES)
        for unit in session_dataset.units_of(version, geography)
    }


@lru_cache(maxsize=4)
def book(version: str, geography: Geography, day: date, *, official_only: bool) -> UnitProfileData:
    """The units of a geography with all their lines."""
    package = session_dataset.package()
    units = session_dataset.units_of(version, geography)
    goals = {
        series_id: _goals(version, series_id, geography, day)
        for series_id in map_queries.mapped(version, geography)
    }
    pillars = words(Pillar)

    def order(series_id: str) -> tuple[int, bool]:
        """By pillar, and in each what the city has a target for first."""
        is_aimed = any(goal.other is None for goal in goals[series_id])
        return pillars.index(map_queries.indicator_of(series_id).pillar), not is_aimed

    return book_of(
        geography,
        units,
        [
            line_of(
                map_queries.grid(version, series_id, geography, official_only=official_only),
                indicator=map_queries.indicator_of(series_id),
                city=map_queries.city(version, series_id, geography, official_only=official_only),
                goals=goals[series_id],
                units=units,
                today=day,
            )
            for series_id in sorted(goals, key=order)
        ],
        kin_by_unit(package.unit_links, package.units),
    )


@lru_cache(maxsize=8)
def address(
    version: str, geography: Geography, day: date, *, lang: Lang, official_only: bool
) -> str:
    """Where a browser finds the book of a geography."""
    package = session_dataset.package()
    content = payload.payload(
        book(version, geography, day, official_only=official_only),
        labels=map_queries.labels(version, geography, lang),
        sources=package.sources,
        documents={key: document.short for key, document in package.documents.items()},
        banner=illustrative_banner.plain(lang),
        official_only=official_only,
        lang=lang,
    )
    return assets.publish(_name("units", geography, lang, official_only), content).url


@lru_cache(maxsize=2)
def index_address(version: str, lang: Lang) -> str:
    """Where a browser finds the names of all units."""
    units = {geography: session_dataset.units_of(version, geography) for geography in GEOGRAPHIES}
    content = payload.as_json(payload.index(units, lang))
    return assets.publish(f"unit_index_{lang}.json", content).url


@lru_cache(maxsize=4)
def ahead_of(
    version: str, series_id: str, geography: Geography, day: date, *, official_only: bool
) -> dict[str, Any]:
    """The ways to the targets and the projections of a series, alike in every language."""
    found = book(version, geography, day, official_only=official_only)
    line = line_of_series(found, series_id)
    if geography == "district":
        return projection.ahead(line, None)
    history = history_of(
        session_dataset.rows_of(version, series_id),
        series_id=series_id,
        indicator=line.indicator,
        units=found.units,
        official_only=official_only,
    )
    return projection.ahead(line, history)


@lru_cache(maxsize=256)
def ahead_address(
    version: str, series_id: str, geography: Geography, day: date, *, official_only: bool
) -> str:
    """Where a browser finds them."""
    found = ahead_of(version, series_id, geography, day, official_only=official_only)
    name = _name(f"unit_ahead_{series_id}", geography, "all", official_only)
    return assets.publish(name, payload.as_json(found)).url


def line_of_series(found: UnitProfileData, series_id: str) -> ProfileSeries:
    """The line of a series. Raises StopIteration for one that the book has not."""
    return next(line for line in found.lines if line.cells.series_id == series_id)


@lru_cache(maxsize=4)
def default_series(version: str, geography: Geography, *, official_only: bool) -> str:
    """The series known of most units and periods; of equals, the first with a target of its own."""
    found = book(version, geography, session_dataset.today(), official_only=official_only)
    best = max(
        found.lines,
        key=lambda line: (
            sum(bool(points) for points in line.points),
            any(goal.other is None for goal in line.goals),
            len(line.cells.periods),
            line.cells.series_id == map_queries.DEFAULT_SERIES,
        ),
    )
    return best.cells.series_id


@lru_cache(maxsize=512)
def _goals(
    version: str, series_id: str, geography: Geography, day: date
) -> tuple[ProfileTarget, ...]:
    """The binding target of each year, of this series or else of another of its indicator."""
    found = map_queries.goals_of_indicator(version, series_id, geography, day)
    return tuple(_goal(one, series_id) for one in found.values())


def _goal(one: Assessment, series_id: str) -> ProfileTarget:
    aimed_at = one.target.series_id
    return ProfileTarget(
        one, None if aimed_at == series_id else session_dataset.package().series[aimed_at]
    )


def _name(stem: str, geography: Geography, lang: str, official_only: bool) -> str:  # noqa: FBT001 - a private name's part
    return f"{stem}_{geography}_{lang}{'_official' if official_only else ''}.json"
