"""kill -9 during an import: the version before it or the one after, never anything between."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from lib.data.package import Dataset
from lib.data.store import database_url, merge
from lib.data.store.commit import commit, latest
from lib.data.store.engine import Store
from lib.data.store.tables import AUDIT
from tests.data import store_kit
from tests.serving import ROOT

# How many moments, and of both outcomes how many at least; a server is slower to begin anew with.
MOMENTS = {"sqlite": (50, 10), "postgresql": (16, 2)}
SERIES = ["adults_with_digital_signature"]

# For each number on standard input: a child that imports on that version and may be killed. Forked,
# so that fifty of them don't each import the libraries again.
PARENT = """
import json, os, sys
from lib.data.store.commit import commit
from lib.data.store.engine import Store
from tests.data import store_kit
units, series, url = json.loads(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3]
for line in sys.stdin:
    base = int(line)
    draft = store_kit.big(units, series, base=base, seed=base)
    child = os.fork()
    if not child:
        commit(Store(url), draft)
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("ended", flush=True)
"""


class Editors:
    """Processes that import one after the other, each to be killed."""

    def __init__(self, units: list[str], url: str) -> None:
        words = [json.dumps(units), json.dumps(SERIES), url]
        self.parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, *words],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def import_and_die(self, base: int, seconds: float) -> None:
        """Start an import and kill it after some seconds, if it is not done before."""
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        self.parent.stdin.write(f"{base}\n")
        self.parent.stdin.flush()
        child = int(self.parent.stdout.readline())
        time.sleep(seconds)
        with suppress(ProcessLookupError):  # one that was done before is gone
            os.kill(child, signal.SIGKILL)
        assert self.parent.stdout.readline() == "ended\n"

    def close(self) -> None:
        self.parent.communicate()


def state(store: Store) -> tuple[int, int, int, float]:
    """The last version, lines of the log, rows in force, and the sum of their values."""
    with store.reading() as connection:
        rows = merge.current(connection)
        lines = connection.execute(select(func.count()).select_from(AUDIT)).scalar_one()
        return latest(connection), lines, len(rows), round(float(rows["value"].sum()), 6)


def whole(units: list[str], base: int) -> float:
    draft = store_kit.big(units, SERIES, base=base, seed=base)
    return round(float(draft.rows["value"].sum()), 6)


def test_killed_at_any_moment_of_an_import_the_store_is_old_or_new(
    store: Store, shipped: Dataset
) -> None:
    """Each import replaces every value, so a state between would show in their sum."""
    units = [code for geography, code in shipped.units if geography == "commune"]
    chance = random.Random(6)  # noqa: S311 - moments, not secrets
    # How long one takes here and now. After each it is put right, so that the moments stay about
    # the end of an import, where it matters, however busy the machine is.
    start = time.monotonic()
    commit(store, store_kit.big(units, SERIES, base=0, seed=0))
    usual = time.monotonic() - start
    store.close()  # as if nobody had it open but the one that dies
    editors = Editors(units, store.engine.url.render_as_string(hide_password=False))
    outcomes = {"old": 0, "new": 0}
    before = state(store)
    moments, at_least = MOMENTS["sqlite" if store.is_sqlite else "postgresql"]
    for _ in range(moments):
        base = before[0]
        store.close()
        editors.import_and_die(base, chance.uniform(0, 2.0 * usual))
        after = state(store)
        if after == before:
            outcomes["old"] += 1
            usual *= 1.2
        else:
            outcomes["new"] += 1
            usual /= 1.2
            assert after == (base + 1, base + 1, len(units) * 12, whole(units, base))
        before = after
    editors.close()
    assert min(outcomes.values()) >= at_least, outcomes
    if store.is_sqlite:
        with store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    # And whoever comes next can write.
    commit(store, store_kit.big(units, SERIES, base=before[0], seed=99))


# An import in a process whose files may not grow: a full disk, for whoever runs the test.
FULL = """
import json, resource, sys
from lib.data.store.commit import commit
from lib.data.store.engine import Store
from lib.data.store.database_url import UnavailableError
from tests.data import store_kit
units, series, url, most = json.loads(sys.argv[1]), json.loads(sys.argv[2]), *sys.argv[3:]
draft = store_kit.big(units, series, base=1, seed=1)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
try:
    commit(Store(url), draft)
except UnavailableError as error:
    print(error.said)
"""


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_on_a_full_disk_an_import_is_told_and_nothing_of_it_is_kept(
    store: Store, shipped: Dataset
) -> None:
    units = [code for geography, code in shipped.units if geography == "commune"]
    commit(store, store_kit.big(units[:9], SERIES, base=0))
    before = state(store)
    assert store.file is not None
    for room in (0, 4_096, 50_000):
        most = store.file.stat().st_size + room
        words = [json.dumps(units), json.dumps(SERIES), store.url, str(most)]
        done = subprocess.run(
            [sys.executable, "-c", FULL, *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == database_url.CANNOT_WRITE, room
        assert state(store) == before
    assert commit(store, store_kit.big(units, SERIES, base=1, seed=1)).number == 2
