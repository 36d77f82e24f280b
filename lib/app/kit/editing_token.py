"""The token of EDITING=local: printed at the start, opened once, then kept in a cookie."""

from __future__ import annotations

import secrets
import sys
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.server_util import get_url

from lib.app.kit import editing
from lib.data.editing import cookie_name

_PARAMETER: Final = "token"


class TokenOfAddress:
    """Takes the token out of the address that it was opened with, into a cookie no script reads."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or b"token=" not in scope["query_string"]
            or editing.rules().mode != "local"
        ):
            await self.app(scope, receive, send)
            return
        await _into_cookie(Request(scope))(scope, receive, send)


def tell() -> None:
    """Print the address that lets a browser of this computer edit, or that none may."""
    base = get_url(config.get_option("server.address") or "127.0.0.1")
    match editing.rules().mode:
        case "local":
            said = f"{base}/?{_PARAMETER}={editing.rules().token}"
            line = f"Hà Nội Số: {said}\n  Open it once in a browser to edit; {base} only reads.\n"
        case "off":
            line = f"Hà Nội Số: {base}\n  Editing is off (EDITING=off).\n"
        case _:
            line = f"Hà Nội Số: {base}\n  Who signs in and is an editor may edit.\n"
    # For the terminal of whoever started it: a log may be read by others.
    sys.stdout.write(line)
    sys.stdout.flush()


def _into_cookie(request: Request) -> RedirectResponse:
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    brought = [value for name, value in pairs if name == _PARAMETER]
    rest = urlencode([pair for pair in pairs if pair[0] != _PARAMETER])
    # One slash: two would be the address of another host.
    path = "/" + request.url.path.lstrip("/\\")
    answer = RedirectResponse(f"{path}?{rest}" if rest else path, status_code=303)
    answer.headers["cache-control"] = "no-store"
    answer.headers["referrer-policy"] = "no-referrer"
    token = editing.rules().token
    if any(secrets.compare_digest(one.encode(), token.encode()) for one in brought):
        answer.set_cookie(
            cookie_name(request.headers.get("host", "")), token, httponly=True, samesite="strict"
        )
    return answer
