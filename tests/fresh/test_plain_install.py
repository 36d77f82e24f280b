"""Without make: `pip install -r requirements.txt && streamlit run app.py` in a new environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.serving import ROOT, serving


def test_the_two_plain_commands_bring_up_the_program(tmp_path: Path) -> None:
    home = tmp_path / "environment"
    run([sys.executable, "-m", "venv", str(home)])
    python = home / "bin" / "python"
    run([str(python), "-m", "pip", "install", "-r", "requirements.txt"])
    run([str(python), "-m", "pip", "check"])
    run([str(python), "-c", IMPORTS])
    # The developer's own packages must not help: PYTHONPATH is emptied, and so is PYTHONHOME.
    with serving(python=str(python), environment={"PYTHONPATH": ""}) as server:
        status, headers, body = server.get("/")
        assert status == 200
        assert "content-security-policy" in headers
        assert b"<title>" in body
        assert server.get("/map")[0] == 200
        assert "Traceback" not in server.words()


# Everything that the program imports comes with its own pins, not with the developer's. Two modules
# are scripts: Streamlit runs the one, Alembic the other, which the start of the server below and
# the tests of the store see to. PostgreSQL has pins of its own.
IMPORTS = """
import importlib, pkgutil, lib
OTHERS = ("lib.main", "lib.data.store.migrations.env", "lib.data.store.postgresql")
for module in pkgutil.walk_packages(lib.__path__, "lib."):
    if module.name not in OTHERS:
        importlib.import_module(module.name)
"""


def run(command: list[str]) -> None:
    """Run a command in the project's folder; its words are shown when it fails."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=ROOT, env=clean, text=True, capture_output=True, timeout=600, check=False
    )
    assert done.returncode == 0, (
        f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}"
    )
