"""Make the illustrative unit values: `python -m tools.illustrative` rewrites the same bytes.

They show what the screens can do where nothing is published by unit. Deterministic: a fixed seed a
series, values rounded so far that no processor's last digit shows. None is later than the last
published figure, and none contradicts what a source said of the units.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.data.geometry import BOUNDARIES, polygons
from lib.data.paths import default_root
from lib.data.schema import OBSERVATIONS
from lib.model.period import parse_period
from tools.illustrative_parameters import (
    ANCHORS,
    COMMUNE_PERIODS,
    CURVES,
    DISTRICT_PERIODS,
    LEAD,
    LIMITS,
    LOWEST,
    PLAIN_MEANS,
    RANKS,
    WITHOUT,
    Curve,
    Lowest,
    Side,
)

Array = NDArray[np.float64]

FILES: dict[Side, str] = {
    "district": "observations/illustrative_districts.csv",
    "commune": "observations/illustrative_communes.csv",
}
_PERIODS: dict[Side, tuple[str, ...]] = {"district": DISTRICT_PERIODS, "commune": COMMUNE_PERIODS}
_SEED = 20250701
_SMOOTHING = 2
_RURAL_SPEED = 1.08  # rural units start later and then rise faster


def main() -> None:
    """Rewrite the illustrative files of the shipped package."""
    root = default_root()
    for side, name in FILES.items():
        frame = values(root, side=side)
        frame.to_csv(root / name, index=False, lineterminator="\n")
        print(f"{name}: {len(frame)} rows")


def values(root: Path, *, side: Side) -> pd.DataFrame:
    """Illustrative observations of districts or communes, in the columns of the schema."""
    units = pd.read_csv(root / "units.csv", dtype={"unit_code": str, "geography": str})
    units = units[units["geography"] == side].sort_values("unit_code").reset_index(drop=True)
    neighbours = _neighbours(root / BOUNDARIES[side], list(units["unit_code"]))
    official = _official(root)
    frames = [
        _observations(curve, units, side=side, neighbours=neighbours, official=official)
        for curve in CURVES
        if side in curve.sides
    ]
    frame = pd.concat(frames, ignore_index=True)
    return frame.sort_values(["series_id", "period", "unit_code"], ignore_index=True)


def _official(root: Path) -> pd.Series:
    """Published preferred unit values by (series_id, period, unit_code): they win."""
    paths = [root / "observations/districts.csv", root / "observations/communes.csv"]
    rows = pd.concat([pd.read_csv(path, dtype=str) for path in paths])
    rows = rows[rows["preferred"] == "1"]
    return rows.set_index(["series_id", "period", "unit_code"])["value"].astype(float)


def _neighbours(path: Path, codes: list[str]) -> Array:
    """Row-normalised matrix of who shares a stretch of border: at least two common vertices."""
    corners: dict[tuple[float, ...], set[int]] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        place = codes.index(feature["code"])
        for polygon in polygons(feature):
            for corner in polygon[0]:
                corners.setdefault(tuple(corner), set()).add(place)
    shared = np.zeros((len(codes), len(codes)))
    for places in corners.values():
        for one in places:
            for other in places - {one}:
                shared[one, other] += 1
    adjacent = (shared >= 2).astype(float)
    matrix: Array = adjacent / np.maximum(adjacent.sum(axis=1, keepdims=True), 1)
    return matrix


def _observations(
    curve: Curve,
    units: pd.DataFrame,
    *,
    side: Side,
    neighbours: Array,
    official: pd.Series,
) -> pd.DataFrame:
    stream = np.random.Generator(
        np.random.PCG64([_SEED, zlib.crc32(f"{side} {curve.series_id}".encode())])
    )
    lead = units["group"].map(dict(LEAD)).to_numpy().astype(np.float64)
    weights: Array = units["population"].to_numpy(dtype=np.float64)
    lasting = curve.spread * _field(stream, neighbours)
    calm = 1.0 if side == "district" else 0.5  # a quarter wobbles less than a year
    frames = []
    for period in _PERIODS[side]:
        wobble = calm * curve.noise * stream.standard_normal(len(units))
        if period < curve.since or (curve.series_id, period) in WITHOUT:
            continue
        level = _level(curve, parse_period(period).t, lead) + lasting + wobble
        codes = list(units["unit_code"])
        known = _known(official, curve.series_id, period, codes)
        for code, rank in RANKS.get((curve.series_id, period), {}).items():
            level = _at_rank(level, codes.index(code), rank=rank, known=known)
        made = _settle(curve, period, level, known=known, weights=weights)
        if said := LOWEST.get((curve.series_id, period)):
            made = _as_said(made, said, named=_known(official, curve.series_id, said.period, codes))
        free = np.isnan(known)
        frames.append(_rows(curve, period, units.loc[free], side=side, made=made[free]))
    return pd.concat(frames, ignore_index=True)


def _field(stream: np.random.Generator, neighbours: Array) -> Array:
    """A standard random field in which neighbours are alike."""
    field = stream.standard_normal(len(neighbours))
    for _ in range(_SMOOTHING):
        field = 0.5 * field + 0.5 * neighbours @ field
    scaled: Array = (field - field.mean()) / field.std()
    return scaled


def _level(curve: Curve, t: float, lead: Array) -> Array:
    """Where units of each group stand at `t`, on the scale of the curve."""
    (t0, early), (t1, late) = curve.early, curve.late
    if curve.straight:
        return early + (late - early) * (t - t0) / (t1 - t0) + curve.lag * lead
    z0, z1 = _logit(early / curve.cap), _logit(late / curve.cap)
    speed = (z1 - z0) / (t1 - t0) * np.where(lead < 0, _RURAL_SPEED, 1.0)
    level: Array = z1 + speed * (t - t1 + curve.lag * lead)
    return level


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


def _at_rank(level: Array, place: int, *, rank: int, known: Array) -> Array:
    """The levels with the one at `place` exchanged for that which has the rank."""
    found = level.copy()
    other = np.argsort(-np.where(np.isnan(known), level, known))[rank - 1]
    found[[place, other]] = found[[other, place]]
    return found


def _known(official: pd.Series, series_id: str, period: str, codes: list[str]) -> Array:
    """The published values in the order of `codes`, NaN where there is none."""
    keys = [(series_id, period, code) for code in codes]
    return official.reindex(pd.MultiIndex.from_tuples(keys)).to_numpy(dtype=float)


def _settle(curve: Curve, period: str, level: Array, *, known: Array, weights: Array) -> Array:
    """Values within their limits, moved together so that the anchors hold."""
    low, high = LIMITS.get((curve.series_id, period), (curve.low, curve.high))
    anchor = ANCHORS.get((curve.series_id, period))
    plain = PLAIN_MEANS.get((curve.series_id, period))
    goals = [(weights, anchor)] if anchor is not None else []
    goals += [(np.ones_like(weights), plain)] if plain is not None else []
    if curve.straight:
        made = np.clip(level, low, high)
        made = _meet(made, goals, known=known, low=low, high=high)
    else:
        shift = 0.0 if anchor is None else _shift(curve, level, weights, anchor, (low, high))
        made = np.clip(_back(curve, level + shift), low, high)
    return np.where(np.isnan(known), np.round(made, curve.decimals), known)


def _as_said(made: Array, said: Lowest, *, named: Array) -> Array:
    """The values with the named units lowest, and as many below a value as the source counted."""
    lowest = ~np.isnan(named)
    floor = np.floor(np.nanmax(named)) + 1
    made = np.where(lowest, named, np.maximum(made, floor))
    if said.below is None:
        return made
    limit, count = said.below
    others = [place for place in np.argsort(made, kind="stable") if not lowest[place]]
    under, over = np.array(others[: count - lowest.sum()]), np.array(others[count - lowest.sum() :])
    for part, ends in ((under, (floor, limit - 1)), (over, (limit, made[over].max()))):
        made[part] = np.interp(made[part], (made[part].min(), made[part].max()), ends)
    return np.round(made, 2)


def _back(curve: Curve, level: Array) -> Array:
    back: Array = curve.cap / (1 + np.exp(-level))
    return back


def _shift(
    curve: Curve,
    level: Array,
    weights: Array,
    anchor: float,
    limits: tuple[float, float],
) -> float:
    """What to add to every level so that the weighted mean is the anchor, by halving."""
    below, above = -5.0, 5.0
    for _ in range(60):
        middle = (below + above) / 2
        mean = np.average(np.clip(_back(curve, level + middle), *limits), weights=weights)
        below, above = (middle, above) if mean < anchor else (below, middle)
    return (below + above) / 2


def _meet(
    made: Array,
    goals: list[tuple[Array, float]],
    *,
    known: Array,
    low: float,
    high: float,
) -> Array:
    """The values nearest to `made` whose means under each weighting are the goals.

    Published values stay; one that meets a limit is held there and the others carry on.
    """
    free = np.isnan(known)
    made = np.where(free, made, known)
    for _ in range(20 if goals else 0):
        rows = np.array([weights / weights.sum() for weights, _goal in goals])
        gaps = np.array([goal for _weights, goal in goals]) - rows @ made
        inner = free & (made > low) & (made < high)
        usable = rows * inner
        made = made + usable.T @ np.linalg.lstsq(usable @ usable.T, gaps, rcond=None)[0]
        made = np.where(free, np.clip(made, low, high), known)
    return made


def _rows(
    curve: Curve, period: str, units: pd.DataFrame, *, side: Side, made: Array
) -> pd.DataFrame:
    given = {
        "series_id": curve.series_id,
        "geography": side,
        "unit_code": units["unit_code"],
        "period": period,
        "value": [f"{value:.{curve.decimals}f}" for value in made],
        "provenance": "illustrative",
        "source_id": "illustrative",
        "confidence": "low",
        "preferred": "1",
    }
    return pd.DataFrame(given).reindex(columns=list(OBSERVATIONS.schema.columns), fill_value="")


if __name__ == "__main__":
    main()
