from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any, get_args

import pytest

from lib.analysis.rounding import rounded
from lib.model.vocabulary import Lang
from lib.wording import numbers
from tests.unit.node import evaluated


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


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.125, "0.13"), (1.005, "1.01"), (-0.125, "−0.13"), (2.675, "2.68"), (89.995, "90")],
)
def test_halves_go_away_from_zero(value: float, expected: str) -> None:
    assert numbers.number(value, "en") == expected


# Halves, big ones, signs, nought from both sides, what a sum of halves leaves behind.
_VALUES = (
    0, 0.001, -0.004, 0.005, 0.1 + 0.2, 0.125, 1.005, 2.675, -2.675, 17.345, 39.995, 89.995, 99.5,
    999.995, 1000, -1234.5, 9999, 10000, 123456.785, 8807523, 1588345.678, 12345678.9,
)  # fmt: skip
_PLACES = (0, 1, 2, 4)


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_browser_writes_numbers_as_the_server_does(lang: Lang) -> None:
    cases = [(rounded(value, places), places) for value, places in product(_VALUES, _PLACES)]
    whole = [[round(value * 10**places), places] for value, places in cases]
    expected = [numbers.number(value, lang, decimals=places) for value, places in cases]
    exact = [numbers.number(value, lang, decimals=places, exact=True) for value, places in cases]
    signed = [numbers.signed(value, lang, decimals=places) for value, places in cases]
    given: Any = {"cases": whole, "lang": lang}
    unit = "return given.cases.map(([v, n]) => of.number(v, n, given.lang{}))"
    cells = "return given.cases.map(([v, n]) => of.plain(v, n, given.lang, {}))"
    assert evaluated("unit_make.js", unit.format(""), given) == expected
    assert evaluated("unit_make.js", unit.format(", n"), given) == exact
    assert evaluated("atlas_cells.js", cells.format("false"), given) == expected
    assert evaluated("atlas_cells.js", cells.format("false, n"), given) == exact
    assert evaluated("atlas_cells.js", cells.format("true"), given) == signed


@pytest.mark.parametrize("lang", get_args(Lang))
def test_the_browser_rounds_what_it_draws_as_the_server_does(lang: Lang) -> None:
    cases = list(product(_VALUES, _PLACES))
    body = "return given.cases.map(([v, n]) => of.writer(given.lang, [n, ' %'])(v))"
    assert evaluated("scenario_draw.js", body, {"cases": cases, "lang": lang}) == [
        numbers.number(value, lang, decimals=places) + " %" for value, places in cases
    ]


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
