"""Sessions of closed pages do not stay in memory."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from lib.app.shell import rerun_on_commit


@pytest.mark.parametrize(("seconds", "left"), [(0, 0), (3600, 1)])
def test_sessions_that_cannot_be_returned_to_are_let_go(
    monkeypatch: pytest.MonkeyPatch, seconds: int, left: int
) -> None:
    """Streamlit itself would keep the last ones, and a file handed in to them, for ever."""
    storage = MemorySessionStorage(ttl_seconds=seconds)
    manager = SimpleNamespace(_session_storage=storage)
    monkeypatch.setattr(Runtime, "exists", lambda: True)
    monkeypatch.setattr(Runtime, "instance", lambda: SimpleNamespace(_session_mgr=manager))
    closed: Any = SimpleNamespace(session=SimpleNamespace(id="closed"))
    storage.save(closed)
    assert rerun_on_commit.let_go() == (left == 0)
    assert len(storage.list()) == left
    assert not rerun_on_commit.let_go()
