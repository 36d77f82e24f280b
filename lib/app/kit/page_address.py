"""The page's address as one run of the program finds it and leaves it.

The address is read at the beginning of a run and written once at its end, however many choices
the run has made: each writing would be an entry of its own in the browser's history.

Who opens an address gets what it says. One that comes by a link or by Back and Forward says the
whole state of its page: what it leaves out stands at its default. Only the menu asks for a page
with nothing but the choices of every page (`KEPT`); the reader then finds what was left there, also
on the page that is open already.

`MARK` tells the browser's script (`lib/static/history.js`) of which page a new address is and what
made it; the script takes it out before anyone sees it.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Final, Literal, ParamSpec
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from collections.abc import Callable

Cause = Literal["choice", "arrival", "other"]

KEPT: Final = ("lang", "official", "present")
MARK: Final = "_from"

_PAGE: Final = "_link_page"
_PARTS: Final = "_link_parts"
_WRITTEN: Final = "_link_written"
_NEXT: Final = "_link_next"
_KNOWN: Final = "_link_known"
_TOUCHED: Final = "_link_touched"
_CHOOSING: Final = "_link_choosing"
_CAUSE: Final = "_link_cause"
_READ: Final = "_link_read"
_RETELLING: Final = "_link_retelling"
_THEME: Final = "_link_theme"
_ON_WAY: Final = "_link_on_way"

_IS_IN_PART: ContextVar[bool] = ContextVar("is_in_part", default=False)
_Given = ParamSpec("_Given")


def arrive() -> None:
    """Notice a change of page and who asked for this run; call once, before any choice is read."""
    state = st.session_state
    here = urlsplit(st.context.url or "").path or "/"  # the first page has no path at all
    is_other, is_from_history = state.get(_PAGE) != here, _is_from_history()
    is_choosing = state.pop(_TOUCHED, False) and not is_other
    is_as_was = not (is_other or is_choosing or is_from_history)
    is_again = is_as_was and _is_opened_again()
    state[_CHOOSING] = is_choosing or (is_as_was and _is_late())
    state[_PARTS] = set()
    state[_NEXT] = {}
    state[_PAGE] = here
    state[_THEME] = st.context.theme.type
    cause: Cause = "other"
    if is_choosing:
        cause = "choice"
    elif is_again or (is_other and not is_from_history):
        cause = "arrival"
    state[_CAUSE] = cause
    if is_other or is_again or is_from_history:
        state[_WRITTEN] = {}
    state[_RETELLING] = is_choosing and state.get(_READ, False)
    state[_READ] = is_from_history
    if is_other or is_from_history:
        state[_ON_WAY] = []
    if is_from_history:
        _forget(here)
    elif is_other and not is_by_menu():
        _forget(here, but=KEPT)


def part(name: str) -> Callable[[Callable[_Given, None]], Callable[_Given, None]]:
    """Make a function the part `name` of its page: touched, it runs alone (`st.fragment`).

    A part that runs alone does so because something in it was touched, never for a new address.
    Its first run after one of the whole page is a piece of that one.
    """

    def made(draw: Callable[_Given, None]) -> Callable[_Given, None]:
        @st.fragment
        @wraps(draw)
        def run(*args: _Given.args, **kwargs: _Given.kwargs) -> None:
            is_alone = _begin_part(name)
            mark = _IS_IN_PART.set(is_alone or _IS_IN_PART.get())
            try:
                draw(*args, **kwargs)
            finally:
                _IS_IN_PART.reset(mark)
            if is_alone:
                settle()

        return run

    return made


def settle() -> None:
    """Write what the choices of this run make of the address; call at its end."""
    state = st.session_state
    now, after, written = current(), whole(), written_last()
    # Also where the address has it already but was told another in between: of quick choices the
    # last may come with the address from before the first, and what those are told still comes.
    is_overtaken = any(written.get(key, "") != text for key, text in state[_NEXT].items())
    written.update(state[_NEXT])
    if after != now or is_overtaken or state[_CAUSE] == "arrival":
        st.query_params.from_dict(after | {MARK: _mark(now)})
        _on_way_from(now).append(after)


def touched() -> None:
    """Say, in the callback of whatever was touched, that a choice asked for the coming run."""
    st.session_state[_TOUCHED] = True


def is_choosing() -> bool:
    """Whether the address of this run may be from before the last choice: the session has more."""
    return bool(st.session_state.get(_CHOOSING, False))


def is_retelling() -> bool:
    """Whether widgets are to be told their choices anew in this run.

    What the run before made of a Back may come to a widget after the reader has touched it.
    """
    return bool(st.session_state.get(_RETELLING, False))


def is_by_menu() -> bool:
    """Whether this run opens a page with none of its own choices in the address."""
    return st.session_state.get(_CAUSE) == "arrival" and _is_bare(current())


def current() -> dict[str, str]:
    """The address that this run was asked with."""
    return {key: text for key, text in st.query_params.items() if key != MARK}


def whole() -> dict[str, str]:
    """The address as this run will leave it, as far as its choices are read."""
    # Of quick choices the later comes with the address from before the earlier was told.
    before = current() | written_last() if is_choosing() else current()
    return {key: text for key, text in (before | st.session_state.get(_NEXT, {})).items() if text}


def coming() -> dict[str, str]:
    """What this run has written so far, by key; "" where it leaves a key out."""
    found: dict[str, str] = st.session_state.get(_NEXT, {})
    return found


def write(key: str, text: str) -> None:
    """Have `text` in the address once the run is over; "" leaves the key out."""
    st.session_state.setdefault(_NEXT, {})[key] = text


def written_last() -> dict[str, str]:
    """What the address was last made or found to say, by key."""
    held: dict[str, str] = st.session_state.setdefault(_WRITTEN, {})
    return held


def know(key: str) -> None:
    """Remember that the page has a choice of this key, for addresses that leave it out."""
    state = st.session_state
    state.setdefault(_KNOWN, {}).setdefault(state.get(_PAGE), set()).add(key)


def _begin_part(name: str) -> bool:
    """Whether the part runs by itself rather than as a piece of the page or of another part."""
    state = st.session_state
    parts: set[str] = state[_PARTS]
    is_alone = name in parts and not _IS_IN_PART.get()
    parts.add(name)
    if is_alone:
        if st.context.theme.type != state[_THEME]:
            # Told together with a choice, another theme comes with the choice's part alone; but it
            # is the whole page's.
            touched()
            st.rerun()
        state[_CHOOSING] = True
        state[_RETELLING] = state.get(_READ, False)
        state[_READ] = False
        state[_CAUSE] = "choice"
        state[_NEXT] = {}
        state.pop(_TOUCHED, None)
    return is_alone


def _forget(page: str, *, but: tuple[str, ...] = ()) -> None:
    """Let go of what was chosen on a page, so that its address alone says it."""
    state = st.session_state
    for key in state.get(_KNOWN, {}).get(page, ()):
        if key not in but:
            state.pop(key, None)


def _is_opened_again() -> bool:
    """Whether the address says less of the open page than it was made to say, as the menu does."""
    return _is_bare(current()) and not _is_bare(written_last())


def _is_late() -> bool:
    """Whether the run was asked with an address that the browser was told to leave since.

    The menu, pressed before the answer to a choice has come, still names the one before it.
    """
    here = current()
    is_known = here in st.session_state.setdefault(_ON_WAY, [])
    return is_known and len(_on_way_from(here)) > 1


def _on_way_from(asked: dict[str, str]) -> list[dict[str, str]]:
    """What a run was asked with and what was told since: the next may be asked with any."""
    told: list[dict[str, str]] = st.session_state.setdefault(_ON_WAY, [])
    since = told[::-1].index(asked) if asked in told else 0
    told[:] = [asked, *told[len(told) - since :]]
    return told


def _is_bare(address: dict[str, str]) -> bool:
    """Whether an address has none of a page's own choices."""
    return not any(text and key not in KEPT for key, text in address.items())


def _mark(asked: dict[str, str]) -> str:
    """The page, what made the address, and where it is not the reader's: what it is instead of."""
    cause: Cause = st.session_state[_CAUSE]
    instead = "" if cause == "arrival" else urlencode(asked)
    return f"{st.session_state[_PAGE]} {cause} {instead}"


def _is_from_history() -> bool:
    """Whether Back or Forward asked for this run."""
    context = get_script_run_ctx(suppress_warning=True)
    return bool(context and context.is_history_navigation)
