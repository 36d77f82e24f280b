"""Processes that commit to one database at once: no row is lost, and who came second is told."""

from __future__ import annotations

import json
import subprocess
import sys

from lib.data.package import Dataset
from lib.data.store import audit, history, merge
from lib.data.store.engine import Store
from tests.serving import ROOT

ROUNDS = 6
EDITORS = ("an", "binh")
SERIES = ("adults_with_digital_signature", "adults_with_smartphone")

# For each number on standard input: an import on that version, and again on the one that it is told
# of. Says `done` or whose version stood in the way.
EDITOR = """
import dataclasses, json, sys
from lib.data.store.commit import StaleError, commit
from lib.data.store.engine import Store
from tests.data import store_kit
name, series, units, url = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), sys.argv[4]
store = Store(url)
print("ready", flush=True)
for line in sys.stdin:
    base = int(line)
    while True:
        draft = store_kit.big(units, [series], base=base, seed=hash((name, base)) % 1000)
        try:
            commit(store, dataclasses.replace(draft, editor=name))
        except StaleError as told:
            print(f"{told.editor} {told.number}", flush=True)
            base = told.number
        else:
            break
    print("done", flush=True)
"""


def started(name: str, series: str, units: list[str], url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", EDITOR, name, series, json.dumps(units), url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def told(process: subprocess.Popen[str]) -> str:
    """The next line that a process says."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "the process ended"
    return line.strip()


def all_told(process: subprocess.Popen[str]) -> list[str]:
    """What a process says until it is done."""
    return list(iter(lambda: told(process), "done"))


def tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def test_of_two_processes_that_commit_at_once_neither_loses_a_row_and_one_is_told(
    store: Store, shipped: Dataset
) -> None:
    units = [code for geography, code in shipped.units if geography == "commune"]
    address = store.engine.url.render_as_string(hide_password=False)
    both = [started(*pair, units, address) for pair in zip(EDITORS, SERIES, strict=True)]
    try:
        assert [told(one) for one in both] == ["ready", "ready"]
        for turn in range(ROUNDS):
            base = 2 * turn
            for one in both:
                tell(one, str(base))
            lines = [all_told(one) for one in both]
            # One was first; the other learnt of its version, by whom, and came after it.
            first = next(place for place, said in enumerate(lines) if not said)
            assert lines[1 - first] == [f"{EDITORS[first]} {base + 1}"]
    finally:
        for one in both:
            one.communicate(timeout=60)
    with store.reading() as connection:
        rows = merge.current(connection)
        versions = history.versions(connection)
        entries = audit.entries(connection)
    assert rows.groupby("series_id").size().to_dict() == dict.fromkeys(SERIES, len(units) * 12)
    assert not rows.duplicated(["series_id", "unit_code", "period"]).any()
    assert sorted(one.number for one in versions) == list(range(1, 2 * ROUNDS + 1))
    assert {one.editor for one in versions} == set(EDITORS)
    assert len(entries) == 2 * ROUNDS
    assert sum(one.rows_new for one in versions) == len(rows)
