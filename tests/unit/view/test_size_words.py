"""How far and how fast: nought is only said of nought, one never "1 times", in both languages."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.progress.verdict import verdict_of_ratio
from lib.model.vocabulary import Lang
from lib.wording.magnitudes import (
    gap_words,
    pace_number,
    rate_words,
    ratio_words,
    step_words,
    times_so_far_words,
)
from lib.wording.numbers import THIN
from tests.unit.analysis.making import GEOMETRIC, INDEX_0_1, LINEAR, PROPERTY, RANK

LANGS: tuple[Lang, ...] = get_args(Lang)


@pytest.mark.parametrize(
    ("times", "vietnamese", "english"),
    [
        (0.0048, "chưa bằng một phần mười tốc độ đến nay", "under a tenth of the pace so far"),
        (0.049, "chưa bằng một phần mười tốc độ đến nay", "under a tenth of the pace so far"),
        (0.06, "chỉ bằng 0,1 lần tốc độ đến nay", "only 0.1 times the pace so far"),
        (0.94, "chỉ bằng 0,9 lần tốc độ đến nay", "only 0.9 times the pace so far"),
        (0.96, "xấp xỉ tốc độ đến nay", "about the pace so far"),
        (1.04, "xấp xỉ tốc độ đến nay", "about the pace so far"),
        (1.06, "gấp 1,1 lần tốc độ đến nay", "1.1 times the pace so far"),
        (2.0, "gấp 2 lần tốc độ đến nay", "2 times the pace so far"),
        (100.0, "gấp hơn 100 lần tốc độ đến nay", "over 100 times the pace so far"),
    ],
)
def test_how_many_times_the_pace_so_far(times: float, vietnamese: str, english: str) -> None:
    assert times_so_far_words(times, "vi") == vietnamese
    assert times_so_far_words(times, "en") == english


@PROPERTY
@given(times=st.floats(1e-9, 1e9), lang=st.sampled_from(LANGS))
def test_no_pace_is_nought_or_one_times_another(times: float, lang: Lang) -> None:
    words = times_so_far_words(times, lang).split()
    assert not {"0", "1"} & set(words)


def test_a_step_too_small_for_its_decimals_is_still_a_step() -> None:
    assert step_words(0.002, LINEAR, "en") == "under 0.01 percentage points"
    assert step_words(0.002, LINEAR, "vi") == "dưới 0,01 điểm phần trăm"
    assert step_words(-0.002, LINEAR, "en", sign=True) == "under 0.01 percentage points"
    assert step_words(-0.6, LINEAR, "en", sign=True) == "−0.6 percentage points"
    assert step_words(0.6, LINEAR, "vi", sign=True) == "+0,6 điểm phần trăm"
    # Shorn of its third and fourth decimal, an index would stand still.
    assert step_words(0.0034, INDEX_0_1, "en") == "0.0034"
    assert gap_words(0.0034, INDEX_0_1, "vi") == "0,0034"
    assert gap_words(1.0, RANK, "en") == "1 place"
    assert gap_words(0.0, GEOMETRIC, "en") == "0 billion VND"


def test_a_rate_too_small_for_its_decimals_is_still_a_rate() -> None:
    assert rate_words(0.004, "percent", "en") == "under 0.01%"
    assert rate_words(-0.004, "percent_per_year", "vi") == f"dưới 0,01{THIN}%/năm"
    assert rate_words(-3.2, "percent_per_year", "en") == "3.2% a year"


def test_a_ratio_never_reads_as_of_the_next_class() -> None:
    assert ratio_words(0.9497, "en") == "0.94"
    assert ratio_words(0.95, "en") == "0.95"
    assert ratio_words(0.598, "vi") == "0,59"
    assert ratio_words(-0.003, "en") == "−0.01"
    assert ratio_words(0.9498, "en", places=3) == "0.949"
    assert ratio_words(0.95, "en", places=3, exact=True) == "0.950"


@PROPERTY
@given(ratio=st.floats(-5, 5), places=st.sampled_from((2, 3)))
def test_a_printed_ratio_has_the_class_of_its_verdict(ratio: float, places: int) -> None:
    said = float(ratio_words(ratio, "en", places=places).replace("−", "-"))
    assert verdict_of_ratio(said) == verdict_of_ratio(ratio)


def test_a_pace_on_a_scale_keeps_four_digits() -> None:
    assert pace_number(0.00012345, "en") == "0.0001235"
    assert pace_number(1.23456, "vi") == "1,2346"
    assert pace_number(0.0, "en") == "0"
