from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.analysis.progress.verdict import Verdict, assess
from lib.model.entities import Aim, Indicator
from lib.model.vocabulary import Comparator
from tests.unit.analysis.making import (
    COUNT,
    DOCUMENT,
    DOWN,
    GEOMETRIC,
    GROWTH,
    LINEAR,
    PROPERTY,
    RANK,
    SHARE,
    TODAY,
    one,
    point,
    points,
    target,
)

# --- Past: today is 15 January 2026, the target is for 2025 ---------------------------------


@pytest.mark.parametrize(
    ("known", "verdict", "reason", "used"),
    [
        ((("2025", 92.0),), "met", "figure_for_year", "2025"),
        ((("2025-12", 85.0),), "missed", "figure_for_year", "2025-12"),
        ((("2025-12-15", 92.0),), "met", "figure_for_year", "2025-12-15"),
        ((("2025-Q4", 92.0),), "met", "figure_for_year", "2025-Q4"),
        ((("2025-07-01/2025-11-12", 92.0),), "met_on_last", "figure_within_24_months", None),
        ((("2024", 85.0),), "missed_on_last", "figure_within_24_months", "2024"),
        ((("2023", 93.15),), "met_on_last", "figure_within_24_months", "2023"),
        ((("2023-12-30", 93.15),), "not_reported", "only_older_figure", None),
        ((("2022-11", 78.0),), "not_reported", "only_older_figure", None),
        ((("2026-06", 95.0),), "not_reported", "only_later_figure", None),
        ((), "not_reported", "without_figure", None),
        ((("2023", 95.0), ("2024", 85.0)), "missed_on_last", "figure_within_24_months", "2024"),
        ((("2025", 85.0), ("2026-06", 95.0)), "missed", "figure_for_year", "2025"),
        ((("2024", 95.0), ("2025", 85.0)), "missed", "figure_for_year", "2025"),
    ],
)
def test_past_targets(
    known: tuple[tuple[str, float], ...], verdict: Verdict, reason: str, used: str | None
) -> None:
    found = one(target(90, year=2025), LINEAR, points(*known))
    assert (found.verdict, found.reason, found.is_past) == (verdict, reason, True)
    if used is not None:
        assert found.used is not None
        assert found.used.period.text == used
    assert found.last == (points(*known)[-1] if known else None)
    assert found.required_pace is None
    assert found.pace_ratio is None


def test_the_year_must_be_over_before_its_target_is_past() -> None:
    aim, known = target(90, year=2025), points(("2025-06", 80.0))
    assert not one(aim, LINEAR, known, today=date(2025, 12, 31)).is_past
    assert one(aim, LINEAR, known, today=date(2026, 1, 1)).is_past


def test_shortfall_is_in_the_direction_and_at_printed_precision() -> None:
    share = one(target(30, year=2025, comparator="~"), SHARE, points(("2025", 17.34)))
    assert (share.verdict, share.shortfall) == ("missed", 12.66)
    growth = one(target(8.5, year=2025, comparator="="), GROWTH, points(("2025", 8.16)))
    assert (growth.verdict, growth.shortfall) == ("missed", 0.34)
    rank = one(target(1, 5, year=2025, comparator="<="), RANK, points(("2024", 24)))
    assert (rank.verdict, rank.shortfall) == ("missed_on_last", 19)
    ahead = one(target(90, year=2025), SHARE, points(("2025", 97.0)))
    assert (ahead.verdict, ahead.shortfall) == ("met", -7.0)
    older = one(target(80, year=2025), SHARE, points(("2022-11", 78.0)))
    assert (older.verdict, older.shortfall) == ("not_reported", 2.0)


