"""Figures far from what came before: a question to the officer, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from lib.data.intake.intake_tables import Notice
from lib.data.intake.lookup import NameIndex
from lib.model.period import parse_period
from lib.model.vocabulary import CITABLE
from lib.text import N_

# A share that moves by more between two figures has likely changed its survey or its form: jumps of
# over 15 points are rare even over years. Counts and money seldom treble.
_POINTS: Final = 25.0
_FACTOR: Final = 3.0
_STEPS: Final = 6.0
# Among at least so many units, a figure this many robust deviations from the middle stands out.
_PEERS: Final = 20
_DEVIATIONS: Final = 8.0

_KEY: Final = ["series_id", "geography", "unit_code"]


def unusual(
    fresh: pd.DataFrame, held: pd.DataFrame, known: NameIndex
) -> Iterator[tuple[int, Notice]]:
    """The places in `fresh` of figures to ask about, with what was to be expected.

    Compared are the nearest earlier (else later) citable figure of the same series and unit (counts
    and money: of a period of the same kind, since a month's is no quarter's), and the figures of
    all units for the same series and period in the import itself.
    """
    if fresh.empty:
        return
    seen: set[int] = set()
    for place, said in _far_from_history(fresh, held, known):
        seen.add(place)
        yield place, said
    for place, said in _far_from_peers(fresh):
        if place not in seen:
            yield place, said


def _far_from_history(
    fresh: pd.DataFrame, held: pd.DataFrame, known: NameIndex
) -> Iterator[tuple[int, Notice]]:
    citable = held["provenance"].isin(list(CITABLE)) & held["preferred"].astype(bool)
    past = held[citable & held["value"].notna() & held["t"].notna()]
    past = past[past["series_id"].isin(fresh["series_id"].unique())]
    summed = {
        one
        for one in fresh["series_id"].unique()
        if known.indicator(one).kind in {"count", "money"}
    }
    kinds = {text: parse_period(text).kind for text in {*past["period"], *fresh["period"]}}
    past = past.assign(
        kind=past["period"].map(kinds).where(past["series_id"].isin(list(summed)), "")
    )
    histories = {
        key: (group["t"].to_numpy(), group["value"].to_numpy(), group["period"].tolist())
        for key, group in past.sort_values("t").groupby([*_KEY, "kind"], sort=False)
    }
    times = {text: _time(text) for text in fresh["period"].unique()}
    for place, series_id, geography, code, period, value, old in zip(
        fresh.index, *(fresh[name] for name in (*_KEY, "period", "value", "old")), strict=True
    ):
        if np.isnan(value):
            if not np.isnan(old):
                yield (
                    place,
                    Notice(N_("a figure: {old} is held and would be lost"), {"old": float(old)}),
                )
            continue
        kind = kinds[period] if series_id in summed else ""
        history = histories.get((series_id, geography, code, kind))
        if history is None or times[period] is None:
            continue
        near = _nearest(history[0], times[period])
        step = _usual_step(history[1])
        last = float(history[1][near])
        if _is_far(value, last, step, known.indicator(series_id).kind):
            params = {"last": last, "period": history[2][near]}
            yield place, Notice(N_("a figure nearer to {last} ({period}); is it right?"), params)


def _time(text: str) -> float | None:
    period = parse_period(text)
    return None if period.is_undated else period.t


def _nearest(times: np.ndarray, t: float | None) -> int:
    """The last figure at or before `t`, else the first after it."""
    return max(int(np.searchsorted(times, t or 0.0, side="right")) - 1, 0)


def _usual_step(values: np.ndarray) -> float | None:
    """The median size of the steps so far; None for fewer than three."""
    return None if len(values) < 4 else float(np.median(np.abs(np.diff(values))))


def _is_far(value: float, last: float, step: float | None, kind: str) -> bool:
    moved = abs(value - last)
    if kind == "share":
        return moved > _POINTS or (step is not None and moved > max(_STEPS * step, 5.0))
    if kind in {"count", "money"}:
        low, high = sorted((abs(value), abs(last)))
        return high > max(_FACTOR * low, 10.0)
    if kind == "index":
        return moved > 0.4 * max(abs(last), 1e-9)
    if kind == "growth":
        return moved > _POINTS
    return False  # ranks move a lot from year to year


def _far_from_peers(fresh: pd.DataFrame) -> Iterator[tuple[int, Notice]]:
    units = fresh[(fresh["geography"] != "city") & fresh["value"].notna()]
    groups = units.groupby(["series_id", "geography", "period"], sort=False)["value"]
    many = groups.transform("size") >= _PEERS
    units, values = units[many], units.loc[many, "value"]
    if units.empty:
        return
    keys = [units[name] for name in ("series_id", "geography", "period")]
    middle = values.groupby(keys, sort=False).transform("median")
    spread = (values - middle).abs().groupby(keys, sort=False).transform("median")
    # Counts of units differ by size; what stands out is a slip of the decimal mark.
    far = (values - middle).abs() > (_DEVIATIONS * 1.4826 * spread).clip(lower=1e-9)
    far &= (values.abs() > 20 * middle.abs()) | ((values - middle).abs() > 40)
    far &= spread > 0
    for place in units.index[far]:
        params = {"middle": float(middle[place])}
        yield (
            place,
            Notice(N_("a figure nearer to the units' middle, {middle}; is it right?"), params),
        )
