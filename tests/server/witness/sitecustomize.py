"""Notes every host that a Python process looks up or connects to, and lets none but loopback."""

import os
import sys
from typing import Any

_LOG = open(os.environ["WITNESS_LOG"], "a", buffering=1, encoding="utf-8")  # noqa: PTH123, SIM115
_HOME = ("127.", "::1", "localhost")


def _note(event: str, given: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = str(given[0])
    elif event in ("socket.connect", "socket.sendto") and isinstance(given[1], tuple):
        host = str(given[1][0])
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
        host = str(given[0])
    else:
        return
    if not host.startswith(_HOME):
        _LOG.write(f"{event} {host}\n")
        raise ConnectionRefusedError(f"not allowed here: {host}")


sys.addaudithook(_note)
