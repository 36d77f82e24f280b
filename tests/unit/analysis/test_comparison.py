"""Scenarios side by side against numbers worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lib.analysis.projection.chance import odds
from lib.analysis.projection.history import Rates
from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE
from lib.analysis.projection.projection import project
from lib.analysis.scenarios.comparison import (
    ComparisonCell,
    Count,
    compare_cell,
    comparison_table,
    counts,
)
from lib.model.entities import Controls
from lib.model.vocabulary import Provenance
from tests.unit.analysis.making import (
    GROWTH,
    LINEAR,
    RANK,
    SHARE,
    history,
    one,
    points,
    target,
)

DIGITAL = replace(SHARE, indicator_id=DIGITAL_ECONOMY_SHARE, pillar="economy")
FIGURES = points(("2025", 17.34))
SERIES = history(DIGITAL, [], [], city=FIGURES, rates=Rates(8.16, 13.4))
AIM = one(target(40, comparator=">"), DIGITAL, FIGURES)


def under(**controls: float) -> ComparisonCell:
    return compare_cell(AIM, project(SERIES, 2030, Controls(**controls)))  # type: ignore[arg-type]


def test_short_touched_and_met_at_printed_precision() -> None:
    # 17.34·(1.134/1.0816)⁵ = 21.97; 27.84 % a year just touches 40; 30 % gives 43.49.
    as_now, touched, met = (
        under(),
        under(digital_economy_growth=27.84),
        under(digital_economy_growth=30),
    )
    assert as_now.value == pytest.approx(21.97, abs=0.005)
    assert (as_now.outcome, as_now.short) == ("short", 18.03)
    assert touched.value == pytest.approx(40, abs=0.005)
    assert (touched.outcome, touched.short) == ("short", 0)
    assert met.value == pytest.approx(43.49, abs=0.005)
    assert (met.outcome, met.short) == ("met", 0)
    assert met.chance is None


def test_a_line_of_two_points_goes_on_and_effort_nought_stops_it() -> None:
    # 80 in 2020, 88 in 2025: 96 in 2030; standing still from the end of 2026 it stays at 89.6.
    known = points(("2020", 80), ("2025", 88))
    aim = one(target(95), LINEAR, known)
    series = history(LINEAR, [], [], city=known)
    on = compare_cell(aim, project(series, 2030, Controls()))
    off = compare_cell(aim, project(series, 2030, Controls(effort_society=0.0, ramp_years=0.0)))
    assert (on.outcome, round(on.value or 0, 6)) == ("met", 96.0)
    assert (off.outcome, round(off.value or 0, 6), off.short) == ("short", 89.6, 5.4)


def test_no_control_changes_a_target_whose_year_is_over() -> None:
    known = points(("2020", 80), ("2024", 88))
    aim = one(target(95, year=2025), LINEAR, known)
    assert aim.is_past
    assert compare_cell(
        aim, project(history(LINEAR, [], [], city=known), 2030, Controls())
    ) == ComparisonCell("settled")


def test_without_a_curve_nothing_is_said() -> None:
    aim = one(target(95), LINEAR, ())
    assert compare_cell(aim, project(history(LINEAR, [], []), 2030, Controls())) == ComparisonCell(
        "unknown"
    )


def test_one_figure_is_no_projection() -> None:
    # 97 held level to 2030 would be "met"; nothing says that it stays there.
    known = points(("2025", 97.0))
    aim = one(target(95), SHARE, known)
    assert compare_cell(
        aim, project(history(SHARE, [], [], city=known), 2030, Controls())
    ) == ComparisonCell("unknown")


def test_a_rank_is_judged_by_its_last_figure_and_not_projected() -> None:
    known = points(("2024", 3.0), ("2025", 2.0))
    aim = one(target(3, comparator="<="), RANK, known)
    assert compare_cell(
        aim, project(history(RANK, [], [], city=known), 2030, Controls())
    ) == ComparisonCell("held")


GRDP = replace(GROWTH, indicator_id="grdp_growth", pillar="economy")
PRODUCTIVITY = replace(GROWTH, indicator_id="labour_productivity_growth", pillar="economy")
RATES = Rates(8.16, 13.4, at=2026.0)


def test_grdp_grows_as_the_scenario_says_which_is_no_projection() -> None:
    known = points(("2025", 8.16))
    aim = one(target(10), GRDP, known)
    series = history(GRDP, [], [], city=known, rates=RATES)
    now = compare_cell(aim, project(series, 2030, Controls()))
    fast = compare_cell(aim, project(series, 2030, Controls(grdp_growth=10.0)))
    assert (now.value, now.outcome, now.short) == (8.16, "short", 1.84)
    assert (fast.value, fast.outcome) == (10.0, "met")
    assert not now.counts
    assert not fast.counts


def test_productivity_without_a_figure_of_employment_is_never_met() -> None:
    # (1 + 8.16 %)/(1 + 0) would be 8.16: employment that nobody published is not nought.
    aim = one(target(7), PRODUCTIVITY, ())
    series = history(PRODUCTIVITY, [], [], rates=RATES)
    assert compare_cell(aim, project(series, 2030, Controls())) == ComparisonCell("unknown")
    assert compare_cell(aim, project(series, 2030, Controls(grdp_growth=20.0))) == ComparisonCell(
        "unknown"
    )
    assumed = compare_cell(aim, project(series, 2030, Controls(employment_growth=0.0)))
    assert (assumed.outcome, assumed.is_assumed, assumed.counts) == ("met", True, False)


def test_on_illustrative_values_there_is_no_verdict_and_no_chance() -> None:
    series = history(SHARE, [2023.0, 2024.0, 2025.0, 2026.0], [[40, 46, 51, 58]] * 3)
    aim = one(target(80), SHARE, ())
    published = compare_cell(aim, project(series, 2030, Controls()))
    made_up = compare_cell(
        aim, project(replace(series, provenance="illustrative"), 2030, Controls())
    )
    assert published.chance is not None
    assert published.counts
    assert (made_up.outcome, made_up.value) == ("no_verdict", published.value)
    assert made_up.chance is None
    assert not made_up.counts


def test_even_odds_are_neither_met_nor_short() -> None:
    assert [odds(is_met=True, chance=each) for each in (None, 0.61, 0.6, 0.49, 0.1)] == [
        "met",
        "met",
        "even",
        "even",
        "even",
    ]
    assert [odds(is_met=False, chance=each) for each in (None, 0.39, 0.4, 0.49)] == [
        "short",
        "short",
        "even",
        "even",
    ]


def made(outcome: str, value: float | None, mark: Provenance | None = "official") -> ComparisonCell:
    return ComparisonCell(outcome, value, provenance=mark)  # type: ignore[arg-type]


def test_rows_tell_what_moves_and_what_parts() -> None:
    rows = comparison_table(
        [AIM, AIM, AIM],
        [DIGITAL] * 3,
        [
            [made("short", 30.0), made("short", 30.001), made("met", 41.0)],
            [made("met", 41.0), made("short", 30.004), made("met", 42.0)],
        ],
    )
    assert [row.differs for row in rows] == [True, False, False]
    # 30.001 and 30.004 are printed alike.
    assert [row.is_moved for row in rows] == [True, False, True]


def test_counts_rest_on_citable_values_that_every_scenario_has() -> None:
    cells = [
        [made("met", 41), made("met", 41, "illustrative"), made("unknown", None), made("short", 3)],
        [made("met", 41), made("met", 41, "illustrative"), made("met", 41), made("met", 41)],
    ]
    rows = comparison_table([AIM] * 4, [DIGITAL] * 4, cells)
    assert counts(rows, year=2030) == (Count(1, 2, 4), Count(2, 2, 4))
    assert counts(rows, year=2025) == ()
    made_up = comparison_table([AIM], [DIGITAL], [[made("met", 41, "illustrative")]] * 2)
    assert counts(made_up, year=2030) == ()


def test_scenarios_of_unlike_length_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        comparison_table([AIM], [DIGITAL], [[made("met", 1)], []])
