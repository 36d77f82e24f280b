"""What is made later, in another thread, is made of the figures its page was drawn from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from lib.app.kit import editing, session_dataset
from lib.app.shell import startup
from lib.features.targets import queries


def test_what_is_taken_away_later_keeps_the_package_of_its_page() -> None:
    older = replace(session_dataset.package(), version="000000000000")
    with session_dataset.using(older):
        make = session_dataset.holding(lambda: session_dataset.package().version)
    with ThreadPoolExecutor() as threads:
        assert threads.submit(make).result() == "000000000000"
    assert session_dataset.package().version != "000000000000"


@pytest.mark.parametrize(
    ("today", "said"),
    [(date(2026, 11, 27), date(2026, 11, 27)), (date(2027, 2, 1), date(2026, 12, 31))],
)
def test_no_figure_is_of_a_day_to_come(
    monkeypatch: pytest.MonkeyPatch, today: date, said: date
) -> None:
    monkeypatch.setattr(session_dataset, "today", lambda: today)
    with session_dataset.using(replace(session_dataset.package(), as_of=date(2026, 12, 31))):
        assert session_dataset.as_of() == said


def test_what_was_made_of_older_figures_is_let_go() -> None:
    served, rules = session_dataset.served(), editing.rules()
    session_dataset.assessed_today()
    queries.document("en")
    keeping = (session_dataset.assessed, queries._book, queries._document)
    assert all(one.cache_info().currsize for one in keeping)
    startup.forget_what_was()
    assert not any(one.cache_info().currsize for one in keeping)
    assert session_dataset.served() is served
    assert editing.rules() is rules
