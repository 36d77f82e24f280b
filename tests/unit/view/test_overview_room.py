"""How many bullets a block has room for: fewer the more is said above them, never none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lib.features.overview.layout import bars_that_fit
from tests.unit.analysis.making import PROPERTY

COUNT = "Trong 30 mục tiêu năm 2025: 5 hoàn thành, 4 không hoàn thành và 21 chưa công bố kết quả."
SHORT = "Tỷ lệ thử: 97 % năm 2025, hoàn thành mục tiêu năm 2025 (90 %)."
LONG = " ".join([SHORT] * 7)


def test_all_are_drawn_where_little_is_said() -> None:
    assert bars_that_fit(COUNT, [SHORT, SHORT], [{"met": 3}], "vi", present=False) == 4
    assert bars_that_fit(COUNT, [SHORT], [{"met": 3}], "vi", present=True) == 3


def test_they_make_way_for_sentences_and_for_keys() -> None:
    assert bars_that_fit(COUNT, [SHORT, LONG, SHORT], [{"met": 3}], "vi", present=False) == 3
    keys = [{"met": 3, "met_on_last": 1, "missed": 2, "missed_on_last": 2, "not_reported": 21}] * 2
    assert bars_that_fit(COUNT, [SHORT, LONG], keys, "vi", present=False) == 2  # type: ignore[arg-type]
    assert bars_that_fit(COUNT, [LONG, LONG, LONG], keys, "vi", present=False) == 1  # type: ignore[arg-type]


@PROPERTY
@given(short=st.integers(0, 900), more=st.integers(0, 900), present=st.booleans())
def test_more_words_never_make_more_room(short: int, more: int, *, present: bool) -> None:
    def fit(letters: int) -> int:
        return bars_that_fit(COUNT, ["a" * letters], [{"met": 1}], "en", present=present)

    assert 1 <= fit(short + more) <= fit(short) <= 4


def test_goals_of_other_documents_leave_less_room() -> None:
    def fit(*further: int) -> int:
        said = [SHORT, LONG, SHORT]
        return bars_that_fit(COUNT, said, [{"met": 3}], "vi", present=False, further=further)

    assert fit() == fit(0, 0, 0, 0) == 3
    assert fit(0, 0, 0, 9) == 3  # of one that is not drawn
    assert fit(20, 0, 0, 0) == 1
