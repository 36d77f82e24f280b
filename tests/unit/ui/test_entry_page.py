"""The page that a browser loads first has the program's name and its first script."""

from __future__ import annotations

import asyncio
from pathlib import Path

import streamlit
from starlette.types import Message, Receive, Scope, Send

from lib.ui import assets
from lib.ui.entry_page import EntryPage

THEIRS = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


def asked(body: bytes, *, accept: bytes = b"text/html") -> tuple[dict[bytes, bytes], bytes]:
    """What a browser gets where the server has `body`, in two pieces; headers and bytes."""
    seen: list[bytes] = []
    sent: list[Message] = []

    async def server(scope: Scope, _receive: Receive, send: Send) -> None:
        seen.extend(name for name, _ in scope["headers"])
        headers = [(b"content-length", str(len(body)).encode()), (b"etag", b"x")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for piece, more in ((body[:200], True), (body[200:], False)):
            await send({"type": "http.response.body", "body": piece, "more_body": more})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"accept", accept), (b"accept-encoding", b"gzip"), (b"if-none-match", b"x")]
    scope = {"type": "http", "method": "GET", "path": "/map", "headers": headers}
    asyncio.run(EntryPage(server)(scope, receive, send))
    is_changed = b"accept-encoding" not in seen and b"if-none-match" not in seen
    assert is_changed == (accept == b"text/html")
    return dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


def test_the_script_stands_before_streamlits_own_and_the_name_is_ours() -> None:
    headers, body = asked(THEIRS)
    ours = assets.static("history.js").url.encode()
    assert 0 < body.index(ours) < body.index(b"static/js/index.")
    assert "<title>Hà Nội Số</title>".encode() in body
    assert headers == {b"content-length": str(len(body)).encode()}


def test_what_is_no_page_of_streamlits_is_left_as_it_is() -> None:
    for body, accept in ((THEIRS, b"*/*"), (b"<p>Not found</p>", b"text/html")):
        headers, sent = asked(body, accept=accept)
        assert sent == body
        assert headers == {b"content-length": str(len(body)).encode(), b"etag": b"x"}
