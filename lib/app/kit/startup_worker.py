"""Charts' specifications and outlines, made at the start in a process that ends.

Altair, which writes the specs, holds 28 MB once imported, and GeoPandas, which reads the outlines,
20 MB; a server has no other daily use for them. So a child makes both while the server loads its
data, hands them over as JSON, and ends. What it could not make is made in the server at its first
use.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lib.data.geometry import BOUNDARIES
from lib.data.paths import default_root
from lib.geo import outlines as geometry
from lib.style import vega_specs

LOG = logging.getLogger("hanoiso")

_ROOT = Path(__file__).parents[3]
_SECONDS = 60.0

_OUTLINES: dict[str, geometry.Outlines] = {}
_BEGUN: list[subprocess.Popen[bytes]] = []


def begin() -> None:
    """Start the child, which takes longer than the imports of the server do."""
    command = [sys.executable, "-m", "lib.app.kit.startup_worker"]
    _BEGUN.append(subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE))


@contextmanager
def meanwhile() -> Iterator[None]:
    """Have specs and outlines made while the body runs, and wait for the rest after it."""
    if not _BEGUN:
        begin()
    with _BEGUN.pop() as child:
        try:
            yield
            made, _ = child.communicate(timeout=_SECONDS)
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        LOG.warning("charts and outlines were not prepared: code %s", child.returncode)
        return
    found = json.loads(made)
    vega_specs.keep(found["specs"])
    _OUTLINES.update({path: geometry.from_dict(one) for path, one in found["outlines"].items()})


def outlines(path: Path) -> geometry.Outlines | None:
    """The outlines of a boundary file, None where the child made none."""
    return _OUTLINES.get(str(path))


def _every() -> dict[str, dict[str, Any]]:
    """Specs by their key and outlines by the path of their file, as JSON can hold them."""
    from lib.data.boundaries import read_boundaries  # noqa: PLC0415 - GeoPandas, for the child alone

    files = [default_root() / name for name in BOUNDARIES.values()]
    return {
        "specs": dict(vega_specs.every()),
        "outlines": {str(file): asdict(geometry.outlines(read_boundaries(file))) for file in files},
    }


if __name__ == "__main__":
    json.dump(_every(), sys.stdout)
