"""The log of the server: what is told there, in which form, and of whom nothing is told.

Who runs the program finds there why it says what it says: its start and end, every sign-in, import
and refusal, and the cause of every failure. No address and no name of a person is written to it.
"""

from __future__ import annotations

import logging
import platform
import subprocess
from pathlib import Path

import streamlit as st

from lib.data.store.database_url import UnavailableError
from lib.data.store.migrate import HEAD

LOG = logging.getLogger("hanoiso")

_ROOT = Path(__file__).parents[3]


def set_up() -> None:
    """Have every line from INFO on written to standard error, once a process."""
    if LOG.handlers:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s hanoiso: %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def started(*, data_version: str, store: str, editing: str) -> None:
    """That the server is ready, and what it serves."""
    LOG.info(
        "ready: program %s, data version %s, database %s (step %s), editing %s, "
        "Streamlit %s, Python %s",
        _program(), data_version, store, HEAD, editing, st.__version__, platform.python_version(),
    )  # fmt: skip


def stopped() -> None:
    """That the server ended as it was asked to, and has given back the database."""
    LOG.info("stopped")


def failed(what: str, error: UnavailableError) -> None:
    """Why the database failed whoever just wanted something of it."""
    # No trace: it is no fault of the code.
    LOG.error("%s: the database failed (%s): %s", what, error.reason, error)


def _program() -> str:
    """The commit that runs here, where Git can tell."""
    command = ["git", "rev-parse", "--short=12", "HEAD"]
    try:
        done = subprocess.run(
            command, cwd=_ROOT, capture_output=True, text=True, timeout=2, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "of no known commit"
    return done.stdout.strip() or "of no known commit"
