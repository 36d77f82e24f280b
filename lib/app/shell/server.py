"""What the server does beside Streamlit: headers, readiness, assets, warm-up, error words."""

from __future__ import annotations

import asyncio
import gc
import gzip
import logging
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Any

import pyarrow as pa
import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.app.kit import (
    assets,
    editing,
    editing_token,
    logs,
    session,
    session_dataset,
    upload_and_signout,
    url_state,
)
from lib.app.shell import (
    index_page,
    message_queue_patch,
    origin_check,
    rate_limit,
    rerun_on_commit,
    startup,
    upload_limit,
)
from lib.data.editing import BOUND_HEADER, PEER_HEADER
from lib.data.store import access, database_url
from lib.data.store.health import Health
from lib.features.map import view_model
from lib.text import translator

LOG = logging.getLogger("hanoiso")

_HEALTH: list[Health] = []

# Nothing may leave for another host; 'unsafe-inline' and 'wasm-unsafe-eval' are what Streamlit's
# own page, its charts' styles and its table renderer need.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)

_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


# Media are named by what is in them. Unless they may be kept, a browser asks for the tab's picture
# again at every change of the address, which is at every move of a control.
_KEPT = ((b"cache-control", b"private, max-age=3600"),)


class _SecurityHeaders:
    """Adds the headers to every HTTP answer.

    Plain ASGI rather than Starlette's BaseHTTPMiddleware, which would buffer each response.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        is_media = str(scope["path"]).startswith("/media/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                is_found = message["status"] == HTTPStatus.OK
                _add_headers(message, kept=_KEPT if is_media and is_found else ())
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _add_headers(
    message: MutableMapping[str, Any], *, kept: tuple[tuple[bytes, bytes], ...] = ()
) -> None:
    present = {name.lower() for name, _ in message["headers"]}
    message["headers"] = [
        *message["headers"],
        *((name, value) for name, value in (*_HEADERS, *kept) if name not in present),
    ]


class _Whence:
    """Tells pages which address a request came to and from, in headers that no client can set.

    The decision who may edit rests on them (`lib.data.editing`).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            ours = {
                BOUND_HEADER.encode(): scope.get("server"),
                PEER_HEADER.encode(): scope.get("client"),
            }
            headers = [pair for pair in scope["headers"] if pair[0].lower() not in ours]
            headers += [(name, str(found[0]).encode()) for name, found in ours.items() if found]
            scope = {**scope, "headers": headers}
        await self.app(scope, receive, send)


MIDDLEWARE = [
    Middleware(_SecurityHeaders),
    Middleware(origin_check.SameOrigin),
    Middleware(rate_limit.Traffic),
    Middleware(editing_token.TokenOfAddress),
    Middleware(_Whence),
    Middleware(index_page.Shell),
    Middleware(upload_limit.SmallUnlessEditor),
    Middleware(upload_and_signout.OneFile),
    Middleware(upload_and_signout.SignOut),
]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, object]]:
    """Load and check the data and build the first pictures before any request is answered.

    The collector is then frozen: what was loaded lives as long as the process, and walking it
    after every run would cost more than the run.
    """
    origin_check.never_call_out()
    message_queue_patch.keep_whole()
    startup.share_one_heap()
    # Arrow's own pool keeps what it once took; the system's gives it back.
    pa.set_memory_pool(pa.system_memory_pool())
    version = startup.warm_up()
    gc.collect()
    startup.give_back_memory()
    gc.freeze()
    _HEALTH.append(Health(is_written=editing.rules().mode != "off"))
    logs.started(data_version=version, store=_kind_of_store(), editing=editing.rules().mode)
    editing_token.tell()
    watching = asyncio.create_task(rerun_on_commit.watch())
    try:
        yield {"data_version": version}
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        session_dataset.served().close()
        await run_in_threadpool(upload_and_signout.save)
        access.close()
        logs.stopped()


async def _readyz(_request: Request) -> Response:
    """Whether pages are served, which the status tells a proxy, and whether all is well.

    Readers are served without the database too, from the figures last read or those shipped: then
    `serving` is true and `ready` false, and `reason` tells a monitor what is wrong, in one word.
    """
    version = startup.version()
    if version is None:
        return JSONResponse({"ready": False, "serving": False}, status_code=503)
    reason = session_dataset.served().reason or await run_in_threadpool(_HEALTH[-1].reason)
    told = {"data_version": version, "store": _kind_of_store()}
    if reason is not None:
        return JSONResponse({"ready": False, "serving": True, "reason": reason, **told})
    return JSONResponse({"ready": True, "serving": True, **told})


def _kind_of_store() -> str:
    """SQLite, PostgreSQL, or unknown where the address cannot be read."""
    try:
        return "postgresql" if database_url.file_of(database_url.address()) is None else "sqlite"
    except database_url.UnavailableError:
        return "unknown"


async def _asset(request: Request) -> Response:
    """One file a browser loads, compressed once; its address changes with its content."""
    asset = assets.find(request.path_params["name"], request.query_params.get("v", ""))
    if asset is None:
        return Response(status_code=404)
    headers = {
        "cache-control": "public, max-age=31536000, immutable",
        "vary": "accept-encoding",
    }
    if _takes_gzip(request):
        headers["content-encoding"] = "gzip"
        return Response(asset.gzipped, media_type=asset.media_type, headers=headers)
    return Response(gzip.decompress(asset.gzipped), media_type=asset.media_type, headers=headers)


async def _sheet(request: Request) -> Response:
    """What the map draws of a choice; an open page asks once, and the next page anew."""
    if startup.version() is None:
        return Response(status_code=503)
    content = await run_in_threadpool(view_model.answer, request.query_params)
    if content is None:
        return Response(status_code=404)
    headers = {"cache-control": "no-store", "vary": "accept-encoding"}
    if _takes_gzip(request):
        headers["content-encoding"] = "gzip"
        content = gzip.compress(content, compresslevel=1)
    return Response(content, media_type="application/json", headers=headers)


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


ROUTES: list[BaseRoute] = [
    Route("/readyz", _readyz),
    Route("/assets/{name}", _asset),
    Route(view_model.PATH, _sheet),
]


def explain_script_error(error: Exception) -> bool:
    """Tell the reader in their language that something failed; the details go to the log.

    The address tells what was asked for, as of a page that was drawn: whoever sends it sends that.
    """
    LOG.error("page failed", exc_info=error)
    _ = translator(session.language()).gettext
    st.error(
        _(
            "This view could not be drawn. Nothing you entered was lost. Reload the page; if it "
            "happens again, send its address to those who run the program."
        )
    )
    url_state.settle()
    return True
