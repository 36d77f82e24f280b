"""What the what-if page draws from: histories and choices, made once a data version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from lib.analysis.progress.evidence import evidence_level
from lib.analysis.progress.points import Point, points_by_series
from lib.analysis.progress.verdict import Assessment
from lib.analysis.projection.chance import Chance, chance_of
from lib.analysis.projection.history import (
    PriceBasis,
    Rates,
    SeriesHistory,
    history_of,
    published_rates,
)
from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE, PRODUCTIVITY_GROWTH
from lib.analysis.projection.identity_projection import implied_employment_growth
from lib.analysis.projection.projection import FittedSeries, Projection, fit_series, project
from lib.analysis.projection.scale import path_of
from lib.analysis.scenarios.realism import Observed, observed_official, observed_reference
from lib.app.kit import assets, session_dataset
from lib.data.package import Dataset
from lib.features.scenarios.communes_chart import ranked, still
from lib.features.scenarios.parameters import HORIZON
from lib.model.entities import Controls, Indicator
from lib.model.json_bytes import packed_json
from lib.model.vocabulary import CITABLE, Comparator, Geography, Lang

# Twice as many contents of a kind as there are series, languages and switches to choose from.
_HELD = 256


def indicator_of(series_id: str) -> Indicator:
    """The indicator that a series measures."""
    package = session_dataset.package()
    return package.indicators[package.series[series_id].indicator_id]


@lru_cache(maxsize=4)
def choices(version: str, *, official_only: bool, today: date) -> tuple[str, ...]:
    """The series that can be looked at, the digital economy's share of GRDP first.

    Then every series projectable over the communes, then the published city series that either
    have three figures over two years, or two and a cap that bounds where they can go, or a target
    for the horizon. On an uncapped scale two figures are no basis: they would be multiplied into
    nonsense.
    """
    package = session_dataset.package()
    cities = points_by_series(package.observations, official_only=True)
    aimed = {
        one.target.series_id
        for one in session_dataset.bound(version, today)
        if one.target.year == HORIZON and one.verdict != "not_measurable"
    }
    over_communes = set() if official_only else _over_communes(package)
    shares = [s for s in aimed if indicator_of(s).indicator_id == DIGITAL_ECONOMY_SHARE]
    found = [s for s in package.series if s in shares and s in cities]
    found += [s for s in package.series if s in over_communes]
    found += [
        s
        for s in package.series
        if s not in found and _says_something(indicator_of(s), cities.get(s, ()), s in aimed)
    ]
    return tuple(found)


def _over_communes(package: Dataset) -> set[str]:
    """Series with a path and values of most communes at two moments or more."""
    rows = package.observations
    rows = rows.loc[rows["geography"].eq("commune") & rows["preferred"] & rows["value"].notna()]
    counted = rows.groupby("series_id").agg(units=("unit_code", "nunique"), times=("t", "nunique"))
    most = 0.8 * sum(unit.geography == "commune" for unit in package.units.values())
    found = counted.index[(counted["units"] >= most) & (counted["times"] >= 2)]
    return {series_id for series_id in found if path_of(indicator_of(series_id)) != "none"}


def _says_something(indicator: Indicator, points: tuple[Point, ...], is_aimed: bool) -> bool:  # noqa: FBT001 - one call, above
    if indicator.indicator_id == PRODUCTIVITY_GROWTH:
        return is_aimed  # it follows from growth rates, even without a figure of its own
    if indicator.indicator_id == DIGITAL_ECONOMY_SHARE or not points:
        return False
    if path_of(indicator) == "none":
        return False
    level = evidence_level(points)
    return is_aimed or level == "A" or (level == "B" and indicator.cap is not None)


@lru_cache(maxsize=2)
def illustrative(version: str) -> frozenset[str]:
    """The series that have illustrative values of communes."""
    _checked(version)
    rows = session_dataset.package().observations
    marked = rows["geography"].eq("commune") & rows["provenance"].eq("illustrative")
    return frozenset(rows.loc[marked & rows["preferred"], "series_id"])


@lru_cache(maxsize=128)
def history(
    version: str, series_id: str, *, basis: PriceBasis, official_only: bool
) -> SeriesHistory:
    """The series over the communes and the city; the rates are on the price basis asked for."""
    return _history(version, series_id, "commune", basis=basis, official_only=official_only)


@lru_cache(maxsize=128)
def fitted(
    version: str,
    series_id: str,
    *,
    basis: PriceBasis,
    official_only: bool,
    threshold: float | None,
) -> FittedSeries:
    """What no control moves of the projection; `threshold` is the city's target, or None."""
    found = history(version, series_id, basis=basis, official_only=official_only)
    return fit_series(replace(found, threshold=threshold), HORIZON)


