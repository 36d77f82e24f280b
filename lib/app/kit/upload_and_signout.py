"""What a browser sends beside its pages, held within bounds: files, and the end of a sign-in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.web.server.starlette import starlette_websocket

from lib.app.kit import logs
from lib.data.store import access
from lib.data.store.database_url import UnavailableError

if TYPE_CHECKING:
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

_COOKIE: Final = "_streamlit_user"
_SIGN_OUT: Final = "/auth/logout"
_UPLOAD: Final = "upload_file"

_ENDED: dict[str, datetime] = {}
"""When a sign-in was ended, by its mark, as far as this process knows."""
_UNSAVED: dict[str, datetime] = {}
"""Those of them that the database did not take yet; it is asked again."""


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
    """Remembers the sign-ins that were ended, in the database: for every process and after it.

    A page that was open before keeps the claims it was opened with as long as its connection
    lasts, and a cookie that was copied is valid for a month; `is_over` tells at a write that they
    hold no more.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith(_SIGN_OUT):
            await run_in_threadpool(_end, Request(scope).cookies)
        await self.app(scope, receive, send)


def is_over(cookies: Mapping[str, str]) -> bool:
    """Whether the sign-in that these cookies bear was ended. Waits for the database."""
    signed_in = claims(cookies)
    if signed_in is None:
        return False
    save()
    mark = _mark(signed_in)
    if mark not in _ENDED and _is_in_store(mark):
        _ENDED[mark] = datetime.now(UTC)
    return mark in _ENDED


def save() -> None:
    """Put into the database what it did not take so far; the log says why where it can't be."""
    if not _UNSAVED:
        return
    from lib.data.store import sign_ins  # noqa: PLC0415 - SQLAlchemy: 12 MB

    tried = dict(_UNSAVED)
    try:
        with access.ready().writing() as connection:
            sign_ins.end(connection, tried)
    except UnavailableError as error:
        logs.failed("end of a sign-in, kept in this process alone", error)
        return
    for mark in tried:
        _UNSAVED.pop(mark, None)


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
    from lib.data.store.sign_ins import KEPT_DAYS  # noqa: PLC0415 - SQLAlchemy: 12 MB

    now = datetime.now(UTC)
    oldest = now - timedelta(days=KEPT_DAYS)
    for mark in [mark for mark, moment in _ENDED.items() if moment < oldest]:
        del _ENDED[mark]
    mark = _mark(signed_in)
    _UNSAVED[mark] = _ENDED[mark] = now
    save()


def _is_in_store(mark: str) -> bool:
    from lib.data.store import sign_ins  # noqa: PLC0415 - SQLAlchemy: 12 MB

    try:
        store = access.existing()
        if store is None:
            return False
        with store.reading() as connection:
            return sign_ins.is_over(connection, mark)
    except UnavailableError:
        return False  # nothing can be written at this moment anyway, and that is told


def _mark(signed_in: bytes) -> str:
    """What tells one sign-in from another, and nothing of who it is."""
    return hashlib.sha256(signed_in).hexdigest()


def _keep_only(session_id: str, file_id: str) -> None:
    # Streamlit's manager has no public list of a session's files. The exact pin holds it.
    manager = cast("MemoryUploadedFileManager", Runtime.instance().uploaded_file_mgr)
    held = list(manager.file_storage.get(session_id, ()))
    if file_id in held:
        for other in held:
            if other != file_id:
                manager.remove_file(session_id, other)
