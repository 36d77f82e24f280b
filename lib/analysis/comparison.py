"""Scenarios beside one another: which targets each of them reaches, and where they differ."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lib.analysis.chance import chance_of
from lib.analysis.printed import printed
from lib.analysis.projection import Projection
from lib.analysis.verdict import Assessment
from lib.analysis.whatif import meets
from lib.model.kinds import CITABLE, Provenance
from lib.model.things import Indicator

Outcome = Literal["met", "short", "settled", "unknown"]
"""Settled: the target's year is over, no control changes it. Unknown: there is no curve."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one scenario brings the city by the end of a target's year.

    `value` in the indicator's unit, None without a curve. `short` is what is missing to the
    threshold, at printed precision: nought where it is met, or touched but not passed. `chance`
    (0 to 1) that the printed figure meets it, None where the figures allow none. `provenance` is
    the weakest mark of what the value rests on.
    """

    outcome: Outcome
    value: float | None = None
    short: float = 0.0
    chance: float | None = None
    provenance: Provenance | None = None

    @property
    def is_citable(self) -> bool:
        """Whether it rests on nothing that was made for demonstration."""
        return self.provenance in CITABLE


@dataclass(frozen=True, slots=True)
class Row:
    """One binding target with a cell for each scenario, in their order."""

    assessment: Assessment
    indicator: Indicator
    cells: tuple[Cell, ...]

    @property
    def is_citable(self) -> bool:
        return all(cell.is_citable for cell in self.cells)

    @property
    def differs(self) -> bool:
        """Whether a target is met in one scenario and not in another."""
        return len({cell.outcome for cell in self.cells}) > 1

    @property
    def is_moved(self) -> bool:
        """Whether the printed values are not all the same."""
        values = {
            None if cell.value is None else printed(cell.value, self.indicator)
            for cell in self.cells
        }
        return len(values) > 1


@dataclass(frozen=True, slots=True)
class Count:
    """How many targets of a year one scenario meets, of how many that there is a curve for."""

    met: int
    known: int


def cell(assessment: Assessment, projection: Projection) -> Cell:
    """Where the scenario of `projection` stands against a target, at the end of its year."""
    if assessment.is_past or assessment.reason == "tier_ended":
        return Cell("settled")
    target, threshold = assessment.target, assessment.threshold
    column = projection.at(target.year)
    if column is None or threshold is None or not projection.city_scenario.size:
        return Cell("unknown")
    value = float(projection.city_scenario[column])
    if not math.isfinite(value):
        return Cell("unknown")
    indicator = projection.indicator
    is_met = meets(
        value, threshold, indicator, comparator=target.comparator, sense=assessment.sense
    )
    gap = assessment.sense * (printed(threshold, indicator) - printed(value, indicator))
    chance = chance_of(
        projection,
        threshold,
        target.year,
        comparator=target.comparator,
        sense=assessment.sense,
    )
    return Cell(
        "met" if is_met else "short",
        value,
        0.0 if is_met else max(printed(gap, indicator), 0.0),
        chance.value,
        projection.city_provenance,
    )


def table(
    assessments: Sequence[Assessment],
    indicators: Sequence[Indicator],
    scenarios: Iterable[Sequence[Cell]],
) -> tuple[Row, ...]:
    """The cells of each scenario, one a target, turned into rows of one target each."""
    by_target = zip(assessments, indicators, zip(*scenarios, strict=True), strict=True)
    return tuple(Row(one, indicator, cells) for one, indicator, cells in by_target)


def counts(rows: Iterable[Row], *, year: int) -> tuple[Count, ...]:
    """For each scenario, how many targets of `year` are met; on citable values only.

    A target counts where every scenario has a curve, so that the counts can be compared.
    """
    known = [
        [cell.outcome == "met" for cell in row.cells]
        for row in rows
        if row.assessment.target.year == year
        and row.is_citable
        and all(cell.outcome in ("met", "short") for cell in row.cells)
    ]
    if not known:
        return ()
    return tuple(Count(sum(met), len(known)) for met in zip(*known, strict=True))
