"""Sessions of closed pages do not stay in memory."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSessionState
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from lib.app.shell import rerun_on_commit


@pytest.mark.parametrize(
    ("seconds", "state", "left"),
    [
        (0, AppSessionState.APP_NOT_RUNNING, []),
        (0, AppSessionState.APP_IS_RUNNING, ["file"]),  # which is ended when it has run
        (3600, AppSessionState.APP_NOT_RUNNING, ["file"]),
    ],
)
def test_sessions_that_cannot_be_returned_to_are_let_go(
    monkeypatch: pytest.MonkeyPatch, seconds: int, state: AppSessionState, left: list[str]
) -> None:
    """Streamlit itself would keep the last ones, and a file handed in to them, for ever."""
    storage = MemorySessionStorage(ttl_seconds=seconds)
    manager = SimpleNamespace(_session_storage=storage)
    monkeypatch.setattr(Runtime, "exists", lambda: True)
    monkeypatch.setattr(Runtime, "instance", lambda: SimpleNamespace(_session_mgr=manager))
    uploaded, chosen, parts = ["file"], ["file"], ["file"]
    # Held here, as Streamlit's loop holds the one that it sent something to last.
    closed: Any = SimpleNamespace(
        session=SimpleNamespace(
            id="closed",
            _state=state,
            shutdown=uploaded.clear,
            session_state=chosen,
            _fragment_storage=parts,
        )
    )
    storage.save(closed)
    assert rerun_on_commit.let_go() == (seconds == 0)
    assert len(storage.list()) == (seconds > 0)
    assert uploaded == chosen == parts == left
    assert not rerun_on_commit.let_go()
