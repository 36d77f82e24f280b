from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.analysis.progress.pace import SHAPES, PaceStatus, Shape, pace, pace_ratio
from tests.unit.analysis.making import PROPERTY


@pytest.mark.parametrize(
    ("shape", "y0", "y", "goal", "ratio"),
    [
        ("geometric", 80, 88, 95, 1.110),
        ("linear", 80, 88, 95, 1.067),
        ("logistic", 80, 88, 95, 0.778),
        ("geometric", 10, 40, 80, 1.382),
        ("linear", 10, 40, 80, 0.857),
        ("logistic", 10, 40, 80, 1.000),
        ("logistic", 80, 97, 100, 1.070),
        ("linear", 80, 97, 100, 1.700),
        # Half-way at half-time is 1 in the shape itself: the middle of 20 and 80 on the logit is
        # 50, the geometric middle of 10 and 40 is 20.
        ("linear", 20, 50, 80, 1.000),
        ("logistic", 20, 50, 80, 1.000),
        ("geometric", 10, 20, 40, 1.000),
        ("linear", 50, 40, 90, -0.500),
        ("linear", 50, 50, 90, 0.000),
    ],
)
def test_worked_ratios_2020_2025_2030(
    shape: Shape, y0: float, y: float, goal: float, ratio: float
) -> None:
    found = pace_ratio(shape, (2020, y0), (2025, y), (2030, goal), cap=100, d=1)
    assert found.status == "ok"
    assert found.ratio == pytest.approx(ratio, abs=0.0005)


@pytest.mark.parametrize(
    ("shape", "y0", "y", "goal", "cap", "status"),
    [
        ("logistic", 0, 50, 80, 100, "outside_cap"),
        ("logistic", 50, 100, 80, 100, "outside_cap"),
        ("logistic", 50, 60, 120, 100, "outside_cap"),
        ("logistic", -1, 60, 80, 100, "outside_cap"),
        ("logistic", 50, 60, 80, None, "no_cap"),
        ("logistic", 99.6, 99.7, 100, 100, "too_near_cap"),
        ("geometric", 0, 50, 80, None, "not_positive"),
        ("geometric", 50, -1, 80, None, "not_positive"),
        ("linear", 80, 85, 80, None, "no_distance"),
        ("linear", 90, 89, 80, None, "no_distance"),
    ],
)
def test_guards_state_why(
    shape: Shape, y0: float, y: float, goal: float, cap: float | None, status: PaceStatus
) -> None:
    found = pace_ratio(shape, (2020, y0), (2025, y), (2030, goal), cap=cap, d=1)
    assert (found.status, found.ratio, found.observed, found.required) == (status, None, None, None)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_time_gives_no_ratio(shape: Shape) -> None:
    start, goal = (2020.0, 40.0), (2030.0, 80.0)
    assert pace_ratio(shape, start, start, goal, cap=100, d=1).status == "nothing_since_baseline"
    for late in (2030.0, 2031.0):
        found = pace_ratio(shape, start, (late, 70.0), goal, cap=100, d=1)
        assert found.status == "target_date_reached"


def test_a_target_at_the_cap_is_said_to_stand_inside() -> None:
    assert pace_ratio("logistic", (2020, 80), (2025, 97), (2030, 100), cap=100, d=1).inside_cap
    assert not pace_ratio("linear", (2020, 80), (2025, 97), (2030, 100), cap=100, d=1).inside_cap
    # The margin is a share of the cap: an index from 0 to 1 gives the same R.
    small = pace_ratio("logistic", (2020, 0.80), (2025, 0.97), (2030, 1), cap=1, d=1)
    assert small.ratio == pytest.approx(1.070, abs=0.0005)


def test_paces_in_their_own_terms() -> None:
    assert pace("linear", (2020, 10), (2025, 40), cap=None) == 6.0
    assert pace("geometric", (2020, 100), (2022, 121), cap=None) == pytest.approx(0.10)
    # ln(80/20) − ln(50/50) over 2 years.
    assert pace("logistic", (2020, 50), (2022, 80), cap=100) == pytest.approx(math.log(4) / 2)


INSIDE = st.floats(1.0, 99.0)


@PROPERTY
@given(INSIDE, INSIDE, INSIDE, st.sampled_from(SHAPES))
def test_mirroring_the_direction_mirrors(y0: float, y: float, goal: float, shape: Shape) -> None:
    """What is 100 − y with less being better has the same R, where the shape is symmetric."""
    assume(shape != "geometric")
    up = pace_ratio(shape, (2020, y0), (2025, y), (2030, goal), cap=100, d=1)
    down = pace_ratio(shape, (2020, 100 - y0), (2025, 100 - y), (2030, 100 - goal), cap=100, d=-1)
    assume(abs(goal - y0) > 1e-6)
    assert up.status == down.status
    if up.ratio is not None:
        assert down.ratio == pytest.approx(up.ratio, rel=1e-6, abs=1e-6)


@PROPERTY
@given(INSIDE, INSIDE, INSIDE, st.sampled_from(SHAPES), st.floats(1e-6, 1e9))
def test_a_change_of_unit_changes_nothing(
    y0: float, y: float, goal: float, shape: Shape, factor: float
) -> None:
    assume(abs(goal - y0) > 1e-3)
    before = pace_ratio(shape, (2020, y0), (2025, y), (2030, goal), cap=100, d=1)
    after = pace_ratio(
        shape,
        (2020, y0 * factor),
        (2025, y * factor),
        (2030, goal * factor),
        cap=100 * factor,
        d=1,
    )
    assert after.status == before.status
    if before.ratio is not None:
        assert after.ratio == pytest.approx(before.ratio, rel=1e-6, abs=1e-6)


ANY = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300)


@PROPERTY
@given(
    st.tuples(st.floats(1990, 2050), ANY),
    st.tuples(st.floats(1990, 2050), ANY),
    st.tuples(st.floats(1990, 2050), ANY),
    st.sampled_from(SHAPES),
    st.sampled_from([None, -1.0, 0.0, 1.0, 100.0]),
    st.sampled_from([1, -1]),
)
def test_any_numbers_give_a_status_and_never_a_fault(
    start: tuple[float, float],
    latest: tuple[float, float],
    goal: tuple[float, float],
    shape: Shape,
    cap: float | None,
    d: int,
) -> None:
    found = pace_ratio(shape, start, latest, goal, cap=cap, d=d)
    assert (found.ratio is None) == (found.status != "ok")
    if found.ratio is not None:
        assert not math.isnan(found.ratio)
