"""What the Map page draws from, each made once for a data version and kept."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lib.analysis.printed import decimals as printed_decimals
from lib.data.boundaries import read_boundaries
from lib.model.kinds import CITABLE, Geography, Lang, Pillar, words
from lib.ui import assets, figures
from lib.view import geometry, map_city, map_classes, map_grid, map_payload, map_shapes, map_words
from lib.view.palette import Theme

if TYPE_CHECKING:
    from lib.analysis.city import CityValue
    from lib.model.things import Indicator, Unit

GEOGRAPHIES: tuple[Geography, ...] = ("district", "commune")
DEFAULT_SERIES = "population_density"

# With fewer units there is no pattern in space to see; the unit's card still shows the figure.
_FEWEST_UNITS = 3


@lru_cache(maxsize=4)
def units(version: str, geography: Geography) -> dict[str, Unit]:
    """The units of a geography by code, in the order of the package."""
    return {unit.unit_code: unit for unit in figures.units_of(version, geography)}


@lru_cache(maxsize=1)
def _rows(version: str) -> dict[str, list[map_grid.Row]]:
    """The observations of each series; `version` keys the cache."""
    _check(version)
    return map_grid.rows_by_series(figures.package().observations)


@lru_cache(maxsize=8)
def mapped(version: str, geography: Geography) -> dict[str, bool]:
    """The series a map can show, by pillar, and whether any of their unit values is citable."""
    package = figures.package()
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
    package = figures.package()
    return package.indicators[package.series[series_id].indicator_id]


@lru_cache(maxsize=8)
def labels(version: str, geography: Geography, lang: Lang) -> dict[str, str]:
    """A name for each series of the map."""
    package = figures.package()
    chosen = [package.series[series_id] for series_id in mapped(version, geography)]
    return map_words.series_labels(chosen, package.indicators, lang)


def counterpart(version: str, series_id: str, geography: Geography) -> str | None:
    """A series of the same indicator that this geography has, e.g. after the reform."""
    package = figures.package()
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
) -> map_grid.Grid:
    """The values of a series in the units of a geography."""
    return map_grid.grid(
        _rows(version)[series_id],
        series_id=series_id,
        indicator=indicator_of(series_id),
        geography=geography,
        codes=tuple(units(version, geography)),
        official_only=official_only,
    )


@lru_cache(maxsize=512)
def city(
    version: str, series_id: str, geography: Geography, *, official_only: bool
) -> tuple[CityValue, ...]:
    """The city's value at each period of the grid."""
    return map_city.city_values(
        grid(version, series_id, geography, official_only=official_only),
        _rows(version)[series_id],
        indicator=indicator_of(series_id),
        units=tuple(units(version, geography).values()),
        whole=_whole_groups(version, geography),
    )


@lru_cache(maxsize=512)
def bounds(
    version: str, series_id: str, geography: Geography, *, official_only: bool
) -> map_classes.Classes:
    """The colour classes of a series, over all its periods."""
    cells = grid(version, series_id, geography, official_only=official_only)
    decimals = printed_decimals(indicator_of(series_id))
    return map_classes.classes(cells.all_values, decimals=decimals)


@lru_cache(maxsize=512)
def payload(
    version: str,
    series_id: str,
    geography: Geography,
    *,
    lang: Lang,
    theme: Theme,
    official_only: bool,
) -> dict[str, Any]:
    """What the browser's map is sent for a series; not to be changed."""
    sent = map_payload.payload(
        grid(version, series_id, geography, official_only=official_only),
        label=labels(version, geography, lang)[series_id],
        indicator=indicator_of(series_id),
        bounds=bounds(version, series_id, geography, official_only=official_only),
        city=city(version, series_id, geography, official_only=official_only),
        lang=lang,
        theme=theme,
    )
    return sent | {
        "geometry": shapes_asset(version, geography).url,
        "words": words_asset(lang).url,
        "core": list(map_shapes.core(shapes(version, geography))),
    }


@lru_cache(maxsize=4)
def shapes(version: str, geography: Geography) -> geometry.Outlines:
    """The outlines of a geography, ready to be drawn."""
    _check(version)
    return geometry.outlines(read_boundaries(figures.package().boundary_file(geography)))


@lru_cache(maxsize=4)
def shapes_asset(version: str, geography: Geography) -> assets.Asset:
    """The outlines as the browser loads them, once a data version."""
    facts = map_shapes.facts(units(version, geography).values())
    content = geometry.to_json(shapes(version, geography), facts)
    return assets.publish(f"{geography}s.json", content)


@lru_cache(maxsize=2)
def words_asset(lang: Lang) -> assets.Asset:
    """The fixed words of the map element as the browser loads them."""
    return assets.publish(f"atlas_{lang}.json", map_payload.browser_words(lang))


def publish(version: str) -> None:
    """Make outlines, words and the first map before anyone asks for them."""
    for lang in words(Lang):
        words_asset(lang)
    for geography in GEOGRAPHIES:
        shapes_asset(version, geography)
        for series_id in mapped(version, geography):
            city(version, series_id, geography, official_only=False)


def _whole_groups(version: str, geography: Geography) -> frozenset[str]:
    """The groups that hold every unit of a geography."""
    codes = set(units(version, geography))
    groups = figures.package().groups
    here = groups.loc[groups["geography"].eq(geography)]
    return frozenset(
        group_id
        for group_id, members in zip(here["group_id"], here["members"], strict=True)
        if set(members.split()) == codes
    )


def _check(version: str) -> None:
    served = figures.package().version
    if version != served:
        raise ValueError(f"data version {version}: this process serves {served}")
