"""Brings the database to the tables of this program, in a process that ends.

Alembic is a heavy import that a server needs once in its life, if ever: so the server asks a
child, and only when the database is not there yet or stands at an older step.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

from lib.data.store import database_url
from lib.data.store.database_url import UnavailableError

LOG = logging.getLogger("hanoiso")

HEAD = "0004"
"""The last step of `migrations/`; a test holds it."""

_ROOT = Path(__file__).parents[3]
_SCRIPTS = Path(__file__).parent / "migrations"
_SECONDS = 60.0
# How the child says by its code what is told to the reader.
_SAID = {
    10: database_url.TOO_NEW,
    11: database_url.BUSY,
    12: database_url.NO_DRIVER,
    13: database_url.CANNOT_OPEN,
}


def ensure(url: str) -> None:
    """Make the database at `url`, or bring it up to date, when that is needed.

    Raises UnavailableError when it cannot be made, is broken, or was made by a newer program.
    """
    file = database_url.file_of(url)
    if file is not None and database_url.revision(file) == HEAD:
        return
    if file is not None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnavailableError(database_url.CANNOT_WRITE, str(error)) from error
    # The address holds a password, perhaps: it goes by standard input, not the list of processes.
    command = [sys.executable, "-m", "lib.data.store.migrate"]
    try:
        done = subprocess.run(
            command,
            cwd=_ROOT,
            input=url,
            text=True,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnavailableError(database_url.CANNOT_OPEN, str(error)) from error
    if done.returncode:
        said = _SAID.get(done.returncode, database_url.CANNOT_WRITE)
        raise UnavailableError(said, done.stderr.strip()[-2_000:])


def upgrade(url: str) -> None:
    """Run the steps that are missing, in this process, all in one transaction.

    Raises UnavailableError when the database stands at a step that this program doesn't know.
    """
    from alembic import command  # noqa: PLC0415 - 11 MB that a server never needs
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    from lib.data.store.engine import Store  # noqa: PLC0415

    store = Store(url, makes=True)
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    try:
        # As a writer: two processes that start at once take turns, the second finds it done.
        with store.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise UnavailableError(database_url.TOO_NEW, str(error)) from error
    finally:
        store.close()


def _main() -> int:
    try:
        upgrade(sys.stdin.read().strip())
    except UnavailableError as error:
        sys.stderr.write(f"{error}\n")
        return next((code for code, said in _SAID.items() if said == error.said), 1)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
