"""The verdict on a target: are we there, and if not, are we moving fast enough?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lib.analysis.progress.baseline import baseline as baseline_of
from lib.analysis.progress.evidence import Level, evidence_level, years_after
from lib.analysis.progress.pace import SHAPES, Moment, PaceRatio, PaceStatus, Shape, pace_ratio
from lib.analysis.progress.points import Point, citable
from lib.analysis.progress.required import RequiredPace, required_pace, shape_of
from lib.analysis.rounding import round_for_display
from lib.model.entities import Aim, Indicator, Target
from lib.model.vocabulary import Comparator

Verdict = Literal[
    "achieved",
    "met",
    "missed",
    "met_on_last",
    "missed_on_last",
    "not_reported",
    "on_track",
    "accelerate",
    "far_off",
    "going_back",
    "slipped_below",
    "distance_only",
    "no_figure",
    "not_yet",
    "not_measurable",
    "report_found",
    "no_report",
]

Reason = (
    PaceStatus
    | Literal[
        "milestone",
        "tier_ended",
        "figure_for_year",
        "figure_within_24_months",
        "only_older_figure",
        "only_later_figure",
        "without_figure",
        "reached",
        "met_or_not",
        "one_point",
        "no_path",
        "pace",
        "fell_below_target",
    ]
)

# The thresholds of Eurostat's family of indicators, lowest R of each verdict.
ON_TRACK = 0.95
ACCELERATE = 0.60

_WINDOW_YEARS = 2  # a figure this much older than the target year's end still speaks for it
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on one reading of one target, with everything it rests on.

    `threshold` is the number that the value is held against, and `sense` +1 if it must be at
    least that, −1 if at most. `last` is the newest citable point, `used` the one that the verdict
    rests on. `shortfall` is how far `used` (else `last`) is behind, in the indicator's unit at
    printed precision, below zero when ahead. `ratios` hold R in every shape, for open targets
    with two points or more; `pace_ratio` is the one in the indicator's own shape.
    """

    target: Target
    aim: Aim | None
    verdict: Verdict
    reason: Reason
    level: Level
    document_date: date
    is_past: bool
    threshold: float | None = None
    sense: int = 1
    last: Point | None = None
    used: Point | None = None
    shortfall: float | None = None
    baseline: Point | None = None
    pace_ratio: float | None = None
    required_pace: RequiredPace | None = None
    ratios: Mapping[Shape, PaceRatio] = field(default_factory=dict)

    @property
    def provisional(self) -> bool:
        """Whether it rests on two points only, or on more that span too little time."""
        return self.level == "B"


@dataclass(frozen=True, slots=True)
class _Case:
    """What one verdict is asked about; `points` are citable and by time."""

    target: Target
    indicator: Indicator
    points: tuple[Point, ...]
    threshold: float
    sense: int
    baseline: Point | None

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def goal(self) -> Moment:
        return (end_of_year(self.target.year), self.threshold)

    def shortfall(self, point: Point) -> float:
        return short_by(self.threshold, self.sense, point.value, self.indicator)

    def is_reached(self, point: Point) -> bool:
        return is_met(self.shortfall(point), self.target.comparator)


def short_by(threshold: float, sense: int, value: float, indicator: Indicator) -> float:
    """How far a value is behind, at printed precision in the indicator's unit; below 0 ahead."""
    gap = round_for_display(threshold, indicator) - round_for_display(value, indicator)
    return round_for_display(sense * gap, indicator)


def is_met(gap: float, comparator: Comparator) -> bool:
    """Whether a value that is behind by `gap` is as much as is asked for."""
    return gap < 0 if comparator == ">" else gap <= 0


def end_of_year(year: int) -> float:
    """The end of `year` in decimal years, when its target falls due."""
    return year + 1.0


def assess(
    target: Target,
    indicator: Indicator,
    points: Sequence[Point],
    *,
    document_date: date,
    today: date,
) -> tuple[Assessment, ...]:
    """The verdict on each reading of a target; a milestone gives one without a reading.

    `points` are those of the target's series, by time; what was made for demonstration is left
    out here, whatever is passed.
    """
    if target.kind == "milestone":
        return (assess_milestone(target, document_date=document_date, today=today),)
    usable = citable(points)
    return tuple(
        _assess_aim(target, aim, indicator, usable, document_date=document_date, today=today)
        for aim in target.aims
    )


def assess_points(
    target: Target,
    aim: Aim,
    indicator: Indicator,
    points: Sequence[Point],
    *,
    document_date: date,
    today: date,
) -> Assessment:
    """The verdict on one reading by a unit's own points, by time, whatever they rest on.

    The city's target is the measure; whoever shows the result marks it as weak as its points.
    """
    return _assess_aim(
        target, aim, indicator, tuple(points), document_date=document_date, today=today
    )


def assess_milestone(target: Target, *, document_date: date, today: date) -> Assessment:
    """A milestone has a state only where a report of it is cited, and no figure ever."""
    return Assessment(
        target=target,
        aim=None,
        verdict="no_report",
        reason="milestone",
        level="D",
        document_date=document_date,
        is_past=_is_past(target, today),
    )


def sense_of(target: Target, indicator: Indicator) -> int:
    """+1 if the value must be at least the target's number, −1 if at most (as for every rank)."""
    if indicator.kind == "rank" or target.comparator == "<=":
        return -1
    return indicator.d


