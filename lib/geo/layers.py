"""What the colours of a map mean: the values, or what follows from them, cell by cell.

Every meaning is a grid like that of the values, so classes, legend, table and picture treat all
alike. Nothing is carried from one series or geography to another: a grid holds one of each.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from lib.analysis.progress.evidence import level_of
from lib.analysis.progress.points import Point
from lib.analysis.progress.verdict import Assessment, Verdict, assess_points
from lib.analysis.rounding import decimals as printed_decimals
from lib.analysis.rounding import round_for_display
from lib.analysis.units.city import CityValue, weight_of
from lib.analysis.units.shortfall import Shortfall, shares_of_shortfall
from lib.geo.unit_period_grid import MISSING_LETTERS, PROVENANCE_OF, Cells, Grid
from lib.model.entities import Indicator, Unit
from lib.model.period import parse_period
from lib.wording.numbers import gap_unit
from lib.wording.terms import SIGNS

Meaning = Literal["value", "gap", "share", "change", "verdict"]
Scale = Literal["sequential", "diverging", "status"]
Obstacle = Literal["no_target", "not_averaged", "one_period"]

MEANINGS: Final[tuple[Meaning, ...]] = get_args(Meaning)


class Status(NamedTuple):
    """A verdict, and whether it is provisional for resting on too few points or too little time."""

    verdict: Verdict
    is_provisional: bool = False

    @property
    def key(self) -> str:
        """A name without language, for links."""
        return f"{self.verdict}_provisional" if self.is_provisional else self.verdict


def status_of(found: Assessment, points: Sequence[Point]) -> Status:
    """The verdict on a unit by its own points, as every page shows it."""
    # Whether the number is reached hangs on no pace, so it is never provisional.
    return Status(found.verdict, found.reason == "pace" and level_of(points) == "B")


STATUSES: Final[tuple[Status, ...]] = tuple(
    Status(verdict, is_provisional) for verdict in SIGNS for is_provisional in (False, True)
)
"""What a cell of the verdict layer holds is a place in this."""

SHARE_DECIMALS: Final = 2
_NOT_APPLICABLE: Final = MISSING_LETTERS["not_applicable"]
_NO_DATA: Final = MISSING_LETTERS["no_data_for_period"]


@dataclass(frozen=True, slots=True)
class Layer:
    """What is coloured. `cells` hold it in `unit` (a unit code of the data) at `decimals`.

    `is_turned` says that less is better, so a diverging ramp is laid the other way round.
    `shortfalls` are there for the share of the shortfall alone, one a period.
    """

    meaning: Meaning
    cells: Grid
    unit: str
    decimals: int
    scale: Scale = "sequential"
    is_turned: bool = False
    shortfalls: tuple[Shortfall, ...] = ()

    def statuses(self) -> tuple[Status, ...]:
        """The verdicts that occur in any period, from good to bad; empty for other meanings."""
        if self.scale != "status":
            return ()
        return tuple(STATUSES[int(place)] for place in sorted(set(self.cells.all_values)))


def obstacle(
    meaning: Meaning, cells: Grid, indicator: Indicator, goals: Mapping[str, Assessment]
) -> Obstacle | None:
    """Why a series cannot be shown by `meaning`, or None where it can."""
    if meaning == "value":
        return None
    if meaning == "change":
        return None if len(since_options(cells)) > 1 else "one_period"
    if not goals:
        return "no_target"
    if meaning == "share" and weight_of(indicator)[0] == "none":
        return "not_averaged"
    return None


def since_options(cells: Grid) -> tuple[str, ...]:
    """The periods that a change can be counted from or to: those with a date."""
    return tuple(period for period in cells.periods if not parse_period(period).is_undated)


def value_layer(cells: Grid, indicator: Indicator) -> Layer:
    """The values themselves."""
    return Layer("value", cells, indicator.unit, printed_decimals(indicator))


def gap_layer(cells: Grid, indicator: Indicator, goal: Assessment) -> Layer:
    """How far each unit is ahead (above nought) of the city's target, or behind (below).

    d·(y − yT) at printed precision, with d from the target's own sense, so that ahead is above
    nought for ranks and for what should fall as well.
    """
    threshold = _threshold(goal)

    def gap(value: float) -> float:
        return round_for_display(
            goal.sense * (value - round_for_display(threshold, indicator)), indicator
        )

    found = tuple(tuple(None if v is None else gap(v) for v in line) for line in cells.values)
    return Layer(
        "gap",
        replace(cells, values=found),
        gap_unit(indicator.unit),
        printed_decimals(indicator),
        scale="diverging",
    )


def change_layer(cells: Grid, indicator: Indicator, since: str) -> Layer:
    """The value less that of the period `since`, unit by unit; periods up to it have none.

    Both are of one series and one geography, so no change crosses a reform or a method.
    """
    start = cells.periods.index(since)
    lines = [_changes(cells, place, start, indicator) for place in range(len(cells.periods))]
    return Layer(
        "change",
        replace(
            cells,
            values=tuple(values for values, _ in lines),
            marks=tuple(marks for _, marks in lines),
        ),
        gap_unit(indicator.unit),
        printed_decimals(indicator),
        scale="diverging",
        is_turned=indicator.direction == "down",
    )


def share_layer(
    cells: Grid,
    indicator: Indicator,
    goal: Assessment,
    *,
    units: Sequence[Unit],
    city: Sequence[CityValue],
) -> Layer:
    """Each unit's share, in per cent, of what all units lack of the city's target together.

    `city` is one value a period of `cells`. Where nobody is short there are no shares.
    """
    found = tuple(
        shares_of_shortfall(
            indicator,
            units,
            _points(cells, place),
            threshold=_threshold(goal),
            sense=goal.sense,
            comparator=goal.target.comparator,
            published=_published(cells, place, here),
        )
        for place, here in enumerate(city)
    )
    lines = [_shares(cells, place, shortfall) for place, shortfall in enumerate(found)]
    return Layer(
        "share",
        replace(
            cells,
            values=tuple(values for values, _ in lines),
            marks=tuple(marks for _, marks in lines),
        ),
        "percent",
        SHARE_DECIMALS,
        shortfalls=found,
    )


def verdict_layer(cells: Grid, indicator: Indicator, goal: Assessment, *, today: date) -> Layer:
    """The verdict on each unit by its own points up to each period, held to the city's target."""
    by_period = [_points(cells, place) for place in range(len(cells.periods))]
    lines = tuple(
        tuple(
            None if value is None else _status(by_period[: place + 1], code, indicator, goal, today)
            for code, value in zip(cells.codes, values, strict=True)
        )
        for place, values in enumerate(cells.values)
    )
    marks = tuple(
        "".join(_weakest(cells, place, at) for at in range(len(cells.codes)))
        for place in range(len(cells.periods))
    )
    return Layer("verdict", replace(cells, values=lines, marks=marks), "", 0, scale="status")


