"""Method badge: would another shape or another baseline give another verdict?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lib.analysis.progress.pace import SHAPES, PaceRatio, Shape, pace_ratio
from lib.analysis.progress.points import Point, citable
from lib.analysis.progress.verdict import Assessment, Verdict, end_of_year, verdict_of_ratio
from lib.model.entities import Indicator

BadgeReason = Literal[
    "shape_changes_class",
    "shape_changes_side",  # early in one shape, late in another
    "baseline_changes_class",
]


@dataclass(frozen=True, slots=True)
class AlternativeVerdict:
    """R with one shape and one baseline; `verdict` None where R has none (see `ratio.status`)."""

    shape: Shape
    baseline: Point
    ratio: PaceRatio
    verdict: Verdict | None

    @property
    def is_early(self) -> bool | None:
        """Whether the figure lies on or ahead of this shape's path: R is at least 1."""
        return None if self.ratio.ratio is None else round(self.ratio.ratio, 9) >= 1


@dataclass(frozen=True, slots=True)
class MethodSensitivity:
    """`own` is the reading that the verdict goes by; `reasons` is empty when nothing changes it.

    `by_shape` are the three shapes with the same baseline, `by_baseline` the same shape with the
    points next before and after it.
    """

    own: AlternativeVerdict
    by_shape: tuple[AlternativeVerdict, ...]
    by_baseline: tuple[AlternativeVerdict, ...]
    reasons: tuple[BadgeReason, ...]

    @property
    def depends_on_method(self) -> bool:
        return bool(self.reasons)

    def others(self) -> tuple[AlternativeVerdict, ...]:
        """The readings whose class or side differs from the verdict's own."""
        return tuple(
            reading
            for reading in (*self.by_shape, *self.by_baseline)
            if reading.verdict is not None
            and (reading.verdict, reading.is_early) != (self.own.verdict, self.own.is_early)
        )


def method_sensitivity(
    assessment: Assessment, indicator: Indicator, points: Sequence[Point]
) -> MethodSensitivity | None:
    """The badge of a verdict that goes by its pace; None for every other verdict.

    `points` are those of the target's series, by time; only citable ones count, as in the verdict.
    """
    start, last = assessment.baseline, assessment.last
    if assessment.reason != "pace" or start is None or last is None or indicator.path == "none":
        return None
    usable = citable(points)
    by_shape = tuple(_reading(assessment, indicator, shape, start, last) for shape in SHAPES)
    own = next(reading for reading in by_shape if reading.shape == indicator.path)
    by_baseline = tuple(
        _reading(assessment, indicator, own.shape, other, last)
        for other in _neighbours(usable, start, last)
    )
    return MethodSensitivity(own, by_shape, by_baseline, _reasons(own, by_shape, by_baseline))


def _reading(
    assessment: Assessment, indicator: Indicator, shape: Shape, start: Point, last: Point
) -> AlternativeVerdict:
    found = pace_ratio(
        shape,
        (start.t, start.value),
        (last.t, last.value),
        (end_of_year(assessment.target.year), assessment.threshold or 0.0),
        cap=indicator.cap,
        d=assessment.sense,
    )
    return AlternativeVerdict(
        shape, start, found, verdict_of_ratio(found.ratio) if found.ratio is not None else None
    )


def _neighbours(points: Sequence[Point], start: Point, last: Point) -> tuple[Point, ...]:
    """The points next before and after the baseline, of another day and before the last one."""
    before = [point for point in points if point.t < start.t]
    after = [point for point in points if start.t < point.t < last.t]
    return (*before[-1:], *after[:1])


def _reasons(
    own: AlternativeVerdict,
    by_shape: Sequence[AlternativeVerdict],
    by_baseline: Sequence[AlternativeVerdict],
) -> tuple[BadgeReason, ...]:
    shapes = [reading for reading in by_shape if reading.verdict is not None]
    found: list[BadgeReason] = []
    if any(reading.verdict != own.verdict for reading in shapes):
        found.append("shape_changes_class")
    if any(reading.is_early != own.is_early for reading in shapes):
        found.append("shape_changes_side")
    if any(reading.verdict not in (None, own.verdict) for reading in by_baseline):
        found.append("baseline_changes_class")
    return tuple(found)
