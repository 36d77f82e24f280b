"""Files are taken from who may put them to use: large ones from editors alone."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette import starlette_websocket

from lib.app.kit import editing, upload_and_signout
from lib.app.shell import origin_check
from lib.data.editing import Allowed, may_edit

LARGEST_OF_READERS: Final = 1024 * 1024
"""Bytes of what a reader sends, with what wraps it: a scenario's file has a sixteenth of it."""

_UPLOAD: Final = "/_stcore/upload_file/"
_TOO_LARGE: Final = "Only an editor may send a file of this size."


class SmallUnlessEditor:
    """Refuses what is larger than a scenario's file, unless an editor sends it to be taken in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or _UPLOAD not in scope["path"]:
            await self.app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        if await run_in_threadpool(_is_editors, request):  # the database is asked, perhaps
            await self.app(scope, receive, send)
            return
        length = request.headers.get("content-length", "")
        # Without a length it could be of any.
        if not length.isdecimal() or len(length) > 9 or int(length) > LARGEST_OF_READERS:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            await origin_check.refuse(scope, receive, send, status=status, said=_TOO_LARGE)
            return
        await self.app(scope, receive, send)


def _is_editors(request: HTTPConnection) -> bool:
    rules = editing.rules()
    user: dict[str, Any] = {}
    if rules.mode == "oidc" and not upload_and_signout.is_over(request.cookies):
        claims = upload_and_signout.claims(request.cookies)
        if claims is not None:
            user = starlette_websocket._parse_decoded_user_cookie(  # noqa: SLF001 - the pin holds it
                claims, request.headers.get("origin", "")
            )
    headers = {name.lower(): value for name, value in request.headers.items()}
    decided = may_edit(rules, headers, config.get_option("server.address"), user)
    return isinstance(decided, Allowed)
