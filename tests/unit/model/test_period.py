from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.period import PeriodKind, decimal_year, parse_period, year_period


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
        ("2025-Q1", "quarter", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-Q3", "quarter", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025-Q4", "quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", "month", date(2023, 2, 1), date(2023, 2, 28)),
        ("2019-04-01", "date", date(2019, 4, 1), date(2019, 4, 1)),
        ("2025-07-01/2025-11-12", "interval", date(2025, 7, 1), date(2025, 11, 12)),
    ],
)
def test_every_form_has_its_first_and_last_day(
    text: str, kind: PeriodKind, start: date, end: date
) -> None:
    period = parse_period(text)
    assert (period.text, period.kind, period.start, period.end) == (text, kind, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2025-Q5",
        "2025-13",
        "2023-02-29",
        "2025-07-02/2025-07-01",
        "2025/2026",
        " 2024",
        "2025-q1",
        "Undated",
        "2025-1",
    ],
)
def test_what_is_no_period_is_refused_with_the_forms_allowed(text: str) -> None:
    with pytest.raises(ValueError, match="2025-Q3") as caught:
        parse_period(text)
    assert repr(text) in str(caught.value)


def test_a_year_and_its_last_day_are_one_moment() -> None:
    assert parse_period("2024").t == parse_period("2024-12-31").t == 2025.0
    assert parse_period("2024-Q4").t == parse_period("2024-12").t == 2025.0
    assert year_period(2024) == parse_period("2024")


def test_a_moment_inside_a_year_counts_its_days() -> None:
    assert decimal_year(date(2025, 7, 1)) == pytest.approx(2025 + 182 / 365, abs=1e-12)
    assert decimal_year(date(2024, 7, 1)) == pytest.approx(2024 + 183 / 366, abs=1e-12)


def test_undated_has_no_place_in_time() -> None:
    period = parse_period("undated")
    assert period.is_undated
    assert period.start is None
    with pytest.raises(ValueError, match="undated"):
        _ = period.t


@settings(deadline=None, derandomize=True, database=None)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_later_days_come_later(one: date, other: date) -> None:
    assert (decimal_year(one) < decimal_year(other)) == (one < other)
    assert parse_period(one.isoformat()).end == one
