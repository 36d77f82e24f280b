"""The scenarios that can be compared, and which of them are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from lib.model.scenario import LONGEST_NAME, Setup, tidy
from lib.text import translator
from lib.ui import compare_link, figures, link, saved_now, saved_ready, saved_store
from lib.ui.saved_known import known

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from lib.ui.scenario_subject import Look
    from lib.ui.session import Settings

KEY = "sc_cmp"
_PICK = "compare_pick"
_NAME = "compare_name"
_OWN = "compare_own"

# Beside a button the names of the scenarios have no room on a phone.
STYLE = """<style>
@media (max-width:640px){.st-key-compare_choice{row-gap:1rem}
.st-key-compare_choice>:first-child{flex-basis:100%}}
</style>"""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the compared scenarios: its name and how its controls stand."""

    name: str
    setup: Setup


def choose(settings: Settings, look: Look) -> tuple[DeltaGenerator, tuple[Member, ...]]:
    """The choice of two to four scenarios, kept in the link, and the row that it stands in."""
    _ = translator(settings.lang).gettext
    names = _names(settings, look)
    asked = compare_link.parted(link.text(KEY, longest=compare_link.LONGEST))
    st.session_state[_PICK] = [token for token in asked or _usual(look) if token in names]
    row = st.container(
        key="compare_choice", horizontal=True, vertical_alignment="bottom", gap="medium"
    )
    with row:
        st.multiselect(
            _("Compare two to four scenarios"),
            tuple(names),
            key=_PICK,
            format_func=names.__getitem__,
            max_selections=compare_link.MOST,
            placeholder=_("Choose scenarios"),
            on_change=_picked,
        )
        _hold(settings, look)
    _say_missing(settings, asked, names)
    _say_same(settings, look)
    chosen = (_member(token, look, names) for token in st.session_state[_PICK])
    return row, tuple(member for member in chosen if member is not None)


def _usual(look: Look) -> tuple[str, ...]:
    """What is compared until somebody chooses: as now, and the laboratory's or a ready one."""
    changed = any(one.is_changed for one in look.stand)
    second = compare_link.LAB if changed else compare_link.READY + saved_ready.IDS[-1]
    return (compare_link.NOW, second)


def _picked() -> None:
    link.touched()
    st.session_state[KEY] = compare_link.joined(tuple(st.session_state[_PICK]))


def _hold(settings: Settings, look: Look) -> None:
    """Put the laboratory's scenario aside under a name, so that another can be set up."""
    _ = translator(settings.lang).gettext
    menu = st.popover(
        _("Hold this one"), key="compare_hold_menu", width="content", on_change="rerun"
    )
    if not menu.open:
        return
    with menu:
        st.caption(
            _(
                "Puts the laboratory’s scenario into this comparison as it stands, and into the "
                "link; the laboratory is then free for another."
            )
        )
        st.text_input(
            _("Scenario name"), key=_NAME, max_chars=LONGEST_NAME, persist_state="session"
        )

        def hold() -> None:
            name = tidy(st.session_state[_NAME], longest=LONGEST_NAME) or _("Scenario")
            token = compare_link.own(name, saved_now.setup_of(look))
            st.session_state[_OWN] = (*st.session_state.get(_OWN, ()), token)
            others = [one for one in st.session_state[_PICK] if one != compare_link.LAB]
            st.session_state[_PICK] = [*others, token][-compare_link.MOST :]
            _picked()

        st.button(_("Hold"), key="compare_hold", on_click=hold)


def _names(settings: Settings, look: Look) -> Mapping[str, str]:
    """The name of everything that can be compared, by its token."""
    _ = translator(settings.lang).gettext
    asked = compare_link.parted(link.text(KEY, longest=compare_link.LONGEST))
    kept = dict.fromkeys((*st.session_state.get(_OWN, ()), *asked))
    held = {token: found[0] for token in kept if (found := _own(token, look)) is not None}
    ready = {
        compare_link.READY + one: saved_ready.name(one, settings.lang)
        for one in saved_ready.IDS
        if one != "as_now"
    }
    return {
        compare_link.NOW: _("Continue as now"),
        compare_link.LAB: _("The one in the laboratory"),
        **ready,
        **held,
        **{compare_link.SAVED + one.scenario_id: one.name for one in saved_store.listed().found},
    }


def _own(token: str, look: Look) -> tuple[str, Setup] | None:
    return compare_link.read_own(token, look.choice.series_id, known(figures.package().version))


def _member(token: str, look: Look, names: Mapping[str, str]) -> Member | None:
    """The scenario behind a token, looked at on the chosen series."""
    series_id, basis = look.choice.series_id, look.choice.basis
    if token == compare_link.NOW:
        return Member(names[token], Setup(series_id, basis))
    if token == compare_link.LAB:
        return Member(names[token], saved_now.setup_of(look))
    if token.startswith(compare_link.READY):
        controls = saved_ready.controls(token.removeprefix(compare_link.READY), look)
        return Member(names[token], Setup(series_id, basis, controls=controls))
    if token.startswith(compare_link.SAVED):
        scenario = saved_store.opened(token.removeprefix(compare_link.SAVED))
        if scenario is None:
            return None
        kept = scenario.setup
        return Member(scenario.name, Setup(series_id, kept.basis, controls=kept.controls))
    found = _own(token, look)
    return Member(*found) if found else None


def _say_missing(settings: Settings, asked: tuple[str, ...], names: Mapping[str, str]) -> None:
    _ = translator(settings.lang).gettext
    missing = [token for token in asked if token not in names]
    if missing:
        st.info(
            _("{n} of the scenarios in this link are not here; they were left out.").format(
                n=len(missing)
            )
        )


def _say_same(settings: Settings, look: Look) -> None:
    """Why a ready-made scenario among the chosen ones is no other than "as now"."""
    for token in st.session_state[_PICK]:
        if token.startswith(compare_link.READY):
            ready = token.removeprefix(compare_link.READY)
            if said := saved_ready.same_as_now(ready, look, settings.lang):
                st.info(said)
