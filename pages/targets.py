from __future__ import annotations

import streamlit as st

from lib.ui import session, takeaway, targets_figures, targets_list
from lib.view.targets import lead

settings = session.settings()
choice = targets_list.chosen()

# The answer first: how many distinct targets of each year stand where.
with st.container(key="targets_answer", horizontal=True, vertical_alignment="bottom"):
    st.html(lead(targets_figures.answers(settings.lang), settings.lang))
    takeaway.offer(
        settings,
        key="targets",
        name="ha-noi-so-targets",
        frame=lambda: targets_figures.shown_table(targets_list.filters_of(choice), settings.lang),
        notes=takeaway.notes(
            settings, sources=targets_figures.documents(settings.lang), is_illustrative=False
        ),
    )

# Then every clause, with its drawer.
targets_list.draw(settings, choice)
