"""Requests of foreign pages and under foreign names are refused before Streamlit looks at them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, net_util
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from lib.data.editing import is_loopback, is_of_a_proxy

_CLOSED: Final = ("/_stcore/metrics",)
"""Addresses of Streamlit's that no page needs and no stranger should read."""


class SameOrigin:
    """Refuses what another site's page asks, what asks under another name, and what is not said.

    Streamlit would accept a websocket without an origin, and for a foreign one look up its own
    address at a host outside, which stops the process for as long as that takes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            said = _refusal(scope)
            if said is not None:
                status = HTTPStatus.NOT_FOUND if said == "" else HTTPStatus.FORBIDDEN
                await refuse(scope, receive, send, status=status, said=said or "Not Found")
                return
        await self.app(scope, receive, send)


async def refuse(
    scope: Scope, receive: Receive, send: Send, *, status: HTTPStatus, said: str
) -> None:
    """Answer a request, or the question for a websocket, with a status and a sentence."""
    # Starlette sends it as the answer to a handshake where it is one.
    answer = PlainTextResponse(said, status_code=status, headers={"cache-control": "no-store"})
    await answer(scope, receive, send)


def never_call_out() -> None:
    """Keep Streamlit from asking hosts outside for the address of this machine."""
    net_util.get_external_ip = net_util.get_internal_ip = _unknown


def _unknown() -> None:
    return None


def _refusal(scope: Scope) -> str | None:
    """Why a request is refused; empty where there is nothing to be found, None where it is not."""
    headers = Headers(scope=scope)
    host = headers.get("host")
    if not _is_own_name(host, headers):
        return "This server is not known under that name. Set server.allowedHosts to allow it."
    if scope["type"] == "websocket" and not _is_own_page(headers.get("origin"), host):
        return "Only pages of this server may connect to it."
    return "" if scope["path"].startswith(_CLOSED) else None


def _is_own_name(host: str | None, headers: Headers) -> bool:
    """Whether a name can be this server's.

    Behind a proxy the proxy knows the names. Without one, a server on loopback is this computer's,
    and a stranger's name that leads here is a trick to have it read by their page.
    """
    if not host or len(host) > 255:
        return False
    if config.get_option("server.allowedHosts"):
        return is_host_allowed(host)
    try:
        parsed = urlsplit(f"//{host}")
        name, _port = parsed.hostname, parsed.port
    except ValueError:
        return False
    if name is None or parsed.netloc != host or parsed.username is not None:
        return False
    is_direct = is_loopback(config.get_option("server.address")) and not any(
        map(is_of_a_proxy, headers.keys())
    )
    return not is_direct or is_loopback(name)


def _is_own_page(origin: str | None, host: str | None) -> bool:
    if origin is None:
        return False
    if origin in config.get_option("server.corsAllowedOrigins"):
        return True
    try:
        parsed = urlsplit(origin)
    except ValueError:
        return False
    return parsed.scheme in ("http", "https") and parsed.netloc == host
