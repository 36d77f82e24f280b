"""What the Map page draws from, each made once for a data version and kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lib.app.kit import assets, session_dataset, startup_worker
from lib.geo import city_values, layers, payload, unit_labels, unit_period_grid, wording
from lib.geo import outlines as geometry
from lib.geo.lineage import kin_by_unit
from lib.model.entities import CITY
from lib.model.vocabulary import CITABLE, Geography, Lang, Pillar, words

if TYPE_CHECKING:
    import geopandas as gpd

    from lib.analysis.progress.verdict import Assessment
    from lib.analysis.units.city import CityValue
    from lib.model.entities import Indicator, Unit

GEOGRAPHIES: tuple[Geography, ...] = ("district", "commune")
DEFAULT_SERIES = "population_density"

# With fewer units there is no pattern in space to see; the unit's card still shows the figure.
_FEWEST_UNITS = 3


@lru_cache(maxsize=4)
def units(version: str, geography: Geography) -> dict[str, Unit]:
    """The units of a geography by code, in the order of the package."""
    return {unit.unit_code: unit for unit in session_dataset.units_of(version, geography)}


@lru_cache(maxsize=1)
def _rows(version: str) -> dict[str, list[unit_period_grid.UnitRow]]:
    """The observations of each series; `version` keys the cache."""
    _check(version)
    return unit_period_grid.rows_by_series(session_dataset.package().observations)


@lru_cache(maxsize=8)
def mapped(version: str, geography: Geography) -> dict[str, bool]:
    """The series a map can show, by pillar, and whether any of their unit values is citable."""
    package = session_dataset.package()
    codes = frozenset(units(version, geography))
    found = {}
    for series_id, rows in _rows(version).items():
        here = [
            row
            for row in rows
            if row.geography == geography and row.unit_code in codes and math.isfinite(row.value)
        ]
        # A flag says yes or no: nothing to put in classes.
        is_quantity = indicator_of(series_id).unit != "flag"
        if is_quantity and len({row.unit_code for row in here}) >= _FEWEST_UNITS:
            found[series_id] = any(row.provenance in CITABLE for row in here)
    order = words(Pillar)
    place = {
        series_id: order.index(package.indicators[package.series[series_id].indicator_id].pillar)
        for series_id in found
    }
    return {series_id: found[series_id] for series_id in sorted(found, key=place.__getitem__)}


def indicator_of(series_id: str) -> Indicator:
    """The indicator that a series measures."""
    package = session_dataset.package()
    return package.indicators[package.series[series_id].indicator_id]


@lru_cache(maxsize=8)
def labels(version: str, geography: Geography, lang: Lang) -> dict[str, str]:
    """A name for each series of the map."""
    package = session_dataset.package()
    chosen = [package.series[series_id] for series_id in mapped(version, geography)]
    return wording.series_labels(chosen, package.indicators, lang)


def counterpart(version: str, series_id: str, geography: Geography) -> str | None:
    """A series of the same indicator that this geography has, e.g. after the reform."""
    package = session_dataset.package()
    if series_id not in package.series:
        return None
    indicator_id = package.series[series_id].indicator_id
    alike = [
        other
        for other in mapped(version, geography)
        if package.series[other].indicator_id == indicator_id
    ]
    return alike[0] if alike else None


@lru_cache(maxsize=512)
def grid(
    version: str, series_id: str, geography: Geography, *, official_only: bool
) -> unit_period_grid.Grid:
    """The values of a series in the units of a geography."""
    return unit_period_grid.grid(
        _rows(version)[series_id],
        series_id=series_id,
        indicator=indicator_of(series_id),
        geography=geography,
        codes=tuple(units(version, geography)),
        official_only=official_only,
        said={
            period: named
            for (series, where, period), named in session_dataset.package().named_sets.items()
            if (series, where) == (series_id, geography)
        },
    )


@lru_cache(maxsize=512)
def city(
    version: str, series_id: str, geography: Geography, *, official_only: bool
) -> tuple[CityValue, ...]:
    """The city's value at each period of the grid."""
    return city_values.city_values(
        grid(version, series_id, geography, official_only=official_only),
        _rows(version)[series_id],
        indicator=indicator_of(series_id),
        units=tuple(units(version, geography).values()),
        whole=_whole_groups(version, geography),
    )


