"""The shopping list: which figures, once published, would raise a target's evidence level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lib.analysis.progress.evidence import Level
from lib.analysis.progress.verdict import Assessment

_NEXT: Final[dict[Level, Level]] = {"D": "C", "C": "B", "B": "A"}
_SETTLED: Final = frozenset({"met", "missed", "not_measurable"})


@dataclass(frozen=True, slots=True)
class DataGap:
    """A series that targets still ahead, or not reported, wait for.

    `level` is the weakest among its assessments, `gains` what one more dated figure would make of
    it; from B to A it takes a third one, at least 24 months after the first. `assessments` stand by
    their years.
    """

    series_id: str
    level: Level
    gains: Level
    assessments: tuple[Assessment, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({one.target.year for one in self.assessments}))


def data_gaps(bound: Iterable[Assessment]) -> tuple[DataGap, ...]:
    """One entry a series, those with no figure first; `bound` are the binding assessments.

    Milestones, targets that are met or missed for good, those that cannot be measured any more and
    those of level A are left out.
    """
    groups: dict[str, list[Assessment]] = {}
    for one in bound:
        if one.aim is not None and one.verdict not in _SETTLED and one.level in _NEXT:
            groups.setdefault(one.target.series_id, []).append(one)
    found = []
    for series_id, every in groups.items():
        weakest = max(one.level for one in every)
        by_year = tuple(sorted(every, key=lambda one: one.target.year))
        found.append(DataGap(series_id, weakest, _NEXT[weakest], by_year))
    return tuple(sorted(found, key=lambda one: (-ord(one.level), -len(one.assessments))))
