"""deploy/README.md's own lines for copying and putting back a database, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from lib.data.package import Dataset
from lib.data.store import access
from lib.data.store.commit import commit
from lib.data.store.current_dataset import CurrentDataset
from lib.data.store.engine import Store
from tests.data import postgresql
from tests.data.store_kit import draft
from tests.serving import ROOT

FIRST, SECOND = ("00004", "2026-08"), ("00008", "2026-08")


def lines_after(sentence: str) -> str:
    """The indented lines that follow a sentence of deploy/README.md which begins so."""
    text = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(sentence)}[^\n]*:\n\n((?: {{4}}.*\n)+)", text, re.MULTILINE)
    assert found is not None, sentence
    return re.sub("^ {4}", "", found[1], flags=re.MULTILINE)


@pytest.fixture
def machine(tmp_path: Path, url: str) -> dict[str, str]:
    """An environment in which systemctl only notes what it is asked, and PostgreSQL's are found."""
    stubs = tmp_path / "bin"
    stubs.mkdir()
    (stubs / "systemctl").write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n')
    (stubs / "systemctl").chmod(0o755)
    folder = postgresql.programs()
    path = [str(stubs), *([str(folder)] if folder else []), os.environ["PATH"]]
    (tmp_path / "backups").mkdir()
    return os.environ | {"PATH": ":".join(path), "DATABASE_URL": url}


def run(lines: str, tmp_path: Path, environment: dict[str, str]) -> None:
    """Run lines with folders and the user of this test in the place of the machine's."""
    who = "-o $(id -un) -g $(id -gn)"
    for there, here in (
        ("/var/lib/hanoiso", str(tmp_path / "var")),
        ("/var/backups", str(tmp_path / "backups")),
        ("-o hanoiso -g hanoiso", who),
    ):
        lines = lines.replace(there, here)
    subprocess.run(["bash", "-euc", lines], env=environment, check=True, timeout=120)


def test_a_copy_made_and_put_back_as_written_has_what_it_had(
    store: Store, shipped: Dataset, machine: dict[str, str], tmp_path: Path
) -> None:
    kind = "an SQLite" if store.is_sqlite else "a PostgreSQL"
    ours = "SQLite" if store.is_sqlite else "PostgreSQL"
    commit(store, draft({FIRST: 41.5}, base=0, editor="an"))
    served = CurrentDataset(shipped)
    then = served.numbered()
    with store.reading():  # somebody is just looking
        run(lines_after(f"Copy {kind} database"), tmp_path, machine)
    commit(store, draft({SECOND: 50.0}, base=1, editor="binh"))
    served.close()
    store.close()
    access.close()
    run(lines_after(f"Put {'an' if store.is_sqlite else 'a'} {ours} copy back"), tmp_path, machine)
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked == ["stop hanoiso@*", "start hanoiso@8501 hanoiso@8502"]
    again = CurrentDataset(shipped)
    package, number = again.numbered()
    assert (package.version, number) == (then[0].version, 1)
    assert again.trouble is None
    # Whoever comes next goes on from there, by the same rules as before.
    assert commit(access.ready(), draft({SECOND: 60.0}, base=1, editor="chi")).number == 2
    if store.file is not None:
        assert store.file.stat().st_mode & 0o777 == 0o600
