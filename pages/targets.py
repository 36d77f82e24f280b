from __future__ import annotations

import streamlit as st

from lib.app.kit import downloads, session, url_state
from lib.features.targets import page as targets_list
from lib.features.targets import queries
from lib.features.targets.filters import lead

settings = session.settings()


@url_state.part("targets")
def page() -> None:
    """The answer and the list: a choice tells this part alone, the browser has filtered already."""
    choice = targets_list.chosen()
    lang = settings.lang
    notes = downloads.notes(settings, sources=queries.documents(lang), is_illustrative=False)

    # The answer first: how many distinct targets of each year stand where.
    with st.container(key="targets_answer", horizontal=True, vertical_alignment="bottom"):
        st.html(lead(queries.answers(lang), lang))
        if not settings.present:
            downloads.offer(
                settings,
                key="targets",
                name="ha-noi-so-targets",
                frame=lambda: queries.shown_table(targets_list.filters_of(choice), lang),
                notes=notes,
            )

    # Then every clause, with its drawer.
    targets_list.draw(settings, choice, notes=notes)


page()
