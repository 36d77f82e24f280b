"""A page asked for over the websocket, as a browser asks, with whatever headers one likes."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.serving import Server

SECONDS = 30


@dataclass(slots=True)
class Visit:
    """What came over a websocket while a page was drawn, and the session that it had."""

    session_id: str = ""
    said: bytes = b""


def port_of(server: Server) -> int:
    port = urlsplit(server.url).port
    assert port is not None
    return port


def dialled(
    server: Server,
    *,
    host: str = "",
    origin: str | None = "",
    headers: dict[str, str] | None = None,
    has_key: bool = True,
) -> ClientConnection:
    """A websocket to a server on this computer, under any name and from any page.

    Raises InvalidStatus where it is refused.
    """
    port = port_of(server)
    name = host or f"127.0.0.1:{port}"
    key = "; ".join(f"{one}={value}" for one, value in server.key(name).items())
    headers = ({"Cookie": key} if key and has_key else {}) | (headers or {})
    wire = socket.create_connection(("127.0.0.1", port))
    try:
        return connect(
            f"ws://{name}/_stcore/stream",
            sock=wire,
            origin=f"http://{name}" if origin == "" else origin,  # type: ignore[arg-type]
            additional_headers=headers,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            proxy=None,
        )
    except BaseException:
        wire.close()
        raise


def visited(connection: ClientConnection, *, name: str = "data") -> Visit:
    """Ask for a page, and keep all that comes until it is drawn.

    Of the data it is the part that takes figures in.
    """
    asked = BackMsg()
    asked.rerun_script.query_string = "lang=en&d_part=in&d_way=file"
    asked.rerun_script.page_name = name
    connection.send(asked.SerializeToString())
    visit = Visit()
    while True:
        came = connection.recv(timeout=SECONDS)
        assert isinstance(came, bytes)
        message = ForwardMsg.FromString(came)
        if message.HasField("new_session"):
            visit.session_id = message.new_session.initialize.session_id
        visit.said += came
        if message.HasField("script_finished"):
            return visit


def page(server: Server, **asked: object) -> Visit:
    with dialled(server, **asked) as connection:  # type: ignore[arg-type]
        return visited(connection)
