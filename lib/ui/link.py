"""One codec between a view and its address, for every page.

The address holds ids, numbers and flags, never a translated label, so a link made in one language
opens the same in the other. A choice equal to its default is left out. What a link names but the
program does not know is ignored and said (`ignored`).

A choice lives in the session under its widget's key. The address is read when it differs from
what this module last wrote there: at the first run, and after Back or Forward. It is not read in
a run that a choice asked for (`touched`): of two choices in quick succession the second one still
carries the address from before the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import streamlit as st

_PAGE = "_link_page"
_PARTS = "_link_parts"
_WRITTEN = "_link_written"
_IGNORED = "_link_ignored"
_TOUCHED = "_link_touched"
_CHOOSING = "_link_choosing"
_KEPT = ("lang", "official", "present")


def value(key: str, *, default: str, allowed: Sequence[str]) -> str:
    """The id chosen for `key`: the session's, or the address's where that is newer.

    An id that is not `allowed` counts as the default and is remembered as ignored.
    """
    written: dict[str, str] = st.session_state.setdefault(_WRITTEN, {})
    in_address = st.query_params.get(key, "")
    if _is_newer(key, in_address):
        written[key] = in_address
        if in_address and in_address not in allowed:
            st.session_state.setdefault(_IGNORED, {})[key] = in_address
        st.session_state[key] = in_address if in_address in allowed else default
    elif st.session_state.get(key) not in allowed:
        # A choice made for other options, e.g. a period of another indicator, or none yet.
        st.session_state[key] = default
    chosen: str = st.session_state[key]
    _write(key, "" if chosen == default else chosen)
    return chosen


def arrive() -> None:
    """Notice a change of page and who asked for this run; call once, before any choice is read.

    Links of the navigation carry no query string. Without this, the empty address of the new page
    would look like a visitor who cleared every choice.
    """
    st.session_state[_CHOOSING] = st.session_state.pop(_TOUCHED, False)
    st.session_state[_PARTS] = set()
    here = urlsplit(st.context.url or "").path
    if st.session_state.get(_PAGE) != here:
        st.session_state[_PAGE] = here
        st.session_state[_WRITTEN] = {}


def part(name: str) -> None:
    """Notice a run of the fragment `name`; call first in every fragment that reads choices.

    A fragment that runs alone does so because something in it was touched, never for a new
    address. Its first run after one of the whole page is a part of that one.
    """
    parts: set[str] = st.session_state[_PARTS]
    if name in parts:
        st.session_state[_CHOOSING] = True
        st.session_state.pop(_TOUCHED, None)
    parts.add(name)


def touched() -> None:
    """Say, in the callback of whatever was touched, that a choice asked for the coming run."""
    st.session_state[_TOUCHED] = True


def flag(key: str) -> bool:
    """A yes-or-no of the address, written `1`."""
    return value(key, default="0", allowed=("0", "1")) == "1"


def number(key: str, *, default: float, low: float, high: float, step: float) -> float:
    """A number for a slider keyed `key`; one outside its range is brought to the nearest end."""
    written: dict[str, str] = st.session_state.setdefault(_WRITTEN, {})
    in_address = st.query_params.get(key, "")
    if _is_newer(key, in_address):
        written[key] = in_address
        parsed = _parse(in_address)
        if parsed is None and in_address:
            st.session_state.setdefault(_IGNORED, {})[key] = in_address
        raw = default if parsed is None else min(max(parsed, low), high)
        st.session_state[key] = type(default)(low + round((raw - low) / step) * step)
    chosen: float = st.session_state.setdefault(key, default)
    _write(key, "" if chosen == default else f"{chosen:g}")
    return chosen


def text(key: str, *, longest: int = 80) -> str:
    """What someone typed, for a field keyed `key`; cut to `longest` letters."""
    in_address = st.query_params.get(key, "")
    if _is_newer(key, in_address):
        st.session_state[key] = in_address
    typed = str(st.session_state.setdefault(key, "")).strip()[:longest]
    st.session_state[key] = typed
    _write(key, typed)
    return typed


def select(
    label: str,
    options: Sequence[str],
    *,
    key: str,
    default: str,
    label_of: Callable[[str], str],
    hide_label: bool = False,
    help: str | None = None,
    placeholder: str = "",
) -> str:
    """A select box whose choice is in the link."""
    value(key, default=default, allowed=options)
    st.selectbox(
        label,
        options,
        key=key,
        format_func=label_of,
        label_visibility="collapsed" if hide_label else "visible",
        help=help,
        placeholder=placeholder,
        on_change=touched,
        persist_state="session",
    )
    return value(key, default=default, allowed=options)


def segments(
    label: str,
    options: Sequence[str],
    *,
    key: str,
    default: str,
    label_of: Callable[[str], str],
    hide_label: bool = False,
) -> str:
    """A row of alternatives, of which one is always chosen, kept in the link."""
    value(key, default=default, allowed=options)
    st.segmented_control(
        label,
        options,
        key=key,
        format_func=label_of,
        required=True,
        on_change=touched,
        persist_state="session",
        label_visibility="collapsed" if hide_label else "visible",
    )
    return value(key, default=default, allowed=options)


def slider(
    label: str,
    *,
    key: str,
    default: float,
    low: float,
    high: float,
    step: float,
    format: str,
    help: str | None = None,
    disabled: bool = False,
) -> float:
    """A slider whose value is in the link."""
    number(key, default=default, low=low, high=high, step=step)
    st.slider(
        label,
        low,
        high,
        step=step,
        key=key,
        format=format,
        help=help,
        disabled=disabled,
        on_change=touched,
        persist_state="session",
    )
    return number(key, default=default, low=low, high=high, step=step)


def toggle(label: str, *, key: str, help: str | None = None) -> bool:
    """A switch whose position is in the link."""
    widget = f"{key}_switch"
    st.session_state[widget] = flag(key)

    def remember() -> None:
        set_flag(key, on=st.session_state[widget])

    st.toggle(label, key=widget, help=help, on_change=remember)
    return flag(key)


def set_flag(key: str, *, on: bool) -> None:
    """Set a yes-or-no, as a button does before the page runs again."""
    touched()
    st.session_state[key] = "1" if on else "0"


def kept() -> dict[str, str]:
    """What a link to another page of the program must carry along."""
    return {key: found for key in _KEPT if (found := st.query_params.get(key))}


def ignored() -> dict[str, str]:
    """What the address named and the program did not know, by key; forgotten once asked."""
    found: dict[str, str] = st.session_state.pop(_IGNORED, {})
    return found


def _is_newer(key: str, in_address: str) -> bool:
    """Whether the address says something of `key` that the session doesn't know yet."""
    written: dict[str, str] = st.session_state.setdefault(_WRITTEN, {})
    if in_address == written.get(key, ""):
        return False
    return key not in st.session_state or not st.session_state.get(_CHOOSING, False)


def _write(key: str, text: str) -> None:
    st.session_state.setdefault(_WRITTEN, {})[key] = text
    if text:
        if st.query_params.get(key) != text:
            st.query_params[key] = text
    elif key in st.query_params:
        del st.query_params[key]


def _parse(text: str) -> float | None:
    try:
        parsed = float(text)
    except ValueError:
        return None
    return parsed if abs(parsed) < float("inf") else None
