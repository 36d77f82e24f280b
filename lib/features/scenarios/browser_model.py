"""What a browser needs to work out a what-if curve by itself: a series' fit, as plain data.

`lib/static/whatif_model.js` is the twin of `lib.analysis.projection.projection` that reads it. No
control moves anything in it, so one address serves every move of a slider.
"""

from __future__ import annotations

from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from lib.analysis.projection.city_projection import CityBase
from lib.analysis.projection.curves import Fit
from lib.analysis.projection.history import SeriesHistory
from lib.analysis.projection.identity import (
    DIGITAL_ECONOMY_SHARE,
    GRDP_GROWTH,
    IDENTITIES,
    PRODUCTIVITY_GROWTH,
)
from lib.analysis.projection.identity_projection import implied_employment_growth
from lib.analysis.projection.predictive_distribution import band_statuses
from lib.analysis.projection.projection import FAN, FittedSeries, fit_series
from lib.analysis.projection.scale import path_of
from lib.analysis.scenarios.actions import ProjectionContext, allocate_effort, alone
from lib.analysis.scenarios.levers import grows_with_people
from lib.model.entities import Controls, Indicator
from lib.model.vocabulary import Sharing

Model = dict[str, Any]

_DIGITS: Final = 13  # significant; far more than what is compared, far less than what is sent else
_IDENTITIES: Final = {
    DIGITAL_ECONOMY_SHARE: "share",
    PRODUCTIVITY_GROWTH: "productivity",
    GRDP_GROWTH: "grdp_growth",
}
_FANNED: Final = ("few_points", "short_span")


def model_of(series: SeriesHistory, horizon: int) -> Model:
    """The parameters of a series' curves to the end of `horizon`; JSON, a few kB when packed.

    Rows without any figure are left out: `codes` tells which units the rows are.
    """
    fitted = fit_series(series, horizon)
    indicator = series.indicator
    model: Model = {
        "indicator": indicator.indicator_id,
        "pillar": indicator.pillar,
        "path": path_of(indicator),
        "cap": indicator.cap,
        "d": indicator.d,
    }
    if indicator.indicator_id in IDENTITIES:
        return model | _identity(fitted)
    known = np.isfinite(fitted.fit.start_value)
    codes = [code for code, has in zip(series.unit_codes, known, strict=True) if has]
    people = fitted.around.population_growth if grows_with_people(indicator) else None
    return model | {
        "t": _numbers(fitted.t),
        "people": people,
        "codes": codes,
        "rows": _rows(fitted.fit, fitted, fitted.around),
        "city": _city(fitted),
        "fan": _fan(fitted),
    }


def _identity(fitted: FittedSeries) -> Model:
    """The last figure and the published rates, which are all that an identity needs."""
    series = fitted.series
    now = fitted.project(Controls())
    last, rates = series.city[-1] if series.city else None, series.rates
    is_share = series.indicator.indicator_id == DIGITAL_ECONOMY_SHARE
    found: Model = {
        "identity": _IDENTITIES[series.indicator.indicator_id],
        "t": _numbers(now.t),
        "start": None if not now.t.size else _number(float(now.city_baseline[0])),
        "rates": None,
    }
    if rates is not None:
        jobs = implied_employment_growth(rates, last.value if last else None)
        found["rates"] = {
            "grdp_growth": rates.grdp_growth,
            "digital_economy_growth": rates.digital_economy_growth,
            "employment_growth": None if is_share or jobs is None else _number(jobs),
        }
    return found


def _rows(fit: Fit, fitted: FittedSeries, around: ProjectionContext) -> Model:
    """Each row's parameters as columns; a column of one value is that value."""
    known = np.isfinite(fit.start_value)
    weights = around.weights[known]
    total = weights.sum()
    labels = [group or "" for group, has in zip(around.groups, known, strict=True) if has]
    order = sorted(set(labels))
    bands = np.array(band_statuses(fit, fitted.t), dtype=object)[known]
    return {
        "count": int(known.sum()),
        "start": _column(fit.start_t[known]),
        "value": _column(fit.start_value[known]),
        "place": _column(fit.start_scaled[known]),
        "pace": _column(fit.pace[known]),
        "gain": _column(fit.gain[known]),
        "decay": _column(fit.decay[known]),
        "wander": _column(fit.pace_variance[known]),
        "shock": _column(fit.shock_variance[known]),
        "weight": _column(weights / total if total > 0 else weights),
        "group": _column(np.array([order.index(label) for label in labels])),
        "band": _column((bands == "band").astype(np.int64)),
        "shares": _shares(fit, fitted.series.indicator, around, known),
    }


def _shares(
    fit: Fit, indicator: Indicator, around: ProjectionContext, known: NDArray[np.bool_]
) -> Model:
    """Each row's part in the additional effort under each way to share it."""
    return {
        sharing: _column(
            allocate_effort(fit.start_value, fit.gain, indicator, sharing, around)[known]
        )
        for sharing in get_args(Sharing)
    }


def _city(fitted: FittedSeries) -> Model | None:
    """What the city's curve rests on: its own row, or the rows' mean and the shift of it."""
    city = fitted.city
    has_band = city.band_status == "band"
    if city.fit is not None:
        return {"row": _rows(city.fit, fitted, alone()), "band": has_band}
    if city.weights is None:
        return None
    found: Model = {"band": has_band, "since": None, "shift": None}
    if city.shift is not None:
        found["since"] = _number(city.since)
        found["shift"] = _shift(city)
    return found


def _shift(city: CityBase) -> Model | None:
    if city.shift is None:
        return None
    return {
        "value": _number(float(city.shift.start_value[0])),
        "place": _number(float(city.shift.start_scaled[0])),
        "gap": _number(city.shift.gap),
    }


def _fan(fitted: FittedSeries) -> list[Model] | None:
    """Multiples of the pace so far with the shift that each needs, where there is no band."""
    now = fitted.project(Controls())
    if now.city_band_status not in _FANNED or now.status not in ("ok", "group_pace"):
        return None
    found = []
    for factor in FAN:
        city = fit_series(fitted.series, fitted.horizon, factor=factor).city
        if city.source != fitted.city.source:
            return None
        found.append({"factor": factor, "shift": _shift(city)})
    return found


def _column(values: NDArray[Any]) -> Any:
    """A column as it is sent: numbers, null for none; one number where all are the same."""
    found = _numbers(values)
    return found[0] if found and all(each == found[0] for each in found) else found


def _numbers(values: NDArray[Any]) -> list[float | None]:
    return [_number(float(each)) for each in values]


def _number(value: float) -> float | None:
    return float(f"{value:.{_DIGITS}g}") if np.isfinite(value) else None
