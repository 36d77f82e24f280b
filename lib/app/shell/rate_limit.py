"""How much one reader may ask of the server, so that the others are served meanwhile."""

from __future__ import annotations

import asyncio
import html
import ipaddress
from collections import Counter
from contextlib import suppress
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.app.shell import connection_limits, origin_check
from lib.app.shell.fair_queue import Bucket, Turn, Turns
from lib.data.limits import readers
from lib.text import N_, translator

_MOST_MESSAGES: Final = 60
_MESSAGES_A_SECOND: Final = 30
_MOST_OWED: Final = 1_200
"""Messages in a row that came faster than that, before their sender is hung up on."""

_RUNS_AT_ONCE: Final = 2
_RUN_SECONDS: Final = 0.25
_RESTORE_SECONDS: Final = 10.0

# What a page of ours sends. Streamlit would let any reader empty everyone's caches, too.
_SERVED: Final = frozenset(
    {
        "rerun_script", "stop_script", "file_urls_request", "app_heartbeat",
        "backend_operation_request",
    }
)  # fmt: skip
_SMALL: Final = 1_024  # bytes; the message that ends a run is far shorter

ASKED: Final = "/accepting"
"""Where an open page asks why its websocket is refused: a browser tells no page the status."""

TOO_MANY = N_("Too many pages of this program are open from your address. Close some, then reload.")
FULL = N_("The program serves as many readers as it can just now. Reload this page in a minute.")


class Traffic:
    """Bounds the websockets of a client and of all, and what each of them asks."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._limits = readers()
        self._open: Counter[str] = Counter()
        self._arriving: dict[str, Bucket] = {}
        self._turns = Turns(at_once=_RUNS_AT_ONCE, seconds=_RUN_SECONDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "lifespan":
                connection_limits.set_bounds(receive)
            case "http" if scope["path"] == ASKED:
                await self._why(_client(scope))(scope, receive, send)
                return
            case "http" if _is_for_a_page(scope):
                said = self._full(_client(scope))
                if said is not None:
                    await _page(scope, said)(scope, receive, send)
                    return
            case "websocket":
                await self._socket(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _full(self, client: str) -> str | None:
        """Why a client may not have another page just now, or None."""
        if self._open[client] >= self._limits.per_client:
            return TOO_MANY
        return FULL if self._open.total() >= self._limits.at_once else None

    def _why(self, client: str) -> JSONResponse:
        """Why a client's websocket would be refused just now, by a key of the page's own words."""
        said = self._full(client)
        if said is None and client in self._arriving and self._arriving[client].is_empty:
            said = TOO_MANY
        key = {None: None, TOO_MANY: "too_many", FULL: "full"}[said]
        return JSONResponse({"refused": key}, headers={"cache-control": "no-store"})

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = _client(scope)
        said = self._full(client)
        if said is None and self._arrives(client) > 0:
            said = TOO_MANY
        if said is not None:
            status = HTTPStatus.TOO_MANY_REQUESTS
            await origin_check.refuse(scope, receive, send, status=status, said=said)
            return
        self._open[client] += 1
        talk = _Talk(self._turns, client, receive, send)
        try:
            await self.app(scope, talk.hear, talk.say)
        finally:
            talk.end()
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client]

    def _arrives(self, client: str) -> float:
        """Count a new websocket; above 0 where they come too fast."""
        most = self._limits.per_client
        if len(self._arriving) > 4_096:
            self._arriving.clear()
        bucket = self._arriving.setdefault(client, Bucket(most=most, rate=most / 20))
        return bucket.take()


class _Talk:
    """One websocket, heard no faster than is fair, and no longer once it floods."""

    def __init__(self, turns: Turns, client: str, receive: Receive, send: Send) -> None:
        self._turns = turns
        self._client = client
        self._receive = receive
        self._send = send
        self._bucket = Bucket(most=_MOST_MESSAGES, rate=_MESSAGES_A_SECOND)
        self._turn: Turn | None = None
        self._restored: asyncio.Event | None = None
        self._is_closed = False

    async def hear(self) -> Message:
        """The next message that is to be served."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            wait = self._bucket.take()
            if self._bucket.owed > _MOST_OWED:
                return await self._hang_up(1008, "too many messages")
            if wait:
                await asyncio.sleep(wait)
            asked = _asked(message.get("bytes"))
            if asked is None:
                return await self._hang_up(1002, "no message of this program's pages")
            kind = asked.WhichOneof("type")
            if kind not in _SERVED:
                continue
            await self._restore(asked)
            if kind == "rerun_script" and (self._turn is None or self._turn.is_over):
                self._turn = await self._turns.begin(self._client, socket=id(self))
            return message

    async def _restore(self, asked: BackMsg) -> None:
        """Hold what follows the first message of a page that was open before, until it is answered.

        That message gives a server which was started anew all that is chosen on the page. Until
        then a click would be taken for the state of the page, and lost against its address.
        """
        if self._restored is None:
            self._restored = asyncio.Event()
            if not asked.rerun_script.widget_states.widgets:
                self._restored.set()
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._restored.wait(), _RESTORE_SECONDS)
            self._restored.set()

    async def say(self, message: Message) -> None:
        """Send what a page tells; its last message ends the turn."""
        if self._is_closed:
            raise OSError("hung up")  # which Starlette takes for a client that is gone
        await self._send(message)
        if self._turn is not None and _ends_a_run(message.get("bytes")):
            self._turn.end()
            if self._restored is not None:
                self._restored.set()

    def end(self) -> None:
        """Give back what this websocket holds."""
        if self._turn is not None:
            self._turn.end()

    async def _hang_up(self, code: int, reason: str) -> Message:
        self._is_closed = True
        await self._send({"type": "websocket.close", "code": code, "reason": reason})
        return {"type": "websocket.disconnect", "code": code, "reason": reason}


def _asked(content: bytes | None) -> BackMsg | None:
    """What a browser's message asks; None for what is none."""
    if content is None:
        return None
    try:
        found: BackMsg = BackMsg.FromString(content)
    except Exception:  # noqa: BLE001 - protobuf's own error, of a package that is not ours to import
        return None
    return found


def _ends_a_run(content: bytes | None) -> bool:
    return (
        content is not None
        and len(content) < _SMALL
        and ForwardMsg.FromString(content).HasField("script_finished")
    )


def _client(scope: Scope) -> str:
    """Who asks: an address, or the network that one household has under IPv6.

    Behind a proxy on this machine uvicorn has put in what the proxy says.
    """
    address = str(scope["client"][0]) if scope.get("client") else ""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def _is_for_a_page(scope: Scope) -> bool:
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")


def _page(scope: Scope, said: str) -> HTMLResponse:
    """The sentence in the reader's language, as a page of its own."""
    asked = parse_qs(scope["query_string"].decode("latin-1")[:2_000]).get("lang", [])
    lang = "en" if asked[:1] == ["en"] else "vi"
    sentence = html.escape(translator(lang).gettext(said))
    return HTMLResponse(
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Hà Nội Số</title>'
        f'<p style="font:1.1rem sans-serif;max-width:40em;margin:4em auto">{sentence}</p></html>',
        status_code=503,
        headers={"retry-after": "60", "cache-control": "no-store"},
    )
