"""Scenarios beside one another: which targets each of them reaches, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from lib.analysis.progress.verdict import Assessment
from lib.analysis.projection.chance import Odds, chance_of, odds
from lib.analysis.projection.identity import IDENTITIES
from lib.analysis.projection.projection import Projection
from lib.analysis.projection.scale import path_of
from lib.analysis.rounding import meets, round_for_display
from lib.model.entities import Indicator
from lib.model.vocabulary import CITABLE, Provenance

Outcome = Odds | Literal["no_verdict", "settled", "held", "unknown"]
"""Odds as `chance.odds` has them. No verdict: the value rests on figures made for demonstration.
Settled: the target's year is over, no control changes it. Held: a rank, judged by its last figure
and not projected. Unknown: there is no curve."""


JUDGED: Final[tuple[Odds, ...]] = get_args(Odds)


@dataclass(frozen=True, slots=True)
class ComparisonCell:
    """Where one scenario brings the city by the end of a target's year.

    `value` in the indicator's unit, None without a curve. `short` is what is missing to the
    threshold, at printed precision: nought where it is met, or touched but not passed. `chance`
    (0 to 1) that the printed figure meets it, None where the figures allow none. `provenance` is
    the weakest mark of what the value rests on. `is_assumed` says that the value is, or hangs on,
    a rate that a scenario sets and no figure gives.
    """

    outcome: Outcome
    value: float | None = None
    short: float = 0.0
    chance: float | None = None
    provenance: Provenance | None = None
    is_assumed: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a projection of published figures, met or short: what is counted."""
        is_judged = self.outcome in JUDGED
        return is_judged and self.provenance in CITABLE and not self.is_assumed


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One binding target with a cell for each scenario, in their order."""

    assessment: Assessment
    indicator: Indicator
    cells: tuple[ComparisonCell, ...]

    @property
    def counts(self) -> bool:
        """Whether every scenario projects it from published figures."""
        return all(compare_cell.counts for compare_cell in self.cells)

    @property
    def differs(self) -> bool:
        """Whether a target is met in one scenario and not in another."""
        return len({compare_cell.outcome for compare_cell in self.cells}) > 1

    @property
    def is_open(self) -> bool:
        """Whether a scenario could still change it."""
        return any(compare_cell.outcome != "settled" for compare_cell in self.cells)

    @property
    def is_moved(self) -> bool:
        """Whether the printed values are not all the same."""
        values = {
            None if cell.value is None else round_for_display(cell.value, self.indicator)
            for cell in self.cells
        }
        return len(values) > 1


@dataclass(frozen=True, slots=True)
class Count:
    """How many targets of a year one scenario meets, of `known` that can be projected.

    `asked` are all targets of the year that are still open.
    """

    met: int
    known: int
    asked: int


def compare_cell(assessment: Assessment, projection: Projection) -> ComparisonCell:
    """Where the scenario of `projection` stands against a target, at the end of its year."""
    if assessment.is_past or assessment.reason == "tier_ended":
        return ComparisonCell("settled")
    target, threshold, indicator = assessment.target, assessment.threshold, projection.indicator
    if path_of(indicator) == "none" and indicator.indicator_id not in IDENTITIES:
        return ComparisonCell("held")
    column = projection.at(target.year)
    if column is None or threshold is None or not projection.is_projected:
        return ComparisonCell("unknown")
    value = float(projection.city_scenario[column])
    if projection.city_provenance not in CITABLE:
        return ComparisonCell("no_verdict", value, provenance=projection.city_provenance)
    is_met = meets(
        value, threshold, indicator, comparator=target.comparator, sense=assessment.sense
    )
    gap = assessment.sense * (
        round_for_display(threshold, indicator) - round_for_display(value, indicator)
    )
    chance = chance_of(
        projection,
        threshold,
        target.year,
        comparator=target.comparator,
        sense=assessment.sense,
    )
    return ComparisonCell(
        odds(is_met=is_met, chance=chance.value),
        value,
        0.0 if is_met else max(round_for_display(gap, indicator), 0.0),
        chance.value,
        projection.city_provenance,
        projection.is_assumed,
    )


def comparison_table(
    assessments: Sequence[Assessment],
    indicators: Sequence[Indicator],
    scenarios: Iterable[Sequence[ComparisonCell]],
) -> tuple[ComparisonRow, ...]:
    """The cells of each scenario, one a target, turned into rows of one target each."""
    by_target = zip(assessments, indicators, zip(*scenarios, strict=True), strict=True)
    return tuple(ComparisonRow(one, indicator, cells) for one, indicator, cells in by_target)


def counts(rows: Iterable[ComparisonRow], *, year: int) -> tuple[Count, ...]:
    """For each scenario, how many targets of `year` are met; projected from published figures only.

    A target counts where every scenario projects it, so that the counts can be compared.
    """
    asked = [row for row in rows if row.assessment.target.year == year and row.is_open]
    known = [[cell.outcome == "met" for cell in row.cells] for row in asked if row.counts]
    if not known:
        return ()
    return tuple(Count(sum(met), len(known), len(asked)) for met in zip(*known, strict=True))