def _status(
    by_period: Sequence[Mapping[str, Point]],
    code: str,
    indicator: Indicator,
    goal: Assessment,
    today: date,
) -> float:
    points = tuple(points[code] for points in by_period if code in points)
    aim = goal.aim
    if aim is None:
        raise ValueError(f"target {goal.target.target_id}: a milestone has no number to reach")
    found = assess_points(
        goal.target, aim, indicator, points, document_date=goal.document_date, today=today
    )
    return float(STATUSES.index(status_of(found, points)))


def _weakest(cells: Grid, place: int, at: int) -> str:
    """The mark of a cell that rests on all of its unit's cells up to `place`."""
    mark = cells.marks[place][at]
    if cells.values[place][at] is None:
        return mark
    return "i" if any(marks[at] == "i" for marks in cells.marks[: place + 1]) else mark


def _threshold(goal: Assessment) -> float:
    if goal.threshold is None:
        raise ValueError(f"target {goal.target.target_id}: no number to be held against")
    return goal.threshold


def _changes(cells: Grid, place: int, start: int, indicator: Indicator) -> tuple[Cells, str]:
    values: list[float | None] = []
    marks = []
    is_later = place > start and not parse_period(cells.periods[place]).is_undated
    for now, then, mark, before in zip(
        cells.values[place],
        cells.values[start],
        cells.marks[place],
        cells.marks[start],
        strict=True,
    ):
        if not is_later:
            values.append(None)
            marks.append(_NOT_APPLICABLE)
        elif now is None or then is None:
            values.append(None)
            marks.append(mark if now is None else _NO_DATA)
        else:
            values.append(round_for_display(now - then, indicator))
            marks.append("i" if "i" in (mark, before) else mark)
    return tuple(values), "".join(marks)


def _shares(cells: Grid, place: int, found: Shortfall) -> tuple[Cells, str]:
    values: list[float | None] = []
    marks = []
    # The whole that it is a share of rests on every unit.
    is_illustrative = "i" in cells.marks[place]
    for code, value, mark in zip(cells.codes, cells.values[place], cells.marks[place], strict=True):
        share = found.shares.get(code)
        values.append(None if share is None else _share_printed(share))
        if share is not None:
            marks.append("i" if is_illustrative else mark)
        else:
            marks.append(mark if value is None else _NOT_APPLICABLE)
    return tuple(values), "".join(marks)


def _share_printed(share: float) -> float:
    """In per cent; who is short by little is still not there, so nought is for nobody else."""
    least = 10.0**-SHARE_DECIMALS
    return max(round(100 * share, SHARE_DECIMALS), least) if share > 0 else 0.0


def _points(cells: Grid, place: int) -> dict[str, Point]:
    """The dated points of a period by unit code."""
    period = parse_period(cells.periods[place])
    if period.is_undated:
        return {}
    return {
        code: Point(period.t, value, period, PROVENANCE_OF[mark], source)
        for code, value, mark, source in zip(
            cells.codes,
            cells.values[place],
            cells.marks[place],
            cells.sources[place],
            strict=True,
        )
        if value is not None
    }


def _published(cells: Grid, place: int, found: CityValue) -> Point | None:
    if found.basis != "published" or found.value is None or found.provenance is None:
        return None
    period = parse_period(cells.periods[place])
    moment = math.nan if period.is_undated else period.t
    return Point(moment, found.value, period, found.provenance, "")
