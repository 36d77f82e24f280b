"""Whether the visitor of this run may write, asked at every write again; and how to sign in."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit import config

from lib.app.kit import logs, session_dataset, upload_and_signout
from lib.data import editing
from lib.data.editing import Allowed, Refused, Rules
from lib.data.limits import limits
from lib.data.store.database_url import UnavailableError
from lib.model.vocabulary import Lang
from lib.text import translator

if TYPE_CHECKING:
    from lib.data.store.commit import Done, ImportDraft, Progress


LOG = logging.getLogger("hanoiso")

_NOTED = "_sign_in_noted"


class NotAllowedError(Exception):
    """A write that this visitor may not make; `refused` says why."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.said)
        self.refused = refused


@cache
def rules() -> Rules:
    """What this server was told, read once. Raises EditingError for a setting it can't read."""
    return editing.rules()


def limit_uploads() -> None:
    """Let the server hold no larger file than an import may bring.

    Any reader with a session may send files, and Streamlit keeps them in memory. Raises
    SettingError for a limit that can't be read.
    """
    # One more: what is counted is the file with what wraps it on the wire.
    config.set_option("server.maxUploadSize", limits().megabytes + 1)


def may_edit_now() -> Allowed | Refused:
    """The decision for the visitor of this run."""
    return editing.may_edit(rules(), _headers(), st.get_option("server.address"), _user())


def require() -> Allowed:
    """The editor, for who is about to write. Raises NotAllowedError with the reason."""
    decided = may_edit_now()
    if isinstance(decided, Refused):
        LOG.warning("write refused: %s", decided.said)  # a message id: nobody's address is in it
        raise NotAllowedError(decided)
    return decided


def commit(draft: ImportDraft, *, progress: Progress | None = None) -> Done:
    """Write a draft for this visitor, and let this run see the new figures.

    The draft's editor is whoever may edit now, whatever it says. Raises NotAllowedError and what
    `lib.data.store.commit.commit` raises; PackageError for rows that break a rule.
    """
    from lib.data.store import access, check  # noqa: PLC0415 - SQLAlchemy: 12 MB
    from lib.data.store.commit import StaleError  # noqa: PLC0415
    from lib.data.store.commit import commit as write  # noqa: PLC0415

    editor = require().editor
    sources = (draft.source, *draft.others)
    check.require(draft.rows, package=session_dataset.package(), sources=sources)
    try:
        done = write(access.ready(), replace(draft, editor=editor), progress=progress)
    except UnavailableError as error:
        logs.failed("import", error)
        raise
    except StaleError as error:
        LOG.info("import on version %s refused: %s came before", draft.base, error.number)
        raise
    LOG.info(
        "import: version %s, %s new, %s changed", done.number, done.rows_new, done.rows_changed
    )
    _see()
    return done


def undo(number: int, *, reason: str) -> Done:
    """Take a version back for this visitor, and let this run see the figures as they were.

    Raises NotAllowedError and what `lib.data.store.commit.undo` raises.
    """
    from lib.data.store import access  # noqa: PLC0415 - SQLAlchemy: 12 MB
    from lib.data.store.commit import undo as take_back  # noqa: PLC0415

    editor = require().editor
    base = session_dataset.number()
    try:
        done = take_back(access.ready(), number, editor=editor, reason=reason, base=base)
    except UnavailableError as error:
        logs.failed(f"undo of version {number}", error)
        raise
    LOG.info("undo of version %s: version %s", number, done.number)
    _see()
    return done


def say_trouble(lang: Lang) -> None:
    """Tell every reader when figures that were put in cannot be read."""
    if session_dataset.served().is_unread:
        _ = translator(lang).gettext
        st.warning(
            _(
                "The database of this server cannot be read just now: figures that were taken in "
                "may be missing or out of date."
            )
        )


def sign_in(lang: Lang) -> None:
    """Who is signed in, and the button that signs in or out; nothing where no one can."""
    if rules().mode != "oidc":
        return
    _ = translator(lang).gettext
    if _user().get("is_logged_in") is True:
        st.caption(_("Signed in as {address}.").format(address=_user().get("email", "")))
        st.button(_("Sign out"), key="sign_out", on_click=st.logout)
        _note_sign_in()
    if may_edit_now() in (Refused(editing.NO_SIGN_IN, {}), Refused(editing.TOO_LONG_AGO, {})):
        st.button(_("Sign in"), key="sign_in", on_click=st.login)


def _note_sign_in() -> None:
    """Tell the log once a session that someone is signed in, and whether they may write."""
    if not st.session_state.get(_NOTED):
        st.session_state[_NOTED] = True
        decided = may_edit_now()
        LOG.info("signed in: %s", decided.said if isinstance(decided, Refused) else "an editor")


def _see() -> None:
    session_dataset.served().refresh()
    session_dataset.begin()


def refusal_words(refused: Refused, lang: Lang) -> str:
    """Why editing is refused, as a sentence."""
    return translator(lang).gettext(refused.said).format(**refused.params)


def _headers() -> dict[str, str]:
    return {name.lower(): value for name, value in st.context.headers.items()}


def _user() -> dict[str, Any]:
    """The claims of who signed in, and has not signed out since, in whichever tab.

    Streamlit has none where sign-in is not set up.
    """
    if rules().mode != "oidc" or upload_and_signout.is_over(st.context.cookies):
        return {}
    return dict(st.user)
