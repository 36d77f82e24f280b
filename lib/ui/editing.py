"""Whether the visitor of this run may write, asked at every write again; and how to sign in."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from lib.data import editing
from lib.data.editing import Allowed, Refused, Rules
from lib.model.kinds import Lang
from lib.text import translator


class NotAllowedError(Exception):
    """A write that this visitor may not make; `refused` says why."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.said)
        self.refused = refused


@cache
def rules() -> Rules:
    """What this server was told, read once. Raises EditingError for a setting it can't read."""
    return editing.rules()


def may_edit_now() -> Allowed | Refused:
    """The decision for the visitor of this run."""
    return editing.may_edit(rules(), _headers(), st.get_option("server.address"), _user())


def require() -> Allowed:
    """The editor, for who is about to write. Raises NotAllowedError with the reason."""
    decided = may_edit_now()
    if isinstance(decided, Refused):
        raise NotAllowedError(decided)
    return decided


def said(refused: Refused, lang: Lang) -> str:
    """Why editing is refused, as a sentence."""
    return translator(lang).gettext(refused.said).format(**refused.params)


def _headers() -> dict[str, str]:
    return {name.lower(): value for name, value in st.context.headers.items()}


def _user() -> dict[str, Any]:
    """The claims of who signed in. Streamlit has none where sign-in is not set up."""
    return dict(st.user) if rules().mode == "oidc" else {}