@lru_cache(maxsize=512)
def goals(version: str, series_id: str, geography: Geography, today: date) -> dict[str, Assessment]:
    """The binding target of each year that is set for this very series, by the year as text.

    Of years that no unit of the geography lives to see there is none.
    """
    return {
        str(one.target.year): one
        for one in sorted(_bound(version, geography, today), key=lambda one: one.target.year)
        if one.target.series_id == series_id
    }


@lru_cache(maxsize=8)
def _bound(version: str, geography: Geography, today: date) -> tuple[Assessment, ...]:
    """The binding targets with a number whose year some unit of the geography lives to see."""
    ends = [unit.valid_to for unit in session_dataset.units_of(version, geography)]
    last = None if None in ends else max(end.year for end in ends if end is not None)
    return tuple(
        one
        for one in session_dataset.bound(version, today)
        if one.aim is not None and (last is None or one.target.year <= last)
    )


def goals_of_indicator(
    version: str, series_id: str, geography: Geography, today: date
) -> dict[str, Assessment]:
    """The target of each year, of this very series or else of another of its indicator."""
    package = session_dataset.package()
    indicator_id = package.series[series_id].indicator_id
    found = {
        str(one.target.year): one
        for one in reversed(_bound(version, geography, today))
        if package.series[one.target.series_id].indicator_id == indicator_id
    }
    found |= goals(version, series_id, geography, today)
    return dict(sorted(found.items()))


@lru_cache(maxsize=512)
def targets_payload(
    version: str, series_id: str, geography: Geography, today: date, lang: Lang
) -> list[dict[str, Any]]:
    """The target of each year for the browser."""
    package = session_dataset.package()
    indicator = indicator_of(series_id)
    return [
        payload.goal(
            one,
            indicator,
            lang,
            other=None
            if one.target.series_id == series_id
            else package.series[one.target.series_id],
        )
        for one in goals_of_indicator(version, series_id, geography, today).values()
    ]


@dataclass(frozen=True, slots=True)
class Coloured:
    """What a map colours: a series in a geography by a meaning.

    `target` (a year as text) and `since` (a period) matter to the meanings that need them.
    """

    version: str
    series_id: str
    geography: Geography
    meaning: layers.Meaning
    target: str
    since: str
    today: date
    official_only: bool


@lru_cache(maxsize=256)
def layer(of: Coloured) -> layers.Layer:
    """The cells of what a map colours."""
    where = (of.version, of.series_id, of.geography)
    cells = grid(*where, official_only=of.official_only)
    indicator = indicator_of(of.series_id)
    if of.meaning == "value":
        return layers.value_layer(cells, indicator)
    if of.meaning == "change":
        return layers.change_layer(cells, indicator, of.since)
    goal = goals(of.version, of.series_id, of.geography, of.today)[of.target]
    if of.meaning == "gap":
        return layers.gap_layer(cells, indicator, goal)
    if of.meaning == "verdict":
        return layers.verdict_layer(cells, indicator, goal, today=of.today)
    return layers.share_layer(
        cells,
        indicator,
        goal,
        units=tuple(units(of.version, of.geography).values()),
        city=city(*where, official_only=of.official_only),
    )


@lru_cache(maxsize=512)
def words_of_series(
    version: str, series_id: str, geography: Geography, *, lang: Lang, official_only: bool
) -> dict[str, Any]:
    """What the browser is told of a series beside its figures; not to be changed."""
    return payload.message(
        grid(version, series_id, geography, official_only=official_only),
        label=labels(version, geography, lang)[series_id],
        indicator=indicator_of(series_id),
        goals=targets_payload(version, series_id, geography, session_dataset.today(), lang),
        lang=lang,
    )


