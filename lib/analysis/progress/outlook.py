"""The two questions of one assessed target together, and whether the method decides the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

import pandas as pd

from lib.analysis.progress.forecast import TargetForecast, forecast_at_target
from lib.analysis.progress.points import Point
from lib.analysis.progress.schedule import ScheduleStatus, schedule_status
from lib.analysis.progress.sensitivity import MethodSensitivity, method_sensitivity
from lib.analysis.progress.verdict import Assessment
from lib.analysis.projection.history import PriceBasis, Rates, published_rates
from lib.model.entities import Indicator, Series
from lib.model.vocabulary import Reading

OutlookKey = tuple[str, Reading | None]
"""(target_id, reading); a milestone has no reading."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where the target should be today, where it will land, and the badge if its pace has one."""

    standing: ScheduleStatus
    landing: TargetForecast
    badge: MethodSensitivity | None


def outlook_key(assessment: Assessment) -> OutlookKey:
    """What an assessment's outlook is found by."""
    return assessment.target.target_id, assessment.aim.reading if assessment.aim else None


def outlook(
    assessment: Assessment,
    indicator: Indicator,
    points: Sequence[Point],
    *,
    today: date,
    rates: Mapping[PriceBasis, Rates] | None = None,
) -> Outlook:
    """Both questions of one assessment; `points` are those of its series, by time."""
    return Outlook(
        schedule_status(assessment, indicator, today=today),
        forecast_at_target(assessment, indicator, points, rates=rates),
        method_sensitivity(assessment, indicator, points),
    )


def outlooks(
    assessed: Iterable[Assessment],
    *,
    series: Mapping[str, Series],
    indicators: Mapping[str, Indicator],
    points: Mapping[str, Sequence[Point]],
    rates: Mapping[PriceBasis, Rates],
    today: date,
) -> Mapping[OutlookKey, Outlook]:
    """The outlook of every assessment; `points` are the city's, by series."""
    return {
        outlook_key(one): outlook(
            one,
            indicators[series[one.target.series_id].indicator_id],
            points.get(one.target.series_id, ()),
            today=today,
            rates=rates,
        )
        for one in assessed
    }


def rates_of(observations: pd.DataFrame) -> Mapping[PriceBasis, Rates]:
    """The published growth rates on each price basis that has them."""
    found = {basis: published_rates(observations, basis=basis) for basis in get_args(PriceBasis)}
    return {basis: rates for basis, rates in found.items() if rates is not None}
