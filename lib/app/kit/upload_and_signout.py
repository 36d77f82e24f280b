"""What a browser sends beside its pages, held within bounds: files, and the end of a sign-in."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.web.server.starlette import starlette_websocket

from lib.data.editing import SIGN_IN_SECONDS

if TYPE_CHECKING:
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

_COOKIE: Final = "_streamlit_user"
_SIGN_OUT: Final = "/auth/logout"
_UPLOAD: Final = "upload_file"

_ENDED: dict[bytes, float] = {}
"""When a sign-in was ended, by its mark; forgotten once it could not write any more anyway."""


class OneFile:
    """Keeps of each session the file that it sent last.

    Any reader may send files, Streamlit keeps each in memory until the session ends, and no page
    of ours asks for two: without this, one reader could fill the memory file by file.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        if scope["type"] == "http" and scope["method"] == "PUT":
            parts: list[str] = scope["path"].split("/")[-3:]
            if parts[0] == _UPLOAD:
                _keep_only(*parts[1:])


class SignOut:
    """Remembers the sign-ins that were ended.

    A page that was open before keeps the claims it was opened with as long as its connection
    lasts; `is_over` tells at a write that they hold no more.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith(_SIGN_OUT):
            _end(Request(scope).cookies)
        await self.app(scope, receive, send)


def is_over(cookies: Mapping[str, str]) -> bool:
    """Whether the sign-in that these cookies bear was ended in this process."""
    signed_in = claims(cookies)
    return signed_in is not None and _mark(signed_in) in _ENDED


def claims(cookies: Mapping[str, str]) -> bytes | None:
    """What the provider said of who signed in, as Streamlit reads it; None where nobody did.

    Out of the signed cookie and its numbered parts alone, whatever cookies come beside them.
    """
    read = starlette_websocket._get_signed_cookie_with_chunks  # noqa: SLF001 - the pin holds it
    return read(dict(cookies), _COOKIE)


def _end(cookies: Mapping[str, str]) -> None:
    signed_in = claims(cookies)
    # Not what anyone makes up: it would fill the memory.
    if signed_in is None:
        return
    now = time.monotonic()
    for mark in [mark for mark, since in _ENDED.items() if now - since > SIGN_IN_SECONDS]:
        del _ENDED[mark]
    _ENDED[_mark(signed_in)] = now


def _mark(signed_in: bytes) -> bytes:
    """What tells one sign-in from another."""
    return hashlib.sha256(signed_in).digest()


def _keep_only(session_id: str, file_id: str) -> None:
    # Streamlit's manager has no public list of a session's files. The exact pin holds it.
    manager = cast("MemoryUploadedFileManager", Runtime.instance().uploaded_file_mgr)
    held = list(manager.file_storage.get(session_id, ()))
    if file_id in held:
        for other in held:
            if other != file_id:
                manager.remove_file(session_id, other)
