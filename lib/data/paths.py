"""Where the data package lies."""

from __future__ import annotations

import os
from pathlib import Path

ENVIRONMENT = "HANOISO_DATA"


def default_root() -> Path:
    """The folder of `HANOISO_DATA`, else the shipped package."""
    own = os.environ.get(ENVIRONMENT)
    return Path(own) if own else Path(__file__).parents[2] / "data"
