from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.analysis.progress.pace import SHAPES, Shape
from lib.analysis.progress.schedule import StandingStatus, path_moment, path_value, schedule_status
from lib.model.entities import Indicator
from tests.unit.analysis.making import (
    DOWN,
    GEOMETRIC,
    GROWTH,
    LINEAR,
    PROPERTY,
    RANK,
    SHARE,
    TODAY,
    one,
    points,
    target,
)


@pytest.mark.parametrize(
    ("indicator", "goal", "early", "late", "lead", "months"),
    [
        # 2020 → 2025 → 2030, as R is worked. Half-way the line is at 87.5 and reaches 88 a third
        # of a year later.
        (LINEAR, 95, 80, 88, 0.500, 4.00),
        # √(80·95) = 87.178; ln 1.1/ln 1.1875 of ten years.
        (GEOMETRIC, 95, 80, 88, 0.822, 6.55),
        # L: 1.386 → 2.944, half-way 2.165 is 89.71; L(88) = 1.992 after 3.89 years.
        (SHARE, 95, 80, 88, -1.710, -13.31),
        (LINEAR, 80, 10, 40, -5.000, -8.57),
        (GEOMETRIC, 80, 10, 40, 11.716, 20.0),
        (SHARE, 80, 10, 40, 0.000, 0.00),  # odds 1/9 → 4, half-way 2/3
        (LINEAR, 90, 50, 50, -20.0, -60.0),
        (DOWN, 10, 50, 20, 10.0, 30.0),
        (DOWN, 10, 50, 40, -10.0, -30.0),
    ],
)
def test_lead_by_hand(
    indicator: Indicator, goal: float, early: float, late: float, lead: float, months: float
) -> None:
    known = points(("2019", early), ("2024", late))
    found = schedule_status(one(target(goal, year=2029), indicator, known), indicator, today=TODAY)
    assert found.status == "ok"
    assert found.lead == pytest.approx(lead, abs=0.005)
    assert found.months == pytest.approx(months, abs=0.02)
    assert found.beyond is None


def test_the_path_today_and_at_the_last_figure() -> None:
    known = points(("2019", 40.0), ("2024", 55.0))
    found = schedule_status(
        one(target(60, year=2029), LINEAR, known), LINEAR, today=date(2027, 12, 31)
    )
    assert found.path_at_last == pytest.approx(50.0)
    assert found.path_today == pytest.approx(56.0)
    assert (found.start, found.goal, found.shape) == ((2020.0, 40.0), (2030.0, 60.0), "linear")


def test_today_outside_the_way_has_no_path() -> None:
    known = points(("2019", 40.0), ("2024", 55.0))
    assessed = one(target(60, year=2029), LINEAR, known)
    assert schedule_status(assessed, LINEAR, today=date(2030, 6, 1)).path_today is None
    assert schedule_status(assessed, LINEAR, today=date(2019, 6, 1)).path_today is None
    assert schedule_status(assessed, LINEAR).path_today is None


def test_words_off_the_ends_of_the_path() -> None:
    below = schedule_status(
        one(target(60, year=2029), LINEAR, points(("2019", 40), ("2024", 38))), LINEAR
    )
    assert (below.status, below.months, below.beyond) == ("ok", None, "before_the_start")
    assert below.lead == pytest.approx(-12.0)
    above = schedule_status(
        one(target(60, year=2029), LINEAR, points(("2019", 40), ("2024", 61))), LINEAR
    )
    assert (above.months, above.beyond) == (None, "beyond_the_target_date")
    assert above.lead == pytest.approx(11.0)
    falling = schedule_status(
        one(target(10, year=2029), DOWN, points(("2019", 50), ("2024", 55))), DOWN
    )
    assert falling.beyond == "before_the_start"


def test_a_target_at_the_cap_stands_inside_it() -> None:
    known = points(("2019", 80), ("2024", 97))
    found = schedule_status(one(target(100, year=2029), SHARE, known), SHARE)
    assert found.goal == (2030.0, 99.5)
    # L: 1.386 → 5.293, half-way 3.340 is 96.58.
    assert found.lead == pytest.approx(0.423, abs=0.005)


