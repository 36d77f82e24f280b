"""An address names one content for ever: browsers are told so, and new figures are published."""

from __future__ import annotations

import pytest

from lib.app.kit import assets


@pytest.fixture(autouse=True)
def nothing_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_BY_NAME", {})


def test_a_page_drawn_before_still_gets_what_its_address_names() -> None:
    before, now = assets.publish("a.json", b"1"), assets.publish("a.json", b"2")
    assert before.url != now.url
    assert assets.find("a.json", before.digest) == before
    assert assets.find("a.json", now.digest) == now
    assert assets.find("a.json") == now


def test_a_content_that_is_not_held_is_not_replaced_by_another() -> None:
    first = assets.publish("a.json", b"1")
    assets.publish("a.json", b"2")
    assets.publish("a.json", b"3")
    assert assets.find("a.json", first.digest) is None
    assert assets.find("b.json") is None


def test_publishing_the_same_again_holds_it_once() -> None:
    one = assets.publish("a.json", b"1")
    two = assets.publish("a.json", b"2")
    assert assets.publish("a.json", b"1") == one
    assert assets.find("a.json") == one
    assert assets.find("a.json", two.digest) == two


def test_a_name_that_readers_have_different_contents_of_holds_more() -> None:
    every = [assets.publish("a.json", str(one).encode(), held=3) for one in range(4)]
    assert assets.publish("a.json", b"1", held=3) == every[1]
    assets.publish("a.json", b"4", held=3)
    found = [assets.find("a.json", one.digest) for one in every]
    assert found == [None, every[1], None, every[3]]