@lru_cache(maxsize=4)
def shapes(version: str, geography: Geography) -> geometry.Outlines:
    """The outlines of a geography, ready to be drawn."""
    _check(version)
    made = startup_worker.outlines(session_dataset.package().boundary_file(geography))
    return made or geometry.outlines(boundaries(version, geography))


def boundaries(version: str, geography: Geography) -> gpd.GeoDataFrame:
    """The polygons of a geography by `code`, in degrees; read anew, for their size in memory."""
    from lib.data.boundaries import read_boundaries  # noqa: PLC0415 - GeoPandas holds 20 MB

    _check(version)
    return read_boundaries(session_dataset.package().boundary_file(geography))


@lru_cache(maxsize=4)
def shapes_asset(version: str, geography: Geography) -> assets.Asset:
    """The outlines as the browser loads them, once a data version."""
    package = session_dataset.package()
    kin = kin_by_unit(package.unit_links, package.units)
    outlines = shapes(version, geography)
    content = geometry.to_json(outlines, unit_labels.facts(units(version, geography).values(), kin))
    return assets.publish(f"{geography}s.json", content)


@lru_cache(maxsize=2)
def words_asset(version: str, lang: Lang) -> assets.Asset:
    """The fixed words of the map element as the browser loads them."""
    counted = {
        geography: wording.count_of_units(len(units(version, geography)), geography, lang)
        for geography in GEOGRAPHIES
    }
    city_name = session_dataset.package().units[CITY].name.in_(lang)
    content = payload.browser_words(lang, counted, city_name)
    return assets.publish(f"atlas_{lang}.json", content)


@lru_cache(maxsize=4)
def catalogue_asset(version: str, geography: Geography, lang: Lang) -> assets.Asset:
    """The series to choose from as the browser loads them."""
    found = mapped(version, geography)
    content = payload.catalogue(
        found,
        {series_id: indicator_of(series_id).pillar for series_id in found},
        labels(version, geography, lang),
        lang,
    )
    return assets.publish(f"map_{geography}_{lang}.json", content)


@lru_cache(maxsize=512)
def figures_asset(
    version: str, series_id: str, geography: Geography, *, official_only: bool
) -> assets.Asset:
    """The values of a series as the browser loads them."""
    content = payload.figures(
        grid(version, series_id, geography, official_only=official_only),
        indicator=indicator_of(series_id),
        city=city(version, series_id, geography, official_only=official_only),
        sources=session_dataset.package().sources,
    )
    suffix = "_official" if official_only else ""
    return assets.publish(f"map_{geography}_{series_id}{suffix}.json", content)


@lru_cache(maxsize=1024)
def layer_asset(of: Coloured) -> assets.Asset:
    """The cells of what a map colours as the browser loads them; values are the series' own."""
    if of.meaning == "value":
        where = (of.version, of.series_id, of.geography)
        return figures_asset(*where, official_only=of.official_only)
    found = layer(of)
    # A period may hold a slash, so its place stands for it.
    which = found.cells.periods.index(of.since) if of.meaning == "change" else of.target
    suffix = "_official" if of.official_only else ""
    name = f"map_{of.geography}_{of.series_id}_{of.meaning}_{which}{suffix}.json"
    return assets.publish(name, payload.layer_figures(found))


def publish(version: str) -> None:
    """Make the words and the lists of series before anyone asks for them.

    The values of a series are made when it is first shown: of all they would take a tenth of the
    start, and most are never asked for.
    """
    for lang in words(Lang):
        words_asset(version, lang)
        for geography in GEOGRAPHIES:
            catalogue_asset(version, geography, lang)


def _whole_groups(version: str, geography: Geography) -> frozenset[str]:
    """The groups that hold every unit of a geography."""
    codes = set(units(version, geography))
    groups = session_dataset.package().groups
    here = groups.loc[groups["geography"].eq(geography)]
    return frozenset(
        group_id
        for group_id, members in zip(here["group_id"], here["members"], strict=True)
        if set(members.split()) == codes
    )


def _check(version: str) -> None:
    served = session_dataset.package().version
    if version != served:
        raise ValueError(f"data version {version}: this process serves {served}")
