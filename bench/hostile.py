"""Clients that mean harm, beside the readers of `bench.soak`: each does one thing over and over.

All stay on loopback and bear an address of their own, as a proxy on the same machine would tell it.
"""

from __future__ import annotations

import asyncio
import struct
import time
import zlib
from collections.abc import Awaitable, Callable
from functools import cache
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from tests.serving import Server

_PAUSE_SECONDS = 0.5
_FLOOD = 2_000
_HELD = 20


def _dialled(server: Server, client: str, *, origin: str = "") -> connect:
    return connect(
        server.url.replace("http", "ws", 1) + "/_stcore/stream",
        origin=Origin(origin or server.url),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"X-Forwarded-For": client},
        max_size=None,
        proxy=None,
    )


async def flood(server: Server, client: str) -> None:
    """Ask for a page two thousand times at once."""
    asked = BackMsg()
    asked.rerun_script.page_name = "map"
    message = asked.SerializeToString()
    async with _dialled(server, client) as socket:
        listening = asyncio.create_task(_drain(socket))
        for _message in range(_FLOOD):
            await socket.send(message)
        await listening


async def _drain(socket: ClientConnection) -> None:
    async for _message in socket:
        pass


async def bomb(server: Server, client: str) -> None:
    """Send a frame that unpacks to 190 MB."""
    async with _dialled(server, client) as socket:
        socket.transport.write(_packed())
        await _drain(socket)


# Once, or the readers would wait for it on the same loop.
@cache
def _packed() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -12)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _part in range(190))
    packed += packer.flush(zlib.Z_SYNC_FLUSH)
    head = bytes([0b1100_0010, 0x80 | 127]) + struct.pack("!QI", len(packed) - 4, 0)
    return head + packed[:-4]


async def foreign(server: Server, client: str) -> None:
    """Ask from another site's page, ten times."""
    for _one in range(10):
        async with _dialled(server, client, origin="https://evil.example"):
            pass


async def slow(server: Server, client: str) -> None:
    """Hold twenty requests that never come whole."""
    parts = urlsplit(server.url)
    held = [await asyncio.open_connection(parts.hostname, parts.port) for _one in range(_HELD)]
    try:
        for _reader, writer in held:
            writer.write(f"GET / HTTP/1.1\r\nX-Forwarded-For: {client}\r\nX-Slow: ".encode())
        await asyncio.gather(*(reader.read() for reader, _writer in held))
    finally:
        for _reader, writer in held:
            writer.close()


async def upload(server: Server, client: str) -> None:
    """Offer 20 MB that nobody asked for."""
    parts = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(
            f"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"X-Forwarded-For: {client}\r\nContent-Length: 20000000\r\n\r\n".encode()
        )
        for _part in range(20):
            writer.write(bytes(1_000_000))
            await writer.drain()
        await reader.read(1_000)
    finally:
        writer.close()


_ACTS: tuple[Callable[[Server, str], Awaitable[None]], ...] = (flood, bomb, foreign, upload, slow)


async def harm(server: Server, number: int, *, until: float) -> None:
    """One hostile client, the `number`-th, until the moment `until`."""
    _packed()
    act = _ACTS[number % len(_ACTS)]
    client = f"198.51.100.{number % 250 + 1}"
    while time.monotonic() < until:
        try:
            async with asyncio.timeout(max(until - time.monotonic(), 0.1)):
                await act(server, client)
        except (OSError, TimeoutError, WebSocketException):
            pass  # refused, which is what should happen
        await asyncio.sleep(_PAUSE_SECONDS)
