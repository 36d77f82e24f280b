"""What a monitor and the log are told of a server whose database fails; no browser is needed."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from lib.data.store import migrate
from lib.data.store.commit import commit
from lib.data.store.engine import Store
from tests.data.store_kit import draft
from tests.serving import Server, end, serving

SECONDS = 60.0


def told(server: Server, **wanted: object) -> dict[str, Any]:
    """The answer of /readyz once it is as wanted."""
    deadline = time.monotonic() + SECONDS
    while True:
        status, _headers, body = server.get("/readyz")
        answer: dict[str, Any] = json.loads(body)
        assert (status, answer["serving"]) == (200, True)  # readers are served all along
        if answer | wanted == answer:
            return answer
        assert time.monotonic() < deadline, answer
        time.sleep(0.1)


def test_a_monitor_learns_what_is_wrong_and_when_it_is_right_again(tmp_path: Path) -> None:
    file = tmp_path / "hanoiso.db"
    address = f"sqlite:///{file}"
    migrate.ensure(address)
    store = Store(address)
    commit(store, draft({("00004", "2026-08"): 41.5}, base=0))
    whole = file.read_bytes()
    with serving(environment={"EDITING": "local", "DATABASE_URL": address}) as server:
        right = told(server, ready=True)
        assert sorted(right) == ["data_version", "ready", "serving", "store"]
        assert right["store"] == "sqlite"
        with closing(sqlite3.connect(file)) as other:
            other.execute("BEGIN IMMEDIATE")
            wrong = told(server, ready=False, reason="locked")
            assert wrong == right | {"ready": False, "reason": "locked"}
        told(server, ready=True)
        file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
        told(server, ready=False, reason="damaged")
        aside = file.rename(tmp_path / "aside")
        told(server, ready=False, reason="away")
        assert not file.exists()
        aside.write_bytes(whole)
        aside.rename(file)
        assert told(server, ready=True) == right
        end(server.process)
        log = server.words()
    for line in (
        "INFO hanoiso: ready: program ",
        "database sqlite (step ",
        "ERROR hanoiso: the database cannot be used (damaged): ",
        "ERROR hanoiso: the database cannot be used (away): ",
        "INFO hanoiso: the database can be read again",
        "INFO hanoiso: stopped",
    ):
        assert line in log, line
    assert "Traceback" not in log