def on_basis(series_id: str, basis: PriceBasis, controls: Controls) -> tuple[PriceBasis, Controls]:
    """The price basis that a series is worked out on, and the controls as they are meant for it.

    Nominal growth of GRDP says how the digital economy's share moves, and nothing of what is in
    constant prices: productivity and GRDP growth itself.
    """
    if basis == "real" or indicator_of(series_id).indicator_id == DIGITAL_ECONOMY_SHARE:
        return basis, controls
    return "real", replace(controls, grdp_growth=None)


@lru_cache(maxsize=16)
def projected(fitted: FittedSeries, controls: Controls) -> Projection:
    """The projection under the controls; scenarios beside one another ask for the same ones."""
    return fitted.project(controls)


@lru_cache(maxsize=128)
def chance_as_now(
    fitted: FittedSeries, threshold: float, year: int, *, comparator: Comparator, sense: int
) -> Chance:
    """The chance that the city meets a target as things go now, which no control moves."""
    as_now = fitted.project(Controls())
    return chance_of(as_now, threshold, year, comparator=comparator, sense=sense, curve="baseline")


@lru_cache(maxsize=128)
def old_history(version: str, series_id: str, *, official_only: bool) -> SeriesHistory:
    """The same series over the districts, which ended on 30 June 2025."""
    return _history(version, series_id, "district", basis="real", official_only=official_only)


def _history(
    version: str, series_id: str, geography: Geography, *, basis: PriceBasis, official_only: bool
) -> SeriesHistory:
    return history_of(
        session_dataset.rows_of(version, series_id),
        series_id=series_id,
        indicator=indicator_of(series_id),
        units=session_dataset.units_of(version, geography),
        rates=rates(version, basis),
        official_only=official_only,
    )


@lru_cache(maxsize=128)
def other_points(version: str, series_id: str) -> tuple[Point, ...]:
    """City points of the same indicator and population, measured by other methods."""
    _checked(version)
    package = session_dataset.package()
    own = package.series[series_id]
    twins = {
        one.series_id
        for one in package.series.values()
        if one.indicator_id == own.indicator_id
        and one.population == own.population
        and one.series_id != series_id
    }
    points = points_by_series(package.observations, official_only=True)
    return tuple(point for twin in sorted(twins) for point in points.get(twin, ()))


@lru_cache(maxsize=4)
def rates(version: str, basis: PriceBasis) -> Rates | None:
    """The published growth rates on a price basis."""
    _checked(version)
    return published_rates(session_dataset.package().observations, basis=basis)


@lru_cache(maxsize=4)
def implied_employment(version: str) -> float | None:
    """The growth of employment that published productivity implies, per cent a year; or None."""
    found, points = (
        rates(version, "real"),
        points_by_series(session_dataset.package().observations, official_only=True).get(
            PRODUCTIVITY_GROWTH, ()
        ),
    )
    return implied_employment_growth(found, points[-1].value) if found and points else None


@lru_cache(maxsize=8)
def rate_points(version: str) -> dict[str, Point]:
    """The last published city value of every growth rate that a control starts from."""
    _checked(version)
    points = points_by_series(session_dataset.package().observations, official_only=True)
    names = ("grdp_growth", "grdp_growth_nominal", "digital_economy_va_growth")
    return {name: points[name][-1] for name in names if points.get(name)}


