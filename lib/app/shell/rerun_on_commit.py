"""Open pages are drawn again when figures are committed, by whichever process.

The server asks itself, twice a second; a browser is sent nothing while nothing changed. A page that
is just being drawn is left to finish: stopping it could swallow what its reader had just clicked.
"""

from __future__ import annotations

import asyncio
import logging

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession, AppSessionState

from lib.app.kit import session_dataset
from lib.app.shell import startup
from lib.data.package import Dataset

LOG = logging.getLogger("hanoiso")

_SECONDS = 0.5


async def watch() -> None:
    """Until cancelled: notice commits, and have the pages that are behind drawn again."""
    known = session_dataset.served().now()
    is_tidy = True
    while True:
        await asyncio.sleep(_SECONDS)
        try:
            found = await asyncio.to_thread(session_dataset.served().now)
            if found is not known:
                startup.forget_what_was()
                await asyncio.to_thread(startup.prepare, found)
                known, is_tidy = found, False
            is_tidy = is_tidy and not let_go()
            if _draw_again(found) and not is_tidy:
                # Not before: who committed held the file, its rows and the preview until then.
                await asyncio.to_thread(startup.give_back_memory)
                is_tidy = True
        except Exception:  # a fault here must not end the watch
            LOG.exception("open pages could not be told of new figures")


def _draw_again(served: Dataset) -> bool:
    """Have the pages drawn again that are behind; True once all are at rest and none is."""
    # Streamlit has no public way to run another session's script; this is what its own watcher of
    # source files does. The exact pin holds it.
    if not Runtime.exists():
        return True
    are_at_rest = True
    for info in Runtime.instance()._session_mgr.list_active_sessions():  # noqa: SLF001
        session = info.session
        if not _is_idle(session):
            are_at_rest = False
        elif session_dataset.drawn_in(session.session_state) not in (None, served):
            are_at_rest = False
            session.request_rerun(session._client_state)  # noqa: SLF001
    return are_at_rest


def let_go() -> bool:
    """Drop the sessions of pages that were closed too long ago to be returned to; True if any.

    Streamlit drops them only when the next page is closed: until then a file handed in, its rows
    and its preview would stay in memory.
    """
    if not Runtime.exists():
        return False
    storage = Runtime.instance()._session_mgr._session_storage  # type: ignore[attr-defined]  # noqa: SLF001
    gone = storage._cache.expire()  # noqa: SLF001
    for _, info in gone:
        if _is_idle(info.session):
            _empty(info.session)
    return bool(gone)


def _empty(session: AppSession) -> None:
    """End a session, and let go of what it holds, whoever still holds the session itself.

    Streamlit ends it only once nothing holds it any more; but its own loop holds the one that it
    has sent something to last for as long as no page is open.
    """
    session.shutdown()
    session.session_state.clear()
    session._fragment_storage.clear()  # noqa: SLF001


def _is_idle(session: AppSession) -> bool:
    return session._state is AppSessionState.APP_NOT_RUNNING  # noqa: SLF001