# --- Comparators ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "comparator", "low", "high", "value", "met"),
    [
        (LINEAR, ">=", 90, 90, 90.0, True),
        (LINEAR, "=", 90, 90, 91.0, True),
        (LINEAR, "=", 90, 90, 89.99, False),
        (LINEAR, "=", 90, 90, 89.995, True),  # printed 90.00
        (LINEAR, "~", 30, 30, 29.99, False),  # "about" has no tolerance
        (LINEAR, ">", 50, 50, 50.0, False),
        (LINEAR, ">", 50, 50, 50.004, False),  # printed 50.00
        (LINEAR, ">", 50, 50, 50.01, True),
        (GROWTH, "range", 7.0, 7.5, 7.0, True),
        (GROWTH, "range", 7.0, 7.5, 9.0, True),
        (GROWTH, "range", 7.0, 7.5, 6.99, False),
        (COUNT, "range", 2, 3, 2.0, True),
        (RANK, "<=", 1, 5, 5.0, True),
        (RANK, "<=", 1, 5, 6.0, False),
        (RANK, "range", 1, 5, 3.0, True),
        (RANK, "=", 3, 3, 2.0, True),
        (RANK, ">=", 3, 3, 4.0, False),
        (DOWN, "=", 10, 10, 10.0, True),
        (DOWN, ">=", 10, 10, 9.0, True),
        (DOWN, ">", 10, 10, 10.0, False),
        (DOWN, "range", 5, 10, 10.0, True),
        (DOWN, "range", 5, 10, 10.01, False),
        (LINEAR, "<=", 10, 10, 9.0, True),
        (LINEAR, "<=", 10, 10, 11.0, False),
        (SHARE, "=", 100, 100, 99.994, False),
        (SHARE, "=", 100, 100, 99.995, True),
    ],
)
def test_comparators(
    indicator: Indicator,
    comparator: Comparator,
    low: float,
    high: float,
    value: float,
    *,
    met: bool,
) -> None:
    aim = target(low, high, year=2025, comparator=comparator)
    found = one(aim, indicator, points(("2025", value)))
    assert found.verdict == ("met" if met else "missed")


# --- Open -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "goal", "early", "late", "verdict", "ratio"),
    [
        (SHARE, 95, 80, 88, "accelerate", 0.778),
        (LINEAR, 95, 80, 88, "on_track", 1.067),
        (GEOMETRIC, 95, 80, 88, "on_track", 1.110),
        (SHARE, 80, 10, 40, "on_track", 1.000),
        (LINEAR, 80, 10, 40, "accelerate", 0.857),
        (SHARE, 100, 80, 97, "on_track", 1.070),
        (LINEAR, 100, 80, 97, "on_track", 1.700),
        (LINEAR, 100, 0, 47.5, "on_track", 0.950),  # the threshold itself
        (LINEAR, 22.0, 0.0, 10.45, "on_track", 0.950),  # divides to a hair less
        (LINEAR, 100, 0, 47.4, "accelerate", 0.948),
        (LINEAR, 100, 0, 30, "accelerate", 0.600),
        (LINEAR, 100, 0, 29.9, "far_off", 0.598),
        (LINEAR, 100, 10, 10, "far_off", 0.000),
        (LINEAR, 100, 10, 9, "going_back", -0.022),
        (DOWN, 10, 50, 30, "on_track", 1.000),
        (DOWN, 10, 50, 55, "going_back", -0.250),
    ],
)
def test_open_targets_by_pace(
    indicator: Indicator, goal: float, early: float, late: float, verdict: Verdict, ratio: float
) -> None:
    known = points(("2019", early), ("2024", late))
    found = one(target(goal, year=2029, comparator="="), indicator, known)
    assert (found.verdict, found.reason) == (verdict, "pace")
    assert found.pace_ratio == pytest.approx(ratio, abs=0.0006)
    assert found.level == "B"
    assert found.provisional
    assert found.used == known[-1]


def test_reached_is_achieved_whatever_the_trend() -> None:
    falling = points(("2019", 99), ("2022", 95), ("2024", 91))
    found = one(target(90), LINEAR, falling)
    assert (found.verdict, found.reason, found.level) == ("achieved", "reached", "A")
    assert not found.provisional
    assert found.required_pace is None
    assert one(target(90), LINEAR, points(("2024", 91))).verdict == "achieved"


