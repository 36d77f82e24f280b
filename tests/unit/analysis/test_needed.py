"""A needed value, as it is printed, reaches the target; one printed step less does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.projection.identity import DIGITAL_ECONOMY_SHARE, share_after
from lib.analysis.rounding import meets
from lib.analysis.scenarios.needed import GROWTH_STEP, needed_change, needed_growth, needed_rate
from lib.model.vocabulary import Comparator
from tests.unit.analysis.making import COUNT, GEOMETRIC, INDEX_0_1, PROPERTY, SHARE

DIGITAL = replace(SHARE, indicator_id=DIGITAL_ECONOMY_SHARE)
COMPARATORS = st.sampled_from([">", ">=", "=", "~"])


@PROPERTY
@given(
    share=st.floats(1, 60),
    threshold=st.floats(2, 99).map(lambda value: round(value, 2)),
    years=st.floats(1, 10),
    whole=st.floats(-5, 20).map(lambda value: round(value, 2)),
    comparator=COMPARATORS,
)
def test_the_printed_growth_reaches_and_a_hundredth_less_does_not(
    share: float, threshold: float, years: float, whole: float, comparator: Comparator
) -> None:
    found = needed_growth(
        share, threshold, DIGITAL, years=years, whole_growth=whole, comparator=comparator
    )
    assert found is not None
    assert found == round(found, 2)

    def reaches(growth: float) -> bool:
        (after,) = share_after(share, [years], part_growth=growth, whole_growth=whole)
        return meets(float(after), threshold, DIGITAL, comparator=comparator, sense=1)

    assert reaches(found)
    assert not reaches(round(found - GROWTH_STEP, 2))


@PROPERTY
@given(
    start=st.floats(0, 100),
    threshold=st.floats(0, 100).map(lambda value: round(value, 2)),
    years=st.floats(0.3, 10),
    sense=st.sampled_from([1, -1]),
    comparator=COMPARATORS,
    is_index=st.booleans(),
)
def test_the_printed_change_reaches_and_a_step_less_does_not(
    start: float,
    threshold: float,
    years: float,
    sense: int,
    comparator: Comparator,
    *,
    is_index: bool,
) -> None:
    indicator, scale = (INDEX_0_1, 0.01) if is_index else (SHARE, 1.0)
    start, threshold, step = start * scale, threshold * scale, 0.0001 if is_index else 0.01
    found = needed_change(
        start, threshold, indicator, years=years, comparator=comparator, sense=sense
    )

    def reaches(change: float) -> bool:
        after = start + change * years
        return meets(after, threshold, indicator, comparator=comparator, sense=sense)

    if reaches(0.0):
        assert found == (threshold - start) / years
        return
    assert reaches(found)
    assert not reaches(found - sense * step)
    assert found == round(found, 4 if is_index else 2)


@PROPERTY
@given(
    start=st.floats(1, 5000),
    threshold=st.floats(1, 5000).map(lambda value: round(value, 2)),
    years=st.floats(1, 10),
    sense=st.sampled_from([1, -1]),
    comparator=COMPARATORS,
    is_count=st.booleans(),
)
def test_the_printed_rate_reaches_and_a_hundredth_less_does_not(
    start: float,
    threshold: float,
    years: float,
    sense: int,
    comparator: Comparator,
    *,
    is_count: bool,
) -> None:
    indicator = COUNT if is_count else GEOMETRIC
    found = needed_rate(
        start, threshold, indicator, years=years, comparator=comparator, sense=sense
    )

    def reaches(rate: float) -> bool:
        after = start * (1 + rate / 100) ** years
        return meets(after, threshold, indicator, comparator=comparator, sense=sense)

    if reaches(0.0):
        assert found == pytest.approx(100 * ((threshold / start) ** (1 / years) - 1))
        return
    assert found == round(found, 2)
    assert reaches(found)
    assert not reaches(round(found - sense * GROWTH_STEP, 2))


def test_over_forty_takes_a_hundredth_more_than_forty() -> None:
    known = {"years": 5.0, "whole_growth": 8.16}
    assert needed_growth(17.34, 40, DIGITAL, comparator=">=", **known) == 27.84
    assert needed_growth(17.34, 40, DIGITAL, comparator=">", **known) == 27.85
    assert needed_growth(0.0, 40, DIGITAL, comparator=">", **known) is None


def test_a_rate_that_rounded_to_the_nearest_falls_short_is_rounded_up() -> None:
    # 1,000 to 1,102.72 in two years is 5.0105 a year; 5.01 ends at 1,102.71.
    known: dict[str, Any] = {"years": 2.0, "comparator": ">=", "sense": 1}
    assert needed_rate(1000, 1102.72, GEOMETRIC, **known) == 5.02
    assert needed_rate(1000, 1102.71, GEOMETRIC, **known) == 5.01


@pytest.mark.parametrize(("start", "change"), [(17.34, 4.54), (39.99, 0.01)])
def test_a_change_is_rounded_away_from_where_it_starts(start: float, change: float) -> None:
    found = needed_change(start, 40.0, SHARE, years=5, comparator=">=", sense=1)
    assert found == pytest.approx(change)
