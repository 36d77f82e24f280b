from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.progress.sensitivity import MethodSensitivity, method_sensitivity
from lib.model.entities import Indicator
from tests.unit.analysis.making import (
    GEOMETRIC,
    LINEAR,
    PROPERTY,
    RANK,
    SHARE,
    one,
    point,
    points,
    target,
)


def badge(
    indicator: Indicator, goal: float, *known: tuple[str, float], year: int = 2029
) -> MethodSensitivity | None:
    series = points(*known)
    return method_sensitivity(one(target(goal, year=year), indicator, series), indicator, series)


def test_the_shape_changes_the_class_and_the_side() -> None:
    # Geometric 1.110, linear 1.067, logistic 0.778.
    found = badge(SHARE, 95, ("2019", 80), ("2024", 88))
    assert found is not None
    assert found.reasons == ("shape_changes_class", "shape_changes_side")
    assert found.own.shape == "logistic"
    assert [r.verdict for r in found.by_shape] == ["on_track", "on_track", "accelerate"]
    assert {r.shape for r in found.others()} == {"linear", "geometric"}


def test_the_side_can_change_without_the_class() -> None:
    # Half-way the line is at 50, a little more than 49.6; the geometric path at √(40·60) = 48.99.
    found = badge(LINEAR, 60, ("2019", 40), ("2024", 49.6))
    assert found is not None
    assert found.own.ratio.ratio == pytest.approx(0.96)
    geometric = next(r for r in found.by_shape if r.shape == "geometric")
    assert geometric.verdict == "on_track"
    assert geometric.is_early
    assert not found.own.is_early
    assert found.reasons == ("shape_changes_side",)


def test_nothing_changes_it() -> None:
    found = badge(LINEAR, 60, ("2019", 40), ("2024", 58))
    assert found is not None
    assert (found.reasons, found.depends_on_method, found.others()) == ((), False, ())


def test_a_target_at_the_cap_has_the_linear_class_beside_it() -> None:
    found = badge(SHARE, 100, ("2019", 80), ("2024", 97))
    assert found is not None
    assert found.own.ratio.inside_cap
    ratios = {r.shape: r.ratio.ratio for r in found.by_shape}
    assert ratios["logistic"] == pytest.approx(1.070, abs=0.0005)
    assert ratios["linear"] == pytest.approx(1.700, abs=0.0005)
    assert found.reasons == ()


def test_another_baseline_changes_the_class() -> None:
    # The document is of the end of 2019. From 2019: 10 of 20 in five of ten years, R = 1. From
    # 2021: (50 − 48)/3 over (60 − 48)/8, 0.44.
    found = badge(LINEAR, 60, ("2019", 40), ("2021", 48), ("2024", 50))
    assert found is not None
    (other,) = found.by_baseline
    assert other.baseline.period.text == "2021"
    assert other.ratio.ratio == pytest.approx(0.444, abs=0.0005)
    assert other.verdict == "far_off"
    assert "baseline_changes_class" in found.reasons


def test_neighbours_are_the_points_next_to_the_baseline() -> None:
    found = badge(
        LINEAR,
        60,
        ("2015", 30),
        ("2017", 35),
        ("2019", 40),
        ("2021", 43),
        ("2022", 44),
        ("2024", 50),
    )
    assert found is not None
    assert [r.baseline.period.text for r in found.by_baseline] == ["2017", "2021"]


def test_a_shape_without_r_changes_nothing() -> None:
    # Nought has no growth rate and no logit.
    found = badge(LINEAR, 60, ("2019", 0), ("2024", 29))
    assert found is not None
    assert [r.verdict for r in found.by_shape] == ["on_track", None, None]
    assert found.reasons == ()


def test_no_badge_where_the_verdict_goes_by_something_else() -> None:
    assert badge(SHARE, 60, ("2024", 50)) is None
    assert badge(SHARE, 60, ("2019", 50), ("2024", 70)) is None
    assert badge(RANK, 5, ("2019", 9), ("2024", 7)) is None
    assert badge(SHARE, 90, ("2019", 92), ("2024", 89)) is None
    assert badge(SHARE, 60, ("2019", 40), ("2024", 50), year=2024) is None
    assert badge(SHARE, 60) is None


def test_illustrative_points_are_no_baseline() -> None:
    series = (*points(("2019", 40), ("2024", 50)), point("2017", 5.0, "illustrative"))
    ordered = tuple(sorted(series, key=lambda p: p.t))
    found = method_sensitivity(one(target(60, year=2029), LINEAR, ordered), LINEAR, ordered)
    assert found is not None
    assert found.by_baseline == ()


@PROPERTY
@given(
    st.sampled_from([SHARE, LINEAR, GEOMETRIC]),
    st.lists(
        st.tuples(st.integers(2012, 2025), st.floats(-10, 110)),
        max_size=6,
        unique_by=lambda p: p[0],
    ),
    st.floats(0, 100),
)
def test_a_badge_agrees_with_its_verdict(
    indicator: Indicator, known: list[tuple[int, float]], goal: float
) -> None:
    series = points(*((str(year), value) for year, value in sorted(known)))
    assessed = one(target(goal, year=2029), indicator, series)
    found = method_sensitivity(assessed, indicator, series)
    assert (found is not None) == (assessed.reason == "pace")
    if found is not None:
        assert found.own.verdict == assessed.verdict
        assert found.own.ratio.ratio == assessed.pace_ratio
        assert found.depends_on_method == bool(found.others())
