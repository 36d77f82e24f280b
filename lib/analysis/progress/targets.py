"""Every target assessed, and how many stand where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

import pandas as pd

from lib.analysis.progress.points import points_by_series
from lib.analysis.progress.verdict import Assessment, Verdict, assess, assess_milestone
from lib.model.entities import Document, Indicator, Series, Target
from lib.model.vocabulary import Pillar

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


def assess_all(
    targets: Iterable[Target],
    *,
    indicators: Mapping[str, Indicator],
    series: Mapping[str, Series],
    documents: Mapping[str, Document],
    observations: pd.DataFrame,
    today: date,
) -> tuple[Assessment, ...]:
    """The verdict on every reading of every target, in the targets' order.

    City values only; `observations` is the data package's frame. A target of two readings gives
    two assessments in a row.
    """
    points = points_by_series(observations, official_only=True)
    found: list[Assessment] = []
    for target in targets:
        document_date = documents[target.document_id].date
        if target.kind == "milestone":
            found.append(assess_milestone(target, document_date=document_date, today=today))
            continue
        indicator = indicators[series[target.series_id].indicator_id]
        known = points.get(target.series_id, ())
        found += assess(target, indicator, known, document_date=document_date, today=today)
    return tuple(found)


def binding(assessed: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """One assessment a series and year, on the target that binds; milestones left out.

    The latest document's clause binds; among its clauses, and between the two readings of an
    ambiguous one, the strictest. The order is that in which series and year first appear.
    """
    chosen: dict[tuple[str, int], Assessment] = {}
    for one in assessed:
        if one.target.kind == "milestone":
            continue
        key = (one.target.series_id, one.target.year)
        if key not in chosen or _strictness(one) > _strictness(chosen[key]):
            chosen[key] = one
    return tuple(chosen.values())


def clauses(assessed: Iterable[Assessment], series_id: str, year: int) -> tuple[Assessment, ...]:
    """Every quantified clause on one series and year, the binding one first."""
    found = [
        one
        for one in assessed
        if one.target.kind == "quantified"
        and (one.target.series_id, one.target.year) == (series_id, year)
    ]
    return tuple(sorted(found, key=_strictness, reverse=True))


def clauses_judged_apart(assessed: Iterable[Assessment], one: Assessment) -> tuple[Assessment, ...]:
    """The other clauses on the series and year of `one` with another number or another verdict.

    Of several that are alike the binding one.
    """
    found: dict[object, Assessment] = {_outcome(one): one}
    if one.target.kind == "quantified":
        for other in clauses(assessed, one.target.series_id, one.target.year):
            if other.target.target_id != one.target.target_id:
                found.setdefault(_outcome(other), other)
    return tuple(found.values())[1:]


def _outcome(one: Assessment) -> object:
    return one.aim and (one.aim.low, one.aim.high), one.verdict


def counts(
    assessed: Sequence[Assessment], *, year: int, pillar: Pillar | None = None
) -> Mapping[Verdict, int]:
    """How many distinct series of a year have each verdict; a verdict that none has is absent.

    `pillar` None counts all. Milestones are never counted, an ambiguous target once.
    """
    bound = [
        one.verdict
        for one in binding(assessed)
        if one.target.year == year and pillar in (None, one.target.pillar)
    ]
    return {verdict: bound.count(verdict) for verdict in VERDICTS if verdict in bound}


def _strictness(one: Assessment) -> tuple[date, float, bool]:
    demand = one.sense * (one.threshold or 0.0)
    return (one.document_date, demand, one.target.comparator == ">")
