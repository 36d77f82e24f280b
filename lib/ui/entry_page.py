"""The HTML page that a browser loads first, with the program's own name and first script in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders

from lib.ui import assets
from lib.ui.session import NAME

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_THEIR_TITLE: Final = b"<title>Streamlit</title>"
# What the page must not be asked with: it is changed on its way, and Streamlit's own file stays the
# same when the script in it does not.
_UNASKED: Final = (b"accept-encoding", b"if-none-match", b"if-modified-since")
_MARKS: Final = ("etag", "last-modified")


class EntryPage:
    """Puts the script that keeps the browser's history, and the title, into Streamlit's page.

    The script must be there before Streamlit's own, which is why no element can bring it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_for_a_page(scope):
            await self.app(scope, receive, send)
            return
        kept = [pair for pair in scope["headers"] if pair[0].lower() not in _UNASKED]
        start: Message | None = None
        body = b""

        async def send_changed(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body", False) or start is None:
                return
            await _send_page(send, start, body)

        await self.app({**scope, "headers": kept}, receive, send_changed)


def _is_for_a_page(scope: Scope) -> bool:
    """Whether a browser asks for something to show in a tab."""
    accepted = Headers(scope=scope).get("accept", "")
    return scope["method"] in ("GET", "HEAD") and "text/html" in accepted


async def _send_page(send: Send, start: Message, body: bytes) -> None:
    headers = MutableHeaders(raw=list(start["headers"]))
    if _THEIR_TITLE in body:
        body = _changed(body)
        headers["content-length"] = str(len(body))
        for mark in _MARKS:
            del headers[mark]
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})


def _changed(body: bytes) -> bytes:
    script = f'<script type="module" src="{assets.static("history.js").url}"></script>'
    return body.replace(_THEIR_TITLE, f"<title>{NAME}</title>{script}".encode())
