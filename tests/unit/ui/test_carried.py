"""The chosen unit goes with the menu, and gives way to an address that names another."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from lib.app.kit import page_address, selected_unit


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
        session_state={},
        query_params=query,
        context=SimpleNamespace(url="http://x/map", theme=SimpleNamespace(type="light")),
    )
    monkeypatch.setattr(page_address, "st", page)
    monkeypatch.setattr(selected_unit, "st", page)
    page_address.arrive()
    selected_unit.keep("commune:00190")
    page.context.url = "http://x/unit"
    page_address.arrive()
    assert selected_unit.brought() == brought
    # A choice made on the page itself is not overruled.
    page_address.touched()
    page_address.arrive()
    assert selected_unit.brought() == ""