def test_slipped_below() -> None:
    found = one(target(90), SHARE, points(("2019", 92), ("2024", 89)))
    assert (found.verdict, found.reason) == ("slipped_below", "fell_below_target")
    assert found.pace_ratio is None
    assert found.shortfall == 1.0
    # 90 is not more than 90: falling from there is slipping, standing there is not.
    strict = target(90, comparator=">")
    assert one(strict, LINEAR, points(("2019", 90), ("2024", 89))).verdict == "slipped_below"
    still = one(strict, LINEAR, points(("2019", 90), ("2024", 90)))
    assert (still.verdict, still.reason) == ("distance_only", "no_distance")
    # At printed precision 89.996 was 90.
    near = points(("2019", 89.996), ("2024", 89))
    assert one(target(90), LINEAR, near).verdict == "slipped_below"


def test_one_point_gives_distance_and_required_pace_only() -> None:
    found = one(target(80), LINEAR, points(("2024", 60)))
    assert (found.verdict, found.reason, found.level) == ("distance_only", "one_point", "C")
    assert found.ratios == {}
    assert found.shortfall == 20
    assert found.required_pace is not None
    assert found.required_pace.per_year == 3.34  # 20/6, rounded up: 3.33 a year falls 0.02 short
    assert found.required_pace.times_so_far is None


def test_no_point_is_no_figure() -> None:
    for indicator in (LINEAR, RANK, GROWTH):
        found = one(target(80), indicator, ())
        assert (found.verdict, found.level, found.shortfall) == ("no_figure", "D", None)


def test_demonstration_values_never_reach_a_verdict() -> None:
    made = (point("2019", 80, "illustrative"), point("2024", 99, "illustrative"))
    found = one(target(90), LINEAR, made)
    assert (found.verdict, found.level, found.last) == ("no_figure", "D", None)


@pytest.mark.parametrize("indicator", [RANK, GROWTH])
def test_ranks_and_growth_rates_are_met_or_not(indicator: Indicator) -> None:
    comparator: Comparator = "<=" if indicator is RANK else ">="
    goal, bad, good = (5.0, 24.0, 4.0) if indicator is RANK else (8.0, 6.0, 8.0)
    aim = target(goal, comparator=comparator)
    for known in (points(("2024", bad)), points(("2020", bad + 1), ("2022", bad), ("2024", bad))):
        found = one(aim, indicator, known)
        assert (found.verdict, found.reason) == ("not_yet", "met_or_not")
        assert (found.pace_ratio, found.required_pace, found.ratios) == (None, None, {})
    assert one(aim, indicator, points(("2024", good))).verdict == "achieved"


def test_a_pace_needs_a_point_after_the_baseline() -> None:
    known = points(("2019", 50), ("2022", 60))
    found = one(target(80), LINEAR, known, document_date=date(2023, 9, 27))
    assert (found.verdict, found.reason) == ("distance_only", "nothing_since_baseline")
    assert found.level == "B"


@pytest.mark.parametrize(
    ("indicator", "early", "late", "reason"),
    [
        (GEOMETRIC, 0, 40, "not_positive"),
        (SHARE, 0, 40, "outside_cap"),
        (replace(SHARE, cap=None), 20, 40, "no_cap"),
        (replace(LINEAR, path="none"), 20, 40, "no_path"),
    ],
)
def test_what_has_no_pace_says_why(
    indicator: Indicator, early: float, late: float, reason: str
) -> None:
    found = one(target(80), indicator, points(("2019", early), ("2024", late)))
    assert (found.verdict, found.reason, found.pace_ratio) == ("distance_only", reason, None)


def test_a_point_at_the_end_of_the_target_year_leaves_no_time() -> None:
    known = points(("2019", 50), ("2025", 60))
    found = one(target(80, year=2025), LINEAR, known, today=date(2025, 12, 31))
    assert (found.verdict, found.reason) == ("distance_only", "target_date_reached")
    assert found.required_pace is None


def test_ratios_hold_every_shape_for_the_badge() -> None:
    found = one(target(95, year=2029), SHARE, points(("2019", 80), ("2024", 88)))
    ratios = {shape: ratio.ratio for shape, ratio in found.ratios.items()}
    assert ratios == {
        "linear": pytest.approx(1.067, abs=5e-4),
        "geometric": pytest.approx(1.110, abs=5e-4),
        "logistic": pytest.approx(0.778, abs=5e-4),
    }


