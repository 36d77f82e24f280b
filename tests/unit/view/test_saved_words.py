"""What is said of saved scenarios: when, on what, and what has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from lib.features.scenarios import queries as source
from lib.features.scenarios.saved import wording
from lib.model.entities import Controls
from lib.model.scenario import Snapshot

SHARE = source.indicator_of("digital_economy_share_grdp_va")
THEN = Snapshot(2030, "2024", 16.9, 8.02, 13.4, 21.0, 25.5)
NOW = Snapshot(2030, "2025", 17.34, 8.16, 13.4, 21.97, 25.5)


def test_a_moment_is_on_the_clock_of_the_city() -> None:
    # 18:30 in UTC is half past one of the next day in Hà Nội.
    late = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    assert wording.moment(late, "vi") == "25/11/2026, 01:30"
    assert wording.moment(late, "en") == "25 November 2026, 01:30"


def test_each_figure_that_differs_is_named_with_both_values() -> None:
    assert wording.changes(THEN, NOW, SHARE, "en") == (
        "last figure: 16.9% (2024), now 17.34% (2025)",
        "published GRDP growth: 8.02%, now 8.16%",
        "as now, end of 2030: 21%, now 21.97%",
    )
    assert wording.changes(NOW, NOW, SHARE, "en") == ()
    # Less than is printed is no change.
    assert wording.changes(NOW, replace(NOW, baseline=21.9702), SHARE, "en") == ()


def test_a_figure_that_is_gone_is_said_to_be() -> None:
    gone = replace(NOW, last_period=None, last_value=None, landing=None)
    assert wording.changes(NOW, gone, SHARE, "en") == (
        "last figure: 17.34% (2025), now no figure",
        "this scenario, end of 2030: 25.5%, now no figure",
    )


def test_the_data_version_tells_whether_there_is_anything_to_say() -> None:
    assert wording.older("a", "a", ("x",), "en") == ""
    assert wording.older("a", "b", (), "en").endswith("What it rests on has not changed.")
    said = wording.older("a", "b", ("x: 1, now 2",), "en")
    assert said == "Made on data version a; today’s is b. Changed since: x: 1, now 2."


def test_what_a_scenario_sets_is_told_control_by_control() -> None:
    controls = Controls(
        grdp_growth=11.0,
        effort_society=1.5,
        start_year=2028,
        effort_by_indicator=(("a", 1.2), ("b", 3.0)),
        sharing="lagging_first",
    )
    assert wording.sets(controls, "en") == (
        "GRDP growth 11%; Effort: digital society ×1.5; Effort starts in 2028; an effort of its "
        "own for 2 indicators (×1.2 … ×3); Who gets the effort Lagging first"
    )
    assert wording.sets(Controls(), "vi") == ""
