"""Scenarios to keep: the one in the laboratory, files, starting points and the saved list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.app.kit import editing
from lib.app.kit.markdown_escape import plain
from lib.data import scenario_file
from lib.data.editing import Refused
from lib.features.scenarios import state as made
from lib.features.scenarios import wording
from lib.features.scenarios.saved import (
    current_scenario,
    file_upload,
    presets,
    repository,
    saved_list,
)
from lib.model.scenario import LONGEST_NAME, LONGEST_NOTE
from lib.text import translator

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.features.scenarios.state import ScenarioView
    from lib.model.scenario import Scenario
    from lib.model.vocabulary import Lang


def saved(settings: Settings, series_id: str) -> None:
    """The page's part for keeping and opening scenarios."""
    look = made.current_view(settings, series_id)
    decided = editing.may_edit_now()
    refused = decided if isinstance(decided, Refused) else None
    _said(settings)
    left, right = st.columns([2, 3], gap="large")
    with left:
        _keep(settings, look, refused)
        file_upload.upload(settings, may_save=refused is None)
    with right:
        saved_list.saved_list(settings, may_change=refused is None)
        presets.starting_points(settings, look)


def _said(settings: Settings) -> None:
    """What the last write came to, with the way back from a deletion."""
    _ = translator(settings.lang).gettext
    kind, words, deleted = repository.last_outcome()
    if not kind:
        return
    with st.container(key="saved_said", horizontal=True, vertical_alignment="center"):
        # As code would be: a name may hold what Markdown takes for markup.
        show = st.error if kind == "error" else st.success
        show(plain(words), icon=":material/error:" if kind == "error" else ":material/check:")
        if deleted is not None:
            st.button(
                _("Undo"),
                key="saved_undo",
                icon=":material/undo:",
                on_click=repository.restore,
                args=(deleted, settings.lang),
            )


def _keep(settings: Settings, look: ScenarioView, refused: Refused | None) -> None:
    """The laboratory's scenario under a name: into the list for editors, into a file for all."""
    _ = translator(settings.lang).gettext
    st.subheader(_("Keep the scenario of the laboratory"), anchor=False)
    st.html(
        wording.answer_html(
            wording.answer(look.subject.landing, settings.lang)[:1],
            small=(),
            mark=look.subject.provenance,
            lang=settings.lang,
        )
    )
    st.text_input(
        _("Scenario name"), key="saved_name", max_chars=LONGEST_NAME, persist_state="session"
    )
    st.text_area(
        _("Note: what it assumes and why"),
        key="saved_note",
        max_chars=LONGEST_NOTE,
        height=80,
        persist_state="session",
    )
    st.text_input(_("Author"), key="saved_author", max_chars=LONGEST_NAME, persist_state="session")
    kept = _described(look, settings.lang)
    with st.container(horizontal=True):
        if refused is None:
            st.button(
                _("Save"),
                key="saved_save",
                type="primary",
                on_click=_save,
                args=(look, settings),
            )
        st.download_button(
            _("Download as a file (JSON)"),
            data=lambda: scenario_file.written(kept),
            file_name="hanoiso_kich_ban.json",
            mime="application/json",
            key="saved_json",
            on_click="ignore",
        )
    if refused is not None:
        st.caption(
            editing.refusal_words(refused, settings.lang)
            + " "
            + _("Your scenario is kept in the link of this page, and in the file.")
        )


def _save(look: ScenarioView, settings: Settings) -> None:
    if not st.session_state["saved_name"].strip():
        _ = translator(settings.lang).gettext
        repository.say("error", _("Give the scenario a name first."))
        return
    repository.add(_described(look, settings.lang), settings.lang)


def _described(look: ScenarioView, lang: Lang) -> Scenario:
    """The laboratory's scenario with what is typed by now, which may have come with the click."""
    typed = st.session_state
    name = typed["saved_name"] or translator(lang).gettext("Scenario")
    return current_scenario.scenario_now(
        look, name=name, note=typed["saved_note"], author=typed["saved_author"]
    )
