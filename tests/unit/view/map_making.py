"""Small things for the tests of the map: a few units, an indicator, observations."""

from __future__ import annotations

import math
from datetime import date

from lib.analysis.progress.verdict import Assessment
from lib.geo.unit_period_grid import Grid, UnitRow, grid
from lib.model.entities import Aim, Indicator, Target, Text, Unit
from lib.model.period import parse_period
from lib.model.vocabulary import Comparator, Direction, Kind, Provenance, Weight

CODES = ("001", "002", "003", "004")


def indicator(
    *,
    kind: Kind = "share",
    unit: str = "percent",
    direction: Direction = "up",
    weight: Weight = "population",
    name: str = "Fibre",
) -> Indicator:
    return Indicator(
        indicator_id="fibre",
        pillar="society",
        name=Text(name, name),
        unit=unit,
        kind=kind,
        direction=direction,
        cap=100.0 if kind == "share" else None,
        path="logistic",
        weight=weight,
        definition=Text("", ""),
        source_id="",
    )


def unit(code: str, name: str = "", *, population: float = 1000.0) -> Unit:
    vi, en = (f"Quận {name or code}", f"{name or code} District")
    return Unit(
        geography="district",
        unit_code=code,
        name=Text(vi, en),
        type="urban_district",
        group="urban",
        area_km2=10.0,
        population=population,
        population_year=2018,
        valid_from=None,
        valid_to=None,
    )


def row(
    code: str,
    period: str,
    value: float | None,
    provenance: Provenance = "official",
    *,
    missing: str = "",
) -> UnitRow:
    when = parse_period(period)
    is_city = code == "01"
    return UnitRow(
        geography="city" if is_city else "district",
        unit_code=code,
        period=period,
        t=math.nan if when.is_undated else when.t,
        value=math.nan if value is None else value,
        provenance=provenance,
        source_id="yearbook",
        missing_reason=missing,
    )


def goal(
    threshold: float, *, year: int = 2030, comparator: Comparator = ">=", sense: int = 1
) -> Assessment:
    target = Target(
        target_id="t",
        document_id="d",
        series_id="fibre",
        pillar="society",
        name=Text("", ""),
        kind="quantified",
        comparator=comparator,
        aims=(Aim("stated", threshold, threshold),),
        year=year,
        scope="city",
        quote_vi="",
        note=Text("", ""),
        source_id="",
        measurable_until=None,
    )
    return Assessment(
        target=target,
        aim=target.aims[0],
        verdict="no_figure",
        reason="without_figure",
        level="D",
        document_date=date(2022, 12, 30),
        is_past=False,
        threshold=threshold,
        sense=sense,
    )


def cells_of(rows: list[UnitRow], *, kind: Kind = "share", direction: Direction = "up") -> Grid:
    return grid(
        rows,
        series_id="fibre",
        indicator=indicator(kind=kind, direction=direction),
        geography="district",
        codes=CODES,
        official_only=False,
    )
