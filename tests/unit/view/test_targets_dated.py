"""Which of several dated targets of one measure binds."""

from __future__ import annotations

from typing import get_args

import pytest

from lib.analysis.progress.verdict import Assessment
from lib.features.targets.milestone_years import binds_now
from lib.model.entities import Indicator
from lib.model.vocabulary import Lang
from tests.unit.analysis.making import LINEAR, RANK, SHARE, one, points, target

KNOWN = points(("2019", 60.0), ("2025", 70.0))


def at(low: float, year: int, indicator: Indicator = LINEAR) -> Assessment:
    if indicator is RANK:
        asked = target(1, low, year=year, comparator="<=")
        return one(asked, RANK, points(("2025", 9.0)))
    return one(target(low, year=year), indicator, KNOWN)


CASES: dict[str, tuple[tuple[Assessment, ...], Indicator, str, str]] = {
    # 75 − 70 over 2 years is 2.5 a year, 90 − 70 over 5 is 4.
    "the farther year asks for more": (
        (at(65, 2025), at(75, 2027), at(90, 2030)),
        LINEAR,
        (
            "Đang áp dụng: ít nhất 90\u202f% vào năm 2030, "
            "mục tiêu đòi hỏi tốc độ nhanh nhất kể từ nay."
        ),
        "Binding now: at least 90% by 2030, which asks for the fastest pace from here on.",
    ),
    # 80 − 70 over 2 years is 5 a year.
    "the nearer year asks for more": (
        (at(80, 2027), at(90, 2030)),
        LINEAR,
        (
            "Đang áp dụng: ít nhất 80\u202f% vào năm 2027, "
            "mục tiêu đòi hỏi tốc độ nhanh nhất kể từ nay."
        ),
        "Binding now: at least 80% by 2027, which asks for the fastest pace from here on.",
    ),
    "one of two is reached": (
        (at(65, 2027), at(90, 2030)),
        LINEAR,
        (
            "Đang áp dụng: ít nhất 90\u202f% vào năm 2030, "
            "mục tiêu đòi hỏi tốc độ nhanh nhất kể từ nay."
        ),
        "Binding now: at least 90% by 2030, which asks for the fastest pace from here on.",
    ),
    "all are reached": (
        (at(65, 2027), at(70, 2030)),
        LINEAR,
        "Mọi mục tiêu còn ở phía trước đều đã đạt.",
        "Every target still ahead is reached already.",
    ),
    "ranks have no pace": (
        (at(5, 2027, RANK), at(3, 2030, RANK)),
        RANK,
        "Đang áp dụng: trong nhóm 5 vào năm 2027, mục tiêu kế tiếp còn ở phía trước.",
        "Binding now: in the top 5 by 2027, the next still ahead.",
    ),
    "only one is ahead": (
        (at(65, 2025), at(90, 2030)),
        LINEAR,
        "Đang áp dụng: ít nhất 90\u202f% vào năm 2030, mục tiêu duy nhất còn ở phía trước.",
        "Binding now: at least 90% by 2030, the only one still ahead.",
    ),
    "all are over": (
        (at(60, 2024, SHARE), at(65, 2025, SHARE)),
        SHARE,
        "Các năm này đều đã qua.",
        "Every one of these years is over.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_which_target_binds(name: str) -> None:
    found, indicator, *expected = CASES[name]
    assert [binds_now(found, indicator, lang) for lang in get_args(Lang)] == expected
