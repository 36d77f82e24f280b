"""A PostgreSQL server of our own for as long as tests run, where the machine has its programs.

`python -m tests.data.postgresql` finds them, or installs Debian's where it may; `make test` calls
it, so that no test on PostgreSQL is left out without a word.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

from tests.serving import free_port

LEFT_OUT = (
    "The tests of the store on PostgreSQL are left out: there is no server on this machine. "
    "Debian: `apt-get install postgresql`; elsewhere have `initdb` and `pg_ctl` on PATH."
)


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, None where there is none that we may run."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).resolve().parent] if found else []
    usable = [folder for folder in folders if (folder / "pg_ctl").exists()]
    return usable[0] if usable and (os.geteuid() or _owner()) else None


def install() -> Path | None:
    """Find the server's programs, else install Debian's as root."""
    found = programs()
    # SQLite's own program is what deploy/README.md makes copies with.
    lacking = [] if found else ["postgresql"]
    lacking += [] if shutil.which("sqlite3") else ["sqlite3"]
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"installing Debian's {' and '.join(lacking)}")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", *lacking]):
            subprocess.run(["apt-get", *command], check=False, env=environment, stdout=sys.stderr)
        found = programs()
    return found


def is_demanded() -> bool:
    """Whether a run without a server is no whole run, as in CI."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def say(words: str) -> None:
    sys.stderr.write(words + "\n")


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: the user that its package made does it then."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return None


@contextmanager
def running(folder_of: Path, *made_with: str) -> Iterator[str]:
    """A server with an empty cluster; gives its address, without the name of a database.

    `made_with` are more options of initdb.
    """
    port, owner = free_port(), _owner()
    with tempfile.TemporaryDirectory(prefix="hanoiso-pg-") as folder:
        if owner:
            shutil.chown(folder, owner)
        data, log = Path(folder) / "data", Path(folder) / "log"
        options = f"-k {folder} -c listen_addresses=127.0.0.1 -p {port} -c fsync=off"
        _run(owner, folder_of / "initdb", "-D", data, "-A", "trust", "-U", "hanoiso", *made_with)
        _run(owner, folder_of / "pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start")
        try:
            yield f"postgresql://hanoiso@127.0.0.1:{port}"
        finally:
            _run(owner, folder_of / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def new_database(server: str) -> str:
    """An empty database; gives its address."""
    name = f"store_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"{server}/{name}"


@contextmanager
def full_disk(server: str, *, largest: int) -> Iterator[None]:
    """No file of a server can grow beyond `largest` bytes, while the block lasts.

    A limit on its processes: it writes what there is room for, and finds its disk full as it would
    any. Unless `largest` ends within a page of 8,192 bytes, it finds another error.
    """
    with psycopg.connect(f"{server}/postgres") as connection:
        ((folder,),) = connection.execute("SHOW data_directory").fetchall()
    first = int(Path(folder, "postmaster.pid").read_text().splitlines()[0])
    _limit([first], largest)  # and with it every process that it starts from now on
    try:
        yield
    finally:
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        _limit([first, *map(int, children)], "unlimited")


def _limit(processes: list[int], most: int | str) -> None:
    """Set how large a file processes of the server may make, as the user that it runs as."""
    for one in processes:
        with suppress(subprocess.CalledProcessError):  # one that has ended by itself
            _run(_owner(), "prlimit", "--pid", one, f"--fsize={most}:")


def replace(address: str, like: str) -> None:
    """Make the empty database at `address` anew, like the one named."""
    server, _, name = address.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(like)
            )
        )


def _run(owner: str | None, *command: object) -> None:
    words = [str(word) for word in command]
    subprocess.run(words, user=owner, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=120)


def main() -> int:
    if install() is not None:
        return 0
    say(LEFT_OUT)
    return int(is_demanded())


if __name__ == "__main__":
    sys.exit(main())
