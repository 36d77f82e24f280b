from __future__ import annotations

from datetime import date

import pytest

from lib.model.kinds import Lang
from lib.wording import numbers


@pytest.mark.parametrize(
    ("value", "lang", "expected"),
    [
        (1234.5, "vi", "1.234,5"),
        (1234.5, "en", "1,234.5"),
        (-0.34, "vi", "−0,34"),
        (-0.001, "en", "0"),
        (8807523, "vi", "8.807.523"),
    ],
)
def test_number_is_written_as_the_language_writes_it(
    value: float, lang: Lang, expected: str
) -> None:
    assert numbers.number(value, lang) == expected


def test_signed_always_shows_a_sign_but_for_nothing() -> None:
    assert numbers.signed(2.5, "en") == "+2.5"
    assert numbers.signed(-2.5, "en") == "−2.5"
    assert numbers.signed(0, "en") == "0"


def test_quantity_sets_the_unit() -> None:
    assert numbers.quantity(17.34, "percent", "vi") == "17,34\u202f%"
    assert numbers.quantity(17.34, "percent", "en") == "17.34%"
    assert numbers.quantity(7.5, "percent_per_year", "vi") == "7,5\u202f%/năm"
    assert numbers.quantity(1, "rank", "vi", decimals=0) == "hạng 1"
    assert numbers.quantity(2, "count", "en", decimals=0) == "2"
    assert numbers.quantity(5, "parsecs", "en") == "5 parsecs"


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("2024", "2024", "2024"),
        ("2025-Q3", "quý III/2025", "Q3 2025"),
        ("2022-11", "11/2022", "November 2022"),
        ("2019-04-01", "01/04/2019", "1 April 2019"),
        (
            "2025-07-01/2025-09-23",
            "01/07/2025 – 23/09/2025",
            "1 July 2025 – 23 September 2025",
        ),
        ("undated", "không ghi thời gian", "undated"),
    ],
)
def test_period_in_words(text: str, vi: str, en: str) -> None:
    assert numbers.period(text, "vi") == vi
    assert numbers.period(text, "en") == en


def test_day() -> None:
    assert numbers.day(date(2026, 3, 1), "vi") == "01/03/2026"
    assert numbers.day(date(2026, 3, 1), "en") == "1 March 2026"