# --- Required pace ----------------------------------------------------------------------------


def test_required_pace_from_the_last_point() -> None:
    # 60 at the end of 2024 to 80 at the end of 2029: 4 a year, against (60 − 50)/5 = 2 so far.
    linear = one(target(80, year=2029), LINEAR, points(("2019", 50), ("2024", 60))).required_pace
    assert linear is not None
    assert (linear.per_year, linear.rate, linear.times_so_far) == (4.0, None, 2.0)
    # 100 → 121 in two years is 10 % a year so far; 121 → 242 in 5 years is 14.87 %.
    money = one(
        target(242, year=2029), GEOMETRIC, points(("2022", 100), ("2024", 121))
    ).required_pace
    assert money is not None
    assert money.per_year == pytest.approx(24.2)
    assert money.rate == 14.87
    assert money.times_so_far == pytest.approx(1.48698, abs=1e-5)
    # Logit 50 → 80 is ln 4 in 5 years; 80 → 100 stands at 99.5: ln 199 − ln 4 in 5 years.
    share = one(target(100, year=2029), SHARE, points(("2019", 50), ("2024", 80))).required_pace
    assert share is not None
    assert share.per_year == pytest.approx(4.0)
    assert share.times_so_far == pytest.approx((5.293305 - 1.386294) / 1.386294, abs=1e-5)


def test_the_wrong_way_has_no_times_faster() -> None:
    for late in (50.0, 45.0):
        found = one(target(80), LINEAR, points(("2019", 50), ("2024", late))).required_pace
        assert found is not None
        assert found.times_so_far is None
    down = one(target(10, year=2029), DOWN, points(("2019", 50), ("2024", 30))).required_pace
    assert down is not None
    assert (down.per_year, down.times_so_far) == (-4.0, 1.0)


# --- Kinds of target --------------------------------------------------------------------------


def test_milestones_have_no_figure_whatever_is_known() -> None:
    aim = target(80, kind="milestone", aims=())
    found = one(aim, LINEAR, points(("2019", 50), ("2024", 90)))
    assert (found.verdict, found.aim, found.shortfall) == ("no_report", None, None)


def test_two_readings_have_a_verdict_each() -> None:
    aim = target(comparator="range", aims=(Aim("relative", 60, 65), Aim("points", 70, 80)))
    found = assess(aim, LINEAR, points(("2024", 66)), document_date=DOCUMENT, today=TODAY)
    assert [(a.aim.reading, a.threshold, a.verdict) for a in found if a.aim] == [
        ("relative", 60, "achieved"),
        ("points", 70, "distance_only"),
    ]


def test_what_can_no_longer_be_measured() -> None:
    ended = target(90, measurable_until=date(2025, 6, 30))
    found = one(ended, LINEAR, points(("2019", 50), ("2024", 99)))
    assert (found.verdict, found.reason) == ("not_measurable", "tier_ended")
    assert found.required_pace is None
    # A tier that ended inside the 24 months can have left a figure, and may be asked for one.
    past = target(90, year=2025, measurable_until=date(2025, 6, 30))
    assert one(past, LINEAR, points(("2024", 99))).verdict == "met_on_last"
    assert one(past, LINEAR, ()).verdict == "not_reported"
    too_early = target(90, year=2025, measurable_until=date(2023, 12, 30))
    assert one(too_early, LINEAR, points(("2022", 99))).verdict == "not_measurable"
    to_the_end = target(90, year=2025, measurable_until=date(2025, 12, 31))
    assert one(to_the_end, LINEAR, points(("2025", 99))).verdict == "met"
    kept = target(90, year=2024, measurable_until=date(2025, 6, 30))
    assert one(kept, LINEAR, points(("2024", 99))).verdict == "met"


# --- Properties -------------------------------------------------------------------------------

_ORDER: tuple[Verdict, ...] = ("going_back", "far_off", "accelerate", "on_track", "achieved")
_VALUES = st.floats(1.0, 99.0).map(lambda value: round(value, 2))
_INDICATORS = st.sampled_from([LINEAR, SHARE, replace(GEOMETRIC, unit="percent")])


