"""What is made later, in another thread, is made of the figures its page was drawn from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from lib.ui import figures


def test_what_is_taken_away_later_keeps_the_package_of_its_page() -> None:
    older = replace(figures.package(), version="000000000000")
    with figures.held(older):
        make = figures.holding(lambda: figures.package().version)
    with ThreadPoolExecutor() as threads:
        assert threads.submit(make).result() == "000000000000"
    assert figures.package().version != "000000000000"


@pytest.mark.parametrize(
    ("today", "said"),
    [(date(2026, 11, 27), date(2026, 11, 27)), (date(2027, 2, 1), date(2026, 12, 31))],
)
def test_no_figure_is_of_a_day_to_come(
    monkeypatch: pytest.MonkeyPatch, today: date, said: date
) -> None:
    monkeypatch.setattr(figures, "today", lambda: today)
    with figures.held(replace(figures.package(), as_of=date(2026, 12, 31))):
        assert figures.as_of() == said
