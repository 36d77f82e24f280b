"""The saved scenarios: looked for, opened, renamed, duplicated, downloaded, deleted."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from lib.app.kit import session_dataset
from lib.data import scenario_file
from lib.features.scenarios.saved import current_scenario, detail, repository, wording
from lib.model.scenario import LONGEST_NAME, LONGEST_NOTE, tidy
from lib.text import translator
from lib.wording.text_search import fold

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.data.store.scenarios import Summary

_A_PAGE = 8
_OPENED = "saved_opened"

_RENAME, _DUPLICATE, _DELETE = "rename", "duplicate", "delete"


def saved_list(settings: Settings, *, may_change: bool) -> None:
    """The list with its search; an empty one says how to fill it."""
    _ = translator(settings.lang).gettext
    st.subheader(_("Saved scenarios"), anchor=False)
    listed = repository.listed()
    if listed.fault:
        st.warning(_(listed.fault))
        return
    if not listed.found:
        st.caption(
            _("Nothing is saved on this server yet. Save a scenario and it stands here for all.")
        )
        return
    found = _looked_for(settings, listed.found)
    pages = max(1, -(-len(found) // _A_PAGE))
    at = 1
    if pages > 1:
        st.session_state["saved_at"] = min(st.session_state.get("saved_at", 1), pages)
        at = st.session_state["saved_at"]
    for one in found[(at - 1) * _A_PAGE : at * _A_PAGE]:
        _row(settings, one, may_change=may_change)
    if pages > 1:
        st.pagination(pages, key="saved_at")


def _looked_for(settings: Settings, every: tuple[Summary, ...]) -> tuple[Summary, ...]:
    """Those whose name or author holds what was typed, with or without tone marks."""
    _ = translator(settings.lang).gettext
    if len(every) <= _A_PAGE:
        return every
    typed = fold(st.text_input(_("Search"), key="saved_search", max_chars=80))
    found = tuple(one for one in every if typed in fold(f"{one.name} {one.author}"))
    st.caption(_("{n} of {all} scenarios").format(n=len(found), all=len(every)))
    return found


def _row(settings: Settings, one: Summary, *, may_change: bool) -> None:
    _ = translator(settings.lang).gettext
    with st.container(
        key=f"saved_row_{one.scenario_id}",
        border=True,
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
    ):
        with st.container(width="stretch", gap=None):
            st.html(_told(settings, one))
        with st.container(horizontal=True, width="content"):
            st.button(
                _("Open"),
                key=f"saved_open_{one.scenario_id}",
                on_click=_open,
                args=(one, settings),
            )
            st.download_button(
                _("JSON"),
                data=partial(_file, one.scenario_id),
                file_name="hanoiso_kich_ban.json",
                mime="application/json",
                key=f"saved_file_{one.scenario_id}",
                on_click="ignore",
            )
            if may_change:
                _menu(settings, one)


def _told(settings: Settings, one: Summary) -> str:
    """Name, who, when and on which series, as text alone."""
    _ = translator(settings.lang).gettext
    package = session_dataset.package()
    series = package.series.get(one.series_id)
    about = [one.author, wording.moment(one.made_at, settings.lang)]
    if series is not None:
        about.append(package.indicators[series.indicator_id].name.in_(settings.lang))
    if one.data_version != package.version:
        about.append(_("made on other data"))
    said = " · ".join(part for part in about if part)
    return f'<p class="sv-name">{escape(one.name)}</p><p class="sv-about">{escape(said)}</p>'


def _menu(settings: Settings, one: Summary) -> None:
    _ = translator(settings.lang).gettext
    names = {
        _RENAME: _("Rename or change the note"),
        _DUPLICATE: _("Duplicate"),
        _DELETE: _("Delete"),
    }
    key = f"saved_menu_{one.scenario_id}"

    def chosen() -> None:
        what = st.session_state[key]
        if what == _DUPLICATE:
            repository.duplicate(one, settings.lang)
        elif what == _DELETE:
            repository.delete(one, settings.lang)

    asked = st.menu_button(
        _("More actions"), tuple(names), key=key, format_func=names.__getitem__, on_click=chosen
    )
    if asked == _RENAME:
        _rename(settings, one)


def _rename(settings: Settings, one: Summary) -> None:
    """A window for the name and the note; written as the revision that it was opened on."""
    _ = translator(settings.lang).gettext

    @st.dialog(_("Rename or change the note"))
    def window() -> None:
        scenario = repository.opened(one.scenario_id)
        with st.form("saved_rename", border=False):
            name = st.text_input(_("Scenario name"), one.name, max_chars=LONGEST_NAME)
            note = st.text_area(
                _("Note: what it assumes and why"),
                scenario.note if scenario else "",
                max_chars=LONGEST_NOTE,
            )
            if not st.form_submit_button(_("Save"), type="primary"):
                return
        tidied = tidy(name, longest=LONGEST_NAME)
        if not tidied:
            st.error(_("Give the scenario a name first."))
            return
        kept = tidy(note, longest=LONGEST_NOTE, has_lines=True)
        repository.rename(one, name=tidied, note=kept, lang=settings.lang)
        st.rerun()

    window()


def _open(one: Summary, settings: Settings) -> None:
    """Go to the laboratory with a saved scenario; one that can't be read changes nothing."""
    _ = translator(settings.lang).gettext
    scenario = repository.opened(one.scenario_id)
    if scenario is None:
        repository.say(
            "error",
            _("“{name}” cannot be opened: it is gone, or rests on what this data lacks.").format(
                name=one.name
            ),
        )
        return
    st.session_state[_OPENED] = scenario
    current_scenario.go_to(scenario.setup)


def _file(scenario_id: str) -> bytes:
    scenario = repository.opened(scenario_id)
    return b"" if scenario is None else scenario_file.written(scenario)


def opened_note(settings: Settings) -> None:
    """Over the laboratory: which scenario was opened, until its controls are moved away."""
    scenario = st.session_state.pop(_OPENED, None)
    if scenario is not None:
        detail.shown(settings, scenario)
