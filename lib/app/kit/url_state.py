"""One codec between a view and its address, for every page.

The address holds ids, numbers and flags, never a translated label, so a link made in one language
opens the same in the other. A choice equal to its default is left out. What a link names but the
program does not know is ignored and said (`ignored`).

A choice lives in the session under its widget's key. The address is read where it differs from
what was last written there: at the first run, and after Back or Forward. It is not read in a run
that a choice asked for (`touched`): of two choices in quick succession the second one still
carries the address from before the first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Literal

import streamlit as st

from lib.app.kit import page_address
from lib.app.kit.page_address import arrive, part, settle, touched

__all__ = [
    "arrive", "clamped", "correct", "flag", "ids", "ignored", "kept", "number", "optional_number",
    "part", "retell", "rounded", "segments", "select", "set_flag", "settle", "several", "slider",
    "stood_for", "take", "text", "toggle", "touched", "value",
]  # fmt: skip

_IGNORED = "_link_ignored"
_HELD = "_link_held"
_STANDING = "_link_standing"
_SAID = "_link_said"
_ROUNDED = "_link_rounded"

# Between the ids of a list; letters that need no escape in an address.
_BETWEEN = "~"
# All series of the program, with room for as many again.
_LONGEST_LIST = 16_000
# Of a step: what arithmetic on the way takes off a number is not worth a word.
_SLIP = 1e-6


def value(key: str, *, default: str, allowed: Sequence[str], hidden: Sequence[str] = ()) -> str:
    """The id chosen for `key`: the session's, or the address's where that is newer.

    An id that is not `allowed` counts as the default and is remembered as ignored. One that is
    `hidden` cannot be shown at present: the default stands for it (`stood_for` tells it), while it
    stays in the session and in the address until it can be shown again.
    """
    # Every look into the session or the address costs, and a page has dozens of choices: once each.
    in_address = st.query_params.get(key) or ""
    chosen: str | None = st.session_state.get(key)
    if _is_newer(key, in_address):
        is_known = in_address in allowed or in_address in hidden
        if in_address and not is_known:
            st.session_state.setdefault(_IGNORED, {})[key] = in_address
        st.session_state[key] = chosen = in_address if in_address and is_known else default
    elif chosen not in allowed and chosen not in hidden:
        # A choice made for other options, e.g. a period of another indicator, or none yet.
        st.session_state[key] = chosen = default
    assert chosen is not None  # noqa: S101 - nothing of what is allowed is
    page_address.write(key, "" if chosen == default else chosen)
    if chosen in allowed:
        _standing().pop(key, None)
        return chosen
    _standing()[key] = default
    return default


def stood_for(key: str) -> str:
    """The hidden choice of `key` that the default stands for; "" where none is."""
    return str(st.session_state[key]) if key in _standing() else ""


def take(key: str, told: str) -> None:
    """Make what an element told the choice of `key`, unless it only tells what stands for it."""
    if _standing().get(key) != told:
        st.session_state[key] = told


def flag(key: str) -> bool:
    """A yes-or-no of the address, written `1`."""
    return value(key, default="0", allowed=("0", "1")) == "1"


def number(key: str, *, default: float, low: float, high: float, step: float) -> float:
    """A number for a slider keyed `key`; one outside its range is brought to the nearest end.

    That is remembered as held (`held`), one between two steps as `rounded`. What is no number
    leaves the slider where it stands.
    """
    found = _number(key, type(default), default=default, low=low, high=high, step=step)
    assert found is not None  # noqa: S101 - the default is none
    return found


def optional_number(
    key: str, *, default: float | None, low: float, high: float, step: float
) -> float | None:
    """The same for a slider that may be left unset, which is None."""
    return _number(key, float, default=default, low=low, high=high, step=step)


def _number(
    key: str,
    kind: type[float],
    *,
    default: float | None,
    low: float,
    high: float,
    step: float,
) -> float | None:
    in_address = st.query_params.get(key) or ""
    if _is_newer(key, in_address):
        parsed = _parse(in_address)
        if parsed is None and in_address:
            st.session_state.setdefault(_IGNORED, {})[key] = in_address
        stood = st.session_state.get(key, default) if in_address else default
        raw = stood if parsed is None else min(max(parsed, low), high)
        at = None if raw is None else kind(low + round((raw - low) / step) * step)
        if raw == default:  # also where arithmetic makes another of it in the last digit
            at = default
        if parsed is not None and raw != parsed:
            st.session_state.setdefault(_HELD, {})[key] = in_address
        elif parsed is not None and at is not None and abs(at - parsed) > _SLIP * step:
            st.session_state.setdefault(_ROUNDED, {})[key] = in_address
        st.session_state[key] = at
    chosen: float | None = st.session_state.setdefault(key, default)
    if chosen is None:
        st.session_state[key] = chosen = default
    is_left_out = chosen is None or chosen == default
    page_address.write(key, "" if is_left_out else f"{chosen:g}")
    return chosen


def text(key: str, *, longest: int = 80) -> str:
    """What someone typed, for a field keyed `key`; cut to `longest` letters."""
    in_address = st.query_params.get(key) or ""
    if _is_newer(key, in_address):
        st.session_state[key] = in_address
    typed = str(st.session_state.setdefault(key, "")).strip()[:longest]
    st.session_state[key] = typed
    page_address.write(key, typed)
    return typed


def correct(key: str, typed: str, *, ignored: str) -> None:
    """Put `typed` in place of what the address had for `key`, and remember what was `ignored`."""
    st.session_state.setdefault(_IGNORED, {})[key] = ignored
    st.session_state[key] = typed
    page_address.write(key, typed)


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
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """A select box whose choice is in the link; `width` in pixels."""
    chosen = value(key, default=default, allowed=options)
    retell(key)
    st.selectbox(
        label,
        options,
        key=key,
        format_func=label_of,
        label_visibility="collapsed" if hide_label else "visible",
        help=help,
        placeholder=placeholder,
        width=width,
        on_change=touched,
        persist_state="session",
    )
    return chosen


def retell(key: str) -> None:
    """Tell a widget its choice anew after a change of language or a Back; call before it is drawn.

    A box of Streamlit's keeps the words that were chosen. In another language they would stand
    there untranslated, and the next run would find no choice behind them and take the first one.
    What a run made of a Back may come to a widget that was touched meanwhile, and would stay there.
    """
    said: dict[str, str] = st.session_state.setdefault(_SAID, {})
    language = str(st.session_state.get("lang", ""))
    is_other = said.get(key, language) != language or page_address.is_retelling()
    if is_other and key in st.session_state:
        st.session_state[key] = st.session_state[key]
    said[key] = language


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
    chosen = value(key, default=default, allowed=options)
    retell(key)
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
    return chosen


def ids(key: str, *, allowed: Collection[str]) -> list[str]:
    """Any number of ids, in the order they were chosen; those not allowed count as ignored."""
    # An id that a link names twice is chosen once.
    asked = [*dict.fromkeys(filter(None, text(key, longest=_LONGEST_LIST).split(_BETWEEN)))]
    known = [one for one in asked if one in allowed]
    if known != asked:
        unknown = _BETWEEN.join(one for one in asked if one not in allowed)
        correct(key, _BETWEEN.join(known), ignored=unknown)
    return known


def several(
    label: str,
    options: Sequence[str],
    *,
    key: str,
    label_of: Callable[[str], str],
    placeholder: str,
) -> list[str]:
    """A box of any number of ids, in the order they were chosen; none is the default.

    The box is keyed `<key>_pick`. Ids that are no options are remembered as ignored.
    """
    known = ids(key, allowed=options)
    pick = f"{key}_pick"
    st.session_state[pick] = known

    def remember() -> None:
        touched()
        st.session_state[key] = _BETWEEN.join(st.session_state[pick])

    st.multiselect(
        label,
        options,
        key=pick,
        format_func=label_of,
        placeholder=placeholder,
        on_change=remember,
    )
    return known


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
    chosen = number(key, default=default, low=low, high=high, step=step)
    retell(key)
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
    return chosen


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
    # What this run sets back to its default is no longer there, though it was written last.
    here = page_address.written_last() | page_address.whole() | page_address.coming()
    return {key: here[key] for key in page_address.KEPT if here.get(key)}


def ignored(is_ours: Callable[[str], bool] = bool) -> dict[str, str]:
    """What the address named and the program did not know, by key; forgotten once asked.

    A page that has words of its own for some keys asks for those first.
    """
    return _asked(_IGNORED, is_ours)


def clamped(is_ours: Callable[[str], bool] = bool) -> dict[str, str]:
    """The numbers of the address that were beyond their range, by key; forgotten once asked."""
    return _asked(_HELD, is_ours)


def rounded(is_ours: Callable[[str], bool] = bool) -> dict[str, str]:
    """The numbers of the address that lay between two steps, by key; forgotten once asked."""
    return _asked(_ROUNDED, is_ours)


def _asked(kind: str, is_ours: Callable[[str], bool]) -> dict[str, str]:
    every: dict[str, str] = st.session_state.get(kind, {})
    return {key: every.pop(key) for key in list(every) if is_ours(key)}


def _standing() -> dict[str, str]:
    """What stands for a hidden choice, by key."""
    found: dict[str, str] = st.session_state.setdefault(_STANDING, {})
    return found


def _is_newer(key: str, in_address: str) -> bool:
    """Whether the address says something of `key` that the session doesn't know yet; then learn."""
    page_address.know(key)
    written = page_address.written_last()
    if in_address == written.get(key, ""):
        return False
    if key in st.session_state and page_address.is_choosing():
        return False
    written[key] = in_address
    return True


def _parse(text: str) -> float | None:
    try:
        parsed = float(text)
    except ValueError:
        return None
    return parsed if abs(parsed) < float("inf") else None
