"""A page asked for over the websocket, as a browser asks, with whatever headers one likes."""

from __future__ import annotations

import http.client
import re
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


def put(
    server: Server,
    session_id: str,
    content: bytes,
    *,
    file_id: str = "some-file",
    cookie: str = "",
    **headers: str,
) -> int:
    """The status of an upload."""
    mark = "mark-of-parts"
    body = (
        f'--{mark}\r\nContent-Disposition: form-data; name="a"; filename="a.csv"\r\n\r\n'.encode()
        + content
        + f"\r\n--{mark}--\r\n".encode()
    )
    wire = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=SECONDS)
    sent = {"Content-Type": f"multipart/form-data; boundary={mark}", "Cookie": cookie}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        wire.request("PUT", f"/_stcore/upload_file/{session_id}/{file_id}", body, sent)
        return wire.getresponse().status
    except (BrokenPipeError, ConnectionResetError):  # refused before it was taken
        return 413
    finally:
        wire.close()


def token(server: Server) -> str:
    """The token against foreign pages, as a browser of ours has it in a cookie."""
    _, headers, _ = server.get("/_stcore/health")
    found = re.search(r"_streamlit_xsrf=([^;]+)", headers.get("set-cookie", ""))
    assert found is not None, headers
    return found[1]