@pytest.mark.parametrize(
    ("indicator", "known", "goal", "status"),
    [
        (SHARE, (("2024", 50.0),), 80, "one_point"),
        (SHARE, (), 80, "without_figure"),
        (SHARE, (("2019", 85.0), ("2024", 89.0)), 80, "no_distance"),
        (SHARE, (("2019", 0.0), ("2024", 50.0)), 80, "outside_cap"),
        (GEOMETRIC, (("2019", 0.0), ("2024", 50.0)), 80, "not_positive"),
        (RANK, (("2019", 9.0), ("2024", 7.0)), 5, "met_or_not"),
        (GROWTH, (("2019", 6.0), ("2024", 7.0)), 8, "met_or_not"),
    ],
)
def test_no_lead_and_why(
    indicator: Indicator, known: tuple[tuple[str, float], ...], goal: float, status: str
) -> None:
    found = schedule_status(one(target(goal, year=2029), indicator, points(*known)), indicator)
    assert found.status == status
    assert (found.lead, found.months, found.beyond) == (None, None, None)


def test_one_point_still_has_a_path() -> None:
    assessed = one(target(60, year=2029), LINEAR, points(("2019", 40.0)))
    found = schedule_status(assessed, LINEAR, today=date(2024, 12, 31))
    assert (found.status, found.lead) == ("one_point", None)
    assert found.path_today == pytest.approx(50.0)


def test_past_targets_ended_tiers_and_milestones() -> None:
    known = points(("2019", 40.0), ("2024", 55.0))
    past = one(target(60, year=2025), LINEAR, known)
    assert schedule_status(past, LINEAR).status == "target_past"
    ended = one(target(60, measurable_until=date(2025, 6, 30)), LINEAR, known)
    assert schedule_status(ended, LINEAR).status == "tier_ended"
    stone = one(target(60, kind="milestone", aims=()), LINEAR, known)
    assert schedule_status(stone, LINEAR).status == "milestone"


INSIDE = st.floats(1.0, 99.0)


@PROPERTY
@given(INSIDE, INSIDE, st.floats(0, 1), st.sampled_from(SHAPES))
def test_the_moment_is_the_inverse_of_the_value(
    y0: float, goal: float, part: float, shape: Shape
) -> None:
    assume(abs(goal - y0) > 0.1)
    start, end = (2020.0, y0), (2030.0, goal)
    value = path_value(shape, start, end, 2020 + 10 * part, cap=100)
    assert value is not None
    inside = min(max(value, min(y0, goal)), max(y0, goal))
    moment = path_moment(shape, start, end, inside, cap=100, sense=1 if goal > y0 else -1)
    assert moment == pytest.approx(2020 + 10 * part, abs=1e-5)


@PROPERTY
@given(INSIDE, INSIDE, INSIDE, st.floats(0.1, 10))
def test_improving_the_last_value_never_takes_the_lead_away(
    y0: float, y: float, goal: float, more: float
) -> None:
    def lead(value: float) -> float | None:
        known = points(("2019", y0), ("2024", value))
        return schedule_status(one(target(goal, year=2029), SHARE, known), SHARE).lead

    before, after = lead(y), lead(min(y + more, 99.9))
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after >= before - 1e-9


def test_a_way_that_arithmetic_alone_has_made_is_no_way() -> None:
    known = points(("2019", 43.99999999999999), ("2024", 44.0))
    assert (
        schedule_status(one(target(44.0, year=2029), SHARE, known), SHARE).status == "no_distance"
    )


@PROPERTY
@given(INSIDE, INSIDE, INSIDE, st.sampled_from([SHARE, LINEAR, GEOMETRIC]))
def test_early_is_where_r_is_above_one(
    y0: float, y: float, goal: float, indicator: Indicator
) -> None:
    assessed = one(target(round(goal, 2), year=2029), indicator, points(("2019", y0), ("2024", y)))
    found = schedule_status(assessed, indicator)
    if assessed.pace_ratio is None or found.lead is None or abs(assessed.pace_ratio - 1) < 1e-6:
        return
    assert (found.lead > 0) == (assessed.pace_ratio > 1)
    if found.months is not None:
        assert (found.months > 0) == (found.lead > 0)


@PROPERTY
@given(
    st.sampled_from([SHARE, LINEAR, GEOMETRIC, DOWN, RANK, GROWTH]),
    st.lists(st.tuples(st.integers(2015, 2032), st.floats(-1e6, 1e6)), max_size=4),
    st.floats(-1e6, 1e6),
    st.integers(2018, 2035),
)
def test_any_figures_give_a_status(
    indicator: Indicator, known: list[tuple[int, float]], goal: float, year: int
) -> None:
    series = points(*((str(y), v) for y, v in sorted(dict(known).items())))
    found = schedule_status(one(target(goal, year=year), indicator, series), indicator, today=TODAY)
    every = {word for part in get_args(StandingStatus) for word in (get_args(part) or (part,))}
    assert found.status in every
    assert (found.lead is not None) == (found.status == "ok")
    assert (found.months is not None) == (found.status == "ok" and found.beyond is None)
