"""What is made later, in another thread, is made of the figures its page was drawn from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from lib.ui import editing, figures, targets_figures, warm


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


def test_what_was_made_of_older_figures_is_let_go() -> None:
    served, rules = figures.served(), editing.rules()
    figures.assessed_today()
    targets_figures.document("en")
    keeping = (figures.assessed, targets_figures._book, targets_figures._document)
    assert all(one.cache_info().currsize for one in keeping)
    warm.forget_what_was()
    assert not any(one.cache_info().currsize for one in keeping)
    assert figures.served() is served
    assert editing.rules() is rules
