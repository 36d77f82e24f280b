"""What one connection may send: bounds for which Streamlit and uvicorn have no setting."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final, cast

from uvicorn import Config
from uvicorn.protocols.http import h11_impl
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from lib.app.shell.fair_queue import Bucket

if TYPE_CHECKING:
    from starlette.types import Receive

LOG = logging.getLogger("hanoiso")

LARGEST_MESSAGE: Final = 2 * 1024 * 1024
"""Bytes of one message of a browser, unpacked; pasted figures and a typed table are the largest."""

_IDLE: Final = cast("Any", h11_impl).h11.IDLE  # nothing whole has come since the last answer
_HEAD_SECONDS: Final = 15.0
_STOP_SECONDS: Final = 5
_MOST_CONNECTIONS: Final = 900  # of the 1,024 files that a process may have open
_READ_AT_ONCE: Final = 16 * 1024


def set_bounds(receive: Receive) -> None:
    """Put the bounds into the server that is about to start; `receive` is its lifespan's.

    Streamlit makes uvicorn's settings itself and offers none of these. The exact pins hold it.
    """
    config = getattr(getattr(receive, "__self__", None), "config", None)
    if not isinstance(config, Config) or config.http_protocol_class is not h11_impl.H11Protocol:
        LOG.warning("not served by uvicorn with h11: bounds of a connection are left to the server")
        return
    config.http_protocol_class = _Request
    if config.ws_protocol_class is WebSocketsSansIOProtocol:
        config.ws_protocol_class = _Socket
    config.ws_max_size = LARGEST_MESSAGE
    config.timeout_graceful_shutdown = _STOP_SECONDS


class _Request(h11_impl.H11Protocol):
    """A connection whose requests have to come whole within a time; the oldest gives way."""

    _unasked: dict[_Request, None] = {}  # noqa: RUF012 - of all connections, oldest first

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > _MOST_CONNECTIONS and self._unasked:
            next(iter(self._unasked)).give_up()
        self._deadline: asyncio.TimerHandle | None = None
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is _IDLE and self.conn.trailing_data[0]:
            self._wait()
        elif self.conn.their_state is not _IDLE:
            self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: Any) -> None:
        self._rest()
        super().handle_websocket_upgrade(event)

    def give_up(self) -> None:
        """Hang up on who has not asked anything whole."""
        self._rest()
        self.transport.abort()

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(_HEAD_SECONDS, self.give_up)
            self._unasked[self] = None

    def _rest(self) -> None:
        self._unasked.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class _Socket(WebSocketsSansIOProtocol):
    """A websocket of which little is read at once, and that is closed on floods of control frames.

    Messages wait until they are served; pings and pieces of messages would not.
    """

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # asyncio reads 256 kB at once by default: 30,000 small messages before anyone else's.
        cast("Any", transport).max_size = _READ_AT_ONCE
        self._small = Bucket(most=200, rate=20)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        # Nobody waits for an answer to what was not served yet.
        while not self.queue.empty():
            self.queue.get_nowait()
        super().connection_lost(exc)

    def handle_ping(self) -> None:
        if self._is_bearable():
            super().handle_ping()

    def handle_pong(self, event: Any) -> None:
        if self._is_bearable():
            super().handle_pong(event)

    def handle_cont(self, event: Any) -> None:
        if self._is_bearable():
            super().handle_cont(event)

    def _is_bearable(self) -> bool:
        if self.transport.is_closing():
            return False
        if self._small.take() == 0:
            return True
        self.transport.abort()
        return False
