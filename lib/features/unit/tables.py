"""The units' profile as a table to take away: a line a unit, indicator and period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from lib.analysis.rounding import round_for_display
from lib.features.unit.profile_data import ProfileSeries, ProfileTarget, UnitProfileData
from lib.geo.unit_period_grid import MISSING_LETTERS, PROVENANCE_OF
from lib.model.entities import Indicator, Source
from lib.model.vocabulary import Lang, MissingReason
from lib.wording import terms
from lib.wording.verdict_reasons import aim_words

_REASONS: dict[str, MissingReason] = {letter: why for why, letter in MISSING_LETTERS.items()}


def table(
    book: UnitProfileData,
    codes: Collection[str],
    *,
    labels: Mapping[str, str],
    sources: Mapping[str, Source],
    version: str,
    lang: Lang,
) -> pd.DataFrame:
    """Every figure of the units `codes`, oldest period first; a missing one says its kind.

    Columns are English names in both languages, periods as the data package writes them, values
    at printed precision in the indicator's unit. Target, distance and verdict stand beside the
    unit's last figure alone.
    """
    lines = [
        one
        for line in book.lines
        for at, unit in enumerate(book.units)
        if unit.unit_code in codes
        for one in _lines(book, line, at, labels, sources, version, lang)
    ]
    return pd.DataFrame(lines).astype(
        {"rank_first": "Int64", "rank_last": "Int64", "rank_of": "Int64", "target_year": "Int64"}
    )


def _lines(
    book: UnitProfileData,
    line: ProfileSeries,
    at: int,
    labels: Mapping[str, str],
    sources: Mapping[str, Source],
    version: str,
    lang: Lang,
) -> Iterable[dict[str, Any]]:
    cells, unit, last = line.cells, book.units[at], line.last(at)
    for p, period in enumerate(cells.periods):
        mark, place = cells.marks[p][at], line.ranked(p, at)
        provenance, reason = PROVENANCE_OF.get(mark), _REASONS.get(mark)
        source = sources.get(cells.sources[p][at])
        yield {
            "geography": book.geography,
            "unit_code": unit.unit_code,
            "unit_name": unit.name.in_(lang),
            "pillar": line.indicator.pillar,
            "series_id": cells.series_id,
            "indicator": labels[cells.series_id],
            "period": period,
            "value": cells.values[p][at],
            "measure": line.indicator.unit,
            "rank_first": place.first if place else None,
            "rank_last": place.last if place else None,
            "rank_of": place.of if place else None,
            "named_only": cells.named(p) or "",
            "city_value": _printed(line.city[p].value, line.indicator),
            "city_basis": line.city[p].basis,
            **_goal(line, at, lang, is_last=p == last),
            "provenance": provenance or "",
            "provenance_words": terms.provenance(provenance, lang) if provenance else "",
            "missing_reason": reason or "",
            "source": source.title if source else "",
            "source_url": source.url if source else "",
            "data_version": version,
        }


def _printed(value: float | None, indicator: Indicator) -> float | None:
    return None if value is None else round_for_display(value, indicator)


def _goal(line: ProfileSeries, at: int, lang: Lang, *, is_last: bool) -> dict[str, Any]:
    """The last target year that is set for this very series."""
    own = [
        (goal, line.verdicts[number][at])
        for number, goal in enumerate(line.goals)
        if goal.other is None and goal.assessment.aim is not None
    ]
    if not own or not is_last:
        return dict.fromkeys(("target_year", "target", "distance", "verdict", "verdict_words"))
    goal, verdict = own[-1]
    return {
        "target_year": goal.assessment.target.year,
        "target": _asked(goal, line, lang),
        "distance": _distance(goal, line, at),
        "verdict": verdict.verdict if verdict else None,
        "verdict_words": terms.verdict(verdict.verdict, lang) if verdict else None,
    }


def _asked(goal: ProfileTarget, line: ProfileSeries, lang: Lang) -> str:
    aim = goal.assessment.aim
    return "" if aim is None else aim_words(goal.assessment.target, aim, line.indicator, lang)


def _distance(goal: ProfileTarget, line: ProfileSeries, at: int) -> float | None:
    """How far the last figure is behind the target; below nought it is ahead."""
    last, threshold = line.last(at), goal.assessment.threshold
    value = None if last is None else line.cells.values[last][at]
    if value is None or threshold is None:
        return None
    return round_for_display(goal.assessment.sense * (threshold - value), line.indicator)
