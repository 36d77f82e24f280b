"""The city's curve where it follows from growth rates by definition alone; units have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lib.analysis.progress.verdict import end_of_year
from lib.analysis.projection.history import Rates, SeriesHistory
from lib.analysis.projection.identity import (
    GRDP_GROWTH,
    PRODUCTIVITY_GROWTH,
    factor,
    productivity_growth,
    share_after,
)
from lib.analysis.projection.scale import Floats
from lib.model.entities import Controls
from lib.model.vocabulary import Provenance

IdentityStatus = Literal["ok", "no_rates", "no_data"]


@dataclass(frozen=True, slots=True, eq=False)
class ByIdentity:
    """The curves (times,) with their status; `provenance` is None where there is no curve.

    `is_assumed` says that the curve is, or hangs on, a rate for which no figure is published.
    """

    t: Floats
    baseline: Floats
    scenario: Floats
    status: IdentityStatus
    provenance: Provenance | None
    is_assumed: bool = False


def by_identity(series: SeriesHistory, horizon: int, controls: Controls) -> ByIdentity:
    """The digital economy's share of GRDP, the growth of productivity, or that of GRDP.

    Without published rates the last figure stays as it is.
    """
    if series.indicator.indicator_id == PRODUCTIVITY_GROWTH:
        return _productivity(series, horizon, controls)
    if series.indicator.indicator_id == GRDP_GROWTH:
        return _grdp_growth(series, horizon, controls)
    return _share(series, horizon, controls)


def year_ends(moments: Sequence[float], horizon: int) -> Floats:
    """The last of `moments`, then the end of each year after it to that of `horizon`."""
    if not moments:
        return np.empty(0)
    origin = max(moments)
    first = int(np.floor(origin + 1e-9))
    ends = [end_of_year(year) for year in range(first, horizon + 1)]
    return np.array([origin, *ends], dtype=np.float64)


def _share(series: SeriesHistory, horizon: int, controls: Controls) -> ByIdentity:
    t = year_ends([point.t for point in series.city], horizon)
    if not series.city:
        return ByIdentity(t, np.empty(0), np.empty(0), "no_data", None)
    last, rates = series.city[-1], series.rates

    def curve(chosen: Controls) -> Floats:
        part, whole = chosen.digital_economy_growth, chosen.grdp_growth
        if rates is not None:
            part = rates.digital_economy_growth if part is None else part
            whole = rates.grdp_growth if whole is None else whole
        if part is None or whole is None:
            return np.full(len(t), last.value)
        return share_after(last.value, t - last.t, part_growth=part, whole_growth=whole)

    status: IdentityStatus = "no_rates" if rates is None else "ok"
    return ByIdentity(t, curve(Controls()), curve(controls), status, last.provenance)


def _grdp_growth(series: SeriesHistory, horizon: int, controls: Controls) -> ByIdentity:
    """GRDP's growth of each year: the last figure, then what the scenario assumes."""
    t = year_ends([point.t for point in series.city], horizon)
    if not series.city:
        return ByIdentity(t, np.empty(0), np.empty(0), "no_data", None)
    last = series.city[-1]
    baseline = np.full(len(t), last.value)
    scenario = baseline.copy()
    if controls.grdp_growth is not None:
        scenario[1:] = controls.grdp_growth
    return ByIdentity(t, baseline, scenario, "ok", last.provenance, is_assumed=True)


def _productivity(series: SeriesHistory, horizon: int, controls: Controls) -> ByIdentity:
    """Productivity's growth of each year, never compounded.

    Employment is not published: as now it grows by what the last figure of productivity implies.
    Where there is none, productivity is known only once a scenario sets employment's growth.
    """
    last, rates = series.city[-1] if series.city else None, series.rates
    origin = last.t if last else rates.at if rates else None
    t = year_ends([] if origin is None else [origin], horizon)
    if rates is None or origin is None:
        level = np.full(len(t), last.value if last else np.nan)
        status: IdentityStatus = "no_rates" if last else "no_data"
        return ByIdentity(t, level, level.copy(), status, last.provenance if last else None)
    implied = implied_employment_growth(rates, last.value if last else None)

    def curve(chosen: Controls) -> Floats:
        grdp = rates.grdp_growth if chosen.grdp_growth is None else chosen.grdp_growth
        jobs = implied if chosen.employment_growth is None else chosen.employment_growth
        found = np.full(len(t), np.nan if jobs is None else productivity_growth(grdp, jobs))
        found[0] = last.value if last else np.nan
        return found

    return ByIdentity(
        t,
        curve(Controls()),
        curve(controls),
        "ok",
        last.provenance if last else "derived",
        is_assumed=implied is None,
    )


def implied_employment_growth(rates: Rates, productivity: float | None) -> float | None:
    """The growth of employment that both published figures imply, per cent a year.

    (1 + GRDP growth)/(1 + productivity growth) − 1; None without a figure of productivity.
    """
    if productivity is None:
        return None
    return 100 * (factor(rates.grdp_growth) / factor(productivity) - 1)
