"""Who wrote what is told to editors alone: an address is in nothing that readers see or take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lib.app.kit import downloads, editing, session_dataset
from lib.app.kit.navigation import STOPS
from lib.data.editing import IS_OFF, Allowed, Refused
from lib.data.store import access, aliases, scenarios
from lib.data.store.commit import commit
from tests.app.conftest import OpenPage, told
from tests.app.test_strangers_words import texts
from tests.data.scenario_making import scenario
from tests.data.store_kit import draft

EDITOR = "an@hanoi.example"
VIEWS = {"data": {"d_part": "versions"}, "scenarios": {"sc_view": "saved"}}


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A store that an editor has written to in every way; what the page's downloads hold."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/hanoiso.db")
    store = access.ready()
    commit(store, draft({("00004", "2026-08"): 41.5}, base=0, editor=EDITOR))
    with store.writing() as connection:
        aliases.remember(connection, "unit", {"Ba Dinh": "00004"}, editor=EDITOR)
    scenarios.add(store, scenario(), editor=EDITOR)
    found: list[str] = []

    def offer(*_given: object, **named: Any) -> None:
        found.append(named["frame"]().to_csv())
        found.extend(named["notes"])

    monkeypatch.setattr(downloads, "offer", offer)
    session_dataset.served.cache_clear()
    yield found
    session_dataset.served.cache_clear()
    access.close()


def seen(open_page: OpenPage, name: str) -> str:
    """All that is sent of a page of whoever wrote, with its version opened."""
    page = open_page(next(stop for stop in STOPS if stop.name == name), "vi")
    for key, text in VIEWS[name].items():
        page.query_params[key] = text
    page.session_state["d_version_1"] = True
    page.run()
    assert not page.exception, [one.value for one in page.exception]
    tables = " ".join(one.value.to_csv() for one in page.dataframe)
    return " ".join([*(text for _, text in texts(page)), tables, str(told(page))])


@pytest.mark.parametrize("name", VIEWS)
def test_readers_see_and_take_no_address_of_an_editor(
    open_page: OpenPage, taken: list[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(editing, "may_edit_now", lambda: Refused(IS_OFF, {}))
    shown = seen(open_page, name)
    assert "hanoi.example" not in shown.replace("\u2060", "").replace("\\", "")
    assert "hanoi.example" not in " ".join(taken)


def test_editors_see_and_take_who_wrote_what(
    open_page: OpenPage, taken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the test above looks where the addresses are."""
    monkeypatch.setattr(editing, "may_edit_now", lambda: Allowed(EDITOR))
    assert "hanoi.example" in seen(open_page, "data")
    # In the log: the import, the name that was learnt, the scenario.
    assert max(text.count(EDITOR) for text in taken) == 3
