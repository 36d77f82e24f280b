"""What is made later, in another thread, is made of the figures its page was drawn from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from lib.ui import figures


def test_what_is_taken_away_later_keeps_the_package_of_its_page() -> None:
    older = replace(figures.package(), version="000000000000")
    with figures.held(older):
        make = figures.holding(lambda: figures.package().version)
    with ThreadPoolExecutor() as threads:
        assert threads.submit(make).result() == "000000000000"
    assert figures.package().version != "000000000000"