@PROPERTY
@given(_VALUES, _VALUES, _VALUES, _VALUES, _INDICATORS)
def test_a_better_latest_value_never_worsens_the_verdict(
    early: float, late: float, better: float, goal: float, indicator: Indicator
) -> None:
    low, high = sorted((late, better))
    aim = target(goal)
    worse, finer = (
        one(aim, indicator, points(("2019", early), ("2024", value))) for value in (low, high)
    )
    if worse.verdict == "slipped_below":
        assert finer.verdict in ("slipped_below", "achieved")
    else:
        assert _ORDER.index(finer.verdict) >= _ORDER.index(worse.verdict)


@PROPERTY
@given(_VALUES, _VALUES, _VALUES, st.sampled_from(["=", "~", ">=", ">", "range"]))
def test_mirrored_values_with_the_mirrored_direction_have_the_same_verdict(
    early: float, late: float, goal: float, comparator: Comparator
) -> None:
    for indicator in (LINEAR, SHARE):
        down = replace(indicator, direction="down")
        aim = target(goal, comparator=comparator)
        mirrored = target(round(100 - goal, 2), comparator=comparator)
        up = one(aim, indicator, points(("2019", early), ("2024", late)))
        other = one(
            mirrored, down, points(("2019", round(100 - early, 2)), ("2024", round(100 - late, 2)))
        )
        if up.pace_ratio is not None:
            thresholds = (0.0, 0.6, 0.95)
            assume(all(abs(up.pace_ratio - edge) > 1e-6 for edge in thresholds))
        assert other.verdict == up.verdict
        assert other.shortfall == up.shortfall


@PROPERTY
@given(_VALUES, _VALUES, _VALUES, st.sampled_from([10.0, 1000.0, 1e6]))
def test_a_change_of_unit_changes_no_verdict(
    early: float, late: float, goal: float, factor: float
) -> None:
    for indicator in (replace(LINEAR, cap=None), GEOMETRIC):
        before = one(target(goal), indicator, points(("2019", early), ("2024", late)))
        after = one(
            target(goal * factor),
            indicator,
            points(("2019", early * factor), ("2024", late * factor)),
        )
        if before.pace_ratio is not None:
            assume(all(abs(before.pace_ratio - edge) > 1e-6 for edge in (0.0, 0.6, 0.95)))
        assert after.verdict == before.verdict


_TEXTS = st.sampled_from(["2018", "2019", "2022-11", "2023", "2024-06-01", "2025-Q3", "2029"])
_GARBAGE = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)
_EVERY = st.sampled_from(
    [LINEAR, SHARE, GEOMETRIC, DOWN, COUNT, RANK, GROWTH, replace(SHARE, cap=None)]
)


@PROPERTY
@given(
    st.dictionaries(_TEXTS, _GARBAGE, max_size=6),
    _GARBAGE,
    st.sampled_from([2020, 2025, 2030]),
    st.sampled_from(get_args(Comparator)),
    _EVERY,
)
def test_any_series_gives_a_stated_verdict(
    values: dict[str, float], goal: float, year: int, comparator: Comparator, indicator: Indicator
) -> None:
    known = tuple(sorted(points(*values.items()), key=lambda p: p.t))
    found = one(target(goal, year=year, comparator=comparator), indicator, known)
    assert found.verdict in get_args(Verdict)
    assert found.reason
    if found.reason == "pace":
        assert found.pace_ratio is not None
        assert found.level in ("A", "B")


@pytest.mark.parametrize(
    ("early", "late", "verdict"),
    [(40.0, 0.0, "achieved"), (0.0, 5.0, "slipped_below"), (40.0, 20.0, "distance_only")],
)
def test_a_target_of_nought_is_a_target(early: float, late: float, verdict: Verdict) -> None:
    """For what should fall: no overdue dossier. Nought has no geometric path to it."""
    fewer = replace(COUNT, direction="down")
    found = one(target(0, comparator="<="), fewer, points(("2019", early), ("2024", late)))
    assert (found.verdict, found.shortfall, found.pace_ratio) == (verdict, late, None)
