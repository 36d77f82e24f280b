"""The charts' specifications, made at the start in a process that ends.

Altair, which writes them, holds 28 MB once imported, and a server has no other use for it. So a
child makes every spec while the server loads its data, hands them over as JSON, and ends. What it
could not make is made in the server at its first use.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lib.view import specs

LOG = logging.getLogger("hanoiso")

_ROOT = Path(__file__).parents[2]
_SECONDS = 60.0


@contextmanager
def meanwhile() -> Iterator[None]:
    """Make every spec while the body runs, and wait for the rest after it."""
    command = [sys.executable, "-m", "lib.ui.prepared"]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE) as child:
        try:
            yield
            made, _ = child.communicate(timeout=_SECONDS)
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        LOG.warning("the charts were not prepared: code %s", child.returncode)
    else:
        specs.keep(json.loads(made))


if __name__ == "__main__":
    json.dump(specs.every(), sys.stdout)
