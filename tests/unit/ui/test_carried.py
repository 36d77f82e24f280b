"""The chosen unit goes with the menu, and gives way to an address that names another."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from lib.ui import address, carried


@pytest.mark.parametrize(
    ("query", "brought"),
    [
        ({}, "commune:00190"),
        ({"lang": "en", "present": "1"}, "commune:00190"),
        ({"u": "commune:00226"}, ""),
    ],
)
def test_only_the_menu_brings_the_unit(
    monkeypatch: pytest.MonkeyPatch, query: dict[str, str], brought: str
) -> None:
    page = SimpleNamespace(
        session_state={}, query_params=query, context=SimpleNamespace(url="http://x/map")
    )
    monkeypatch.setattr(address, "st", page)
    monkeypatch.setattr(carried, "st", page)
    address.arrive()
    carried.keep("commune:00190")
    page.context.url = "http://x/unit"
    address.arrive()
    assert carried.brought() == brought
    # A choice made on the page itself is not overruled.
    address.touched()
    address.arrive()
    assert carried.brought() == ""
