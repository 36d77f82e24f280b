"""A scenario file from a reader: read with suspicion, shown, opened only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lib.app.kit import session_dataset
from lib.data import scenario_file
from lib.data.scenario_schema import ScenarioError
from lib.features.scenarios.saved import current_scenario, detail, repository
from lib.features.scenarios.saved.validation_context import known
from lib.text import translator

if TYPE_CHECKING:
    from lib.app.kit.session import Settings
    from lib.model.vocabulary import Lang

_MEGABYTES = 1
_MOST_FAULTS = 6


def upload(settings: Settings, *, may_save: bool) -> None:
    """The field for a file, and what was found in it."""
    _ = translator(settings.lang).gettext
    st.subheader(_("Open a file"), anchor=False)
    chosen = st.file_uploader(
        _("Scenario file (JSON, at most {size} kB)").format(size=scenario_file.LARGEST // 1024),
        type="json",
        key="saved_upload",
        max_upload_size=_MEGABYTES,
    )
    if chosen is None:
        return
    try:
        found = scenario_file.read(chosen.getvalue(), known(session_dataset.package().version))
    except ScenarioError as error:
        _faults(error, settings.lang)
        return
    with st.container(border=True):
        detail.shown(settings, found)
        with st.container(horizontal=True):
            st.button(
                _("Open in the laboratory"),
                key="saved_open_file",
                type="primary",
                on_click=current_scenario.go_to,
                args=(found.setup,),
            )
            if may_save:
                st.button(
                    _("Save in the list"),
                    key="saved_keep_file",
                    on_click=repository.add,
                    args=(found, settings.lang),
                )


def _faults(error: ScenarioError, lang: Lang) -> None:
    """Everything that is wrong, as plain text; what stands in the laboratory stays."""
    _ = translator(lang).gettext
    st.error(
        _("This file is no scenario that can be opened. Nothing was changed."),
        icon=":material/error:",
    )
    told = [fault.text(lang) for fault in error.faults[:_MOST_FAULTS]]
    rest = len(error.faults) - len(told)
    if rest > 0:
        told.append(_("and {n} more").format(n=rest))
    st.text("\n".join(told))