@lru_cache(maxsize=256)
def goals(version: str, series_id: str, today: date) -> tuple[Assessment, ...]:
    """The binding target of each year for a series; what cannot be measured any more left out."""
    return tuple(
        one
        for one in session_dataset.bound(version, today)
        if one.target.series_id == series_id and one.verdict != "not_measurable"
    )


@lru_cache(maxsize=128)
def gains(version: str, series_id: str, *, official_only: bool) -> tuple[bool, bool]:
    """Whether the series has a pace at all, and whether more effort changes where it lands."""
    series = history(version, series_id, basis="real", official_only=official_only)
    as_now = project(series, HORIZON, Controls())
    own = ((series.indicator.indicator_id, 3.0),)
    hardest = Controls(
        effort_government=3.0, effort_economy=3.0, effort_society=3.0, effort_by_indicator=own
    )
    harder = project(series, HORIZON, hardest)
    has_pace = as_now.status in ("ok", "group_pace")
    return has_pace, not _same(as_now, harder)


@lru_cache(maxsize=2)
def observed(version: str) -> tuple[Observed, Observed]:
    """The windows that a pace is set among: of Hà Nội's official series, of the reference class."""
    _checked(version)
    package = session_dataset.package()
    official = observed_official(
        package.observations, indicators=package.indicators, series=package.series
    )
    return official, observed_reference(package.reference)


def _same(one: Projection, other: Projection) -> bool:
    return bool(
        np.array_equal(one.city_scenario, other.city_scenario, equal_nan=True)
        and np.array_equal(one.units_scenario, other.units_scenario, equal_nan=True)
    )


@lru_cache(maxsize=128)
def communes(version: str, series_id: str, *, official_only: bool) -> tuple[str, ...]:
    """The codes of communes that have a curve, ranked by where they land as now."""
    series = history(version, series_id, basis="real", official_only=official_only)
    as_now = project(series, HORIZON, Controls())
    return tuple(as_now.unit_codes[i] for i in ranked(as_now))


@lru_cache(maxsize=256)
def communes_url(version: str, series_id: str, *, official_only: bool, lang: Lang) -> str:
    """The address of what no control moves in the communes' picture; a browser asks once."""
    series = history(version, series_id, basis="real", official_only=official_only)
    names = {
        unit.unit_code: unit.name.in_(lang) for unit in session_dataset.units_of(version, "commune")
    }
    as_now = project(series, HORIZON, Controls())
    return publish("scenario_units", still(as_now, indicator_of(series_id), names))


def publish(kind: str, content: Any) -> str:
    """The address of `content` as JSON, good for as long as its series can be chosen.

    The oldest contents of a kind go first: what was published for figures of long ago.
    """
    return assets.publish(f"{kind}.json", packed_json(content), held=_HELD).url


def sources(
    subject_series: str, history: SeriesHistory, *, is_illustrative: bool
) -> tuple[str, ...]:
    """Where the figures behind a picture were published, newest first, each once."""
    package = session_dataset.package()
    ids = [point.source_id for point in reversed(history.city)]
    if indicator_of(subject_series).indicator_id == DIGITAL_ECONOMY_SHARE:
        ids += [point.source_id for point in rate_points(package.version).values()]
    if is_illustrative:
        ids.append("illustrative")
    known = [package.sources[one] for one in dict.fromkeys(ids) if one in package.sources]
    return tuple(f"{one.title} ({one.publisher}, {one.date})" for one in known[:4])


def is_citable(history: SeriesHistory) -> bool:
    """Whether nothing in the history was made for demonstration."""
    return history.provenance is None or history.provenance in CITABLE


def _checked(version: str) -> None:
    if version != session_dataset.package().version:
        raise ValueError(
            f"data version {version}: this process serves {session_dataset.package().version}"
        )
