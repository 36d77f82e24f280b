"""The scenarios that can be compared, and which of them are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from lib.app.kit import session_dataset, url_state
from lib.features.scenarios.compare import url_keys
from lib.features.scenarios.saved import current_scenario, presets, repository
from lib.features.scenarios.saved.validation_context import known
from lib.model.scenario import LONGEST_NAME, Setup, tidy
from lib.text import translator

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from lib.app.kit.session import Settings
    from lib.features.scenarios.state import ScenarioView

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


def choose(settings: Settings, look: ScenarioView) -> tuple[DeltaGenerator, tuple[Member, ...]]:
    """The choice of two to four scenarios, kept in the link, and the row that it stands in."""
    _ = translator(settings.lang).gettext
    names = _names(settings, look)
    asked = url_keys.parted(url_state.text(KEY, longest=url_keys.LONGEST))
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
            max_selections=url_keys.MOST,
            placeholder=_("Choose scenarios"),
            on_change=_picked,
        )
        _hold(settings, look)
    _say_missing(settings, asked, names)
    _say_same(settings, look)
    chosen = (_member(token, look, names) for token in st.session_state[_PICK])
    return row, tuple(member for member in chosen if member is not None)


def _usual(look: ScenarioView) -> tuple[str, ...]:
    """What is compared until somebody chooses: as now, and the laboratory's or a ready one."""
    changed = any(one.is_changed for one in look.stand)
    second = url_keys.LAB if changed else url_keys.READY + presets.IDS[-1]
    return (url_keys.NOW, second)


def _picked() -> None:
    url_state.touched()
    st.session_state[KEY] = url_keys.joined(tuple(st.session_state[_PICK]))


def _hold(settings: Settings, look: ScenarioView) -> None:
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
            token = url_keys.own(name, current_scenario.setup_of(look))
            st.session_state[_OWN] = (*st.session_state.get(_OWN, ()), token)
            others = [one for one in st.session_state[_PICK] if one != url_keys.LAB]
            st.session_state[_PICK] = [*others, token][-url_keys.MOST :]
            _picked()

        st.button(_("Hold"), key="compare_hold", on_click=hold)


def _names(settings: Settings, look: ScenarioView) -> Mapping[str, str]:
    """The name of everything that can be compared, by its token."""
    _ = translator(settings.lang).gettext
    asked = url_keys.parted(url_state.text(KEY, longest=url_keys.LONGEST))
    kept = dict.fromkeys((*st.session_state.get(_OWN, ()), *asked))
    held = {token: found[0] for token in kept if (found := _own(token, look)) is not None}
    ready = {
        url_keys.READY + one: presets.name(one, settings.lang)
        for one in presets.IDS
        if one != "as_now"
    }
    return {
        url_keys.NOW: _("Continue as now"),
        url_keys.LAB: _("The one in the laboratory"),
        **ready,
        **held,
        **{url_keys.SAVED + one.scenario_id: one.name for one in repository.listed().found},
    }


def _own(token: str, look: ScenarioView) -> tuple[str, Setup] | None:
    return url_keys.read_own(token, look.choice.series_id, known(session_dataset.package().version))


def _member(token: str, look: ScenarioView, names: Mapping[str, str]) -> Member | None:
    """The scenario behind a token, looked at on the chosen series."""
    series_id, basis = look.choice.series_id, look.choice.basis
    if token == url_keys.NOW:
        return Member(names[token], Setup(series_id, basis))
    if token == url_keys.LAB:
        return Member(names[token], current_scenario.setup_of(look))
    if token.startswith(url_keys.READY):
        controls = presets.controls(token.removeprefix(url_keys.READY), look)
        return Member(names[token], Setup(series_id, basis, controls=controls))
    if token.startswith(url_keys.SAVED):
        scenario = repository.opened(token.removeprefix(url_keys.SAVED))
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


def _say_same(settings: Settings, look: ScenarioView) -> None:
    """Why a ready-made scenario among the chosen ones is no other than "as now"."""
    for token in st.session_state[_PICK]:
        if token.startswith(url_keys.READY):
            ready = token.removeprefix(url_keys.READY)
            if said := presets.same_as_now(ready, look, settings.lang):
                st.info(said)