def threshold_of(aim: Aim, sense: int) -> float:
    """The end of a range that already meets it: the low one, or the high one of "at most"."""
    return aim.low if sense > 0 else aim.high


def _assess_aim(
    target: Target,
    aim: Aim,
    indicator: Indicator,
    points: tuple[Point, ...],
    *,
    document_date: date,
    today: date,
) -> Assessment:
    sense = sense_of(target, indicator)
    case = _Case(
        target=target,
        indicator=indicator,
        points=points,
        threshold=threshold_of(aim, sense),
        sense=sense,
        baseline=baseline_of(points, document_date),
    )
    is_past = _is_past(target, today)
    ratios = {} if is_past else _ratios(case)
    verdict, reason, used = _judge(case, ratios, is_past=is_past)
    shown = used or case.last
    own = ratios.get(shape_of(indicator)) if indicator.path != "none" else None
    return Assessment(
        target=target,
        aim=aim,
        verdict=verdict,
        reason=reason,
        level=evidence_level(points),
        document_date=document_date,
        is_past=is_past,
        threshold=case.threshold,
        sense=sense,
        last=case.last,
        used=used,
        shortfall=case.shortfall(shown) if shown else None,
        baseline=case.baseline,
        pace_ratio=own.ratio if own else None,
        required_pace=None if is_past or reason == "tier_ended" else _required_pace(case),
        ratios=ratios,
    )


def _is_past(target: Target, today: date) -> bool:
    return today > date(target.year, 12, 31)


def _oldest_that_counts(target: Target) -> date:
    return years_after(date(target.year, 12, 31), -_WINDOW_YEARS)


def _judge(
    case: _Case, ratios: Mapping[Shape, PaceRatio], *, is_past: bool
) -> tuple[Verdict, Reason, Point | None]:
    until = case.target.measurable_until
    # A tier that ended inside the window may still have left a last figure that counts.
    if until is not None and until < _oldest_that_counts(case.target):
        return "not_measurable", "tier_ended", None
    return _judge_past(case) if is_past else _judge_open(case, ratios)


def _judge_past(case: _Case) -> tuple[Verdict, Reason, Point | None]:
    due = date(case.target.year, 12, 31)
    oldest = _oldest_that_counts(case.target)
    dated = [(point, point.period.end) for point in case.points if point.period.end is not None]
    for point, end in reversed(dated):
        if end.year == due.year and end.month == _DECEMBER:
            return ("met" if case.is_reached(point) else "missed"), "figure_for_year", point
    for point, end in reversed(dated):
        if oldest <= end <= due:
            reached = case.is_reached(point)
            verdict: Verdict = "met_on_last" if reached else "missed_on_last"
            return verdict, "figure_within_24_months", point
    if not dated:
        return "not_reported", "without_figure", None
    older = any(end < oldest for _, end in dated)
    return "not_reported", "only_older_figure" if older else "only_later_figure", None


def _judge_open(
    case: _Case, ratios: Mapping[Shape, PaceRatio]
) -> tuple[Verdict, Reason, Point | None]:
    last, start = case.last, case.baseline
    if last is None or start is None:
        return "no_figure", "without_figure", None
    if case.is_reached(last):
        return "achieved", "reached", last
    if case.indicator.kind in ("rank", "growth"):
        return "not_yet", "met_or_not", last
    verdict, reason = _judge_pace(case, ratios, start, last)
    return verdict, reason, last


def _judge_pace(
    case: _Case, ratios: Mapping[Shape, PaceRatio], start: Point, last: Point
) -> tuple[Verdict, Reason]:
    if not ratios:
        return "distance_only", "one_point"
    if case.shortfall(start) <= 0 and case.shortfall(last) > case.shortfall(start):
        return "slipped_below", "fell_below_target"
    if case.indicator.path == "none":
        return "distance_only", "no_path"
    own = ratios[shape_of(case.indicator)]
    if own.ratio is None:
        return "distance_only", own.status
    return verdict_of_ratio(own.ratio), "pace"


def verdict_of_ratio(ratio: float) -> Verdict:
    """The class of a pace ratio, by the thresholds of Eurostat's family."""
    ratio = round(ratio, 9)  # 0.95 stays 0.95 after its division
    if ratio >= ON_TRACK:
        return "on_track"
    if ratio >= ACCELERATE:
        return "accelerate"
    return "far_off" if ratio >= 0 else "going_back"


def _ratios(case: _Case) -> Mapping[Shape, PaceRatio]:
    """R in every shape; none for ranks and growth rates, which are met or not."""
    last, start = case.last, case.baseline
    if last is None or start is None or case.indicator.kind in ("rank", "growth"):
        return {}
    if evidence_level(case.points) == "C":
        return {}
    return {
        shape: pace_ratio(
            shape,
            (start.t, start.value),
            (last.t, last.value),
            case.goal,
            cap=case.indicator.cap,
            d=case.sense,
        )
        for shape in SHAPES
    }


def _required_pace(case: _Case) -> RequiredPace | None:
    last = case.last
    if last is None or case.indicator.kind in ("rank", "growth") or case.is_reached(last):
        return None
    return required_pace(
        case.indicator,
        start=case.baseline,
        last=last,
        goal=case.goal,
        sense=case.sense,
        comparator=case.target.comparator,
    )
