from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.projection.identity import (
    growth_between,
    productivity_growth,
    required_part_growth,
    share_after,
)
from tests.unit.analysis.making import PROPERTY

NOMINAL = growth_between(1430, 1588)


def test_nominal_growth_of_grdp() -> None:
    assert pytest.approx(11.05, abs=0.005) == NOMINAL
    assert growth_between(100, 121, years=2) == pytest.approx(10.0)


@pytest.mark.parametrize("bad", [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_growth_from_nothing_is_refused(bad: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="above zero"):
        growth_between(bad[0], bad[1], years=bad[2])


@pytest.mark.parametrize(("whole", "share"), [(8.16, 21.97), (NOMINAL, 19.25)])
def test_the_share_in_2030_on_both_price_bases(whole: float, share: float) -> None:
    after = share_after(17.34, [5.0], part_growth=13.4, whole_growth=whole)
    assert after == pytest.approx([share], abs=0.005)


@pytest.mark.parametrize(("whole", "rate"), [(8.16, 27.84), (10.0, 30.02), (NOMINAL, 31.26)])
def test_the_growth_that_40_per_cent_needs(whole: float, rate: float) -> None:
    needed = required_part_growth(17.34, 40, years=5, whole_growth=whole)
    assert needed == pytest.approx(rate, abs=0.005)
    there = share_after(17.34, 5.0, part_growth=needed or 0.0, whole_growth=whole)
    assert float(there) == pytest.approx(40.0, abs=1e-9)


def test_no_growth_reaches_what_cannot_be_reached() -> None:
    assert required_part_growth(0, 40, years=5, whole_growth=8) is None
    assert required_part_growth(17, 0, years=5, whole_growth=8) is None
    assert required_part_growth(17, 40, years=0, whole_growth=8) is None


def test_productivity_growth() -> None:
    assert productivity_growth(8.16, 1.5) == pytest.approx(6.5616, abs=1e-4)
    assert productivity_growth(8.0, 0.0) == pytest.approx(8.0)


@PROPERTY
@given(st.floats(0, 100), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_share_stays_a_share_at_any_rates(share: float, part: float, whole: float) -> None:
    after = share_after(share, np.arange(6.0), part_growth=part, whole_growth=whole)
    assert np.isfinite(after).all()
    assert ((after >= 0) & (after <= 100)).all()
    assert after[0] == share
