"""The shopping list and what an import changed, on the shipped figures and by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lib.analysis.progress.changes import changes
from lib.analysis.progress.targets import assess_all, binding
from lib.analysis.progress.verdict import Assessment
from lib.analysis.units.gaps import data_gaps
from lib.data.package import load
from tests.serving import ROOT

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def assessed() -> tuple[Assessment, ...]:
    package = load(ROOT / "data")
    return assess_all(
        package.targets,
        indicators=package.indicators,
        series=package.series,
        documents=package.documents,
        observations=package.observations,
        today=TODAY,
    )


def test_what_has_no_figure_comes_first_and_gains_a_distance(
    assessed: tuple[Assessment, ...],
) -> None:
    found = data_gaps(binding(assessed))
    levels = [one.level for one in found]
    assert levels == sorted(levels, reverse=True)
    assert {(one.level, one.gains) for one in found} <= {("D", "C"), ("C", "B"), ("B", "A")}
    assert len({one.series_id for one in found}) == len(found)


def test_what_is_settled_is_not_wanted(assessed: tuple[Assessment, ...]) -> None:
    bound = binding(assessed)
    settled = {one.target.series_id for one in bound if one.verdict in ("met", "missed")}
    still = {
        one.target.series_id
        for one in bound
        if one.aim is not None
        and one.verdict not in ("met", "missed", "not_measurable")
        and one.level != "A"
    }
    assert {one.series_id for one in data_gaps(bound)} == still
    assert settled - still


def test_changes_are_those_of_verdict_level_or_last_figure(
    assessed: tuple[Assessment, ...],
) -> None:
    first, second, third, *rest = assessed
    after = (
        replace(first, level="B" if first.level != "B" else "C"),
        replace(second, verdict="met" if second.verdict != "met" else "missed"),
        third,
        *rest,
    )
    found = changes(assessed, after)
    assert [one.after for one in found] == [after[1], after[0]]
    assert [one.is_verdict for one in found] == [True, False]
    assert changes(assessed, assessed) == ()
