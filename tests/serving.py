"""A server of the program, started as a reader's own command would start it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from lib.data.editing import cookie_name

ROOT = Path(__file__).parents[1]

# Long, for a machine that does other things at once; the bar for a start is measured in bench/.
START_SECONDS = 60.0
_LOG_TAIL = 6_000


class ServerError(RuntimeError):
    """The server ended or did not get ready; carries the end of its log."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: `url` without a slash at its end, e.g. http://127.0.0.1:40123.

    `token` is what a browser has to bring to edit, empty where none may without signing in.
    """

    url: str
    pid: int
    log: Path
    process: subprocess.Popen[bytes]
    token: str = ""

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and undecoded body of a plain GET."""
        return get(self.url + path, **headers)

    def key(self, host: str = "") -> dict[str, str]:
        """The cookie of who opened the address with the token, none where there is none."""
        return {cookie_name(host or self.url): self.token} if self.token else {}

    def words(self) -> str:
        """What the server has logged so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """A plain GET on loopback, past any proxy that the environment names."""
    request = urllib.request.Request(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=10) as answer:
            return answer.status, _lowered(answer.headers), answer.read()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, _lowered(refusal.headers), refusal.read()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def launch(
    log: IO[bytes],
    *,
    port: int,
    python: str = sys.executable,
    root: Path = ROOT,
    entry: str = "app.py",
    environment: dict[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start `streamlit run {entry}` on `port` in a process group of its own; does not wait."""
    return subprocess.Popen(
        [python, "-m", "streamlit", "run", entry, "--server.port", str(port)],
        cwd=root,
        env=_environment(environment),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


@contextmanager
def serving(
    *,
    python: str = sys.executable,
    root: Path = ROOT,
    entry: str = "app.py",
    environment: dict[str, str] | None = None,
    port: int | None = None,
) -> Iterator[Server]:
    """A server that is ready; ended when the block ends. Raises ServerError with its log."""
    port = port or free_port()
    environment = environment or {}
    token = ""
    if environment.get("EDITING") == "local":
        token = environment.get("EDITING_TOKEN", "a-token-for-tests")
        environment = environment | {"EDITING_TOKEN": token}
    with tempfile.TemporaryDirectory(prefix="hanoiso-server-") as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as handle:
            process = launch(
                handle, port=port, python=python, root=root, entry=entry, environment=environment
            )
        try:
            server = Server(f"http://127.0.0.1:{port}", process.pid, log, process, token)
            wait_ready(server)
            yield server
        finally:
            end(process)


def wait_ready(server: Server, *, seconds: float = START_SECONDS) -> dict[str, Any]:
    """Wait until /readyz says that pages are served, and give its answer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise ServerError(f"the server ended by itself:\n{server.words()[-_LOG_TAIL:]}")
        answer = readiness(server.url)
        if answer is not None and answer.get("serving") is True:
            return answer
        time.sleep(0.02)
    raise ServerError(f"not ready after {seconds:.0f} s:\n{server.words()[-_LOG_TAIL:]}")


def readiness(url: str) -> dict[str, Any] | None:
    """What /readyz says, or None while nobody listens."""
    try:
        _, headers, body = get(url + "/readyz")
    except OSError:
        return None
    if not headers.get("content-type", "").startswith("application/json"):
        return None
    answer: dict[str, Any] = json.loads(body)
    return answer


def end(process: subprocess.Popen[bytes]) -> None:
    """End the server and whatever it started, kindly at first."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, sign)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
        return


def _environment(extra: dict[str, str] | None) -> dict[str, str]:
    # The tests' own settings must not reach the server, nor a developer's HANOISO_DATA.
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "STREAMLIT_", "HANOISO_", "COV_"))
    }
    return kept | {"PYTHONUNBUFFERED": "1"} | (extra or {})


def _lowered(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
