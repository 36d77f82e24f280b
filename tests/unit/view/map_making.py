"""Small things for the tests of the map: a few units, an indicator, observations."""

from __future__ import annotations

import math

from lib.model.kinds import Direction, Kind, Provenance, Weight
from lib.model.period import parse_period
from lib.model.things import Indicator, Text, Unit
from lib.view.map_grid import Row

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
) -> Row:
    when = parse_period(period)
    is_city = code == "01"
    return Row(
        geography="city" if is_city else "district",
        unit_code=code,
        period=period,
        t=math.nan if when.is_undated else when.t,
        value=math.nan if value is None else value,
        provenance=provenance,
        source_id="yearbook",
        missing_reason=missing,
    )
