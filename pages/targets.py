from __future__ import annotations

import streamlit as st

from lib.ui import link, session, takeaway, targets_figures, targets_list
from lib.view.targets import lead

settings = session.settings()


@link.part("targets")
def page() -> None:
    """The answer and the list: a choice tells this part alone, the browser has filtered already."""
    choice = targets_list.chosen()
    lang = settings.lang
    notes = takeaway.notes(settings, sources=targets_figures.documents(lang), is_illustrative=False)

    # The answer first: how many distinct targets of each year stand where.
    with st.container(key="targets_answer", horizontal=True, vertical_alignment="bottom"):
        st.html(lead(targets_figures.answers(lang), lang))
        if not settings.present:
            takeaway.offer(
                settings,
                key="targets",
                name="ha-noi-so-targets",
                frame=lambda: targets_figures.shown_table(targets_list.filters_of(choice), lang),
                notes=notes,
            )

    # Then every clause, with its drawer.
    targets_list.draw(settings, choice, notes=notes)


page()
