"""A database that fails the editor at the last step: said in words, kept, and the log says why."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.app.kit import editing, session_dataset
from lib.app.kit.navigation import STOPS
from lib.data.editing import Allowed
from lib.data.store import access, database_url
from lib.model.vocabulary import Lang
from lib.text import translator
from tests.app.conftest import OpenPage
from tests.app.test_data_import import TABLE, pasted

EDITOR = "an@hanoi.example"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty store of this test alone, which the visitor may write to."""
    found = tmp_path / "hanoiso.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{found}")
    monkeypatch.setattr(editing, "may_edit_now", lambda: Allowed(EDITOR))
    access.ready_file()
    session_dataset.served.cache_clear()
    yield found
    session_dataset.served.cache_clear()
    access.close()


def described(page: AppTest) -> AppTest:
    """The page with all that its last button asks for."""
    said = {"title": "Báo cáo", "publisher": "Sở", "date": "2026-09", "reason": "kỳ báo cáo"}
    for name, text in said.items():
        page.text_input(key=f"d_{name}").set_value(text)
    page.run()
    assert not page.button(key="d_commit").disabled
    return page


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_who_cannot_write_is_told_and_may_try_again(
    open_page: OpenPage, file: Path, caplog: pytest.LogCaptureFixture, lang: Lang
) -> None:
    caplog.set_level(logging.INFO, logger="hanoiso")
    page = described(pasted(open_page, lang, TABLE))
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        page.button(key="d_commit").click().run()
        assert [one.value for one in page.error] == [translator(lang).gettext(database_url.BUSY)]
    assert "import: the database failed (locked): database is locked" in caplog.messages
    # Table, preview and description are where they were: nothing has to be entered again.
    page.button(key="d_commit").click().run()
    assert not page.error
    assert session_dataset.served().numbered()[1] == 1
    assert "import: version 1, 2 new, 0 changed" in caplog.messages
    page.button(key="d_undo_last").click().run()
    assert "undo of version 1: version 2" in caplog.messages
    # Nobody's address, and nothing of what they wrote.
    assert not any(word in caplog.text for word in (EDITOR, "Báo cáo", "kỳ báo cáo"))


def test_names_that_cannot_be_remembered_do_not_make_an_import_fail(
    open_page: OpenPage,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from lib.data.store import aliases

    def fails(*_given: object, **_named: object) -> None:
        raise database_url.UnavailableError(database_url.CANNOT_WRITE, "disk full", reason="full")

    page = described(pasted(open_page, "en", TABLE))
    page.session_state["_d_draft"][1].learnt["unit:lang"] = "commune/00004"
    monkeypatch.setattr(aliases, "remember", fails)
    page.button(key="d_commit").click().run()
    assert not page.error
    assert file.exists()
    assert session_dataset.served().numbered()[1] == 1
    assert "names to remember: the database failed (full): disk full" in caplog.messages


def test_remembered_names_that_cannot_be_read_do_not_end_a_page(
    open_page: OpenPage, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lib.data.store import aliases

    def fails(*_given: object) -> None:
        raise database_url.UnavailableError(database_url.CANNOT_OPEN, "gone")

    monkeypatch.setattr(aliases, "remembered", fails)
    page = pasted(open_page, "en", TABLE)
    assert file.exists()
    assert page.button(key="d_commit").label == "Take in 2 figures"


def test_versions_that_cannot_be_read_are_told_with_their_cause(
    open_page: OpenPage,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from lib.data.store import history

    def fails(*_given: object) -> None:
        raise database_url.UnavailableError(database_url.CANNOT_OPEN, "malformed", reason="damaged")

    monkeypatch.setattr(history, "versions", fails)
    (stop,) = (stop for stop in STOPS if stop.name == "data")
    page = open_page(stop, "en")
    page.query_params["d_part"] = "versions"
    page.run()
    assert file.exists()
    assert [one.value for one in page.error] == [database_url.CANNOT_OPEN]
    assert "list of versions: the database failed (damaged): malformed" in caplog.messages
